"""The sources of a therapy: what each is, when it was read and how much of it, and which facts it is behind.

Not here: the sources of all therapies (`views.checks_tables`).
"""

import streamlit as st

from therapies.reading_list import Reading, ReadingList
from views import passport, safe_text


def show(readings: ReadingList) -> None:
    """Draw all sources, the stronger kinds first."""
    items = "".join(html(reading) for reading in readings.readings)
    st.html(f'<div class="ct"><p>{safe_text.html(readings.count)}</p><ol class="ct-readings">{items}</ol></div>')


def html(reading: Reading) -> str:
    """HTML of one source."""
    numbers = f'<p class="ct-quiet">{safe_text.html(reading.numbers)}</p>' if reading.numbers else ""
    facts = "".join(f"<li>{safe_text.html(fact)}</li>" for fact in reading.facts)
    cited = safe_text.html(reading.cited)
    which = (
        f'<details class="ct-passport"><summary>{cited}</summary><div><ul>{facts}</ul></div></details>'
        if facts
        else f'<p class="ct-quiet">{cited}</p>'
    )
    return f'<li id="{safe_text.html(reading.id)}"><p>{passport.source_html(reading.source)}</p>{numbers}{which}</li>'
