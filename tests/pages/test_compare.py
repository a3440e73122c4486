"""The comparison of classes and of two to four therapies: addresses, reasons, and the unhappy states."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.session import opened, text_of

FOUR = "wu-cart-007,tisagenlecleucel,blinatumomab,nelarabine"


def headings(app: AppTest) -> list[str]:
    return re.findall(r'role="columnheader">([^<]+)<', " ".join(part.proto.body for part in app.get("html")))


@pytest.mark.parametrize("query", [{}, {"comparison": "traditional-vs-off-the-shelf"}])
def test_it_opens_with_the_story_of_the_two_classes(app: AppTest, query: dict[str, str]) -> None:
    page = opened(app, **query)
    text = text_of(page)
    assert not page.exception
    assert headings(page)[:3] == ["Topic", "Traditional CAR-T", "Off-the-shelf CAR-T"]
    assert "Ready to use, so treatment can begin sooner" in text
    assert "10 of 11 people" in text
    assert re.search(r"Off-the-shelf CAR-T: \d+ therapies in these data, none of them approved anywhere", text)
    labels = [button.proto.label for button in page.get("download_button")]
    assert labels.count("Download as CSV") == 2
    assert {"Save as PDF (A4)", "Save as PDF (US Letter)"} <= set(labels)
    assert "The examples and the lists of therapies below are not in it." in text


def test_four_therapies_stand_in_the_order_of_the_address(app: AppTest) -> None:
    page = opened(app, therapies=FOUR)
    assert headings(page) == ["Topic", "sofi-cel", "tisa-cel", "blinatumomab", "nelarabine"]
    text = text_of(page)
    assert text.index("The diseases differ") < text.index("10 of 11 people"), "reasons stand above the numbers"
    assert "Rows shown: 17. Hidden: 0. Total: 17." in text
    assert "The page to take away holds: not every row of this page, but why these cannot be ranked, 9 topics" in text
    assert page.multiselect(key="therapies").value == FOUR.split(",")
    page = opened(app, therapies="nelarabine,wu-cart-007")
    assert headings(page) == ["Topic", "nelarabine", "sofi-cel"]


def test_one_part_of_the_rows_keeps_benefit_and_harm_together(app: AppTest) -> None:
    text = text_of(opened(app, therapies=FOUR, show="numbers"))
    assert "Main results" in text
    assert "Serious risks" in text
    assert "Rows shown: 8. Hidden: 9. Total: 17." in text


def test_a_choice_changes_the_address(app: AppTest) -> None:
    page = opened(app)
    page.multiselect(key="therapies").set_value(["wu-cart-007", "rd13-01"]).run()
    assert page.query_params["therapies"] == "wu-cart-007,rd13-01"
    assert headings(page) == ["Topic", "sofi-cel", "RD13-01"]


def test_one_alone_asks_for_another(app: AppTest) -> None:
    page = opened(app, therapies="wu-cart-007")
    assert not page.exception
    assert "Choose at least one more" in text_of(page)


def test_more_than_four_and_unknown_ones_are_named_not_dropped_silently(app: AppTest) -> None:
    page = opened(app, therapies=f"{FOUR},rd13-01,ctd402")
    assert "At most 4 can stand here: the first 4 are shown, 2 left out." in text_of(page)
    assert headings(page) == ["Topic", "sofi-cel", "tisa-cel", "blinatumomab", "nelarabine"]
    page = opened(app, therapies="wu-cart-007,<script>,rd13-01")
    assert "which is not known here, so it was left out" in text_of(page)
    assert headings(page) == ["Topic", "sofi-cel", "RD13-01"]
    page = opened(app, comparison="nothing")
    assert not page.exception
    assert "Traditional CAR-T and off-the-shelf CAR-T" in text_of(page)


def test_therapies_without_results_are_compared_calmly(app: AppTest) -> None:
    page = opened(app, therapies="bcb-276,kayjayguran-abengcemeran,ux111")
    assert not page.exception
    assert not page.warning
    assert not re.search(r"\bnan\b|NaT|\bnull\b|\bNone\b(?! of them)", text_of(page))
