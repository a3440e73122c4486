"""Releases are published while people look: a family's numbers stay, staff are told, a new session has the new ones."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from benchmarks.server import Server
from loaders.parquet import publish
from tests.browser.conftest import SCRIPT_DONE, Visit
from tests.releases import RELEASE, changed, one, tables

SOFI = "/therapy?therapy=wu-cart-007"
# The shelf looks for another release once in five seconds.
LOOKS_AGAIN = 5_500


class Place:
    """A folder from which a dashboard reads, and to which releases are published in which so many people responded."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def publish(self, responders: int, day: str) -> str:
        newest = RELEASE
        share = {"percent": round(100 * responders / 11, 1), "ci_low": None, "ci_high": None, "ci_origin": None}
        later = changed(newest, outcomes=one("wu-cart-007/outcome/o1", responders=responders, **share))
        return publish(tables(later), self.folder, day)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    found = Place(tmp_path / "release")
    found.publish(10, "2026-11-22")
    return found


@pytest.fixture
def server(place: Place, cold_server: Callable[..., Server]) -> Server:
    return cold_server(THERAPY_DATA=str(place.folder), THERAPY_TODAY="2026-11-26")


def reran(page: Page) -> None:
    """Wait until what was just asked for is drawn."""
    page.wait_for_timeout(300)
    page.locator(SCRIPT_DONE).wait_for()


def menu(page: Page, name: str) -> None:
    page.locator("header a", has_text=name).first.click()
    reran(page)


def numbers(page: Page) -> str:
    return page.locator(".call").inner_text() + page.locator(".call").evaluate("call => call.textContent")


def runs_until(page: Page, check: Callable[[], None]) -> None:
    """What is newer is looked for beside a run, which does not wait: where that takes longer, the next run tells it."""
    for _ in range(8):
        with suppress(AssertionError):
            return check()
        page.keyboard.press("r")
    return check()


def test_a_family_sees_the_same_numbers_whatever_is_published(
    visit: Visit, page: Page, server: Server, place: Place
) -> None:
    sockets: list[WebSocketRoute] = []

    def through(socket: WebSocketRoute) -> None:
        sockets.append(socket)
        socket.connect_to_server()

    page.route_web_socket("**/_stcore/stream", through)
    page.set_viewport_size({"width": 1280, "height": 720})
    visit("/present?call=wu-cart-007", server)
    page.locator(".call[data-ready]").wait_for()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    before, screens = numbers(page), page.locator(".call-screen:not([hidden])").inner_text()
    assert "10 of 11" in before
    place.publish(9, "2026-11-27")
    page.wait_for_timeout(LOOKS_AGAIN)
    place.publish(8, "2026-11-28")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert numbers(page) == before
    page.evaluate("window.same = true; document.querySelector('.call').dataset.old = 'yes'")
    sockets[-1].close()
    page.locator('[data-testid="stApp"]:not([data-test-connection-state="CONNECTED"])').wait_for(state="attached")
    page.locator(SCRIPT_DONE).wait_for()
    reran(page)
    assert len(sockets) > 1
    assert page.evaluate("window.same"), "the page was loaded anew"
    page.locator(".call[data-ready]").wait_for()
    assert numbers(page) == before
    assert page.locator(".call-screen:not([hidden])").inner_text() == screens
    assert "wer data" not in page.locator("body").inner_text()


def test_staff_are_told_and_ask_for_the_newer_data_themselves(
    visit: Visit, page: Page, server: Server, place: Place
) -> None:
    visit(SOFI, server)
    expect(page.locator("main, [data-testid=stMain]").first).to_contain_text("10 of 11")
    release = place.publish(9, "2026-11-27")
    page.wait_for_timeout(LOOKS_AGAIN)
    other = page.context.new_page()
    other.goto(server.url + SOFI)
    other.locator(SCRIPT_DONE).wait_for()
    expect(other.locator('[data-testid="stMain"]')).to_contain_text("9 of 11")
    expect(other.locator(".ct-footer")).to_contain_text(release)
    expect(other.locator(".st-key-newer-data")).to_have_count(0)
    other.close()

    menu(page, "Home")
    notice = page.locator(".st-key-newer-data")
    expect(notice).to_contain_text(f"Newer data are here: release {release} of 27 November 2026.")
    expect(notice).to_contain_text("There: 1 result changed.")
    expect(page.locator(".ct-footer")).not_to_contain_text(release)
    box = notice.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= page.viewport_size["height"] + 1 if page.viewport_size else False
    menu(page, "Therapies")
    expect(notice).to_be_visible()
    notice.get_by_role("button", name="Show the newer data").click()
    expect(notice).to_have_count(0)
    expect(page.locator(".ct-footer")).to_contain_text(release)


def test_where_it_is_told_nothing_moves(visit: Visit, page: Page, server: Server, place: Place) -> None:
    visit(SOFI, server)
    page.mouse.move(640, 400)
    page.mouse.wheel(0, 900)
    expect(page.locator("h1")).not_to_be_in_viewport()
    page.wait_for_timeout(300)
    where = "[...document.querySelectorAll('h1, h2, .ct-passport')].map(one => one.getBoundingClientRect().top)"
    release, before = place.publish(9, "2026-11-27"), page.evaluate(where)
    page.wait_for_timeout(LOOKS_AGAIN)
    page.keyboard.press("r")  # Streamlit runs the page again
    runs_until(page, lambda: expect(page.locator(".st-key-newer-data")).to_contain_text(release, timeout=2000))
    assert page.evaluate(where) == before
    expect(page.locator('[data-testid="stMain"]')).to_contain_text("10 of 11")


def test_a_folder_that_is_gone_and_a_broken_release_change_no_open_session(
    visit: Visit, page: Page, server: Server, place: Place
) -> None:
    visit("/", server)
    (place.folder / "manifest.json").rename(place.folder / "away")
    page.wait_for_timeout(LOOKS_AGAIN)
    menu(page, "Therapies")
    main, said = page.locator('[data-testid="stMain"]'), "A newer set of data could not be used"
    runs_until(page, lambda: expect(main).to_contain_text(said, timeout=2000))
    expect(page.locator(".ct-footer")).to_contain_text("22 November 2026")
    (place.folder / "away").rename(place.folder / "manifest.json")
    page.wait_for_timeout(LOOKS_AGAIN)
    menu(page, "Trials")
    runs_until(page, lambda: expect(main).not_to_contain_text("could not be used", timeout=2000))
