"""The beginning of the curation page: who works here, which file, a new therapy, and a draft that was left.

What comes and goes has a place that is always there. Otherwise all below would move by one, and the browser would make
the text area anew while somebody types in it. Not here: the editor (`views.desk_editor`).
"""

import re
from collections.abc import Mapping
from typing import Any

import streamlit as st

from therapies import desk
from views import address, desk_session, note, safe_text
from views.desk_session import OpenFile
from views.frame import Frame

_TITLES = "what files are called in this session"
_ADDING, _NAME, _SIGN = "add yourself", "name of who is added", "sign of who is added"
_BEGINNING, _NEW = "begin a new therapy", "name of the new therapy"
ACCESS = "This page writes files where the dashboard runs: use it on your own machine, or behind a sign-in."
NOTHING_OPEN = "Choose who you are and a file, or begin a new therapy."
NOBODY = "Nobody is in people.yaml yet. Add yourself: your sign stands at what you enter."


def show(here: Frame) -> OpenFile | None:
    """Draw it, and give the file that is open; None while there is none."""
    note.show(ACCESS)
    with st.container(key="desk-said"):
        if last := desk_session.said():
            (st.success if last[0] else st.warning)(safe_text.markdown(last[1]))
    answer = desk_session.ask(here, "list")
    if not answer["done"]:
        st.warning(safe_text.markdown(answer["said"]))
        st.button("Try again")
        return None
    who, what = st.columns([2, 3], vertical_alignment="bottom")
    with who:
        _person(answer["people"])
    with what:
        name = _file(here, answer)
    with st.container(horizontal=True):
        _add_person(here)
        _begin(here)
    with st.container(key="desk-draft"):
        return _opened(here, name)


def _person(people: Mapping[str, str]) -> None:
    if people:
        signs = list(people)
        kept = desk_session.person()
        sign = st.selectbox(
            "I am",
            signs,
            index=signs.index(kept) if kept in signs else None,
            format_func=lambda sign: f"{people.get(sign, sign)} ({sign})",
            placeholder="Choose your name",
        )
        if (sign or "") != kept:
            # Which files there are depends on whose drafts are shown.
            desk_session.set_person(sign or "")
            st.rerun()
    else:
        desk_session.set_person("")
        note.show(NOBODY)


def _add_person(here: Frame) -> None:
    if desk_session.asked_for("add person") is not None:
        sign = st.session_state[_SIGN]
        done = desk_session.ask(here, "add person", sign=sign, name=st.session_state[_NAME])
        desk_session.say(done)
        if done["done"]:
            desk_session.set_person(sign.strip())
            _close(_ADDING, _NAME, _SIGN)
        st.rerun()
    with st.popover("Add yourself", key=_ADDING, on_change="rerun"), st.form("add yourself form", border=False):
        st.text_input("The name that colleagues know", placeholder="M. Koch", key=_NAME)
        st.text_input("A short sign, in small letters", placeholder="mk", max_chars=12, key=_SIGN)
        desk_session.submit("Add to people.yaml", "add person")


def _file(here: Frame, answer: Mapping[str, object]) -> str | None:
    names = {one.id: one.short_name for one in here.record.therapies.values()}
    files = {desk.address_of(one.name): one for one in desk.files(answer, names)}
    # What a choice is called must stay the same in a session, or the browser sends a name that is none any more.
    called = st.session_state.setdefault(_TITLES, {})
    titles = {name: called.setdefault(name, safe_text.plain(one.title)) for name, one in files.items()}
    # Whoever comes back by the menu finds what they worked on, until they choose to have nothing open.
    left = desk_session.open_file()
    back = desk.address_of(left.name) if left and address.unsaid(address.FILE) else None
    chosen = address.choice("File", address.FILE, titles, none="Choose a therapy or a shared file", default=back)
    return files[chosen].name if chosen else None


def _begin(here: Frame) -> None:
    if desk_session.asked_for("begin") is not None:
        name = _slug(st.session_state[_NEW])
        begun = desk_session.ask(here, "begin", id=name)
        desk_session.say(begun)
        if begun["done"]:
            desk_session.close_file()
            address.put(address.FILE, [name])
            _close(_BEGINNING, _NEW)
        st.rerun()
    with st.popover("Begin a new therapy", key=_BEGINNING, on_change="rerun"), st.form("begin a therapy", border=False):
        st.text_input("What it is called, as in its file", placeholder="new-therapy", key=_NEW)
        note.show("Small letters, digits and hyphens. It never changes again.")
        desk_session.submit("Begin a new therapy", "begin")


def _close(popover: str, *fields: str) -> None:
    """It would cover the text. To be done before it is drawn."""
    st.session_state[popover] = False
    for field in fields:
        st.session_state[field] = ""


def _slug(name: str) -> str:
    """As an id is written, of what somebody may type for it."""
    return re.sub(r"[\s_]+", "-", name.strip().lower())


def _opened(here: Frame, name: str | None) -> OpenFile | None:
    if name is None:
        desk_session.close_file()
        note.show(NOTHING_OPEN)
        return None
    found = desk_session.open_file()
    if found and (found.name, found.by) == (name, desk_session.person()):
        return found
    answer = desk_session.ask(here, "open", file=name)
    if not answer["done"]:
        st.warning(safe_text.markdown(answer["said"]))
        return None
    draft = answer["draft"]
    if draft is None:
        return desk_session.put_down(name, answer["text"], answer["opened"])
    if not answer["opened"]:
        # A new therapy: its draft is all there is.
        return desk_session.go_on(name, answer)
    return _draft(here, name, answer)


def _draft(here: Frame, name: str, answer: Mapping[str, Any]) -> OpenFile | None:
    """Ask what to do with a draft that was left; nothing of it is lost until somebody says so."""
    draft = answer["draft"]
    st.info(safe_text.markdown(desk.draft_question(draft["kept"], bool(draft["older"]))))
    with st.container(horizontal=True):
        desk_session.button("Go on with the draft", "go on", primary=True)
        desk_session.button("Begin anew from the file", "begin anew", of=draft["print"])
    if desk_session.asked_for("go on") is not None:
        desk_session.go_on(name, answer)
        st.rerun()
    if (seen := desk_session.asked_for("begin anew")) is not None:
        dropped = desk_session.ask(here, "drop draft", file=name, seen=seen)
        if dropped["done"]:
            desk_session.put_down(name, answer["text"], answer["opened"])
        else:
            desk_session.say(dropped)
        st.rerun()
    return None
