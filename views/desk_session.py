"""What this session of the curation page works on: who it is, which file is open, its text, and the last answer.

And the one process that is asked. Not here: what is drawn.
"""

import atexit
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from therapies.desk_process import DeskProcess, DeskSilentError, command
from therapies.shelf import EMBEDDED
from views.frame import Frame

_KEPT, _SAID, _PERSON = "the file on the desk", "what the desk did", "the person at the desk"
_WISH = "what the desk is asked to do"


@dataclass
class OpenFile:
    """The file that is open: its text as last seen, the print of the file that it began from, and the last answer.

    `number` tells its text area from every other one; `against` is what its facts are compared with.
    """

    name: str
    by: str
    text: str
    opened: str
    number: int
    against: str = "release"
    elsewhere: bool = False
    checked_text: str | None = None
    answer: dict[str, Any] | None = None

    @property
    def key(self) -> str:
        """The key of its text area."""
        return f"desk text {self.number}"


def data() -> Path:
    """The folder that holds the curated files, the release, the history and the drafts of the desk."""
    return Path(os.environ.get("THERAPY_DESK_DATA") or EMBEDDED.parent)


def shows_another_place() -> str | None:
    """Where the data come from that this dashboard shows, if that is not the release that the desk builds."""
    place = os.environ.get("THERAPY_DATA")
    return place if place and Path(place).absolute() != (data() / "release").absolute() else None


@cache
def process() -> DeskProcess:
    """The one process of this dashboard."""
    found = DeskProcess(command(data()))
    atexit.register(found.close)
    return found


def ask(here: Frame, do: str, **question: Any) -> dict[str, Any]:
    """What the process answers; a failure is an answer too, whose `said` says what to do."""
    try:
        return process().ask(do=do, today=here.today.isoformat(), by=person(), **question)
    except DeskSilentError as error:
        return {"done": False, "said": str(error)}


def person() -> str:
    """The sign of who works here; "" while nobody has said so."""
    return st.session_state.get(_PERSON) or ""


def set_person(sign: str) -> None:
    """Say who works here."""
    st.session_state[_PERSON] = sign


def open_file() -> OpenFile | None:
    """The file that is open."""
    return st.session_state.get(_KEPT)


def put_down(name: str, text: str, opened: str) -> OpenFile:
    """Open a text in a text area of its own."""
    before = open_file()
    found = OpenFile(name, person(), text, opened, before.number + 1 if before else 0)
    st.session_state[_KEPT] = found
    return found


def close_file() -> None:
    """Nothing is open: the next run opens what is chosen."""
    before = st.session_state.pop(_KEPT, None)
    if before:
        st.session_state.pop(before.key, None)


def say(answer: dict[str, Any], words: str | None = None) -> None:
    """Keep what an action did, in words, for the top of the page."""
    st.session_state[_SAID] = (bool(answer["done"]) and not answer.get("elsewhere"), words or answer["said"])


def said() -> tuple[bool, str] | None:
    """What the last action did, until something else is asked for: another run alone must not wipe it away."""
    return st.session_state.get(_SAID)


def button(label: str, do: str, *, of: str = "", primary: bool = False, disabled: bool = False) -> None:
    """Draw a button that asks for something, to be done where `asked_for` is asked: all stands on the page by then."""
    kind = "primary" if primary else "secondary"
    st.button(label, key=f"desk {do} {of}".strip(), type=kind, disabled=disabled, on_click=_wish, args=(do, of))


def submit(label: str, do: str) -> None:
    """The same for a form."""
    st.form_submit_button(label, on_click=_wish, args=(do, ""))


def asked_for(do: str) -> str | None:
    """Of what somebody asked to do this, once; "" where it is of nothing more, None where nobody asked."""
    if st.session_state.get(_WISH, ("", ""))[0] != do:
        return None
    return st.session_state.pop(_WISH)[1]


def _wish(do: str, of: str) -> None:
    st.session_state[_WISH] = (do, of)
    st.session_state.pop(_SAID, None)
