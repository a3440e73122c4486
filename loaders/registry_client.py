"""The register's answers: pages of studies, and the state of its data. Typed, and nothing but what we asked for.

How it is asked politely, and what its failures are called: `loaders.outside_service`. Not here: which pages, in what
order (`loaders.registry_crawl`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TypeVar

import msgspec

from loaders.json_reading import decoded
from loaders.outside_service import Connection, Manners, Service, changed_form, content
from loaders.registry_questions import REAL_ADDRESS
from loaders.registry_stops import TransientError
from loaders.registry_study import Study, Unreadable, read_studies

R = TypeVar("R")

_FILE = "or load a downloaded file: python -m loaders refresh --from FILE"
_LATER = f"Run the same command again later: it goes on where it stopped; {_FILE}"
_REGISTER = Service(
    name="The register",
    real_address=REAL_ADDRESS,
    later=_LATER,
    instead=f", {_FILE}",
    fewer="Raise --pause.",
    question="Look at the words of --query.",
    follows=True,  # an older number of a study leads to its present one
)


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
        self._connection = Connection(_REGISTER, address, manners, tell)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._connection.__exit__(kind, error, at)

    def data_timestamp(self) -> str:
        """The state of the register's data: another text, another state."""
        return self._connection.patiently(lambda: _read(Version, self._get("version", {}))).data_timestamp

    def page(self, query: dict[str, str]) -> Answer:
        """One page of studies. Raises RefreshStoppedError when it cannot be had, also after all attempts."""
        return self._connection.patiently(lambda: _answer(self._get("studies", query)))

    def _get(self, path: str, query: dict[str, str]) -> bytes:
        return content(_REGISTER, self._connection.get(path, query))


def _answer(body: bytes) -> Answer:
    page = _read(PageText, body)
    try:
        studies, unreadable = read_studies(page.studies)
    except msgspec.DecodeError as error:
        raise TransientError(f"The register's list of studies is not one ({error}).", _LATER) from error
    return Answer(studies, unreadable, page.next_page_token, page.total_count)


def _read(kind: type[R], body: bytes) -> R:
    try:
        return decoded(body, kind)
    except msgspec.ValidationError as error:
        raise changed_form(_REGISTER, str(error)) from error
    except msgspec.DecodeError as error:
        raise TransientError("The register's answer was cut off or is not JSON.", _LATER) from error
