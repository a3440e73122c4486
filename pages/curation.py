"""How do we keep it true: which facts wait for a check, and what does a change do before it is published?

What only this page needs is imported after `frame.open()`, which ends here where the desk is off.
"""

import streamlit as st

from views import frame

here = frame.open()
st.title("Curation")

# Imported where it is known that this page is on.
from views import desk_actions, desk_editor, desk_findings, desk_other, desk_start

file = desk_start.show(here)
if file:
    text, said = st.columns([3, 2], gap="medium")
    with text:
        found = desk_editor.show(here, file)
        if found:
            desk_actions.show(here, file, found)
            desk_actions.show_way(file)
    with said:
        if found:
            if found.other:
                desk_other.show(here, file, found.other)
            desk_findings.show(found)
    if found:
        desk_actions.show_due(here, file, found)
