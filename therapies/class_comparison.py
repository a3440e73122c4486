"""Whole classes side by side, as traditional and off-the-shelf CAR-T: the curated rows, and who belongs to a class.

The rows of the table that this product began with come first. Therapies stand by name. Not here: two to
four therapies side by side (`therapies.comparing`).
"""

from dataclasses import dataclass
from datetime import date

from therapies import wording
from therapies.dataset import Dataset
from therapies.evidence import is_overdue, passport
from therapies.facts import ClassCell, ClassColumn, Therapy
from therapies.first_numbers import FirstNumbers
from therapies.kept import kept
from therapies.measures import Measure, outcome_measure, safety_measure
from therapies.profile import profile
from therapies.sheet import Sheet
from therapies.side_by_side import Cell, Column, Line, Row, sheet
from therapies.standing import Approval, Standing, standing
from therapies.uses import Group


@dataclass(frozen=True, slots=True)
class Member:
    """One therapy of a class and where it stands."""

    therapy_id: str
    name: str
    full_name: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Class:
    """One class: its example with its first results and risks (None without an example), and all its therapies."""

    title: str
    plain: str
    example_id: str | None
    example: str
    first: FirstNumbers | None
    heading: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class ClassComparison:
    """A comparison of classes, ready to show and to download."""

    title: str
    lead: str
    checked: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    classes: tuple[Class, ...]
    sheet: Sheet
    members_sheet: Sheet


def titles(dataset: Dataset) -> dict[str, str]:
    """Ids and titles of all comparisons of classes."""
    return {comparison.id: comparison.title for comparison in dataset.comparisons.values()}


@kept(2)
def class_comparison(dataset: Dataset, comparison_id: str, today: date) -> ClassComparison:
    """The comparison. Raises KeyError for an unknown id."""
    comparison = dataset.comparisons[comparison_id]
    found = dataset.columns(comparison_id)
    columns = tuple(Column(None, column.title, column.plain) for column in found)
    rows = _rows(dataset, comparison_id, found, today)
    classes = tuple(_class(dataset, column, today) for column in found)
    overdue = "Overdue for a check" if is_overdue(comparison.due_on, today) else "To be checked again"
    return ClassComparison(
        title=comparison.title,
        lead=comparison.lead,
        checked=f"Checked {wording.day(comparison.checked_on)}. {overdue}: {wording.day(comparison.due_on)}.",
        columns=columns,
        rows=rows,
        classes=classes,
        sheet=sheet(comparison.title, columns, rows),
        members_sheet=_members_sheet(comparison.title, classes),
    )


def _rows(dataset: Dataset, comparison_id: str, columns: tuple[ClassColumn, ...], today: date) -> tuple[Row, ...]:
    by_row: dict[str, dict[str, ClassCell]] = {}
    for cell in dataset.cells(comparison_id):
        by_row.setdefault(cell.row_id, {})[cell.column_id] = cell
    # Stable: within the first rows and within the added ones the order is the one that was written.
    ordered = sorted(by_row.values(), key=lambda cells: not _any(cells).seed)
    return tuple(
        Row(
            title=_any(cells).row_title,
            about="",
            cells=tuple(_cell(dataset, cells.get(column.id), today) for column in columns),
        )
        for cells in ordered
    )


def _any(cells: dict[str, ClassCell]) -> ClassCell:
    return next(iter(cells.values()))


def _cell(dataset: Dataset, cell: ClassCell | None, today: date) -> Cell:
    if cell is None:
        return Cell((Line(wording.NOT_STATED),))
    names = dict.fromkeys(_therapy_of(fact_id) for fact_id in cell.numbers)
    groups = tuple(
        Group(
            dataset.therapies[therapy_id].short_name,
            tuple(_measure(dataset, one, today) for one in cell.numbers if _therapy_of(one) == therapy_id),
        )
        for therapy_id in names
    )
    return Cell(groups=groups, lead=(Line(cell.text, passports=(passport(dataset, cell, today),)),))


def _therapy_of(fact_id: str) -> str:
    return fact_id.partition("/")[0]


def _measure(dataset: Dataset, fact_id: str, today: date) -> Measure:
    therapy_id = _therapy_of(fact_id)
    results = (one for one in dataset.outcomes(therapy_id) if one.fact_id == fact_id)
    harms = (one for one in dataset.safety(therapy_id) if one.fact_id == fact_id)
    result = next(results, None)
    return outcome_measure(dataset, result, today) if result else safety_measure(dataset, next(harms), today)


def _class(dataset: Dataset, column: ClassColumn, today: date) -> Class:
    members = sorted(
        (
            therapy
            for therapy in dataset.therapies.values()
            if therapy.modality in column.modality and therapy.cell_source in column.cell_source
        ),
        key=lambda therapy: (therapy.short_name.casefold(), therapy.id),
    )
    example = dataset.therapies[column.example] if column.example else None
    return Class(
        title=column.title,
        plain=column.plain,
        example_id=column.example,
        example=example.short_name if example else wording.NOT_STATED,
        first=profile(dataset, column.example, today).first if column.example else None,
        heading=_heading(dataset, column.title, members),
        members=tuple(_member(dataset, therapy, today) for therapy in members),
    )


def _member(dataset: Dataset, therapy: Therapy, today: date) -> Member:
    results = tuple(outcome_measure(dataset, outcome, today) for outcome in dataset.outcomes(therapy.id))
    return Member(
        therapy_id=therapy.id,
        name=therapy.short_name,
        full_name=" · ".join(name for name in (therapy.name, therapy.brand_name) if name),
        standing=standing(dataset, therapy.id, results, today),
    )


def _heading(dataset: Dataset, title: str, members: list[Therapy]) -> str:
    approved = sum(any(use.stage == "approved" for use in dataset.indications(member.id)) for member in members)
    known = f"{approved} of them approved somewhere for some people" if approved else "none of them approved anywhere"
    return f"{title}: {len(members)} {'therapy' if len(members) == 1 else 'therapies'} in these data, {known}"


def approval_lines(found: Standing) -> tuple[Line, ...]:
    """Each approved use: for whom, where and how, on what evidence (honesty.md, rule 9)."""
    return tuple(
        Line(f"Approved for: {approval.for_whom}", _how(approval), approval.passports) for approval in found.approvals
    )


def _how(approval: Approval) -> str:
    where = (f"{place}: {how}." for place, how in approval.places)
    checked = f"{approval.checked[0].upper()}{approval.checked[1:]}."
    return " ".join((*where, approval.evidence, checked))


def _members_sheet(title: str, classes: tuple[Class, ...]) -> Sheet:
    return Sheet(
        title=f"Therapies of {title}",
        headers=("Class", "Therapy", "Therapy id", "Full name", "Where it stands", "What that means", "Approved uses"),
        rows=tuple(
            (
                one.title,
                member.name,
                member.therapy_id,
                member.full_name,
                member.standing.said,
                member.standing.meaning,
                " | ".join(f"{line.words}. {line.more}" for line in approval_lines(member.standing)) or "none",
            )
            for one in classes
            for member in one.members
        ),
    )
