"""The folder or bucket that releases are published to: reading, writing and listing its files.

Every write is one step: in a local folder by rename, in a bucket because an object appears when it is whole. Here:
bytes. Not here: what they mean (`loaders.published`), and who may write (`loaders.alone`, `loaders.claims`).
"""

import shlex
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

import pyarrow as pa
import pyarrow.fs

from loaders.parquet import Location, replace_file

UNREACHABLE = (OSError, pa.ArrowException)


class PublishStoppedError(Exception):
    """Nothing that shows was changed; the message says why and what to do, in words for staff."""


@dataclass(frozen=True, slots=True)
class Found:
    """One file of a place, and when it was written by the place's own clock."""

    name: str
    written: datetime | None


@dataclass(frozen=True)
class Place:
    """Where releases are published."""

    location: Location

    @property
    def shown(self) -> str:
        """Its name for people, without secrets."""
        return self.location.shown

    @property
    def again(self) -> str:
        """The same as it is typed behind `--to`."""
        return shlex.quote(self.location.again or self.shown)

    @property
    def folder(self) -> Path | None:
        """The local folder; None for a bucket."""
        local = isinstance(self.location.filesystem, pyarrow.fs.LocalFileSystem)
        return Path(self.location.folder) if local else None

    def read(self, name: str) -> bytes | None:
        """All bytes of a file, None where it is not there. Raises one of UNREACHABLE when it cannot be read."""
        try:
            return self.location.read(name)
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, name: str, content: bytes) -> None:
        """Write a file in one step. Raises one of UNREACHABLE."""
        if self.folder is not None:
            path = self.folder / name
            if not path.parent.is_dir():
                path.parent.mkdir()
            replace_file(path, content)
            return
        with self.location.filesystem.open_output_stream(self._path(name)) as file:
            file.write(content)

    def files(self, folder: str = "") -> tuple[Found, ...]:
        """The files of the place or of a folder in it, by name; none where there is no such folder."""
        selector = pyarrow.fs.FileSelector(self._path(folder).rstrip("/"), allow_not_found=True)
        found = self.location.filesystem.get_file_info(selector)
        files = [Found(one.base_name, one.mtime) for one in found if one.type == pyarrow.fs.FileType.File]
        return tuple(sorted(files, key=lambda one: one.name))

    def delete(self, name: str) -> None:
        """Take a file away that is no part of any release; one that is gone already is no fault."""
        try:
            self.location.filesystem.delete_file(self._path(name))
        except FileNotFoundError:
            return

    def _path(self, name: str) -> str:
        return str(PurePosixPath(self.location.folder) / name)
