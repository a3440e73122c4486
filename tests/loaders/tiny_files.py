"""The tiny set of curated files in tests/loaders/tiny: read in milliseconds, and broken in one place each."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from loaders.curated import read_curated
from loaders.faults import Fault

TINY = Path(__file__).with_name("tiny")
THERAPY = "therapies/tiny.yaml"
TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Broken:
    """What the check says of the tiny set after one edit, and the line of the edit."""

    line: int
    faults: list[Fault]

    def only(self, path: str, wrong: str) -> None:
        """Exactly one fault: at this path, in the edited line (or where its part begins), with what would be right."""
        told = "\n".join(map(str, self.faults)) or "no fault was found"
        assert [fault.path for fault in self.faults] == [path], told
        assert wrong in self.faults[0].wrong, told
        assert self.faults[0].line == self.line, f"edited in line {self.line}:\n{told}"
        assert self.faults[0].right


def copied(folder: Path) -> Path:
    """A copy of the tiny set in `folder`."""
    return shutil.copytree(TINY, folder / "tiny")


def checked(folder: Path) -> list[Fault]:
    """What the check says of the files in `folder`."""
    return read_curated(folder, TODAY)[1]


def edit(path: Path, record: str, old: str, new: str) -> int:
    """Replace text in the record that begins with `record` (as "id: o1"), and return the line of the edit."""
    lines = path.read_text(encoding="utf-8").split("\n")
    start = next(index for index, line in enumerate(lines) if line.lstrip(" -{").startswith(record))
    at = next(index for index, line in enumerate(lines) if index >= start and old in line)
    assert at - start <= 3, f"{old!r} is not in the record {record!r}"
    lines[at] = lines[at].replace(old, new, 1)
    path.write_text("\n".join(lines), encoding="utf-8")
    return at + 1


def broken(folder: Path, record: str, old: str, new: str, file: str = THERAPY) -> Broken:
    """The tiny set with one edit in one of its files."""
    copy = copied(folder)
    line = edit(copy / file, record, old, new)
    return Broken(line, checked(copy))
