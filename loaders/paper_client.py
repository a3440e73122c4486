"""PubMed's answers: the numbers that a DOI leads to, and the records of many papers at once.

Questions go in the body, so that a key or an e-mail address stands in no address. Failures come inside status 200 too;
the answer to too many requests repeats the key or the caller's address, and is never quoted. Not here: reading a record
(`loaders.paper_records`).
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Self, TypeVar

import msgspec

from loaders.json_reading import decoded
from loaders.outside_service import Connection, Manners, Reply, Service, changed_form, content
from loaders.paper_records import Paper, UnreadableError, read_papers
from loaders.paper_sources import REAL_ADDRESS
from loaders.registry_stops import RefreshStoppedError, TransientError

R = TypeVar("R")

KEY, EMAIL = "NCBI_API_KEY", "NCBI_EMAIL"

_TOOL = "emerging-therapies-dashboard"
_BATCH = 50  # records of one request; one with a thousand named investigators has some hundred kB
_LATER = "Run the same command again later: it takes a minute."
_PUBMED = Service(
    name="PubMed",
    real_address=REAL_ADDRESS,
    later=_LATER,
    instead=".",
    fewer=f"It allows 3 requests a second for all who share this address: raise --pause, or set a key in {KEY}.",
    question="Tell who maintains the dashboard: loaders/paper_client.py",
    kinds=("application/json", "text/xml", "application/xml"),
)


class _SearchResult(msgspec.Struct, frozen=True):
    idlist: tuple[str, ...] | None = None
    error: str | None = msgspec.field(default=None, name="ERROR")


class _Search(msgspec.Struct, frozen=True):
    esearchresult: _SearchResult | None = None
    error: str | None = None


class _Summary(msgspec.Struct, frozen=True):
    result: dict[str, msgspec.Raw]


class _Refusal(msgspec.Struct, frozen=True):
    error: str = ""


class PaperClient:
    """PubMed at an address, while it is open."""

    def __init__(self, address: str, manners: Manners, tell: Callable[[str], None]) -> None:
        key, email = (os.environ.get(name, "").strip() for name in (KEY, EMAIL))
        self.has_email = bool(email)
        self._service = replace(_PUBMED, secret=key or None)
        self._every = {"db": "pubmed", "tool": _TOOL}
        self._every |= {name: value for name, value in (("api_key", key), ("email", email)) if value}
        self._connection = Connection(self._service, address, manners, tell)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._connection.__exit__(kind, error, at)

    def numbers_of(self, doi: str) -> tuple[str, ...]:
        """The papers that a search for a DOI finds. A search may be widened: look at the DOI of what came."""
        form = {"term": f'"{doi.replace(chr(34), " ")}"[doi]', "retmode": "json", "retmax": "20"}
        return self._connection.patiently(lambda: self._found(self._content("esearch.fcgi", form)))

    def papers(self, numbers: Sequence[str]) -> dict[str, Paper]:
        """The records of these papers by number; one that does not exist is not among them."""
        found: dict[str, Paper] = {}
        for start in range(0, len(numbers), _BATCH):
            batch = numbers[start : start + _BATCH]
            found |= self._connection.patiently(lambda batch=batch: self._records(batch))
        return found

    def _records(self, numbers: Sequence[str]) -> dict[str, Paper]:
        found = self._read(self._content("efetch.fcgi", {"id": ",".join(numbers), "retmode": "xml"}))
        missing = [number for number in numbers if number not in found]
        # `efetch` leaves out in silence what it does not know; `esummary` says so. What only one knows was lost.
        if missing and (lost := self._known(missing)):
            raise TransientError(f"PubMed left out {len(lost)} papers that it has: {', '.join(lost[:3])}.", _LATER)
        return {number: paper for number, paper in found.items() if number in numbers}

    def _known(self, numbers: Sequence[str]) -> list[str]:
        body = self._content("esummary.fcgi", {"id": ",".join(numbers), "retmode": "json"})
        result = self._decoded(body, _Summary).result
        return [number for number in numbers if number in result and not self._decoded(result[number], _Refusal).error]

    def _content(self, path: str, form: dict[str, str]) -> bytes:
        reply = self._connection.post(path, self._every | form)
        self._refuse(reply)
        return content(self._service, reply)

    def _refuse(self, reply: Reply) -> None:
        """What PubMed says in JSON, with any status."""
        if not reply.kind.startswith("application/json"):
            return
        try:
            said = decoded(reply.body, _Refusal).error
        except msgspec.MsgspecError:
            return
        if "api key" in said.casefold():
            do = f"Correct {KEY}, or take it away: without a key it works as well."
            raise RefreshStoppedError(f"PubMed does not accept the key in {KEY}.", do)
        if "rate limit" in said.casefold():
            raise TransientError(f"PubMed asks for fewer requests ({reply.status}).", f"{_PUBMED.fewer} {_LATER}")
        if said and reply.status == 200:
            raise TransientError(f"PubMed could not answer. It said: “{self._service.said(said)}”", _LATER)

    def _found(self, body: bytes) -> tuple[str, ...]:
        result = self._decoded(body, _Search).esearchresult
        if result and result.error:
            raise TransientError(f"PubMed could not search. It said: “{self._service.said(result.error)}”", _LATER)
        if result is None or result.idlist is None:
            raise changed_form(self._service, "a search without a list of numbers")
        return result.idlist

    def _decoded(self, body: bytes | msgspec.Raw, kind: type[R]) -> R:
        try:
            return decoded(body, kind)
        except msgspec.ValidationError as error:
            raise changed_form(self._service, str(error)) from error
        except msgspec.DecodeError as error:
            raise TransientError("PubMed's answer was cut off or is not JSON.", _LATER) from error

    def _read(self, body: bytes) -> dict[str, Paper]:
        try:
            return read_papers(body)
        except UnreadableError as error:
            happened = f"PubMed's answer is no list of papers: {self._service.said(str(error))}."
            raise TransientError(happened, _LATER) from error
