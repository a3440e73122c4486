"""The one button that saves a file. From a draft nothing is saved: a file could be taken for published data.

Not here: how a table becomes a file (`therapies.download`), or a call (`views.leave_behind`).
"""

from collections.abc import Callable

import streamlit as st

from views import failure, session

NOT_FROM_A_DRAFT = "No file can be saved from a draft: it could be taken for published data."


def button(
    label: str, data: Callable[[], bytes | str], file_name: str, mime: str, key: str, help: str | None = None
) -> None:
    """Draw the button; `data` makes the file when it is pressed, from what the page shows."""
    if session.draft():
        st.download_button(label, data=b"", disabled=True, key=key, help=NOT_FROM_A_DRAFT)
        return
    st.download_button(
        label, data=lambda: made(label, data), file_name=file_name, mime=mime, on_click="ignore", key=key, help=help
    )


class NotMadeError(Exception):
    """A file to save could not be made. Where it failed is in the log."""


def made(label: str, data: Callable[[], bytes | str]) -> bytes | str:
    """The file. Streamlit writes what fails here into its log: without the words, which may tell of a patient."""
    try:
        return data()
    except Exception as error:  # noqa: BLE001 - whatever it is
        failure.log_place(f"The file of “{label}” was not made", error)
    raise NotMadeError
