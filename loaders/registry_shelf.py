"""Which copies of the register lie in a folder, and which is the newest good one.

A copy is `<folder>/<day>/` with one Parquet file per table and `manifest.json`; a second one of a day is `<day>.2`.
The running dashboard reads copies through this module alone. Not here: how they are made (`loaders.registry_copy`).
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from loaders.registry_tables import COPY_TABLES, COPY_VERSION

MANIFEST = "manifest.json"
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.(\d+))?")


@dataclass(frozen=True)
class Copy:
    """A copy whose files are those of its manifest."""

    folder: Path
    manifest: dict[str, Any]

    def table(self, name: str, columns: list[str] | None = None) -> pa.Table:
        """A table of the copy, or some of its columns."""
        return pyarrow.parquet.read_table(self.folder / f"{name}.parquet", columns=columns)

    def __str__(self) -> str:
        return f"the copy of {self.folder.name} with {self.manifest['tables']['studies']['rows']:,} studies"


def newest(folder: Path) -> Copy | None:
    """The newest copy that is whole; one that is damaged is passed over."""
    return next(copies(folder), None)


def copies(folder: Path) -> Iterator[Copy]:
    """All copies that are whole, the newest first."""
    yield from _whole(_folders(folder))


def before(newer: Copy, day: str) -> Copy | None:
    """What to compare a copy with: the last whole copy from before a day, else the first one; None if none is older."""
    folders = _folders(newer.folder.parent)
    older = folders[folders.index(newer.folder) + 1 :] if newer.folder in folders else []
    in_time = [one for one in older if one.name[:10] < day]
    return next(_whole([*in_time, *reversed(older[: len(older) - len(in_time)])]), None)


def _whole(folders: list[Path]) -> Iterator[Copy]:
    for folder in folders:
        if (manifest := _verified(folder)) is not None:
            yield Copy(folder, manifest)


def _folders(folder: Path) -> list[Path]:
    """The folders of copies, the newest first."""
    names = [found for path in _entries(folder) if (found := _NAME.fullmatch(path.name))]
    return [folder / found[0] for found in sorted(names, key=lambda one: (one[1], int(one[2] or 1)), reverse=True)]


def _entries(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def _verified(folder: Path) -> dict[str, Any] | None:
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        good = manifest["copy_version"] == COPY_VERSION and all(
            hash_of(folder / f"{name}.parquet") == manifest["tables"][name]["sha256"] for name in COPY_TABLES
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return manifest if good else None


def hash_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
