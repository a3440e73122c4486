"""What a browser that was never here loads for the first page, and which hosts all pages ask. Needs Chromium.

    python -m benchmarks.wire

Bytes are those on the wire, with headers, as the browser counts them (`Network.loadingFinished`): through
deploy/nginx.conf, and from `./run` itself. Not here: how soon a page is there
(`benchmarks.speed`).
"""

import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request, sync_playwright

from benchmarks import chromium
from benchmarks.behind_nginx import NGINX, Front
from benchmarks.measured import Measured, at_most, none_of
from benchmarks.server import Server
from benchmarks.speed import pages, view

_MOST_MB = 2.5
_DONE = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
_SETTLED = 1500
_WHAT = "First load over the wire"
_NAMES, _FIRST = ("Home", "a page with a chart"), ("", "response_rates")
_CHART = ".js-plotly-plot .main-svg"


def first_load(browser: Browser, url: str, path: str) -> float:
    """The MB that a new browser loads until nothing more comes."""
    page, loaded = browser.new_context().new_page(), list[float]()
    session = page.context.new_cdp_session(page)
    session.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    session.send("Network.enable")
    _visit(page, f"{url}/{path}")
    if path:
        page.locator(_CHART).first.wait_for()  # what draws it is loaded after the text stands
        page.wait_for_timeout(_SETTLED)
    page.context.close()
    return sum(loaded) / 1e6


def other_hosts(browser: Browser, server: Server) -> tuple[int, int]:
    """How many requests went elsewhere, and how many were made, over all pages."""
    page, asked = browser.new_page(), list[str]()

    def note(request: Request) -> None:
        asked.append(urlsplit(request.url).hostname or "")

    page.on("request", note)
    for path, query in map(view, pages()):
        _visit(page, f"{server.url}/{path}?{query}")
    page.close()
    return sum(host not in ("127.0.0.1", "") for host in asked), len(asked)


def _visit(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(_DONE).wait_for()
    page.wait_for_timeout(_SETTLED)


def measure() -> list[Measured]:
    """Both goals; the first load also of a page with a chart."""
    path = chromium.find()
    if path is None:
        sys.exit("No Chromium: what a browser loads cannot be measured.")
    with sync_playwright() as playwright, Server() as server:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        plain = [first_load(browser, server.url, page) for page in _FIRST]
        outside, all_ = other_hosts(browser, server)
        compressed = _behind_nginx(browser) if NGINX else []
        browser.close()
    return [
        *(
            at_most(f"{_WHAT}, {name}, behind nginx", loaded, _MOST_MB, "MB")
            for name, loaded in zip(_NAMES, compressed, strict=False)
        ),
        *(
            Measured(f"{_WHAT}, {name}, from `./run` itself", f"{loaded:.1f} MB")
            for name, loaded in zip(_NAMES, plain, strict=True)
        ),
        none_of("Requests to other hosts", outside, f"{all_} requests of {len(pages())} pages"),
    ]


def _behind_nginx(browser: Browser) -> list[float]:
    with tempfile.TemporaryDirectory() as folder, Front(Path(folder)) as front:
        return [first_load(browser, front.url, page) for page in _FIRST]


if __name__ == "__main__":
    for line in measure():
        print(line.row())
