"""Words of the glossary that a page uses, each with its meaning and the way to the glossary.

Not here: which words those are (`therapies.words_used`), and the whole glossary (`views.term`).
"""

from collections.abc import Sequence

import streamlit as st

from therapies.words_used import Word
from views import address, safe_text


def show(words: Sequence[Word]) -> None:
    """Draw the words below one line that counts them."""
    st.html(html(words))


def html(words: Sequence[Word]) -> str:
    """HTML of the words for a page."""
    if not words:
        return '<div class="ct"><p>No word of the glossary stands on this page.</p></div>'
    said = f"{len(words)} {'word' if len(words) == 1 else 'words'} of the glossary, explained"
    items = "".join(f"<div><dt>{_link(word)}</dt><dd>{safe_text.html(word.plain)}</dd></div>" for word in words)
    return (
        f'<details class="ct ct-fold" open><summary>{said}</summary>'
        f'<dl class="ct-labelled" data-compact="no">{items}</dl></details>'
    )


def _link(word: Word) -> str:
    return safe_text.own_link(word.title, address.href("glossary", term=word.id))
