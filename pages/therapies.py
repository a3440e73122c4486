"""Which therapies are there, for which disease, how far has each come, and which of them fit what I am looking for?"""

import streamlit as st

from therapies import catalogue
from views import address, divisions, filters, frame, therapy_list

here = frame.open()
st.title("Therapies")

text = address.search_box(
    "Search",
    placeholder="for example: sofi cel, Tecartus, CD7, T-cell leukemia, NCT06514794",
    help="Finds names, brands, code names, targets, diseases and NCT numbers, also with typing errors.",
)
chosen = filters.ask(catalogue.facets(here.dataset, here.today), in_a_row=5)
found = catalogue.catalogue(here.dataset, here.today, text, chosen)

divisions.show(found.divisions)
therapy_list.show(found, here)
