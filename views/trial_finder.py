"""What is looked for on the page of trials: a disease or a therapy from the address; age, country and place never.

Age and place tell of a patient: they live in this session's widgets, and in no address, log, file or cache
(honesty.md, rule 18). Not here: a search by words (`views.study_finder`), and where a town lies
(`therapies.gazetteer`).
"""

import streamlit as st

from therapies import profile
from therapies.dataset import Dataset
from therapies.gazetteer import Town, find_towns
from therapies.trials_and_access import Wanted, disease_titles
from views import address, note, safe_text

OLDEST = 120
NOT_KEPT = "Age, country and place are used on this page only. They are not saved and not in the link."
_AGE, _COUNTRY, _PLACE, _WHICH = "age asked", "country asked", "place asked", "which place"


def ask_what(dataset: Dataset) -> Wanted | None:
    """Ask for a disease or a therapy; None while nothing is chosen. The therapy is asked where both are."""
    left, right = st.columns(2)
    with left:
        disease = address.choice("Disease", address.DISEASE, disease_titles(dataset), none="Choose a disease")
    with right:
        therapy = address.choice("Therapy", address.THERAPY, profile.titles(dataset), none="Or choose a therapy")
    if therapy:
        return Wanted(therapy_id=therapy)
    return Wanted(disease_id=disease) if disease else None


def ask_who(wanted: Wanted, countries: tuple[str, ...]) -> Wanted:
    """Ask for age, country and place; each may be left open."""
    age_box, country_box, place_box, clear_box = st.columns([1, 1, 1, 0.6], vertical_alignment="bottom")
    with age_box:
        age = st.number_input(
            "Age in years", min_value=0, max_value=OLDEST, value=None, step=1, key=_AGE, placeholder="Any age"
        )
    with country_box:
        if st.session_state.get(_COUNTRY) not in countries:
            st.session_state.pop(_COUNTRY, None)
        country = st.selectbox("Country", countries, index=None, key=_COUNTRY, placeholder="All countries")
    with place_box:
        text = st.text_input("US ZIP code or town", key=_PLACE, max_chars=60, placeholder="63110, or Lyon, France")
    with clear_box:
        st.button("Clear", on_click=_clear, help="Empties age, country and place")
    note.show(NOT_KEPT)
    return Wanted(wanted.disease_id, wanted.therapy_id, None if age is None else int(age), country, town_of(text))


def town_of(text: str, which: str = _WHICH) -> Town | None:
    """The place that a text means; asked where it can mean several. `which`: the key of that question."""
    if not text.strip():
        return None
    found = find_towns(text)
    if not found:
        note.show(
            "This place is not known here. Try a US ZIP code (77030), or a larger town with its state or country "
            "(Houston, Texas)."
        )
        return None
    if len(found) == 1:
        note.show(f"Distances are from {found[0].name}.")
        return found[0]
    names = [safe_text.plain(town.name) for town in found]
    if (st.session_state.get(which) or 0) >= len(found):
        st.session_state.pop(which, None)
    place = st.radio(
        "Which one is meant?", range(len(found)), format_func=names.__getitem__, horizontal=True, key=which
    )
    return found[place or 0]


def _clear() -> None:
    for key in (_AGE, _COUNTRY, _PLACE, _WHICH):
        st.session_state.pop(key, None)
