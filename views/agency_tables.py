"""The therapies before each agency: what was allowed and what was refused or stopped, side by side and as large.

Not here: the events in order of time (`views.event_table`).
"""

from collections.abc import Sequence
from functools import lru_cache

import streamlit as st

from therapies.agency_therapies import AgencyTherapies, TherapyLine
from therapies.regulatory_events import ALLOWED, DESIGNATION, KINDS, REFUSED, SAFETY, STEP
from therapies.regulatory_status import RegulatoryStatus
from views import address, event_lines, safe_text, stacked_table, table
from views.frame import Frame

_COLUMNS = (ALLOWED, REFUSED, DESIGNATION)
_REST = (SAFETY, STEP)
HEADERS = ("Therapy", *(KINDS[kind] for kind in _COLUMNS), "Warnings and other steps")
_WIDTHS = (13, 24, 24, 20, 19)


def show(model: RegulatoryStatus, here: Frame) -> None:
    """Draw the agencies, each with its table, folded away where the tables are long; and the button for the file."""
    if model.agencies:
        st.html(html(model))
        table.download_button(model.agencies_sheet, here.dataset, here.today, model.filters)


@lru_cache(maxsize=16)
def html(model: RegulatoryStatus) -> str:
    """HTML of the agencies."""
    return "".join(_agency(agency, model) for agency in model.agencies)


def _agency(agency: AgencyTherapies, model: RegulatoryStatus) -> str:
    rows = [_row(line, model.nothing_here) for line in agency.therapies]
    listed = stacked_table.html(agency.meaning, HEADERS, rows, _WIDTHS, whose=agency.title)
    unfolded = " open" if model.few else ""
    caption = safe_text.html(agency.caption)
    return f'<details class="ct-list ct-agency"{unfolded}><summary>{caption}</summary>{listed}</details>'


def _row(line: TherapyLine, nothing_here: str) -> tuple[str, ...]:
    link = safe_text.own_link(line.therapy, address.href("therapy", therapy=line.therapy_id))
    return (
        f"<p>{link}</p>",
        *(_cell(line, (kind,), nothing_here) for kind in _COLUMNS),
        _cell(line, _REST, nothing_here),
    )


def _cell(line: TherapyLine, kinds: Sequence[str], nothing_here: str) -> str:
    found = [event for kind in kinds for event in line.by_kind[kind]]
    if not found:
        return stacked_table.lines(nothing_here, quiet=True)
    return "".join(event_lines.html(event) for event in found)
