"""Folders that are named after a day, one for each copy: `<day>`, a second one of a day `<day>.2`.

Here for the copies of the register and of the watches alike. Not here: what is in a copy, and whether it is whole
(`loaders.registry_shelf`, `loaders.report_shelf`).
"""

import os
import re
from pathlib import Path

_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.(\d+))?")
# A copy in the making: no day, so nobody takes it for one.
NEW = ".new"


def newest_first(folder: Path) -> list[Path]:
    """All copies in a folder; none where there is no such folder."""
    paths = list(folder.iterdir()) if folder.is_dir() else []
    names = [found for path in paths if (found := _NAME.fullmatch(path.name))]
    return [folder / found[0] for found in sorted(names, key=lambda one: (one[1], int(one[2] or 1)), reverse=True)]


def appear(new: Path, day: str) -> Path:
    """Give a folder that is whole and on disk its place among the copies, in one step. Returns the place."""
    place, number = new.with_name(day), 1
    while place.exists():
        number += 1
        place = new.with_name(f"{day}.{number}")
    new.rename(place)
    on_disk(place.parent)
    return place


def on_disk(path: Path) -> None:
    """Wait until a file, or the list of what is in a folder, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
