"""Icons always sum, and never say all or none unless it is all or none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.releases import RELEASE
from therapies.icons import HUNDRED, ONE_EACH, icons, of_count, why_not
from therapies.measures import outcome_measure, safety_measure

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("affected", "n", "filled", "total"),
    [
        (10, 11, 10, 11),
        (0, 11, 0, 11),
        (11, 11, 11, 11),
        (1, 1, 1, 1),
        (30, 30, 30, 30),
        (0, 31, 0, 100),
        (31, 31, 100, 100),
        (1, 500, 1, 100),
        (499, 500, 99, 100),
        (72, 101, 71, 100),
    ],
)
def test_counts_as_icons(affected: int, n: int, filled: int, total: int) -> None:
    drawn = of_count("responded", affected, n)
    assert (drawn.filled, drawn.total) == (filled, total)
    assert drawn.said.startswith(f"{affected} of {n} ")


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_icons_sum_for_every_count(count: tuple[int, int]) -> None:
    affected, n = count
    drawn = of_count("responded", affected, n)
    assert drawn.total == (n if n <= ONE_EACH else HUNDRED)
    assert 0 <= drawn.filled <= drawn.total
    assert (drawn.filled == 0) == (affected == 0)
    assert (drawn.filled == drawn.total) == (affected == n)
    assert n <= ONE_EACH or affected in (0, n) or abs(drawn.filled - 100 * affected / n) <= 1


@pytest.mark.parametrize(("affected", "n"), [(1, 0), (-1, 5), (6, 5)])
def test_what_is_no_share_is_refused(affected: int, n: int) -> None:
    with pytest.raises(ValueError, match="not a share of people"):
        of_count("responded", affected, n)


def test_every_number_of_the_data_is_drawn_or_says_why_not() -> None:
    measures = [outcome_measure(RELEASE, outcome, TODAY) for outcome in RELEASE.all_outcomes]
    measures += [safety_measure(RELEASE, fact, TODAY) for fact in RELEASE.all_safety]
    for measure in measures:
        assert (icons(measure) is None) == (why_not(measure) is not None)
        if measure.kind != "proportion" or measure.n is None or (measure.responders is None and measure.n <= ONE_EACH):
            assert icons(measure) is None
