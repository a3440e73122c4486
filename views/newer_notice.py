"""The quiet line at the foot of staff pages that says that newer data are here, with the button that shows them.

It is drawn with the page and changes nothing above it. It does not look by itself between two clicks: a part of a page
that runs on a timer can come between a click and its page, which then stays empty. Never in Present: a family's numbers
stay as they are. Not here: what is newer, in words (`therapies.newer_data`).
"""

import logging
from collections.abc import Callable

import streamlit as st

from therapies.editions import Edition
from therapies.newer_data import newer
from views import safe_text, session

_KEY = "newer-data"

_log = logging.getLogger(__name__)


def show(shown: Edition, newest: Callable[[], Edition]) -> None:
    """Draw the line if `newest` is not what the page has `shown`."""
    try:
        found = newest()
        told = newer(shown, found)
    except Exception:  # noqa: BLE001 - whatever it is: what the session shows is good
        _log.exception("It could not be seen whether newer data are here")
        return
    if told is None:
        return
    with st.container(key=_KEY, horizontal=True, vertical_alignment="center", gap="small"):
        said, shown_still = (safe_text.html(part) for part in (f"{told.said} {told.differs}", told.shown))
        st.html(f'<p class="ct ct-quiet" role="status">{said} <span>{shown_still}</span></p>', width="content")
        st.button(told.button, on_click=_show, args=(found, newest), key="show the newer data")


def _show(told: Edition, newest: Callable[[], Edition]) -> None:
    """Show the newest that is there now: since the line was drawn another one may have come."""
    try:
        session.pin(newest())
    except Exception:  # noqa: BLE001 - as above: what was told of can be shown
        _log.exception("It could not be seen whether still newer data are here")
        session.pin(told)
