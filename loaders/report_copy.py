"""A copy of a watch: the records of the last one, and writing a new one as a whole.

Not here: what a copy is, and which there are (`loaders.report_shelf`).
"""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from loaders.dated_folders import NEW, appear, on_disk
from loaders.json_reading import decoded
from loaders.report_shelf import MANIFEST, REPORT_VERSION, SavedReport, saved_reports

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
    new = folder / NEW
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
            (new / name).write_bytes(content)
            on_disk(new / name)
        on_disk(new)
        place = appear(new, day)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return SavedReport(place, manifest)
