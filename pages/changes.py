"""What changed in the register since the copy before: new studies, status, sites, ages, people, sponsors?"""

import streamlit as st

from therapies import profile, trials_and_access
from therapies import what_changed as model
from views import address, change_list, frame, note

here = frame.open()
st.title("What changed")
register, earlier = frame.register(here.dataset), frame.earlier_register(here.dataset)

if register is None or earlier is None:
    st.markdown(model.NONE_YET)
    note.show(trials_and_access.source_words(register, here.today))
else:
    left, right = st.columns(2)
    with left:
        titles = trials_and_access.disease_titles(here.dataset)
        disease = address.choice("Disease", address.DISEASE, titles, none="All diseases")
    with right:
        therapy = address.choice("Therapy", address.THERAPY, profile.titles(here.dataset), none="All therapies")
    found = model.what_changed(here.dataset, earlier, register, therapy, disease)
    note.show(found.count)
    change_list.show(found, here, register.day)
address.link("trials", "Trials that take people now")
