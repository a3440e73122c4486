"""A share of people as icons: one for each person up to 30, else 100.

Not here: which of them stand side by side (`therapies.pictures`), and how they look (`views.icon_array`).
"""

from dataclasses import dataclass

from therapies.measures import PEOPLE, Measure
from therapies.wording import NOT_STATED, people, whole_percent

ONE_EACH = 30
HUNDRED = 100
_KEY = "Filled: counted in this number. Empty: all others"


@dataclass(frozen=True, slots=True)
class Icons:
    """`filled` of `total` icons. `key` says what one icon stands for; `said` is the drawing in words."""

    filled: int
    total: int
    key: str
    said: str


def icons(measure: Measure) -> Icons | None:
    """The icons of a counted share of people; None where `why_not` has a reason."""
    if why_not(measure) or measure.n is None:
        return None
    if measure.responders is not None:
        return of_count(measure.name, measure.responders, measure.n)
    return of_percent(measure.name, measure.percent or 0.0, measure.n)


def why_not(measure: Measure) -> str | None:
    """Why a number cannot be drawn as people, in one sentence; None where it can."""
    if measure.kind != "proportion":
        return "This is not a count of people, so it is not drawn as people."
    if measure.unit != PEOPLE:
        return "People were not counted here, so it is not drawn as people."
    if not measure.n:
        return f"Out of how many people: {NOT_STATED}. So it is not drawn as people."
    if measure.responders is None and (measure.percent is None or measure.n <= ONE_EACH):
        return f"How many of the {people(measure.n)}: count {NOT_STATED}. So it is not drawn as people."
    return None


def of_count(name: str, affected: int, n: int) -> Icons:
    """Icons for a count: exact up to 30 people, else 100 icons, never all or none of them unless it is all or none.

    Raises ValueError unless 0 <= affected <= n and n >= 1.
    """
    if n < 1 or not 0 <= affected <= n:
        raise ValueError(f"{affected} of {n} is not a share of people")
    counted = f"{affected} of {people(n)}: {name}"
    if n <= ONE_EACH:
        return Icons(affected, n, f"One sign for each of the {people(n)}. {_KEY}", counted)
    return _hundred(100 * affected / n, n, counted)


def of_percent(name: str, percent: float, n: int) -> Icons:
    """Icons for a percentage (0 to 100) of more than 30 people whose count is not stated."""
    return _hundred(percent, n, f"{whole_percent(percent)} of {people(n)}: {name}")


def _hundred(percent: float, n: int, said: str) -> Icons:
    # Halves go up, as in wording.whole_percent.
    filled = int(percent + 0.5)
    if 0 < percent < HUNDRED:
        filled = max(1, min(filled, HUNDRED - 1))
    return Icons(filled, HUNDRED, f"100 signs for {people(n)}. {_KEY}", f"{said}. Drawn as {filled} of 100")
