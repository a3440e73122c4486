"""The uses of one therapy, each with its results: the headline ones first, then all others by what they are.

Uses and results stand in the order of the record, never by outcome. Every result is in exactly one place. Not here:
which use a risk belongs to (`therapies.harm_uses`), and which numbers stand first (`therapies.first_numbers`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from therapies import wording
from therapies.dataset import Dataset
from therapies.evidence import is_overdue
from therapies.facts import Indication, Word
from therapies.measures import Measure
from therapies.places import places

_KINDS = {
    "proportion": "Shares of people that were counted",
    "rate-at-time": "Estimates at a set time",
    "duration": "How long it lasted",
    "change": "Average changes in a measure",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Results of one kind."""

    title: str
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """One use: for whom, what is known of it as (label, text), its stage, and its results."""

    fact_id: str
    title: str
    disease: str
    for_whom: str
    about: tuple[tuple[str, str], ...]
    stage: Word
    headline: tuple[Measure, ...]
    others: tuple[Group, ...]
    count: str


def uses(dataset: Dataset, therapy_id: str, results: Sequence[Measure], today: date) -> tuple[Use, ...]:
    """The uses of a therapy. `results`: all its results, as `measures.outcome_measure` gives them."""
    use_of = {outcome.fact_id: outcome.indication_id for outcome in dataset.outcomes(therapy_id)}
    return tuple(
        _use(dataset, indication, [m for m in results if use_of[m.fact_id] == indication.id], today)
        for indication in dataset.indications(therapy_id)
    )


def first_use(its_uses: Sequence[Use]) -> Use | None:
    """The use whose numbers stand first: the first that has headline results, else the first; None without any."""
    return next((use for use in its_uses if use.headline), its_uses[0] if its_uses else None)


def told_apart(use: Use, its_uses: Sequence[Use]) -> str:
    """What tells a use from the others: its disease, or for whom it is where two have one disease; "" for one alone."""
    if len(its_uses) < 2:
        return ""
    return use.title if sum(one.title == use.title for one in its_uses) == 1 else use.for_whom


def _use(dataset: Dataset, indication: Indication, results: list[Measure], today: date) -> Use:
    disease = dataset.diseases[indication.disease_id]
    others = [measure for measure in results if not measure.headline]
    return Use(
        fact_id=indication.fact_id,
        title=disease.plain_name[0].upper() + disease.plain_name[1:],
        disease=disease.plain,
        for_whom=indication.population,
        about=_about(dataset, indication, today),
        stage=dataset.word("stage", indication.stage),
        headline=tuple(measure for measure in results if measure.headline),
        others=tuple(
            Group(title, found)
            for kind, title in _KINDS.items()
            if (found := tuple(measure for measure in others if measure.kind == kind))
        ),
        count=_count(len(results), len(others)),
    )


def _about(dataset: Dataset, indication: Indication, today: date) -> tuple[tuple[str, str], ...]:
    stage = dataset.word("stage", indication.stage)
    disease = dataset.diseases[indication.disease_id]
    checked = wording.day(indication.checked_on)
    if is_overdue(indication.due_on, today):
        checked = f"{checked}; overdue for a check since {wording.day(indication.due_on)}"
    return (
        ("Disease", disease.name),
        ("Earlier treatments", _earlier(indication.prior_lines_min)),
        ("Ages", wording.ages(indication.age_min_years, indication.age_max_years)),
        ("Stage", f"{stage.title}. {stage.plain}"),
        ("Where this stage holds", places(indication.countries)),
        ("Checked on", checked),
    )


def _earlier(lines: int | None) -> str:
    if lines is None:
        return wording.NOT_STATED
    if lines == 0:
        return "none needed"
    return f"at least {lines}"


def _count(results: int, others: int) -> str:
    if not results:
        return "Our data have no results for this use. That does not mean that it fails or works."
    first = results - others
    return f"{results} {'result' if results == 1 else 'results'} for this use: {first} shown first, {others} below."
