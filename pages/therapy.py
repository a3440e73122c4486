"""What is known of this one therapy: what is it, what did studies see, what are the risks, and how can it be had?"""

import streamlit as st

from therapies import denominators, therapy_trials, words_used
from therapies import profile as model
from views import (
    access_ladder,
    address,
    denominator_ladder,
    frame,
    journey,
    pictures,
    reading_list,
    safe_text,
    shortlist,
    therapy_body,
    therapy_downloads,
    therapy_head,
    trial,
    unknowns,
    words,
)

here = frame.open()
heading, chooser = st.columns([3, 1], vertical_alignment="top")
with chooser:
    therapy_id = address.choice("Therapy", address.THERAPY, model.titles(here.dataset), none="Choose a therapy")

if therapy_id is None:
    heading.title("Therapy")
    heading.markdown("Choose a therapy from the list to see all that is known of it. You can type a part of its name.")
    address.link("therapies", "See all therapies, and find one by disease or code name")
else:
    profile = model.profile(here.dataset, therapy_id, here.today)
    heading.title(safe_text.markdown(profile.title), anchor=False)
    with heading:
        shortlist.show_choice(therapy_id, here.call)
    therapy_head.show(profile)

    st.header("What it is and how it works", anchor="what")
    therapy_body.show_about(profile.how_it_works, profile.about)

    st.header(profile.wait.heading, anchor="wait")
    therapy_body.show_wait(profile.wait)

    st.header("Results and risks in pictures", anchor="pictures")
    pictures.show(profile.drawn_results, profile.drawn_risks)

    st.header(profile.uses_heading, anchor="results")
    therapy_body.show_uses(profile.uses)
    therapy_downloads.button(profile.results, profile.id, here)

    st.header("From joining the study to responding", anchor="steps")
    ask = denominators.can_count_missing(here.dataset, profile.id)
    count_missing = ask and address.switch(denominator_ladder.SWITCH, address.COUNT_MISSING)
    steps = denominators.ladders(here.dataset, profile.id, count_missing, here.today)
    denominator_ladder.show(steps)
    therapy_downloads.button(steps.sheet, profile.id, here)

    st.header(profile.risks_heading, anchor="risks")
    therapy_body.show_risks(profile.risks_count, profile.risks)
    therapy_downloads.button(profile.risks_sheet, profile.id, here)

    st.header("What must be said with these numbers", anchor="say")
    therapy_body.show_cautions(profile.cautions)

    st.header("What nobody knows yet", anchor="unknown")
    unknowns.show(profile.unknown)

    st.header(profile.journey.heading, anchor="journey")
    journey.show(profile.journey)
    therapy_downloads.button(profile.journey.sheet, profile.id, here)

    trials = therapy_trials.therapy_trials(here.record, here.register, profile.id, here.today)
    st.header(trials.recruiting.heading, anchor="trials")
    trial.show(trials.recruiting, trials.more)
    address.link("trials", "All trials, and the nearest site", therapy=profile.id)
    therapy_downloads.button(trials.recruiting.sheet, profile.id, here)

    st.header(profile.access.heading, anchor="access")
    access_ladder.show(profile.access)

    st.header("Words on this page", anchor="words")
    words.show(words_used.therapy_words(here.dataset, profile.id, here.today))

    st.header(profile.sources.heading, anchor="sources")
    reading_list.show(profile.sources)

    therapy_body.show_open_questions(profile.open_questions)
