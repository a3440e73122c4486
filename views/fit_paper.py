"""Where the fit check leads: onto the call list, and to a list of questions to print.

The list has nothing of a person in it unless staff tick that, and is made when its button is pressed: no file is kept
here, and its name says nothing. Not here: which questions are asked (`therapies.fit_questions`), and how the list looks
(handouts/questions.typ).
"""

from typing import Any

import streamlit as st

from therapies import wording
from therapies.fit_check import FitCheck, Item
from therapies.fit_questions import questions, said_of
from therapies.situation import Situation
from views import frame, leave_behind, note, saving, shortlist
from views.frame import Frame

_ON_LIST, _WITH = "fit call list", "fit with what was entered"
TITLE = "Questions to ask"
LEAD = (
    "Made from the stated rules of treatments and trials. It is no advice and no choice: the doctor and the study team "
    "know more rules than stand here."
)


def show(here: Frame, person: Situation, found: FitCheck) -> None:
    """Draw the choice for the call list and the buttons for the list of questions."""
    names = {therapy_id: name for item in (*found.may_fit, *found.ask) for therapy_id, name in item.therapies}
    call, paper = st.columns(2, vertical_alignment="bottom")
    with call:
        st.multiselect(
            f"Put on the call list (at most {shortlist.MOST})",
            list(dict.fromkeys((*here.call, *names))),
            default=[one for one in here.call if _ON_LIST not in st.session_state] or None,
            format_func=lambda one: here.dataset.therapies[one].short_name,
            key=_ON_LIST,
            max_selections=shortlist.MOST,
            wrap=True,
            select_all=False,
            on_change=_put,
            placeholder="Choose therapies",
        )
    with paper:
        with_person = st.checkbox("Print what was entered too", key=_WITH)
        with st.container(horizontal=True):
            for size, title in leave_behind.PAPERS.items():
                saving.button(
                    f"Save questions as PDF ({title})",
                    data=lambda size=size: pdf(here, person if with_person else None, found, size),
                    file_name=f"questions-to-ask-{here.today}.pdf",
                    mime="application/pdf",
                    key=f"fit questions {size}",
                )
    note.show(
        "The list of questions is about the call list."
        if _of_call(here, found)
        else "The questions cover all that may fit or needs asking; with a call list, only that list."
    )


def _put() -> None:
    shortlist.put(st.session_state[_ON_LIST])


def pdf(here: Frame, person: Situation | None, found: FitCheck, paper: str) -> bytes:
    """The list of questions as tagged PDF; what was entered stands on it only where a `person` is given."""
    return leave_behind.compiled_from("questions.typ", _data(here, person, found, paper), "pdf")


def _of_call(here: Frame, found: FitCheck) -> list[Item]:
    """What the call list is about, of all that may fit or has to be asked."""
    items = (*found.may_fit, *found.ask)
    return [item for item in items if any(therapy_id in here.call for therapy_id, _ in item.therapies)]


def _data(here: Frame, person: Situation | None, found: FitCheck, paper: str) -> dict[str, Any]:
    items = _of_call(here, found) or (*found.may_fit, *found.ask)
    asked = questions(items, with_person=person is not None)
    return {
        "paper": paper,
        "title": TITLE,
        "lead": LEAD,
        "made": f"Made on {wording.day(here.today)} from the data of {frame.data_day(here.dataset.built_at)}, "
        f"release {here.dataset.release}.",
        "promise": frame.PROMISE,
        "entered": [list(line) for line in said_of(here.dataset, person)] if person else [],
        "doctor": [{"asked": one.asked, "for": ", ".join(one.matters_for)} for one in asked.doctor],
        "teams": [
            {"group": one.group, "title": one.title, "about": one.about, "asked": list(one.asked)}
            for one in asked.teams
        ],
    }
