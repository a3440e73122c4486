"""What is possible as a value and cannot be true of a therapy: a slip of the finger, or a value in another form.

Not here: values that no key can have (`loaders.fields`), or that contradict each other (`loaders.rules`).
"""

import re
from collections.abc import Iterator
from datetime import date

from loaders.fields import first_day
from loaders.records import Therapy
from loaders.salvage import Path_

_OLDEST, _MOST_LINES = 120, 20
# Longer than any study of these treatments lasted, and than cells were ever made for.
_MOST_MONTHS, _MOST_DAYS, _MOST_DAYS_OF_MAKING = 240, 7300, 365
_MONTHS = f"a number of months, at most {_MOST_MONTHS}: is it months? What a source gives in days stands in `days`"
_DAYS = f"a number of days, at most {_MOST_DAYS}: is it days?"
_DOI = re.compile(r"10\.\d+(?:\.\d+)*/\S+")
_PMID = re.compile(r"\d{1,8}")
_NOTHING = {"n/a", "na", "none", "nil", "tbd", "tba", "unknown", "not stated", "-", "?"}
_QUOTED = re.compile(r"[“‘«„].*[”’»“]")
_OPEN = ("RECRUITING", "ENROLLING_BY_INVITATION", "ACTIVE_NOT_RECRUITING", "COMPLETED")
_NAMES = ("name", "short_name", "brand_name", "developer", "engineering", "given_as")


def plausibility_findings(therapy: Therapy, today: date) -> Iterator[tuple[Path_, str, str]]:
    """All that cannot be true; of a therapy that may be salvaged from a file with faults."""
    yield from _names(therapy)
    yield from _points(therapy)
    for index, use in enumerate(therapy.indications):
        for key in ("age_min_years", "age_max_years"):
            yield from _at_most(("indications", index, key), getattr(use, key), _OLDEST, "an age in years")
        yield from _at_most(
            ("indications", index, "prior_lines_min"), use.prior_lines_min, _MOST_LINES, "how many earlier treatments"
        )
    for index, trial in enumerate(therapy.trials):
        for key in ("min_years", "max_years"):
            age = getattr(trial.ages, key) if trial.ages else None
            yield from _at_most(("trials", index, "ages", key), age, _OLDEST, "an age in years")
        if trial.start and trial.status in _OPEN and first_day(trial.start) > today:
            wrong = f"{trial.status} with a start that is still to come ({trial.start})"
            yield ("trials", index, "start"), wrong, "the start and the status that the register states"
    yield from _durations(therapy)
    yield from _sources(therapy, today)


def _names(therapy: Therapy) -> Iterator[tuple[Path_, str, str]]:
    for key in _NAMES:
        text = getattr(therapy, key)
        if text and text.casefold() in _NOTHING:
            yield (key,), f"'{text}' in place of a value", f"`{key}: null` where no source states it"
        if text and text[-1] in ",;":
            yield (key,), f"'{text[-1]}' at the end of the text", f"the text without it: {text[:-1]}"
        if text and _QUOTED.fullmatch(text):
            yield (key,), f"quotation marks around the whole text: {text}", f"the text alone: {text[1:-1]}"


def _points(therapy: Therapy) -> Iterator[tuple[Path_, str, str]]:
    for key in ("plain_summary", "how_it_works"):
        text = getattr(therapy, key)
        if text and text.startswith(("- ", "• ", "* ")):
            yield (key,), f"'{text[0]}' before the text, as in a list", "sentences, without it"


def _at_most(path: Path_, value: float | None, most: int, what: str) -> Iterator[tuple[Path_, str, str]]:
    if value is not None and value > most:
        yield path, f"{value:g} cannot be", f"{what}, at most {most}; null where none is stated"


def _durations(therapy: Therapy) -> Iterator[tuple[Path_, str, str]]:
    for key in ("days_low", "days_high"):
        days = getattr(therapy.turnaround, key) if therapy.turnaround else None
        yield from _at_most(("turnaround", key), days, _MOST_DAYS_OF_MAKING, "a number of days")
    for index, outcome in enumerate(therapy.outcomes):
        path: Path_ = ("outcomes", index)
        for key in ("months", "timepoint_months", "follow_up_median_months"):
            yield from _within((*path, key), getattr(outcome, key), _MOST_MONTHS, _MONTHS)
        yield from _within((*path, "days"), outcome.days, _MOST_DAYS, _DAYS)
        if outcome.control:
            yield from _within((*path, "control", "months"), outcome.control.months, _MOST_MONTHS, _MONTHS)
        if outcome.kind == "duration":
            most, right = (_MOST_DAYS, _DAYS) if outcome.days is not None else (_MOST_MONTHS, _MONTHS)
            for place, end in enumerate(outcome.ci95 or ()):
                yield from _within((*path, "ci95", place), end, most, right)


def _within(path: Path_, value: float | None, most: float, right: str) -> Iterator[tuple[Path_, str, str]]:
    if value is not None and value > most:
        yield path, f"{value:g} is longer than any study lasted", right


def _sources(therapy: Therapy, today: date) -> Iterator[tuple[Path_, str, str]]:
    for index, source in enumerate(therapy.sources):
        path = ("sources", index)
        if source.doi and not _DOI.fullmatch(source.doi):
            yield (*path, "doi"), f"'{source.doi}' is not a DOI", "the number alone, as in 10.1182/blood.2025"
        if source.pmid and not _PMID.fullmatch(source.pmid):
            yield (*path, "pmid"), f"'{source.pmid}' is not a PubMed number", "the digits alone, as in 38598601"
        read = date.fromisoformat(source.checked) if source.checked else today
        # A day that is still to come is told as that.
        if source.published and read < first_day(source.published) <= today:
            wrong = f"read on {source.checked}, before it was published ({source.published})"
            yield (*path, "published"), wrong, "the day that the page states, and the day on which you read it"
