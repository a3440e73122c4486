"""What have regulators allowed, refused or stopped, where and for whom, and what do their words mean?"""

import streamlit as st

from therapies import regulatory_status
from views import (
    address,
    agency_tables,
    decisions,
    event_table,
    event_timeline,
    filters,
    frame,
    note,
    regulatory_words,
    safe_text,
    therapy_links,
)

here = frame.open()
st.title("Regulatory status")
st.markdown(
    "An approval holds for one place, one use and some people. "
    "A special status speeds up the work; it is not an approval."
)

chosen = filters.ask(regulatory_status.facets(here.dataset, here.today), in_a_row=3)
status = regulatory_status.regulatory_status(here.dataset, here.today, chosen)
note.show(status.count, *status.summary)

if status.every:
    st.header(safe_text.markdown(status.ahead_title))
    decisions.show(status.ahead_count, status.ahead)
    decisions.show(status.passed_count, status.passed)

    st.header(safe_text.markdown(status.lanes.title))
    event_timeline.show(status.lanes)
    event_table.show(status, here)

    st.header("Therapies by agency")
    agency_tables.show(status, here)
else:
    address.clear_button("Show all events", list(chosen))

st.header("Without any event in our data")
therapy_links.show(status.without_events_count, status.without_events)

if status.words:
    st.header("What the words mean, and what they do not mean")
    regulatory_words.show(status.words)
