"""A quiet line of text: counts, keys of a plot, what stands elsewhere. With enough contrast, unlike a caption."""

import streamlit as st

from views import safe_text


def show(*texts: str) -> None:
    """Draw the texts, one line each; empty ones are left out."""
    if said := "".join(f'<p class="ct-quiet">{safe_text.html(text)}</p>' for text in texts if text):
        st.html(f'<div class="ct">{said}</div>')
