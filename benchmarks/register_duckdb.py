"""The questions to the register asked of DuckDB, in each of its four ways: its file, its memory, Parquet, Arrow.

It gets what helps it: the same prepared columns as we have (one row for each study and country, how many sites recruit,
the words of a study in one text, places as points on a ball), its own codes for words that repeat (ENUM), and tables in
the order of the last update. Not here: our way, and the comparison (`benchmarks.register_scale`).
"""

from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from loaders.registry_shelf import Copy
from therapies.gazetteer import EARTH_KM, Town
from therapies.study_register import StudyRegister
from therapies.text_words import all_words

TABLES = ("studies", "study_countries", "sites", "links")
_CODED = ("phase", "status", "country", "therapy")
_PORTION = 1 << 14
_TEXTS = ("brief_title", "official_title", "acronym")
_LISTS = ("given", "conditions", "keywords", "aliases")
_TOP = "SELECT nct, title FROM studies WHERE {where} ORDER BY updated DESC, nct LIMIT 50"
_IN_COUNTRY = "row IN (SELECT row FROM study_countries WHERE country = $country)"
_WORDS = "contains(words, ' ' || $first) AND contains(words, ' ' || $second)"


def write_tables(copy: Copy, register: StudyRegister, folder: Path) -> None:
    """The tables as Parquet files, from the copy."""
    files: dict[str, pq.ParquetWriter] = {}
    try:
        for name, table in _portions(copy, register):
            if name not in files:
                files[name] = pq.ParquetWriter(folder / f"{name}.parquet", table.schema, compression="zstd")
            files[name].write_table(table)
    finally:
        for file in files.values():
            file.close()


def _portions(copy: Copy, register: StudyRegister) -> Iterator[tuple[str, pa.Table]]:
    for start in range(0, register.count, _PORTION):
        rows = np.arange(start, min(start + _PORTION, register.count))
        columns = ["nct", "phases", "overall_status", "last_update_posted", "sites", *_TEXTS, *_LISTS]
        studies = copy.rows(rows, columns).to_pylist()
        yield "studies", pa.Table.from_pylist([_study(start + n, one) for n, one in enumerate(studies)])
        sites = [site for number, one in enumerate(studies) for site in _sites(start + number, one["sites"])]
        yield "sites", pa.Table.from_pylist(sites)
        countries = {(site["row"], site["country"]): None for site in sites if site["country"]}
        yield (
            "study_countries",
            pa.table({"row": [one[0] for one in countries], "country": [one[1] for one in countries]}),
        )
    links = [(therapy_id, row) for therapy_id, rows in register.giving.rows.items() for row in rows.tolist()]
    yield "links", pa.table({"therapy": [one[0] for one in links], "row": [one[1] for one in links]})


def _study(row: int, study: dict[str, Any]) -> dict[str, Any]:
    texts = [study[name] for name in _TEXTS] + [text for name in _LISTS for text in study[name]]
    return {
        "row": row,
        "nct": study["nct"],
        "title": study["brief_title"],
        "phase": "/".join(study["phases"]) if study["phases"] else "",
        "status": study["overall_status"] or "",
        "updated": study["last_update_posted"],
        "recruiting_sites": sum(site["status"] == "RECRUITING" for site in study["sites"]),
        "words": "".join(f" {word}" for word in sorted(all_words(" ".join(filter(None, texts))))),
    }


def _sites(row: int, sites: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for position, site in enumerate(sites):
        x, y, z = _point(site["lat"], site["lon"])
        names = {name: site[name] for name in ("facility", "city", "country")}
        recruiting = site["status"] == "RECRUITING"
        yield {"row": row, "position": position, **names, "recruiting": recruiting, "x": x, "y": y, "z": z}


def _point(lat: float, lon: float) -> tuple[float, float, float]:
    across = cos(radians(lat))
    return across * cos(radians(lon)), across * sin(radians(lon)), sin(radians(lat))


class DuckDB:
    """One of its ways."""

    def __init__(self, way: str, folder: Path) -> None:
        self.way = way
        file = folder / "register.duckdb"
        if way == "file":
            file.unlink(missing_ok=True)
        self._connection = duckdb.connect(str(file) if way == "file" else ":memory:")
        for name in TABLES:
            path = folder / f"{name}.parquet"
            if way == "Arrow":
                coded = [column for column in _CODED if column in pq.read_schema(path).names]
                self._connection.register(name, pq.read_table(path, read_dictionary=coded).combine_chunks())
            elif way == "Parquet":
                self._connection.execute(f"CREATE VIEW {name} AS SELECT * FROM '{path}'")
            else:
                self._load(name, path)

    def _load(self, name: str, path: Path) -> None:
        codes = [column for column in _CODED if column in pq.read_schema(path).names]
        for column in codes:
            kind = f"{name}_{column}"
            values = f"SELECT DISTINCT {column} FROM '{path}' WHERE {column} IS NOT NULL ORDER BY 1"
            self._connection.execute(f"CREATE TYPE {kind} AS ENUM ({values})")
        casts = ", ".join(f"{column}::{name}_{column} AS {column}" for column in codes)
        replaced = f"REPLACE ({casts})" if casts else ""
        self._connection.execute(f"CREATE TABLE {name} AS SELECT * {replaced} FROM '{path}'")

    def _all(self, query: str, **values: Any) -> list[tuple[Any, ...]]:
        return self._connection.execute(query, values).fetchall()

    def filter(self, phase: str, status: str, country: str) -> Any:
        """How many, how many with another phase, status or country, and the 50 last updated."""
        both, chosen = "phase = $phase AND status = $status", {"phase": phase, "status": status, "country": country}
        top = self._all(_TOP.format(where=f"{both} AND {_IN_COUNTRY}"), **chosen)
        phases = self._all(
            f"SELECT phase::VARCHAR, count(*) FROM studies WHERE status = $status AND {_IN_COUNTRY} GROUP BY phase",
            status=status,
            country=country,
        )
        statuses = self._all(
            f"SELECT status::VARCHAR, count(*) FROM studies WHERE phase = $phase AND {_IN_COUNTRY} GROUP BY status",
            phase=phase,
            country=country,
        )
        countries = self._all(
            "SELECT country::VARCHAR, count(*) FROM studies JOIN study_countries USING (row) "
            f"WHERE {both} GROUP BY country",
            phase=phase,
            status=status,
        )
        return dict(phases).get(phase, 0), dict(phases), dict(statuses), dict(countries), top

    def newest(self, phase: str, status: str, country: str) -> Any:
        """Of the same filter only how many and the 50 last updated: the least that a page could want."""
        where = f"phase = $phase AND status = $status AND {_IN_COUNTRY}"
        chosen = {"phase": phase, "status": status, "country": country}
        count = self._all(f"SELECT count(*) FROM studies WHERE {where}", **chosen)
        return count[0][0], self._all(_TOP.format(where=where), **chosen)

    def group(self) -> Any:
        """How many studies there are of each phase, status and country, as columns."""
        query = (
            "SELECT phase, status, country, count(*) AS n FROM studies JOIN study_countries USING (row) GROUP BY ALL"
        )
        return self._connection.sql(query).to_arrow_table()

    def group_of(self, first: str, second: str) -> Any:
        """The same among the studies with two words."""
        query = (
            "SELECT phase, status, country, count(*) AS n FROM studies JOIN study_countries USING (row) "
            f"WHERE {_WORDS} GROUP BY ALL"
        )
        return self._connection.sql(query, params={"first": first, "second": second}).to_arrow_table()

    def text(self, first: str, second: str) -> Any:
        """How many studies have words that begin so, and the 50 last updated."""
        count = self._all(f"SELECT count(*) FROM studies WHERE {_WORDS}", first=first, second=second)
        return count[0][0], self._all(_TOP.format(where=_WORDS), first=first, second=second)

    def nearest(self, town: Town) -> Any:
        """The 20 nearest sites that recruit."""
        x, y, z = _point(town.lat, town.lon)
        query = (
            "SELECT nct, facility, city, chord FROM (SELECT row, facility, city, position, "
            "(x - $x) * (x - $x) + (y - $y) * (y - $y) + (z - $z) * (z - $z) AS chord FROM sites WHERE recruiting "
            "ORDER BY chord, row, position LIMIT 20) JOIN studies USING (row) ORDER BY chord, row, position"
        )
        found = self._all(query, x=x, y=y, z=z)
        return [(*site, round(2 * EARTH_KM * asin(sqrt(chord) / 2), 3)) for *site, chord in found]

    def join(self) -> Any:
        """For each therapy its studies, those that recruit, and their sites that do."""
        open_ = "FILTER (WHERE status = 'RECRUITING')"
        query = (
            f"SELECT therapy::VARCHAR, count(*), count(*) {open_}, coalesce(sum(recruiting_sites) {open_}, 0) "
            "FROM links JOIN studies USING (row) GROUP BY therapy"
        )
        return {therapy: tuple(map(int, counts)) for therapy, *counts in self._all(query)}


def counted(table: pa.Table) -> dict[tuple[str, str, str], int]:
    """The answer to `group` by phase, status and country."""
    return {(row["phase"], row["status"], row["country"]): row["n"] for row in table.to_pylist()}
