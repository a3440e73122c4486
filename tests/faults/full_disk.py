"""A disk that is full: at one step of the work by refusing it, or in earnest, as a small file system in memory.

A step is a file that Python opens for writing, a new folder, a rename, a flush, or a write of Arrow's own. Of a build
and a publish each step is refused in tests/loaders/test_build_killed.py and test_publish_killed.py.
"""

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pyarrow.ipc
import pyarrow.parquet

_PATH_OF = {"open": 0, "os.rename": 1, "os.mkdir": 0}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_disk: "_Disk | None" = None
_hooked: list[bool] = []


class _Disk:
    def __init__(self, folder: Path, full_at: int) -> None:
        self.folder, self.full_at, self.steps = str(folder), full_at, 0

    def step(self) -> None:
        self.steps += 1
        if self.steps == self.full_at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _hook(name: str, arguments: tuple[Any, ...]) -> None:
    if _disk is None or name not in _PATH_OF or (name == "open" and not arguments[2] & _WRITES):
        return
    if str(arguments[_PATH_OF[name]]).startswith(_disk.folder):
        _disk.step()


def _stepping(real: Callable[..., Any]) -> Callable[..., Any]:
    def stepping(*arguments: Any, **named: Any) -> Any:
        if _disk is not None:
            _disk.step()
        return real(*arguments, **named)

    return stepping


@contextmanager
def full_disk(folder: Path, at: int) -> Generator["_Disk"]:
    """Below `folder` the nth step, counted from 1, finds no room; with 0 none does, and steps are only counted."""
    global _disk
    if not _hooked:
        sys.addaudithook(_hook)
        _hooked.append(True)
    writer = pyarrow.parquet.ParquetWriter
    with (
        patch.object(writer, "write_table", _stepping(writer.write_table)),
        patch.object(writer, "close", _stepping(writer.close)),
        patch.object(pyarrow.ipc, "new_file", _stepping(pyarrow.ipc.new_file)),
        patch("os.fsync", _stepping(lambda _: None)),
    ):
        _disk = disk = _Disk(folder, at)
        try:
            yield disk
        finally:
            _disk = None


def on_a_small_disk(script: str, place: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a Python script that may mount file systems in memory, if this machine lets an ordinary user do that.

    The script is given `place` and the arguments; 77 is returned where nothing can be mounted.
    """
    mounts = f"mount -t tmpfs -o size=64k tmpfs {place} && umount {place} || exit 77"
    command = ["unshare", "-rm", "sh", "-c", f'{mounts}; exec "$0" "$@"', sys.executable, "-c", script]
    try:
        return subprocess.run(
            [*command, str(place), *map(str, arguments)], capture_output=True, text=True, check=False, timeout=300
        )
    except FileNotFoundError as error:
        return subprocess.CompletedProcess(command, 77, "", str(error))
