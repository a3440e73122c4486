"""What do the words mean, in plain language, and why do they matter?"""

import streamlit as st

from therapies import terms
from views import address, frame, table, term

here = frame.open()
st.title("The words, plainly")
st.markdown("Each word as you can say it to a family, with the pages that were read for it.")

chosen = address.one(address.TERM, terms.titles(here.dataset))
search = "" if chosen else address.search_box("Find a word", placeholder="for example: remission, CRS, single-arm")
found = terms.glossary(here.dataset, here.today, search, chosen)

if chosen:
    address.link("glossary", "Show all words")
st.markdown(found.count)
term.show_all(found.entries)

if not found.entries:
    st.markdown("No word here fits. Look for another word or a shorter one.")
    for term_id, title in found.nearest:
        address.link("glossary", f"Did you mean “{title}”?", term=term_id)

table.download_button(
    terms.glossary_sheet(found.entries),
    here.dataset,
    here.today,
    (f"Search: {search}",) if search else (f"Term: {chosen}",) if chosen else (),
)
