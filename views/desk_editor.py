"""The editor of the curation page: Streamlit's text area, which `static/desk.js` gives line numbers, marks and keys.

Not here: what the check found, in words (`views.desk_findings`).
"""

import zlib

import streamlit as st

from therapies import desk
from views import desk_session, note, safe_text
from views.desk_session import OpenFile
from views.frame import Frame

KEYS = (
    "While you type it is checked, and kept as your draft every two or three seconds, until you save it. Tab moves a "
    "line in, Shift+Tab out. Ctrl+/ puts # before lines or takes it away. To leave the text with the keyboard: Esc, "
    "then Tab."
)
# The scripts are our own files: no text of the data is ever run.
_SCRIPT = '<script src="app/static/desk_values.js"></script><script src="app/static/desk.js"></script>'


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
            here, "check", file=file.name, text=file.text, opened=file.opened, against=file.against, seen=file.seen
        )
        if not answer["done"]:
            st.warning(safe_text.markdown(answer["said"]))
            st.button("Check again")
            return None
        file.checked_text, file.answer, file.seen = file.text, answer, answer["draft"]
    found = desk.checked(file.answer or {}, file.name, file.against == "file")
    st.html(marks_html(file, found) + _SCRIPT, unsafe_allow_javascript=True)
    return found


def marks_html(file: OpenFile, found: desk.Checked) -> str:
    """HTML that tells the script which lines are faulty, and of which text area; and which text is kept here."""
    lines = sorted({fault.line for fault in found.faults if fault.here})
    kept = "" if found.other else zlib.crc32(file.text.encode())
    return (
        f'<div class="ct-desk-marks" data-lines="{",".join(map(str, lines))}" data-area="{file.number}" '
        f'data-of="{safe_text.html(f"{file.by} {file.name}")}" data-kept="{kept}"></div>'
    )
