"""Why these numbers are not ranked, and what must be said with them: the same block wherever results stand together.

Not here: the reasons (`therapies.why_not_ranked`), and which numbers need a reminder (`therapies.reminders`).
"""

from collections.abc import Sequence

import streamlit as st

from views import safe_text

_HEADING = "Why these results cannot be ranked"


def show(reasons: Sequence[str]) -> None:
    """Draw the reasons; nothing where there is nothing to compare."""
    if reasons:
        st.html(html(reasons))


def html(reasons: Sequence[str]) -> str:
    """HTML of the reasons, one line each."""
    items = "".join(f"<li>{safe_text.html(reason)}</li>" for reason in reasons)
    return (
        f'<section class="ct ct-unranked" aria-label="{_HEADING}"><h2>{_HEADING}</h2>'
        "<p>A higher number here does not mean a better treatment. In brackets: the number of results.</p>"
        f"<ul>{items}</ul></section>"
    )


def show_reminders(sentences: Sequence[str]) -> None:
    """Draw what must be said with the numbers, before them."""
    if sentences:
        said = "".join(
            f'<p><span class="ct-care" aria-hidden="true">▲</span> {safe_text.html(sentence)}</p>'
            for sentence in sentences
        )
        st.html(f'<div class="ct">{said}</div>')
