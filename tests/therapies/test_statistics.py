"""Exact intervals against published values and an independent implementation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, binomtest

from therapies.statistics import exact_interval, incomplete_beta


@pytest.mark.parametrize(
    ("responders", "n", "low", "high"),
    [
        # Clopper & Pearson 1934 and standard tables of exact binomial limits.
        (0, 10, 0.0, 0.3085),
        (1, 10, 0.0025, 0.4450),
        (5, 10, 0.1871, 0.8129),
        (10, 10, 0.6915, 1.0),
        (81, 263, 0.2527, 0.3676),  # Newcombe, Stat Med 1998;17:857, table I
        (15, 148, 0.0578, 0.1617),  # Newcombe 1998
        (0, 20, 0.0, 0.1684),  # Newcombe 1998
        (1, 29, 0.0009, 0.1776),  # Newcombe 1998
        (10, 11, 0.5872, 0.9977),
        (8, 11, 0.3903, 0.9398),
    ],
)
def test_published_values(responders: int, n: int, low: float, high: float) -> None:
    assert exact_interval(responders, n) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_scipy_agrees(share: tuple[int, int]) -> None:
    responders, n = share
    oracle = binomtest(responders, n).proportion_ci(method="exact")
    assert exact_interval(responders, n) == pytest.approx((oracle.low, oracle.high), abs=1e-12)


def test_scipy_agrees_on_every_count_up_to_two_hundred_people() -> None:
    # Of each group the smaller half; that the other half is its mirror is shown below.
    for n in range(1, 201):
        counts = np.arange(n // 2 + 1)
        # The limit of none is 0 by definition; scipy's beta has no value there.
        low = np.where(counts == 0, 0.0, beta.ppf(0.025, np.maximum(counts, 1), n - counts + 1))
        high = beta.ppf(0.975, counts + 1, n - counts)
        ours = np.array([exact_interval(int(responders), n) for responders in counts])
        assert np.abs(ours - np.column_stack((low, high))).max() < 1e-11, n


@given(st.floats(0, 1), st.integers(1, 500), st.integers(1, 500))
def test_the_beta_function_agrees_with_scipy(x: float, a: int, b: int) -> None:
    assert incomplete_beta(x, a, b) == pytest.approx(float(beta.cdf(x, a, b)), abs=1e-12)


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_range_holds_the_share_and_mirrors(share: tuple[int, int]) -> None:
    responders, n = share
    low, high = exact_interval(responders, n)
    assert 0 <= low <= responders / n <= high <= 1
    assert exact_interval(n - responders, n) == pytest.approx((1 - high, 1 - low), abs=1e-12)


@pytest.mark.parametrize(("responders", "n"), [(1, 0), (-1, 5), (6, 5)])
def test_what_is_no_share_is_refused(responders: int, n: int) -> None:
    with pytest.raises(ValueError, match="is not a share of people"):
        exact_interval(responders, n)
