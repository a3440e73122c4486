"""How long it lasted, and how long people lived: which results of a record answer which of the two.

One definition for every page, screen and paper. How long a response, a remission or being free of the disease lasted is
one thing; how long people lived, or lived without the disease growing, is another. Never sorted by outcome: results of
the use whose numbers stand first on a page before those of others, main ones before others, else as recorded. Not here:
their screens (`therapies.call_lasting`), and their cells on the page Compare (`therapies.compared_therapy`).
"""

from collections.abc import Callable, Iterable, Sequence

from therapies import wording
from therapies.dataset import Dataset
from therapies.facts import Outcome
from therapies.measures import Measure
from therapies.uses import Use, first_use

LASTED = (
    *("DOR-median", "DOR-rate", "ongoing-remission", "relapsed"),
    *("RFS-median", "RFS-rate", "DFS-rate"),
)
NOT_GROWN = ("PFS-median", "PFS-rate", "EFS-median", "EFS-rate")
_ALIVE = ("alive-at-report", "died-by-timepoint")
LIVED = "How long did people live, or live without the disease getting worse?"

# A result with the use that it is about.
OfUse = tuple[Use, Measure]


def lasted(dataset: Dataset, therapy_id: str, uses: Sequence[Use]) -> tuple[OfUse, ...]:
    """How long a response, a remission or being free of the disease lasted."""
    return _of(dataset, therapy_id, uses, lambda outcome: outcome.endpoint in LASTED)


def not_grown(dataset: Dataset, therapy_id: str, uses: Sequence[Use]) -> tuple[OfUse, ...]:
    """How long people lived without the disease growing, or without another bad event."""
    return _of(dataset, therapy_id, uses, lambda outcome: outcome.endpoint in NOT_GROWN)


def alive(dataset: Dataset, therapy_id: str, uses: Sequence[Use]) -> tuple[OfUse, ...]:
    """How long people lived, and how many were alive or had died."""
    return _of(dataset, therapy_id, uses, lambda outcome: _about_life(dataset, outcome))


def lived(dataset: Dataset, therapy_id: str, uses: Sequence[Use]) -> tuple[OfUse, ...]:
    """All that answers the question LIVED."""
    both = (*alive(dataset, therapy_id, uses), *not_grown(dataset, therapy_id, uses))
    return _in_order(both, uses)


def survival_unknown(about_life: Iterable[OfUse]) -> str:
    """That nobody knows if people live longer, unless one of these results was compared; then ""."""
    return "" if any(measure.control for _, measure in about_life) else wording.SURVIVAL_UNKNOWN


def _about_life(dataset: Dataset, outcome: Outcome) -> bool:
    return dataset.word("endpoint", outcome.endpoint).survival or outcome.endpoint in _ALIVE


def _of(
    dataset: Dataset, therapy_id: str, uses: Sequence[Use], belongs: Callable[[Outcome], bool]
) -> tuple[OfUse, ...]:
    kept = {outcome.fact_id for outcome in dataset.outcomes(therapy_id) if belongs(outcome)}
    every = ((use, m) for use in uses for m in (*use.headline, *(m for group in use.others for m in group.measures)))
    return _in_order((one for one in every if one[1].fact_id in kept), uses)


def _in_order(results: Iterable[OfUse], uses: Sequence[Use]) -> tuple[OfUse, ...]:
    first = first_use(uses)
    return tuple(sorted(results, key=lambda one: (one[0] != first, not one[1].headline)))
