"""Recording what a build changes: the release that is there is compared with the one to come, before it is replaced.

Builds of one day fold together: a day's file always says what was true before that day. Not here: the files
(`loaders.history`) or the release's own (`loaders.parquet`).
"""

import hashlib
import io
import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet

from loaders import history
from loaders.history import Entry, HistoryDay
from loaders.parquet import MANIFEST


@dataclass(frozen=True, slots=True)
class Recorded:
    """The history after a build, and what to tell the person who built.

    `obsolete`: the file of a day that has no change any more, to be taken away once the release without it is there.
    """

    days: tuple[HistoryDay, ...]
    said: str
    obsolete: Path | None = None


@dataclass(frozen=True, slots=True)
class ReleaseThere:
    """The release that a build replaces, read as it is: also one of an older data version."""

    release: str
    tables: dict[str, pa.Table]

    @property
    def days(self) -> frozenset[date]:
        """The days of its own history."""
        table = self.tables.get("history_days")
        return frozenset(table.column("day").to_pylist()) if table is not None else frozenset()

    def entries(self, day: date) -> tuple[Entry, ...]:
        """The changes of a day in its own history."""
        table = self.tables.get("history")
        return tuple(
            Entry(row["table"], row["key"], None if row["before"] is None else json.loads(row["before"]))
            for row in (table.to_pylist() if table is not None else ())
            if row["day"] == day
        )


def recorded(
    folder: Path, release: Path, there: ReleaseThere | None, tables: dict[str, pa.Table], today: date
) -> Recorded:
    """Write into `folder` what differs between the release that is `there` and `tables`; nothing where none is there.

    Raises HistoryDamagedError when the history that is there cannot be used.
    """
    days = history.read(folder)
    if there is None:
        return Recorded(days, "")
    known = {one.day for one in days}
    if lost := sorted(there.days - known):
        raise history.HistoryDamagedError(
            f"The release in {release} has changes of {lost[0]} that {folder} does not have. Put the file "
            f"{lost[0]}.json back (git restore {folder}), and build again."
        )
    # A day that the release has not seen: a build that was stopped, or a branch whose release was not taken along.
    unseen = sorted(known - there.days)
    if len(unseen) > 1:
        return Recorded(days, f"Nothing recorded: {len(unseen)} days of history are newer than {release}.")
    day = unseen[0] if unseen else max([today, *known])
    return _recorded(folder, days, there, history.state(tables), day)


def _recorded(
    folder: Path, days: tuple[HistoryDay, ...], there: ReleaseThere, after: history.State, day: date
) -> Recorded:
    same = next((one for one in days if one.day == day), None)
    # What leads back from the release that is there is what it holds itself: a build that was stopped may have written
    # other entries into the file already.
    known = there.entries(day) if day in there.days else same.entries if same else ()
    before = history.rewound(history.state(there.tables), known)
    entries = history.differences(before, after)
    others = tuple(one for one in days if one.day != day)
    if not entries and others:
        return Recorded(others, "Nothing in the facts is other than before.", folder / f"{day}.json" if same else None)
    # The first day marks the beginning, also where it has no entry.
    made = replace(same, entries=entries) if same else HistoryDay(day, there.release, entries)
    if made != same:
        history.write(folder, made)
    counted = {0: "No fact differs", 1: "1 fact differs"}.get(len(entries), f"{len(entries):,} facts differ")
    said = f"{counted} from what was there before {day}. Commit {folder / f'{day}.json'} with the release."
    return Recorded(tuple(sorted((*others, made), key=lambda one: one.day)), said)


def release_there(folder: Path) -> ReleaseThere | None:
    """The release in a folder with whatever columns it has; None where there is none that can be read whole."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        tables = {}
        for name, listed in manifest["tables"].items():
            content = (folder / listed["file"]).read_bytes()
            if hashlib.sha256(content).hexdigest() != listed["sha256"]:
                return None
            tables[name] = pyarrow.parquet.ParquetFile(io.BytesIO(content)).read(use_threads=False)
        return ReleaseThere(str(manifest["release"]), tables)
    except (OSError, ValueError, KeyError, TypeError, RecursionError, AttributeError, pa.ArrowException):
        return None
