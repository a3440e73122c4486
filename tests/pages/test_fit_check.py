"""The fit check as staff use it: only the disease is needed, nothing is kept, every state has its rule and source."""

import gc
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import ROOT
from tests.pages.session import LEAKED, html_of, opened, text_of
from views import fit_list, safe_text


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("THERAPY_TODAY", "2026-11-26")
    yield AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run().switch_page("pages/fit_check.py")


def checked(app: AppTest, disease: str = "t-all", **known: Any) -> AppTest:
    """The result for a disease with what else is known: `age`, `earlier`, and the text of a place."""
    opened(app)
    app.selectbox(key="fit disease").set_value(disease).run()
    if "age" in known:
        app.number_input(key="fit age").set_value(known["age"])
    if "earlier" in known:
        app.number_input(key="fit earlier treatments").set_value(known["earlier"])
    if "country" in known:
        app.selectbox(key="fit country").set_value(known["country"])
    if "place" in known:
        app.text_input(key="fit place").set_value(known["place"])
    return pressed(app, "Check the fit")


def pressed(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_it_asks_for_the_disease_alone_and_says_that_nothing_is_saved(app: AppTest) -> None:
    opened(app)
    assert app.title[0].value == "Fit check"
    assert "Nothing is saved." in text_of(app)
    assert not app.number_input
    app.selectbox(key="fit disease").set_value("t-all").run()
    assert not app.header, "no result before it is asked for"
    assert "Nothing is saved." in text_of(app)


def test_a_boy_of_nine(app: AppTest) -> None:
    checked(app, age=9, earlier=3, country="United States", place="63110")
    assert not app.exception
    assert [header.value.split(":")[0] for header in app.header] == ["May fit", "Ask", "Does not fit"]
    html, text = html_of(app), text_of(app)
    assert "nelarabine (Arranon)" in html
    counts = [int(header.value.split(": ")[1]) for header in app.header]
    told = re.search(r"For another disease: (\d+)\. Total: (\d+)\.", text)
    assert told
    assert sum(counts) + int(told[1]) == int(told[2])
    assert "It looks for CD19" in text
    assert "Nearest: " in text
    assert "For another disease: " in text
    assert dict(app.query_params) == {}
    assert not LEAKED.search(text)


def test_all_that_is_shown_adds_up_and_has_its_rule_and_source(app: AppTest) -> None:
    checked(app, age=9)
    html = html_of(app)
    cards = re.findall(
        r'<article class="ct-fit" data-state="([^"]+)" data-fact="([^"]+)">(.*?)</article>', html, re.DOTALL
    )
    lines = re.findall(r'<li data-fact="([^"]+)"><strong>', html)
    ids = [fact for _, fact, _ in cards] + lines
    total = re.search(r"Total: (\d+)\.", html)
    assert total
    assert len(ids) == len(set(ids)) == int(total[1])
    for state, fact, body in cards:
        assert {"may fit": "Fits:", "ask": "Ask:", "does not fit": "Does not fit:"}[state] in body, fact
        assert "Source:" in body, fact


@pytest.mark.parametrize("disease", ["mm", "lbcl", "b-all", "sle", "scd", "dmg", "rdeb", "huntington"])
def test_every_group_of_diseases_has_a_result(app: AppTest, disease: str) -> None:
    checked(app, disease)
    assert not app.exception
    assert len(app.header) == 3
    assert not LEAKED.search(text_of(app))


def test_what_is_answered_counts_and_a_contradiction_is_said(app: AppTest) -> None:
    checked(app, "b-all", age=7, earlier=2, country="United States")
    before = app.header[2].value
    app.segmented_control(key="fit condition has-cd19").set_value("No")
    pressed(app, "Check the fit")
    assert int(app.header[2].value.split(": ")[1]) > int(before.split(": ")[1])
    app.segmented_control(key="fit condition car-t-cd19").set_value("Yes")
    app.segmented_control(key="fit condition car-t").set_value("No")
    pressed(app, "Check the fit")
    assert "These two do not go together" in text_of(app)


def test_clear_forgets_everything(app: AppTest) -> None:
    checked(app, age=9, earlier=3, place="63110")
    pressed(app, "Clear")
    assert app.selectbox(key="fit disease").value is None
    assert not app.header
    app.selectbox(key="fit disease").set_value("t-all").run()
    assert app.number_input(key="fit age").value is None
    assert not app.text_input(key="fit place").value
    kept = app.session_state["what the fit check knows"]
    assert all(value is None or value in ("", "t-all") for value in kept.values())


def test_it_is_still_there_after_another_page(app: AppTest) -> None:
    checked(app, age=9, earlier=3)
    app.switch_page("pages/glossary.py").run()
    app.switch_page("pages/fit_check.py").run()
    assert app.selectbox(key="fit disease").value == "t-all"
    assert app.number_input(key="fit age").value == 9
    assert len(app.header) == 3


def test_another_disease_is_asked_anew(app: AppTest) -> None:
    checked(app, age=9)
    app.selectbox(key="fit disease").set_value("mm").run()
    assert not app.header
    assert app.number_input(key="fit age").value == 9


def test_the_call_list_takes_what_is_chosen_and_nothing_else_goes_into_the_link(app: AppTest) -> None:
    checked(app, age=9, earlier=3, country="United States")
    app.multiselect(key="fit call list").set_value(["nelarabine", "wu-cart-007"]).run()
    assert dict(app.query_params) == {"call": "nelarabine,wu-cart-007"}


def test_a_fault_of_the_page_leaves_no_value_in_the_log(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    # Not written out below: the log shows the lines of code where a page failed.
    words = "the age 97 in " + "Utqi" + "agvik"

    def broken(found: object) -> None:
        raise ValueError(words)

    monkeypatch.setattr(fit_list, "show", broken)
    with caplog.at_level(logging.DEBUG):
        checked(app, age=97)
    assert "The page Fit check failed: ValueError" in caplog.text
    assert "Utqiagvik" not in caplog.text
    assert "did not work" in text_of(app) or any("did not work" in one.value for one in app.warning)


def test_nothing_of_it_stays_in_what_the_process_keeps_of_texts(app: AppTest) -> None:
    checked(app, age=9, earlier=3, country="United States", place="79843")
    assert "Nearest: " in text_of(app)
    told = [text for text in kept_texts() if " km (" in text or "79843" in text or "Marfa" in text]
    assert not told
    # The other pages do keep theirs, so that this test would see it.
    app.switch_page("pages/glossary.py").run()
    assert any("A T cell that got a new sensor" in text for text in kept_texts())


def kept_texts() -> list[str]:
    """All texts in the memory of functions of one text."""
    made = [made for name in ("plain", "html", "markdown") for made in getattr(safe_text, name).__closure__]
    return [text for cell in made for held in gc.get_referents(cell.cell_contents) for text in strings(held)]


def strings(held: object) -> Iterator[str]:
    if isinstance(held, dict):
        yield from (str(part) for pair in held.items() for part in pair)
