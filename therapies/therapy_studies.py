"""How many studies of the copy give each therapy, how many of these say that they recruit, and at how many sites.

A study that only names a therapy, or follows people who had it, does not count. Numbers of studies say nothing of how
well a therapy works. Not here: how it is told which studies give it (`therapies.study_links`).
"""

from collections.abc import Mapping
from dataclasses import astuple, dataclass

import numpy as np
import pyarrow as pa

from loaders.registry_shelf import Copy
from therapies.dataset import Dataset
from therapies.takes_people import RECRUITING

HEADERS = ("Therapy", "Studies that give it", "Of these, say that they take new people", "Sites of these that say so")
WORDS = (
    "Counted in our copy of the register, by therapy. A record may be old: choose the therapy to see if it can be "
    "trusted. "
    "The number of studies says nothing of how well a therapy works."
)


@dataclass(frozen=True, slots=True)
class TherapyCount:
    """The studies that give a therapy, those of them that say they recruit, and their sites that say so too."""

    studies: int
    recruiting: int
    sites: int


class TherapyStudies:
    """The studies that give each therapy, by row."""

    def __init__(self, copy: Copy, rows: Mapping[str, np.ndarray]) -> None:
        """`rows`: those of each therapy id."""
        facets: dict[str, pa.Array] = copy.arrays("facets")
        statuses = facets["statuses"].to_pylist()
        recruiting = statuses.index(RECRUITING) if RECRUITING in statuses else -1
        self.rows = dict(rows)
        found = np.concatenate([np.empty(0, np.int64), *rows.values()])
        self._therapy = np.repeat(np.arange(len(rows)), [len(one) for one in rows.values()])
        # Taken out of the mapped file once: a few thousand of its 600,000 rows, which lie far apart.
        self._open = facets["status"].to_numpy()[found] == recruiting
        self._sites = np.where(self._open, facets["recruiting_sites"].to_numpy()[found], 0)

    def counts(self) -> dict[str, TherapyCount]:
        """The counts of every therapy, in the order of the dataset."""
        every = [
            np.bincount(self._therapy, weights, len(self.rows)).astype(int).tolist()
            for weights in (None, self._open, self._sites)
        ]
        return {therapy_id: TherapyCount(*counts) for therapy_id, *counts in zip(self.rows, *every, strict=True)}


def counted(dataset: Dataset, studies: TherapyStudies) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The rows of the table with the id of each therapy: those that a study of the copy gives, by name."""
    counts = studies.counts()
    named = sorted((dataset.therapies[key].short_name.casefold(), key) for key, one in counts.items() if one.studies)
    return tuple(
        (key, (dataset.therapies[key].short_name, *(f"{number:,}" for number in astuple(counts[key]))))
        for _, key in named
    )


def others(dataset: Dataset, rows: int) -> str:
    """How many therapies are not in the table, so that none is lost."""
    left = len(dataset.therapies) - rows
    shown = "1 therapy" if rows == 1 else f"{rows} therapies"
    return f"Shown: {shown}. No study of the copy gives the other {left}." if left else f"Shown: all {rows}."
