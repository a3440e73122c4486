"""Rules of the fit check that hold for everybody: invented people against the real dataset."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.releases import RELEASE
from therapies.dataset import Dataset
from therapies.fit_check import ASK_FIRST, MAY_FIT, NO_FIT, FitCheck, fit_check
from therapies.places import countries
from therapies.situation import Situation, contradictions

TODAY = date(2026, 11, 26)
FIELDS = ("age", "country", "earlier_treatments")


@st.composite
def people(draw: Any) -> Situation:
    """Somebody of whom anything may be known; what is said does not contradict itself."""
    conditions = draw(st.dictionaries(st.sampled_from(sorted(RELEASE.conditions)), st.booleans(), max_size=12))
    while contradictions(RELEASE.conditions, conditions):
        conditions.popitem()
    return Situation(
        disease_id=draw(st.sampled_from(sorted(RELEASE.diseases))),
        age=draw(st.none() | st.integers(0, 100)),
        country=draw(st.none() | st.sampled_from(countries())),
        earlier_treatments=draw(st.none() | st.integers(0, 8)),
        conditions=conditions,
    )


def states(person: Situation, dataset: Dataset = RELEASE) -> dict[str, str]:
    found = fit_check(dataset, None, person, TODAY)
    return {item.fact_id: item.verdict.state for item in every(found)}


def every(found: FitCheck) -> tuple[Any, ...]:
    return (*found.may_fit, *found.ask, *found.no_fit)


@given(people())
@settings(max_examples=60)
def test_the_three_lists_hold_everything_once(person: Situation) -> None:
    found = fit_check(RELEASE, None, person, TODAY)
    ids = [item.fact_id for item in every(found)]
    keys = {trial.nct or trial.fact_id for trial in RELEASE.all_trials}
    assert len(ids) == len(set(ids)) == len(RELEASE.all_indications) + len(keys)
    assert {use.fact_id for use in RELEASE.all_indications} <= set(ids)
    assert found.count.endswith(f"Total: {len(ids)}.")


@given(people())
@settings(max_examples=30)
def test_the_order_in_which_things_are_said_changes_nothing(person: Situation) -> None:
    turned = replace(person, conditions=dict(reversed(list(person.conditions.items()))))
    assert fit_check(RELEASE, None, turned, TODAY) == fit_check(RELEASE, None, person, TODAY)


@given(people())
@settings(max_examples=60)
def test_each_state_has_the_rule_that_decided_it(person: Situation) -> None:
    for item in every(fit_check(RELEASE, None, person, TODAY)):
        outcomes = {ruling.outcome for ruling in item.verdict.decided}
        assert outcomes == {MAY_FIT: {"holds"}, ASK_FIRST: {"ask"}, NO_FIT: {"fails"}}[item.verdict.state]
        for ruling in item.verdict.decided:
            assert ruling.criterion
            assert ruling.passport.sources or ruling.passport.basis, (item.fact_id, ruling.criterion)
            assert bool(ruling.question) == (ruling.outcome == "ask"), ruling


@given(people(), st.data())
@settings(max_examples=80)
def test_to_know_less_never_rules_out(person: Situation, data: Any) -> None:
    known = [name for name in FIELDS if getattr(person, name) is not None]
    forgotten = data.draw(st.sampled_from([*known, "conditions"]))
    less = replace(person, **{forgotten: {} if forgotten == "conditions" else None})
    before, after = states(person), states(less)
    for fact_id, state in after.items():
        if state == NO_FIT:
            assert before[fact_id] == NO_FIT, f"{fact_id} is ruled out by what is not known: {forgotten}"


@given(people(), st.data())
@settings(max_examples=80)
def test_to_know_more_never_turns_a_no_into_a_may(person: Situation, data: Any) -> None:
    more: dict[str, Any] = {}
    if person.age is None:
        more["age"] = data.draw(st.integers(0, 100))
    if person.earlier_treatments is None:
        more["earlier_treatments"] = data.draw(st.integers(0, 8))
    added = data.draw(st.dictionaries(st.sampled_from(sorted(RELEASE.conditions)), st.booleans(), max_size=6))
    said = {**added, **person.conditions}
    if not contradictions(RELEASE.conditions, said):
        more["conditions"] = said
    before, after = states(person), states(replace(person, **more))
    for fact_id, state in before.items():
        if state == NO_FIT:
            assert after[fact_id] == NO_FIT, fact_id


@pytest.mark.parametrize("disease_id", sorted(RELEASE.diseases))
def test_nobody_is_ruled_out_by_an_unknown(disease_id: str) -> None:
    """With nothing known but the disease, only the disease itself and a state of the treatment can say no."""
    for item in fit_check(RELEASE, None, Situation(disease_id), TODAY).no_fit:
        assert {one.kind for one in item.verdict.decided} <= {"disease", "stage", "status", "what"}, item


def test_order_and_result_are_the_same_for_the_same_person() -> None:
    person = Situation("t-all", age=9, conditions={"donor-transplant": True})
    assert fit_check(RELEASE, None, person, TODAY) == fit_check(RELEASE, None, person, TODAY)
