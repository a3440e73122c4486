"""What do we show the family now, one question at a time?"""

import streamlit as st

from therapies import call as model
from views import address, call_stage, frame

here = frame.open()
if here.call:
    hidden = address.several(address.HIDE, model.CHOICES)
    shown = model.call(here.dataset, here.call, frozenset(hidden), here.today)
    call_stage.show(shown, address.text(address.SCREEN), address.href("call", call=here.call, hide=hidden))
else:
    st.title("Present")
    st.markdown("Nothing is on the call list yet. Open a therapy and press “Add to call”.")
    address.link("therapies", "Find a therapy")
