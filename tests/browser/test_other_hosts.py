"""Nothing and nobody makes the server ask another host; the fixtures fail a test whose server or page did."""

import socket

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from benchmarks.server import STREAMLIT, Server
from tests.browser.conftest import Visit


def test_a_stranger_is_refused_without_asking_anybody(visit: Visit, dashboard: Server) -> None:
    visit("/")
    address = f"ws://127.0.0.1:{dashboard.port}/_stcore/stream"
    with pytest.raises(InvalidStatus, match="403"):
        connect(
            address, origin=Origin("https://elsewhere.example"), subprotocols=[Subprotocol("streamlit")], proxy=None
        )


def test_by_itself_it_answers_to_the_names_of_its_own_machine_alone(dashboard: Server) -> None:
    """Else another site could give itself this address and write at the desk."""
    for host in ("elsewhere.example", "127.0.0.1.elsewhere.example"):
        with pytest.raises(InvalidStatus, match="403"):
            called(host, dashboard.port)
    for host in ("localhost", "127.0.0.1", "[::1]"):
        called(host, dashboard.port)


def test_a_name_that_is_not_listed_is_refused() -> None:
    with Server([*STREAMLIT, "--server.allowedHosts", "dashboard.example"]) as server:
        for host in ("localhost", "elsewhere.example"):
            with pytest.raises(InvalidStatus, match="403"):
                called(host, server.port)
        called("dashboard.example", server.port)


def called(host: str, port: int) -> None:
    """Connect to the server of this machine as one that is called so. Raises InvalidStatus where it refuses."""
    sock = socket.create_connection(("127.0.0.1", port))
    address = f"ws://{host}:{port}/_stcore/stream"
    with connect(address, sock=sock, subprotocols=[Subprotocol("streamlit")], proxy=None):
        pass
