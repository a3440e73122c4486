"""One polite connection to the register: one request at a time, about one a second, tried again where that may help.

Returns only what is whole and what it should be: JSON that says so. Not here: which pages, and in what order.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic, sleep
from types import TracebackType
from typing import Self, TypeVar

import httpx
import msgspec

from loaders.registry_questions import REAL_ADDRESS
from loaders.registry_stops import BadPlaceError, RefreshStoppedError, TransientError, shortened
from loaders.registry_study import Study, Unreadable, read_studies

R = TypeVar("R")

_NAME = "emerging-therapies-dashboard (copies records for a patient service; one request a second)"
_LARGEST = 300_000_000  # bytes; 1,000 studies with the fields we ask for are about 15,000,000
_FILE = "or load a downloaded file: python -m loaders refresh --from FILE"
_LATER = f"Run the same command again later: it goes on where it stopped; {_FILE}"


@dataclass(frozen=True)
class Manners:
    """How the register is asked. The pause stands between requests; robots.txt asks for a second."""

    pause: float = 1.0
    timeout: float = 60.0
    attempts: int = 6
    first_wait: float = 2.0

    def wait(self, failures: int) -> float:
        """The seconds to wait after the nth failure in a row: 2, 4, 8, 16, 32 ..."""
        return min(self.first_wait * 2 ** (failures - 1), 60.0)


class PageText(msgspec.Struct, rename="camel", frozen=True):
    """A page as the register sends it: only `studies` is always there."""

    studies: msgspec.Raw
    next_page_token: str | None = None
    total_count: int | None = None


class Version(msgspec.Struct, rename="camel", frozen=True):
    """What the register says of itself."""

    data_timestamp: str


@dataclass(frozen=True)
class Answer:
    """A page, read: studies, those that could not be read, the token of the next page, the total (first page only)."""

    studies: list[Study]
    unreadable: list[Unreadable]
    next: str | None
    total: int | None


class RegisterClient:
    """The register at an address, while it is open."""

    def __init__(self, address: str, manners: Manners, tell: Callable[[str], None]) -> None:
        self.address = address.rstrip("/")
        self._manners, self._tell = manners, tell
        self._asked_at = -1e9
        self._http = httpx.Client(
            timeout=manners.timeout,
            limits=httpx.Limits(max_connections=1),
            headers={"User-Agent": _NAME, "Accept": "application/json"},
            follow_redirects=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._http.close()

    def data_timestamp(self) -> str:
        """The state of the register's data: another text, another state."""
        return self._patiently(lambda: _read(Version, self._get("version", {}))).data_timestamp

    def page(self, query: dict[str, str]) -> Answer:
        """One page of studies. Raises RefreshStoppedError when it cannot be had, also after all attempts."""
        return self._patiently(lambda: _answer(self._get("studies", query)))

    def _patiently(self, ask: Callable[[], R]) -> R:
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

    def _get(self, path: str, query: dict[str, str]) -> bytes:
        sleep(max(0.0, self._asked_at + self._manners.pause - monotonic()))
        self._asked_at = monotonic()
        address = f"{self.address}/{path}"
        try:
            with self._http.stream("GET", address, params=query) as response:
                body = self._body(response)
        except httpx.TimeoutException as error:
            happened = f"The register did not answer within {self._manners.timeout:g} seconds."
            raise TransientError(happened, _LATER) from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            happened = f"'{shortened(self.address)}' is not an address that can be asked."
            raise RefreshStoppedError(happened, f"Give another --base-url (the real one is {REAL_ADDRESS}).") from error
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.DecodingError) as error:
            raise TransientError("The register's answer was cut off.", _LATER) from error
        except httpx.HTTPError as error:
            happened = f"The register at {shortened(self.address)} cannot be reached ({type(error).__name__})."
            raise TransientError(happened, f"Look whether this machine has a connection. {_LATER}") from error
        _refuse_failures(response, body)
        return body

    def _body(self, response: httpx.Response) -> bytes:
        body, end = bytearray(), monotonic() + 10 * self._manners.timeout
        for part in response.iter_bytes():
            body += part
            if len(body) > _LARGEST or monotonic() > end:
                raise TransientError("The register's answer does not come to an end.", _LATER)
        return bytes(body)


def _refuse_failures(response: httpx.Response, body: bytes) -> None:
    status, kind = response.status_code, response.headers.get("content-type", "")
    said = f" It said: “{shortened(body.decode(errors='replace'))}”" if kind.startswith("text/plain") else ""
    if status == 429:
        raise TransientError("The register asks for fewer requests (429).", f"Raise --pause. {_LATER}")
    if status >= 500 or status == 408:
        raise TransientError(f"The register has a fault of its own ({status}).{said}", _LATER)
    if status == 403:
        happened = "The register does not let this program in (403)."
        raise RefreshStoppedError(
            happened, f"Do not repeat it fast. Try again in some hours from another network, {_FILE}"
        )
    if status == 400:
        raise BadPlaceError(
            f"The register did not understand the question (400).{said}", "Look at the words of --query."
        )
    if status != 200:
        happened = f"The register answered with the unexpected status {status}.{said}"
        raise RefreshStoppedError(happened, f"Look at --base-url (the real one is {REAL_ADDRESS}), {_FILE}")
    if not kind.startswith("application/json"):
        what = "a web page" if "html" in kind else f"'{shortened(kind, 60)}'" if kind else "something unnamed"
        happened = f"Instead of data the register's address gave {what} (status 200)."
        do = f"Look at --base-url, and whether a proxy or a sign-in page stands in between. Then run it again, {_FILE}"
        raise RefreshStoppedError(happened, do)


def _answer(body: bytes) -> Answer:
    page = _read(PageText, body)
    try:
        studies, unreadable = read_studies(page.studies)
    except msgspec.DecodeError as error:
        raise TransientError(f"The register's list of studies is not one ({error}).", _LATER) from error
    return Answer(studies, unreadable, page.next_page_token, page.total_count)


def _read(kind: type[R], body: bytes) -> R:
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError as error:
        happened = f"The register's answer has another form than it had: {shortened(str(error))}."
        raise RefreshStoppedError(happened, "Tell who maintains the dashboard: the register has changed.") from error
    except msgspec.DecodeError as error:
        raise TransientError("The register's answer was cut off or is not JSON.", _LATER) from error
