"""Saving curated files: whole, in one step each, and never over what somebody else wrote meanwhile.

Not here: drafts (`loaders.desk_drafts`), and the files of a release (`loaders.parquet`).
"""

import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path


class ChangedMeanwhileError(Exception):
    """A file that is other than it was when it was read; the message says which and what to do."""


def save(folder: Path, texts: Mapping[str, str], read: Mapping[str, str | None]) -> None:
    """Write texts by their names in `folder`; `read`: what stood there when they were made (None: no file).

    Raises ChangedMeanwhileError, with nothing written, when one of them is another one now.
    """
    with _alone(folder):
        for name in texts:
            if _text(folder / name) != read[name]:
                raise ChangedMeanwhileError(
                    f"{folder / name} was changed by somebody else meanwhile. Nothing was written. Look at it, and "
                    "make your change again."
                )
        _replace({folder / name: text for name, text in texts.items()})


def _text(path: Path) -> str | None:
    # Bytes as they are: a line's end is somebody's choice too.
    return path.read_bytes().decode("utf-8") if path.exists() else None


def put(path: Path, text: str) -> None:
    """Write a file in one step: whole, or not at all."""
    _replace({path: text})


def _replace(texts: Mapping[Path, str]) -> None:
    """All are written beside their places first: a disk that is full is noticed before any of them is another one."""
    parts = {path: path.with_name(f".{path.name}.part") for path in texts}
    try:
        for path, text in texts.items():
            with parts[path].open("wb") as file:
                file.write(text.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
        for path, part in parts.items():
            part.replace(path)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


@contextmanager
def _alone(folder: Path) -> Generator[None]:
    """Wait for the folder: a save takes milliseconds, and the lock ends with the process, however that ends."""
    # Not at the top: the files are checked on systems too that have no such locks.
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
