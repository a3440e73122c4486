"""What is remembered of each address, and the journal of a run that has not come to its end.

A journal has one line for each answer, written when it comes; a line that is damaged is as if it were never asked. Not
here: what an answer means (`loaders.link_answers`).
"""

import os
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import msgspec

from loaders.link_answers import FINE, GONE, MOVED, Answer

FRESH = timedelta(days=7)  # so long a page that was found is not asked again
GONE_ONCE = "gone-once"


class Seen(msgspec.Struct, frozen=True):
    """An address as it was last seen: since which day it is so, and on which day its page was last there."""

    address: str
    outcome: str
    why: str
    asked_on: date
    since: date
    status: int | None = None
    moved_to: str | None = None
    last_there: date | None = None

    @property
    def kind(self) -> str:
        """How it is told. A page is called gone when it was not found on two days: one day may be a mishap."""
        return GONE_ONCE if self.outcome == GONE and self.since == self.asked_on else self.outcome

    @property
    def is_there(self) -> bool:
        """True where the page answers, here or where it moved to."""
        return self.outcome in (FINE, MOVED)


class LinkCopy(msgspec.Struct, frozen=True):
    """What is known of all cited addresses on one day."""

    asked_on: date
    links: tuple[Seen, ...]


def seen(before: Seen | None, address: str, answer: Answer, today: date) -> Seen:
    """What is remembered after this answer."""
    there = answer.outcome in (FINE, MOVED)
    return Seen(
        address=address,
        outcome=answer.outcome,
        why=answer.why,
        asked_on=today,
        since=before.since if before and before.outcome == answer.outcome else today,
        status=answer.status,
        moved_to=answer.moved_to,
        last_there=today if there else before.last_there if before else None,
    )


def is_due(known: Seen | None, today: date) -> bool:
    """Asked are new addresses, those whose page was not there, and those whose page was there a week ago."""
    return known is None or not known.is_there or not timedelta(0) <= today - known.asked_on < FRESH


class Journal:
    """The answers since the last report."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> list[Seen]:
        """All that can be read of it, in the order in which it was written."""
        try:
            lines = self._path.read_bytes().splitlines()
        except FileNotFoundError:
            return []
        return [one for line in lines if (one := _decoded(line))]

    def add(self, answers: Iterable[Seen]) -> None:
        """Keep these; they are on disk when this returns."""
        # A line that a crash cut off has no end: the empty line gives it one.
        text = b"\n" + b"".join(msgspec.json.encode(one) + b"\n" for one in answers)
        with self._path.open("ab") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())

    def forget(self) -> None:
        """The report holds it all."""
        self._path.unlink(missing_ok=True)


def _decoded(line: bytes) -> Seen | None:
    try:
        return msgspec.json.decode(line, type=Seen)
    except msgspec.MsgspecError:
        return None
