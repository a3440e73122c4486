"""What this process has at hand: the newest good release, beside the newest good copy of the register.

One shelf of each for all sessions; what a session shows is its own affair (`views.session`). Not here: how a release
is opened (`therapies.shelf`), and how it is looked for without anybody waiting (`therapies.looking`).
"""

import logging
from functools import cache

from therapies.editions import Edition, Editions
from therapies.looking import Looking
from therapies.shelf import Shelf
from therapies.study_register import RegisterShelf

_log = logging.getLogger(__name__)


@cache
def shelf() -> Shelf:
    """The one shelf of this process."""
    return Shelf()


@cache
def register_shelf() -> RegisterShelf:
    """The one shelf of copies of the register of this process."""
    return RegisterShelf()


@cache
def _editions() -> Editions:
    return Editions()


@cache
def _looking(releases: Shelf, copies: RegisterShelf) -> Looking[Edition]:
    """The one look-out over these shelves: in a thread of its own, so that no click waits for a disk or a store."""

    def look() -> Edition:
        record = releases.dataset()
        try:
            return _editions().edition(record, copies.register(record))
        except Exception:  # noqa: BLE001 - whatever it is: the data are good without it
            _log.exception("The copy of the register does not fit to the data; they are shown without it")
            return _editions().edition(record, None)

    return Looking(look)


def looking() -> Looking[Edition]:
    """The one look-out of this process for newer data."""
    return _looking(shelf(), register_shelf())


def newest(patience: float = 0.0) -> Edition:
    """The newest good release beside the newest good copy of the register: what a session that begins now shows."""
    return looking().newest(patience)
