"""The page of trials as staff use it: what is chosen stands in the link, what is asked of a person stands nowhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import ROOT
from tests.pages.session import html_of, opened
from tests.register_copy import copy
from tests.therapies.test_trials_and_access import STUDIES
from views import frame


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The page with a small copy of the register."""
    monkeypatch.setenv("THERAPY_TODAY", "2026-11-25")
    monkeypatch.setenv("THERAPY_REGISTER", str(copy(tmp_path, STUDIES)))
    frame.register_shelf.cache_clear()
    yield AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run().switch_page("pages/trials.py")
    frame.register_shelf.cache_clear()


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
