"""The fit check in a browser: three fields and one button, and nothing of the person anywhere afterwards."""

import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser import accessible
from tests.browser.conftest import SCRIPT_DONE, Visit

# Values that stand nowhere else: no clock, port, date or code of the page has them as words of their own.
ZIP, TOWN, COUNTRY, AGE, TREATMENTS = "99723", "Utqiagvik", "Iceland", "97", "83"
DISEASE, CONDITION = "T-cell leukemia", "donor-transplant"
PLANTED = (ZIP, TOWN, COUNTRY, AGE, TREATMENTS, DISEASE, "t-all", CONDITION, "female")


def choose(page: Page, label: str, words: str) -> None:
    page.get_by_label(label, exact=True).click()
    page.keyboard.type(words)
    page.get_by_role("option", name=words).first.click()
    page.locator(SCRIPT_DONE).wait_for()


def leaks(page: Page, server: Server, folder: Path, planted: Iterable[str] = PLANTED) -> list[str]:
    """Where planted values stand: in the address, in what the browser keeps, in the log, in any file written."""
    kept = unquote_plus(
        page.evaluate(
            "JSON.stringify([location.href, document.title, document.cookie, {...localStorage}, {...sessionStorage}, "
            "performance.getEntriesByType('resource').map(entry => entry.name)])"
        )
    )
    files = [path.read_bytes().decode(errors="replace") for path in folder.rglob("*") if path.is_file()]
    places = {"the browser": kept, "the log": server.output(), "a file": "\n".join(files)}
    return [
        f"{value} in {place}"
        for place, text in places.items()
        for value in planted
        if re.search(rf"(?<![\w.]){re.escape(value)}(?![\w.])", text, re.IGNORECASE)
    ]


@pytest.fixture
def server(cold_server: Callable[..., Server], tmp_path: Path) -> Server:
    return cold_server(THERAPY_TODAY="2026-11-26", STREAMLIT_LOGGER_LEVEL="debug", TMPDIR=str(tmp_path))


def test_from_home_to_a_result_with_three_fields_and_one_button(visit: Visit) -> None:
    page = visit("/")
    started = time.monotonic()
    page.get_by_role("link", name="Fit check", exact=True).click()
    choose(page, "Disease", "T-cell leukemia (T-ALL)")
    page.get_by_label("Age in years").fill("9")
    page.get_by_role("spinbutton", name="Earlier treatments").fill("3")
    page.get_by_role("button", name="Check the fit").click()
    expect(page.get_by_role("heading", name="Does not fit: ")).to_be_visible()
    assert time.monotonic() - started < 30
    expect(page.locator(".ct-fit").first).to_be_visible()


def test_nothing_of_the_person_stays_anywhere(visit: Visit, server: Server, tmp_path: Path) -> None:
    page = visit("/fit_check", server)
    choose(page, "Disease", "T-cell leukemia (T-ALL)")
    page.get_by_label("Age in years").fill(AGE)
    page.get_by_role("spinbutton", name="Earlier treatments").fill(TREATMENTS)
    choose(page, "Sex", "Female")
    choose(page, "Country", COUNTRY)
    page.get_by_label("US ZIP code or town").fill(ZIP)
    page.get_by_text("More, if it is known").click()
    # The button by its key, here and below: what opens still moves it, and a press of the mouse could miss it.
    donor = page.get_by_role("radiogroup", name="Transplant of stem cells from a donor")
    donor.get_by_text("Yes", exact=True).click()
    page.get_by_role("button", name="Check the fit").press("Enter")
    expect(page.get_by_text(f"No site in {COUNTRY} says that it takes new people.").first).to_be_visible()
    page.get_by_text("Print what was entered too").click()
    page.locator(SCRIPT_DONE).wait_for()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save questions as PDF (A4)").click()
    assert saved.value.suggested_filename == "questions-to-ask-2026-11-26.pdf"
    assert leaks(page, server, tmp_path) == []
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(page.get_by_role("heading", name="Does not fit: ")).to_be_hidden()
    page.reload()
    page.locator(SCRIPT_DONE).wait_for()
    expect(page.get_by_label("Disease", exact=True)).to_have_value("")
    assert leaks(page, server, tmp_path) == []


def test_the_search_finds_each_value_that_stands_in_the_link_or_a_file(
    visit: Visit, server: Server, tmp_path: Path
) -> None:
    """Were one value put into the address, the test above would fail."""
    page = visit("/glossary", server)
    assert leaks(page, server, tmp_path) == []
    for value in PLANTED:
        page.evaluate("value => history.replaceState(null, '', `?known=${encodeURIComponent(value)}`)", value)
        (tmp_path / "kept.txt").write_text(f'{{"said": "{value}"}}')
        found = leaks(page, server, tmp_path)
        assert f"{value} in a file" in found
        assert f"{value} in the browser" in found


def test_the_result_is_for_everybody(visit: Visit) -> None:
    page = visit("/fit_check")
    choose(page, "Disease", "yeloma")
    page.get_by_text("More, if it is known").click()
    page.get_by_role("button", name="Check the fit").press("Enter")
    expect(page.get_by_role("heading", name="Ask: ")).to_be_visible()
    assert accessible.faults(page) == []
