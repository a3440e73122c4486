"""What the results of one study say of each other: whether it had a comparison group, and how long its people lived.

A result without a recorded comparison is no proof of a single-arm study: another result of that study may have one. Not
here: the comparison group beside a number (`therapies.control_groups`).
"""

from typing import Literal

from therapies.dataset import Dataset
from therapies.facts import Outcome, SafetyFact

HarmBeside = Literal["own-group", "outside-people", "same-people", "nobody", "no-result"]

_BY_CHANCE = ("randomised", "part-of-randomised")
# Nobody else: the time before, or another place on the same people, had no harm of its own to count.
_SAME_PEOPLE = ("before-and-after", "same-person")
_OUTSIDE = ("matched-outside-group", "untreated-group-not-randomised")


def was_randomised(dataset: Dataset, fact: Outcome | SafetyFact) -> bool:
    """Whether chance made the groups of this result's or harm's study, by any of its results in the record."""
    if isinstance(fact, Outcome) and by_chance(fact):
        return True
    return any(by_chance(outcome) and named_alike(outcome, fact) for outcome in dataset.outcomes(fact.therapy_id))


def harm_beside(dataset: Dataset, harm: SafetyFact) -> HarmBeside:
    """Whom the results of this harm's study stand beside: a group of that study, others, the same people, or nobody.

    "no-result" where the record has no result that names this study: then nothing is known of how it was made.
    """
    if was_randomised(dataset, harm):
        return "own-group"
    outcomes = dataset.outcomes(harm.therapy_id)
    results = [one for one in outcomes if named_alike(one, harm)]
    if not results:
        return "no-result"
    kinds = {one.control_type for one in results if one.control_type}
    if kinds.difference(_SAME_PEOPLE, _OUTSIDE):
        return "own-group"
    if kinds.intersection(_OUTSIDE):
        return "outside-people"
    return "same-people" if kinds else "nobody"


def has_no_comparison(dataset: Dataset, outcome: Outcome) -> bool:
    """Whether there was nobody to compare with, by the record: not where the other group's number is only missing."""
    return outcome.control_type is None and not was_randomised(dataset, outcome)


def survival_beside(dataset: Dataset, outcome: Outcome) -> Outcome | None:
    """The first compared result about staying alive of the same study and use, else None (honesty.md, rule 7).

    Where no study is named, the same group of people is taken as the same study.
    """
    return next(
        (
            other
            for other in dataset.outcomes(outcome.therapy_id)
            if is_compared_survival(dataset, other)
            and other.indication_id == outcome.indication_id
            and _study(other) == _study(outcome)
        ),
        None,
    )


def is_compared_survival(dataset: Dataset, outcome: Outcome) -> bool:
    """Whether a result is about staying alive and has a comparison group."""
    return outcome.control_type is not None and dataset.word("endpoint", outcome.endpoint).survival


def by_chance(outcome: Outcome) -> bool:
    """Whether chance made the groups that this result itself compares or counts."""
    return outcome.analysis_set == "randomised" or outcome.control_type in _BY_CHANCE


def named_alike(outcome: Outcome, fact: Outcome | SafetyFact) -> bool:
    """Whether both name the same study, by its register number, or by its name where one of them has no number."""
    if outcome.trial and fact.trial:
        return outcome.trial == fact.trial
    return outcome.trial_name is not None and outcome.trial_name == fact.trial_name


def _study(outcome: Outcome) -> str | None:
    return outcome.trial or outcome.trial_name or outcome.cohort
