"""Streamlit's scripts and styles, compressed: each once in a process, when the first browser asks for it.

Streamlit sends them as they are, 7.7 MB for the first page with a chart, and gzip in front makes 2.7 MB of them. Not
here: which of them a page needs, and how long a browser keeps them (both Streamlit's); our own few files are small.
"""

import asyncio
from pathlib import Path

import brotli
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

_KINDS = (".js", ".css")
# Of 0 to 11. The script that draws charts: 0.2 s for 1.24 MB; 9 takes 0.5 s for 1.18 MB, and 11 many seconds.
_QUALITY = 5
_REFUSING = ("q=0", "q=0.0", "q=0.00", "q=0.000")


def bundles() -> dict[str, Path]:
    """The address of each, and the file. What is asked for is looked up here, so that no address leads elsewhere."""
    folder = Path(file_util.get_static_dir())
    files = [file for file in (folder / "static").rglob("*") if file.suffix in _KINDS]
    return {f"/{file.relative_to(folder).as_posix()}": file for file in files}


def takes_brotli(accepted: str) -> bool:
    """Whether a browser that sends this Accept-Encoding understands it."""
    for way in accepted.lower().split(","):
        name, _, weight = way.partition(";")
        if name.strip() == "br":
            return weight.replace(" ", "") not in _REFUSING
    return False


class Bundles:
    """Sends them compressed to who takes that; every other answer goes on as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._files = bundles()
        self._made: dict[str, asyncio.Future[bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Streamlit is asked for the headers alone, where the compressed text follows them."""
        if scope["type"] != "http" or scope["path"] not in self._files:
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        fits = scope["method"] == "GET" and "range" not in asked and takes_brotli(asked.get("accept-encoding", ""))
        text: bytes | None = None

        async def answer(message: Message) -> None:
            nonlocal text
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.add_vary_header("Accept-Encoding")
                if fits and message["status"] == 200:
                    text = await self._compressed(scope["path"])
                    headers.update({"Content-Encoding": "br", "Content-Length": str(len(text))})
                    headers["ETag"] = f"W/{headers['ETag']}"  # not the same bytes as the file's
            elif text is not None:
                message["body"] = text
            await send(message)

        await self._app({**scope, "method": "HEAD"} if fits else scope, receive, answer)

    async def _compressed(self, path: str) -> bytes:
        """Many browsers that ask at once wait for the same work; one that goes away does not end it for the others."""
        if path not in self._made:
            self._made[path] = asyncio.ensure_future(asyncio.to_thread(_compress, self._files[path]))
        try:
            return await asyncio.shield(self._made[path])
        except OSError:  # too many open files, say: the next one who asks tries again
            self._made.pop(path, None)
            raise


def _compress(file: Path) -> bytes:
    return brotli.compress(file.read_bytes(), quality=_QUALITY)
