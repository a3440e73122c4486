"""The one button that saves a file. From a draft nothing is saved: a file could be taken for published data."""

from collections.abc import Callable

import streamlit as st

from views import session

NOT_FROM_A_DRAFT = "No file can be saved from a draft: it could be taken for published data."


def button(
    label: str, data: Callable[[], bytes | str], file_name: str, mime: str, key: str, help: str | None = None
) -> None:
    """Draw the button; `data` makes the file when it is pressed, from what the page shows."""
    if session.draft():
        st.download_button(label, data=b"", disabled=True, key=key, help=NOT_FROM_A_DRAFT)
        return
    st.download_button(label, data=data, file_name=file_name, mime=mime, on_click="ignore", key=key, help=help)
