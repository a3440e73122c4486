"""Words and sizes of two groups: the same people, others, or not to be told."""

import pytest

from therapies.same_people import ages_differ, counts_in, named_apart, told_otherwise


@pytest.mark.parametrize(
    ("harm", "result", "differ"),
    [
        ("adults in phase 1", "children after two treatments", True),
        ("babies", "adults", True),
        ("adults and children", "children", False),
        ("children 5 to 11", "people aged 12 and older", False),
        (None, "adults", False),
    ],
)
def test_ages(harm: str | None, result: str | None, differ: bool) -> None:
    assert ages_differ(harm, result) is differ
    assert ages_differ(result, harm) is differ


def test_sizes_are_of_people_and_no_ages_or_years() -> None:
    assert counts_in("children aged 5 to 11 followed long enough (13 had been treated)") == {13}
    assert counts_in("all 50 people treated, US label of 2024, week 48") == {50}
    assert counts_in(None) == frozenset()


@pytest.mark.parametrize(
    ("harm", "result", "otherwise"),
    [
        ("all uses of Zolgensma worldwide", "babies with two SMN2 copies", True),
        ("all people treated", "adults in the first part", False),
        ("all 11 treated", "all 11 treated (nine children, two adults)", False),
        ("European product information", "75 treated", False),
        ("label warnings", "all 54 children, day 28", False),
        (None, "adults", False),
        ("adults", None, False),
    ],
)
def test_words(harm: str | None, result: str | None, otherwise: bool) -> None:
    assert told_otherwise(harm, result) is otherwise


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("KITE-363", "KITE-753, highest dose", True),
        ("KITE-753, all doses", "KITE-753, highest dose", False),
        ("0.8 mg/kg every two weeks", "0.4 mg/kg every week, label group", True),
        ("0.4 mg/kg every week", "responders, 0.4 mg/kg every week", False),
        ("all 50 people", "KITE-753, highest dose", False),
        (None, "KITE-753", False),
    ],
)
def test_groups_that_name_another_product_or_dose_are_other_people(one: str | None, other: str, apart: bool) -> None:
    assert named_apart(one, other) is apart
    assert named_apart(other, one) is apart
