"""The column dictionary of a release, written from the same declarations that build and check it.

Not here: these declarations (`loaders.tables`).
"""

from pathlib import Path

import pyarrow as pa

from loaders.tables import SCHEMA_VERSION, TABLES, Column, Table

_TYPE_NAMES = {
    "string": "text",
    "int32": "whole number",
    "double": "number",
    "bool": "true or false",
    "date32[day]": "day",
}


def column_dictionary() -> str:
    """data/README.md: what the folders hold, and every table and column."""
    parts = [_INTRODUCTION.format(version=SCHEMA_VERSION)]
    parts += [_section(table) for table in TABLES.values()]
    return "\n".join(parts)


def write(path: Path) -> None:
    """Write the column dictionary."""
    path.write_text(column_dictionary(), encoding="utf-8")


def _section(table: Table) -> str:
    lines = [f"## {table.name}", "", f"One row per {table.row}. Key: {', '.join(table.key)}.", ""]
    lines += ["| column | type | may be empty | meaning |", "| --- | --- | --- | --- |"]
    lines += [_line(column) for column in table.columns]
    for reference in table.references:
        lines += ["", f"{', '.join(reference.columns)}: a row of {reference.table}."]
    return "\n".join([*lines, ""])


def _line(column: Column) -> str:
    kind = "list of texts" if pa.types.is_list(column.type) else _TYPE_NAMES[str(column.type)]
    return f"| {column.name} | {kind} | {'yes' if column.nullable else 'no'} | {column.about} |"


_INTRODUCTION = """\
# The data

Written by `python -m loaders describe`; do not edit.

- `curated/`: what people write, one YAML file per therapy and a few shared ones. See docs/add-a-therapy.md.
- `release/`: the built tables (Parquet, zstd) and `manifest.json`. Never edited: `python -m loaders build` makes them.
  A file's name carries the start of its content's SHA-256; the manifest says which file holds which table.
- `history/`: what facts said before the day on which they changed, one file per such day. Written by `build`, never
  edited, committed with the release. See docs/decisions/4-a-release-carries-its-past.md.

Data version {version}. Empty means "not stated": it is never 0. Days are calendar days without time zone.
"""
