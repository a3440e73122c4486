"""A whole call: the screens of each therapy, their comparison, questions for the doctor, where to read more, and dates.

The screen and the page to take away are both made from this one model. It holds nothing about a patient.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from therapies import wording
from therapies.call_blocks import Block, Compared, Points, Screen, Text
from therapies.call_compared import compared
from therapies.call_screens import SECTIONS, fitting, therapy_screens
from therapies.comparing import MOST
from therapies.dataset import Dataset
from therapies.evidence import Passport, SourceLine
from therapies.facts import Term
from therapies.kept import kept
from therapies.profile import Profile, profile
from therapies.source_titles import family_title, quoted
from therapies.words_used import Word, words_used

AFTER = {
    "compare": "Side by side, not ranked",
    "ask": "Questions to ask your doctor",
    "read": "Where to read more",
}
CHOICES = {**SECTIONS, **AFTER}
HOLDS = "all that the screens show, and the sources of it."
MOST_THERAPIES = MOST
_SOURCES = 4
QUESTIONS = (
    "Does it fit the disease, the age and the earlier treatments?",
    "What else could be done? What if nothing is done now?",
    "What are the worst risks here, and how are they treated?",
    "How long is the wait, and what is done in the meantime?",
    "Does a trial take new people now? How near is it, and who asks?",
    "Who has to ask outside a trial, and who must say yes?",
    "How long in or near the hospital? Which checks, and for how long?",
    "What does it cost us, and what does the insurance pay?",
    "What if it does not work, or works only for a time?",
    "What has changed since this page was made?",
)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Call:
    """All screens of the choice in their order, and what the paper needs besides.

    `valid_until` is a day in words, "" where a fact is overdue already; `expired` are the facts shown that were overdue
    on the `day` when it was made.
    """

    title: str
    therapies: tuple[tuple[str, str], ...]
    screens: tuple[Screen, ...]
    glossary: tuple[Term, ...]
    sources: tuple[Passport, ...]
    release: str
    day: date
    valid_until: str
    expired: tuple[str, ...]

    @property
    def made_on(self) -> str:
        """The day when it was made, in words."""
        return wording.day(self.day)

    @property
    def words(self) -> tuple[Word, ...]:
        """The words that its screens use, explained: for the page to take away, and worked out when one is made."""
        return words_used(self.glossary, self.screens)

    def place(self, screen_id: str | None) -> int:
        """The place of a screen; of one that is not here any more, the last one before it of its part; else 0."""
        ids = [screen.id for screen in self.screens]
        part, _, number = (screen_id or "").rpartition("-")
        for before in range(int(number) if number.isdecimal() and len(number) < 4 else 0, 0, -1):
            if (name := f"{part}-{before}") in ids:
                return ids.index(name)
        return ids.index(screen_id) if screen_id in ids else 0


def sections(therapies: int) -> dict[str, str]:
    """What can be chosen before a call about so many therapies."""
    return {code: title for code, title in CHOICES.items() if code != "compare" or therapies > 1}


@kept(64)
def call(dataset: Dataset, ids: tuple[str, ...], hidden: frozenset[str], today: date) -> Call:
    """The call for one to MOST_THERAPIES therapies in their order, without the `hidden` sections.

    Raises KeyError for an unknown therapy, ValueError for none or too many.
    """
    if not 1 <= len(ids) <= MOST_THERAPIES:
        raise ValueError(f"a call is about one to {MOST_THERAPIES} therapies")
    profiles = [profile(dataset, therapy_id, today) for therapy_id in ids]
    made = [screen for therapy_id in ids for screen in therapy_screens(dataset, therapy_id, today)]
    made += compared(dataset, profiles, today) if len(profiles) > 1 else ()
    made += [*_questions(), *_reading(profiles)]
    shown = tuple(screen for screen in made if screen.section not in hidden)
    papers = _each_once(one for screen in shown for one in screen.passports)
    names = tuple((one.id, one.title) for one in profiles)
    return Call(
        title=wording.listing([name for _, name in names]),
        therapies=names,
        screens=shown,
        glossary=dataset.glossary,
        sources=papers,
        release=dataset.release,
        day=today,
        valid_until=valid_until(papers, today),
        expired=tuple(one.fact_id for one in papers if one.overdue),
    )


def _each_once(papers: Iterable[Passport]) -> tuple[Passport, ...]:
    """Each fact once, with its sources where one screen shows them and another does not."""
    found: dict[str, Passport] = {}
    for one in papers:
        if not (one.fact_id in found and found[one.fact_id].sources):
            found[one.fact_id] = one
    return tuple(found.values())


def comparison_holds(made: Call) -> str:
    """What the paper of a comparison holds: less than the page Compare, which has rows that no screen has room for."""
    tables = [one.heading for one in made.screens if any(isinstance(block, Compared) for block in one.blocks)]
    topics = [f"{heading[0].lower()}{heading[1:]}" for heading in dict.fromkeys(tables)]
    return (
        f"not every row of this page, but why these cannot be ranked, {len(topics)} topics ({'; '.join(topics)}), "
        "questions to ask your doctor, where to read more, and the sources. The CSV file holds every row."
    )


def comparison_only(dataset: Dataset, ids: tuple[str, ...], today: date) -> Call:
    """The same without the screens of each therapy: for the paper of a comparison."""
    return call(dataset, ids, frozenset(SECTIONS), today)


def valid_until(papers: Sequence[Passport], today: date) -> str:
    """The last day on which no fact is overdue, in words: the day before the first is due; "" where one is."""
    last = min((one.due - timedelta(days=1) for one in papers), default=today)
    return "" if last < today else wording.day(last)


def _questions() -> Iterator[Screen]:
    for number, part in enumerate(fitting(QUESTIONS), 1):
        yield _after("ask", str(number), "What can we ask?", AFTER["ask"], (Points(part),))


def _reading(profiles: list[Profile]) -> Iterator[Screen]:
    for one in profiles:
        found = one.sources.readings[:_SOURCES]
        shown = tuple(_read(reading.source) for reading in found)
        rest = f"{len(found)} of {len(one.sources.readings)} sources. The page to take away has those of every number."
        heading = f"Sources about {one.title}"
        yield _after("read", one.id, AFTER["read"] + "?", heading, (Points(_that_fit(shown)), Text(rest, quiet=True)))


def _read(source: SourceLine) -> str:
    """One source; the kind stands in for a title that is not shown."""
    title = family_title(source.title)
    about = f"{source.publisher}, {source.published}."
    return f"{title}. {about}" if title == quoted(source.title) else f"{source.kind} {title}. {about}"


def _that_fit(items: Sequence[str]) -> tuple[str, ...]:
    return fitting(items)[0] if items else ("No source is in our data.",)


def _after(section: str, name: str, question: str, heading: str, blocks: tuple[Block, ...]) -> Screen:
    return Screen(f"{section}-{name}", section, None, "", question, heading, blocks, (), ())
