"""Two to four things side by side on the same rows: numbers with all that belongs to them, and sentences with sources.

On a narrow screen each row is read downwards, column by column. Not here: what stands in the cells
(`therapies.comparing`, `therapies.class_comparison`).
"""

from collections.abc import Sequence

import streamlit as st

from therapies.side_by_side import Cell, Column, Line, Row
from therapies.uses import Group
from views import address, number, safe_text, stacked_table

_ROW_TITLE = 14


def show(caption: str, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    """Draw the rows; `caption` says what the table holds."""
    st.html(html(caption, columns, rows))


def html(caption: str, columns: Sequence[Column], rows: Sequence[Row]) -> str:
    """HTML of the rows."""
    share = (100 - _ROW_TITLE) // len(columns)
    headers = ["Topic", *(column.title for column in columns)]
    body = [[_title(row), *map(_cell, row.cells)] for row in rows]
    return stacked_table.html(caption, headers, body, [_ROW_TITLE, *(share for _ in columns)])


def show_names(columns: Sequence[Column]) -> None:
    """Draw the names above the table: a link for each therapy, and what else it is called."""
    st.html(f'<div class="ct"><ul>{"".join(map(_name, columns))}</ul></div>')


def _name(column: Column) -> str:
    title = safe_text.html(column.title)
    if column.therapy_id:
        title = safe_text.own_link(column.title, address.href("therapy", therapy=column.therapy_id))
    return f'<li><strong>{title}</strong> <span class="ct-quiet">{safe_text.html(column.about)}</span></li>'


def _title(row: Row) -> str:
    return f"<p>{safe_text.html(row.title)}</p>{stacked_table.lines(row.about, quiet=True)}"


def _cell(cell: Cell) -> str:
    return "".join((*map(_line, cell.lead), *map(_group, cell.groups), *map(_line, cell.lines)))


def _group(group: Group) -> str:
    title = f'<p class="ct-compared-use">{safe_text.html(group.title)}</p>' if group.title else ""
    return title + "".join(number.html(measure, explain=False) for measure in group.measures)


def _line(line: Line) -> str:
    source = "".join(map(stacked_table.source, line.passports))
    said = stacked_table.lines(line.words) + stacked_table.lines(line.more, quiet=True)
    return f'<div class="ct-line">{said}{source}</div>'
