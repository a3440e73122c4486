"""The words of another tab of the same person, where this tab would replace them: what they are, and the choice.

Nothing is replaced or taken away before somebody chose. Not here: what differs from the release or the file.
"""

import streamlit as st

from therapies import desk
from views import desk_findings, desk_session, safe_text
from views.desk_session import OpenFile
from views.frame import Frame

_HERE, _THERE = "go on with the words here", "go on with the other words"


def show(here: Frame, file: OpenFile, other: desk.OtherWords) -> None:
    """Draw it."""
    st.warning(safe_text.markdown(other.warning))
    with st.container(horizontal=True):
        desk_session.button("Go on with the words here", _HERE, of=other.print)
        desk_session.button("Go on with the other words", _THERE)
    if other.lines:
        st.header(other.lines_heading)
        desk_findings.show_lines(other.lines)
    if (seen := desk_session.asked_for(_HERE)) is not None:
        # Replaced is what was shown here: newer words of the other tab are told of again.
        file.seen, file.checked_text = seen, None
        st.rerun()
    if desk_session.asked_for(_THERE) is not None:
        answer = desk_session.ask(here, "open", file=file.name)
        if not answer["done"]:
            desk_session.say(answer)
        elif answer["draft"]:
            desk_session.go_on(file.name, answer)
        else:
            desk_session.say({"done": False}, "The other words are no draft any more: they were saved or thrown away.")
            file.checked_text = None
        st.rerun()
