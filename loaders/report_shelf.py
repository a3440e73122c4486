"""Which copies of a watch (labels, papers, links) lie in a folder, and which is the newest good one.

A copy is `<folder>/<day>/` with its files and `manifest.json`; a second one of a day is `<day>.2`. The running
dashboard reads saved reports through this module alone. Not here: how they are made (`loaders.report_copy`).
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders.dated_folders import newest_first

MANIFEST = "manifest.json"
REPORT = "report.json"
REPORT_VERSION = 1


@dataclass(frozen=True)
class SavedReport:
    """A copy whose files are those of its manifest."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def day(self) -> str:
        """The day on which it was made."""
        return self.folder.name[:10]

    def content(self, name: str) -> bytes:
        """One of its files."""
        return (self.folder / name).read_bytes()

    def report(self) -> dict[str, Any]:
        """What the curators were told."""
        return json.loads(self.content(REPORT))


def newest_report(folder: Path) -> SavedReport | None:
    """The newest copy that is whole; one that is damaged is passed over."""
    return next(saved_reports(folder), None)


def saved_reports(folder: Path) -> Iterator[SavedReport]:
    """All copies that are whole, the newest first."""
    for one in newest_first(folder):
        if (manifest := _verified(one)) is not None:
            yield SavedReport(one, manifest)


def _verified(folder: Path) -> dict[str, Any] | None:
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        good = manifest["report_version"] == REPORT_VERSION and all(
            hashlib.sha256((folder / name).read_bytes()).hexdigest() == file["sha256"]
            for name, file in manifest["files"].items()
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError, AttributeError):
        return None
    return manifest if good and REPORT in manifest["files"] else None
