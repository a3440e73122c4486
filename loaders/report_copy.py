"""A copy of a watch (`loaders.report_shelf` says what one is): its records, and writing one as a whole."""

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from loaders.json_reading import decoded
from loaders.report_shelf import MANIFEST, REPORT_VERSION, SavedReport, saved_reports

_NEW = ".new"
Kind = TypeVar("Kind")


def last_copy(folder: Path, name: str, kind: type[Kind]) -> tuple[SavedReport, Kind] | None:
    """The newest good copy and the records in its file of that name; one of another form is passed over."""
    for saved in saved_reports(folder):
        try:
            return saved, decoded(saved.content(name), kind)
        except (OSError, msgspec.MsgspecError):
            continue
    return None


def publish(folder: Path, day: str, files: dict[str, str], words: dict[str, Any]) -> SavedReport:
    """Write the files (text by name) and a manifest with these words in it, and let the whole copy appear at once."""
    new = folder / _NEW
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        contents = {name: text.encode() for name, text in files.items()}
        listed = {
            name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in contents.items()
        }
        manifest = {"report_version": REPORT_VERSION, "made_on": day, **words, "files": listed}
        contents[MANIFEST] = (json.dumps(manifest, indent=2, ensure_ascii=False) + "\n").encode()
        for name, content in contents.items():
            _written(new / name, content)
        _on_disk(new)
        place, number = folder / day, 1
        while place.exists():
            number += 1
            place = folder / f"{day}.{number}"
        new.rename(place)
        _on_disk(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return SavedReport(place, manifest)


def _written(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _on_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
