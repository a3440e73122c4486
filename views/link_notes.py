"""What a link asked for in vain: said above the heading of the page, at full width, wherever the choice itself stands.

Not here: what is known, and so what a link may ask for (`views.address`).
"""

from collections.abc import Sequence
from contextvars import ContextVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from views import safe_text

_SHOWN_VALUE = 40
_place: ContextVar[DeltaGenerator | None] = ContextVar("where the notes of this run stand", default=None)


def place() -> None:
    """What is said later in this run will stand here."""
    _place.set(st.container())


def unknown(values: Sequence[str]) -> None:
    """Name the values that are not known, each shortened."""
    shown = ", ".join(f"“{safe_text.plain(value)[:_SHOWN_VALUE]}”" for value in values[:3])
    more = f" and {len(values) - 3} more" if len(values) > 3 else ""
    say(f"The link asks for {shown}{more}, which is not known here, so it was left out.")


def say(text: str) -> None:
    """Draw one note."""
    (_place.get() or st).html(f'<p class="ct ct-in-vain" role="note">{safe_text.html(text)}</p>')
