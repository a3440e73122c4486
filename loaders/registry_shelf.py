"""Which copies of the register lie in a folder, and which is the newest good one.

A copy is `<folder>/<day>/` with one Parquet file per table, the files prepared from them (`loaders.registry_prepare`)
and `manifest.json`; a second one of a day is `<day>.2`. The running dashboard reads copies through this module alone.
Not here: how they are made (`loaders.registry_copy`).
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from loaders.dated_folders import newest_first
from loaders.registry_arrays import BATCH, gathered, mapped
from loaders.registry_tables import COPY_TABLES, COPY_VERSION

MANIFEST = "manifest.json"
_PREPARED = ("studies", "numbers", "words", "beginnings", "facets", "site_grid")


@dataclass(frozen=True)
class Copy:
    """A copy whose files are those of its manifest."""

    folder: Path
    manifest: dict[str, Any]
    _mapped: dict[str, tuple[pa.RecordBatch, ...]] = field(default_factory=dict, repr=False, compare=False)

    def rows(self, rows: np.ndarray, columns: list[str]) -> pa.RecordBatch:
        """Some columns of the studies in these rows, in this order; nothing else is read."""
        return gathered(self._batches("studies"), rows, columns)

    def site(self, row: int, position: int) -> tuple[str, dict[str, Any]]:
        """One site of the study in this row, by its position in the list, and the study's number."""
        batch, place = self._batches("studies")[row // BATCH], row % BATCH
        sites = batch["sites"]
        return batch["nct"][place].as_py(), sites.values[sites.offsets[place].as_py() + position].as_py()

    def arrays(self, name: str) -> dict[str, pa.Array]:
        """The arrays of a prepared file, as they lie on disk."""
        (batch,) = self._batches(name)
        return {column: batch[column].values for column in batch.schema.names}

    def _batches(self, name: str) -> tuple[pa.RecordBatch, ...]:
        if name not in self._mapped:
            self._mapped[name] = mapped(self.folder / f"{name}.arrow")
        return self._mapped[name]

    def __str__(self) -> str:
        return f"the copy of {self.folder.name} with {self.manifest['tables']['studies']['rows']:,} studies"


def newest(folder: Path, *, thorough: bool = False) -> Copy | None:
    """The newest copy that is whole; one that is damaged is passed over. `thorough`: every byte is looked at."""
    return next(copies(folder, thorough=thorough), None)


def copies(folder: Path, *, thorough: bool = False) -> Iterator[Copy]:
    """All copies that are whole, the newest first."""
    yield from _whole(newest_first(folder), thorough)


def before(newer: Copy, day: str) -> Copy | None:
    """What to compare a copy with: the last whole copy from before a day, else the first one; None if none is older."""
    folders = newest_first(newer.folder.parent)
    older = folders[folders.index(newer.folder) + 1 :] if newer.folder in folders else []
    in_time = [one for one in older if one.name[:10] < day]
    return next(_whole([*in_time, *reversed(older[: len(older) - len(in_time)])]), None)


def _whole(folders: list[Path], thorough: bool = False) -> Iterator[Copy]:
    for folder in folders:
        if (manifest := _verified(folder, thorough)) is not None:
            yield Copy(folder, manifest)


def _verified(folder: Path, thorough: bool) -> dict[str, Any] | None:
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        good = manifest["copy_version"] == COPY_VERSION and all(
            _as_written(folder / f"{name}.{suffix}", manifest[kind][name], thorough)
            for kind, names, suffix in (("tables", COPY_TABLES, "parquet"), ("prepared", _PREPARED, "arrow"))
            for name in names
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return manifest if good else None


def _as_written(path: Path, said: dict[str, Any], thorough: bool) -> bool:
    """Whether a file is the one of the manifest. Untouched since it was written, it is not read again for that."""
    now = path.stat()
    untouched = now.st_mtime_ns == said["written"] and not thorough
    return now.st_size == said["bytes"] and (untouched or hash_of(path) == said["sha256"])


def described(path: Path) -> dict[str, Any]:
    """What a manifest says of a file."""
    now = path.stat()
    return {"bytes": now.st_size, "written": now.st_mtime_ns, "sha256": hash_of(path)}


def hash_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
