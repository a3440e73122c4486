"""What an address of the register asks for: the studies that match, the fields wanted of them, and the refusals.

True to the parameters that the loaders use and to the words of the register's errors; searching is by simple words.
"""

import base64
import hashlib
import re
from typing import Any

_KNOWN = {
    *("format", "markupFormat", "filter.overallStatus", "filter.ids", "filter.geo", "filter.advanced"),
    *("filter.synonyms", "aggFilters", "geoDecay", "fields", "sort", "countTotal", "pageSize", "pageToken"),
    *(f"query.{area}" for area in ["cond", "term", "locn", "titles", "intr", "outc", "spons", "lead", "id", "patient"]),
    *(f"postFilter.{name}" for name in ("overallStatus", "ids", "geo", "advanced", "synonyms")),
}
_NOT_THE_QUERY = {"countTotal", "pageSize", "pageToken"}
_DAYS = re.compile(r"AREA\[(\w+)\]RANGE\[([\d-]+|MIN), ?([\d-]+|MAX)\]")
_ID = re.compile(r"[Nn][Cc][Tt]0*[1-9]\d{0,7}")
_STATUSES = {
    *("ACTIVE_NOT_RECRUITING", "COMPLETED", "ENROLLING_BY_INVITATION", "NOT_YET_RECRUITING", "RECRUITING"),
    *("SUSPENDED", "TERMINATED", "WITHDRAWN", "AVAILABLE", "NO_LONGER_AVAILABLE", "TEMPORARILY_NOT_AVAILABLE"),
    *("APPROVED_FOR_MARKETING", "WITHHELD", "UNKNOWN"),
}


class RefusedError(Exception):
    """A question that the register answers with status 400 and this text."""


def check(asked: dict[str, str]) -> None:
    """Refuse what the register refuses."""
    for name in asked:
        if name not in _KNOWN:
            raise RefusedError(f"`{name}` is unknown parameter")
    if any(status not in _STATUSES for status in _listed(asked, "filter.overallStatus")):
        raise RefusedError("Invalid value in parameter overallStatus")
    if any(not _ID.fullmatch(number) for number in _listed(asked, "filter.ids")):
        raise RefusedError("Parameter `filter.ids` has incorrect format")
    if any(not path.startswith(("protocolSection.", "hasResults")) for path in _listed(asked, "fields")):
        raise RefusedError("Unknown field in parameter fields")
    if advanced := asked.get("filter.advanced"):
        found = _DAYS.fullmatch(advanced)
        if not found or found[1] != "LastUpdatePostDate":
            name = found[1] if found else advanced
            raise RefusedError(f"Error parsing query in advanced filter: Unknown area name: '{name}'")
    for item in _listed(asked, "sort"):
        if item.partition(":")[0] not in ("LastUpdatePostDate", "StartDate", "EnrollmentCount", "@relevance"):
            raise RefusedError("Unsupported sort field type: text")
    if not asked.get("pageSize", "0").isdecimal():
        raise RefusedError("Parameter `pageSize` has incorrect format")


def matches(study: dict[str, Any], asked: dict[str, str]) -> bool:
    """Whether a study is among the hits."""
    sections = study["protocolSection"]
    status, conditions = sections["statusModule"], sections["conditionsModule"]
    arms = sections.get("armsInterventionsModule", {})
    texts = {"query.cond": str(conditions), "query.intr": str(arms), "query.term": f"{sections}"}
    if any(not _says(texts[area], asked[area]) for area in texts if area in asked):
        return False
    ids = [number.upper() for number in _listed(asked, "filter.ids")]
    identification = sections["identificationModule"]
    if ids and not {identification["nctId"], *identification.get("nctIdAliases", [])} & set(ids):
        return False
    statuses = _listed(asked, "filter.overallStatus")
    if statuses and status["overallStatus"] not in statuses:
        return False
    if found := _DAYS.fullmatch(asked.get("filter.advanced", "")):
        first, last = found[2].replace("MIN", "0"), found[3].replace("MAX", "9")
        return first <= status["lastUpdatePostDateStruct"]["date"] <= last
    return True


def _says(text: str, question: str) -> bool:
    wanted = [part.strip(' "()').lower() for part in question.split(" OR ")]
    if not all(wanted):
        raise RefusedError("Error parsing query in Other terms: inner bool query clause cannot be null")
    return any(part in text.lower() for part in wanted)


def only(value: Any, paths: list[str]) -> Any:
    """Of a study the fields asked for, still nested; what is absent is left out."""
    if not paths:
        return value
    if isinstance(value, list):
        return [only(item, paths) for item in value]
    kept: dict[str, Any] = {}
    for name in dict.fromkeys(path.partition(".")[0] for path in paths):
        if name in value:
            deeper = [path.partition(".")[2] for path in paths if path.partition(".")[0] == name]
            kept[name] = only(value[name], [path for path in deeper if path])
    return {name: part for name, part in kept.items() if part != {}}


def query_of(asked: dict[str, str]) -> dict[str, str]:
    """What decides about the hits: all parameters but those of paging."""
    return {name: value for name, value in asked.items() if name not in _NOT_THE_QUERY}


def token(offset: int, query: dict[str, str]) -> str:
    """The mark of a place in a list: opaque to others, and never refused with another query."""
    seal = hashlib.sha256(repr(sorted(query.items())).encode()).hexdigest()[:12]
    return base64.urlsafe_b64encode(f"{offset}.{seal}".encode()).decode().rstrip("=")


def offset_of(mark: str) -> int:
    """The place that a token names."""
    try:
        return int(base64.urlsafe_b64decode(mark + "=" * (-len(mark) % 4)).decode().partition(".")[0])
    except ValueError as error:
        raise RefusedError("Parameter `pageToken` has incorrect format") from error


def _listed(asked: dict[str, str], name: str) -> list[str]:
    return [part for part in re.split(r"[,|]", asked.get(name, "")) if part]
