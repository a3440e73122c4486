"""Asks one address whether its page is there: HEAD, and GET where HEAD is refused; no page is ever read.

Redirects are followed by hand, five at most. A site that asks to wait is waited for, once and not longer than a minute;
after that it is left alone. Not here: whose turn it is (`loaders.link_turns`), what the answers mean
(`loaders.link_answers`).
"""

import asyncio
import socket
import ssl
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from loaders.link_answers import UNANSWERED, Answer, Hop, judged
from loaders.link_guard import Guard, NotFollowedError
from loaders.link_turns import Turns
from loaders.registry_stops import RefreshStoppedError, shortened

_NAME = "emerging-therapies-dashboard (looks whether the pages that it cites are still there; reads none of them)"
_MOST_REDIRECTS = 5
_LONGEST_WAIT = 60.0  # seconds
_REDIRECTS = (301, 302, 303, 307, 308)
_FEWER = (429, 503)


class _NoAnswerError(Exception):
    """The site, or the way to it, gave nothing that can be used."""


class LinkClient:
    """Asks addresses, each when it is the turn of its site."""

    def __init__(self, turns: Turns, timeout: float) -> None:
        self._turns, self._timeout = turns, timeout
        self._trusted = httpx.create_ssl_context()  # once: it reads all certificates

    async def ask(self, address: str) -> Answer:
        """What the address says now."""
        guard = Guard()
        async with self._opened() as http:
            try:
                return await self._followed(http, address, guard)
            except NotFollowedError as error:
                return Answer(UNANSWERED, f"It leads to {error}: that is not followed.")
            except _NoAnswerError as error:
                return Answer(UNANSWERED, str(error), reached=guard.ever_reached)

    def _opened(self) -> httpx.AsyncClient:
        """A client of its own for each address: cookies end with it, and no open connection goes round the guard."""
        try:
            return httpx.AsyncClient(
                verify=self._trusted,
                timeout=self._timeout,
                limits=httpx.Limits(max_keepalive_connections=0),
                headers={"User-Agent": _NAME, "Accept": "text/html, application/pdf, */*;q=0.8"},
                event_hooks={"response": [_take_location]},
            )
        except (httpx.InvalidURL, ValueError, ImportError) as error:
            happened = f"The proxy that this machine names cannot be used: {shortened(str(error))}."
            raise RefreshStoppedError(happened, "Look at HTTP_PROXY, HTTPS_PROXY and ALL_PROXY.") from error

    async def _followed(self, http: httpx.AsyncClient, address: str, guard: Guard) -> Answer:
        hops: list[Hop] = []
        here = address
        for _ in range(_MOST_REDIRECTS + 1):
            hop = await self._hop(http, here, guard)
            hops.append(hop)
            if hop.location is None:
                return judged(hops)
            here = hop.location
        if len({hop.address for hop in hops}) < len(hops):
            return Answer(UNANSWERED, "The site sends in a circle.", hops[-1].status)
        return Answer(UNANSWERED, f"The site sends on more than {_MOST_REDIRECTS} times.", hops[-1].status)

    async def _hop(self, http: httpx.AsyncClient, address: str, guard: Guard) -> Hop:
        """The answer to HEAD if it can be believed, else the one to GET: many sites answer HEAD with a fault."""
        try:
            found = await self._asked(http, "HEAD", address, guard)
        except _NoAnswerError:
            if not guard.reached:
                raise
        else:
            if found.status < 400 or self._turns.is_left_alone(address):
                return found
        return await self._asked(http, "GET", address, guard)

    async def _asked(self, http: httpx.AsyncClient, method: str, address: str, guard: Guard) -> Hop:
        response = await self._response(http, method, address, guard)
        if (wait := _asked_to_wait(response)) is not None:
            if wait <= _LONGEST_WAIT:
                self._turns.wait(address, wait)
                response = await self._response(http, method, address, guard)
                wait = _asked_to_wait(response)
            if wait is not None:
                self._turns.leave_alone(address)
        return Hop(address, response.status_code, _location(response))

    async def _response(self, http: httpx.AsyncClient, method: str, address: str, guard: Guard) -> httpx.Response:
        try:
            url = _url(address)
        except ValueError as error:
            raise _NoAnswerError("This is not an address that can be asked.") from error
        request = http.build_request(method, url, extensions=guard.request(url))
        if self._turns.is_left_alone(address):
            raise _NoAnswerError("It leads to a site that asked for fewer requests, and was not asked again.")
        async with self._turns.of(address):
            try:
                async with asyncio.timeout(self._timeout):
                    response = await http.send(request, stream=True)
                    await response.aclose()
                    return response
            except (TimeoutError, httpx.TimeoutException) as error:
                raise _NoAnswerError(f"The site did not answer within {self._timeout:g} seconds.") from error
            except httpx.ConnectError as error:
                raise _NoAnswerError(why_not_connected(error, guard)) from error
            except httpx.ProxyError as error:
                raise _NoAnswerError("The proxy of this network does not let the request through.") from error
            except httpx.TransportError as error:
                raise _NoAnswerError("The site broke off, or its answer cannot be read.") from error
            except (OSError, ValueError, ArithmeticError, ExceptionGroup) as error:  # one odd page must not end it all
                raise _NoAnswerError("The site could not be asked.") from error


def _url(address: str) -> httpx.URL:
    """The address. Raises ValueError when it is none."""
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise ValueError(str(error)) from error
    if url.scheme in ("http", "https") and not url.host.strip("[]"):
        raise ValueError("no site")
    if not 0 < (url.port or 1) < 65536:
        raise ValueError("no port")
    return url


async def _take_location(response: httpx.Response) -> None:
    """Put it where httpx does not look: it reads every redirect, and fails where that is no address."""
    response.extensions["location"] = response.headers.pop("location", "").strip()


def _location(response: httpx.Response) -> str | None:
    """Where a redirect leads. Raises NotFollowedError when that is no address at all."""
    said = response.extensions["location"]
    if response.status_code not in _REDIRECTS or not said:
        return None
    try:
        return str(_url(str(response.request.url.join(said))))
    except (httpx.InvalidURL, ValueError) as error:
        raise NotFollowedError("something that is no address") from error


def _asked_to_wait(response: httpx.Response) -> float | None:
    """The seconds that a site asks to wait; None when it does not ask. Without a number nobody knows how long."""
    said = response.headers.get("retry-after", "").strip()
    if response.status_code not in _FEWER or (response.status_code == 503 and not said):
        return None
    if said.isascii() and said.isdigit() and len(said) < 10:
        return float(said)
    try:
        when = parsedate_to_datetime(said)
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        return max(0.0, (when - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return float("inf")


def why_not_connected(error: BaseException, guard: Guard) -> str:
    """The words for it: the reason stands in what caused the exception, some levels down."""
    causes: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and len(causes) < 10:
        causes.append(cause)
        cause = cause.__cause__ or cause.__context__
    if any(isinstance(one, ssl.SSLCertVerificationError) for one in causes):
        return "The site cannot prove that it is the one: its certificate is not valid."
    if guard.reached:
        return "No secure connection to the site comes about."
    if any(isinstance(one, socket.gaierror) for one in causes):
        return "The name of the site is not known."
    return "The site cannot be reached."
