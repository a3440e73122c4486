"""One at a time in a folder: who works there holds it, and whoever comes meanwhile is told who that is and since when.

The lock belongs to the process and ends with it, however that ends; what a killed one leaves of its file does no harm.
Not here: places without locks, such as buckets (`loaders.claims`).
"""

import getpass
import os
import platform
import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from loaders.registry_stops import shortened

LOCK = ".lock"


class BusyError(Exception):
    """Somebody else works there; the message says who and since when, as far as that is known."""


@contextmanager
def alone(folder: Path) -> Generator[None]:
    """Hold a folder that exists. Raises BusyError at once where somebody else does."""
    path = folder / LOCK
    lock = _held(path)
    while lock is None:
        lock = _held(path)
    with lock:
        lock.truncate(0)
        lock.write(f"{who()}, since {moment(datetime.now(UTC))}\n")
        lock.flush()
        try:
            yield
        finally:
            # The next one takes it over where it cannot be taken away.
            with suppress(OSError):
                path.unlink()


def _held(path: Path) -> TextIO | None:
    """The file, locked; None where its last holder took it away while we opened it."""
    # Not at the top: the files are checked on systems too that have no such locks.
    import fcntl

    with ExitStack() as closing:
        lock = closing.enter_context(path.open("a+", encoding="utf-8"))
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(_holder(lock)) from error
        if not _is_at(path, lock):
            return None
        closing.pop_all()
        return lock


def _holder(lock: TextIO) -> str:
    """Who holds the lock; that stands in it a moment after it is held."""
    for _ in range(10):
        lock.seek(0)
        if said := shortened(lock.read(200)):
            return said
        time.sleep(0.02)
    return "somebody else"


def _is_at(path: Path, lock: TextIO) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(lock.fileno()))
    except FileNotFoundError:
        return False


def who() -> str:
    """Who works here, for colleagues."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name, as in some containers
        name = "somebody"
    return f"{name} on {platform.node() or 'another computer'}"


def moment(when: datetime) -> str:
    """A moment as people read it, the same everywhere: 2026-11-26 10:15 UTC."""
    return f"{when.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
