"""Which trials of this disease or therapy take new people now, how near is a site, and how else can it be had?"""

import streamlit as st

from therapies import trials_and_access as model
from views import (
    access_ways,
    address,
    frame,
    note,
    safe_text,
    site_map,
    study_finder,
    therapy_counts,
    trial_finder,
    trial_list,
)

here = frame.open()
register = here.register
st.title("Trials and access")
st.markdown(
    "Trials that say they take new people, with the age of what was read. Ask the study team before you call one open."
)

chosen = trial_finder.ask_what(here.dataset)
if chosen is None:
    st.markdown("Choose a disease or a therapy to see its trials, and the other ways to get it.")
    note.show(model.source_words(register, here.today))
    if register:
        st.header("Any other disease: search our copy of the register", anchor="search")
        study_finder.show(here, register)
        st.header("Studies of our therapies in our copy of the register", anchor="counts")
        therapy_counts.show(here.dataset, register)
else:
    wanted = trial_finder.ask_who(chosen, model.countries(here.record, register, chosen, here.today))
    found = model.trials_and_access(here.record, register, wanted, here.today)

    st.header(safe_text.markdown(found.heading), anchor="open")
    note.show(found.count, found.source)
    trial_list.show(found.current, model.NO_CURRENT)

    st.header(model.ASKED_FIRST, anchor="ask")
    trial_list.show(found.asked_first, model.NO_ASKED_FIRST)

    st.header("Where the sites are", anchor="sites")
    site_map.show(found.sites)

    st.header("Set aside, and why", anchor="apart")
    trial_list.show_apart(found.apart)
    trial_list.download(found.sheet, here, found.filters)

    st.header("Ways to get it", anchor="access")
    trial_list.show(found.programmes, model.NO_PROGRAMMES)
    access_ways.show(found.ways)

address.link("glossary", "What the words mean")
