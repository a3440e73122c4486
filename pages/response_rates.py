"""How many people responded, out of how many, in every study of one disease, and why may nobody rank them?"""

import streamlit as st

from therapies import response_rates
from views import address, frame, interval_plot, note, rates_table, safe_text, unranked

here = frame.open()
st.title("Response rates")
st.markdown("Every share of people that was reported for one disease and one measure, in the order of the names.")

of_disease, of_endpoint = st.columns(2)
with of_disease:
    disease = address.choice(
        "Disease", address.DISEASE, response_rates.disease_titles(here.dataset), default=response_rates.FIRST_DISEASE
    )
with of_endpoint:
    endpoint = disease and address.choice(
        "What was measured",
        address.ENDPOINT,
        response_rates.endpoint_titles(here.dataset, disease),
        default=response_rates.FIRST_ENDPOINT,
    )

if disease and endpoint:
    people = address.choice(
        "Who is counted",
        address.ANALYSIS_SET,
        response_rates.people_titles(here.dataset, disease, endpoint),
        segments=True,
    )
    rates = response_rates.response_rates(
        here.dataset, disease, endpoint, people or response_rates.EVERYBODY, here.today
    )

    st.header(safe_text.markdown(rates.title))
    st.markdown(safe_text.markdown(rates.meaning))
    note.show(rates.counted_meaning)
    unranked.show_reminders(rates.reminders)
    interval_plot.show(rates)
    note.show(rates.tally)

    unranked.show(rates.reasons)

    if rates.rates:
        st.header("All results of this choice")
        rates_table.show(rates, here.dataset, here.today)
    else:
        address.clear_button("Show all results, whoever is counted", [address.ANALYSIS_SET])
    note.show(rates.elsewhere)
else:
    st.markdown("No share of people is recorded in these data. The therapy pages show what is known.")
