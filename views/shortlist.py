"""The call list: one to four therapies in the order of the staff member, on every page, in the link and in the session.

The address is the truth where it has a list; a page that was reached without one (by the menu) shows the list of the
session, and `static/shortlist.js` puts it into the address, so that a reload and a copied link keep it. It holds ids of
therapies and nothing about a patient. Not here: what a call shows of them (`therapies.call`).
"""

from collections.abc import Sequence

import streamlit as st

from therapies.dataset import Dataset
from views import address, safe_text

MOST = 4
PAGE, SHOW = "call", "present"
_KEPT, _PAGE_BEFORE = "the call list of this session", "the page of the run before"
# Both buttons have it, so that the keyboard stays on them when one takes the place of the other (static/focus.js).
_CHOICE = "on the call list"
_SCRIPT = '<script src="app/static/shortlist.js"></script>'


def current(dataset: Dataset, page: str) -> tuple[str, ...]:
    """The list of this run: that of the address, else that of the session. The frame asks once in every run.

    On the page of the call an address without a list means that all were taken off there, unless it was just opened.
    """
    before, st.session_state[_PAGE_BEFORE] = st.session_state.get(_PAGE_BEFORE), page
    if address.has(address.CALL) or page == before == PAGE:
        st.session_state[_KEPT] = tuple(address.several(address.CALL, dataset.therapies)[:MOST])
    elif page == PAGE and st.session_state.get(_KEPT):
        # The choice on that page follows the address, which the browser alone has completed until now.
        address.put(address.CALL, st.session_state[_KEPT])
    # A session that shows other data than before may have a treatment on its list that is not in them.
    return tuple(one for one in st.session_state.get(_KEPT, ()) if one in dataset.therapies)


def show(dataset: Dataset, ids: Sequence[str]) -> None:
    """Draw the list with the ways to its pages; nothing where it is empty."""
    if not ids:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.html(html(dataset, ids) + _SCRIPT, width="content", unsafe_allow_javascript=True)
        address.link(PAGE, "Prepare the call", call=ids)
        address.link(SHOW, "Present", call=ids)
        if len(ids) > 1:
            address.link("compare", "Compare", call=ids, therapies=ids)


def html(dataset: Dataset, ids: Sequence[str]) -> str:
    """HTML of the list: the names in their order."""
    names = "".join(f"<li>{safe_text.html(dataset.therapies[therapy_id].short_name)}</li>" for therapy_id in ids)
    listed = safe_text.html(",".join(ids))
    return f'<div class="ct ct-call" data-call="{listed}"><span>On the call list:</span><ol>{names}</ol></div>'


def show_choice(therapy_id: str, ids: Sequence[str]) -> None:
    """Draw, in one row, the button that puts a therapy on the list or takes it off, and the ways on for a call.

    A therapy that is not on the list is presented alone.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        _button(therapy_id, ids)
        address.link(SHOW, "Present", call=ids if therapy_id in ids else [therapy_id])
        address.link("changes", "What changed since we last spoke", therapy=therapy_id)


def _button(therapy_id: str, ids: Sequence[str]) -> None:
    if therapy_id in ids:
        rest = [one for one in ids if one != therapy_id]
        st.button("Take off the call list", on_click=put, args=(rest,), key=_CHOICE)
    elif len(ids) < MOST:
        st.button("Add to call", on_click=put, args=([*ids, therapy_id],), type="primary", key=_CHOICE)
    else:
        st.html(f'<p class="ct ct-quiet">The call list is full: {MOST} therapies.</p>')


def move_buttons(ids: Sequence[str], titles: Sequence[str]) -> None:
    """Draw, for each therapy after the first, a button that moves it one place forward."""
    for place, (_, title) in enumerate(zip(ids, titles, strict=True)):
        if place:
            moved = [*ids[: place - 1], ids[place], ids[place - 1], *ids[place + 1 :]]
            st.button(f"Move {safe_text.markdown(title)} up", on_click=put, args=(moved,), key=f"earlier {title}")


def put(ids: Sequence[str]) -> None:
    """Make this the call list, in the session and in the address."""
    st.session_state[_KEPT] = tuple(ids)
    address.put(address.CALL, ids)
