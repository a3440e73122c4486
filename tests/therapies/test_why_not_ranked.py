from dataclasses import replace
from itertools import pairwise

from therapies.dataset import Dataset
from therapies.why_not_ranked import reasons, use_of


def of(dataset: Dataset, disease: str, endpoint: str) -> list:
    return [
        outcome
        for outcome in dataset.all_outcomes
        if outcome.kind == "proportion"
        and outcome.endpoint == endpoint
        and use_of(dataset, outcome).disease_id == disease
    ]


def test_reasons_are_those_of_exactly_these_records(dataset: Dataset) -> None:
    outcomes = of(dataset, "t-all", "ORR")
    said = " ".join(reasons(dataset, outcomes))
    without = sum(outcome.control_type is None for outcome in outcomes)
    assert without == len(outcomes)
    assert f"All {without} have no comparison group" in said
    checked = sum(outcome.analysis_set == "evaluable" for outcome in outcomes)
    assert f"people who could be checked ({checked})" in said
    studies = {outcome.trial or outcome.trial_name or outcome.therapy_id for outcome in outcomes}
    assert f"at least {len(studies)} different studies" in said
    followed = [o.follow_up_median_months for o in outcomes if o.follow_up_median_months is not None]
    assert f"median {min(followed):g} to {max(followed):g} months" in said
    assert "What was measured" not in said, "one endpoint without labels was measured: no difference to name"
    assert "The diseases differ" not in said


def test_what_does_not_differ_is_no_reason(dataset: Dataset) -> None:
    one = next(outcome for outcome in dataset.outcomes("wu-cart-007") if outcome.id == "o1")
    twice = reasons(dataset, [one, replace(one, fact_id="again")])
    for word in ("studies", "diseases", "ages", "What was measured", "reports are from"):
        assert not [reason for reason in twice if word in reason], word


def test_one_result_or_none_needs_no_reasons(dataset: Dataset) -> None:
    assert reasons(dataset, []) == ()
    assert reasons(dataset, [dataset.all_outcomes[0]]) == ()


def test_any_results_of_different_therapies_have_reasons(dataset: Dataset) -> None:
    marked = [outcome for outcome in dataset.all_outcomes if outcome.headline]
    for one, other in pairwise(marked):
        if one.therapy_id != other.therapy_id:
            assert len(reasons(dataset, [one, other])) >= 2, (one.fact_id, other.fact_id)


def test_missing_is_said_and_counted(dataset: Dataset) -> None:
    outcomes = of(dataset, "t-all", "ORR")
    unsaid = sum(outcome.follow_up_median_months is None for outcome in outcomes)
    said = " ".join(reasons(dataset, outcomes))
    assert f"not stated for {unsaid} of {len(outcomes)}" in said
    nothing = [replace(outcome, follow_up_median_months=None, n=None) for outcome in outcomes]
    said = " ".join(reasons(dataset, nothing))
    assert "How long the people were followed is not stated for any of them." in said
    assert "How many people were studied is not stated for any of them." in said


def test_the_dose_is_a_reason_where_it_differs_or_is_not_named(dataset: Dataset) -> None:
    said = " ".join(reasons(dataset, of(dataset, "t-all", "ORR")))
    given = {dataset.therapies[outcome.therapy_id].given_as for outcome in of(dataset, "t-all", "ORR")}
    assert f"What was given differs: {len(given)} ways of giving it." in said
    assert "results name it, so the others may mix several." in said
    one = next(outcome for outcome in dataset.outcomes("wu-cart-007") if outcome.id == "o1")
    assert "dose" in (one.cohort or "")
    assert not [reason for reason in reasons(dataset, [one, replace(one, fact_id="again")]) if "dose" in reason]
    mixed = [one, replace(one, cohort="everybody", label=None)]
    assert "The dose differs: 1 of 2 results name it, so the others may mix several." in reasons(dataset, mixed)


def test_one_known_size_is_not_that_of_each_group(dataset: Dataset) -> None:
    one = next(outcome for outcome in dataset.outcomes("wu-cart-007") if outcome.id == "o1")
    said = reasons(dataset, [one, replace(one, fact_id="again", n=None)])
    assert "One group has 11; 1 of 2 counted fewer than 30; for 1 the number is not stated." in said
