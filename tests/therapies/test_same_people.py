"""Words and sizes of two groups: the same people, others, or not to be told."""

import pytest

from therapies.same_people import ages_differ, counts_in, told_otherwise


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
