"""The newest regulatory events as a short list: when, who acted, what happened, for which therapy.

Not here: all events (`views.event_table`).
"""

from collections.abc import Sequence

import streamlit as st

from therapies.regulatory_events import Event
from views import address, badge, event_lines, note, passport, safe_text


def show(events: Sequence[Event], count: str) -> None:
    """Draw the events, how many there are in all, and the way to all of them."""
    st.html(html(events))
    note.show(count)
    address.link("regulatory_status", "All events by agency, and what the words mean")


def html(events: Sequence[Event]) -> str:
    """HTML of the events."""
    return f'<div class="ct"><ul class="ct-plain">{"".join(map(_item, events))}</ul></div>'


def _item(event: Event) -> str:
    link = safe_text.own_link(event.therapy, address.href("therapy", therapy=event.therapy_id))
    when, what = safe_text.html(event_lines.when(event)), badge.html(badge.of_word(event.word))
    said = f'<p class="ct-quiet">{safe_text.html(event.must_be_said)}</p>' if event.must_be_said else ""
    return (
        f'<li data-fact="{safe_text.html(event.fact_id)}"><p><strong>{when}</strong></p>'
        f"<p>{link}: {what} {safe_text.html(event.agency.title)}</p>"
        f'<p class="ct-quiet">For: {safe_text.html(event.for_whom)}</p>{said}{event_lines.warnings_html(event)}'
        f"{passport.html(event.passport)}</li>"
    )
