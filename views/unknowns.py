"""What nobody knows yet: a calm list, one sentence each and below it why it is there.

Not here: the open questions of the curators (`views.therapy_body`).
"""

from collections.abc import Sequence

import streamlit as st

from therapies.unknowns import CLOSING, Unknown
from views import safe_text


def show(items: Sequence[Unknown]) -> None:
    """Draw the list."""
    st.html(html(items))


def html(items: Sequence[Unknown]) -> str:
    """HTML of the list, with the sentence that it is never complete."""
    lines = "".join(
        f'<li><span class="ct-asked" aria-hidden="true">?</span><div><strong>{safe_text.html(item.said)}</strong><br>'
        f'<span class="ct-quiet">{safe_text.html(item.why)}</span></div></li>'
        for item in items
    )
    return (
        f'<div class="ct"><ul class="ct-unknowns">{lines}</ul><p class="ct-quiet">{safe_text.html(CLOSING)}</p></div>'
    )
