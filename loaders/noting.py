"""The notes of a release: read what is shown before it, compare. Not here: their words (`therapies.release_notes`)."""

import pyarrow as pa

from loaders.checking import dataset_of
from loaders.parquet import Location, ReleaseRefusedError, verified
from loaders.published import Manifest, Published
from loaders.tables import SCHEMA_VERSION
from therapies.dataset import Dataset
from therapies.release_notes import ReleaseNotes, first_release, not_compared, release_notes

_UNREADABLE = "that cannot be read"


def first_notes(manifest: Manifest) -> ReleaseNotes:
    """Of the release with which a place begins."""
    return first_release(_therapies(manifest))


def notes_after_unknown(manifest: Manifest) -> ReleaseNotes:
    """Of a release where it is not known what was shown before it."""
    return not_compared(_therapies(manifest), _UNREADABLE)


def notes_after(location: Location, before: Published, manifest: Manifest, tables: dict[str, pa.Table]) -> ReleaseNotes:
    """Of a release that is shown after another in the same place."""
    version = before.manifest["schema_version"]
    if version != SCHEMA_VERSION:
        why = f"that has data version {version}, this one has {SCHEMA_VERSION}"
        return not_compared(_therapies(manifest), why)
    try:
        shown = verified(location, before.pointer)
    except ReleaseRefusedError:
        return notes_after_unknown(manifest)
    return compared(shown.tables, tables)


def compared(before: dict[str, pa.Table], after: dict[str, pa.Table]) -> ReleaseNotes:
    """Of two releases of the data version that we read."""
    old, new = (dataset_of({name: table.to_pylist() for name, table in tables.items()}) for tables in (before, after))
    # A record that both hold is made the same object: such need not be compared.
    known = {name: {record: record for record in records} for name, records in old.rows.items()}
    rows = {name: tuple(known[name].get(record, record) for record in records) for name, records in new.rows.items()}
    return release_notes(old, Dataset(rows))


def _therapies(manifest: Manifest) -> int:
    return int(manifest["tables"]["therapies"]["rows"])
