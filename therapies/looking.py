"""Looks for something newer in a thread of its own: who asks gets the last good one, and waits for no store.

Only a session that begins waits a moment, so that it begins with the newest. Not here: what is looked for, and where.
"""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

Found = TypeVar("Found")

# A store that is slow at the start is waited for so long; from then on each session is told at once.
FIRST_WAIT_SECONDS = 10.0
CLICK_WAIT_SECONDS = 0.0
# Clicks begin a look so seldom: with 200 visitors each started a thread, and waited until Python had let it begin.
CLICKS_LOOK_EVERY_SECONDS = 1.0
SILENT_SECONDS = 60.0


class StillLookingError(Exception):
    """Nothing was found yet, and the look has not come to its end."""


class Looking(Generic[Found]):
    """The last good thing that `look` returned. It is called again when somebody asks, but never twice at once.

    `look` knows by itself what need not be looked at again, and raises only when it has nothing good to return.
    """

    def __init__(self, look: Callable[[], Found]) -> None:
        self._look = look
        self._lock = threading.Lock()
        self._began = 0.0
        self._ended = threading.Event()
        self._ended.set()
        self._found: Found | None = None
        self._error: Exception = StillLookingError()

    def newest(self, patience: float = 0.0) -> Found:
        """The newest good one that is known; a look that is at work is waited for as many seconds as `patience` says.

        Raises what the look raised, or StillLookingError, while there has never been a good one.
        """
        ended = self._begun(CLICKS_LOOK_EVERY_SECONDS if self._found is not None and not patience else 0.0)
        first = self._found is None
        ended.wait(self._began + FIRST_WAIT_SECONDS - time.monotonic() if first else max(patience, CLICK_WAIT_SECONDS))
        if self._found is None:
            raise self._error
        return self._found

    def silent_minutes(self) -> int:
        """For how many minutes the look that is at work got no answer; 0 as long as that is nothing to worry about."""
        waited = 0.0 if self._ended.is_set() else time.monotonic() - self._began
        return int(waited // 60) if waited >= SILENT_SECONDS else 0

    def _begun(self, every: float) -> threading.Event:
        """The end of the look that is at work; one is begun where none is, nor was in the last `every` seconds."""
        with self._lock:
            if not self._ended.is_set() or time.monotonic() - self._began < every:
                return self._ended
            ended = self._ended = threading.Event()
            self._began = time.monotonic()
        # Outside of the lock: a thread that begins has to wait for Python like all others.
        threading.Thread(target=self._work, args=(ended,), name="look for newer data", daemon=True).start()
        return ended

    def _work(self, ended: threading.Event) -> None:
        try:
            self._found = self._look()
        except Exception as error:  # noqa: BLE001 - whatever it is, who asks is told; what was found before stays
            self._error = error
        finally:
            ended.set()
