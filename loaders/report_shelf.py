"""Which copies of a watch (labels, papers, links) lie in a folder, and which is the newest good one.

A copy is `<folder>/<day>/` with its files and `manifest.json`; a second one of a day is `<day>.2`. The running
dashboard reads saved reports through this module alone. Not here: how they are made (`loaders.report_copy`).
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
REPORT = "report.json"
REPORT_VERSION = 1
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.(\d+))?")


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
    paths = list(folder.iterdir()) if folder.is_dir() else []
    names = [found for path in paths if (found := _NAME.fullmatch(path.name))]
    for name in sorted(names, key=lambda found: (found[1], int(found[2] or 1)), reverse=True):
        if (manifest := _verified(folder / name[0])) is not None:
            yield SavedReport(folder / name[0], manifest)


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
