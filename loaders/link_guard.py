"""Where a redirect may lead: on the web, never into the network of who asks.

A page that anybody can write must not make this machine ask its neighbours. Looked at is the machine that is really
reached, before anything is asked of it, so that no name can hide it. Where a proxy is reached instead, it is the name.
Not here: following redirects (`loaders.link_client`).
"""

import ipaddress
from typing import Any

import httpx

_CONNECTING, _CONNECTED = "connection.connect_tcp.started", "connection.connect_tcp.complete"
_HERE = (".localhost", ".local", ".internal", ".lan", ".home.arpa")
_LONGEST = 2_000


class NotFollowedError(Exception):
    """The way leads to a place that is not asked; the words say where."""


def is_public(ip: str) -> bool:
    """True for a machine of the internet."""
    found = ipaddress.ip_address(ip.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    return (mapped or found).is_global


class Guard:
    """The way of one address: what begins on the web stays there.

    `reached`: a machine was there at the last request; `ever_reached`: at any of them.
    """

    def __init__(self) -> None:
        self.reached = self.ever_reached = False
        self._began_public: bool | None = None
        self._host = ""
        self._direct = True

    def request(self, url: httpx.URL) -> dict[str, Any]:
        """Look at the next address, and return the extensions of its request."""
        if url.scheme not in ("http", "https"):
            raise NotFollowedError(f"a place that is no web page ({url.scheme[:20]}:)")
        if url.userinfo:
            raise NotFollowedError("an address with a name or a password in it")
        if len(str(url)) > _LONGEST:
            raise NotFollowedError(f"an address of more than {_LONGEST:,} letters")
        self.reached, self._host = False, url.raw_host.decode("ascii").strip("[]")
        if self._began_public and _named_private(self._host):
            raise NotFollowedError("a machine inside a network")
        return {"trace": self._look}

    async def _look(self, event: str, info: dict[str, Any]) -> None:
        if event == _CONNECTING:
            self._direct = info["host"].strip("[]") == self._host
        elif event == _CONNECTED:
            self.reached = self.ever_reached = True
            stream = info["return_value"]
            peer = stream.get_extra_info("server_addr")
            public = is_public(peer[0]) if self._direct and peer else not _named_private(self._host)
            if self._began_public and not public:
                await stream.aclose()
                raise NotFollowedError("a machine inside a network")
            if self._began_public is None:
                self._began_public = public


def _named_private(host: str) -> bool:
    try:
        return not is_public(host)
    except ValueError:
        return "." not in host or f".{host}".endswith(_HERE)
