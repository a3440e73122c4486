"""Both processes behind nginx restart, one after the other, and a release is published, while a family looks on."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.behind_nginx import NGINX, Front
from loaders.parquet import publish
from tests.browser.conftest import SCRIPT_DONE
from tests.releases import changed, one, tables
from therapies import shelf

# In CI, where .ci/run installs it, its absence fails.
pytestmark = pytest.mark.skipif(
    NGINX is None and not os.environ.get("CI"), reason="no nginx: apt-get install nginx-light"
)
SCREEN = ".call-screen:not([hidden])"
CONNECTED = '[data-testid="stApp"][data-test-connection-state="CONNECTED"]'


def publish_with(responders: int, folder: Path, day: str) -> None:
    newest = shelf.open(shelf.EMBEDDED)
    share = {"percent": round(100 * responders / 11, 1), "ci_low": None, "ci_high": None, "ci_origin": None}
    publish(
        tables(changed(newest, outcomes=one("wu-cart-007/outcome/o1", responders=responders, **share))), folder, day
    )


@pytest.fixture
def data(tmp_path: Path) -> Path:
    publish_with(10, tmp_path / "release", "2026-11-22")
    return tmp_path / "release"


@pytest.fixture
def front(tmp_path_factory: pytest.TempPathFactory, data: Path) -> Iterator[Front]:
    environment = {"THERAPY_DATA": str(data), "THERAPY_TODAY": "2026-11-28"}
    with Front(tmp_path_factory.mktemp("nginx"), environment) as front:
        yield front


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    # Not the watched one: it takes a lost connection, which is what is tested here, for a fault.
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.set_default_timeout(20_000)
    yield page
    page.close()


def test_present_keeps_its_screen_through_a_rolling_restart_and_a_publish(front: Front, page: Page, data: Path) -> None:
    failed: list[str] = []
    cuts: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.on("websocket", lambda socket: socket.on("close", lambda _: cuts.append(socket.url)))
    page.goto(f"{front.url}/present?call=wu-cart-007&screen=wu-cart-007-saw-3")
    page.locator(".call[data-ready]").wait_for()
    shown = page.locator(SCREEN).inner_text()
    assert "10 of 11" in shown
    publish_with(9, data, "2026-11-27")
    for number in range(len(front.dashboards)):
        front.restart(number)
        page.wait_for_timeout(100)
        page.locator(CONNECTED).wait_for(state="attached")
        assert page.locator(SCREEN).inner_text() == shown
        page.keyboard.press("ArrowRight")
        expect(page.locator(SCREEN)).to_have_attribute("data-screen", "wu-cart-007-saw-4")
        page.keyboard.press("ArrowLeft")
        expect(page.locator(SCREEN)).to_have_attribute("data-screen", "wu-cart-007-saw-3")
    assert cuts, "no connection was cut"
    assert page.evaluate("location.href").endswith("/present?call=wu-cart-007&screen=wu-cart-007-saw-3")

    # Whoever begins anew sees the newest data, at the same screen.
    page.reload()
    page.locator(SCRIPT_DONE).wait_for(state="attached")
    expect(page.locator(SCREEN)).to_have_attribute("data-screen", "wu-cart-007-saw-3")
    expect(page.locator(SCREEN)).to_contain_text("9 of 11")
    assert not failed
    assert not any("Traceback" in text for text in (*front.printed, *(one.output() for one in front.dashboards)))
