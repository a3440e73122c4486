"""One publisher at a time in a bucket, which has no locks: a claim is written, then all claims are looked at.

Whoever is alone may work. Of several that see each other the first stays and looks again, the others take their claims
back; all wait a moment by chance and try again, so that one gets through. A claim whose holder died counts no more
after ten minutes; its age is that of the object, by the clock of the bucket. Not here: local folders (`loaders.alone`).
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

    def __init__(self, place: Place) -> None:
        self._place, self.name = place, f"{CLAIMS}/{secrets.token_hex(8)}.txt"
        self._until = time.monotonic() + DEAD_AFTER.total_seconds() / 2
        try:
            place.write(self.name, f"{who()}, since {moment(datetime.now(UTC))}\n".encode())
        except BaseException:
            # It may have arrived all the same.
            self.take_back()
            raise

    def holds(self) -> bool:
        """Whether it is still there, and young enough that nobody takes it for dead."""
        return time.monotonic() < self._until and self._place.read(self.name) is not None

    def take_back(self) -> None:
        """Let others work. One that cannot be taken away dies by itself, so that is no reason to fail."""
        with suppress(*UNREACHABLE):
            self._place.delete(self.name)


@contextmanager
def claimed(place: Place) -> Generator[Claim]:
    """Hold the place. Raises BusyError when somebody else does for as long as we tried."""
    claim = _won(place)
    try:
        yield claim
    finally:
        claim.take_back()


def _won(place: Place) -> Claim:
    claim, other = None, None
    try:
        for attempt in range(_TRIES):
            time.sleep(_chance.uniform(0, _LONGEST_WAIT_SECONDS * attempt))
            claim = claim or Claim(place)
            other, first = _other(place, claim.name)
            if other is None:
                return claim
            if not first:
                claim.take_back()
                claim = None
        raise BusyError(other)
    except BaseException:
        if claim:
            claim.take_back()
        raise


def _other(place: Place, name: str) -> tuple[str | None, bool]:
    """Who else claims the place, None where nobody does; and whether we were first. Dead claims are cleared away."""
    found = {f"{CLAIMS}/{one.name}": one for one in place.files(CLAIMS)}
    ours = found.pop(name, None)
    if ours is None:
        return "somebody who takes claims away", False
    living = {}
    for other, one in found.items():
        if _dead(one, ours):
            place.delete(other)
        elif content := _words(place, other):
            living[_age(one)] = shortened(content[:200].decode("utf-8", "replace"))
    return (living[min(living)], _age(ours) < min(living)) if living else (None, True)


def _words(place: Place, other: str) -> bytes | None:
    """What somebody's claim says, None where it is gone."""
    try:
        return place.read(other)
    except UNREACHABLE:
        # Taken away while it was read: some stores fail then. If it is still there, somebody is at work.
        return b"somebody whose claim cannot be read"


def _dead(one: Found, ours: Found) -> bool:
    return bool(one.written and ours.written and ours.written - one.written > DEAD_AFTER)


def _age(one: Found) -> tuple[float, str]:
    return (one.written.timestamp() if one.written else 0.0, one.name)
