"""How do these two to four therapies, or two whole classes, differ, and why may nobody rank them?"""

import streamlit as st

from therapies import call, class_call, class_comparison, comparing
from views import address, class_members, frame, handout_buttons, note, safe_text, side_by_side, table, unranked

here = frame.open()
st.title("Compare")
chosen = address.choices(
    "Therapies side by side",
    address.THERAPIES,
    comparing.titles(here.dataset),
    placeholder="Choose two to four, in the order you want to show them",
    most=comparing.MOST,
)
classes = class_comparison.titles(here.dataset)
comparison = address.one(address.COMPARISON, classes, next(iter(classes), None))

if len(chosen) >= comparing.FEWEST:
    found = comparing.therapy_comparison(here.dataset, chosen, here.today)
    st.header(safe_text.markdown(found.heading))
    side_by_side.show_names(found.columns)
    unranked.show(found.reasons)
    unranked.show_reminders(found.reminders)
    part = address.choice("Show", address.SHOW, comparing.PARTS, segments=True)
    side_by_side.show(found.heading, found.columns, found.of(part))
    note.show(found.tally(part))
    table.download_button(found.sheet, here.dataset, here.today, found.filters)
    paper = call.comparison_only(here.dataset, tuple(chosen), here.today)
    handout_buttons.show(paper, call.comparison_holds(paper))
    for column in found.columns:
        address.link("sources_and_checks", f"Sources of {column.title}", therapy=column.therapy_id)
    address.clear_button("Compare the classes instead", [address.THERAPIES])
elif chosen:
    st.markdown("One is chosen. Choose at least one more, and they stand side by side on the same rows.")
    address.link("therapy", "Open the one that is chosen", therapy=chosen[0])
    address.clear_button("Compare the classes instead", [address.THERAPIES])
elif comparison:
    shown = class_comparison.class_comparison(here.dataset, comparison, here.today)
    st.header(safe_text.markdown(shown.title))
    st.markdown(safe_text.markdown(shown.lead))
    side_by_side.show_names(shown.columns)
    side_by_side.show(shown.title, shown.columns, shown.rows)
    note.show(shown.checked)
    table.download_button(shown.sheet, here.dataset, here.today)
    handout_buttons.show(class_call.class_call(here.dataset, comparison, here.today), class_call.HOLDS)

    st.header("One example of each, not ranked")
    for column, one in zip(st.columns(len(shown.classes)), shown.classes, strict=True):
        with column:
            class_members.show_example(one)

    st.header("Which therapies belong to which class")
    for one in shown.classes:
        class_members.show(one)
    class_members.download_buttons(shown, here.dataset, here.today)
else:
    st.markdown("No comparison of classes is recorded in these data. Choose therapies above.")
