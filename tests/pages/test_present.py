"""The call mode as the page sends it: nothing of ours around it, nothing from the staff pages in it."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.elements import page
from tests.pages.session import LEAKED, html_of, opened, text_of
from tests.releases import RELEASE
from therapies.call_screens import SECTIONS


def test_without_a_list_it_says_what_to_do(app: AppTest) -> None:
    assert "Nothing is on the call list yet" in text_of(opened(app))
    assert not app.exception


def test_one_screen_is_shown_and_the_link_reopens_it(app: AppTest) -> None:
    opened(app, call="wu-cart-007", screen="wu-cart-007-ladder-1")
    screens = [one for one in page(html_of(app)).all() if "call-screen" in one.classes]
    shown = [one for one in screens if "hidden" not in one.attributes]
    assert [one.attributes["data-screen"] for one in shown] == ["wu-cart-007-ladder-1"]
    assert "28 joined the study" in shown[0].text()
    opened(app, call="wu-cart-007", screen="nothing")
    first = next(one for one in page(html_of(app)).all() if "call-screen" in one.classes)
    assert "hidden" not in first.attributes


@pytest.mark.parametrize("therapy_id", sorted(RELEASE.therapies))
def test_nothing_of_the_staff_pages_is_in_it(app: AppTest, therapy_id: str) -> None:
    text = text_of(opened(app, call=therapy_id))
    assert not app.exception
    for never in ("For staff", "Staff only", "open question", "Download", "Add to call", "No medical advice"):
        assert never not in text
    assert not LEAKED.search(text)


def test_hidden_sections_are_not_sent(app: AppTest) -> None:
    text = text_of(opened(app, call="wu-cart-007", hide="unknown,access"))
    assert "What does nobody know yet?" not in text
    assert "How can it be had" not in text


def test_with_every_screen_left_out_it_says_so_and_leads_back(app: AppTest) -> None:
    everything = ",".join(SECTIONS) + ",ask,read"
    opened(app, call="wu-cart-007", hide=everything)
    assert not app.exception
    assert "No screen is left to show" in text_of(app)
    links = [one.attributes["href"] for one in page(html_of(app)).all() if one.attributes.get("href")]
    assert f"call?call=wu-cart-007&amp;hide={everything}" in html_of(app), links
