"""The connection is cut during Present, or the server is killed: the screen stays, the keys work, and it goes on there.

Cuts of 30 and 150 seconds are run by hand: LONG_CUTS=1 python -m pytest tests/browser/test_cut_line.py
"""

import os
import signal
from collections.abc import Callable
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.server import Server
from benchmarks.visitor import Visitor
from tests.browser.conftest import SCRIPT_DONE
from tests.browser.cut_line import Line

by_hand = pytest.mark.skipif(not os.environ.get("LONG_CUTS"), reason="takes minutes: LONG_CUTS=1 runs it")
MAIN = '[data-testid="stMain"]'
HEADING = ".call-screen:not([hidden]) h1"


@pytest.mark.parametrize(
    "seconds", [5, pytest.param(30, marks=by_hand), pytest.param(150, marks=by_hand)], ids=lambda one: f"{one}s"
)
def test_a_connection_cut_during_present(browser: Browser, dashboard: Server, seconds: int) -> None:
    # Not the fixture `page`: it takes a lost connection, which is what is tested here, for a fault.
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    with Line(dashboard.port) as line:
        page.goto(f"{line.url}/present?call=wu-cart-007")
        page.locator(".call[data-ready]").wait_for()
        page.keyboard.press("ArrowRight")
        before = page.locator(HEADING).inner_text()
        line.cut()
        page.wait_for_timeout(500 * seconds)
        assert page.locator(HEADING).inner_text() == before
        page.keyboard.press("ArrowRight")
        there, address = page.locator(HEADING).inner_text(), page.evaluate("location.href")
        assert there != before
        page.wait_for_timeout(500 * seconds)
        assert page.locator(HEADING).inner_text() == there
        assert page.evaluate("document.elementFromPoint(640, 360).closest('.call') !== null")
        line.mend()
        page.locator('[data-test-connection-state="CONNECTED"]').wait_for(state="attached", timeout=120_000)
        page.locator(SCRIPT_DONE).wait_for(state="attached")
        expect(page.locator(HEADING)).to_have_text(there)
        assert page.evaluate("location.href") == address
        page.keyboard.press("ArrowLeft")
        expect(page.locator(HEADING)).to_have_text(before)
        page.close()
    assert not failed


def settled(page: Page) -> str:
    """The text of the page, once nothing was added to it for a second: the parts of the filters come one by one."""
    page.locator(".ct-footer").wait_for()
    page.locator(SCRIPT_DONE).wait_for()
    text, same = "", 0
    while same < 10:
        page.wait_for_timeout(100)
        now = page.locator(MAIN).text_content() or ""
        text, same = now, same + 1 if now == text else 0
    return text


def test_a_killed_server_that_starts_again_serves_the_same_view(
    browser: Browser, cold_server: Callable[..., Server]
) -> None:
    first = cold_server()
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    with Line(first.port) as line:
        page.goto(f"{line.url}/therapies?disease=t-all")
        before = settled(page)
        os.killpg(first.process.pid, signal.SIGKILL)
        first.process.wait(10)
        line.cut()
        second = cold_server()
        line._to = second.port
        line.mend()
        page.locator('[data-test-connection-state="CONNECTED"]').wait_for(state="attached", timeout=60_000)
        page.locator(SCRIPT_DONE).wait_for()
        page.reload()
        assert settled(page) == before
        assert page.evaluate("location.href").endswith("/therapies?disease=t-all")
        page.close()
    assert "Traceback" not in second.output()


def test_fifty_tabs_are_fifty_sessions_and_none_disturbs_another(dashboard: Server) -> None:
    names = ("wu-cart-007", "tisagenlecleucel", "blinatumomab", "nelarabine", "no-such-id")
    with ExitStack() as stack:
        tabs = [stack.enter_context(Visitor(dashboard)) for _ in range(50)]
        for number, tab in enumerate(tabs):
            tab.open("therapy", f"therapy={names[number % len(names)]}")
        own = [tab.title for tab in tabs]
        assert len(set(own)) == len(names)
        assert all(own[number] == own[number % len(names)] for number in range(50))
        for tab in reversed(tabs):
            tab.rerun()
        assert [tab.title for tab in tabs] == own
        assert len({tab.session for tab in tabs}) == 50
    assert "Traceback" not in dashboard.output()
