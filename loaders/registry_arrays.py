"""Prepared files of a copy that are opened by mapping them into memory: Arrow IPC without compression.

Two kinds: rows in batches of `BATCH`, so that the nth row is found by division; and named arrays of any lengths (one
row of lists). Not here: what is in them (`loaders.registry_prepare`), and opening them (`loaders.registry_shelf`).
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

BATCH = 1 << 14


def write_arrays(path: Path, arrays: Mapping[str, Any]) -> None:
    """Write arrays of any lengths into one file; those of numpy are not copied."""
    columns = {}
    for name, values in arrays.items():
        array = values if isinstance(values, pa.Array) else pa.array(values)
        columns[name] = pa.LargeListArray.from_arrays(pa.array([0, len(array)], pa.int64()), array)
    batch = pa.record_batch(columns)
    with pa.ipc.new_file(path, batch.schema) as file:
        file.write_batch(batch)


def write_rows(path: Path, batches: Iterable[pa.RecordBatch]) -> None:
    """Write batches, all of `BATCH` rows but the last."""
    waiting = iter(batches)
    first = next(waiting)
    with pa.ipc.new_file(path, first.schema) as file:
        file.write_batch(first)
        for batch in waiting:
            file.write_batch(batch)


def mapped(path: Path) -> tuple[pa.RecordBatch, ...]:
    """The batches of a file as they lie on disk: nothing is read before it is looked at."""
    reader = pa.ipc.open_file(pa.memory_map(str(path)))
    return tuple(reader.get_batch(number) for number in range(reader.num_record_batches))


def gathered(batches: tuple[pa.RecordBatch, ...], rows: np.ndarray, columns: list[str]) -> pa.RecordBatch:
    """Some columns of rows, in the order of `rows`; only what is asked for is read."""
    schema = pa.schema([batches[0].schema.field(name) for name in columns])
    if not len(rows):
        return pa.RecordBatch.from_pylist([], schema)
    order = np.argsort(rows, kind="stable")
    ordered = rows[order]
    cuts = np.flatnonzero(np.diff(ordered // BATCH)) + 1
    parts = [
        batches[int(part[0]) // BATCH].select(columns).take(pa.array(part % BATCH)) for part in np.split(ordered, cuts)
    ]
    back = np.empty_like(order)
    back[order] = np.arange(len(order))
    return pa.concat_batches(parts).take(pa.array(back))
