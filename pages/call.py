"""What do we show on the next call, in which order, what do we say, and what does the family take away?"""

import streamlit as st

from therapies import call as model
from therapies import call_notes, comparing
from views import address, frame, handout_buttons, safe_text, shortlist
from views import call_notes as notes

here = frame.open()
st.title("The call")
st.markdown("Choose what the family sees before you share the screen. Nothing about a patient is asked or kept.")

titles = comparing.titles(here.dataset)
ids = address.choices(
    "Therapies, in the order of the call",
    address.CALL,
    titles,
    placeholder="Choose one to four",
    most=model.MOST_THERAPIES,
)
hidden = address.choices(
    "Screens to leave out", address.HIDE, model.sections(len(ids)), placeholder="None: all screens are shown"
)

if ids:
    shortlist.move_buttons(ids, [titles[one] for one in ids])
    shown = model.call(here.dataset, tuple(ids), frozenset(hidden), here.today)
    st.header(safe_text.markdown(f"{len(shown.screens)} screens about {shown.title}"))
    with st.container(key="start-call"):  # the one thing to do here (look.css)
        address.link("present", "Present: start with the first screen", call=ids, hide=hidden)
    st.markdown("Keys on the screens: → or space, ←, Home, S for sources, B to blank, Esc to end, ? for all keys.")

    st.header("The page to take away")
    handout_buttons.show(shown, model.HOLDS)

    st.header("Notes for the call (for staff)")
    notes.show(call_notes.call_notes(here.dataset, tuple(ids), here.today))
else:
    st.markdown("Nothing is on the call list yet. Choose above, or open a therapy and press “Add to call”.")
    address.link("therapies", "Find a therapy")
