"""The headers of every answer: what the browser may load and run, and who may frame, guess or be told anything.

An answer that fails gets them too, and a log without its address. A WebSocket that is refused does not: its answer is
the server's own and has no body. Not here: TLS and its header, which belong to the web server in front
(docs/run-on-a-server.md).
"""

import base64
import errno
import hashlib
import logging
import re
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

from server.log import without_words

# Everything comes from here. Two things go beyond it, and neither can run code: Streamlit writes its styles into the
# page (style-src), and drawings are handed over inside it (img-src, font-src).
SOURCES = {
    "default-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "object-src": "'none'",
    "frame-src": "'none'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
# What a page about therapies never asks a browser for; fullscreen stays, for a call.
REFUSED = ("camera", "microphone", "geolocation", "display-capture", "payment", "usb", "serial", "midi")
# Our own few files: asked for again each time, answered with 304 while they are the same. So the scripts of a call
# never are older than its page. Streamlit's bundles carry their hash in their names and are kept by Streamlit's rule.
OWN_FILES = "/app/static/"

log = logging.getLogger(__name__)
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def script_sources() -> str:
    """Our own scripts, and the one line that Streamlit has inside its page: that text alone, known by its hash."""
    page = Path(file_util.get_static_dir(), "index.html").read_text(encoding="utf-8")
    digests = [hashlib.sha256(text.encode()).digest() for text in _INLINE.findall(page)]
    return " ".join(["'self'", *(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)])


def all_headers() -> dict[str, str]:
    """Name and value of each header."""
    sources = SOURCES | {"script-src": script_sources()}
    return {
        "Content-Security-Policy": "; ".join(f"{kind} {allowed}" for kind, allowed in sources.items()),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in REFUSED),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


class Headers:
    """Puts the headers on every answer. Works on the bare protocol, so that nothing is buffered or slowed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = all_headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; on the way back add the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                headers.update(self._headers)
                if OWN_FILES in scope["path"]:
                    headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        try:
            await self._app(scope, receive, with_headers)
        except Exception as error:
            if begun:
                raise
            await _failed(error)(scope, receive, with_headers)


def _failed(error: Exception) -> PlainTextResponse:
    """The answer in place of one that failed; outside of this class the server's own would have no headers."""
    if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
        return PlainTextResponse("Not Found", 404)
    log.error("An answer failed: %s", without_words(error))
    return PlainTextResponse("Internal Server Error", 500)
