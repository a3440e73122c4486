import re
from collections import Counter
from datetime import date

import pytest

from therapies import wording
from therapies.dataset import Dataset
from therapies.response_rates import (
    COUNTED,
    EVERYBODY,
    FIRST_DISEASE,
    FIRST_ENDPOINT,
    disease_titles,
    endpoint_titles,
    people_titles,
    response_rates,
)
from therapies.why_not_ranked import use_of


def numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def test_the_first_view_has_data(dataset: Dataset) -> None:
    assert FIRST_DISEASE in disease_titles(dataset)
    assert FIRST_ENDPOINT in endpoint_titles(dataset, FIRST_DISEASE)


def test_counts_of_the_choices_add_up_to_all_shares(dataset: Dataset) -> None:
    shares = [outcome for outcome in dataset.all_outcomes if outcome.kind == "proportion"]
    diseases = disease_titles(dataset)
    assert sum(numbers(title)[-1] for title in diseases.values()) == len(shares)
    for disease, title in diseases.items():
        endpoints = endpoint_titles(dataset, disease)
        assert sum(numbers(words)[-1] for words in endpoints.values()) == numbers(title)[-1]


def test_every_share_is_shown_once_and_shown_plus_hidden_is_total(dataset: Dataset, today: date) -> None:
    seen: Counter[str] = Counter()
    for disease in disease_titles(dataset):
        for endpoint in endpoint_titles(dataset, disease):
            everybody = response_rates(dataset, disease, endpoint, EVERYBODY, today)
            seen.update(rate.measure.fact_id for rate in everybody.rates)
            parts = 0
            for people in COUNTED:
                some = response_rates(dataset, disease, endpoint, people, today)
                shown, drawn, listed, hidden, total = numbers(some.tally)
                assert (shown, drawn, listed) == (len(some.rates), len(some.drawn), len(some.listed))
                assert shown == drawn + listed
                assert shown + hidden == total == len(everybody.rates)
                parts += shown if people != EVERYBODY else 0
            assert parts == len(everybody.rates)
    assert set(seen.values()) == {1}
    assert set(seen) == {outcome.fact_id for outcome in dataset.all_outcomes if outcome.kind == "proportion"}


def test_the_order_is_name_then_record_and_never_the_result(dataset: Dataset, today: date) -> None:
    recorded = [outcome.fact_id for outcome in dataset.all_outcomes]
    for disease in disease_titles(dataset):
        for endpoint in endpoint_titles(dataset, disease):
            rates = response_rates(dataset, disease, endpoint, EVERYBODY, today).rates
            keys = [(r.therapy.casefold(), r.therapy_id, recorded.index(r.measure.fact_id)) for r in rates]
            assert keys == sorted(keys)


def test_sofi_with_all_its_denominators(dataset: Dataset, today: date) -> None:
    found = response_rates(dataset, "t-all", "ORR", EVERYBODY, today)
    sofi = [(rate.label, rate.counted, rate.detail) for rate in found.rates if rate.therapy_id == "wu-cart-007"]
    assert sofi[0] == ("10 of 11", "Could be checked", "95% range 59 to 99.8 (computed)")
    assert sofi[1] == ("10 of 13", "Treated", "95% range 46 to 95 (computed)")
    treated = response_rates(dataset, "t-all", "ORR", "infused", today)
    assert [r.label for r in treated.rates if r.therapy_id == "wu-cart-007"] == ["10 of 13"]


def test_without_a_range_it_is_listed_not_dropped(dataset: Dataset, today: date) -> None:
    found = response_rates(dataset, "t-all", "ORR", EVERYBODY, today)
    assert {rate.therapy_id for rate in found.listed} == {"nelarabine"}
    for rate in found.listed:
        assert rate.detail == "95% range not stated"
        assert "not stated" in rate.measure.sentence
    assert [rate for rate in found.rates if rate in found.drawn or rate in found.listed] == list(found.rates)


def test_the_survival_sentence_and_the_first_study_sentence_stand_with_their_therapies(
    dataset: Dataset, today: date
) -> None:
    found = response_rates(dataset, "t-all", "ORR", EVERYBODY, today)
    assert found.reminders[0] == f"{wording.SURVIVAL_UNKNOWN} This is so for all of them."
    assert found.reminders[1].startswith(wording.FIRST_STUDY)
    assert "sofi-cel" in found.reminders[1]


@pytest.mark.parametrize("people", ["enrolled", "randomised"])
def test_a_choice_that_nothing_fits_says_so(dataset: Dataset, today: date, people: str) -> None:
    found = response_rates(dataset, "t-all", "ORR", people, today)
    assert found.rates == found.reasons == found.reminders == ()
    assert found.title.startswith("Overall response in T-cell leukemia (T-ALL): no result")
    assert found.title.endswith(f"counts only people of this kind: {COUNTED[people].lower()}")
    assert found.tally.endswith(f"Total: {numbers(people_titles(dataset, 't-all', 'ORR')[EVERYBODY])[0]}.")


def test_ranges_hold_their_value(dataset: Dataset, today: date) -> None:
    for disease in disease_titles(dataset):
        for endpoint in endpoint_titles(dataset, disease):
            for rate in response_rates(dataset, disease, endpoint, EVERYBODY, today).drawn:
                low, high, percent = rate.measure.low, rate.measure.high, rate.measure.percent
                assert low is not None
                assert high is not None
                assert percent is not None
                assert 0 <= low <= percent + 0.6
                assert percent - 0.6 <= high <= 100


def test_uses_are_found_for_every_result(dataset: Dataset) -> None:
    assert all(use_of(dataset, outcome).id == outcome.indication_id for outcome in dataset.all_outcomes)
