"""The buttons that save the page to take away: made when they are pressed, from the call as it is shown.

Not here: the page itself (`views.leave_behind`), and the list of questions (`views.fit_paper`).
"""

import streamlit as st

from therapies.call import Call
from views import leave_behind, safe_text, saving


def show(call: Call, holds: str) -> None:
    """Draw the buttons, what the page `holds`, how long it is valid, or how many facts in it are overdue."""
    valid = f" and valid until {safe_text.markdown(call.valid_until)}" if call.valid_until else ""
    st.markdown(
        f"The page to take away holds: {safe_text.markdown(holds)} It is dated "
        f"{safe_text.markdown(call.made_on)}{valid}. It has no name in it and nothing about a patient."
    )
    if call.expired:
        late = "1 fact shown is" if len(call.expired) == 1 else f"{len(call.expired)} facts shown are"
        st.markdown(f"▲ {late} overdue for a check. The page says so of each, and to ask for a newer page.")
    with st.container(horizontal=True):
        for paper, title in leave_behind.PAPERS.items():
            _button(f"Save as PDF ({title})", call, f"{paper}.pdf", "application/pdf")
        _button("Save as a page to print", call, "html", "text/html")


def _button(label: str, call: Call, form: str, mime: str) -> None:
    paper, _, pdf = form.partition(".")
    saving.button(
        label,
        data=(lambda: leave_behind.pdf(call, paper)) if pdf else (lambda: leave_behind.html(call).encode()),
        file_name=leave_behind.file_name(call, "pdf" if pdf else "html"),
        mime=mime,
        key=f"handout {form}",
    )
