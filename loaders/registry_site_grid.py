"""The sites of a copy that have a place, sorted by the square degree in which they lie: made at a refresh.

Not here: finding the nearest (`therapies.near_sites`).
"""

from pathlib import Path

import numpy as np
import pyarrow as pa

from loaders.registry_arrays import write_arrays
from loaders.registry_facets import recruiting

SITE_GRID = "site_grid"
ROWS, COLUMNS = 180, 360


class SiteGrid:
    """The grid in the making: 21 bytes a site."""

    def __init__(self) -> None:
        self._parts: list[dict[str, np.ndarray]] = []
        self._row = 0

    def add(self, studies: pa.RecordBatch) -> None:
        """Take the sites of studies in."""
        sites, study = studies["sites"].flatten(), studies["sites"].value_parent_indices().to_numpy()
        lat, lon = (sites.field(name).fill_null(np.nan).to_numpy(zero_copy_only=False) for name in ("lat", "lon"))
        first = np.concatenate([[0], np.cumsum(studies["sites"].value_lengths().to_numpy())])
        there = (np.abs(lat) <= ROWS / 2) & (np.abs(lon) <= COLUMNS / 2)
        found = {"lat": lat, "lon": lon, "study": (study + self._row).astype(np.int32)}
        found |= {"position": (np.arange(len(study)) - first[study]).astype(np.int32), "recruiting": recruiting(sites)}
        self._parts.append({name: values[there] for name, values in found.items()})
        self._row += studies.num_rows

    def write(self, folder: Path) -> list[str]:
        """Write the file; returns its name."""
        found = {name: np.concatenate([part[name] for part in self._parts]) for name in self._parts[0]}
        self._parts.clear()
        row = np.minimum(np.floor(found["lat"] + ROWS / 2), ROWS - 1).astype(np.int32)
        column = np.minimum(np.floor(found["lon"] + COLUMNS / 2), COLUMNS - 1).astype(np.int32)
        cell = row * COLUMNS + column
        order = np.argsort(cell, kind="stable")
        starts = np.concatenate([[0], np.cumsum(np.bincount(cell, minlength=ROWS * COLUMNS))])
        takes = found.pop("recruiting")[order].astype(np.uint8)
        arrays = {name: values[order] for name, values in found.items()}
        write_arrays(folder / f"{SITE_GRID}.arrow", {**arrays, "recruiting": takes, "cells": starts.astype(np.int32)})
        return [SITE_GRID]
