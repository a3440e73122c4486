"""The one style sheet of the pieces written as HTML: `views/look.css` with the colours of `views/palette.py`.

Not here: the look of a call (views/call.css), and of the page to take away (views/leave_behind.css).
"""

from functools import cache
from pathlib import Path

import streamlit as st

from views import palette


@cache
def sheet() -> str:
    """The style sheet as a style element."""
    rules = Path(__file__).with_name("look.css").read_text(encoding="utf-8")
    return f"<style>{palette.css()}\n{rules}</style>"


def apply() -> None:
    """Send the style sheet to the browser. The frame does this once in every run."""
    st.html(sheet())
