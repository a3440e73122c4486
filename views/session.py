"""What this session shows: the edition that it began with, or a draft that its curator looks at. Kept in the session.

A browser that reloads begins a new session, and so takes the newest data. Nothing here tells of a patient. Not here:
which data are the newest (`therapies.at_hand`), and the call list (`views.shortlist`).
"""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from therapies.editions import Edition

_PINNED, _DRAFT = "the data that this session shows", "the draft that this session looks at"


@dataclass(frozen=True, slots=True)
class Draft:
    """A release in a folder that is not published. `of` says in words what it is a draft of.

    `file` is what the page that made it calls its file in the address.
    """

    edition: Edition
    folder: Path
    of: str
    file: str


def pinned() -> Edition | None:
    """The edition that this session began with; None in its first run."""
    return st.session_state.get(_PINNED)


def pin(edition: Edition) -> None:
    """Show this edition from now on."""
    st.session_state[_PINNED] = edition


def draft() -> Draft | None:
    """The draft that this session looks at; None while it shows published data."""
    return st.session_state.get(_DRAFT)


def look_at(draft: Draft) -> None:
    """Show this draft from now on, and nobody else."""
    st.session_state[_DRAFT] = draft


def leave_draft() -> None:
    """Show published data again: those that the session showed before."""
    st.session_state.pop(_DRAFT, None)
