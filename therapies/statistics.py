"""Exact intervals for a share of people, by the standard library alone. No rounding and no words here.

Not here: whether a number's range is the printed one or this one (`loaders.computed_ranges`).
"""

from functools import lru_cache
from math import exp, lgamma, log, log1p


def _beta_fraction(x: float, a: float, b: float) -> float:
    """Continued fraction of the incomplete beta function (Lentz's method), for x < (a + 1) / (a + b + 2)."""
    tiny = 1e-300
    c, d = 1.0, 1.0 / (1.0 - (a + b) * x / (a + 1.0) or tiny)
    fraction = d
    for m in range(1, 500):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1.0 / (1.0 + step * d or tiny)
            c = 1.0 + step / c or tiny
            fraction *= c * d
        if abs(c * d - 1.0) < 1e-16:
            break
    return fraction


def incomplete_beta(x: float, a: float, b: float) -> float:
    """Regularised incomplete beta function I_x(a, b): 0 <= x <= 1, a and b above 0."""
    if x <= 0.0 or x >= 1.0:
        return float(x >= 1.0)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1.0) / (a + b + 2.0):
        return front * _beta_fraction(x, a, b) / a
    return 1.0 - front * _beta_fraction(1.0 - x, b, a) / b


def _beta_quantile(probability: float, a: float, b: float) -> float:
    low, high = 0.0, 1.0
    while (middle := (low + high) / 2.0) not in (low, high):
        if incomplete_beta(middle, a, b) < probability:
            low = middle
        else:
            high = middle
    return middle


@lru_cache(maxsize=4096)
def exact_interval(responders: int, n: int) -> tuple[float, float]:
    """The 95% Clopper-Pearson interval of responders / n.

    Returns (low, high) as shares between 0 and 1. Raises ValueError unless 0 <= responders <= n and n >= 1.
    Source: Clopper & Pearson, Biometrika 1934;26:404-413.
    """
    if n < 1 or not 0 <= responders <= n:
        raise ValueError(f"{responders} of {n} is not a share of people")
    low = 0.0 if responders == 0 else _beta_quantile(0.025, responders, n - responders + 1)
    high = 1.0 if responders == n else _beta_quantile(0.975, responders + 1, n - responders)
    return low, high
