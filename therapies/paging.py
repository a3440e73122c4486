"""A long list in parts. Nothing is cut silently: every part says what is shown, what is hidden, and of how many.

Not here: the links from part to part (`views.parts`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

SIZE = 50
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """One part of a list. `before` and `after` are the numbers of the parts beside it, None at the ends."""

    rows: tuple[T, ...]
    tally: str
    before: str | None
    after: str | None


def part(rows: Sequence[T], number: str, total: int, size: int = SIZE) -> Part[T]:
    """Part `number` ("1" is the first; what is no part of this list gives the first) of `rows`.

    `total`: how many there are without any filter.
    """
    parts = max(1, -(-len(rows) // size))
    here = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    here = here if 1 <= here <= parts else 1
    first = size * (here - 1)
    shown = tuple(rows[first : first + size])
    return Part(
        rows=shown,
        tally=_tally(first, len(shown), len(rows), total),
        before=str(here - 1) if here > 1 else None,
        after=str(here + 1) if here < parts else None,
    )


def _tally(first: int, shown: int, found: int, total: int) -> str:
    if not shown:
        return f"Shown: 0. Hidden by the filters: {total:,}. Total: {total:,}."
    return (
        f"Shown: {shown:,} (number {first + 1:,} to {first + shown:,}). On other parts: {found - shown:,}. "
        f"Hidden by the filters: {total - found:,}. Total: {total:,}."
    )
