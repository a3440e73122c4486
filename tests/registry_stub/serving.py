"""What the three stubs share: a server on 127.0.0.1 while it is open, a reply that may be packed, cut or unnamed."""

import gzip
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

HTML = b"<!doctype html><html><title>ClinicalTrials.gov</title><body>Not data</body></html>"
STATUS = {"429": "Too many requests", "500": "Internal error", "502": "Bad gateway", "503": "Unavailable"}
TOO_LONG = 5  # seconds, when the answer does not come in time


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):  # who asked was killed, as the tests do
            super().handle_error(request, client_address)


class Served:
    """Something that answers on 127.0.0.1 while it is open."""

    path = ""

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        self._server = _Server(("127.0.0.1", 0), handler)

    @property
    def url(self) -> str:
        """The address to ask, as the real one is."""
        return f"http://127.0.0.1:{self._server.server_address[1]}{self.path}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class Answering(BaseHTTPRequestHandler):
    """How one request is answered; what is answered the stubs say."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits 40 ms for the kernel

    def do_GET(self) -> None:
        self.question(self.path.partition("?")[2])

    def do_POST(self) -> None:
        self.question(self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode())

    def question(self, query: str) -> None:
        """Answer what is asked in the address or in the body."""
        raise NotImplementedError

    def reply(
        self, status: int, body: bytes, kind: str | None, cut: bool = False, headers: dict[str, str] | None = None
    ) -> None:
        packed = "gzip" in self.headers.get("Accept-Encoding", "")
        body = gzip.compress(body, 1) if packed else body
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        if packed:
            self.send_header("Content-Encoding", "gzip")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)
        self.close_connection = self.close_connection or cut

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is printed."""
