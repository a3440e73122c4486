"""One publisher at a time in a bucket, which has no locks: a claim is written, then all claims are looked at.

Whoever sees another's claim takes its own back, waits a moment by chance and tries again, so that one of two gets
through. A claim whose holder died counts no more after ten minutes; its age is that of the object, by the clock of the
bucket. Not here: local folders (`loaders.alone`).
"""

import secrets
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

from loaders.alone import BusyError, moment, who
from loaders.place import UNREACHABLE, Found, Place
from loaders.registry_stops import shortened

CLAIMS = "claims"
DEAD_AFTER = timedelta(minutes=10)
_TRIES = 6
_LONGEST_WAIT_SECONDS = 0.5
_chance = secrets.SystemRandom()


class Claim:
    """The right to move the pointer, while it lasts."""

    def __init__(self, place: Place, name: str) -> None:
        self._place, self._name = place, name
        self._until = time.monotonic() + DEAD_AFTER.total_seconds() / 2

    def holds(self) -> bool:
        """Whether it is still there, and young enough that nobody takes it for dead."""
        return time.monotonic() < self._until and self._place.read(self._name) is not None


@contextmanager
def claimed(place: Place) -> Generator[Claim]:
    """Hold the place. Raises BusyError when somebody else does for as long as we tried."""
    claim, name = _won(place)
    try:
        yield claim
    finally:
        # It dies by itself: that it cannot be taken away is no reason to fail.
        with suppress(*UNREACHABLE):
            place.delete(name)


def _won(place: Place) -> tuple[Claim, str]:
    other = None
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(_chance.uniform(0, _LONGEST_WAIT_SECONDS * attempt))
        name = f"{CLAIMS}/{secrets.token_hex(8)}.txt"
        claim = Claim(place, name)
        try:
            place.write(name, f"{who()}, since {moment(datetime.now(UTC))}\n".encode())
            other = _other(place, name)
        except BaseException:
            with suppress(*UNREACHABLE):
                place.delete(name)
            raise
        if other is None:
            return claim, name
        place.delete(name)
    raise BusyError(other)


def _other(place: Place, name: str) -> str | None:
    """Who else claims the place, None where nobody does. Dead claims are cleared away."""
    found = {f"{CLAIMS}/{one.name}": one for one in place.files(CLAIMS)}
    ours = found.pop(name, None)
    for other, one in found.items():
        if ours and _dead(one, ours):
            place.delete(other)
        elif content := place.read(other):
            return shortened(content[:200].decode("utf-8", "replace"))
    return None if ours else "somebody who takes claims away"


def _dead(one: Found, ours: Found) -> bool:
    return bool(one.written and ours.written and ours.written - one.written > DEAD_AFTER)
