"""What one session shows: a release, the copy of the register beside it, and the dataset that has both.

A session keeps the edition that it began with. Sessions alone hold an older one: when the last of them ends, all that
was worked out of it is let go. Not here: which release is the newest (`therapies.shelf`), what a session is (`views`).
"""

import threading
from dataclasses import dataclass
from weakref import finalize

from therapies.current_trials import with_register
from therapies.dataset import Dataset
from therapies.study_register import StudyRegister

# Stands in the name of the release, and so on every page and in every file that names its release.
DRAFT = "DRAFT, not published"


@dataclass(frozen=True, eq=False)
class Edition:
    """`shown` has each trial as the newer of our record and the copy has it; `record` is ours alone."""

    record: Dataset
    register: StudyRegister | None
    shown: Dataset

    def same_as(self, other: "Edition") -> bool:
        """Whether both show the same release beside the same copy of the register."""
        return self is other or self._known_by == other._known_by

    @property
    def _known_by(self) -> tuple[str, str, str | None]:
        return self.record.release, self.record.fingerprint, self.register.name if self.register else None


def edition(record: Dataset, register: StudyRegister | None) -> Edition:
    """The edition of a release and a copy."""
    found = Edition(record, register, with_register(record, register))
    # Something that was worked out may hold the dataset, which would then hold itself.
    finalize(found, _let_go, record.kept, found.shown.kept)
    return found


def _let_go(*kept: dict[object, object]) -> None:
    for one in kept:
        one.clear()


def draft(record: Dataset) -> Dataset:
    """A dataset that says in the name of its release that it is not published."""
    return Dataset(record.rows, f"{DRAFT} ({record.release})", record.built_at, record.fingerprint)


class Editions:
    """Gives the sessions that begin with the same release and copy one edition."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: Edition | None = None

    def edition(self, record: Dataset, register: StudyRegister | None) -> Edition:
        """The edition of the newest release and copy; the same one until one of them is another."""
        with self._lock:
            last = self._last
            if last is None or last.record is not record or last.register is not register:
                self._last = last = edition(record, register)
            return last
