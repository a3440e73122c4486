"""The search of the whole copy of the register: words, phase, status, country and a place, and what it finds.

What is typed and chosen here lives in this session's widgets alone: people type what they know of a family. Not here:
the search itself (`therapies.study_search`).
"""

from collections.abc import Mapping

import streamlit as st

from therapies import found_studies as model
from therapies.found_trials import FoundTrial
from therapies.study_register import StudyRegister
from therapies.study_search import Asked
from views import note, safe_text, stacked_table, trial_finder, trial_list
from views.frame import Frame

NOT_KEPT = "What you type and choose here is used on this page only. It is not saved and not in the link."
_CAPTION = (
    "Nearest sites that say they take new people, of these studies: ask the study team before a family hears of one"
)
_TEXT, _PHASE, _STATUS, _COUNTRY, _PLACE, _WHICH = (
    *("words looked for", "phase looked for", "status looked for", "country looked for", "place looked for"),
    "which place looked for",
)


def show(here: Frame, register: StudyRegister) -> None:
    """Ask, and draw what is found; no study is listed before something is asked."""
    text_box, place_box, clear_box = st.columns([2, 1.2, 0.5], vertical_alignment="bottom")
    with text_box:
        text = st.text_input(
            "Words", key=_TEXT, max_chars=100, placeholder="breast cancer, or NCT06514794", help=model.HOW
        )
    with place_box:
        place = st.text_input("US ZIP code or town", key=_PLACE, max_chars=60, placeholder="63110, or Lyon, France")
    with clear_box:
        st.button("Clear", on_click=_clear, key="clear the search", help="Empties all that is looked for")
    note.show(NOT_KEPT)
    chosen = (st.session_state.get(key) for key in (_PHASE, _STATUS, _COUNTRY))
    asked = model.known(register, Asked(safe_text.plain(text), *chosen))
    found = model.found_studies(here.dataset, register, asked, here.today)
    for column, (label, key, value, titles) in zip(
        st.columns(3),
        (
            ("Phase", _PHASE, asked.phase, found.phases),
            ("Listed status", _STATUS, asked.status, found.statuses),
            ("Country with a site", _COUNTRY, asked.country, found.countries),
        ),
        strict=True,
    ):
        with column:
            _choice(label, key, value, titles)
    note.show(found.count)
    if asked == Asked():
        return
    if town := trial_finder.town_of(place, _WHICH):
        _near(model.near_sites(register, asked, town, here.today))
    _lines(found.trials)


def _choice(label: str, key: str, value: str | None, titles: Mapping[str, str]) -> None:
    st.session_state[key] = value
    st.selectbox(
        label, list(titles), index=None, key=key, format_func=lambda code: titles.get(code, code), placeholder="All"
    )


def _lines(trials: tuple[FoundTrial, ...]) -> None:
    lines = "".join(map(trial_list.line_html, trials))
    body = f'<ul class="ct-say">{lines}</ul>' if lines else f"<p>{safe_text.html(model.NONE)}</p>"
    st.html(f'<div class="ct ct-wide">{body}</div>')


def _near(lines: tuple[model.NearLine, ...]) -> None:
    """No file of it: how far a hospital is tells where a family lives."""
    rows = [
        (*map(safe_text.html, (one.facility, one.where, one.distance)), safe_text.link(one.study, one.url))
        for one in lines
    ]
    if rows:
        stacked_table.show(_CAPTION, ("Hospital", "Town", "How far", "Study"), rows, (30, 28, 26, 16))
    else:
        note.show(model.NO_NEAR)


def _clear() -> None:
    for key in (_TEXT, _PHASE, _STATUS, _COUNTRY, _PLACE, _WHICH):
        st.session_state.pop(key, None)
