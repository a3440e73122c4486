"""Prepares a copy for the dashboard at the end of a refresh: files that open at once, however many studies there are.

`studies` holds whole studies with their sites, the last updated first (a study's place there is its row); `numbers`
finds a row by register number or day; the other files are those of the modules below. All goes through in portions.
Not here: the tables themselves (`loaders.registry_copy`), which are what a copy is made of and what the next one grows
from: all this can be made from them again.
"""

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from loaders.registry_arrays import BATCH, gathered, mapped, write_arrays, write_rows
from loaders.registry_facets import Facets
from loaders.registry_site_grid import SiteGrid
from loaders.registry_words import WordIndexes

STUDIES, NUMBERS = "studies", "numbers"
_STUDY = (
    *(
        "nct",
        "aliases",
        "brief_title",
        "official_title",
        "acronym",
        "brief_summary",
        "keywords",
        "study_type",
        "phases",
    ),
    *("overall_status", "why_stopped", "enrollment_count", "lead_sponsor", "status_verified", "last_update_posted"),
    *("start", "primary_completion", "completion"),
)
_LIMITS = (
    *("minimum_age", "minimum_age_amount", "minimum_age_unit", "maximum_age", "maximum_age_amount"),
    *("maximum_age_unit", "limits_known", "sex", "std_ages"),
)
_SITE = ("facility", "city", "state", "country", "status", "lat", "lon")
_AT_A_TIME = 1 << 12  # studies whose words are taken apart together: about 30 MB


def prepare(folder: Path) -> list[str]:
    """Write the prepared files of the tables in a folder; returns their names."""
    numbers, days = _fetched(folder)
    order = np.lexsort((numbers, -days))
    rows = np.empty_like(order)
    rows[order] = np.arange(len(order))
    by_number = np.argsort(numbers)
    arrays = {"numbers": numbers[by_number], "rows": rows[by_number], "updated": days[order]}
    write_arrays(folder / f"{NUMBERS}.arrow", {name: values.astype(np.int32) for name, values in arrays.items()})
    facets, grid = Facets(), SiteGrid()
    with tempfile.TemporaryDirectory(dir=folder) as place, WordIndexes() as words:
        as_fetched = Path(place) / "as_fetched.arrow"
        write_rows(as_fetched, _as_fetched(folder, numbers))
        batches = mapped(as_fetched)
        names = batches[0].schema.names

        def in_order() -> Iterator[pa.RecordBatch]:
            for start in range(0, len(order), BATCH):
                batch = gathered(batches, order[start : start + BATCH], names)
                facets.add(batch)
                grid.add(batch)
                _add_words(words, start, batch)
                yield batch

        write_rows(folder / f"{STUDIES}.arrow", in_order())
        return [STUDIES, NUMBERS, *words.write(folder), *facets.write(folder), *grid.write(folder)]


def _fetched(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """The register numbers as fetched, and the days of the last updates; what is no day is 0, so it comes last."""
    numbers, days = [], []
    with _opened(folder / "studies.parquet") as file:
        for batch in file.iter_batches(BATCH, columns=["nct", "last_update_posted"], use_threads=False):
            numbers.append(_numbers(batch["nct"]))
            days.append(np.array([_day(text) for text in batch["last_update_posted"].to_pylist()], np.int64))
    return np.concatenate(numbers), np.concatenate(days)


def _opened(path: Path) -> pq.ParquetFile:
    return pq.ParquetFile(path, pre_buffer=False)  # else it keeps what was read until the whole file has been read


def _numbers(ncts: pa.Array) -> np.ndarray:
    return np.array([int(nct[3:]) for nct in ncts.to_pylist()], np.int64)


def _day(printed: str | None) -> int:
    try:
        return date.fromisoformat(printed or "").toordinal()
    except ValueError:
        return 0


class _Rows:
    """The rows of a table study by study: they follow each other as the studies do."""

    def __init__(self, path: Path, numbers: np.ndarray, columns: tuple[str, ...]) -> None:
        self._file = _opened(path)
        self._batches = self._file.iter_batches(BATCH, columns=["nct", *columns], use_threads=False)
        self._numbers, self._sorted = numbers, np.argsort(numbers)
        self._waiting: list[tuple[np.ndarray, pa.RecordBatch]] = []

    def until(self, end: int) -> tuple[np.ndarray, pa.Table]:
        """The next rows, of the studies before the place `end`, and their places."""
        while not self._waiting or self._waiting[-1][0][-1] < end:
            batch = next(self._batches, None)
            if batch is None:
                break
            if batch.num_rows:
                self._waiting.append((self._places(batch), batch))
        if not self._waiting:
            return np.empty(0, np.int64), self._file.schema_arrow.empty_table()
        places = np.concatenate([one for one, _ in self._waiting])
        table = pa.Table.from_batches([batch for _, batch in self._waiting])
        if (np.diff(places) < 0).any():
            raise ValueError("the rows of a table of the copy do not follow each other as the studies do")
        count = int(np.searchsorted(places, end))
        rest = table.slice(count).combine_chunks().to_batches()
        self._waiting = [(places[count:], rest[0])] if rest else []
        return places[:count], table.slice(0, count)

    def _places(self, batch: pa.RecordBatch) -> np.ndarray:
        wanted = _numbers(batch["nct"])
        return self._sorted[np.searchsorted(self._numbers, wanted, sorter=self._sorted)]


def _as_fetched(folder: Path, numbers: np.ndarray) -> Iterator[pa.RecordBatch]:
    """Whole studies in the order of the tables."""
    limits, given, conditions, sites = (
        _Rows(folder / f"{name}.parquet", numbers, columns)
        for name, columns in (
            ("eligibility", _LIMITS),
            ("interventions", ("name", "other_names")),
            ("conditions", ("condition",)),
            ("sites", _SITE),
        )
    )
    start = 0
    with _opened(folder / "studies.parquet") as file:
        for batch in file.iter_batches(BATCH, columns=list(_STUDY), use_threads=False):
            end = start + batch.num_rows
            columns = {name: batch[name] for name in _STUDY}
            columns |= _limits(*limits.until(end), start, end)
            places, table = given.until(end)
            others = table["other_names"].to_pylist() if len(places) else []
            names = table["name"].to_pylist() if len(places) else []
            texts = [[text for text in (name, *more) if text] for name, more in zip(names, others, strict=True)]
            every = np.repeat(places, [len(one) for one in texts])
            flat = pa.array([text for one in texts for text in one], pa.string())
            columns["given"] = _lists(every, flat, start, end)
            places, table = conditions.until(end)
            columns["conditions"] = _lists(places, _column(table, "condition"), start, end)
            places, table = sites.until(end)
            each = pa.StructArray.from_arrays([_column(table, name) for name in _SITE], list(_SITE))
            columns["sites"] = _lists(places, each, start, end)
            yield pa.record_batch(columns)
            start = end


def _column(table: pa.Table, name: str) -> pa.Array:
    return pa.concat_arrays(table[name].chunks) if table.num_rows else pa.array([], table.schema.field(name).type)


def _lists(places: np.ndarray, values: pa.Array, start: int, end: int) -> pa.Array:
    counts = np.bincount(places - start, minlength=end - start)
    return pa.ListArray.from_arrays(pa.array(np.concatenate([[0], np.cumsum(counts)]), pa.int32()), values)


def _limits(places: np.ndarray, table: pa.Table, start: int, end: int) -> dict[str, pa.Array]:
    """One row for each study; a study that says nothing of who may take part has nulls."""
    which = np.full(end - start, -1)
    which[places - start] = np.arange(len(places))
    indices = pa.array(which, mask=which < 0)
    return {name: _column(table, name).take(indices) for name in _LIMITS}


def _add_words(words: WordIndexes, row: int, batch: pa.RecordBatch) -> None:
    for start in range(0, batch.num_rows, _AT_A_TIME):
        part = batch.slice(start, _AT_A_TIME)
        single = zip(*(part[name].to_pylist() for name in ("brief_title", "official_title", "acronym")), strict=True)
        many = zip(
            *(part[name].to_pylist() for name in ("given", "conditions", "keywords", "aliases")),
            strict=True,
        )
        searched = [
            [text for text in (*titles, *(text for texts in lists for text in texts)) if text]
            for titles, lists in zip(single, many, strict=True)
        ]
        others = [[text] if text else [] for text in part["brief_summary"].to_pylist()]
        words.add(row + start, searched, others)
