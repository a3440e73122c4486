"""Things side by side on the same rows: the shape that both comparisons share, and their table for the download.

Here: shapes and the file. Not here: what stands in the cells (`therapies.compared_therapy`,
`therapies.class_comparison`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from therapies.evidence import Passport
from therapies.measures import Measure
from therapies.sheet import Sheet, passport_cells, passport_headers
from therapies.uses import Group

_NOTHING_CITED = ("",) * len(passport_headers())


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said in a cell: the words, quieter words below, and where it comes from where sources are cited."""

    words: str
    more: str = ""
    passports: tuple[Passport, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """What one column says on one row: numbers with all that belongs to them, by use, and lines.

    `lead` stands before the numbers, `lines` after them.
    """

    lines: tuple[Line, ...] = ()
    groups: tuple[Group, ...] = ()
    lead: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it is about, a quiet word on it ("" for none), one cell for each column."""

    title: str
    about: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `therapy_id` where it is a single therapy, its title, a quiet word on it."""

    therapy_id: str | None
    title: str
    about: str


def sheet(title: str, columns: Sequence[Column], rows: Sequence[Row]) -> Sheet:
    """Everything that stands in the cells, one row of the file for each line and number."""
    return Sheet(
        title=title,
        headers=("Row", "About the row", "Column", "What is said", "More", *passport_headers()),
        rows=tuple(
            (row.title, row.about, column.title, *said)
            for row in rows
            for column, cell in zip(columns, row.cells, strict=True)
            for said in _said(cell)
        ),
    )


def _said(cell: Cell) -> list[tuple[str, ...]]:
    numbers = [
        (f"{measure.name}: {measure.sentence}", _details(group.title, measure), *passport_cells(measure.passport))
        for group in cell.groups
        for measure in group.measures
    ]
    lead, lines = (
        [
            (line.words, line.more, *cells)
            for line in said
            for cells in (tuple(map(passport_cells, line.passports)) or (_NOTHING_CITED,))
        ]
        for said in (cell.lead, cell.lines)
    )
    return [*lead, *numbers, *lines]


def _details(use: str, measure: Measure) -> str:
    """What must stand with a number when it is written in one line of a file."""
    parts = (
        f"Use: {use}." if use else None,
        f"Counted among {measure.people}.",
        f"Which people: {measure.cohort}.",
        f"{measure.range_origin}." if measure.range_origin else "95% range: not stated.",
        measure.few,
        f"Design: {measure.design}.",
        measure.comparison,
        f"Followed for: {measure.follow_up}.",
        *measure.caveats,
    )
    return " ".join(part for part in parts if part)
