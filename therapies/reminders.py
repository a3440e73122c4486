"""What must stand beside the numbers, and for which therapies it is so (honesty.md, rules 7 and 14)."""

from collections.abc import Iterable

from therapies import wording
from therapies.measures import Measure

_ORDER = (wording.SURVIVAL_UNKNOWN, wording.FIRST_STUDY)


def reminders(numbers: Iterable[tuple[str, Measure]]) -> tuple[str, ...]:
    """The caveats of these numbers, each once with the names it belongs to. `numbers`: name of the therapy, number."""
    whose: dict[str, dict[str, None]] = {}
    everyone: dict[str, None] = {}
    for name, measure in numbers:
        everyone[name] = None
        for caveat in measure.caveats:
            whose.setdefault(caveat, {})[name] = None
    return tuple(f"{caveat} {_for_whom(whose[caveat], everyone)}" for caveat in _ORDER if caveat in whose)


def _for_whom(names: dict[str, None], everyone: dict[str, None]) -> str:
    if len(names) == len(everyone) > 1:
        return "This is so for all of them."
    return f"This is so for {', '.join(names)}."
