"""Which data this process shows now, for those who watch over it: readiness and metrics.

Not here: opening data (`therapies.shelf`), and what anybody looks at, which nothing in this package knows.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the server answers before what reads the data is loaded
    from therapies.shelf import Shelf
    from therapies.study_register import RegisterShelf


@dataclass(frozen=True)
class Shown:
    """A good release is open. `newer_refused`: a newer one is there and failed its checks; the log has the reason."""

    release: str
    built_at: datetime | None
    register_day: date | None
    newer_refused: bool


def shown(shelf: "Shelf", register_shelf: "RegisterShelf") -> Shown:
    """What is shown now, opened if it was not yet. Raises what opening raises when there is no good release."""
    dataset = shelf.dataset()
    register = register_shelf.register(dataset)
    return Shown(
        release=dataset.release,
        built_at=_moment(dataset.built_at),
        register_day=register.day if register else None,
        newer_refused=shelf.warning is not None,
    )


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
