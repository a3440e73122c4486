"""What must stand beside the numbers, and for which therapies it is so (honesty.md, rules 7 and 14).

Not here: the caveats of one number (`therapies.measures`), and why numbers have no order (`therapies.why_not_ranked`).
"""

from collections.abc import Iterable

from therapies import wording
from therapies.dataset import Dataset
from therapies.measures import Measure
from therapies.study_design import is_compared_survival

# The caveat, and what a therapy has several of when only some of its numbers carry it.
_ORDER = {wording.SURVIVAL_UNKNOWN: "results", wording.FIRST_STUDY: "studies"}


def reminders(dataset: Dataset, numbers: Iterable[tuple[str, Measure]]) -> tuple[str, ...]:
    """The caveats of these numbers, each once with the names it belongs to. `numbers`: name of the therapy, number."""
    shown = list(numbers)
    said = ((caveat, _for_whom(dataset, caveat, shown)) for caveat in _ORDER)
    return tuple(f"{caveat} This is so for {whom}." for caveat, whom in said if whom)


def _for_whom(dataset: Dataset, caveat: str, shown: list[tuple[str, Measure]]) -> str:
    """Whom the caveat is about, in words; empty for nobody. "All of them" only where nothing speaks against it."""
    carrying = dict.fromkeys(name for name, measure in shown if caveat in measure.caveats)
    partly = {name for name, measure in shown if _speaks_against(dataset, caveat, measure)}
    everyone = {name for name, _ in shown}
    if len(everyone) > 1 and not partly and everyone == set(carrying):
        return "all of them"
    return ", ".join(f"some {_ORDER[caveat]} of {name}" if name in partly else name for name in carrying)


def _speaks_against(dataset: Dataset, caveat: str, measure: Measure) -> bool:
    if caveat == wording.SURVIVAL_UNKNOWN:
        # Also a study that is not shown here: "it helps people live longer" is said of the therapy.
        return any(is_compared_survival(dataset, outcome) for outcome in dataset.outcomes(measure.therapy_id))
    return caveat not in measure.caveats
