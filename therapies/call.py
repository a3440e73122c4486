"""A whole call: the screens of each therapy, their comparison, questions for the doctor, where to read more, and dates.

The screen and the page to take away are both made from this one model. It holds nothing about a patient.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from therapies import wording
from therapies.call_blocks import TABLE_ROOM, Block, Compared, Points, Screen, Text
from therapies.call_numbers import living_longer, overdue, people_in_short, range_origin
from therapies.call_screens import SECTIONS, Screens, fitting
from therapies.comparing import MOST, why_not_ranked
from therapies.dataset import Dataset
from therapies.evidence import Passport
from therapies.measures import Measure
from therapies.profile import Profile, profile
from therapies.status_words import status_words
from therapies.words_used import Word, words_used

# What one therapy says on a row, with where that was read; and the same with its name.
Cell = tuple[tuple[str, ...], tuple[Passport, ...]]
Row = tuple[str, tuple[str, ...], tuple[Passport, ...]]
AFTER = {
    "compare": "Side by side, not ranked",
    "ask": "Questions to ask your doctor",
    "read": "Where to read more",
}
CHOICES = {**SECTIONS, **AFTER}
MOST_THERAPIES = MOST
_SOURCES = 4
QUESTIONS = (
    "Does it fit the disease, the age and the earlier treatments?",
    "What else could be done? What if nothing is done now?",
    "What are the worst risks here, and how are they treated?",
    "How long is the wait, and what is done in the meantime?",
    "Is a study open now, how near is it, and who asks there?",
    "Who has to ask outside a study, and who must say yes?",
    "How long in hospital, and near it? Which checks for years?",
    "What does it cost us, and what does the insurance pay?",
    "What is done if it does not work, or only for a time?",
    "What has changed since this page was made?",
)


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """All screens of the choice in their order, and what the paper needs besides.

    `made_on` and `valid_until` are days in words; `expired` says that some fact shown was overdue when it was made.
    """

    title: str
    therapies: tuple[tuple[str, str], ...]
    screens: tuple[Screen, ...]
    words: tuple[Word, ...]
    sources: tuple[Passport, ...]
    release: str
    made_on: str
    valid_until: str
    expired: tuple[str, ...]

    def place(self, screen_id: str | None) -> int:
        """The place of a screen, 0 for one that is not here."""
        return next((place for place, screen in enumerate(self.screens) if screen.id == screen_id), 0)


def sections(therapies: int) -> dict[str, str]:
    """What can be chosen before a call about so many therapies."""
    return {code: title for code, title in CHOICES.items() if code != "compare" or therapies > 1}


@lru_cache(maxsize=32)
def call(dataset: Dataset, ids: tuple[str, ...], hidden: frozenset[str], today: date) -> Call:
    """The call for one to MOST_THERAPIES therapies in their order, without the `hidden` sections.

    Raises KeyError for an unknown therapy, ValueError for none or too many.
    """
    if not 1 <= len(ids) <= MOST_THERAPIES:
        raise ValueError(f"a call is about one to {MOST_THERAPIES} therapies")
    profiles = [profile(dataset, therapy_id, today) for therapy_id in ids]
    made = [screen for therapy_id in ids for screen in Screens(dataset, therapy_id, today).all()]
    made += [*_comparison(dataset, profiles, today), *_questions(), *_reading(profiles)]
    shown = tuple(screen for screen in made if screen.section not in hidden)
    papers = tuple({one.fact_id: one for screen in shown for one in screen.passports}.values())
    names = tuple((one.id, one.title) for one in profiles)
    return Call(
        title=wording.listing([name for _, name in names]),
        therapies=names,
        screens=shown,
        words=words_used(dataset, shown),
        sources=papers,
        release=dataset.release,
        made_on=wording.day(today),
        valid_until=wording.day(valid_until(papers, today)),
        expired=tuple(dict.fromkeys(said for screen in shown for said in screen.overdue)),
    )


def comparison_only(dataset: Dataset, ids: tuple[str, ...], today: date) -> Call:
    """The same without the screens of each therapy: for the paper of a comparison."""
    return call(dataset, ids, frozenset(SECTIONS), today)


def valid_until(papers: Sequence[Passport], today: date) -> date:
    """The last day on which no fact is overdue: the day before the earliest is due; `today` where one is overdue."""
    return max(today, min((one.due - timedelta(days=1) for one in papers), default=today))


def _comparison(dataset: Dataset, profiles: list[Profile], today: date) -> Iterator[Screen]:
    if len(profiles) < 2:
        return
    reasons = why_not_ranked(dataset, [one.id for one in profiles], today)
    for number, part in enumerate(fitting(reasons), 1):
        yield _after(
            "compare", f"why-{number}", "Which one is better?", "These numbers cannot be ranked", (Points(part),)
        )
    for code, (question, heading, heads, cell) in _ROWS.items():
        cells = [(one.title, *cell(one)) for one in profiles]
        for number, part in enumerate(_parts(heads, cells), 1):
            block = Compared(heads, tuple((name, said) for name, said, _ in part))
            papers = tuple(paper for _, _, found in part for paper in found)
            yield _after("compare", f"{code}-{number}", question, heading, (block,), papers)


def _parts(heads: tuple[str, ...], cells: Sequence[Row]) -> list[list[Row]]:
    """The rows in parts that fit on a screen, in their order."""
    parts: list[list[Row]] = [[]]
    for row in cells:
        together = Compared(heads, tuple((name, said) for name, said, _ in (*parts[-1], row)))
        if parts[-1] and together.room > TABLE_ROOM:
            parts.append([])
        parts[-1].append(row)
    return parts


def _questions() -> Iterator[Screen]:
    for number, part in enumerate(fitting(QUESTIONS), 1):
        yield _after("ask", str(number), "What can we ask?", AFTER["ask"], (Points(part),))


def _reading(profiles: list[Profile]) -> Iterator[Screen]:
    for one in profiles:
        found = one.sources.readings[:_SOURCES]
        shown = tuple(f"“{r.source.title}”. {r.source.publisher}, {r.source.published}." for r in found)
        rest = f"{len(found)} of {len(one.sources.readings)} sources. The page to take away has those of every number."
        heading = f"Sources about {one.title}"
        yield _after("read", one.id, AFTER["read"] + "?", heading, (Points(_that_fit(shown)), Text(rest, quiet=True)))


def _that_fit(items: Sequence[str]) -> tuple[str, ...]:
    return fitting(items)[0] if items else ("No source is in the record.",)


def _after(
    section: str,
    name: str,
    question: str,
    heading: str,
    blocks: tuple[Block, ...],
    papers: tuple[Passport, ...] = (),
) -> Screen:
    late = tuple(dict.fromkeys(overdue(one) for one in papers if one.overdue))
    return Screen(f"{section}-{name}", section, None, "", question, heading, blocks, papers, late)


def _cells_of(one: Profile) -> Cell:
    return (dict(one.about)["Whose cells"],), ()


def _wait_of(one: Profile) -> Cell:
    basis = f" {one.wait.basis[0].upper()}{one.wait.basis[1:]}" if one.wait.basis else ""
    papers = (one.wait.passport,) if one.wait.passport else ()
    return (f"{one.wait.heading.removeprefix('The wait: ').capitalize()}.{basis}",), papers


def _numbers_of(one: Profile) -> Cell:
    found = [next(iter(measures), None) for measures in (one.first.results, one.first.risks)]
    said = tuple(_in_short(measure) if measure else "None in the record." for measure in found)
    return said, tuple(measure.passport for measure in found if measure)


def _in_short(measure: Measure) -> str:
    """A number in a narrow column: all that it may not stand without, in few words."""
    few = "Too few to be sure." if measure.few else ""
    other = f"Comparison group, {measure.control.group}: {measure.control.sentence}" if measure.control else ""
    control = other or ("" if "no comparison" in measure.design else measure.comparison)
    design = measure.design.removesuffix(" in the record")
    papers = measure.passport
    checked = f"overdue since {papers.due_on}" if papers.overdue else f"checked {papers.checked_on}"
    number = f"{measure.name}: {measure.sentence.rstrip('.')}{range_origin(measure)}."
    longer = wording.SURVIVAL_UNKNOWN if wording.SURVIVAL_UNKNOWN in measure.caveats else living_longer(measure)
    said = (
        measure.opening,
        number,
        few,
        f"Counted: {people_in_short(measure.people)}.",
        control,
        f"{measure.evidence}, {design}, {checked}.",
    )
    return " ".join(text for text in (*said, longer) if text)


def _whom_of(one: Profile) -> Cell:
    return (" ".join(f"{use.title}: {use.for_whom.removesuffix('.')}." for use in one.uses),), ()


def _lasted_of(one: Profile) -> Cell:
    every = [m for use in one.uses for m in (*use.headline, *(m for group in use.others for m in group.measures))]
    times = sorted((m for m in every if m.kind == "duration"), key=lambda measure: not measure.headline)
    if not times:
        return ("Not stated in months or days.",), ()
    more = f" {len(times) - 1} more in the record." if len(times) > 1 else ""
    return (f"{_in_short(times[0])}{more}",), (times[0].passport,)


def _unknown_of(one: Profile) -> Cell:
    first = one.unknown[0].said if one.unknown else "Nothing is on the list."
    more = len(one.unknown) - 1
    return (f"{first} {more} more things are not known." if more > 0 else first,), ()


def _stands_of(one: Profile) -> Cell:
    papers = tuple(paper for approval in one.standing.approvals for paper in approval.passports)
    return (f"{one.standing.line}.",), papers


def _access_of(one: Profile) -> Cell:
    rungs = one.access.rungs
    said = " ".join(f"{rung.name}: {status_words(rung.status.title.lower(), rung.as_read)}." for rung in rungs)
    return (said or "No way is in the record.",), tuple(rung.passport for rung in rungs)


_ROWS: dict[str, tuple[str, str, tuple[str, ...], Callable[[Profile], Cell]]] = {
    "cells": ("Whose cells are they?", "Whose cells they are", ("Whose cells",), _cells_of),
    "whom": ("Who is each one for?", "Who each one is for", ("For whom",), _whom_of),
    "wait": ("How long is the wait?", "How long the wait is", ("The wait",), _wait_of),
    "numbers": (
        *("What did the studies see, and at what risk?", "The first result and the first risk of each, not ranked"),
        *(("First result of the record", "First risk of the record"), _numbers_of),
    ),
    "lasted": ("How long did it last?", "How long it lasted", ("How long it lasted",), _lasted_of),
    "unknown": ("What is not known?", "What is not known", ("Not known",), _unknown_of),
    "stands": ("Where does each one stand?", "Where each one stands", ("Where it stands",), _stands_of),
    "access": ("How can each one be had?", "How each one can be had", ("Ways to get it",), _access_of),
}
