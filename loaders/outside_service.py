"""One polite connection to an outside service: one request at a time, with a pause, tried again where that may help.

The services are the register, openFDA and PubMed; `Service` holds what is said of each. A reply comes back only when
it is whole, came with a status that is no failure, and is of a kind that was asked for: a web page never is. A key is
kept out of every text: it is named here so that it can be taken out of what the other side says. Not here: what is
asked (`loaders.registry_client` and the other clients), and links, which go to many sites (`loaders.link_client`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic, sleep
from types import TracebackType
from typing import Self, TypeVar

import httpx

from loaders.registry_stops import BadPlaceError, RefreshStoppedError, TransientError, shortened

R = TypeVar("R")

_NAME = "emerging-therapies-dashboard (copies records for a patient service; one request at a time)"
_LARGEST = 300_000_000  # bytes; 1,000 studies with the fields we ask for are about 15,000,000


@dataclass(frozen=True)
class Service:
    """A service and the words for staff: what to do later, instead, and where it asks for fewer requests."""

    name: str
    real_address: str
    later: str
    instead: str
    fewer: str
    question: str
    kinds: tuple[str, ...] = ("application/json",)
    secret: str | None = None
    follows: bool = False

    @property
    def amid(self) -> str:
        """Its name in the middle of a sentence."""
        return self.name.replace("The ", "the ", 1)

    def said(self, text: str) -> str:
        """Words of the service, on one line, and never with the key in them."""
        return shortened(text.replace(self.secret, "(the key)") if self.secret else text)


@dataclass(frozen=True)
class Manners:
    """How a service is asked. The pause stands between requests; the register's robots.txt asks for a second."""

    pause: float = 1.0
    timeout: float = 60.0
    attempts: int = 6
    first_wait: float = 2.0

    def wait(self, failures: int) -> float:
        """The seconds to wait after the nth failure in a row: 2, 4, 8, 16, 32 ..."""
        return min(self.first_wait * 2 ** (failures - 1), 60.0)


@dataclass(frozen=True)
class Reply:
    """What came, before anybody asked whether it is a failure."""

    status: int
    kind: str
    body: bytes


class Connection:
    """A service at an address, while it is open."""

    def __init__(
        self,
        service: Service,
        address: str,
        manners: Manners,
        tell: Callable[[str], None],
        auth: tuple[str, str] | None = None,
    ) -> None:
        self.service, self.address = service, address.rstrip("/")
        self._manners, self._tell = manners, tell
        self._asked_at = -1e9
        self._http = httpx.Client(
            timeout=manners.timeout,
            limits=httpx.Limits(max_connections=1),
            headers={"User-Agent": _NAME, "Accept": ", ".join(service.kinds)},
            follow_redirects=service.follows,
            auth=auth,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._http.close()

    def patiently(self, ask: Callable[[], R]) -> R:
        """Ask, and again after a wait where what happened may pass. Raises RefreshStoppedError after all attempts."""
        for failures in range(1, self._manners.attempts):
            try:
                return ask()
            except TransientError as error:
                wait = self._manners.wait(failures)
                self._tell(f"{error.happened} Trying again in {wait:.0f} s (attempt {failures + 1}).")
                sleep(wait)
        try:
            return ask()
        except TransientError as error:
            happened = f"{error.happened} This is so after {self._manners.attempts} attempts."
            raise RefreshStoppedError(happened, error.do) from error

    def get(self, path: str, query: dict[str, str]) -> Reply:
        """One question in the address."""
        return self._ask("GET", path, query, None)

    def post(self, path: str, form: dict[str, str]) -> Reply:
        """One question in the body: what stands there is in no address, and so in no log of addresses."""
        return self._ask("POST", path, None, form)

    def _ask(self, method: str, path: str, query: dict[str, str] | None, form: dict[str, str] | None) -> Reply:
        sleep(max(0.0, self._asked_at + self._manners.pause - monotonic()))
        self._asked_at = monotonic()
        name, later = self.service.name, self.service.later
        try:
            with self._http.stream(method, f"{self.address}/{path}", params=query, data=form) as response:
                kind = response.headers.get("content-type", "")
                return Reply(response.status_code, kind, self._body(response))
        except httpx.TimeoutException as error:
            raise TransientError(f"{name} did not answer within {self._manners.timeout:g} seconds.", later) from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            happened = f"'{shortened(self.address)}' is not an address that can be asked."
            do = f"Give another --base-url (the real one is {self.service.real_address})."
            raise RefreshStoppedError(happened, do) from error
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.DecodingError) as error:
            raise TransientError(f"{name}'s answer was cut off.", later) from error
        except httpx.HTTPError as error:
            happened = f"{name} at {shortened(self.address)} cannot be reached ({type(error).__name__})."
            raise TransientError(happened, f"Look whether this machine has a connection. {later}") from error

    def _body(self, response: httpx.Response) -> bytes:
        body, end = bytearray(), monotonic() + 10 * self._manners.timeout
        for part in response.iter_bytes():
            body += part
            if len(body) > _LARGEST or monotonic() > end:
                happened = f"{self.service.name}'s answer does not come to an end."
                raise TransientError(happened, self.service.later)
        return bytes(body)


def content(service: Service, reply: Reply) -> bytes:
    """The body of a reply that is what was asked for; for every other one the exception that says what it was."""
    name, status, kind = service.name, reply.status, reply.kind
    said = f" It said: “{service.said(reply.body.decode(errors='replace'))}”" if kind.startswith("text/plain") else ""
    if status == 429:
        raise TransientError(f"{name} asks for fewer requests (429).", f"{service.fewer} {service.later}")
    if status >= 500 or status == 408:
        raise TransientError(f"{name} has a fault of its own ({status}).{said}", service.later)
    if status == 403:
        do = f"Do not repeat it fast. Try again in some hours from another network{service.instead}"
        raise RefreshStoppedError(f"{name} does not let this program in (403).", do)
    if status == 400:
        raise BadPlaceError(f"{name} did not understand the question (400).{said}", service.question)
    if status != 200:
        do = f"Look at --base-url (the real one is {service.real_address}){service.instead}"
        raise RefreshStoppedError(f"{name} answered with the unexpected status {status}.{said}", do)
    if not kind.startswith(service.kinds):
        what = "a web page" if "html" in kind else f"'{shortened(kind, 60)}'" if kind else "something unnamed"
        happened = f"Instead of data {service.amid}'s address gave {what} (status 200)."
        do = "Look at --base-url, and whether a proxy or a sign-in page stands in between. Then run it again"
        raise RefreshStoppedError(happened, f"{do}{service.instead}")
    return reply.body


def changed_form(service: Service, what: str) -> RefreshStoppedError:
    """A service that answers in another form than it did."""
    happened = f"{service.name}'s answer has another form than it had: {service.said(what)}."
    return RefreshStoppedError(happened, f"Tell who maintains the dashboard: {service.amid} has changed.")
