"""One rule against one person: it holds, it fails, or it is asked; and what follows from what was said."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from therapies.dataset import Dataset
from therapies.evidence import dated_passport
from therapies.facts import Criterion
from therapies.rulings import ASK, FAILS, HOLDS, Ruling, age_ruling, criterion_ruling, disease_ruling, lines_ruling
from therapies.situation import Situation, all_known, contradictions
from therapies.trial_ages import Ages

DAY = date(2026, 11, 23)
PAPER = dated_passport("a/b", DAY, DAY, DAY)


def ruled(dataset: Dataset, rule: str, person: Situation, **keys: Any) -> Ruling:
    blank = Criterion(
        *("f", "t", "u", 1, rule, (), None, None, None, None, (), (), (), "As stated.", None, DAY, DAY, None)
    )
    known = all_known(dataset.conditions, person.conditions)
    found = criterion_ruling(dataset, replace(blank, **keys), person, known, PAPER)
    assert found
    return found


def person(disease_id: str = "t-all", **values: Any) -> Situation:
    return Situation(disease_id, **values)


@pytest.mark.parametrize(
    ("said", "needed", "barred"),
    [
        ({}, ASK, ASK),
        ({"has-cd7": True}, HOLDS, FAILS),
        ({"has-cd7": False}, ASK, ASK),
        ({"has-cd7": False, "has-cd5": True}, HOLDS, FAILS),
        ({"has-cd7": False, "has-cd5": False}, FAILS, HOLDS),
    ],
)
def test_one_of_several_conditions(dataset: Dataset, said: dict[str, bool], needed: str, barred: str) -> None:
    both = ("has-cd7", "has-cd5")
    assert ruled(dataset, "requires", person(conditions=said), any_of=both).outcome == needed
    assert ruled(dataset, "excludes", person(conditions=said), any_of=both).outcome == barred


def test_only_what_nobody_answered_is_asked(dataset: Dataset) -> None:
    found = ruled(dataset, "requires", person(conditions={"has-cd7": False}), any_of=("has-cd7", "has-cd5"))
    assert found.question == dataset.conditions["has-cd5"].question
    own = ruled(dataset, "requires", person(), any_of=("has-cd7",), question="On how many of the cells?")
    assert own.question == "On how many of the cells?"
    assert not ruled(dataset, "requires", person(conditions={"has-cd7": True}), any_of=("has-cd7",)).question


@pytest.mark.parametrize(
    ("earlier", "at_least", "at_most", "outcome"),
    [
        (None, 2, None, ASK),
        (1, 2, None, FAILS),
        (2, 2, None, HOLDS),
        (0, 0, None, HOLDS),
        (3, None, 2, FAILS),
        (2, None, 2, HOLDS),
        (2, 1, 3, HOLDS),
    ],
)
def test_earlier_treatments(
    dataset: Dataset, earlier: int | None, at_least: int | None, at_most: int | None, outcome: str
) -> None:
    asked = person(earlier_treatments=earlier)
    found = ruled(dataset, "prior-lines", asked, at_least=at_least, at_most=at_most)
    assert found.outcome == outcome
    assert lines_ruling(at_least, at_most, earlier, "As stated.", PAPER).outcome == outcome


@pytest.mark.parametrize(
    ("age", "low", "below", "outcome"),
    [
        (None, None, 2.0, ASK),
        (0, None, 2.0, HOLDS),
        (1, None, 2.0, HOLDS),
        (2, None, 2.0, FAILS),
        (1, None, 1.5, ASK),
        (2, None, 1.5, FAILS),
        (0, 0.5, None, ASK),
        (3, 4.0, None, FAILS),
        (4, 4.0, 18.0, HOLDS),
        (18, 4.0, 18.0, FAILS),
    ],
)
def test_ages_that_the_fields_cannot_say(
    dataset: Dataset, age: int | None, low: float | None, below: float | None, outcome: str
) -> None:
    assert ruled(dataset, "age", person(age=age), min_years=low, below_years=below).outcome == outcome


@pytest.mark.parametrize(("age", "outcome"), [(None, ASK), (17, FAILS), (18, HOLDS), (75, HOLDS), (76, FAILS)])
def test_limits_of_age(age: int | None, outcome: str) -> None:
    assert age_ruling(Ages(18.0, 75.0, True, False), age, "Ages: 18 to 75 years.", PAPER).outcome == outcome


def test_limits_that_nobody_states_are_asked() -> None:
    assert age_ruling(Ages(None, None, False, False), 9, "Ages: not stated.", PAPER).outcome == ASK


@pytest.mark.parametrize(
    ("asked", "named", "outcome"),
    [
        ("t-all", ["t-all"], HOLDS),
        ("t-all", ["b-all"], FAILS),
        ("t-all", ["b-all", "t-all"], HOLDS),
        ("rdeb", ["deb"], HOLDS),  # a kind of it
        ("deb", ["rdeb"], ASK),  # which kind is not known
        ("lbcl", ["b-nhl"], ASK),  # one of several kinds together
        ("b-nhl", ["mcl"], ASK),
        ("t-all", ["b-nhl"], FAILS),
    ],
)
def test_diseases(dataset: Dataset, asked: str, named: list[str], outcome: str) -> None:
    found = disease_ruling(dataset, asked, named, "As stated.", PAPER)
    assert found.outcome == outcome
    assert bool(found.question) == (outcome == ASK)
    assert ruled(dataset, "disease", person(disease_id=asked), diseases=tuple(named)).outcome == outcome


@pytest.mark.parametrize(("country", "outcome"), [(None, ASK), ("Germany", HOLDS), ("China", HOLDS), ("Norway", FAILS)])
def test_where_a_person_must_live(dataset: Dataset, country: str | None, outcome: str) -> None:
    assert ruled(dataset, "country", person(country=country), countries=("EU", "CN")).outcome == outcome


def test_a_rule_that_must_be_asked_never_decides(dataset: Dataset) -> None:
    found = ruled(dataset, "ask", person(age=9, conditions={"gvhd": True}), question="How long ago was it?")
    assert (found.outcome, found.question) == (ASK, "How long ago was it?")


def test_what_follows_from_what_was_said(dataset: Dataset) -> None:
    known = all_known(dataset.conditions, {"car-t-bcma": True, "transplant": False})
    assert known["car-t"] and known["cell-therapy"] and known["bcma-treatment"]
    assert known["donor-transplant"] is False
    assert known["own-cell-transplant"] is False
    assert "chemotherapy" not in known


def test_what_was_said_stands_also_where_it_contradicts_itself(dataset: Dataset) -> None:
    said = {"donor-transplant": True, "transplant": False}
    known = all_known(dataset.conditions, said)
    assert known["donor-transplant"] is True
    assert known["transplant"] is False
    (together,) = contradictions(dataset.conditions, said)
    assert dataset.conditions["donor-transplant"].title in together
    assert together.endswith(f"“{dataset.conditions['transplant'].title}”: no.")
    assert not contradictions(dataset.conditions, {"donor-transplant": True})
    # What follows from an answer counts too: who relapsed twice did relapse.
    assert contradictions(dataset.conditions, {"newly-diagnosed": True, "twice-relapsed-or-refractory": True})
    assert not contradictions(dataset.conditions, {"newly-diagnosed": True, "relapsed-or-refractory": False})
