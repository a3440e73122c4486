"""What nobody knows yet: the model case, and that the list follows the record and never a result's size."""

import re
from dataclasses import replace

import pytest

from tests.releases import RELEASE
from therapies.dataset import Dataset
from therapies.facts import Outcome
from therapies.readability import easy_words, reading
from therapies.study_design import has_no_comparison
from therapies.unknowns import CLOSING, unknowns

EVERY = sorted(RELEASE.therapies)


class Altered(Dataset):
    """The release with other outcomes for every therapy."""

    def __init__(self, outcomes: tuple[Outcome, ...]) -> None:
        self.__dict__.update(RELEASE.__dict__)
        self.kept = {}
        self._outcomes = outcomes

    def outcomes(self, therapy_id: str) -> tuple[Outcome, ...]:
        return self._outcomes


def said(therapy_id: str, dataset: Dataset = RELEASE) -> str:
    return " ".join(f"{item.said} {item.why}" for item in unknowns(dataset, therapy_id))


def test_where_trials_state_an_age_the_lowest_age_is_not_called_unknown() -> None:
    assert "For some uses no lowest age is stated." in said("wu-cart-007")
    assert "Its trials in our data take people from 1 year." in said("wu-cart-007")
    for therapy_id in EVERY:
        stated = any(trial.age_min_years is not None for trial in RELEASE.trials(therapy_id))
        assert not (stated and "we do not know the lowest age" in said(therapy_id)), therapy_id


def test_a_medicine_that_is_not_made_for_one_person_has_no_wait_that_nobody_knows() -> None:
    assert "how long the wait is" not in said("nelarabine")
    assert "how long the wait is" in said("wu-cart-007")


def test_the_model_case() -> None:
    text = said("wu-cart-007")
    for words in (
        "We do not know yet if it helps people live longer.",
        "No result has a comparison group",
        "13 people. That is too few to be sure.",
        "more than half of the people had not lost the effect",
        "How long people were followed: not stated.",
        "Our data have no number of days from the first step to the infusion.",
        "another source says something else",
    ):
        assert words in text


def test_an_empty_record_says_that_it_is_empty() -> None:
    empty = Altered(())
    assert "Our data have no results in people." in said("wu-cart-007", empty)


def test_a_survival_result_with_a_comparison_group_ends_that_doubt() -> None:
    first = RELEASE.outcomes("wu-cart-007")[0]
    doubt = "if it helps people live longer"
    alive = [
        replace(first, indication_id=use.id, endpoint="OS-rate", kind="rate-at-time", control_type="randomised")
        for use in RELEASE.indications("wu-cart-007")
    ]
    assert doubt not in said("wu-cart-007", Altered(tuple(alive)))
    assert doubt in said("wu-cart-007", Altered(tuple(alive[1:])))
    assert doubt in said("wu-cart-007", Altered(tuple(replace(one, control_type=None) for one in alive)))


@pytest.mark.parametrize("therapy_id", EVERY)
def test_the_list_does_not_depend_on_how_good_a_result_is(therapy_id: str) -> None:
    worse = tuple(
        replace(one, responders=0 if one.responders is not None else None, percent=0 if one.percent else one.percent)
        for one in RELEASE.outcomes(therapy_id)
    )
    assert unknowns(Altered(worse), therapy_id) == unknowns(RELEASE, therapy_id)


@pytest.mark.parametrize("therapy_id", EVERY)
def test_the_largest_group_is_the_largest_of_what_the_sentence_names(therapy_id: str) -> None:
    """Risks and steps of the same record may count more people: the sentence is about results alone, and says so."""
    counted = [one.n for one in RELEASE.outcomes(therapy_id) if one.n and one.unit == "people"]
    sizes = re.findall(r"The largest group (.*?) has (\d+) (?:people|person)\.", said(therapy_id))
    assert sizes == ([("with a counted result", str(max(counted)))] if counted and max(counted) < 30 else [])


@pytest.mark.parametrize("therapy_id", EVERY)
def test_how_many_results_have_no_comparison_group_is_a_count_and_not_many(therapy_id: str) -> None:
    text = said(therapy_id)
    assert "many results" not in text
    outcomes = RELEASE.outcomes(therapy_id)
    alone = sum(has_no_comparison(RELEASE, outcome) for outcome in outcomes)
    counted = f"For {alone} of {len(outcomes)} results we do not know what would have happened without it."
    assert (counted in text) == (0 < alone < len(outcomes))


def test_a_group_of_a_risk_may_be_larger_than_the_largest_of_a_result() -> None:
    assert "The largest group with a counted result has 26 people." in said("anzutresgene-autoleucel")
    assert 70 in [harm.n for harm in RELEASE.safety("anzutresgene-autoleucel")]


@pytest.mark.parametrize("therapy_id", EVERY)
def test_it_reads_easily_and_is_never_empty(therapy_id: str) -> None:
    items = unknowns(RELEASE, therapy_id)
    assert items
    names = [disease.plain_name for disease in RELEASE.diseases.values()]
    grades = reading([text for item in items for text in (item.said, item.why)] + [CLOSING], easy_words(names))
    assert grades.automated <= 8
    assert grades.coleman_liau <= 8
