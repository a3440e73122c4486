"""What is worth asking about: which uses and trials may fit, have to be asked, or do not fit, and by which rule?"""

import streamlit as st

from therapies.fit_check import fit_check
from views import address, fit_form, fit_list, fit_paper, frame, note

here = frame.open()
register = here.register
st.title("Fit check")
st.markdown(
    "Which treatments and trials are worth asking about? Each stated rule is held against what you know. "
    "It decides nothing and ranks nothing: the doctor and the study team do."
)

person = fit_form.ask(here.record)
if person is None:
    note.show(
        fit_form.NOT_SAVED,
        "Only the disease is needed. What you do not know is asked, and never held against anybody.",
    )
else:
    found = fit_check(here.record, register, person, here.today)
    fit_form.tell(found.count)
    note.show(fit_form.NOT_SAVED)
    fit_paper.show(here, person, found)
    fit_list.show(found)
    if register:
        note.show(
            "Studies of the register that name only a wider disease, such as “leukemia”, are not in these lists. "
            "The page Trials can search our whole copy of the register."
        )

address.link("glossary", "What the words mean")
