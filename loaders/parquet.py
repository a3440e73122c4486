"""A release on disk or in a bucket: reading it with every check, and publishing it all or nothing.

A release is `manifest.json` and the Parquet files that it names. File names carry the hash of their content, so a new
release never touches a file of the old one: publishing is the replacement of the manifest, one atomic step.
Here: bytes. Not here: what the rows mean (`therapies.dataset`) or where they come from (`loaders.rows`).
"""

import hashlib
import io
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pyarrow as pa
import pyarrow.fs
import pyarrow.parquet

from loaders.tables import SCHEMA_VERSION, TABLES

MANIFEST = "manifest.json"
_ATTEMPTS = 3
# What a manifest names is said to staff when something is wrong with it.
_LONGEST_NAME = 200
# What may stand behind the "?" of an address and is no secret: how its store is found.
_NO_SECRETS = ("endpoint_override", "region", "scheme")
_REMEDY = "Build the data again with: python -m loaders build"


class ReleaseRefusedError(Exception):
    """A release that must not be shown; the message says what is wrong and what to do, in words for staff."""


@dataclass(frozen=True)
class Release:
    """A verified release: its manifest's words and one Arrow table per declared table."""

    release: str
    built_at: str
    fingerprint: str
    tables: dict[str, pa.Table]


@dataclass(frozen=True)
class Location:
    """A folder, local or remote: `data/release`, `/srv/release`, `file:///...`, `s3://bucket/...`, `gs://...`.

    `shown`: its name for people. `again`: the same as a command takes it; empty where nobody typed an address.
    """

    filesystem: pyarrow.fs.FileSystem
    folder: str
    shown: str
    again: str = ""

    @classmethod
    def of(cls, place: str | Path) -> "Location":
        """Understand a folder or URI. Raises ReleaseRefusedError when it is neither."""
        text = str(place)
        try:
            if "://" in text:
                filesystem, folder = pyarrow.fs.FileSystem.from_uri(_whole_files(text))
            else:
                filesystem, folder = pyarrow.fs.LocalFileSystem(), str(Path(text).resolve())
        except (pa.ArrowException, OSError, ValueError) as error:
            raise ReleaseRefusedError(
                f"'{without_secret(text)}' is not a place that can be read. It must be a folder or an address "
                "such as s3://bucket/folder."
            ) from error
        return cls(filesystem, folder.rstrip("/"), without_secret(text), to_type_again(text))

    def read(self, name: str) -> bytes:
        """All bytes of one file. Raises OSError when it cannot be read."""
        with self.filesystem.open_input_file(f"{self.folder}/{name}") as file:
            return file.read()


def without_secret(address: str) -> str:
    """An address as it may be shown: without the keys that may stand in it."""
    scheme, slashes, rest = address.partition("://")
    if not slashes:
        return address
    named, _, asked = rest.partition("?")
    # A key with a question mark in it: where it ends is not known.
    return f"{scheme}://..." if "@" in asked else f"{scheme}://{named.rpartition('@')[2]}"


def to_type_again(address: str) -> str:
    """An address as a command takes it: with what its store is found by, without the keys that may stand in it."""
    shown = without_secret(address)
    asked = parse_qsl(address.partition("://")[2].partition("?")[2])
    kept = urlencode([(name, value) for name, value in asked if name in _NO_SECRETS and "@" not in value])
    return f"{shown}?{kept}" if kept and not shown.endswith("://...") else shown


def _whole_files(address: str) -> str:
    """In S3 each file in one request: in several, a publish that is killed leaves parts that nobody sees or deletes."""
    if not address.startswith("s3://") or "allow_delayed_open" in address:
        return address
    return f"{address}{'&' if '?' in address else '?'}allow_delayed_open=true"


def read_release(place: str | Path) -> Release:
    """Read and verify a release.

    Raises ReleaseRefusedError for any fault: no manifest, unknown schema version, a file missing, shorter, changed,
    or with other columns than declared, a table missing. A release published while we read is simply read again.
    """
    location = Location.of(place)
    manifest_bytes = _manifest_bytes(location)
    for attempt in range(_ATTEMPTS):
        try:
            return verified(location, manifest_bytes)
        except ReleaseRefusedError:
            newer = _manifest_bytes(location)
            if newer == manifest_bytes or attempt == _ATTEMPTS - 1:
                raise
            manifest_bytes = newer
    raise AssertionError("unreachable")


def fingerprint(place: str | Path) -> str:
    """A word that changes when another release is published there. Raises ReleaseRefusedError when none is there."""
    return _hash(_manifest_bytes(Location.of(place)))


def _id(built_at: str, listed: dict[str, Any]) -> str:
    """The name of a release: its day, and what its tables are."""
    return f"{built_at}-{_hash(json.dumps(listed, sort_keys=True).encode())[:8]}"


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _manifest_bytes(location: Location) -> bytes:
    try:
        return location.read(MANIFEST)
    except (OSError, pa.ArrowException) as error:
        raise ReleaseRefusedError(
            f"No therapy data were found in '{location.shown}': {MANIFEST} is missing or cannot be read. "
            "Build them with: python -m loaders build"
        ) from error


def verified(location: Location, manifest_bytes: bytes) -> Release:
    """The release of a manifest, read from the files beside it. Raises ReleaseRefusedError for any fault."""
    try:
        manifest = json.loads(manifest_bytes)
        version, listed = manifest["schema_version"], manifest["tables"]
        release, built_at = str(manifest["release"]), str(manifest["built_at"])
        entries = {
            name: (str(listed[name]["file"]), str(listed[name]["sha256"]), int(listed[name]["rows"])) for name in listed
        }
        names = (release, built_at, str(version), *listed, *(file for file, _, _ in entries.values()))
        if any(len(name) > _LONGEST_NAME or not name.isprintable() for name in names):
            raise ValueError(MANIFEST)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        raise ReleaseRefusedError(
            f"The list of data files ({MANIFEST} in '{location.shown}') is damaged. Put the folder back as it was "
            "published, or build it again with: python -m loaders build"
        ) from error
    if version is True or version != SCHEMA_VERSION:
        known = "newer" if isinstance(version, int) and version > SCHEMA_VERSION else "other"
        raise ReleaseRefusedError(
            f"The therapy data '{release}' were made for a {known} version of this dashboard (data version {version}, "
            f"this dashboard reads version {SCHEMA_VERSION}). Update the dashboard, or publish data of version "
            f"{SCHEMA_VERSION}."
        )
    if missing := [name for name in TABLES if name not in entries]:
        raise ReleaseRefusedError(
            f"The therapy data '{release}' are not complete: the table {_quoted(missing)} is missing. "
            "Build them again with: python -m loaders build"
        )
    tables = {name: _table(location, name, *entries[name]) for name in TABLES}
    if release != _id(built_at, listed):
        raise ReleaseRefusedError(
            f"The list of data files ({MANIFEST} in '{location.shown}') was changed after it was published: the name "
            f"'{release}' does not fit to it. Put the published file back, or build again with: "
            "python -m loaders build"
        )
    return Release(release, built_at, _hash(manifest_bytes), tables)


def _quoted(names: list[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _table(location: Location, name: str, file: str, sha256: str, rows: int) -> pa.Table:
    if "/" in file or "\\" in file:
        raise ReleaseRefusedError(f"The table '{name}' points outside its folder ('{file}'). The data are not used.")
    try:
        content = location.read(file)
    except (OSError, ValueError, pa.ArrowException) as error:
        raise ReleaseRefusedError(
            f"The therapy data are not complete: the file {file} (table '{name}') is missing or cannot be read. "
            "Build them again with: python -m loaders build"
        ) from error
    if _hash(content) != sha256:
        raise ReleaseRefusedError(
            f"The file {file} (table '{name}') was changed or damaged after it was published: its contents do not "
            "match the manifest. Put the published file back, or build again with: python -m loaders build"
        )
    try:
        reader = pyarrow.parquet.ParquetFile(io.BytesIO(content))
        # What it should hold is compared first: a small file can hold very many rows.
        if not reader.schema_arrow.equals(TABLES[name].schema):
            raise ReleaseRefusedError(
                f"The table '{name}' does not have the columns it should: "
                f"{_difference(reader.schema_arrow, name)} {_REMEDY}"
            )
        if reader.metadata.num_rows != rows:
            raise ReleaseRefusedError(
                f"The table '{name}' has {reader.metadata.num_rows} rows, but the manifest says {rows}. {_REMEDY}"
            )
        return reader.read(use_threads=False)
    except (OSError, pa.ArrowException) as error:
        raise ReleaseRefusedError(
            f"The file {file} (table '{name}') is not a readable Parquet file. {_REMEDY}"
        ) from error


def _difference(found: pa.Schema, name: str) -> str:
    expected = TABLES[name].schema
    parts = [f"column '{column}' is missing" for column in expected.names if column not in found.names]
    parts += [f"column '{column}' is not known" for column in found.names if column not in expected.names]
    return "; ".join(parts or ["a column has another type or another place"]) + "."


def table_bytes(table: pa.Table) -> bytes:
    """The Parquet file of a table: zstd, same bytes for the same rows and the same pyarrow."""
    sink = io.BytesIO()
    pyarrow.parquet.write_table(table, sink, compression="zstd", write_statistics=True, version="2.6")
    return sink.getvalue()


def publish(tables: dict[str, pa.Table], folder: Path, built_at: str) -> str:
    """Write a release into a local folder, all or nothing, and return its id.

    Table files come first under names of their own, then the manifest is replaced in one atomic step; only then are
    files of the older release deleted. A reader at any moment, also after a crash, sees the old or the new release.
    """
    contents = {name: table_bytes(table) for name, table in tables.items()}
    files = {name: f"{name}-{_hash(content)[:12]}.parquet" for name, content in contents.items()}
    listed = {
        name: {
            "file": files[name],
            "rows": tables[name].num_rows,
            "bytes": len(content),
            "sha256": _hash(content),
        }
        for name, content in contents.items()
    }
    release = _id(built_at, listed)
    manifest = {
        "schema_version": SCHEMA_VERSION,
        "release": release,
        "built_at": built_at,
        "tools": {"pyarrow": pa.__version__},
        "tables": listed,
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        replace_file(folder / files[name], content)
    replace_file(folder / MANIFEST, (json.dumps(manifest, indent=2) + "\n").encode())
    wanted = {MANIFEST, *files.values()}
    for leftover in folder.iterdir():
        if leftover.name not in wanted and leftover.suffix in {".parquet", ".part"}:
            leftover.unlink(missing_ok=True)
    return release


def replace_file(path: Path, content: bytes) -> None:
    """Write a file in one step: whoever reads sees what was there before, or all of it; also after a crash."""
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    if os.name == "posix":
        descriptor = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
