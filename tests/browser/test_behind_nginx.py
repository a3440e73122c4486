"""deploy/nginx.conf as it stands, with other ports and without TLS, in front of two real processes. Needs nginx."""

import http.client
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from benchmarks.server import ROOT, Server, free_port
from server.headers import all_headers
from tests.browser.conftest import SCRIPT_DONE

NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
pytestmark = pytest.mark.skipif(NGINX is None, reason="no nginx: apt-get install nginx-light")


def adapted(text: str, folder: Path, port: int, processes: list[int]) -> str:
    """The configuration for this test: its own ports and folders, plain HTTP."""
    text = re.sub(r"listen 443 ssl http2;", f"listen 127.0.0.1:{port};", text)
    text = re.sub(r"\n *ssl_\w+ .*?;", "", text)
    text = text[: text.rindex("server {")]  # the one that only sends from port 80 to 443
    for old, new in zip((8501, 8502), processes, strict=True):
        text = text.replace(f"127.0.0.1:{old}", f"127.0.0.1:{new}")
    text = text.replace("/var/cache/nginx", f"{folder}").replace("/var/log/nginx", f"{folder}")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    main = f"pid {folder}/pid; error_log {folder}/error.log; daemon off; events {{}}"
    return f"{main} http {{ include /etc/nginx/mime.types; {folders}\n{text} }}"


class Front:
    """nginx and the two dashboards behind it."""

    def __init__(self, folder: Path, port: int, dashboards: list[Server]) -> None:
        self.folder, self.port, self.dashboards = folder, port, dashboards
        self.url = f"http://127.0.0.1:{port}"

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as connection:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    assert NGINX
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    folder.chmod(0o777)
    folder.parent.chmod(0o755)
    folder.parent.parent.chmod(0o755)
    with ExitStack() as stack:
        watched = {"THERAPY_METRICS": "on"}
        dashboards = [stack.enter_context(Server(environment=watched)) for _ in range(2)]
        (folder / "dashboard").mkdir(mode=0o777)
        text = adapted((ROOT / "deploy/nginx.conf").read_text(), folder, port, [one.port for one in dashboards])
        (folder / "nginx.conf").write_text(text)
        command = [NGINX, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
        checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr
        process = stack.enter_context(subprocess.Popen(command))
        stack.callback(process.terminate)
        front = Front(folder, port, dashboards)
        for _ in range(100):
            try:
                front.get("/_stcore/health")
                break
            except ConnectionError:
                time.sleep(0.05)
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
    assert [path for path in (front.folder / "dashboard").rglob("*") if path.is_file()]


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
