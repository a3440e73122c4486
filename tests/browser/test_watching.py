"""What the operator gets of a dashboard in use: numbers and a log, and nothing that anybody typed or followed."""

import json
import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable
from itertools import dropwhile
from pathlib import Path

import pytest
from playwright.sync_api import expect
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from benchmarks.server import Server
from tests.browser.conftest import Visit
from therapies.shelf import EMBEDDED

PLANTED = "zzplantedqq"
# Everything is written down, to find out that there is nothing of it.
WATCHED = {
    "THERAPY_METRICS": "on",
    "STREAMLIT_LOGGER_LEVEL": "debug",
    "STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE": "true",
}


def asked(server: Server, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(server.url + path, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def use(visit: Visit, server: Server) -> None:
    """Follow a link with planted values, type them, and connect to an address with them."""
    page = visit(f"/therapies?stage={PLANTED}&{PLANTED}=1", server)
    box = page.get_by_role("textbox").first
    box.fill(PLANTED)
    box.press("Enter")
    expect(page).to_have_url(re.compile(f"q={PLANTED}"))
    visit(f"/therapy?therapy={PLANTED}", server)
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream?{PLANTED}"
    with connect(address, subprotocols=[Subprotocol("streamlit")], proxy=None):
        pass


def test_nothing_planted_is_in_the_numbers_or_the_log(visit: Visit, cold_server: Callable[..., Server]) -> None:
    server = cold_server(THERAPY_LOG="json", **WATCHED)
    use(visit, server)
    status, numbers = asked(server, "/metrics")
    assert status == 200
    assert "therapies_sessions 1.0" in numbers
    assert "therapies_ready 1.0" in numbers
    runs = next(line for line in numbers.splitlines() if line.startswith("therapies_run_seconds_count"))
    assert float(runs.split()[1]) >= 3
    assert PLANTED not in numbers
    # Before serving.py is read, Streamlit writes in its own way.
    written = dropwhile(lambda line: not line.startswith("{"), server.output().splitlines())
    lines = [json.loads(line) for line in written]
    assert {"time", "level", "from", "message"} <= set.intersection(*(set(line) for line in lines))
    assert any(line["from"].startswith("streamlit.") for line in lines)
    assert PLANTED not in server.output()


def test_metrics_are_off_and_readiness_is_on_by_default(dashboard: Server) -> None:
    status, page = asked(dashboard, "/metrics")
    assert "therapies_" not in page
    assert status == 200  # the page of the dashboard, as for any address that it does not know
    status, text = asked(dashboard, "/ready")
    assert (status, json.loads(text)["ready"]) == (200, True)


def test_red_without_a_release_and_ready_when_it_comes(cold_server: Callable[..., Server], tmp_path: Path) -> None:
    place = tmp_path / "release"
    server = cold_server(THERAPY_DATA=str(place))
    assert asked(server, "/ready") == (503, '{"ready":false}')
    assert asked(server, "/_stcore/health")[0] == 200
    shutil.copytree(EMBEDDED, place)
    assert asked(server, "/ready")[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nobody_can_write_to_it(dashboard: Server, method: str) -> None:
    request = urllib.request.Request(dashboard.url + "/ready", method=method)
    with pytest.raises(urllib.error.HTTPError, match="405"):
        urllib.request.urlopen(request, timeout=20)
