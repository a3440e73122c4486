"""A real dashboard in a real Chromium. A test asks for `visit`, or for `page` and a server.

Each server runs without a network, and each page fails its test when it asked another host for anything or
wrote an error to its console. A test waits with `expect`, not with `page.wait_for_function`: that needs `eval` in the
page, which the dashboard refuses. Not here: the tests.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    BrowserType,
    ConsoleMessage,
    Page,
    Request,
    WebError,
    WebSocket,
    expect,
    sync_playwright,
)

from benchmarks import chromium
from benchmarks.server import ROOT, Server

# A busy machine takes longer than the five seconds that Playwright grants by itself.
expect.set_options(timeout=20_000)

HERE = Path(__file__).parent
SCRIPT_DONE = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
PROBE = re.compile(r"/[^/]+/_stcore/(health|host-config)$")
# Plotly answers a change of the window also for a plot that was taken away a moment ago, and stumbles over it.
PLOT_GONE = "_axisMatchGroups"
# What the rules of server/headers.py refused. One refusal is expected and not even written to the console: Streamlit's
# reader of messages tries WebAssembly for long numbers, and without it counts in plain JavaScript.
REFUSED = """document.addEventListener("securitypolicyviolation", (event) => {
  if (event.blockedURI !== "wasm-eval") console.error("refused:", event.violatedDirective, event.blockedURI);
});"""


class Installed(NamedTuple):
    """The Chromium of this machine: its kind in playwright, and its path."""

    kind: BrowserType
    path: str


class Visit(Protocol):
    """What the fixture `visit` gives."""

    def __call__(self, path: str, server: Server | None = None) -> Page: ...


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests of this folder."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def installed() -> Iterator[Installed]:
    """Where Chromium is, and what drives it. Without one the tests are skipped, in CI they fail."""
    path = chromium.find()
    if path is None:
        reason = "no Chromium: apt-get install chromium, or set CHROMIUM to its path"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        yield Installed(playwright.chromium, path)


@pytest.fixture(scope="session")
def browser(installed: Installed) -> Iterator[Browser]:
    """One Chromium for the tests that need more than one profile, or one that nobody watches."""
    browser = installed.kind.launch(executable_path=installed.path, args=list(chromium.FLAGS))
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def profile(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A profile on disk, as people have one: it keeps scripts as the browser has prepared them.

    To prepare them anew for each test was half of the work of a load.
    """
    profile = installed.kind.launch_persistent_context(
        tmp_path_factory.mktemp("profile"),
        executable_path=installed.path,
        args=list(chromium.FLAGS),
        viewport={"width": 1280, "height": 800},
        locale="en-US",
    )
    profile.set_default_timeout(20_000)
    profile.add_init_script(REFUSED)
    yield profile
    profile.close()


def offline_server(stack: ExitStack, log: Path, environment: dict[str, str]) -> Server:
    """Start a dashboard without a network; when `stack` closes it must not have missed it."""

    def nothing_was_asked() -> None:
        asked = log.read_text(encoding="utf-8") if log.exists() else ""
        assert not asked, f"the server asked other hosts:\n{asked}"

    stack.callback(nothing_was_asked)
    return stack.enter_context(
        Server(environment={"PYTHONPATH": str(ROOT / "tests/offline"), "OFFLINE_LOG": str(log), **environment})
    )


@pytest.fixture(scope="session")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard that most tests share."""
    with ExitStack() as stack:
        yield offline_server(stack, tmp_path_factory.mktemp("dashboard") / "asked.txt", {})


@pytest.fixture
def cold_server(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Start a dashboard that nobody has visited: cold_server(), cold_server(THERAPY_DATA="...")."""
    with ExitStack() as stack:
        yield lambda **environment: offline_server(stack, tmp_path / "asked.txt", environment)


@pytest.fixture
def page(profile: BrowserContext, cold_server: Callable[..., Server]) -> Iterator[Page]:
    """An empty page in a profile that remembers no visit, watched until the test ends.

    It asks for `cold_server` so that it is closed before the servers of its test: a page still loads when a test ends.
    """
    visited: set[str] = set()
    outside: list[str] = []
    errors: list[str] = []

    def watch(request: Request | WebSocket) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("data", "blob"):
            return
        visited.add(f"{address.scheme}://{address.netloc}")
        if address.hostname not in ("127.0.0.1", "localhost"):
            outside.append(request.url)

    def note(message: ConsoleMessage) -> None:
        # On a deep link Streamlit looks for its server below that path first, and does not find it: no fault.
        if message.type == "error" and not PROBE.search(message.location["url"]):
            errors.append(f"{message.text} ({message.location['url']})")

    def stumble(error: WebError) -> None:
        if PLOT_GONE not in str(error.error):
            errors.append(str(error.error))

    profile.on("request", watch)
    profile.on("console", note)
    profile.on("weberror", stumble)
    first = profile.pages
    page = profile.new_page()
    page.on("websocket", watch)
    yield page
    for opened in set(profile.pages) - set(first):
        opened.close()
    profile.remove_listener("request", watch)
    profile.remove_listener("console", note)
    profile.remove_listener("weberror", stumble)
    forget(profile, visited)
    assert not outside, f"the page asked other hosts: {outside}"
    assert not errors, f"errors in the browser's console: {errors}"


def forget(profile: BrowserContext, visited: set[str]) -> None:
    """Take away what pages keep for the next visit; what the browser keeps of their files stays."""
    profile.clear_cookies()
    profile.clear_permissions()
    storage = profile.new_cdp_session(profile.pages[0])
    for origin in visited:
        storage.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    storage.detach()


@pytest.fixture
def visit(page: Page, request: pytest.FixtureRequest) -> Visit:
    """Open an address and wait until its script is done: visit("/glossary"), visit("/glossary", cold_server())."""

    def visit(path: str, server: Server | None = None) -> Page:
        server = server or request.getfixturevalue("dashboard")
        page.goto(server.url + path)
        page.locator(SCRIPT_DONE).wait_for()
        return page

    return visit


@pytest.fixture
def whole(visit: Visit) -> Visit:
    """Open a page and wait for its footer, which is drawn last."""

    def whole(path: str, server: Server | None = None) -> Page:
        page = visit(path, server)
        page.locator(".ct-footer").wait_for()
        return page

    return whole
