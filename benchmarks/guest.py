"""One of many visitors at once: a tab that keeps its cookie, clicks, and comes back after a cut as a browser does.

A browser that lost its connection asks for its session again, by the id that it has; it runs the page again only if a
run was under way, and else sends its address with the next click. Not here: where it goes (`journeys`).
"""

import asyncio
import time
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.typing import Subprotocol

from benchmarks.answers import Answers, Value

PATIENCE = 30.0
_AGAIN_SECONDS = 0.2


class Guest:
    """`await guest.arrive()`, then `seconds = await guest.go_to(...)` and `guest.answers.run`; at last `leave()`.

    `cuts` counts connections that ended without its own doing; `longest_cut` is the longest time without one.
    """

    def __init__(self, url: str) -> None:
        self._host = urlsplit(url).netloc
        self._cookie = ""
        self._socket: ClientConnection | None = None
        self._watch: asyncio.Task[None] | None = None
        self._connected = asyncio.Event()
        self.answers = Answers()
        self.cuts, self.longest_cut = 0, 0.0

    async def arrive(self) -> None:
        """Load the page, which gives the cookie, and connect."""
        self._cookie = await asyncio.to_thread(self._get, "/")
        self._watch = asyncio.create_task(self._stay_connected())
        await self._connected.wait()

    async def leave(self) -> None:
        """Close the tab."""
        if self._watch:
            self._watch.cancel()
            with suppress(asyncio.CancelledError):
                await self._watch
        if self._socket:
            await self._socket.close()

    async def go_to(self, page: str, query: str) -> float:
        """Follow a link; the seconds until its page is done."""
        self.answers.go_to(page, query)
        return await self.click()

    async def click(self, choices: Mapping[str, Value] | None = None, press: str | None = None) -> float:
        """Choose values or press a button, or run the page again; the seconds until it is done."""
        message, start = self.answers.ask(choices, press), time.perf_counter()
        async with asyncio.timeout(PATIENCE):
            while not await self._ran(message):
                message = self.answers.ask()
        return time.perf_counter() - start

    async def _ran(self, message: bytes) -> bool:
        await self._connected.wait()
        socket = self._socket
        assert socket  # noqa: S101 - connected
        try:
            await socket.send(message)
            while not self.answers.take(await socket.recv(decode=False)):
                pass
        except ConnectionClosed:
            if self._socket is socket:  # else there is another one already
                self._connected.clear()
            return False
        return True

    async def _stay_connected(self) -> None:
        lost = 0.0
        while True:
            try:
                await asyncio.to_thread(self._get, "/_stcore/health")
                async with self._connection() as self._socket:
                    if lost:
                        self.longest_cut = max(self.longest_cut, time.monotonic() - lost)
                    self._connected.set()
                    await self._socket.wait_closed()
                    self._connected.clear()
                    self.cuts, lost = self.cuts + 1, time.monotonic()
            except (OSError, HTTPException, InvalidHandshake, TimeoutError):
                await asyncio.sleep(_AGAIN_SECONDS)

    def _connection(self) -> connect:
        named = ["streamlit", "PLACEHOLDER_AUTH_TOKEN", *([self.answers.session] if self.answers.session else [])]
        headers = {"Cookie": self._cookie} if self._cookie else None
        return connect(
            f"ws://{self._host}/_stcore/stream",
            subprotocols=[Subprotocol(name) for name in named],
            additional_headers=headers,
            max_size=None,
            proxy=None,
            ping_interval=None,  # a browser sends none
            open_timeout=PATIENCE,
        )

    def _get(self, path: str) -> str:
        """Load something, as the browser does before it connects; the cookies that came with it."""
        connection = HTTPConnection(self._host, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers={"Cookie": self._cookie} if self._cookie else {})
            answer = connection.getresponse()
            answer.read()
            return "; ".join(cookie.partition(";")[0] for cookie in answer.headers.get_all("Set-Cookie", []))
        finally:
            connection.close()
