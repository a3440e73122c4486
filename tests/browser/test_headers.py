"""What the browser is told it may do, and that every page works with it; the fixture `page` fails on any refusal."""

import http.client
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.server import STREAMLIT, Server
from server.headers import all_headers
from tests.browser.conftest import Visit

ANSWERS = (
    "/",
    "/therapy?therapy=wu-cart-007",
    "/app/static/call.js",
    "/_stcore/health",
    "/media/nothing.pdf",
    "/..%2f",
)
# The other pages are drawn, and watched for as long, in test_journeys.py.
DRAWN = {
    "/response_rates": ".js-plotly-plot",
    "/regulatory_status": ".js-plotly-plot",
    "/present?call=wu-cart-007,ctd402": ".call-screen",
    "/fit_check": "h1",
}
TRY_INLINE = """() => {
  const script = document.createElement("script");
  script.textContent = "window.ran = true";
  document.body.append(script);
  document.body.insertAdjacentHTML("beforeend", "<img src='x:' onerror='window.ran = true'>");
  const evaluate = () => { try { return new Function("return true")(); } catch (refused) { return false; } };
  return new Promise((done) => setTimeout(() => done([window.ran ?? false, evaluate()]), 300));
}"""


def answer(server: Server, path: str) -> tuple[int, dict[str, str]]:
    """Status and headers of an answer, by names in lower case."""
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)) as connection:
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        found = connection.getresponse()
        return found.status, {name.lower(): value for name, value in found.getheaders()}


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_has_the_headers(dashboard: Server, path: str) -> None:
    headers = answer(dashboard, path)[1]
    for name, value in all_headers().items():
        assert headers.get(name.lower()) == value, name


def test_scripts_come_from_here_alone() -> None:
    (scripts,) = (part for part in all_headers()["Content-Security-Policy"].split("; ") if "script-src" in part)
    own, *hashes = scripts.split()[1:]
    assert own == "'self'"
    assert hashes
    assert all(known.startswith("'sha256-") for known in hashes)


def test_our_own_files_are_asked_for_again_and_streamlits_kept(dashboard: Server) -> None:
    status, headers = answer(dashboard, "/app/static/topojson/world_110m.json")
    assert (status, headers["cache-control"], headers["content-encoding"]) == (200, "no-cache", "gzip")
    assert answer(dashboard, "/")[1]["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", DRAWN)
def test_every_page_works_within_the_rules(visit: Visit, path: str) -> None:
    page = visit(path)
    expect(page.locator(DRAWN[path]).first).to_be_visible(timeout=20_000)
    page.wait_for_timeout(500)  # what is loaded late may be refused late


@pytest.fixture
def free_page(browser: Browser) -> Iterator[Page]:
    """A page whose errors are the point of the test."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_a_script_inside_the_page_does_not_run(dashboard: Server, free_page: Page) -> None:
    free_page.goto(dashboard.url)
    assert free_page.evaluate(TRY_INLINE) == [False, False]


def test_nobody_can_frame_the_dashboard(dashboard: Server, free_page: Page) -> None:
    free_page.set_content(f'<iframe src="{dashboard.url}" width="600" height="400"></iframe>')
    free_page.wait_for_timeout(1500)
    assert free_page.frame_locator("iframe").locator("#root").count() == 0


def test_streamlit_run_dashboard_still_works(visit: Visit) -> None:
    with Server([*STREAMLIT[:-1], "dashboard.py"]) as server:
        expect(visit("/glossary", server).locator("h1")).to_be_visible()
