"""Terms of the glossary: the word, what it means, why it matters, and where that was read.

Not here: the words that stand on one page (`views.words`).
"""

from collections.abc import Sequence

import streamlit as st

from therapies.terms import Entry
from views import address, passport, safe_text


def html(entry: Entry) -> str:
    """HTML of one term."""
    why = f"<p>Why it matters: {safe_text.html(entry.why_it_matters)}</p>" if entry.why_it_matters else ""
    title = safe_text.html(entry.title)
    here = safe_text.own_link(f"Link to “{entry.title}”", address.href("glossary", term=entry.id))
    return (
        f'<article class="ct ct-term" id="{safe_text.html(entry.id)}"><h2>{title}</h2>'
        f"<p>{safe_text.html(entry.plain)}</p>{why}{passport.html(entry.passport)}"
        f'<p class="ct-quiet">{here}</p></article>'
    )


def show_all(entries: Sequence[Entry]) -> None:
    """Draw terms below each other as one block."""
    if entries:
        st.html("".join(html(entry) for entry in entries))
