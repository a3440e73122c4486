"""Days by which an agency wants to decide, as a short list: those ahead, and those that passed without an answer.

Not here: what has been decided (`views.event_table`).
"""

from collections.abc import Sequence

import streamlit as st

from therapies.decisions_due import Decision
from views import address, event_lines, passport, safe_text


def show(sentence: str, decisions: Sequence[Decision]) -> None:
    """Draw the sentence that says how many there are, then the days; without a sentence nothing."""
    if sentence:
        st.html(html(sentence, decisions))


def html(sentence: str, decisions: Sequence[Decision]) -> str:
    """HTML of the list."""
    listed = f'<ul class="ct-plain">{"".join(map(_item, decisions))}</ul>' if decisions else ""
    return f'<div class="ct"><p>{safe_text.html(sentence)}</p>{listed}</div>'


def _item(decision: Decision) -> str:
    event = decision.event
    link = safe_text.own_link(event.therapy, address.href("therapy", therapy=event.therapy_id))
    note = f'<p class="ct-quiet">{safe_text.html(event.note)}</p>' if event.note else ""
    return (
        f'<li data-fact="{safe_text.html(event.fact_id)}"><p><strong>{safe_text.html(decision.distance)}</strong>: '
        f"{link}, {safe_text.html(event.agency.title)}</p>"
        f'<p>{safe_text.html(decision.outcome)}</p><p class="ct-quiet">For: {safe_text.html(event.for_whom)}</p>{note}'
        f"{event_lines.warnings_html(event)}{passport.html(event.passport)}</li>"
    )
