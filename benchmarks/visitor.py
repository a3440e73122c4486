"""A visitor without a browser: speaks Streamlit's protocol over its WebSocket and times what the server takes.

It keeps what a browser keeps (the page's hash, the messages that may come as references), so the server does the same
work. Not here: what is visited and compared (`speed`), and the time that a browser needs to draw.
"""

import time
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from benchmarks.server import Server

PATIENCE = 30.0


class PageFailedError(Exception):
    """The page does not exist, or its script ended with an error."""


class Visitor:
    """One session: `with Visitor(server) as visitor: seconds = visitor.open("glossary")`."""

    def __init__(self, server: Server) -> None:
        self._address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
        self._page, self._query, self._hash, self._kept = "", "", "", set[str]()

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
        self._page, self._query, self._hash = page, query, ""
        return self.rerun()

    def rerun(self) -> float:
        """Run the page again, as a click does; the seconds until its script is done."""
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_name, state.page_script_hash = self._query, self._page, self._hash
        state.cached_message_hashes.extend(self._kept)
        start = time.perf_counter()
        self._socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg.FromString(self._receive(start))
            if answer.WhichOneof("type") == "script_finished":
                seconds = time.perf_counter() - start
                if answer.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    continue  # the page called st.rerun: what counts is the end of that run
                if answer.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    raise PageFailedError(f"{self._page or 'the first page'} did not finish: {answer.script_finished}")
                return seconds
            self._take(answer)

    def _receive(self, start: float) -> bytes:
        answer = self._socket.recv(timeout=max(0.0, start + PATIENCE - time.perf_counter()), decode=False)
        return bytes(answer)

    def _take(self, answer: ForwardMsg) -> None:
        kind = answer.WhichOneof("type")
        if kind == "new_session":
            self._hash = answer.new_session.page_script_hash
        elif kind == "navigation":
            self._hash = answer.navigation.page_script_hash
        elif kind == "page_not_found":
            raise PageFailedError(f"there is no page {self._page}")
        elif kind == "delta" and answer.delta.new_element.WhichOneof("type") == "exception":
            raise PageFailedError(f"{self._page or 'the first page'}: {answer.delta.new_element.exception.message}")
        if answer.metadata.cacheable:
            self._kept.add(answer.hash)
