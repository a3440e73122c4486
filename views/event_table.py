"""The newest regulatory events as a table: the same events as in the picture, in words; and the file with all.

Not here: the picture (`views.event_timeline`), and the therapies by agency (`views.agency_tables`).
"""

from functools import lru_cache

import streamlit as st

from therapies.regulatory_events import Event
from therapies.regulatory_status import RegulatoryStatus
from views import address, badge, event_lines, passport, safe_text, stacked_table, table
from views.frame import Frame

HEADERS = ("Therapy", "When", "What happened", "For whom", "Source")
_WIDTHS = (14, 16, 24, 26, 20)


def show(model: RegulatoryStatus, here: Frame) -> None:
    """Draw the newest events or all of them, and the button for the file; nothing where there are none."""
    if model.newest:
        everything = address.switch("Show all events", address.SHOW) if len(model.every) > len(model.newest) else False
        st.html(html(model, everything))
        table.download_button(model.sheet, here.dataset, here.today, model.filters)


@lru_cache(maxsize=8)
def html(model: RegulatoryStatus, everything: bool = False) -> str:
    """HTML of the newest events, or of `everything` that fits."""
    events = model.every if everything else model.newest
    rows, facts = [_row(event) for event in events], [event.fact_id for event in events]
    caption = f"All {len(rows)} events that fit, newest first." if everything else model.newest_count
    return f'<div class="ct-list">{stacked_table.html(caption, HEADERS, rows, _WIDTHS, facts)}</div>'


def _row(event: Event) -> tuple[str, ...]:
    link = safe_text.own_link(event.therapy, address.href("therapy", therapy=event.therapy_id))
    return (
        f"<p>{link}</p>",
        _grey(event, stacked_table.lines(event_lines.when(event))) + event_lines.warnings_html(event),
        _grey(event, f"<p>{badge.html(badge.of_word(event.word))}</p>")
        + stacked_table.lines(event.agency.title, quiet=True),
        _grey(event, stacked_table.lines(event.for_whom))
        + stacked_table.lines(event.must_be_said, event.note, quiet=True),
        passport.html(event.passport),
    )


def _grey(event: Event, html: str) -> str:
    """Grey is what is overdue (honesty.md, rule 15)."""
    return f'<div class="ct-past">{html}</div>' if event.overdue else html
