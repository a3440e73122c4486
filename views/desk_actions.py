"""What can be done with the text on the desk: look at its pages, save it, build the release, confirm what is overdue.

Every action says in words what it did and to which file. Not here: what it does (the process that is asked).
"""

from pathlib import Path

import streamlit as st

from therapies import desk
from therapies.shelf import ReleaseRefusedError
from views import address, desk_session, frame, note, safe_text
from views.desk_session import OpenFile
from views.frame import Frame

_ELSEWHERE = (
    "This dashboard shows the data of {place}. What you build here is seen there after “python -m loaders publish”."
)
_MOST = 12


def show(here: Frame, file: OpenFile, found: desk.Checked) -> None:
    """Draw the buttons."""
    with st.container(horizontal=True):
        desk_session.button("Preview the pages", "preview", disabled=not found.sound)
        desk_session.button("Save to the file", "save", primary=True, disabled=not found.sound)
        desk_session.button("Build the release", "build")
        if file.elsewhere:
            desk_session.button("Compare with the file as it is now", "compare")
        if not file.opened:
            desk_session.button("Throw this draft away", "throw away")
    if not desk_session.person():
        note.show("To save or confirm, choose first who you are.")
    if place := desk_session.shows_another_place():
        note.show(_ELSEWHERE.format(place=place))
    acts = {"preview": _preview, "save": _save, "build": _build, "compare": _compare, "throw away": _throw_away}
    for do, act in acts.items():
        if desk_session.asked_for(do) is not None:
            act(here, file)
            st.rerun()


def _build(here: Frame, file: OpenFile) -> None:
    with st.spinner("Building the release"):
        desk_session.say(desk_session.ask(here, "build"))
    file.checked_text = None


def _throw_away(here: Frame, file: OpenFile) -> None:
    dropped = desk_session.ask(here, "drop draft", file=file.name, seen=file.seen)
    desk_session.say(dropped)
    if dropped["done"]:
        desk_session.close_file()
        address.put(address.FILE, [])


def _preview(here: Frame, file: OpenFile) -> None:
    answer = desk_session.ask(here, "preview", file=file.name, text=file.text)
    if answer["done"]:
        try:
            called = desk.address_of(file.name)
            frame.preview(Path(answer["folder"]), called.removesuffix(".yaml"), called)
        except ReleaseRefusedError as error:
            answer = {"done": False, "said": str(error)}
    said = "You look at a draft now, on every page, and nobody else does. The text here is not saved by that."
    if desk.therapy_of(file.name):
        said = f"{said} “Open its page”, below the text, leads to it."
    desk_session.say(answer, said if answer["done"] else None)


def _save(here: Frame, file: OpenFile) -> None:
    answer = desk_session.ask(here, "save", file=file.name, text=file.text, opened=file.opened, seen=file.seen)
    file.elsewhere = bool(answer.get("elsewhere"))
    if answer["done"] and not file.elsewhere:
        file.opened, file.against = answer["opened"], "release"
        file.checked_text = None
    desk_session.say(answer)


def _compare(here: Frame, file: OpenFile) -> None:
    """From here on the text is a change of the file as somebody else left it."""
    answer = desk_session.ask(here, "open", file=file.name)
    if answer["done"]:
        file.opened, file.against, file.elsewhere, file.checked_text = answer["opened"], "file", False, None
        answer["said"] = "Below stands what your text changes in the file as it is now. Put back what should stay."
    desk_session.say(answer)


def show_due(here: Frame, file: OpenFile, found: desk.Checked) -> None:
    """Draw what is overdue of a therapy, each with one button that says that it is still true."""
    if desk.therapy_of(file.name) is None:
        return
    st.header("What is overdue")
    if not found.due_facts:
        st.markdown("No fact of this therapy is overdue.")
        return
    st.markdown(
        "Read the source again. If it still says the same, press the button: it writes your sign and today’s date. "
        "A source counts for every fact that rests on it."
    )
    for title, due in (("Sources", found.due_sources), ("Facts", found.due_facts)):
        with st.expander(f"{title} ({len(due)})", expanded=title == "Sources"):
            for one in due[:_MOST]:
                _one(one)
            if len(due) > _MOST:
                st.markdown(f"And {len(due) - _MOST} more, which come up here when these are done.")
    target = desk_session.asked_for("confirm")
    if target is not None:
        _confirm(here, file, target)
        st.rerun()


def _one(due: desk.Due) -> None:
    words, button = st.columns([4, 1], vertical_alignment="center")
    with words:
        st.html(f'<p class="ct">{safe_text.link(due.name, due.url)} {safe_text.html(due.more)}</p>')
    with button:
        desk_session.button("Still true", "confirm", of=due.target, disabled=not desk_session.person())


def _confirm(here: Frame, file: OpenFile, target: str) -> None:
    opened = desk_session.ask(here, "open", file=file.name)
    if not opened["done"] or opened["draft"] or opened["opened"] != file.opened:
        desk_session.say({"done": False}, "Save your changes first, or begin anew from the file. Nothing was written.")
        return
    answer = desk_session.ask(here, "confirm", file=file.name, target=target)
    if answer["done"]:
        desk_session.put_down(file.name, answer["text"], answer["opened"])
    desk_session.say(answer, desk.confirmed(answer) if answer["done"] else None)


def show_way(file: OpenFile) -> None:
    """Draw the way to the page of the therapy that is open."""
    if therapy := desk.therapy_of(file.name):
        address.link("therapy", "Open its page", therapy=therapy)
