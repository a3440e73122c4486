"""Pages already fetched, on disk: so a crawl that was killed goes on where it was, and never begins twice.

A page is written whole or not at all. The journal belongs to one crawl (its questions, page size, fields and address)
and to one state of the register; for any other it is empty. It holds the fields of `loaders.registry_study` alone. Not
here: asking for pages (`loaders.registry_crawl`).
"""

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pyarrow as pa

from loaders.json_reading import decoded
from loaders.registry_study import Study, Unreadable, asked_fields

_CRAWL = "crawl.json"


class Page(msgspec.Struct, frozen=True):
    """One page: the token by which it was asked for (none for the first), and what came."""

    asked: str | None
    next: str | None
    total: int | None
    studies: list[Study]
    unreadable: list[Unreadable]


class Journal:
    """The pages in a folder, by question and number, both counted from 0."""

    def __init__(self, folder: Path, crawl: object) -> None:
        self.folder = folder
        words = json.dumps([crawl, asked_fields()], sort_keys=True)
        self._key = hashlib.sha256(words.encode()).hexdigest()

    def timestamp(self) -> str | None:
        """The state of the register that the pages are of; none when there are no pages of this crawl."""
        try:
            found = json.loads((self.folder / _CRAWL).read_bytes())
            return str(found["data_timestamp"]) if found["key"] == self._key else None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def begin(self, timestamp: str) -> None:
        """Forget all pages; those to come are of this state of the register."""
        self.forget()
        self.folder.mkdir(parents=True)
        _write(self.folder / _CRAWL, json.dumps({"key": self._key, "data_timestamp": timestamp}).encode())

    def forget(self) -> None:
        """Take the journal away: first what makes it one."""
        (self.folder / _CRAWL).unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def add(self, question: int, number: int, page: Page) -> None:
        """Keep a page."""
        content = msgspec.json.encode(page)
        packed = pa.compress(content, codec="zstd", asbytes=True)
        _write(self._path(question, number), len(content).to_bytes(8, "big") + packed)

    def pages(self, question: int) -> Iterator[Page]:
        """The pages of a question in order, as far as each leads to the next and can be read."""
        number, token = 0, None
        while (page := self._page(question, number)) is not None and page.asked == token:
            yield page
            number, token = number + 1, page.next
            if token is None:
                return

    def _page(self, question: int, number: int) -> Page | None:
        try:
            content = self._path(question, number).read_bytes()
            size = int.from_bytes(content[:8], "big")
            text = pa.decompress(content[8:], decompressed_size=size, codec="zstd", asbytes=True)
            return decoded(text, Page)
        except (OSError, msgspec.DecodeError, pa.ArrowException, ValueError, MemoryError):
            return None

    def _path(self, question: int, number: int) -> Path:
        return self.folder / f"{question:03}-{number:06}.page"


def _write(path: Path, content: bytes) -> None:
    # Not waited for to be on the disk: a page that is lost is asked for again.
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(content)
    part.replace(path)
