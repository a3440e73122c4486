"""Where do I start: which therapy or disease, what is the first story, what is new, and how fresh is all this?"""

import streamlit as st

from therapies import front_page, search_results
from views import address, disease_index, first_steps, found_list, frame, freshness, milestones, safe_text, story

here = frame.open()
home = front_page.front_page(here.dataset, here.today)
st.title(frame.TITLE)
st.markdown(safe_text.markdown(home.lead))

text = address.search_box(
    "Find a therapy",
    placeholder="a name, brand, code name, target, disease or NCT number",
    help="Typing errors are forgiven. What you type stands in the link: never type a person's name.",
)
if text:
    found_list.show(search_results.search_results(here.dataset, text), text)
else:
    first_steps.show()

if home.story:
    story.show(home.story)

if home.groups:
    st.header("Find by disease")
    disease_index.show(home.groups)

if home.teaser:
    story.show_teaser(home.teaser)

if home.milestones:
    st.header("Newest steps of regulators and companies")
    milestones.show(home.milestones, home.milestones_count)

freshness.show(home.freshness)
