"""deploy/nginx.conf as it stands, with other ports and without TLS, in front of two real processes. Needs nginx."""

import http.client
import os
import re
import time
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, expect

from benchmarks.behind_nginx import NGINX, Front
from benchmarks.server import Server
from server.headers import all_headers
from tests.browser.conftest import SCRIPT_DONE

# In CI, where .ci/run installs it, its absence fails.
pytestmark = pytest.mark.skipif(
    NGINX is None and not os.environ.get("CI"), reason="no nginx: apt-get install nginx-light"
)


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    with Front(tmp_path_factory.mktemp("nginx"), {"THERAPY_METRICS": "on"}) as front:
        yield front


def test_headers_compression_and_kept_files(front: Front) -> None:
    status, headers, page = front.get("/")
    assert status == 200
    for name, value in all_headers().items():
        assert headers[name.lower()] == value
    bundle = re.search(r'src="\./(static/js/index[^"]+)"', page.decode())
    assert bundle
    sizes = []
    for _ in range(2):
        status, headers, body = front.get(f"/{bundle[1]}", **{"Accept-Encoding": "gzip"})
        assert (status, headers["content-encoding"]) == (200, "gzip")
        assert "immutable" in headers["cache-control"]
        assert "set-cookie" not in headers
        sizes.append(len(body))
    assert sizes[0] < len(front.get(f"/{bundle[1]}")[2]) / 2
    assert [path for path in (front.folder / "nginx-dashboard").rglob("*") if path.is_file()]
    for _ in range(2):  # what is kept for one browser is not given to another that cannot read it
        status, headers, smaller = front.get(f"/{bundle[1]}", **{"Accept-Encoding": "gzip, br"})
        assert (status, headers["content-encoding"], len(smaller) < sizes[0]) == (200, "br", True)
        assert "content-encoding" not in front.get(f"/{bundle[1]}", **{"Accept-Encoding": "identity"})[1]


def test_a_very_long_link_gets_the_page_and_not_an_error_of_the_web_server(front: Front) -> None:
    status, _, page = front.get("/therapies?q=" + 10_000 * "a")
    assert status == 200
    assert b"<title>" in page


def test_what_is_for_the_operator_stays_inside(front: Front) -> None:
    assert front.get("/metrics")[0] == 404
    assert front.get("/_stcore/metrics")[0] == 404
    assert front.get("/ready")[0] == 200


def sessions(server: Server) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)) as connection:
        connection.request("GET", "/metrics")
        found = re.search(r"^therapies_sessions (\d+)", connection.getresponse().read().decode(), re.MULTILINE)
    assert found
    return int(found[1])


def settled(front: Front, count: int) -> list[int]:
    """The sessions of each process, when a connection that was left has been noticed too."""
    end = time.monotonic() + 30
    while sum(found := [sessions(server) for server in front.dashboards]) != count and time.monotonic() < end:
        time.sleep(0.2)
    assert sum(found) == count
    return found


def test_both_processes_are_used_and_each_browser_keeps_its_own(front: Front, browser: Browser) -> None:
    pages, before = [], [0, 0]
    while 0 in before and len(pages) < 20:  # chance decides; that 20 of 20 go to one process does not happen
        pages.append(browser.new_context().new_page())
        pages[-1].goto(f"{front.url}/glossary")
        pages[-1].locator(SCRIPT_DONE).wait_for()
        before = settled(front, len(pages))
    assert 0 not in before
    for page in pages:
        page.goto(f"{front.url}/therapy?therapy=wu-cart-007")
        page.locator(SCRIPT_DONE).wait_for()
        expect(page.locator("h1")).to_be_visible()
        assert settled(front, len(pages)) == before
    for page in pages:
        page.context.close()


def test_the_log_has_paths_alone(front: Front) -> None:
    front.get("/therapy?therapy=planted")
    time.sleep(0.1)
    text = (front.folder / "dashboard.log").read_text()
    assert "GET /therapy " in text
    assert "planted" not in text
