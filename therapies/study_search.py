"""Searching the whole copy of the register: by words, phase, status and country, also for diseases that are not ours.

A study is found when it has all words that were typed, each as a word or the beginning of one, in its titles,
conditions, treatments or keywords. Order: the last updated first; never by outcome. Here: which studies, and how many
have which phase, status and country. Not here: what is said of them (`therapies.found_studies`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from loaders.registry_shelf import Copy
from therapies.study_words import WordIndex
from therapies.text_words import words_of

MOST = 50
NOT_STATED = ""
_NCT = re.compile(r"\s*(NCT[0-9]{8})\s*", re.IGNORECASE)
_BLOCK = 1 << 14


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for, in the register's words; NOT_STATED is a study without a phase or status. None: any."""

    text: str = ""
    phase: str | None = None
    status: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class FoundRows:
    """How many studies there are, how many would be there with another phase, status or country, and the newest."""

    total: int
    phases: dict[str, int]
    statuses: dict[str, int]
    countries: dict[str, int]
    newest: np.ndarray


class StudySearch:
    """A copy, ready to be searched."""

    def __init__(self, copy: Copy, words: WordIndex, count: int) -> None:
        self._words, self._count = words, count
        self._numbers = copy.arrays("numbers")
        facets = copy.arrays("facets")
        self.phases, self.statuses, self.countries = (
            {value or NOT_STATED: place for place, value in enumerate(facets[name].to_pylist())}
            for name in ("phases", "statuses", "countries")
        )
        self._phase, self._status, self._country, self._ends, self._in_country, self._in_country_ends = (
            facets[name].to_numpy()
            for name in ("phase", "status", "country", "country_ends", "in_country", "in_country_ends")
        )
        self._shape = len(self.phases), len(self.statuses), len(self.countries) + 1
        self._all = facets["counts"].to_numpy().reshape(self._shape)

    def find(self, asked: Asked, most: int = MOST) -> FoundRows:
        """The studies asked for. Raises KeyError for a phase, status or country that no study of the copy has."""
        rows = self.having(asked.text)
        counts = self.counts(rows)
        phase = slice(None) if asked.phase is None else [self.phases[asked.phase]]
        status = slice(None) if asked.status is None else [self.statuses[asked.status]]
        country = None if asked.country is None else self.countries[asked.country]
        there = counts[:, :, 0 if country is None else country + 1]
        anywhere = counts[phase][:, status]
        return FoundRows(
            total=int(there[phase][:, status].sum()),
            phases=_counted(self.phases, there[:, status].sum(axis=1)),
            statuses=_counted(self.statuses, there[phase].sum(axis=0)),
            countries=_counted(self.countries, anywhere[:, :, 1:].sum(axis=(0, 1))),
            newest=self._newest(rows, asked, most),
        )

    def all_rows(self, asked: Asked) -> np.ndarray:
        """The rows of all studies asked for. Raises KeyError as `find` does."""
        return self._newest(self.having(asked.text), asked, self._count)

    def counts(self, rows: np.ndarray | None) -> np.ndarray:
        """How many of these (None: all) have which phase, status and country, by code; country 0 is any or none."""
        if rows is None:
            return self._all
        width = self._shape[2]
        cell = (self._phase[rows].astype(np.int64) * self._shape[1] + self._status[rows]) * width
        starts, many = self._ends[rows], self._ends[rows + 1] - self._ends[rows]
        # Their countries follow each other only within a study: where each begins, and then one by one.
        places = np.repeat(starts - np.cumsum(many) + many, many) + np.arange(int(many.sum()))
        cells = np.concatenate([cell, np.repeat(cell, many) + 1 + self._country[places]])
        return np.bincount(cells, minlength=self._all.size).reshape(self._shape)

    def having(self, text: str) -> np.ndarray | None:
        """The studies that have the words of a text, None for all."""
        if not words_of(text):
            return None
        rows = self._words.beginning(text)
        if number := _NCT.fullmatch(text):
            known = self._numbers["numbers"].to_numpy()
            place = slice(*(np.searchsorted(known, int(number[1][3:]), side) for side in ("left", "right")))
            # The study itself, and those that name it: among them one that had this number once.
            return np.union1d(rows, self._numbers["rows"].to_numpy()[place])
        return rows

    def _newest(self, rows: np.ndarray | None, asked: Asked, most: int) -> np.ndarray:
        """Rows are in the order of the last update, so the first that fit are the newest."""
        found, missing = [np.empty(0, np.int64)], most
        for block in self._blocks(rows, asked.country):
            fits = np.ones(len(block), bool)
            if asked.phase is not None:
                fits &= self._phase[block] == self.phases[asked.phase]
            if asked.status is not None:
                fits &= self._status[block] == self.statuses[asked.status]
            found.append(block[fits][:missing])
            missing -= len(found[-1])
            if missing <= 0:
                break
        return np.concatenate(found)

    def _blocks(self, rows: np.ndarray | None, country: str | None) -> Iterator[np.ndarray]:
        if country is not None:
            there = self.countries[country]
            inside = self._in_country[self._in_country_ends[there] : self._in_country_ends[there + 1]]
            if rows is None:
                rows = inside
            else:
                flags = np.zeros(self._count, bool)
                flags[inside] = True
                rows = rows[flags[rows]]
        for start in range(0, self._count if rows is None else len(rows), _BLOCK):
            end = start + _BLOCK
            yield np.arange(start, min(end, self._count)) if rows is None else rows[start:end]


def _counted(values: dict[str, int], counts: np.ndarray) -> dict[str, int]:
    return {value: count for value, count in zip(values, counts.tolist(), strict=True) if count}
