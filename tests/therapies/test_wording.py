"""Numbers and dates as families read them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from therapies import wording


@pytest.mark.parametrize(
    ("percent", "said"),
    [
        (90.9, "91%"),
        (72.7, "73%"),
        (0, "0%"),
        (100, "100%"),
        (99.77, "99.8%"),
        (99.99, "99.99%"),
        (0.2, "0.2%"),
        (50, "50%"),
    ],
)
def test_percent_is_whole_but_never_rounded_to_none_or_all(percent: float, said: str) -> None:
    assert wording.whole_percent(percent) == said


@given(st.floats(0, 100, exclude_min=True, exclude_max=True))
def test_only_none_is_zero_and_only_all_is_a_hundred(percent: float) -> None:
    assert wording.whole_percent(percent) not in ("0%", "100%")


def test_ranges() -> None:
    assert wording.percent_range(58.722, 99.770) == "59 to 99.8"
    assert wording.percent_range(39.03, 93.98) == "39 to 94"
    assert wording.percent_range(None, 94) is None
    assert wording.percent_range(-30, -10) == "-30 to -10"
    assert wording.percent_range(-99.77, -0.2) == "-99.8 to -0.2"
    assert wording.percent_range(-20.5, 130.4) == "-21 to 130"
    assert wording.value_range(0.5, None) == "0.5 to not reached"
    assert wording.value_range(None, None) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [("2026", "2026"), ("2026-03", "March 2026"), ("2026-01-21", "21 January 2026"), (None, "date not stated")],
)
def test_a_date_is_as_exact_as_it_was_printed(text: str | None, said: str) -> None:
    assert wording.printed_date(text) == said


def test_day() -> None:
    assert wording.day(date(2026, 1, 2)) == "2 January 2026"


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (None, None, "not stated"),
        (12, None, "from 12 years"),
        (0, None, "from birth"),
        (1 / 12, None, "from 1 month"),
        (0.083, 18, "1 month to 18 years"),
        (0.02, None, "from 1 month"),
        (0.5, None, "from 6 months"),
        (1, None, "from 1 year"),
        (None, 25, "up to 25 years"),
        (18, 75, "18 to 75 years"),
        (0.17, 2, "2 months to 2 years"),
    ],
)
def test_ages(low: float | None, high: float | None, said: str) -> None:
    assert wording.ages(low, high) == said


@pytest.mark.parametrize(
    "text",
    [
        "a promising cell",
        "a Miracle",
        "game-changing",
        "game changer",
        "Groundbreaking",
        "it cured her",
        "It offers a cure.",
        "the first cure for this disease",
        "a way of curing children",
        "It makes the disease curable.",
        "It is not only a cure.",
        "No doubt it is a cure.",
        "No doubt it cures.",
        "If it cures you, you may go home.",
        "No other drug cured people.",
        "If it can cure her, she may go home.",
        "It has been shown to cure people.",
        "It is a miraculous step.",
        "a breakthrough",
    ],
)
def test_words_that_sell_are_found(text: str) -> None:
    assert wording.hype_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Breakthrough Therapy designation",
        "breakthrough-therapy",
        "no sign of cancer was found",
        "It was secured in 2024",
        "Is it a cure?",
        "Nobody knows if it is a cure.",
        "It is not a cure.",
        "There is no known cure.",
        "It isn't a cure.",
        "Never call it a cure.",
        "The disease is not curable.",
        "No one knows if it cures.",
        "We do not know whether it cures the disease.",
        "It has not been shown to cure people.",
        "Nobody knows yet if people are cured.",
        "We do not know if it can cure.",
    ],
)
def test_words_that_tell_are_left_alone(text: str) -> None:
    assert wording.hype_in(text) is None


def test_counts_of_one() -> None:
    assert [wording.people(1), wording.people(11), wording.people(1, "wounds")] == ["1 person", "11 people", "1 wound"]
    assert [wording.months(1), wording.months(9.1)] == ["1 month", "9.1 months"]
