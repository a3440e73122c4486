"""What changed since we last spoke: in our data, and in the register, for all, one therapy or one disease?"""

import streamlit as st

from therapies import changed_data as data_model
from therapies import profile, trials_and_access
from therapies import what_changed as register_model
from views import address, change_list, changed_data, contents, frame, note

here = frame.open()
st.title("What changed since we last spoke")

left, middle, right = st.columns(3)
with left:
    since = address.day(
        "Since the call of",
        address.SINCE,
        data_model.asked_first(here.record, here.today),
        here.today,
        help="The day of the last call. It stands in the link; nothing about the family does.",
    )
with middle:
    therapy = address.choice("Therapy", address.THERAPY, profile.titles(here.dataset), none="All therapies")
with right:
    titles = trials_and_access.disease_titles(here.dataset)
    disease = address.choice("Disease", address.DISEASE, titles, none="All diseases")

contents.show({"data": "In our data", "register": "In the register"})
st.header("In our data", anchor="data")
changed_data.show(data_model.changed_data(here.record, since, therapy, disease, here.today), here)

st.header("In the register", anchor="register")
register, earlier_copy = here.register, frame.earlier_register(here, since)
if register is None or earlier_copy is None:
    st.markdown(register_model.NONE_YET)
    note.show(trials_and_access.source_words(register, here.today))
else:
    found = register_model.what_changed(here.record, earlier_copy, register, therapy, disease)
    note.show(found.count, *found.not_held, found.care)
    change_list.show(found, here, register.day)
address.link("trials", "Trials that take new people now")
