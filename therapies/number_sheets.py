"""Results and risks as tables for the download: the same words as on the screen, one row for each number.

Not here: the file (`therapies.download`), and the tables of comparisons (`therapies.side_by_side`).
"""

from collections.abc import Sequence

from therapies import rate_words, wording
from therapies.measures import Measure
from therapies.response_rates import Rate
from therapies.sheet import Sheet, passport_cells, passport_headers
from therapies.uses import Use

_NUMBER_HEADERS = (
    "What was counted",
    "What it means",
    "In short",
    "In words",
    "How many of how many",
    "Value",
    "95% range",
    "Where the range comes from",
    "Counted among",
    "Which people",
    "Care",
    "Design",
    "Comparison",
    "Followed for",
    "Data up to",
    "Study",
    "Remember",
)


def results_sheet(uses: Sequence[Use]) -> Sheet:
    """All results, use by use, the headline ones of a use first."""
    return Sheet(
        title="Results",
        headers=("Use", "Disease", "Shown first", *_NUMBER_HEADERS, *passport_headers()),
        rows=tuple(
            (use.for_whom, use.title, "yes" if measure.headline else "no", *_cells(measure))
            for use in uses
            for measure in (*use.headline, *(m for group in use.others for m in group.measures))
        ),
    )


def risks_sheet(risks: Sequence[Measure]) -> Sheet:
    """All risks, as recorded."""
    return Sheet("Risks", (*_NUMBER_HEADERS, *passport_headers()), tuple(_cells(measure) for measure in risks))


def rates_sheet(rates: Sequence[Rate]) -> Sheet:
    """The same results of several therapies, in the order of the page."""
    return Sheet(
        "Response rates",
        ("Therapy", "Therapy id", "Use", *_NUMBER_HEADERS, *passport_headers()),
        tuple((rate.therapy, rate.therapy_id, rate.use, *_cells(rate.measure)) for rate in rates),
    )


def _cells(measure: Measure) -> tuple[str, ...]:
    return (
        measure.name,
        measure.plain,
        rate_words.badge(measure),
        measure.sentence,
        measure.count or wording.NOT_STATED,
        measure.value,
        measure.range or wording.NOT_STATED,
        measure.range_origin or wording.NOT_STATED,
        measure.people,
        measure.cohort,
        measure.few or "",
        measure.design,
        measure.comparison,
        measure.follow_up,
        measure.data_cutoff,
        measure.trial or wording.NOT_STATED,
        " ".join(measure.caveats),
        *passport_cells(measure.passport),
    )
