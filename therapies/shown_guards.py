"""What must be true of every number before it is shown (honesty.md, rules 1, 7, 12, 15), asked of the models.

Run with the check of the curated files, before every build, and by the tests: the build fails where one page could say
less than it must. Not here: what free text may do with numbers (`loaders.number_guards`).
"""

from collections.abc import Iterator
from datetime import date

from therapies import wording
from therapies.dataset import Dataset
from therapies.evidence import Passport, passport
from therapies.facts import Outcome
from therapies.measures import BEFORE_TREATMENT, Measure, outcome_measure, safety_measure
from therapies.sentences import COUNT_NOT_STATED
from therapies.study_design import survival_beside

NO_LABEL = "a number without an evidence label"


def shown_faults(dataset: Dataset, today: date) -> Iterator[tuple[str, str]]:
    """The fact_id of every number that would be shown as it must not, with what is wrong."""
    for outcome in dataset.all_outcomes:
        measure = outcome_measure(dataset, outcome, today)
        found = (*measure_faults(measure), *survival_faults(dataset, outcome, measure))
        yield from ((outcome.fact_id, fault) for fault in found)
    for harm in dataset.all_safety:
        yield from ((harm.fact_id, fault) for fault in measure_faults(safety_measure(dataset, harm, today)))
    for step in dataset.all_participants:
        if not step.evidence:
            yield step.fact_id, NO_LABEL
    for facts in (dataset.all_outcomes, dataset.all_safety, dataset.all_events, dataset.all_trials, dataset.all_access):
        for fact in facts:
            shown = passport(dataset, fact, today)
            yield from ((fact.fact_id, fault) for fault in date_faults(fact.due_on, shown, today))


def measure_faults(measure: Measure) -> Iterator[str]:
    """A number without evidence label, without its people, or a share without its count in the same sentence."""
    if not measure.evidence.strip() or measure.evidence == wording.NOT_STATED:
        yield NO_LABEL
    if not measure.people.strip():
        yield "a number without its people"
    if measure.percent is None or measure.kind not in ("proportion", "rate-at-time"):
        return
    count = measure.count or (f"of {measure.n}" if measure.n is not None else COUNT_NOT_STATED)
    if count not in measure.sentence:
        yield f"a percentage without '{count}' in its sentence: {measure.sentence}"


def survival_faults(dataset: Dataset, outcome: Outcome, measure: Measure) -> Iterator[str]:
    """A response rate without the words on living longer, where no survival result stands beside it."""
    if outcome.kind != "proportion" or outcome.endpoint in BEFORE_TREATMENT or survival_beside(dataset, outcome):
        return
    if wording.SURVIVAL_UNKNOWN not in measure.caveats:
        yield f"a response rate without '{wording.SURVIVAL_UNKNOWN}'"


def date_faults(due_on: date, shown: Passport, today: date) -> Iterator[str]:
    """A fact past its due date that is shown as current, or the other way round."""
    # By hand: is_overdue, by which the passport was made, would find itself right.
    if (due_on <= today) != shown.overdue:
        yield f"due for a check on {wording.day(due_on)}, and shown as {'overdue' if shown.overdue else 'current'}"
