"""What stands on top of every page, also of Present, while a session looks at a draft: that it is one; the ways out.

Its place is always there, so that what stands below is not made anew in the browser when the banner comes or goes. Not
here: what a draft is (`views.session`), and that no file is saved from one (`views.saving`).
"""

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from views import address, safe_text
from views.session import Draft

_KEY = "draft"


def place() -> DeltaGenerator:
    """The place of the banner: nothing can be seen of it while it is empty."""
    return st.container(key=_KEY, horizontal=True, vertical_alignment="center", gap="small")


def show(draft: Draft, leave: Callable[[], None], curation: str | None) -> None:
    """Draw the banner; `curation` is the page that made the draft, where it is on."""
    with place():
        what = safe_text.html(f"This is a draft of {draft.of} that is not published.")
        more = "Nobody else sees it. No file can be saved from it."
        st.html(f'<p class="ct" role="note"><strong>{what}</strong> <span>{more}</span></p>', width="content")
        st.button("Leave the preview", on_click=leave, key="leave the preview")
        if curation:
            address.link(curation, "Back to curation", file=draft.file)


def show_gone(draft: Draft) -> None:
    """Say that the draft's folder is gone and the preview has ended."""
    with place():
        said = f"The draft of {draft.of} is not there any more, so the preview ended. You see the published data again."
        st.html(f'<p class="ct" role="note">{safe_text.html(said)}</p>')
