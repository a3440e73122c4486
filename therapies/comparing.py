"""Two to four therapies side by side on the same rows, benefit and harm in the same form, and why they have no order.

The order of the columns is the order chosen. Every number keeps its own denominator. What is shortened says so. Not
here: what a therapy says on each row (`therapies.compared_therapy`), and whole classes (`therapies.class_comparison`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from therapies import compared_therapy
from therapies.compared_therapy import Compared
from therapies.dataset import Dataset
from therapies.profile import profile
from therapies.reminders import reminders
from therapies.search import default_order
from therapies.sheet import Sheet
from therapies.side_by_side import Cell, Column, Row, sheet
from therapies.why_not_ranked import reasons

FEWEST, MOST = 2, 4
EVERYTHING = "everything"
PARTS = {
    EVERYTHING: "Everything",
    "what": "What it is and for whom",
    "numbers": "Results and risks",
    "ways": "Where it stands and how to get it",
}


@dataclass(frozen=True, slots=True)
class TherapyComparison:
    """Therapies side by side. `reasons` and `reminders` are to be read before the numbers."""

    heading: str
    columns: tuple[Column, ...]
    reasons: tuple[str, ...]
    reminders: tuple[str, ...]
    rows: tuple[Row, ...]
    sheet: Sheet
    filters: tuple[str, ...]

    def of(self, part: str | None) -> tuple[Row, ...]:
        """The rows of one of PARTS."""
        if part in (None, EVERYTHING):
            return self.rows
        return tuple(row for row, (of_part, *_) in zip(self.rows, _ROWS, strict=True) if of_part == part)

    def tally(self, part: str | None) -> str:
        """How many rows are shown and hidden."""
        shown = len(self.of(part))
        return f"Rows shown: {shown}. Hidden: {len(self.rows) - shown}. Total: {len(self.rows)}. The file holds all."


def titles(dataset: Dataset) -> dict[str, str]:
    """Ids of all therapies and the words to choose them by: first disease, then name."""
    return {therapy_id: _named(dataset, therapy_id) for therapy_id in default_order(dataset)}


def therapy_comparison(dataset: Dataset, ids: Sequence[str], today: date) -> TherapyComparison:
    """The comparison of FEWEST to MOST therapies, in the order given. Raises KeyError for an unknown id."""
    profiles = [profile(dataset, therapy_id, today) for therapy_id in ids]
    compared = [Compared(dataset, one, today) for one in profiles]
    columns = tuple(_column(dataset, therapy_id) for therapy_id in ids)
    rows = tuple(Row(title, about, tuple(cell(one) for one in compared)) for _, title, about, cell in _ROWS)
    names = ", ".join(column.title for column in columns)
    return TherapyComparison(
        heading=f"{names}: side by side, not ranked",
        columns=columns,
        reasons=_reasons(dataset, compared),
        reminders=reminders(dataset, ((one.therapy.short_name, m) for one in compared for m in one.results)),
        rows=rows,
        sheet=sheet("Therapies side by side", columns, rows),
        filters=(f"Therapies: {names}",),
    )


def why_not_ranked(dataset: Dataset, ids: Sequence[str], today: date) -> tuple[str, ...]:
    """Why exactly these therapies have no order. Raises KeyError for an unknown id."""
    return _reasons(dataset, [Compared(dataset, profile(dataset, therapy_id, today), today) for therapy_id in ids])


def _named(dataset: Dataset, therapy_id: str) -> str:
    therapy = dataset.therapies[therapy_id]
    others = [name for name in (therapy.name, therapy.brand_name) if name and name != therapy.short_name]
    return f"{therapy.short_name} ({', '.join(others)})" if others else therapy.short_name


def _column(dataset: Dataset, therapy_id: str) -> Column:
    therapy = dataset.therapies[therapy_id]
    names = (therapy.name if therapy.name != therapy.short_name else None, therapy.brand_name)
    return Column(therapy_id, therapy.short_name, " · ".join(name for name in names if name))


def _reasons(dataset: Dataset, compared: Sequence[Compared]) -> tuple[str, ...]:
    """For exactly these therapies: why the main results have no order, and who has no results at all."""
    main = [outcome for one in compared for outcome in one.main]
    without = [one.therapy.short_name for one in compared if not one.main]
    missing = (f"No results are recorded for {', '.join(without)}.",) if without else ()
    nothing = ("Fewer than two results are recorded, so there is nothing to compare.",) if len(main) < FEWEST else ()
    return (*reasons(dataset, main), *missing, *nothing)


# Results and risks are one part: nobody can show the one without the other.
_ROWS: tuple[tuple[str, str, str, Callable[[Compared], Cell]], ...] = (
    ("what", "What it is", "", compared_therapy.what),
    ("what", "For whom", "", compared_therapy.for_whom),
    ("what", "Whose cells", "", compared_therapy.cells),
    ("what", "The wait", "from collection or order to the infusion", compared_therapy.wait),
    ("what", "How it is given", "", compared_therapy.given),
    ("numbers", "Main results", "each out of its own number of people", compared_therapy.results),
    ("numbers", "How long it lasted", "", compared_therapy.lasted),
    ("numbers", "Living without the disease getting worse", "or without another bad event", compared_therapy.not_grown),
    ("numbers", "How long people lived", "", compared_therapy.alive),
    ("numbers", "Serious risks", "in the same form as the results", compared_therapy.risks),
    ("numbers", "Other side effects", "", compared_therapy.other_risks),
    ("numbers", "What nobody knows yet", "from what our data lack", compared_therapy.unknown),
    ("numbers", "What must be said", "", compared_therapy.cautions),
    ("ways", "Where it stands", "", compared_therapy.stands),
    ("ways", "Trials that take new people", "as listed, which can be old", compared_therapy.trials),
    ("ways", "Ways to get it", "", compared_therapy.access),
    ("ways", "Sources", "", compared_therapy.sources),
)
