"""A command that asks an outside service: alone in its folder, and when it stops it says what happened, what still
works and what to do. Not here: what is asked, and what is made of it.
"""

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from loaders.alone import BusyError, alone
from loaders.curated import Curated, read_curated
from loaders.registry_stops import RefreshStoppedError


@dataclass(frozen=True)
class Words:
    """What is said when the command stops: what was not made, what still works, what to do after Ctrl-C."""

    not_made: str
    still_works: Callable[[], str]
    after_stop: str


def run(folder: Path, work: Callable[[], None], words: Words) -> int:
    """Do the work. 0 when it is done, 1 when it could not be done, 130 when somebody pressed Ctrl-C."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            work()
    except RefreshStoppedError as error:
        tell(f"\n{words.not_made} {error.happened}\n{words.still_works()}\nWhat to do: {error.do}")
        return 1
    except OSError as error:
        tell(f"\n{words.not_made} {error}\n{words.still_works()}\nWhat to do: look at disk space and rights.")
        return 1
    except KeyboardInterrupt:
        tell(f"\nStopped by you. {words.not_made}\n{words.still_works()}\nWhat to do: {words.after_stop}")
        return 130
    return 0


def tell(text: str) -> None:
    """A line for who waits."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def show(text: str) -> None:
    """What was asked for, for who reads it or sends it on."""
    with suppress(BrokenPipeError):  # who reads it may have read enough; it is saved
        sys.stdout.write(text)
        sys.stdout.flush()


def curated_files(folder: Path, today: date) -> Curated:
    """The curated files. Raises RefreshStoppedError when they have faults: then it is not known what to ask for."""
    curated, faults = read_curated(folder, today)
    if curated is None:
        happened = f"The curated files have {len(faults)} fault(s), so the questions cannot be made."
        raise RefreshStoppedError(happened, "See them with: python -m loaders check")
    return curated


@contextmanager
def _alone(folder: Path) -> Generator[None]:
    try:
        with alone(folder):
            yield
    except BusyError as error:
        happened = f"Another refresh is at work in {folder}: {error}."
        raise RefreshStoppedError(happened, "Wait until it is done.") from error
