"""The page of trials as staff use it: what is chosen stands in the link, what is asked of a person stands nowhere."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import ROOT
from tests.pages.session import html_of, opened, text_of
from tests.register_copy import copy
from tests.therapies.test_trials_and_access import STUDIES
from therapies import at_hand


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The page with a small copy of the register."""
    monkeypatch.setenv("THERAPY_TODAY", "2026-11-25")
    monkeypatch.setenv("THERAPY_REGISTER", str(copy(tmp_path, STUDIES)))
    at_hand.register_shelf.cache_clear()
    yield AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run().switch_page("pages/trials.py")
    at_hand.register_shelf.cache_clear()


def test_it_asks_first_and_says_where_the_trials_come_from(app: AppTest) -> None:
    opened(app)
    assert not app.exception
    assert app.title[0].value == "Trials and access"
    assert "From the copy of ClinicalTrials.gov of 20 November 2026, 5 days old (21 studies)" in html_of(app)
    assert not app.number_input


def test_a_child_of_nine_near_st_louis(app: AppTest) -> None:
    opened(app, disease="t-all")
    app.number_input[0].set_value(9)
    app.text_input[0].set_value("63110").run()
    app.selectbox[2].set_value("United States").run()
    assert not app.exception
    html = html_of(app)
    assert html.index("Near and open") < html.index("Far and open")
    assert "Nearest: Barnes, St. Louis, less than 10 km (6 miles)." in html
    assert re.search(r"Not for this age: \d", html)
    assert "Can we trust “recruiting”?" in html
    assert dict(app.query_params) == {"disease": "t-all"}, "nothing of the person stands in the link"
    assert app.get("plotly_chart"), "the sites are on a map"
    assert "The sites as a table: " in html


def test_clear_empties_what_was_asked_of_the_person(app: AppTest) -> None:
    opened(app, disease="t-all")
    app.number_input[0].set_value(9)
    app.text_input[0].set_value("63110").run()
    next(button for button in app.button if button.label == "Clear").click().run()
    assert app.number_input[0].value is None
    assert not app.text_input[0].value
    assert "Nearest:" not in html_of(app)


def test_a_town_of_many_can_be_chosen_and_an_unknown_one_is_said(app: AppTest) -> None:
    opened(app, disease="t-all")
    app.text_input[0].set_value("Springfield").run()
    assert len(app.radio[0].options) > 1
    app.text_input[0].set_value("Nowhere at all").run()
    assert not app.exception
    assert "This place is not known here" in html_of(app)


def test_a_therapy_shows_its_ladder_of_access(app: AppTest) -> None:
    opened(app, therapy="wu-cart-007")
    html = html_of(app)
    assert "Who must ask, and who must say yes" in html
    assert "Outside of trials" in html
    assert "<script>alert(1)</script>" not in html


def test_an_unknown_disease_in_the_link_is_said(app: AppTest) -> None:
    opened(app, disease="<script>")
    assert not app.exception
    assert "which is not known here" in html_of(app)


def looked_for(app: AppTest, label: str) -> Any:
    return next(box for box in (*app.text_input, *app.selectbox) if box.label == label)


def test_any_other_disease_is_searched_in_the_whole_copy(app: AppTest) -> None:
    opened(app)
    assert "The copy holds 21 studies and not the whole register" in html_of(app)
    assert "Another disease" not in html_of(app)
    looked_for(app, "Words").set_value("asth").run()
    assert not app.exception
    assert "Found: 1." in html_of(app)
    assert "Another disease" in html_of(app)
    assert "Near and open" not in html_of(app)
    assert dict(app.query_params) == {}, "nothing of the search stands in the link"
    looked_for(app, "Words").set_value("nothing at all").run()
    assert "No study of the copy fits" in html_of(app)


def test_choices_say_how_many_and_the_nearest_sites_are_of_open_studies_alone(app: AppTest) -> None:
    opened(app)
    looked_for(app, "Words").set_value("leukemia").run()
    assert "Recruiting (11)" in looked_for(app, "Listed status").options
    looked_for(app, "Country with a site").set_value("France").run()
    assert "Shown: all 2." in html_of(app)
    assert "Recruiting (2)" in looked_for(app, "Listed status").options
    looked_for(app, "US ZIP code or town").set_value("63110").run()
    html = html_of(app)
    assert "Barnes" in html
    assert "less than 10 km" in html
    assert "NCT90000007" not in html[html.index("Nearest sites that say") :], "an old record is never called open"
    next(button for button in app.button if button.label == "Clear").click().run()
    assert not looked_for(app, "Words").value
    assert looked_for(app, "Country with a site").value is None


def test_the_studies_of_each_of_our_therapies_are_counted(app: AppTest) -> None:
    opened(app)
    html = html_of(app)
    assert "Studies of the copy that give one of our therapies" in html
    assert 'href="trials?therapy=wu-cart-007"' in html


@pytest.mark.parametrize("query", [{}, {"disease": "t-all"}])
@pytest.mark.parametrize("name", ["trials", "changes"])
def test_without_a_copy_a_family_is_shown_no_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, query: dict[str, str]
) -> None:
    monkeypatch.setenv("THERAPY_REGISTER", str(tmp_path))
    at_hand.register_shelf.cache_clear()
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    said = text_of(opened(app.switch_page(f"pages/{name}.py"), **query))
    at_hand.register_shelf.cache_clear()
    assert "Ask the person who runs this dashboard for a copy." in said
    assert "python" not in said
