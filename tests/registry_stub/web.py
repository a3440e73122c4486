"""The web on this machine: pages of any number of sites, with what real sites do to who asks.

    with Web() as web:
        web.pages["fda.example/label"] = Page()                      # every other page is not there (404)
        web.at("fda.example/label")                                  # its address, with the port of this server

Names that end in `.example` lead here where `names_lead_here` is in force; `nowhere.example` is a name that nobody has.
Troubles: slow, reset, endless (a body without an end), drip (headers without an end).
"""

import socket
import struct
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from tests.registry_stub.serving import TOO_LONG, Answering, Served


@dataclass(frozen=True)
class Page:
    """How a page answers. `head` is another status for HEAD; `{here}` in an address is the port of this server."""

    status: int = 200
    location: str | None = None
    head: int | None = None
    trouble: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass
class Asked:
    """One request, and from when to when it was answered."""

    method: str
    site: str
    path: str
    headers: dict[str, str]
    began: float
    ended: float = 0.0


class Web(Served):
    """Sites, served on 127.0.0.1 while it is open."""

    def __init__(self) -> None:
        super().__init__(_handler(self))
        self.pages: dict[str, Page | list[Page]] = {}
        self.asked: list[Asked] = []
        self.sent = 0  # bytes of bodies

    @property
    def port(self) -> int:
        """The port of all sites."""
        return self._server.server_address[1]

    def at(self, page: str) -> str:
        """The address of "site/path"."""
        site, _, path = page.partition("/")
        return f"http://{site}:{self.port}/{path}"

    def paths(self) -> list[str]:
        """What was asked: "HEAD site/path"."""
        return [f"{one.method} {one.site}{one.path}" for one in self.asked]

    def page(self, name: str) -> Page:
        """The page now. One of several answers is used up, the last one stays."""
        found = self.pages.get(name, Page(404))
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found


def names_lead_here(patch: pytest.MonkeyPatch) -> None:
    """Every name that ends in `.example` is this machine, but one."""

    def look_up(host: Any, port: Any, *_: Any, **__: Any) -> list[Any]:
        name = host.decode() if isinstance(host, bytes) else host
        if name.endswith(".example") and name != "nowhere.example":
            name = "127.0.0.1"
        if name[:1].isdigit() or name == "localhost":
            ip = "127.0.0.1" if name == "localhost" else socket.inet_ntoa(socket.inet_aton(name))
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, int(port)))]
        raise socket.gaierror(-2, "Name or service not known")

    patch.setattr(socket, "getaddrinfo", look_up)
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        patch.delenv(name, raising=False)
        patch.delenv(name.upper(), raising=False)


def _handler(web: Web) -> type[BaseHTTPRequestHandler]:
    class Handler(Answering):
        def do_HEAD(self) -> None:  # noqa: N802 - its name is given
            self.answer()

        do_GET = do_HEAD  # noqa: N815 - its name is given

        def answer(self) -> None:
            site = self.headers.get("Host", "").partition(":")[0]
            asked = Asked(self.command, site, self.path, dict(self.headers.items()), time.monotonic())
            web.asked.append(asked)
            page = web.page(f"{site}{self.path}")
            try:
                self.give(page)
            finally:
                asked.ended = time.monotonic()

        def give(self, page: Page) -> None:
            time.sleep(page.seconds)
            if page.trouble == "slow":
                time.sleep(TOO_LONG)
            if page.trouble == "reset":
                # No goodbye: the other side sees that the connection was reset.
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
                self.close_connection = True
                return
            status = page.head or page.status if self.command == "HEAD" else page.status
            self.send_response(status)
            for name, value in page.headers.items():
                self.send_header(name, value)
            if page.location is not None:
                self.send_header("Location", page.location.replace("{here}", str(web.port)))
            if page.trouble == "drip":
                self.flush_headers()
                self.drip()
            elif page.trouble == "endless" and self.command == "GET":
                self.end_headers()
                self.endless()
            else:
                body = b"" if self.command == "HEAD" else b"<title>A page</title>" * 20
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def drip(self) -> None:
            self.close_connection = True
            for _ in range(TOO_LONG * 20):
                self.wfile.write(b"X-More: again\r\n")
                time.sleep(0.05)

        def endless(self) -> None:
            self.close_connection = True
            part = b"x" * 65536
            for _ in range(1600):  # 100 MB
                self.wfile.write(part)
                web.sent += len(part)

    return Handler
