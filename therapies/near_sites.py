"""The sites of a copy of the register that are nearest to a place and say of themselves that they recruit.

Only the squares around the place are looked at, as many as it takes. Not here: how the grid is made
(`loaders.registry_site_grid`), and which studies may be named (`therapies.found_studies`).
"""

from dataclasses import dataclass
from math import asin, cos, degrees, floor, radians, sin

import numpy as np
import pyarrow as pa

from therapies.gazetteer import EARTH_KM, Town

_ROWS, _COLUMNS = 180, 360
_KM_A_DEGREE = EARTH_KM * radians(1)


@dataclass(frozen=True, slots=True)
class NearSite:
    """A site: the row of its study, its position among the study's sites (0 first), and how far it is."""

    row: int
    position: int
    km: float


class NearSites:
    """All sites that have a place."""

    def __init__(self, grid: dict[str, pa.Array]) -> None:
        """`grid`: the arrays of the file `site_grid`."""
        self._lat, self._lon, self._study, self._position, self._recruiting, self._cells = (
            grid[name].to_numpy() for name in ("lat", "lon", "study", "position", "recruiting", "cells")
        )

    def recruiting(self, town: Town, most: int, studies: np.ndarray | None = None) -> tuple[NearSite, ...]:
        """The nearest that recruit, in order; of these studies only, where they are given (a flag for each row)."""
        reach, found, km = 0.5, np.empty(0, np.int64), np.empty(0)
        while reach < _ROWS:
            reach *= 2
            found = self._around(town, reach)
            found = found[self._recruiting[found] == 1]
            if studies is not None:
                found = found[studies[self._study[found]]]
            km = _kilometres(town, self._lat[found], self._lon[found])
            if np.count_nonzero(km <= reach * _KM_A_DEGREE) >= most:
                break
        # To the metre: sites of one town are one place, and the study that was updated last comes first.
        order = np.lexsort((self._position[found], self._study[found], np.round(km, 3)))[:most]
        chosen = found[order]
        return tuple(
            NearSite(*site)
            for site in zip(
                self._study[chosen].tolist(), self._position[chosen].tolist(), km[order].tolist(), strict=True
            )
        )

    def _around(self, town: Town, reach: float) -> np.ndarray:
        """All sites within so many degrees over the ground, and some more."""
        low, high = (min(max(floor(town.lat + by + 90), 0), _ROWS - 1) for by in (-reach, reach))
        if abs(town.lat) + reach >= 90:
            spans = [(0, _COLUMNS)]
        else:
            aside = degrees(asin(min(1.0, sin(radians(reach)) / cos(radians(town.lat)))))
            first, last = (floor(town.lon + by + 180) for by in (-aside, aside))
            spans = _around_the_world(first, last + 1)
        parts = [
            np.arange(self._cells[row * _COLUMNS + start], self._cells[row * _COLUMNS + end])
            for row in range(low, high + 1)
            for start, end in spans
        ]
        return np.concatenate(parts)


def _around_the_world(start: int, end: int) -> list[tuple[int, int]]:
    """Columns from `start` to `end` where the last column is beside the first."""
    if end - start >= _COLUMNS:
        return [(0, _COLUMNS)]
    start, end = start % _COLUMNS, (end - 1) % _COLUMNS + 1
    return [(start, end)] if start < end else [(0, end), (start, _COLUMNS)]


def _kilometres(town: Town, lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
    """As `therapies.gazetteer.kilometres`, for many places at once."""
    one, other = radians(town.lat), np.radians(lat)
    half = np.sin((other - one) / 2) ** 2
    half += cos(one) * np.cos(other) * np.sin(np.radians(lon - town.lon) / 2) ** 2
    return 2 * EARTH_KM * np.arcsin(np.sqrt(half))
