"""Hostile curated files and a hostile register, as people would bring them in, drawn on every page of a telephone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from benchmarks.server import Server
from tests.browser.conftest import SCRIPT_DONE
from tests.faults.hostile_data import LAST, HostileData, hostile_data
from tests.faults.hostile_texts import ELSEWHERE
from views.frame import PAGES

PATHS = (
    *("/", "/?q=tiny", "/therapies", "/therapy?therapy=tiny", "/response_rates?disease=flu"),
    *("/regulatory_status?show=1", "/trials?disease=flu", "/trials?therapy=tiny", "/trials", "/fit_check", "/compare"),
    *("/call?call=tiny", "/present?call=tiny", "/sources_and_checks", "/sources_and_checks?show=checks"),
    *("/sources_and_checks?show=disagreements", "/sources_and_checks?show=questions"),
    *("/sources_and_checks?show=method", "/changes", "/glossary"),
)
# All that is folded is opened first: what is hidden is drawn too.
FOUND = """() => ({
  wide: [document.documentElement, document.querySelector('[data-testid="stMain"]')].map(one => one.scrollWidth),
  acted: window.acted === undefined ? 'nothing' : 'a script ran',
  harmful: document.querySelectorAll(
    '[data-testid="stMain"] :is(img, iframe, object, embed, form[action], a[href^="javascript" i], [onerror], [onload])'
  ).length,
})"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> HostileData:
    return hostile_data(tmp_path_factory.mktemp("hostile"))


def test_every_page_is_here() -> None:
    assert {path[1:].partition("?")[0] or "home" for path in PATHS} == set(PAGES)


def test_hostile_texts_are_only_text_on_every_page_of_a_telephone(
    hostile: HostileData, page: Page, cold_server: Callable[..., Server]
) -> None:
    """That nothing is fetched from elsewhere, and that the console has no error, the fixture `page` looks after."""
    assert len(hostile.places) > 150
    server = cold_server(
        THERAPY_DATA=str(hostile.release), THERAPY_REGISTER=str(hostile.register), THERAPY_TODAY="2026-11-26"
    )
    page.set_viewport_size({"width": 390, "height": 844})
    shown = ""
    for path in PATHS:
        page.goto(server.url + path)
        page.locator(".call[data-ready]" if path.startswith("/present") else ".ct-footer").wait_for()
        page.locator(SCRIPT_DONE).wait_for(state="attached")
        page.locator("summary").evaluate_all("all => all.forEach(one => one.click())")
        assert page.evaluate(FOUND) == {"wide": [390, 390], "acted": "nothing", "harmful": 0}, path
        text = page.locator("body").inner_text()
        assert "did not work" not in text and "cannot be shown" not in text, path
        assert "\u202e" not in text and LAST not in text, path
        shown += text
    for part in (f'<img src="{ELSEWHERE}" onerror=', "<script>window.acted=1</script>", "$a^2$", "=HYPERLINK("):
        assert part in shown, f"{part} is shown as it is"
    assert "Traceback" not in server.output()
