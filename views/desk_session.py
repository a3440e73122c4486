"""What this session of the curation page works on: who it is, which file is open, its text, and the last answer.

And the one process that is asked. Not here: what is drawn.
"""

import atexit
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from server import turns
from therapies.desk_process import DeskProcess, DeskSilentError, command
from therapies.shelf import EMBEDDED
from views import session
from views.frame import Frame

_KEPT, _SAID, _PERSON = "the file on the desk", "what the desk did", "the person at the desk"
_NUMBER = "how many files were opened"
_WISH = "what the desk is asked to do"


@dataclass
class OpenFile:
    """The file that is open: its text as last seen, the print of the file that it began from, and the last answer.

    `number` tells its text area from every other one; `against` is what its facts are compared with; `seen` is the
    print of the draft that this tab read or wrote last.
    """

    name: str
    by: str
    text: str
    opened: str
    number: int
    seen: str = ""
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
        # It may build for a minute, or wait for another curator's answer: that must hold up no visitor.
        with turns.resting():
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


def put_down(name: str, text: str, opened: str, seen: str = "") -> OpenFile:
    """Open a text in a text area of its own; `seen` is its print where it is a draft."""
    number = st.session_state[_NUMBER] = st.session_state.get(_NUMBER, 0) + 1
    found = st.session_state[_KEPT] = OpenFile(name, person(), text, opened, number, seen)
    return found


def go_on(name: str, answer: Mapping[str, Any]) -> OpenFile:
    """Open the draft that the process told of."""
    draft = answer["draft"]
    found = put_down(name, draft["text"], answer["opened"], draft["print"])
    found.against = "file" if draft["older"] else "release"
    return found


def close_file() -> None:
    """Nothing is open: the next run opens what is chosen."""
    before = st.session_state.pop(_KEPT, None)
    if before:
        st.session_state.pop(before.key, None)


def say(answer: dict[str, Any], words: str | None = None) -> None:
    """Keep what an action did, in words, for the top of the page."""
    done = bool(answer["done"]) and not answer.get("elsewhere")
    st.session_state[_SAID] = (done, words or answer["said"], session.draft())


def said() -> tuple[bool, str] | None:
    """What the last action did, until something else is asked for: another run alone must not wipe it away.

    When a preview begins or ends elsewhere, it tells of what is no longer so.
    """
    done, words, draft = st.session_state.get(_SAID, (False, "", None))
    return (done, words) if words and draft is session.draft() else None


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
