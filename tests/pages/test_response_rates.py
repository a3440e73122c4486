"""The page of response rates: what its address opens, what stands beside the numbers, and the unhappy states."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.session import opened, text_of
from tests.releases import RELEASE
from therapies.response_rates import disease_titles


def test_it_opens_with_t_cell_leukemia_and_overall_response(app: AppTest) -> None:
    page = opened(app)
    text = text_of(page)
    assert not page.exception
    assert "Overall response in T-cell leukemia (T-ALL): 8 results of 4 therapies" in text
    assert "10 of 11 people (91%; 95% range 59 to 99.8)" in text
    assert "We do not know yet if it helps people live longer." in text
    assert "This study was to find the dose and the risks. This is so for" in text
    assert "Why these results cannot be ranked" in text
    assert len(page.get("plotly_chart")) == 1


def test_the_address_reopens_the_same_view(app: AppTest) -> None:
    page = opened(app, disease="mm", endpoint="CR-or-better", people="infused")
    assert page.selectbox(key="disease").value == "mm"
    assert page.selectbox(key="endpoint").value == "CR-or-better"
    assert "Everyone who was given the treatment is counted." in text_of(page)


def test_a_choice_changes_the_address(app: AppTest) -> None:
    page = opened(app)
    page.selectbox(key="disease").select("mm").run()
    assert dict(page.query_params) == {"disease": "mm"}
    assert "multiple myeloma" in text_of(page)


def test_a_choice_that_nothing_fits_is_calm(app: AppTest) -> None:
    page = opened(app, people="randomised")
    text = text_of(page)
    assert not page.exception
    assert "no result counts only people of this kind: assigned by chance (randomised)" in text
    assert re.search(
        r"Shown: 0 \(0 in the plot, 0 in the list .*?Hidden by “Who is counted”: (\d+)\. Total: \1\.", text
    )
    assert not page.get("plotly_chart")


def test_an_address_that_is_not_known_here_falls_back(app: AppTest) -> None:
    page = opened(app, disease="<b>", endpoint="nothing", people="x")
    text = text_of(page)
    assert not page.exception
    assert "which is not known here, so it was left out" in text
    assert "10 of 11 people" in text


@pytest.mark.parametrize("disease", sorted(disease_titles(RELEASE)))
def test_every_disease_opens_without_a_fault_or_a_leak(app: AppTest, disease: str) -> None:
    page = opened(app, disease=disease)
    assert not page.exception
    assert not page.warning
    text = text_of(page)
    assert not re.search(r"\bnan\b|NaT|\bnull\b|\bNone\b", text)
    assert "Download as CSV" in [part.proto.label for part in page.get("download_button")]
