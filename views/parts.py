"""The foot of a long list: what of it is shown, and links to the parts before and after.

Not here: how a list is cut (`therapies.paging`).
"""

import streamlit as st

from therapies.paging import Part
from views import address, note


def show(page: str, part: Part) -> None:
    """Draw it. `page` is the name of the page that is open."""
    note.show(part.tally)
    with st.container(horizontal=True):
        if part.before:
            address.link_here(page, "← Previous part", part=part.before)
        if part.after:
            address.link_here(page, "Next part →", part=part.after)
