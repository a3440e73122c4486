"""Checked records as a published release: rows into Arrow tables, keys verified, files written all or nothing.

Not here: how rows are made (`loaders.rows`), what a build records of the past (`loaders.recording`), and bringing a
release to its readers (`loaders.publishing`).
"""

import os
from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from loaders import history
from loaders.alone import BusyError, alone
from loaders.curated import Curated
from loaders.history import HistoryDay
from loaders.noting import compared
from loaders.parquet import publish
from loaders.published import RELEASES
from loaders.recording import ReleaseThere, recorded, release_there
from loaders.rows import Row, Rows
from loaders.tables import TABLES, Table


@dataclass(frozen=True, slots=True)
class Built:
    """The id of the release that was built, what was recorded, and what it brings, in words."""

    release: str
    recorded: str
    brings: str


class BuildStoppedError(Exception):
    """A folder in which a build must not work now; the message says why and what to do. Nothing was written."""


class BrokenKeysError(Exception):
    """Rows that break a key: a fault of ours, not of the curated files."""


def build(curated: Curated, folder: Path, days: Sequence[HistoryDay] = ()) -> str:
    """Build and publish a release of `curated` (from `loaders.checking`) in `folder`; returns its id.

    `days`: its history. Deterministic: the same records give the same bytes. Raises BrokenKeysError before anything is
    written.
    """
    rows = Rows(curated).tables
    return _published(rows, _tables(rows), folder, days)


def build_and_record(curated: Curated, folder: Path, kept: Path, today: date) -> Built:
    """The same, and what differs from the release that was in `folder` goes into the history in the folder `kept`.

    Raises HistoryDamagedError or BuildStoppedError before anything is written.
    """
    if (folder / RELEASES).exists():
        raise BuildStoppedError(
            f"{folder} holds published releases, and a build there would take the earlier ones away. Build into "
            "another folder, and then: python -m loaders publish"
        )
    rows = Rows(curated).tables
    tables = _tables(rows)
    with _alone(folder, kept):
        for left in kept.glob("*.part"):
            left.unlink()
        there = release_there(folder)
        found = recorded(kept, folder, there, tables, today)
        release = _published(rows, tables, folder, found.days)
        if found.obsolete:
            # Only now: a day that the release still holds is missed by the next build.
            found.obsolete.unlink()
    return Built(release, found.said, _brings(there, tables))


@contextmanager
def _alone(*folders: Path) -> Generator[None]:
    """Hold the folders, so that two builds never mix."""
    with ExitStack() as held:
        for folder in dict.fromkeys(folders):
            folder.mkdir(parents=True, exist_ok=True)
            try:
                held.enter_context(alone(folder))
            except BusyError as error:
                raise BuildStoppedError(
                    f"Another build is at work in {folder}: {error}. Wait until it is done, and build again."
                ) from error
        yield


def _brings(there: ReleaseThere | None, tables: dict[str, pa.Table]) -> str:
    """What the new release brings; nothing is said where no release of the same form was there."""
    if there is None or any(
        name not in there.tables or not there.tables[name].schema.equals(TABLES[name].schema) for name in TABLES
    ):
        return ""
    no_past = {name: there.tables[name].slice(0, 0) for name in ("history", "history_days")}
    return compared({**there.tables, **no_past}, {**tables, **no_past}).summary


def _tables(rows: dict[str, list[Row]]) -> dict[str, pa.Table]:
    tables = {name: arrow_table(table, rows.get(name, [])) for name, table in TABLES.items()}
    verify_keys(rows)
    return tables


def _published(
    rows: dict[str, list[Row]], tables: dict[str, pa.Table], folder: Path, days: Sequence[HistoryDay]
) -> str:
    past = history.rows(days)
    verify_keys(past)
    with_past = {**tables, **{name: arrow_table(TABLES[name], found) for name, found in past.items()}}
    return publish(with_past, folder, built_at(rows).isoformat())


def built_at(rows: dict[str, list[Row]]) -> date:
    """The day that a release carries: SOURCE_DATE_EPOCH where it is set, else the newest check of a source."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.fromtimestamp(int(epoch), tz=UTC).date()
    return max(row["checked"] for row in rows["sources"])


def arrow_table(table: Table, rows: list[Row]) -> pa.Table:
    """Rows as an Arrow table of the declared schema; a column left out is null, an unknown one is refused."""
    known = {column.name for column in table.columns}
    for row in rows:
        if unknown := row.keys() - known:
            raise BrokenKeysError(f"{table.name}: unknown columns {sorted(unknown)}")
    columns = [pa.array([row.get(column.name) for row in rows], column.type) for column in table.columns]
    for column, values in zip(table.columns, columns, strict=True):
        if not column.nullable and values.null_count:
            raise BrokenKeysError(f"{table.name}.{column.name}: {values.null_count} rows have no value")
    return pa.table(columns, schema=table.schema)


def verify_keys(rows: dict[str, list[Row]]) -> None:
    """Every primary key is unique and every foreign key finds its row, else BrokenKeysError names one that fails."""
    keys = {name: _keys(table.key, rows.get(name, [])) for name, table in TABLES.items()}
    for name, table in TABLES.items():
        repeated = [key for key, count in keys[name].items() if count > 1]
        if repeated:
            raise BrokenKeysError(f"{name}: the key {repeated[0]} stands {keys[name][repeated[0]]} times")
        for reference in table.references:
            for key in _keys(reference.columns, rows.get(name, [])):
                if None not in key and key not in keys[reference.table]:
                    raise BrokenKeysError(f"{name}: {reference.columns} {key} is not in {reference.table}")


def _keys(columns: tuple[str, ...], rows: list[Row]) -> Counter[tuple[Any, ...]]:
    return Counter(tuple(row.get(column) for column in columns) for row in rows)
