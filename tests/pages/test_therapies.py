"""The page Therapies: all of them reachable, filters that live in the address, and a way out when nothing fits."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.session import LEAKED, html_of, opened, text_of
from tests.releases import RELEASE


def listed(app: AppTest) -> list[str]:
    return re.findall(r'href="therapy\?therapy=([\w-]+)"', html_of(app))


def test_every_therapy_is_linked_once(app: AppTest) -> None:
    opened(app)
    assert not app.exception
    assert sorted(listed(app)) == sorted(RELEASE.therapies)
    assert f"All {len(RELEASE.therapies)} therapies are shown, 0 hidden." in text_of(app)
    assert not LEAKED.search(text_of(app))


def test_a_link_reopens_the_same_view(app: AppTest) -> None:
    opened(app, disease="t-all", cells="allogeneic-donor", q="cd7")
    choices = {choice.label: choice.value for choice in app.multiselect}
    assert choices["Disease"] == ["t-all"]
    assert choices["Whose cells"] == ["allogeneic-donor"]
    assert app.text_input[0].value == "cd7"
    assert "wu-cart-007" in listed(app)
    assert "hidden by your search and filters" in text_of(app)


def test_words_that_were_not_used_are_named(app: AppTest) -> None:
    opened(app, q="T-ALL relapse")
    assert "hidden by your search and filters. Not looked for: relapse." in text_of(app)
    assert "wu-cart-007" in listed(app)


def test_choosing_writes_the_address(app: AppTest) -> None:
    opened(app)
    kind = next(choice for choice in app.multiselect if choice.label == "Kind of treatment")
    kind.select("til").run()
    assert app.query_params["kind"] == "til"
    assert listed(app) == ["lifileucel"]


def test_every_rate_stands_with_its_people_evidence_and_check(app: AppTest) -> None:
    opened(app, q="sofi-cel")
    text = text_of(app)
    for said in (
        *("10 of 11 people (91%; 95% range 59 to 99.8).", "Only 11 people: too few to be sure."),
        *("Peer-reviewed paper, single-arm.", "people who could be checked (evaluable)", "No comparison group."),
        *("This study was to find the dose and the risks.", "We do not know yet if it helps people live longer."),
        *("checked 22 November 2026", "13 of 13 people", "1 trial said that it takes new people", "about 4 months old"),
    ):
        assert said in text, said


def test_an_approval_is_followed_by_where_and_for_which_disease(app: AppTest) -> None:
    opened(app, q="tecartus")
    text = text_of(app)
    assert "Approved Mantle cell lymphoma, B-cell leukemia (B-ALL): United States, European Union" in text


def test_more_filters_are_unfolded_when_one_of_them_works(app: AppTest) -> None:
    opened(app)
    assert not app.expander[0].proto.expanded
    opened(app, group="leukemia")
    assert app.expander[0].proto.expanded
    assert len(listed(app)) == 23


def test_when_nothing_fits_filters_can_be_taken_away(app: AppTest) -> None:
    opened(app, q="tecartus", kind="chemotherapy")
    assert not app.exception
    assert app.header[0].value == "No therapy fits all of this"
    assert f"0 of {len(RELEASE.therapies)} therapies shown, {len(RELEASE.therapies)} hidden" in text_of(app)
    next(button for button in app.button if button.label == "Without “Kind of treatment”: 1 therapy").click().run()
    assert listed(app) == ["brexucabtagene-autoleucel"]


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "zzzz"},
        {"kind": "chemotherapy", "disease": "melanoma"},
        {"kind": "til", "cells": "allogeneic-donor", "q": "cd7"},
    ],
    ids=str,
)
def test_nothing_found_is_said_calmly_and_has_a_way_out(app: AppTest, asked: dict[str, str]) -> None:
    opened(app, **asked)
    assert not app.exception
    assert app.header[0].value == "No therapy fits all of this"
    assert "That does not mean that there is no treatment" in text_of(app)
    next(
        button for button in app.button if button.label == f"Show all {len(RELEASE.therapies)} therapies"
    ).click().run()
    assert len(listed(app)) == len(RELEASE.therapies)


def test_the_words_alone_can_be_taken_away_once(app: AppTest) -> None:
    opened(app, q="zzzz")
    assert [button.label for button in app.button if "therapies" in button.label] == [
        f"Show all {len(RELEASE.therapies)} therapies"
    ]


def test_an_unknown_value_in_the_link_is_named_and_left_out(app: AppTest) -> None:
    opened(app, disease="t-all,no-such-disease")
    assert "The link asks for “no-such-disease”, which is not known here" in text_of(app)
    assert len(listed(app)) == 9


def test_hostile_words_are_only_words(app: AppTest) -> None:
    opened(app, q="<script>alert(1)</script> **bold** :red[x]")
    assert not app.exception
    assert "<script>" not in html_of(app)
    assert app.header[0].value == "No therapy fits all of this"


def test_the_counts_of_each_filter_are_there(app: AppTest) -> None:
    text = text_of(opened(app, disease="t-all"))
    assert "Off-the-shelf, from a donor: 6" in text
    assert "No trial said to take new people: 2" in text
