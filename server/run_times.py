"""How long each run of a page takes, told to whoever asked to hear it. Not which page, nor for whom.

Not here: where a run begins and ends (`views.frame`), and who listens (`server.metrics`).
"""

import time
from collections.abc import Callable
from contextvars import ContextVar

_began: ContextVar[float | None] = ContextVar("began", default=None)
_listeners: list[Callable[[float], None]] = []


def listen(listener: Callable[[float], None]) -> None:
    """Call `listener` with the seconds of every run from now on."""
    _listeners.append(listener)


def begin() -> None:
    """A run begins in this thread."""
    _began.set(time.perf_counter())


def end() -> None:
    """The run of this thread is done."""
    if (began := _began.get()) is not None:
        _began.set(None)
        for listener in _listeners:
            listener(time.perf_counter() - began)
