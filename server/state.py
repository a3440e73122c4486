"""Which data this process shows now, for those who watch over it: readiness and metrics.

They are told what is known, and wait for no store: while one does not answer, the last good data are shown and the
process is ready. Not here: looking for newer data (`therapies.looking`), and what anybody looks at, which nothing in
this package knows.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the server answers before what reads the data is loaded
    from therapies.editions import Edition
    from therapies.looking import Looking
    from therapies.shelf import Shelf


@dataclass(frozen=True)
class Shown:
    """A good release is open. `newer_refused`: a newer one is there and failed its checks; the log has the reason."""

    release: str
    built_at: datetime | None
    register_day: date | None
    newer_refused: bool


def shown(looking: "Looking[Edition]", shelf: "Shelf") -> Shown:
    """What a session that begins now is shown; asking begins a look. Raises what the look raised without good data."""
    edition = looking.newest()
    return Shown(
        release=edition.record.release,
        built_at=_moment(edition.record.built_at),
        register_day=edition.register.day if edition.register else None,
        newer_refused=shelf.warning is not None,
    )


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
