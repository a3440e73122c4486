"""Releases of the tiny set that differ in two tables, so that a mixture of two of them would be seen."""

import hashlib
from pathlib import Path
from typing import Any

import pyarrow as pa

from loaders.building import arrow_table
from loaders.curated import read_curated
from loaders.parquet import Release, publish, read_release
from loaders.rows import Rows
from loaders.tables import TABLES
from tests.loaders.tiny_files import TINY, TODAY


def tiny_tables() -> dict[str, pa.Table]:
    """The tables of the tiny set."""
    curated, faults = read_curated(TINY, TODAY)
    assert curated is not None, faults
    rows = Rows(curated).tables
    return {name: arrow_table(table, rows.get(name, [])) for name, table in TABLES.items()}


def release(folder: Path, number: int, tables: dict[str, pa.Table] | None = None) -> Path:
    """A release that says its number in two tables, in a folder of its own."""
    made = folder / f"release-{number}"
    said = dict(tables or tiny_tables())
    for table, column in (("therapies", "plain_summary"), ("glossary", "plain")):
        at = said[table].schema.get_field_index(column)
        texts = pa.array([f"It is number {number}."] * said[table].num_rows)
        said[table] = said[table].set_column(at, said[table].schema.field(column), texts)
    publish(said, made, f"2026-01-{number + 1:02d}")
    return made


def number_of(found: Release) -> int:
    """Which release it is; fails for a mixture."""
    texts = {
        *found.tables["therapies"].column("plain_summary").to_pylist(),
        *found.tables["glossary"].column("plain").to_pylist(),
    }
    assert len(texts) == 1, texts
    number = int(texts.pop().removeprefix("It is number ").removesuffix("."))
    assert found.built_at == f"2026-01-{number + 1:02d}"
    return number


def shown_in(place: Path | str) -> int:
    """Which release readers of the place see."""
    return number_of(read_release(place))


def contents(folder: Path) -> dict[str, str]:
    """Every file with its hash."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def kept(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether all that was there is there unchanged, but for the pointer."""
    return all(after.get(name) == value for name, value in before.items() if name != "manifest.json")
