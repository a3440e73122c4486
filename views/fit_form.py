"""What is known of a person, asked for the fit check. It lives in this session's memory and nowhere else.

No address, no file, no cache, no log (honesty.md, rule 18); leaving the page and coming back keeps it, "Clear" and the
end of the session forget it. Not here: what follows from it (`therapies.fit_check`).
"""

import time
from collections.abc import Callable
from typing import Any

import streamlit as st

from therapies.dataset import Dataset
from therapies.facts import Condition
from therapies.fit_questions import GROUP_TITLES, conditions_named
from therapies.places import countries
from therapies.situation import Situation, contradictions
from therapies.trials_and_access import disease_titles
from views import note, safe_text, trial_finder

NOT_SAVED = (
    "Nothing is saved. What you enter stays in the memory of this session: not in the link, a file or a log. "
    "Clear forgets it; so does the server, ten minutes after you close this window."
)
_KEPT, _CHECKED = "what the fit check knows", "the fit check was asked for"
_DISEASE, _AGE, _SEX, _COUNTRY = "fit disease", "fit age", "fit sex", "fit country"
_PLACE, _WHICH, _EARLIER = "fit place", "fit which place", "fit earlier treatments"
_CONDITION = "fit condition "
_SEXES = {"female": "Female", "male": "Male"}
_MOST_TREATMENTS = 99
_YES, _NO = "Yes", "No"


def ask(dataset: Dataset) -> Situation | None:
    """Ask; None until "Check the fit" was pressed for a disease."""
    titles = disease_titles(dataset)
    disease = st.selectbox(
        "Disease",
        list(titles),
        index=_index(list(titles), _kept(_DISEASE)),
        format_func=titles.__getitem__,
        key=_DISEASE,
        placeholder="Choose a disease",
        on_change=_start_again,
    )
    if disease is None:
        return None
    named = conditions_named(dataset, disease)
    with st.form("fit check", border=False):
        _first_row()
        said = _conditions(named)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.form_submit_button("Check the fit", type="primary", on_click=_check)
            st.form_submit_button("Clear", on_click=_clear, help="Forgets all that was entered")
    _keep(named)
    if not st.session_state.get(_CHECKED):
        return None
    for together in contradictions(dataset.conditions, said):
        note.show(f"These two do not go together: {together} Both are taken as you said.")
    return Situation(
        disease_id=disease,
        age=_whole(st.session_state.get(_AGE)),
        sex=st.session_state.get(_SEX),
        country=st.session_state.get(_COUNTRY),
        town=trial_finder.town_of(st.session_state.get(_PLACE) or "", _WHICH),
        earlier_treatments=_whole(st.session_state.get(_EARLIER)),
        conditions=said,
    )


def tell(count: str) -> None:
    """Say what the check came to, right below the button. After each press static/focus.js leads there once."""
    st.html(
        f'<div class="ct ct-wide"><p class="ct-outcome" tabindex="-1" data-told="{st.session_state.get(_CHECKED)}">'
        f"Checked. {safe_text.html(count)}</p></div>"
    )


def _first_row() -> None:
    age, earlier, sex, country, place = st.columns([1, 1.3, 1, 1.3, 1.4], vertical_alignment="bottom")
    with age:
        _number("Age in years", _AGE, trial_finder.OLDEST)
    with earlier:
        _number("Earlier treatments", _EARLIER, _MOST_TREATMENTS, "How many lines of treatment there were so far")
    with sex:
        _choice("Sex", list(_SEXES), _SEX, _SEXES.__getitem__)
    with country:
        _choice("Country", list(countries()), _COUNTRY, str)
    with place:
        st.text_input(
            "US ZIP code or town", _kept(_PLACE) or "", key=_PLACE, max_chars=60, placeholder="63110, or Lyon, France"
        )


def _number(label: str, key: str, most: int, help: str | None = None) -> None:
    st.number_input(label, 0, most, _kept(key), step=1, key=key, placeholder="Not known", help=help)


def _choice(label: str, options: list[str], key: str, shown: Callable[[str], str]) -> None:
    st.selectbox(label, options, index=_index(options, _kept(key)), key=key, format_func=shown, placeholder="Not known")


def _conditions(named: tuple[Condition, ...]) -> dict[str, bool]:
    """Ask for the conditions that rules of this disease name. Returns those that were answered."""
    if not named:
        return {}
    said: dict[str, bool] = {}
    with st.expander(f"More, if it is known: {len(named)} things that rules often name"):
        for group, title in GROUP_TITLES.items():
            if same := [one for one in named if one.group == group]:
                st.markdown(f"**{title}**")
                said |= _answers(same)
    return said


def _answers(same: list[Condition]) -> dict[str, bool]:
    """Ask for the conditions of one group: yes, no, or left open."""
    columns = st.columns(3)
    said: dict[str, bool] = {}
    for number, one in enumerate(same):
        key = _CONDITION + one.id
        with columns[number % 3]:
            answer = st.segmented_control(
                safe_text.markdown(one.title),
                [_YES, _NO],
                default=_kept(key),
                key=key,
                help=safe_text.markdown(one.plain),
            )
        if answer:
            said[one.id] = answer == _YES
    return said


def _keep(named: tuple[Condition, ...]) -> None:
    """Streamlit forgets a widget that another page does not draw: what it said is kept beside it, in this session."""
    keys = (_DISEASE, _AGE, _SEX, _COUNTRY, _PLACE, _EARLIER, *(_CONDITION + one.id for one in named))
    st.session_state[_KEPT] = {key: st.session_state.get(key) for key in keys}


def _kept(key: str) -> Any:
    # A default beside a value that the session already has would be refused with a warning.
    return None if key in st.session_state else st.session_state.get(_KEPT, {}).get(key)


def _index(options: list[str], value: str | None) -> int | None:
    return options.index(value) if value in options else None


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)


def _check() -> None:
    # The moment: another press with the same outcome is another one.
    st.session_state[_CHECKED] = time.time_ns()


def _start_again() -> None:
    """Another disease is asked about: other rules, so the result is made anew when it is asked for."""
    st.session_state.pop(_CHECKED, None)


def _clear() -> None:
    st.session_state.pop(_KEPT, None)
    st.session_state.pop(_CHECKED, None)
    for key in [key for key in st.session_state if str(key).startswith("fit ")]:
        del st.session_state[key]
