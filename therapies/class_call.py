"""The comparison of whole classes for paper: the same rows as on the page Compare, with their sources and dates.

Not here: what stands in the rows (`therapies.class_comparison`), and how the paper looks (`views.leave_behind`).
"""

from collections.abc import Iterator
from datetime import date

from therapies.call import Call, valid_until
from therapies.call_blocks import Compared, Screen, Text
from therapies.call_numbers import in_full
from therapies.class_comparison import class_comparison
from therapies.dataset import Dataset
from therapies.evidence import Passport
from therapies.kept import kept
from therapies.overdue_marks import overdue
from therapies.side_by_side import Cell

HOLDS = "the rows above with their sources. The examples and the lists of therapies below are not in it."


@kept(2)
def class_call(dataset: Dataset, comparison_id: str, today: date) -> Call:
    """The comparison as a call of one screen. Raises KeyError for an unknown id."""
    found = class_comparison(dataset, comparison_id, today)
    rows = tuple((row.title, tuple(map(_said, row.cells))) for row in found.rows)
    papers = tuple({one.fact_id: one for row in found.rows for cell in row.cells for one in _papers(cell)}.values())
    late = tuple(overdue(one) for one in papers if one.overdue)
    blocks = (Text(found.lead), Compared(tuple(column.title for column in found.columns), rows), Text(found.checked))
    screen = Screen(
        id=f"compare-{comparison_id}",
        section="compare",
        therapy_id=None,
        therapy="",
        question=found.title,
        heading=found.title,
        blocks=blocks,
        passports=papers,
        overdue=late,
    )
    return Call(
        title=found.title,
        therapies=((comparison_id, found.title),),
        screens=(screen,),
        glossary=dataset.glossary,
        sources=papers,
        release=dataset.release,
        day=today,
        valid_until=valid_until(papers, today),
        expired=tuple(one.fact_id for one in papers if one.overdue),
    )


def _said(cell: Cell) -> str:
    """The words of a cell, and each number below it with all that belongs to it."""
    numbers = (
        f"{group.title}: {text.words}"
        for group in cell.groups
        for measure in group.measures
        for text in in_full(measure)
    )
    return " ".join((*(line.words for line in (*cell.lead, *cell.lines)), *numbers))


def _papers(cell: Cell) -> Iterator[Passport]:
    for line in (*cell.lead, *cell.lines):
        yield from line.passports
    for group in cell.groups:
        yield from (measure.passport for measure in group.measures)
