"""The last reports on labels, cited papers and links, one table each, for curators: what was found, where to look.

Not here: how the reports are made (`loaders.labels`, `loaders.papers`, `loaders.links`).
"""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from therapies.dataset import Dataset
from therapies.paging import SIZE, part
from therapies.watch_reports import Told, WatchReport
from views import address, checks_tables, parts, safe_text, stacked_table, table


def show(reports: Sequence[WatchReport], dataset: Dataset, today: date) -> None:
    """Draw the reports below each other, each with the button for its file."""
    for report in reports:
        st.header(safe_text.markdown(report.title))
        in_parts = len(report.rows) > SIZE
        told = "" if in_parts else report.shown  # else the foot of the table tells it
        st.html(f'<div class="ct">{stacked_table.lines(*report.sentences, told)}</div>')
        headers = ("Therapy and what", "About", "In words", "Facts that rest on it")
        shown = part(report.rows, address.text(address.PART), report.total)
        stacked_table.show(report.title, headers, [_row(one) for one in shown.rows], (22, 24, 32, 22))
        if in_parts:
            parts.show(checks_tables.PAGE, shown)
        if report.rows:
            table.download_button(report.sheet, dataset, today)


def _row(one: Told) -> tuple[str, ...]:
    owner = safe_text.html(one.therapy)
    if one.therapy_id:
        owner = safe_text.own_link(one.therapy, address.href("therapy", therapy=one.therapy_id))
    return (
        f"<p>{owner}</p>{stacked_table.lines(one.what, one.news)}",
        f"<p>{safe_text.link(one.about, one.address)}</p>",
        stacked_table.lines(*one.details),
        stacked_table.lines(*(one.facts or ("None on record.",)), quiet=True),
    )
