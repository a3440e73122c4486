"""Of all pages that are asked for at once a process works on two; the others wait for their turn, in their order.

Python does one thing at a time. With 200 visitors dozens of pages took it from one another and from the part that
answers browsers, so that each step of each page waited for all others (docs/decisions/10). Not here: what a page is.
"""

import threading
from collections import deque
from collections.abc import Generator
from contextlib import contextmanager

AT_ONCE = 2
# A page that hangs must not hold up the others: who has waited so long goes on without a turn.
PATIENCE_SECONDS = 1.0


class Places:
    """So many places; who waits gets the next one, first come first served (a semaphore lets newcomers go first)."""

    def __init__(self, free: int) -> None:
        self.free = free
        self._lock = threading.Lock()
        self._waiting: deque[threading.Event] = deque()

    def acquire(self, patience: float) -> bool:
        """Wait so many seconds at most; whether there is a place now."""
        with self._lock:
            if self.free:
                self.free -= 1
                return True
            called = threading.Event()
            self._waiting.append(called)
        if called.wait(patience):
            return True
        with self._lock:
            if called.is_set():  # in the very last moment
                return True
            self._waiting.remove(called)
        return False

    def release(self) -> None:
        """Give the place to who has waited longest."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self.free += 1


_places = Places(AT_ONCE)
_of_thread = threading.local()


def take() -> None:
    """Wait for a turn; it is this thread's until `give_back`. A thread that has one does not wait."""
    if not _has():
        _of_thread.has = _places.acquire(PATIENCE_SECONDS)


def give_back() -> None:
    """The page of this thread is done, if it had a turn."""
    if _has():
        _of_thread.has = False
        _places.release()


@contextmanager
def resting() -> Generator[None]:
    """While this thread waits for something else, its turn is another's."""
    had = _has()
    give_back()
    try:
        yield
    finally:
        if had:
            take()


def _has() -> bool:
    return getattr(_of_thread, "has", False)
