"""The real release, and ones that differ from it in known ways: some records changed, added or taken out."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any

import pyarrow as pa

from loaders import history
from loaders.building import arrow_table
from loaders.tables import TABLES
from therapies import shelf
from therapies.dataset import Dataset
from therapies.facts import EarlierFact, HistoryDay

# Opened once for all tests of a process: what was worked out of it for one of them is kept for the others.
RELEASE = shelf.open()


def changed(dataset: Dataset, **tables: Callable[[tuple[Any, ...]], Iterable[Any]]) -> Dataset:
    """The dataset with some tables rewritten: `changed(dataset, sites=lambda rows: rows[1:])`."""
    rows = {**dataset.rows, **{name: tuple(change(dataset.rows[name])) for name, change in tables.items()}}
    return Dataset(rows, "later", dataset.built_at)


def one(fact_id: str, **values: Any) -> Callable[[tuple[Any, ...]], list[Any]]:
    """Rewrites one record of a table."""

    def change(records: tuple[Any, ...]) -> list[Any]:
        found = [replace(record, **values) if name_of(record) == fact_id else record for record in records]
        assert any(name_of(record) == fact_id for record in records), fact_id
        return found

    return change


def without(fact_id: str) -> Callable[[tuple[Any, ...]], list[Any]]:
    """Takes one record out of a table."""
    return lambda records: [record for record in records if name_of(record) != fact_id]


def name_of(record: Any) -> str:
    return getattr(record, "fact_id", None) or record.id


def with_past(*steps: tuple[date, Dataset]) -> Dataset:
    """The last of these datasets, with what changed from one to the next, as a build writes it down."""
    states = [(day, history.state(tables(dataset))) for day, dataset in steps]
    days = [
        history.HistoryDay(day, f"release before {day}", history.differences(before, after))
        for (_, before), (day, after) in pairwise(states)
    ]
    rows = history.rows(days)
    past = {
        "history_days": tuple(HistoryDay(**row) for row in rows["history_days"]),
        "history": tuple(EarlierFact(**row) for row in rows["history"]),
    }
    last = steps[-1][1]
    return Dataset({**last.rows, **past}, "newest", last.built_at)


def tables(dataset: Dataset) -> dict[str, Any]:
    """The dataset as the tables of a release."""
    return {name: _table(name, records) for name, records in dataset.rows.items()}


@lru_cache(maxsize=64)
def _table(name: str, records: tuple[Any, ...]) -> pa.Table:
    """Most tables of two releases are the same: making them takes half a second, finding them made takes none."""
    return arrow_table(TABLES[name], [json_lists(asdict(record)) for record in records])


def json_lists(row: dict[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in row.items()}
