"""Opens a release as a `Dataset`, and keeps the last good one while a newer release is broken.

Not here: its files and their checks (`loaders.parquet`), and looking for a newer one without anybody waiting
(`therapies.looking`).
"""

import logging
import os
import threading
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow.types import is_list

from loaders.parquet import MANIFEST, ReleaseRefusedError, fingerprint, read_release
from therapies.dataset import Dataset
from therapies.facts import RECORDS

_log = logging.getLogger(__name__)
EMBEDDED = Path(__file__).parent.parent / "data" / "release"
_LOOK_AGAIN_SECONDS = 5.0


def open(place: str | Path | None = None) -> Dataset:
    """Open a release: `place`, else the folder or URI in THERAPY_DATA, else the one that comes with the dashboard.

    Raises ReleaseRefusedError, with a message for staff, when the release is broken.
    """
    return _opened(place or os.environ.get("THERAPY_DATA") or EMBEDDED)


def is_there(folder: Path) -> bool:
    """Whether a release lies in this folder; if it can be shown is not asked."""
    return (folder / MANIFEST).is_file()


def _opened(place: str | Path) -> Dataset:
    release = read_release(place)
    rows = {name: _records(name, table) for name, table in release.tables.items()}
    return Dataset(rows, release.release, release.built_at, release.fingerprint)


def _records(name: str, table: pa.Table) -> tuple[Any, ...]:
    # Field order equals column order (tests/therapies/test_dataset.py), so that whole columns can be zipped.
    columns = [_texts(column.to_pylist()) if is_list(column.type) else column.to_pylist() for column in table.columns]
    return tuple(RECORDS[name](*values) for values in zip(*columns, strict=True))


def _texts(column: list[list[str]]) -> list[tuple[str, ...]]:
    return [tuple(texts) for texts in column]


class Shelf:
    """Keeps the last good dataset and looks for a newer release; a broken newer one changes nothing but `warning`."""

    def __init__(self, place: str | Path | None = None) -> None:
        self._place = place or os.environ.get("THERAPY_DATA") or EMBEDDED
        self._lock = threading.Lock()
        self._looked = 0.0
        self._dataset: Dataset | None = None
        self.warning: str | None = None

    def dataset(self) -> Dataset:
        """The newest good dataset. Raises ReleaseRefusedError only when there has never been a good one."""
        good = self._dataset
        if good is not None and time.monotonic() - self._looked < _LOOK_AGAIN_SECONDS:
            return good
        with self._lock:
            self._dataset = self._newest(self._dataset)
            return self._dataset

    def _newest(self, good: Dataset | None) -> Dataset:
        self._looked = time.monotonic()
        try:
            if good is None or fingerprint(self._place) != good.fingerprint:
                good = _opened(self._place)
            self.warning = None
        except ReleaseRefusedError as error:
            if good is None:
                raise
            if self.warning != str(error):
                _log.warning("The newer release is not shown: %s", error)
            self.warning = str(error)
        except Exception:
            # Whatever a broken release makes of the reader: the last good data stay up.
            if good is None:
                raise
            _log.exception("The newer release could not be read")
            self.warning = "It could not be read. The server's log has the details."
        return good
