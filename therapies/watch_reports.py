"""The last reports on labels, cited papers and links, as the page Sources shows them: what was found, how old it is.

They are made by `python -m loaders labels`, `papers` and `links`, for curators; no fact is changed by them. A report
that is damaged is passed over by its reader; one that cannot be understood is said to be so. Not here: what of them
contradicts our record (`therapies.contradicted`).
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from loaders.report_shelf import newest_report
from therapies import wording
from therapies.checked_facts import every_fact
from therapies.dataset import Dataset
from therapies.kept import kept
from therapies.sheet import Sheet
from therapies.study_register import FOLDER

_OLD_DAYS = 30
_NAMED = 4
_LONGEST = 400
_NEW, _BEFORE, _STANDS = "New", "As before", "As it stands"
_TITLES = {"labels": "US labels of approved products", "papers": "Cited papers", "links": "Links of the sources"}
_LINKS = {
    "gone": "Gone: not found on two days",
    "gone-once": "Not found on one day: look again",
    "elsewhere": "A home page or a page of faults comes instead",
    "moved": "Moved for good",
    "refused": "Refused: look at it in a browser",
    "unanswered": "Not answered",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was found: about which therapy, what, where to look, and which facts rest on it."""

    therapy_id: str | None
    therapy: str
    what: str
    news: str
    about: str
    details: tuple[str, ...]
    address: str | None
    facts: tuple[str, ...]
    fact_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WatchReport:
    """A report, worded. `shown` says how many rows there are and how many the choice hides; `total` counts both."""

    title: str
    sentences: tuple[str, ...]
    rows: tuple[Told, ...]
    shown: str
    total: int
    sheet: Sheet


def watch_reports(
    dataset: Dataset, today: date, therapy: str | None = None, folder: Path | None = None
) -> tuple[WatchReport, ...]:
    """The newest good report on labels, on papers and on links, narrowed to one therapy when one is chosen."""
    place = folder or Path(os.environ.get("THERAPY_REGISTER") or FOLDER)
    return tuple(_report(dataset, today, therapy, name, place / name) for name in _TITLES)


def _report(dataset: Dataset, today: date, therapy: str | None, name: str, folder: Path) -> WatchReport:
    saved = newest_report(folder)
    if saved is None:
        return _made(name, (f"There is no report yet. A curator makes one with: python -m loaders {name}",), (), 0)
    try:
        found = saved.report()
        sentences = _sentences(name, found, today)
        every = tuple(_TOLD[name](dataset, found))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        sentence = f"The last report cannot be read. A curator makes a new one with: python -m loaders {name}"
        return _made(name, (sentence,), (), 0)
    rows = tuple(one for one in every if therapy is None or one.therapy_id == therapy)
    return _made(name, sentences, rows, len(every))


def _made(name: str, sentences: tuple[str, ...], rows: tuple[Told, ...], total: int) -> WatchReport:
    shown = (
        f"Shown: {len(rows)}. Hidden by the choice of a therapy: {total - len(rows)}. Total: {total}." if total else ""
    )
    headers = ("Therapy", "What", "New or not", "About", "In words", "Address", "Facts that rest on it")
    cells = tuple(
        (
            *(one.therapy, one.what, one.news, one.about),
            *(" ".join(one.details), one.address or "none", ", ".join(one.fact_ids) or "none on record"),
        )
        for one in rows
    )
    return WatchReport(_TITLES[name], sentences, rows, shown, total, Sheet(_TITLES[name], headers, cells))


def _sentences(name: str, found: dict[str, Any], today: date) -> tuple[str, ...]:
    made = date.fromisoformat(found["made_on"])
    days = (today - made).days
    age = "today" if days <= 0 else "1 day ago" if days == 1 else f"{days} days ago"
    said = [f"Asked on {wording.day(made)}, {age}."]
    if days > _OLD_DAYS:
        said.append("This report is more than 30 days old. Make a new one before you rely on it.")
    if found["compared_with"]:
        said.append(f"New is what was not in the report of {wording.day(date.fromisoformat(found['compared_with']))}.")
    if name == "labels":
        of = wording.day(date.fromisoformat(found["data_of"])) if found["data_of"] else wording.NOT_STATED
        said.append(f"The day of openFDA's data: {of}. They lag behind the FDA's own pages.")
        said.append("A label that is not found here says nothing of an approval.")
    elif name == "links":
        there, asked = sum(found["kinds"].get(kind, 0) for kind in ("fine", "moved")), found["asked"]
        said.append(f"{there:,} of {found['addresses']:,} addresses lead to a page. Asked that day: {asked:,}.")
        kinds = ((title.partition(":")[0], found["kinds"].get(kind, 0)) for kind, title in _LINKS.items())
        said.append(f"{'. '.join(f'{title}: {count:,}' for title, count in kinds)}.")
        if found["left"]:
            said.append(f"Left for another day, because the site asks for fewer requests: {len(found['left']):,}.")
        said.append("The pages were not read: one that says “not found” in words alone is not noticed.")
    else:
        said.append(f"{found['resolved']} of {found['sources']} sources with a PubMed number or a DOI were found.")
        said.append("Nothing found is no proof that there is no notice.")
    return (*said, "No fact was changed by this report.")


def _of_labels(dataset: Dataset, found: dict[str, Any]) -> Iterator[Told]:
    for one in found["changed"]:
        for each in one["differences"]:
            moved = (f"{each['before'] or 'not stated'} → {each['after'] or 'not stated'}",)
            texts = (*(f"Gone: “{text}”" for text in each["gone"]), *(f"New: “{text}”" for text in each["new"]))
            details = texts or moved
            yield _told(dataset, one, each["what"], _NEW, f"Label of {one['product']}", details, one["facts"])
    for one in found["misfits"]:
        yield _told(dataset, one, "does not fit our file", _STANDS, one["product"], (one["says"],), one["facts"])
    for one in found["doubtful"]:
        ids = tuple(f"Set id {label['set_id']}: {label['why']}" for label in one["labels"])
        yield _told(dataset, one, "label in doubt, not taken", _STANDS, one["product"], (one["tied_by"], *ids), ())
    told = {(one["therapy_id"], one["product"]) for one in found["changed"]}
    for one in found["not_found"]:
        if (one["therapy_id"], one["product"]) in told:
            continue
        yield _told(dataset, one, "label not found here", _STANDS, one["product"], (one["tied_by"],), ())


def _of_papers(dataset: Dataset, found: dict[str, Any]) -> Iterator[Told]:
    for one in sorted(found["findings"], key=lambda one: not one["new"]):
        number = one["notice"] or one["pmid"]
        address = f"https://pubmed.ncbi.nlm.nih.gov/{number}/" if number else f"https://doi.org/{one['doi']}"
        about = one["title"] or f"Source {one['source_id']}"
        details = (one["detail"],)
        yield _told(dataset, {**one, "address": address}, one["kind"], _news(one), about, details, one["facts"])


def _of_links(dataset: Dataset, found: dict[str, Any]) -> Iterator[Told]:
    for one in found["findings"]:
        last = (
            f"It was last there on {_day(one['last_there'])}."
            if one["last_there"]
            else "It was not seen in its place before."
        )
        new = f"New address: {one['moved_to']}" if one["moved_to"] else ""
        where = f"In {one['file']}: {one['source_id']}"
        details = (one["why"], f"So since {_day(one['since'])}. {last}", *filter(None, (new,)), where)
        owned = {**one, "therapy_id": one["therapy_id"] or one["owner"]}
        yield _told(dataset, owned, _LINKS[one["kind"]], _news(one), one["title"], details, one["facts"])


def _day(text: str) -> str:
    return wording.day(date.fromisoformat(text))


def _news(one: dict[str, Any]) -> str:
    return _NEW if one["new"] else _BEFORE


_TOLD = {"labels": _of_labels, "papers": _of_papers, "links": _of_links}


def _told(
    dataset: Dataset, one: dict[str, Any], what: str, news: str, about: str, details: tuple[str, ...], facts: Any
) -> Told:
    therapy = dataset.therapies.get(one["therapy_id"])
    names = _names(dataset)
    plain = [fact.removesuffix(" (disagrees)") for fact in facts]
    named = [names[fact] for fact in plain if fact in names]
    more = [f"and {len(plain) - _NAMED} more"] if len(plain) > _NAMED else []
    return Told(
        therapy_id=therapy.id if therapy else None,
        therapy=therapy.short_name if therapy else one["therapy_id"],
        what=_capital(what),
        news=news,
        about=about,
        details=tuple(_capital(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}...") for text in details),
        address=one.get("address"),
        facts=(*named[:_NAMED], *more),
        fact_ids=tuple(facts),
    )


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


@kept(1)
def _names(dataset: Dataset) -> dict[str, str]:
    return {fact.fact_id: fact.name for fact in every_fact(dataset)}
