"""All pages of all questions, of one state of the register: going on where a killed crawl was, beginning again when
the register's data move in between.

The first pages of all questions come first, because only they say how many studies there are. Not here: how one page is
had (`loaders.registry_client`), kept (`loaders.registry_journal`) or made into tables (`loaders.registry_copy`).
"""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from loaders.registry_client import RegisterClient
from loaders.registry_journal import Journal, Page
from loaders.registry_questions import Question
from loaders.registry_stops import BadPlaceError, MovedError, RefreshStoppedError
from loaders.registry_study import asked_fields

_BEGINNINGS = 4
_PAGES_BETWEEN_LOOKS = 25
_NCT = re.compile(r"NCT[0-9]{8}")


@dataclass
class _Read:
    """How far one question is. A study that came twice counts once: another one may be missing for it."""

    pages: int = 0
    numbers: set[int] = field(default_factory=set)
    numberless: int = 0
    total: int | None = None
    next: str | None = None
    tokens: set[str] = field(default_factory=set)

    @property
    def studies(self) -> int:
        return len(self.numbers) + self.numberless

    @property
    def ended(self) -> bool:
        return self.pages > 0 and self.next is None

    def take(self, page: Page) -> None:
        self.pages += 1
        self.numbers.update(int(study.nct[3:]) for study in page.studies)
        for odd in page.unreadable:
            if odd.nct and _NCT.fullmatch(odd.nct):
                self.numbers.add(int(odd.nct[3:]))
            else:
                self.numberless += 1
        self.total = page.total if self.pages == 1 else self.total
        self.next = page.next
        if page.next is not None:
            self.tokens.add(page.next)


class Crawl:
    """One crawl: questions, a connection, a journal. `run` returns when the journal is complete."""

    def __init__(
        self,
        client: RegisterClient,
        journal: Journal,
        questions: list[Question],
        page_size: int,
        tell: Callable[[str], None],
    ) -> None:
        self._client, self._journal, self._questions, self._tell = client, journal, questions, tell
        self._page_size = page_size
        self._read: list[_Read] = []
        self._fetched, self._began = 0, time.monotonic()

    def run(self) -> str:
        """Fetch what is missing. Returns the state of the register that all pages are of.

        Raises RefreshStoppedError; then the journal keeps what may be gone on with.
        """
        for beginning in range(1, _BEGINNINGS + 1):
            timestamp = self._client.data_timestamp()
            before = self._journal.timestamp()
            if before != timestamp:
                if before:
                    self._tell("The pages here already are of an older state of the register: beginning again.")
                self._journal.begin(timestamp)
            try:
                self._fetch_all(timestamp)
            except MovedError as error:
                self._journal.forget()
                self._tell(f"{error.happened} Beginning again at the first page ({beginning} of {_BEGINNINGS}).")
                stopped = error
            else:
                return timestamp
        raise RefreshStoppedError(f"{stopped.happened} This is so after {_BEGINNINGS} beginnings.", stopped.do)

    def pages(self) -> Iterator[Page]:
        """All pages, question by question. Raises RefreshStoppedError where one is gone since it was fetched."""
        for number, read in enumerate(self._read):
            came = 0
            for page in self._journal.pages(number):
                came += 1
                yield page
            if came != read.pages:
                happened = "A page that was fetched can no longer be read from this machine's disk."
                raise RefreshStoppedError(happened, "Look at the disk, then run it again.")

    def _fetch_all(self, timestamp: str) -> None:
        self._read = [_Read() for _ in self._questions]
        for number, read in enumerate(self._read):
            for page in self._journal.pages(number):
                read.take(page)
        self._fetched, self._began = 0, time.monotonic()
        if had := sum(read.pages for read in self._read):
            self._tell(f"Going on after {had:,} pages that are here already.")
        for number, read in enumerate(self._read):
            if read.pages == 0:
                self._fetch(number, read)
        for number, read in enumerate(self._read):
            while not read.ended:
                self._fetch(number, read)
                if self._fetched % _PAGES_BETWEEN_LOOKS == 0:
                    self._same_state(timestamp)
        self._same_state(timestamp)
        self._complete()

    def _fetch(self, number: int, read: _Read) -> None:
        asked = {**self._questions[number], "fields": asked_fields(), "pageSize": str(self._page_size)}
        # The token goes with the question that it came with, always: the register does not refuse it with another.
        asked |= {"countTotal": "true"} if read.next is None else {"pageToken": read.next}
        try:
            answer = self._client.page(asked)
        except BadPlaceError as error:
            if read.next is None:
                raise
            raise MovedError("The register no longer knows the place where the crawl was.", _WAIT) from error
        if answer.next is not None and answer.next in read.tokens:
            self._journal.forget()
            happened = "The register sent us in a circle: the mark of the next page was one that we had before."
            raise RefreshStoppedError(happened, "Run it again. If it happens again, try tomorrow or use --from FILE.")
        page = Page(read.next, answer.next, answer.total, answer.studies, answer.unreadable)
        self._journal.add(number, read.pages, page)
        read.take(page)
        self._fetched += 1
        self._say_how_far()

    def _same_state(self, timestamp: str) -> None:
        if self._client.data_timestamp() != timestamp:
            raise MovedError("The register's data were refreshed in the middle of the crawl.", _WAIT)

    def _complete(self) -> None:
        for read in self._read:
            if read.total is not None and read.studies != read.total:
                happened = f"The register announced {read.total:,} studies and gave {read.studies:,}."
                raise MovedError(happened, _WAIT)

    def _say_how_far(self) -> None:
        done = sum(read.studies for read in self._read)
        if any(read.pages == 0 or read.total is None for read in self._read):
            begun = sum(read.pages > 0 for read in self._read)
            self._tell(f"{done:,} studies so far; {begun} of {len(self._read)} questions begun")
            return
        total = sum(read.total or 0 for read in self._read)
        pages = sum(-(-max(0, (read.total or 0) - read.studies) // self._page_size) for read in self._read)
        seconds = (time.monotonic() - self._began) / self._fetched * pages
        share = f" ({100 * done // total}%)" if total else ""
        self._tell(f"{done:,} of {total:,} studies{share}, about {_span(seconds)} left")


_WAIT = "Wait until the register's daily refresh is over (about 15:00 UTC on working days), then run it again."


def _span(seconds: float) -> str:
    return (
        f"{seconds:.0f} s"
        if seconds < 90
        else f"{seconds / 60:.0f} min"
        if seconds < 5400
        else f"{seconds / 3600:.1f} h"
    )
