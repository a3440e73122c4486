"""The editor of the curation page: Streamlit's text area, which `static/desk.js` gives line numbers, marks and keys."""

from collections.abc import Iterable

import streamlit as st

from therapies import desk
from views import desk_session, note, safe_text
from views.desk_session import OpenFile
from views.frame import Frame

KEYS = (
    "It is checked while you type. Tab moves a line in, Shift+Tab out. Ctrl+/ puts # before lines or takes it away. "
    "To leave the text with the keyboard: Esc, then Tab."
)
# The script is our own file: no text of the data is ever run.
_SCRIPT = '<script src="app/static/desk.js"></script>'


def show(here: Frame, file: OpenFile) -> desk.Checked | None:
    """Draw the text, check it where it is another one than before, and give what the check says."""
    if file.key not in st.session_state:
        st.session_state[file.key] = file.text
    with st.container(key="desk-editor"):
        # The name is made of letters, digits and hyphens: a sign before them would be read aloud.
        file.text = st.text_area(f"Text of {file.name}", key=file.key, height=560)
    note.show(KEYS)
    if file.text != file.checked_text:
        answer = desk_session.ask(
            here, "check", file=file.name, text=file.text, opened=file.opened, against=file.against
        )
        if not answer["done"]:
            st.warning(safe_text.markdown(answer["said"]))
            st.button("Check again")
            return None
        file.checked_text, file.answer = file.text, answer
    found = desk.checked(file.answer or {}, file.name, file.against == "file")
    st.html(marks_html(found.faults) + _SCRIPT, unsafe_allow_javascript=True)
    return found


def marks_html(faults: Iterable[desk.Fault]) -> str:
    """HTML that tells the script which lines are faulty."""
    lines = sorted({fault.line for fault in faults if fault.here})
    return f'<div class="ct-desk-marks" data-lines="{",".join(map(str, lines))}"></div>'
