"""Nothing and nobody makes the server ask another host; the fixtures fail a test whose server or page did."""

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


def test_a_name_that_is_not_listed_is_refused() -> None:
    with Server([*STREAMLIT, "--server.allowedHosts", "127.0.0.1"]) as server:
        for host in ("localhost", "elsewhere.example"):
            with pytest.raises(InvalidStatus, match="403"):
                connect(
                    f"ws://localhost:{server.port}/_stcore/stream",
                    additional_headers={"Host": host} if host != "localhost" else None,
                    subprotocols=[Subprotocol("streamlit")],
                    proxy=None,
                )
        with connect(
            f"ws://127.0.0.1:{server.port}/_stcore/stream", subprotocols=[Subprotocol("streamlit")], proxy=None
        ):
            pass
