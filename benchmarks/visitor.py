"""A visitor without a browser: speaks Streamlit's protocol over its WebSocket and times what the server takes.

One at a time and without any waiting of its own. Not here: what is visited and compared (`speed`), many at once
(`guest`), and the time that a browser needs to draw.
"""

import time
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from websockets.sync.client import connect
from websockets.typing import Subprotocol

from benchmarks.answers import Answers
from benchmarks.server import Server

PATIENCE = 30.0


class PageFailedError(Exception):
    """The page does not exist, or its script ended with an error."""


class Visitor:
    """One session: `with Visitor(server) as visitor: seconds = visitor.open("glossary")`."""

    def __init__(self, server: Server) -> None:
        self._address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
        self._answers = Answers()

    def __enter__(self) -> Self:
        self._open = ExitStack()
        self._socket = self._open.enter_context(
            connect(self._address, subprotocols=[Subprotocol("streamlit")], max_size=None, proxy=None)
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._open.close()

    def open(self, page: str, query: str = "") -> float:
        """Go to a page; the seconds until its script is done."""
        self._answers.go_to(page, query)
        return self.rerun()

    def rerun(self) -> float:
        """Run the page again, as a click does; the seconds until its script is done."""
        message = self._answers.ask()
        start = time.perf_counter()
        self._socket.send(message)
        while not self._answers.take(self._receive(start)):
            pass
        seconds = time.perf_counter() - start
        if self._answers.faults:
            raise PageFailedError(f"{self._answers.page or 'the first page'}: {self._answers.faults}")
        return seconds

    @property
    def title(self) -> str:
        """The first heading of the page in the last run."""
        return self._answers.title

    @property
    def session(self) -> str:
        """The id that the server gave to this session."""
        return self._answers.session

    @property
    def shown(self) -> str:
        """What was sent for the last run, to look words up in."""
        return b"".join(self._answers.run).decode("utf-8", "replace")

    def _receive(self, start: float) -> bytes:
        answer = self._socket.recv(timeout=max(0.0, start + PATIENCE - time.perf_counter()), decode=False)
        return bytes(answer)
