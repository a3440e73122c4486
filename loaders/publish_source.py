"""The release that is to be published: read once, verified in full, and kept in memory while it is copied.

Here too: whether a place has all files of a release. Not here: in which order it is copied (`loaders.publishing`).
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from loaders.parquet import MANIFEST, Location, read_release
from loaders.place import UNREACHABLE, Place, PublishStoppedError
from loaders.published import Manifest, manifest_of

FILE = re.compile(r"[a-z_]+-([0-9a-f]{12})\.parquet")
_RELEASE = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True)
class Source:
    """A verified release: its manifest without a number, the bytes of its files, and its tables."""

    manifest: Manifest
    files: dict[str, bytes]
    tables: dict[str, pa.Table]


def read_source(place: str | Path) -> Source:
    """Read a release to publish. Raises ReleaseRefusedError when it is broken, PublishStoppedError when it moved."""
    location, release = Location.of(place), read_release(place)
    try:
        content = location.read(MANIFEST)
        manifest = manifest_of(content)
        files = {one["file"]: location.read(one["file"]) for one in manifest["tables"].values()} if manifest else {}
    except UNREACHABLE:
        content, manifest, files = b"", None, {}
    if manifest is None or _hash(content) != release.fingerprint or not _as_listed(manifest, files):
        raise PublishStoppedError(f"The data in {location.shown} were built anew while they were read. Publish again.")
    if not named_by_content(manifest):
        raise PublishStoppedError(
            f"The files in {location.shown} do not have the names that a build gives them. Build them again with: "
            "python -m loaders build"
        )
    bare = {name: value for name, value in manifest.items() if name != "number"}
    return Source(bare, files, release.tables)


def named_by_content(manifest: Manifest) -> bool:
    """Whether every file is named by its content, so that no other release can have another file of that name."""
    return bool(_RELEASE.fullmatch(manifest["release"])) and all(
        (named := FILE.fullmatch(one["file"])) and one["sha256"].startswith(named[1])
        for one in manifest["tables"].values()
    )


def damaged_files(place: Place, source: Source) -> list[str]:
    """The files of the source that the place does not have, or not as they should be."""
    return [name for name, content in source.files.items() if place.read(name) != content]


def is_whole(place: Place, manifest: Manifest | None) -> bool:
    """Whether the place has every file of a release, of whatever data version."""
    return (
        manifest is not None
        and named_by_content(manifest)
        and _as_listed(manifest, {one["file"]: place.read(one["file"]) for one in manifest["tables"].values()})
    )


def _as_listed(manifest: Manifest, files: dict[str, bytes] | dict[str, bytes | None]) -> bool:
    return all(_hash(files[one["file"]] or b"") == one["sha256"] for one in manifest["tables"].values())


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
