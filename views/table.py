"""A table that can be read aloud, printed and downloaded: real HTML, no canvas, every row on the page.

Cells are plain texts, or `Link`. The same texts go into the CSV file. Not here: cells of several lines
(`views.stacked_table`), and how the file is written (`therapies.download`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from therapies import download
from therapies.dataset import Dataset
from therapies.sheet import Sheet
from views import safe_text, saving


@dataclass(frozen=True, slots=True)
class Link:
    """A cell with a link: to one of our views (`to` from `address.href`) or to another site (http or https)."""

    words: str
    to: str | None

    def __str__(self) -> str:
        return self.words


def html(caption: str, headers: Sequence[str], rows: Sequence[Sequence[str | Link]]) -> str:
    """HTML of the table. The first cell of a row is its heading; `caption` says what the table holds."""
    head = "".join(f'<th scope="col">{safe_text.html(header)}</th>' for header in headers)
    body = "".join(f"<tr>{_row(row)}</tr>" for row in rows)
    label = safe_text.html(caption)
    return (
        f'<div class="ct-scroll" role="group" tabindex="0" aria-label="{label}"><table class="ct-table">'
        f"<caption>{label}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def show(
    caption: str, headers: Sequence[str], rows: Sequence[Sequence[str | Link]], empty: str = "Nothing here."
) -> None:
    """Draw the table; without rows draw `empty`, which says what to do next."""
    if rows:
        st.html(html(caption, headers, rows))
    else:
        st.markdown(safe_text.markdown(empty))


def download_button(sheet: Sheet, dataset: Dataset, today: date, filters: Sequence[str] = ()) -> None:
    """Draw "Download as CSV". `filters`: what was chosen, in words. The file is made when the button is clicked."""
    saving.button(
        "Download as CSV",
        data=lambda: download.csv(sheet, dataset, filters, today),
        file_name=download.file_name(sheet.title, today),
        mime="text/csv",
        key=f"download {sheet.title}",
        help=f"{sheet.title}: {len(sheet.rows)} rows with their provenance",
    )


def _row(row: Sequence[str | Link]) -> str:
    first, *others = (_cell(cell) for cell in row)
    return f'<th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in others)


def _cell(cell: str | Link) -> str:
    if isinstance(cell, str):
        return safe_text.html(cell)
    if cell.to is None or safe_text.address(cell.to):
        return safe_text.link(cell.words, cell.to)
    if not safe_text.is_our_own(cell.to):
        return safe_text.html(cell.words)
    return safe_text.own_link(cell.words, cell.to)
