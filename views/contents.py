"""The parts of a page as links to them. Not here: which parts a page has."""

from collections.abc import Mapping

import streamlit as st

from views import safe_text


def show(parts: Mapping[str, str]) -> None:
    """Draw the links; `parts`: anchor to name, in the order of the page."""
    st.html(f'<div class="ct">{html(parts)}</div>')


def html(parts: Mapping[str, str]) -> str:
    """HTML of the links."""
    links = "".join(
        f'<li><a href="#{safe_text.html(anchor)}">{safe_text.html(name)}</a></li>' for anchor, name in parts.items()
    )
    return f'<nav class="ct-contents" aria-label="On this page"><ul>{links}</ul></nav>'
