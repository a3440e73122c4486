"""The desk's list: which facts are overdue or due soon, for a therapy, a person and a kind; what to begin with.

Shown and hidden make the total. Not here: a fact (`therapies.due_facts`), a source (`therapies.due_sources`).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from therapies import wording
from therapies.checked_facts import KINDS, every_fact
from therapies.dataset import Dataset
from therapies.due_facts import NO_THERAPY, NOBODY, NOBODY_YET, DueFact, due_facts, person_of
from therapies.due_sources import DueSource, due_sources, without_source
from therapies.evidence import is_overdue
from therapies.sheet import Sheet

DAYS = 14
_REGISTER = ("trials", "sites")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is looked at: None is all."""

    therapy_id: str | None = None
    person_id: str | None = None
    kind: str | None = None
    days: int = DAYS


@dataclass(frozen=True, slots=True)
class Group:
    """The due facts of one therapy or one person. `first`: the one that is shown most."""

    id: str | None
    title: str
    about: str
    overdue: int
    soon: int
    first: DueFact | None


@dataclass(frozen=True, slots=True)
class DueList:
    """The facts of the choice, most shown first, the sources that make them current, and the same by who and what.

    `total`: how many are due without any filter. `heading`, `lead` and `of_all` are about all of them.
    """

    heading: str
    lead: str
    of_all: str
    rows: tuple[DueFact, ...]
    sources: tuple[DueSource, ...]
    sources_said: str
    therapies: tuple[Group, ...]
    people: tuple[Group, ...]
    total: int
    filters: tuple[str, ...]


def due_list(dataset: Dataset, shown: Dataset, today: date, chosen: Chosen | None = None) -> DueList:
    """The list. `dataset`: our record alone; `shown`: what the pages show, with the copy of the register."""
    chosen = chosen or Chosen()
    every = due_facts(dataset, shown, today, chosen.days)
    rows = tuple(fact for fact in every if _fits(fact, chosen))
    sources = due_sources(dataset, today, chosen.days, rows)
    return DueList(
        heading=_heading(dataset, every, chosen.days),
        lead=_lead(every),
        of_all=_of_all(dataset, every, today),
        rows=rows,
        sources=sources,
        sources_said=_sources_said(rows, sources),
        therapies=_by_therapy(dataset, rows),
        people=_by_person(dataset, rows),
        total=len(every),
        filters=_filters(chosen),
    )


def kind_titles(dataset: Dataset, shown: Dataset, today: date, days: int) -> dict[str, str]:
    """Kinds of fact with how many of them are due; only those that have any."""
    counts = Counter(fact.kind for fact in due_facts(dataset, shown, today, days))
    return {kind: f"{title} ({counts[kind]:,})" for kind, title in KINDS.items() if counts[kind]}


def person_titles(dataset: Dataset) -> dict[str, str]:
    """The people, and nobody, with how many therapies they look after; empty while there are no people."""
    if not dataset.people:
        return {}
    counts = Counter(therapy.looked_after_by or NOBODY for therapy in dataset.therapies.values())
    names = {person.id: person.name for person in dataset.people.values()} | {NOBODY: "Nobody yet"}
    return {sign: f"{name} ({_counted(counts[sign], 'therap')})" for sign, name in names.items()}


def _fits(fact: DueFact, chosen: Chosen) -> bool:
    return (
        chosen.therapy_id in (None, fact.therapy_id)
        and chosen.person_id in (None, fact.person_id)
        and chosen.kind in (None, fact.kind)
    )


def _heading(dataset: Dataset, every: Sequence[DueFact], days: int) -> str:
    late = [fact for fact in every if fact.overdue]
    soon = len(every) - len(late)
    within = f"within {days} days"
    if not every:
        ahead = min((fact.due_on for fact in every_fact(dataset)), default=None)
        then = f". The next check is due on {wording.day(ahead)}" if ahead else ""
        return f"Nothing is overdue, and nothing falls due {within}{then}" if days else f"Nothing is overdue{then}"
    more = f"{_facts(soon) if not late else f'{soon:,} more'} {_fall(soon)} due" if soon else "none falls due"
    of = len({fact.therapy_id for fact in late if fact.therapy_id})
    about = f" of {_counted(of, 'therap')}" if of else ""
    overdue = (
        f"{_facts(len(late))}{about} {'is' if len(late) == 1 else 'are'} overdue" if late else "Nothing is overdue"
    )
    return f"{overdue}, {more} {within}" if days else overdue


def _lead(every: Sequence[DueFact]) -> str:
    if not every:
        return ""
    begin = "Begin with these: what stands on most pages and screens is first."
    late = " An overdue fact may still be true, but nobody has looked since." if any(f.overdue for f in every) else ""
    return f"{begin}{late}"


def _of_all(dataset: Dataset, every: Sequence[DueFact], today: date) -> str:
    """How many of all facts are overdue; and what one copy of the register can do for the records of trials."""
    facts = every_fact(dataset)
    late = sum(is_overdue(fact.due_on, today) for fact in facts)
    said = f"{late:,} of {len(facts):,} facts are overdue for a check on {wording.day(today)}."
    trials = [fact for fact in every if fact.kind in _REGISTER]
    old = sum(bool(fact.places) for fact in trials)
    if trials and not old:
        return f"{said} {len(trials):,} due ones are trials and hospitals: the pages show a newer copy of the register."
    if trials:
        return (
            f"{said} {old:,} due ones are trials and hospitals: a copy of the register of today shows them anew at "
            "once (python -m loaders refresh)."
        )
    return said


def _facts(count: int) -> str:
    return "1 fact" if count == 1 else f"{count:,} facts"


def _fall(count: int) -> str:
    return "falls" if count == 1 else "fall"


def _counted(count: int, stem: str) -> str:
    return f"{count:,} {stem}{'y' if count == 1 else 'ies'}"


def _sources_said(rows: Sequence[DueFact], sources: Sequence[DueSource]) -> str:
    alone = without_source(rows, sources)
    rest = f" {_facts(alone)} must be confirmed one by one." if alone else ""
    return f"{len(sources):,} to open for {_facts(len(rows))}.{rest} A fact stands at each source that it rests on."


def _by_therapy(dataset: Dataset, rows: Sequence[DueFact]) -> tuple[Group, ...]:
    """By name; what belongs to no therapy last."""
    found: dict[str | None, list[DueFact]] = {}
    for fact in rows:
        found.setdefault(fact.therapy_id, []).append(fact)
    order = sorted(found, key=lambda one: (one is None, found[one][0].therapy.casefold()))
    return tuple(
        _group(one, found[one][0].therapy if one else _capital(NO_THERAPY), person_of(dataset, one)[1], found[one])
        for one in order
    )


def _by_person(dataset: Dataset, rows: Sequence[DueFact]) -> tuple[Group, ...]:
    """Everybody who looks after a therapy, by name, also who has nothing due; nobody last."""
    looked = Counter(therapy.looked_after_by or NOBODY for therapy in dataset.therapies.values())
    people = sorted(dataset.people.values(), key=lambda person: (person.name.casefold(), person.id))
    names = [*((person.id, person.name) for person in people), (NOBODY, _capital(NOBODY_YET))]
    return tuple(
        _group(sign, name, _counted(looked[sign], "therap"), [fact for fact in rows if fact.person_id == sign])
        for sign, name in names
    )


def _group(id_: str | None, title: str, about: str, facts: Sequence[DueFact]) -> Group:
    late = sum(fact.overdue for fact in facts)
    return Group(id_, title, about, late, len(facts) - late, facts[0] if facts else None)


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"


def _filters(chosen: Chosen) -> tuple[str, ...]:
    named = (("Therapy", chosen.therapy_id), ("Person", chosen.person_id), ("Kind", chosen.kind))
    return (*(f"{name}: {value}" for name, value in named if value), f"Due within {chosen.days} days")


def facts_sheet(rows: Iterable[DueFact]) -> Sheet:
    """The facts for the download."""
    headers = (
        *("Therapy", "Therapy id", "Looked after by", "Kind of fact", "Fact", "State", "Due on", "Last checked on"),
        *("Shown", "Best source", "Its address", "Other sources", "Signed", "File", "Name of the fact", "To confirm"),
    )
    return Sheet("Facts to check", headers, tuple(_fact_cells(row) for row in rows))


def _fact_cells(row: DueFact) -> tuple[str, ...]:
    first = row.sources[0] if row.sources else None
    others = "; ".join(f"{one.title} ({one.url or 'no address'})" for one in row.sources[1:])
    return (
        *(row.therapy, row.therapy_id or "", row.person, row.kind_title, row.name),
        *("overdue" if row.overdue else "due soon", row.due_on, row.checked_on, row.shown_in or row.shown),
        *(first.title if first else wording.NOT_STATED, (first.url if first else None) or wording.NOT_STATED),
        *(others or "none", row.signed, row.file, row.fact_id, row.confirm),
    )


def sources_sheet(rows: Iterable[DueSource]) -> Sheet:
    """The sources for the download."""
    headers = (
        *("Source", "Address", "About", "Therapy", "Therapy id", "Looked after by", "What it does"),
        *("Places where its facts are shown", "Names of the facts", "To confirm"),
    )
    cells = tuple(
        (
            *(row.title, row.url or wording.NOT_STATED, row.about, row.therapy, row.therapy_id or "", row.person),
            *(row.said, f"{row.places:,}", "; ".join(fact.fact_id for fact in row.facts), row.confirm),
        )
        for row in rows
    )
    return Sheet("Sources to open", headers, cells)


def groups_sheet(title: str, rows: Iterable[Group], who: str, about: str) -> Sheet:
    """Therapies or people for the download."""
    headers = (who, about, "Overdue", "Due soon", "Begin with")
    cells = ((row.title, row.about, f"{row.overdue:,}", f"{row.soon:,}", first_words(row)) for row in rows)
    return Sheet(title, headers, tuple(cells))


def first_words(row: Group) -> str:
    """The fact to begin with."""
    return f"{row.first.therapy}: {row.first.name}" if row.first else "nothing is due"
