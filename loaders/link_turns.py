"""Whose turn it is: one request at a time to each site, with a pause after each, and the sites side by side.

A site is the name in an address, with or without `www.`. Redirects wait for the turn of the site they lead to. Not
here: one request itself (`loaders.link_client`).
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import urlsplit


@dataclass
class _Site:
    addresses: deque[str] = field(default_factory=deque)
    taken: bool = False
    left_alone: bool = False
    free_at: float = 0.0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


def site_of(address: str) -> str:
    """The name of the site of an address."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


class Turns:
    """The addresses that wait, by site."""

    def __init__(self, addresses: Iterable[str], pause: float) -> None:
        self._sites: dict[str, _Site] = {}
        self._pause = pause
        for address in addresses:
            self._site(address).addresses.append(address)

    def take(self) -> str | None:
        """The next address: of a site that nobody asks now, that may be asked soonest, and that has most of them left.

        None when there is none. `done` gives the site back.
        """
        now = monotonic()
        free = [site for site in self._sites.values() if site.addresses and not site.taken and not site.left_alone]
        if not free:
            return None
        site = min(free, key=lambda site: (max(site.free_at, now), -len(site.addresses)))
        site.taken = True
        return site.addresses.popleft()

    def done(self, address: str) -> None:
        """The address has its answer; its site may be taken again."""
        self._site(address).taken = False

    @asynccontextmanager
    async def of(self, address: str) -> AsyncGenerator[None]:
        """The turn of one request to the site of this address."""
        site = self._site(address)
        async with site.lock:
            await asyncio.sleep(max(0.0, site.free_at - monotonic()))
            try:
                yield
            finally:
                site.free_at = max(site.free_at, monotonic() + self._pause)

    def wait(self, address: str, seconds: float) -> None:
        """The site asked to wait so long."""
        self._site(address).free_at = monotonic() + max(seconds, self._pause)

    def leave_alone(self, address: str) -> None:
        """The site asked for fewer requests: what waits for it is not asked in this run."""
        self._site(address).left_alone = True

    def is_left_alone(self, address: str) -> bool:
        """Whether the site of this address asked for fewer requests."""
        return self._site(address).left_alone

    def not_asked(self) -> list[str]:
        """What still waits, of sites that are left alone."""
        return [address for site in self._sites.values() if site.left_alone for address in site.addresses]

    def _site(self, address: str) -> _Site:
        return self._sites.setdefault(site_of(address), _Site())
