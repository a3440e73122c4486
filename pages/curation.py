"""How do we keep it true: which facts wait for a check, and what does a change do before it is published?

What only this page needs is imported after `frame.open()`, which ends here where the desk is off.
"""

import streamlit as st

from views import frame

here = frame.open()
st.title("Curation")
