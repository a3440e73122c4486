"""When facts were checked and when they are due again, counted; where sources disagree; what is still open.

A fact is overdue from the day on which its next check is due (honesty.md, rule 15). Nothing is averaged (rule 16).
Not here: the overdue facts one by one (`therapies.due_list`).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from therapies import wording
from therapies.checked_facts import KINDS, Fact, event_name, every_fact, number_name, trial_name
from therapies.dataset import Dataset
from therapies.evidence import Passport, is_overdue, passport
from therapies.measures import Measure, outcome_measure, safety_measure
from therapies.sheet import Sheet, passport_cells, passport_headers

_SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Checks:
    """All facts by kind and by day of their next check, as tables of texts."""

    kinds: Sheet
    days: Sheet


@dataclass(frozen=True, slots=True)
class Conflict:
    """A fact about which sources disagree: what the better source says, and the passport with both sides.

    `measure` is the number in full, for results and harms.
    """

    therapy_id: str
    therapy: str
    name: str
    says: str
    passport: Passport
    measure: Measure | None


@dataclass(frozen=True, slots=True)
class Question:
    """What could not be read or decided. For staff only."""

    therapy_id: str
    therapy: str
    text: str


def overdue_count(dataset: Dataset, today: date) -> int:
    """How many facts are overdue."""
    return sum(is_overdue(fact.due_on, today) for fact in every_fact(dataset))


def conflict_count(dataset: Dataset) -> int:
    """About how many facts sources disagree."""
    return len({citation.fact_id for citation in dataset.all_citations if citation.role == "disagrees"})


def checks(dataset: Dataset, today: date) -> Checks:
    """How old the facts are."""
    facts = every_fact(dataset)
    return Checks(_kinds(facts, today), _days(facts, today))


def _kinds(facts: Sequence[Fact], today: date) -> Sheet:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.kind, []).append(fact)
    rows = [_counts(KINDS[kind], of_kind, today) for kind, of_kind in found.items()]
    headers = ("Kind of fact", "Checked again", "Facts", "Overdue", "Due within 30 days", "Due later")
    return Sheet("Checks by kind of fact", headers, (*rows, _counts("All facts", facts, today)))


def _counts(title: str, facts: Sequence[Fact], today: date) -> tuple[str, ...]:
    late = sum(is_overdue(fact.due_on, today) for fact in facts)
    soon = sum(today < fact.due_on <= today + _SOON for fact in facts)
    after = sorted({(fact.due_on - fact.checked_on).days for fact in facts})
    every = f"after {' or '.join(map(str, after))} days" if after else ""
    return (title, every, *(f"{count:,}" for count in (len(facts), late, soon, len(facts) - late - soon)))


def _days(facts: Sequence[Fact], today: date) -> Sheet:
    by_day: dict[date, Counter[str]] = {}
    for fact in facts:
        by_day.setdefault(fact.due_on, Counter())[fact.kind] += 1
    rows = tuple(
        (
            wording.day(when),
            "overdue" if is_overdue(when, today) else "not yet due",
            f"{sum(by_day[when].values()):,}",
            "; ".join(f"{KINDS[kind]}: {count:,}" for kind, count in by_day[when].items()),
        )
        for when in sorted(by_day)
    )
    return Sheet("Checks by day", ("Due on", "State", "Facts", "Which"), rows)


def conflicts(dataset: Dataset, today: date, therapy_id: str | None = None) -> tuple[Conflict, ...]:
    """Every fact about which sources disagree, by name of the therapy, then as recorded."""
    doubted = {citation.fact_id for citation in dataset.all_citations if citation.role == "disagrees"}
    found = [
        conflict
        for conflict in _therapy_conflicts(dataset, doubted, today)
        if therapy_id in (None, conflict.therapy_id)
    ]
    return tuple(sorted(found, key=lambda conflict: (conflict.therapy.casefold(), conflict.therapy_id)))


def _therapy_conflicts(dataset: Dataset, doubted: set[str], today: date) -> list[Conflict]:
    found = []

    def add(therapy_id: str, name: str, says: str, papers: Passport, measure: Measure | None = None) -> None:
        found.append(Conflict(therapy_id, dataset.therapies[therapy_id].short_name, name, says, papers, measure))

    for event in dataset.all_events:
        if event.fact_id in doubted:
            said = f"{wording.printed_date(event.date)}. {event.note or ''}".strip()
            add(event.therapy_id, event_name(dataset, event), said, passport(dataset, event, today))
    for outcome in dataset.all_outcomes:
        if outcome.fact_id in doubted:
            measure = outcome_measure(dataset, outcome, today)
            name = number_name(measure.name, None, outcome.cohort)
            add(outcome.therapy_id, name, measure.sentence, measure.passport, measure)
    for harm in dataset.all_safety:
        if harm.fact_id in doubted:
            measure = safety_measure(dataset, harm, today)
            name = number_name(measure.name, None, harm.cohort)
            add(harm.therapy_id, name, measure.sentence, measure.passport, measure)
    for trial in dataset.all_trials:
        if trial.fact_id in doubted:
            add(trial.therapy_id, "Trial", trial_name(dataset, trial), passport(dataset, trial, today))
    for way in dataset.all_access:
        if way.fact_id in doubted:
            said = way.detail or wording.NOT_STATED
            add(way.therapy_id, dataset.title("access_route", way.route), said, passport(dataset, way, today))
    for therapy in dataset.therapies.values():
        if therapy.fact_id in doubted:
            said = therapy.turnaround_basis or wording.NOT_STATED
            add(therapy.id, "The wait", said, passport(dataset, therapy, today))
    return found


def conflicts_sheet(rows: Sequence[Conflict]) -> Sheet:
    """The same for the download."""
    return Sheet(
        "Sources that disagree",
        ("Therapy", "Therapy id", "Fact", "The better source says", *passport_headers()),
        tuple((row.therapy, row.therapy_id, row.name, row.says, *passport_cells(row.passport)) for row in rows),
    )


def questions(dataset: Dataset, therapy_id: str | None = None) -> tuple[Question, ...]:
    """What is still open, by name of the therapy, then as recorded."""
    therapies = sorted(dataset.therapies.values(), key=lambda therapy: (therapy.short_name.casefold(), therapy.id))
    return tuple(
        Question(therapy.id, therapy.short_name, text)
        for therapy in therapies
        if therapy_id in (None, therapy.id)
        for text in therapy.open_questions
    )


def questions_sheet(rows: Sequence[Question]) -> Sheet:
    """The same for the download."""
    return Sheet(
        "Open questions",
        ("Therapy", "Therapy id", "What is open"),
        tuple((row.therapy, row.therapy_id, row.text) for row in rows),
    )
