"""What each of the regulators' words means and does not mean, with where that was read.

Not here: words of medicine (`views.term`).
"""

from collections.abc import Sequence

import streamlit as st

from therapies.regulatory_words import RegulatoryWord
from views import passport, stacked_table

HEADERS = ("Word", "What it means", "What it does not mean")
_WIDTHS = (24, 40, 36)


def show(words: Sequence[RegulatoryWord]) -> None:
    """Draw the words; nothing where there are none."""
    if words:
        st.html(html(words))


def html(words: Sequence[RegulatoryWord]) -> str:
    """HTML of the words."""
    caption = f"{len(words)} words of regulators and companies"
    return f'<div class="ct-list">{stacked_table.html(caption, HEADERS, [_row(word) for word in words], _WIDTHS)}</div>'


def _row(word: RegulatoryWord) -> tuple[str, ...]:
    whose = f"As used by: {word.meaning_of}" if word.meaning_of else None
    source = passport.html(word.passport) if word.passport else ""
    return (
        stacked_table.lines(word.title) + stacked_table.lines(whose, quiet=True),
        stacked_table.lines(word.plain) + stacked_table.lines(word.official, word.note, quiet=True) + source,
        stacked_table.lines(word.does_not_mean),
    )
