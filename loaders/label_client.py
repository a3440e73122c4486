"""openFDA's answers about drug labels, typed: the labels that a search finds, all of them, or that there is none.

A 404 with `NOT_FOUND` means none. A search that finds more labels than one product can have is not read further.
The key, where there is one, goes as a header and never into an address. Not here: what is searched for
(`loaders.label_products`), and which label is a product's (`loaders.label_ties`).
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

import msgspec

from loaders.json_reading import decoded
from loaders.label_products import REAL_ADDRESS
from loaders.outside_service import Connection, Manners, Reply, Service, changed_form, content
from loaders.registry_stops import RefreshStoppedError, TransientError, shortened

KEY = "OPENFDA_API_KEY"

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PAGE = 25  # a label is up to some hundred kB
_MOST = (
    100  # labels of one name that are read; nelarabine has about twenty makers. `skip` so stays far below its 25,000
)
_LATER = "Run the same command again later: it takes a minute or two."
_OPENFDA = Service(
    name="openFDA",
    real_address=REAL_ADDRESS,
    later=_LATER,
    instead=".",
    fewer=(
        "It allows 240 requests a minute, and 1,000 a day for all who share this address: wait until tomorrow, "
        f"or set a key of your own in {KEY}."
    ),
    question="Look at the names in the curated file.",
)


class Block(msgspec.Struct, frozen=True):
    """The part that openFDA adds by machine. It may be empty."""

    brand_name: tuple[str, ...] = ()
    generic_name: tuple[str, ...] = ()
    application_number: tuple[str, ...] = ()


class Label(msgspec.Struct, frozen=True):
    """A label, with the sections that are watched. `set_id` names it for ever, `id` this version of it."""

    set_id: str
    id: str | None = None
    version: str | int | None = None
    effective_time: str | None = None
    openfda: Block = Block()
    spl_product_data_elements: tuple[str, ...] = ()
    boxed_warning: tuple[str, ...] | None = None
    indications_and_usage: tuple[str, ...] | None = None
    recent_major_changes: tuple[str, ...] | None = None


class _Results(msgspec.Struct, frozen=True):
    total: int


class _Meta(msgspec.Struct, frozen=True):
    results: _Results
    last_updated: str | None = None
    disclaimer: str | None = None


class _Page(msgspec.Struct, frozen=True):
    meta: _Meta
    results: list[msgspec.Raw]


class _Error(msgspec.Struct, frozen=True):
    code: str = ""
    message: str = ""
    details: str | None = None


class _Refusal(msgspec.Struct, frozen=True):
    error: _Error


@dataclass(frozen=True)
class Found:
    """The labels of one search. `total` above what is here: too many to be one product, and none was read."""

    labels: tuple[Label, ...] = ()
    total: int = 0
    unreadable: int = 0
    last_updated: str | None = None
    disclaimer: str | None = None


class LabelClient:
    """openFDA at an address, while it is open."""

    def __init__(self, address: str, manners: Manners, tell: Callable[[str], None]) -> None:
        key = os.environ.get(KEY, "").strip() or None
        self._service = replace(_OPENFDA, secret=key)
        self._connection = Connection(self._service, address, manners, tell, auth=(key, "") if key else None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._connection.__exit__(kind, error, at)

    def search(self, words: str) -> Found:
        """All labels that a search finds. Raises RefreshStoppedError when they cannot be had."""
        return self._connection.patiently(lambda: self._all(words))

    def _all(self, words: str) -> Found:
        page = self._page(words, 0)
        if page is None:
            return Found()
        first, total = page.meta, page.meta.results.total
        if first.last_updated is not None and not _DAY.fullmatch(first.last_updated):
            raise changed_form(self._service, f"its data are of '{first.last_updated}'")
        if total > _MOST:
            return Found(total=total, last_updated=first.last_updated, disclaimer=first.disclaimer)
        raws: list[msgspec.Raw] = []
        while page is not None and page.results:
            raws += page.results
            page = self._page(words, len(raws)) if len(raws) < total else None
        if len(raws) != total:
            raise TransientError(f"openFDA announced {total:,} labels and gave {len(raws):,}.", _LATER)
        labels = tuple(label for raw in raws if (label := _label(raw)) is not None)
        return Found(labels, total, total - len(labels), first.last_updated, first.disclaimer)

    def _page(self, words: str, skip: int) -> _Page | None:
        query = {"search": words, "limit": str(_PAGE)} | ({"skip": str(skip)} if skip else {})
        return self._connection.patiently(lambda: self._asked(query))

    def _asked(self, query: dict[str, str]) -> _Page | None:
        reply = self._connection.get("drug/label.json", query)
        if reply.status != 200:
            error = _error_of(reply)
            if reply.status == 404 and error.code == "NOT_FOUND":
                return None
            self._refuse(reply, error)
        return self._read(content(self._service, reply))

    def _refuse(self, reply: Reply, error: _Error) -> None:
        said = f" It said: “{self._service.said(error.message)}”" if error.message else ""
        if error.code == "API_KEY_INVALID":
            do = f"Correct {KEY}, or take it away: one run needs about 100 of the 1,000 requests a day without a key."
            raise RefreshStoppedError(f"openFDA does not accept the key in {KEY} (403).", do)
        if reply.status == 500 and error.code == "SERVER_ERROR" and error.details:
            # A search that cannot be parsed comes with this status, and details: another try would not help.
            happened = f"openFDA could not read the search (500).{said}"
            raise RefreshStoppedError(happened, "Tell who maintains the dashboard: loaders/label_products.py")
        if reply.status == 400:
            raise RefreshStoppedError(f"openFDA did not understand the question (400).{said}", self._service.question)

    def _read(self, body: bytes) -> _Page:
        try:
            return decoded(body, _Page)
        except msgspec.ValidationError as error:
            raise changed_form(self._service, str(error)) from error
        except msgspec.DecodeError as error:
            raise TransientError("openFDA's answer was cut off or is not JSON.", _LATER) from error


def _label(raw: msgspec.Raw) -> Label | None:
    try:
        return decoded(raw, Label)
    except msgspec.DecodeError:
        return None


def _error_of(reply: Reply) -> _Error:
    try:
        found = decoded(reply.body, _Refusal).error
    except msgspec.MsgspecError:
        return _Error()
    return _Error(shortened(found.code, 60), found.message, found.details)
