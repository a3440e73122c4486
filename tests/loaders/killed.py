"""Work on the disk that is counted, and then refused or killed at one of its steps.

A step is a file opened for writing, a flush to the disk, a rename, a deletion, a new folder or a lock, as Python itself
reports them to an audit hook: none is forgotten, and the work knows nothing of it. What is killed runs in a process of
its own, which ends by SIGKILL; at a flush only half of the file has been written by then.
"""

import errno
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

from loaders import building, claims, publish_commands, publishing  # noqa: F401  what is imported once is forked fast
from loaders.__main__ import main
from loaders.building import build_and_record
from loaders.curated import read_curated
from tests.loaders.tiny_files import TODAY

FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload([__name__])
_PATH_OF = {"open": 0, "os.rename": 1, "os.remove": 0, "os.mkdir": 0}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_watch: "_Watch | None" = None
_hooked: list[bool] = []


class _Watch:
    def __init__(self, folder: Path, at: int, stop: Callable[[str, int | None], None]) -> None:
        self.folder, self.at, self.stop = str(folder), at, stop
        self.steps: list[str] = []

    def step(self, what: str, descriptor: int | None = None) -> None:
        self.steps.append(what)
        if len(self.steps) - 1 == self.at:
            self.stop(what, descriptor)

    def event(self, name: str, arguments: tuple[Any, ...]) -> None:
        if name == "fcntl.flock":
            self.step("lock")
        elif name != "open" or arguments[2] & _WRITES:
            path = str(arguments[_PATH_OF[name]])
            if path.startswith(self.folder):
                self.step(f"{name} {Path(path).name}")


def _hook(name: str, arguments: tuple[Any, ...]) -> None:
    if _watch is not None and (name in _PATH_OF or name == "fcntl.flock"):
        _watch.event(name, arguments)


@contextmanager
def _watched(watch: _Watch) -> Generator[None]:
    """Report each step to the watch. Nothing is flushed for real: that is slow, and a killed process needs none."""
    global _watch
    if not _hooked:
        sys.addaudithook(_hook)
        _hooked.append(True)

    def flushed(descriptor: int) -> None:
        watch.step("flush", descriptor)

    _watch = watch
    with patch("os.fsync", flushed):
        try:
            yield
        finally:
            _watch = None


def steps(work: Callable[[], object], folder: Path) -> list[str]:
    """Do the work, and say which steps it took in the folder."""
    watch = _Watch(folder, -1, _no_room)
    with _watched(watch):
        work()
    return watch.steps


def worth_it(taken: list[str], tables: tuple[str, ...]) -> list[int]:
    """The places of all steps, but of the files of tables, which are written by the same lines, those of these alone.

    A flush and a lock belong to the file before them.
    """
    chosen, file = [], ""
    for place, step in enumerate(taken):
        file = step.split()[-1] if " " in step else file
        if ".parquet" not in file or file.split("-")[0] in tables:
            chosen.append(place)
    return chosen


def refused_at(step: int, work: Callable[[], int], folder: Path) -> int:
    """Do the work on a disk that is full for one step."""
    with _watched(_Watch(folder, step, _no_room)):
        return work()


def killed_at(step: int, work: Callable[..., object], folder: Path, *arguments: object) -> None:
    """Do the work in another process, which is killed at this step."""
    other = FORKED.Process(target=_dying, args=(step, work, folder, arguments))
    other.start()
    other.join(120)
    assert other.exitcode == -signal.SIGKILL, (step, other.exitcode)


def _dying(step: int, work: Callable[..., object], folder: Path, arguments: tuple[object, ...]) -> None:
    with _watched(_Watch(folder, step, _die)):
        work(*arguments)


def _no_room(what: str, descriptor: int | None) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def _die(what: str, descriptor: int | None) -> None:
    if descriptor is not None:
        with suppress(OSError):
            os.ftruncate(descriptor, os.fstat(descriptor).st_size // 2)
    os.kill(os.getpid(), signal.SIGKILL)


def command(*arguments: object) -> int:
    """One of the commands, without a word."""
    with Path(os.devnull).open("w") as nowhere:
        out, err, sys.stdout, sys.stderr = sys.stdout, sys.stderr, nowhere, nowhere
        try:
            return main([str(one) for one in arguments])
        finally:
            sys.stdout, sys.stderr = out, err


def built(curated: Path, release: Path, history: Path, day: Any) -> int:
    """A build of the files as they are, on a day."""
    found, faults = read_curated(curated, TODAY)
    assert found is not None, faults
    try:
        build_and_record(found, release, history, day)
    except OSError:
        return 1
    return 0
