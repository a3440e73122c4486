"""A published place as it is found: its numbered releases, and which of them is shown.

Each release has a record in `releases/`, written once. `manifest.json` is the pointer: a copy of the manifest in one of
these records, and all that readers look at. Not here: changing anything (`loaders.publishing`).
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from loaders.parquet import MANIFEST
from loaders.place import Place

RELEASES = "releases"
Manifest = dict[str, Any]
_NAME = re.compile(r"(\d{4,})-([\w.-]+)\.json")


@dataclass(frozen=True, slots=True)
class Published:
    """The record of one release. `replaces`: the number of the one that was shown before it."""

    number: int
    release: str
    published_at: str
    replaces: int | None
    summary: str
    lines: tuple[str, ...]
    manifest: Manifest

    @property
    def name(self) -> str:
        """Its file."""
        return f"{RELEASES}/{self.number:04d}-{self.release}.json"

    @property
    def words(self) -> str:
        """How it is called among people: "0003 (2026-11-26-1f0c9a2b)"."""
        return f"{self.number:04d} ({self.release})"

    @property
    def content(self) -> bytes:
        """What stands in its file."""
        return _bytes(
            {
                "number": self.number,
                "release": self.release,
                "published_at": self.published_at,
                "replaces": self.replaces,
                "notes": {"summary": self.summary, "changes": list(self.lines)},
                "manifest": self.manifest,
            }
        )

    @property
    def pointer(self) -> bytes:
        """The pointer while this release is shown."""
        return _bytes(self.manifest)


@dataclass(frozen=True, slots=True)
class Looked:
    """A place at one moment. `pointer`: its bytes, None where there is none.

    `shown`: the record that it points at. `unlisted`: the manifest that it holds where no record has that.
    `unreadable`: files among the records that cannot be read.
    """

    pointer: bytes | None
    records: tuple[Published, ...]
    unreadable: tuple[str, ...]
    shown: Published | None
    unlisted: Manifest | None
    last_number: int


def look(place: Place) -> Looked:
    """Read the pointer and all records. Raises one of `place.UNREACHABLE`."""
    # The pointer first: whatever it points at was written before it.
    pointer = place.read(MANIFEST)
    records, unreadable, numbers = [], [], [0]
    for file in place.files(RELEASES):
        if named := _NAME.fullmatch(file.name):
            numbers.append(int(named[1]))
            content = place.read(f"{RELEASES}/{file.name}")
            record = _record(content or b"")
            if record is None or record.name != f"{RELEASES}/{file.name}":
                unreadable.append(file.name)
            else:
                records.append(record)
    records.sort(key=lambda one: one.number)
    manifest = manifest_of(pointer) if pointer is not None else None
    shown = _pointed_at(records, manifest) if manifest else None
    unlisted = None if shown else manifest
    return Looked(pointer, tuple(records), tuple(unreadable), shown, unlisted, max(numbers))


def manifest_of(content: bytes) -> Manifest | None:
    """A manifest with the parts that a release is told by, of whatever data version; None for anything else."""
    try:
        manifest = json.loads(content)
        listed = manifest["tables"]
        complete = all(isinstance(listed[name][part], str) for name in listed for part in ("file", "sha256"))
        known = isinstance(manifest["release"], str) and manifest["schema_version"] is not None
        return manifest if complete and known and listed else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def same_data(one: Manifest, other: Manifest) -> bool:
    """Whether two manifests are of the same release, whatever its number."""
    return all(one[part] == other[part] for part in ("release", "schema_version", "tables"))


def numbered(manifest: Manifest, number: int) -> Manifest:
    """The manifest with its number in the place."""
    return {**manifest, "number": number}


def _pointed_at(records: list[Published], manifest: Manifest) -> Published | None:
    same = [record for record in records if same_data(record.manifest, manifest)]
    return next((one for one in same if one.number == manifest.get("number")), same[-1] if same else None)


def _record(content: bytes) -> Published | None:
    try:
        found = json.loads(content)
        manifest = manifest_of(json.dumps(found["manifest"]).encode())
        replaces = found["replaces"]
        if manifest is None or manifest["release"] != found["release"]:
            return None
        return Published(
            int(found["number"]),
            str(found["release"]),
            str(found["published_at"]),
            None if replaces is None else int(replaces),
            str(found["notes"]["summary"]),
            tuple(str(line) for line in found["notes"]["changes"]),
            manifest,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _bytes(found: dict[str, Any]) -> bytes:
    return (json.dumps(found, indent=2, ensure_ascii=False) + "\n").encode()
