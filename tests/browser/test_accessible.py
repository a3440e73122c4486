"""Every page for everybody, to WCAG 2.2 AA: one visit each, in which all of tests/browser/accessible.py is asked.

Pages that need data or a person of their own are asked the same in test_curation, test_fit_check, test_sign_in and
test_trials; the keyboard in test_keys.
"""

import re
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser import accessible
from tests.browser.conftest import Visit
from therapies.call_screens import SECTIONS

CALL = "wu-cart-007,nelarabine"
# What is left of a screen's name without whose and which it is.
KINDS = re.compile(r"-?(wu-cart-007|nelarabine|\d+)-?")
PATHS = [
    "/",
    "/?q=zzzzqq",
    "/therapies",
    "/therapies?disease=t-all",
    "/therapies?q=zzzzqq",
    "/therapy",
    "/therapy?therapy=wu-cart-007",
    "/therapy?therapy=nobody",
    "/response_rates?disease=t-all&endpoint=CR-or-CRi",
    "/response_rates?disease=mg&endpoint=off-medicines",
    "/regulatory_status",
    "/compare",
    "/compare?therapies=wu-cart-007,ctd402,nelarabine",
    "/trials",
    "/trials?disease=t-all",
    "/fit_check",
    "/call",
    f"/call?call={CALL}",
    "/present",
    *(f"/sources_and_checks?show={part}" for part in ("sources", "checks", "disagreements", "watched", "method")),
    "/sources_and_checks?show=report",
    "/changes",
    "/glossary",
]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_for_everybody(path: str, whole: Visit) -> None:
    assert accessible.faults(whole(path)) == []


@pytest.fixture(scope="module")
def failing() -> Iterator[Server]:
    """A dashboard of which one page does not come to its end."""
    broken = "from therapies import terms; terms.glossary = None; from streamlit.web.cli import main; main()"
    with Server([sys.executable, "-c", broken, "run", "serving.py"]) as server:
        yield server


def test_a_page_that_failed_is_for_everybody(whole: Visit, failing: Server) -> None:
    page = whole("/glossary", failing)
    expect(page.get_by_text("did not work")).to_be_visible()
    assert accessible.faults(page) == []


def test_every_kind_of_screen_of_a_call_is_for_everybody(visit: Visit, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    visit(f"/present?call={CALL}")
    page.locator(".call[data-ready]").wait_for()
    found, kinds = {}, set()
    for screen in page.locator(".call-screen").evaluate_all("all => all.map(one => one.dataset.screen)"):
        kind = KINDS.sub("", screen)
        expect(page.locator(f'[data-screen="{screen}"]')).to_be_visible()
        if kind not in kinds:
            found[screen] = accessible.axe(page, enhanced=True) + accessible.structure(page)
        kinds.add(kind)
        page.keyboard.press("ArrowRight")
    assert len(kinds) > 8
    assert {screen: faults for screen, faults in found.items() if faults} == {}
    for key in ("s", "?", "b"):
        page.keyboard.press(key)
        assert accessible.axe(page, enhanced=True) == [], key
        page.keyboard.press(key)


def test_a_call_looks_the_same_in_the_dark(visit: Visit, page: Page) -> None:
    """Its contrast of 7 to 1 is its own in both themes; on a narrow window it is read downwards."""
    looks = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        visit(f"/present?call={CALL}&screen=wu-cart-007-saw-1")
        page.locator(".call[data-ready]").wait_for()
        screen = page.locator('[data-screen="wu-cart-007-saw-1"]')
        look = "part => { const look = getComputedStyle(part); return [look.color, look.backgroundColor] }"
        looks.append([page.locator(".call").evaluate(look), screen.locator("h1").evaluate(look)])
        assert accessible.axe(page, enhanced=True) == []
    assert looks[0] == looks[1]
    assert accessible.narrow(page) + accessible.spaced(page) == []
    assert accessible.still(page) == []


@pytest.mark.parametrize("size", [(320, 640), (640, 360)])
def test_a_call_that_is_longer_than_its_window_is_for_everybody(
    size: tuple[int, int], visit: Visit, page: Page
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    visit(f"/present?call={CALL}&screen=wu-cart-007-saw-1")
    page.locator(".call[data-ready]").wait_for()
    assert accessible.axe(page, enhanced=True) == []
    for key in ("s", "?"):
        page.keyboard.press(key)
        assert accessible.axe(page, enhanced=True) == [], key
        page.keyboard.press(key)
    # A frame around the whole window tells nobody where the keyboard is; it has nowhere else to be.
    expect(page.locator(".call")).to_have_css("outline-style", "none")


@pytest.mark.parametrize(("path", "label"), [("/therapies", "Disease"), ("/therapy", "Therapy")])
def test_an_open_list_of_choices_is_for_everybody(path: str, label: str, whole: Visit) -> None:
    page = whole(path)
    page.get_by_role("combobox", name=label, exact=True).click()
    expect(page.get_by_role("option").first).to_be_visible()
    assert accessible.axe_with_open_list(page) == []


def test_the_call_without_a_screen_is_for_everybody(visit: Visit, page: Page) -> None:
    visit(f"/present?call=wu-cart-007&hide={','.join(SECTIONS)},ask,read")
    page.locator(".call[data-ready]").wait_for()
    assert accessible.axe(page, enhanced=True) + accessible.structure(page) == []
