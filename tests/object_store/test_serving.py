"""A dashboard that shows releases from a real object store, which gets new ones, is killed, comes back and hangs."""

import http.client
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from benchmarks.server import Server
from benchmarks.visitor import Visitor
from tests.loaders.killed import command
from tests.object_store.store import KEY, SECRET, Store, keys

SOON = 5.0  # seconds for a click on a busy machine; who waits for this store when it hangs waits for 100
LOOKS = 60.0  # within which the process has looked again; a store that is down is tried for 6 seconds
# The dashboard, which looks for newer data ten times as often as otherwise.
OFTEN = """import sys
from streamlit.web.cli import main
from therapies import shelf
shelf._LOOK_AGAIN_SECONDS = 0.5
sys.argv = ["streamlit", "run", "serving.py", *sys.argv[1:]]
main()"""


@pytest.fixture
def dashboard(store: Store, releases: list[Path]) -> Iterator[Server]:
    address = store.address("served")
    assert command("publish", "--to", address, "--from", releases[0]) == 0
    with Server(
        (sys.executable, "-c", OFTEN), environment={"THERAPY_DATA": address, "THERAPY_LOG": "json", **keys()}
    ) as server:
        yield server
        store.go_on()


def ready(server: Server) -> tuple[int, dict[str, Any]]:
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=SOON)) as connection:
        connection.request("GET", "/ready")
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())


def becomes(server: Server, what: Callable[[dict[str, Any]], bool]) -> None:
    end = time.monotonic() + LOOKS
    while not what(told := ready(server)[1]) and time.monotonic() < end:
        time.sleep(0.1)
    assert what(told), told


def test_a_dashboard_over_a_store_that_changes_dies_comes_back_and_hangs(
    dashboard: Server, store: Store, releases: list[Path]
) -> None:
    address = store.address("served")
    assert ready(dashboard)[1]["data_day"] == "2026-01-01"
    with Visitor(dashboard) as family:
        family.open("glossary")
        assert "Data of 1 January 2026" in family.shown

        def stays() -> None:
            assert family.rerun() < SOON
            assert "Data of 1 January 2026" in family.shown
            with Visitor(dashboard) as other:
                assert other.open("glossary") < SOON
                assert "Data of " in other.shown
            assert ready(dashboard)[0] == 200

        # A new release is shown without a restart; who looks at the old one keeps it, and is told.
        assert command("publish", "--to", address, "--from", releases[1]) == 0
        becomes(dashboard, lambda told: told["data_day"] == "2026-01-02")
        stays()
        assert "Newer data are here" in family.shown
        # The store dies, and comes back.
        store.kill()
        becomes(dashboard, lambda told: told["newer_release_refused"])
        stays()
        store.start()
        becomes(dashboard, lambda told: not told["newer_release_refused"])
        assert command("publish", "--to", address, "--from", releases[2]) == 0
        becomes(dashboard, lambda told: told["data_day"] == "2026-01-03")
        # It takes connections and does not answer: nobody waits for it.
        store.hold_up()
        time.sleep(1.0)  # so that the process has begun to look, and hangs
        for _ in range(3):
            stays()
        store.go_on()
    log = dashboard.output()
    assert "The newer release is not shown: No therapy data were found in 's3://therapy-data/served'" in log
    assert not any(secret in log for secret in (KEY, SECRET))
    assert '"level": "ERROR"' not in log
