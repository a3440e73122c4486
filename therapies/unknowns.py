"""What nobody knows yet, read off the record itself: what is empty, short or thin. One line each, in a fixed order.

It says what these data lack, not what the world lacks: "The record has no ...". Nothing here depends on how good a
result is. Not here: the open questions that curators wrote down (`therapies.checks`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from therapies import wording
from therapies.dataset import Dataset
from therapies.facts import Indication, Outcome, SafetyFact
from therapies.lasting import LASTED, NOT_GROWN
from therapies.study_design import has_no_comparison, is_compared_survival

_HOW_LONG = (*LASTED, *NOT_GROWN, "event-free")
_SHORT_MONTHS, _ADULT_YEARS = 12, 18
_NOT_REVIEWED = (
    *("conference", "press-release", "company", "medical-news"),
    *("patient-organisation", "reference-work", "blog"),
)
# Nothing has to be made for one person, so there is no wait of this kind.
_NO_CELLS = "not-applicable"
CLOSING = "This list is made from what is empty or thin in our data. It is never complete."


@dataclass(frozen=True, slots=True)
class Unknown:
    """One thing that is not known: said in one sentence, and why it is on the list."""

    said: str
    why: str


def unknowns(dataset: Dataset, therapy_id: str) -> tuple[Unknown, ...]:
    """Everything that the record of a therapy leaves open. Raises KeyError for an unknown id."""
    therapy = dataset.therapies[therapy_id]
    outcomes, harms = dataset.outcomes(therapy_id), dataset.safety(therapy_id)
    uses = dataset.indications(therapy_id)
    found: list[Unknown] = []
    if not outcomes:
        found.append(Unknown("We do not know yet if it works.", "Our data have no results in people."))
    else:
        found += _benefit(dataset, uses, outcomes)
    found += _people(dataset, uses, outcomes)
    found += _harms(outcomes, harms)
    nothing_known = therapy.turnaround_days_low is None and therapy.turnaround_days_high is None
    if nothing_known and therapy.cell_source != _NO_CELLS:
        found.append(
            Unknown(
                "We do not know how long the wait is.",
                "Our data have no number of days from the first step to the infusion.",
            )
        )
    found += _sources(dataset, outcomes)
    return tuple(found)


def _benefit(dataset: Dataset, uses: Sequence[Indication], outcomes: Sequence[Outcome]) -> Iterator[Unknown]:
    compared = {outcome.indication_id for outcome in outcomes if is_compared_survival(dataset, outcome)}
    without = [use for use in uses if use.id not in compared]
    if without:
        yield Unknown(
            "We do not know yet if it helps people live longer.",
            f"We found no comparison of how long people lived{_for(dataset, without, uses)}.",
        )
    alone = sum(has_no_comparison(dataset, outcome) for outcome in outcomes)
    if alone == len(outcomes):
        yield Unknown(
            "We do not know what would have happened without it.",
            f"No result has a comparison group ({_results(alone)}).",
        )
    elif alone:
        yield Unknown(
            f"For {alone} of {_results(len(outcomes))} we do not know what would have happened without it.",
            f"Our data have no comparison group for {'it' if alone == 1 else 'them'}.",
        )
    yield from _lasting(outcomes)


def _lasting(outcomes: Sequence[Outcome]) -> Iterator[Unknown]:
    lasting = [outcome for outcome in outcomes if outcome.endpoint in _HOW_LONG]
    if not lasting:
        yield Unknown("We do not know how long the effect lasts.", "Our data have no result about how long it lasted.")
    elif open_ended := sum(outcome.reached is False for outcome in lasting):
        yield Unknown(
            "We do not know yet how long the effect lasts for most people.",
            f"In {_results(open_ended)} more than half of the people had not lost the effect at the last check.",
        )
    known = [outcome.follow_up_median_months for outcome in outcomes if outcome.follow_up_median_months is not None]
    if not known:
        yield Unknown("We do not know what happens in the long run.", "How long people were followed: not stated.")
    elif max(known) < _SHORT_MONTHS:
        yield Unknown(
            "We do not know what happens in the long run.",
            _longest(known),
        )


def _longest(known: Sequence[float]) -> str:
    return f"In our longest result half of the people were followed for {wording.months(max(known))} at most."


def _people(dataset: Dataset, uses: Sequence[Indication], outcomes: Sequence[Outcome]) -> Iterator[Unknown]:
    few = [outcome.n for outcome in outcomes if outcome.n is not None and outcome.unit == "people"]
    if few and max(few) < wording.FEW_PEOPLE:
        yield Unknown(
            "We do not know how most people would do.",
            f"The largest group with a counted result has {wording.people(max(few))}. That is too few to be sure.",
        )
    if missing := sum(outcome.n is None for outcome in outcomes):
        yield Unknown(
            "For some results we do not know how many people were counted.",
            f"The number of people is not stated for {missing} of {_results(len(outcomes))}.",
        )
    if all(use.age_min_years is not None and use.age_min_years >= _ADULT_YEARS for use in uses):
        yield Unknown("We do not know how children do with it.", "Every use in our data is for adults only.")
    elif unsaid := [use for use in uses if use.age_min_years is None]:
        why = f"The lowest age is not stated{_for(dataset, unsaid, uses)}."
        trials = dataset.trials(uses[0].therapy_id)
        youngest = min((trial.age_min_years for trial in trials if trial.age_min_years is not None), default=None)
        if youngest is None:
            yield Unknown("For some uses we do not know the lowest age studied.", why)
        else:
            of_trials = f"Its trials in our data take people {wording.ages(youngest, None)}."
            yield Unknown("For some uses no lowest age is stated.", f"{why} {of_trials}")


def _harms(outcomes: Sequence[Outcome], harms: Sequence[SafetyFact]) -> Iterator[Unknown]:
    if not harms:
        yield Unknown(
            "We do not know its risks.", "We found no side effects listed. That does not mean that there are none."
        )
        return
    if unsaid := sum(fact.n is None for fact in harms):
        yield Unknown(
            "For some risks we do not know how many people were counted.",
            f"The number of people is not stated for {unsaid} of {len(harms)} risks.",
        )
    known = [outcome.follow_up_median_months for outcome in outcomes if outcome.follow_up_median_months is not None]
    if not known or max(known) < 5 * _SHORT_MONTHS:
        yield Unknown(
            "We do not know all late side effects.",
            _longest(known) if known else "How long people were followed: not stated.",
        )


def _sources(dataset: Dataset, outcomes: Sequence[Outcome]) -> Iterator[Unknown]:
    unreviewed = sum(outcome.evidence in _NOT_REVIEWED for outcome in outcomes)
    if unreviewed:
        yield Unknown(
            "Some results have not been checked by outside experts.",
            f"For {unreviewed} of {_results(len(outcomes))} the best source is a talk, a company or the news.",
        )
    differ = sum(any(one.role == "disagrees" for one in dataset.citations(outcome.fact_id)) for outcome in outcomes)
    if differ:
        yield Unknown(
            "Some sources do not agree.", f"For {_results(differ)} another source says something else; both are shown."
        )


def _for(dataset: Dataset, some: Sequence[Indication], every: Sequence[Indication]) -> str:
    """Which uses a sentence is about; nothing where it is about all of them."""
    if len(some) == len(every):
        return ""
    names = dict.fromkeys(dataset.diseases[use.disease_id].plain_name for use in some)
    return f" for {len(some)} of {len(every)} uses ({'; '.join(names)})"


def _results(count: int) -> str:
    return f"{count} {'result' if count == 1 else 'results'}"
