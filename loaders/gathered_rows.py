"""Rows by table while they are gathered, and what all of them share: the order of evidence, and citations.

Not here: what the rows are (`loaders.rows`, `loaders.therapy_rows`).
"""

from typing import Any

from loaders.curated import Curated

Row = dict[str, Any]


class GatheredRows:
    """Rows by table, in the order in which they were added."""

    def __init__(self, curated: Curated) -> None:
        self.ranks = {kind: rank for rank, kind in enumerate(curated.vocabulary.source_kind)}
        self.tables: dict[str, list[Row]] = {}

    def add(self, table: str, row: Row) -> None:
        """One more row."""
        self.tables.setdefault(table, []).append(row)

    def add_citation(
        self, table: str, fact_id: str, position: int, source_id: str, role: str, says: str | None = None
    ) -> None:
        """A source that supports a fact, or that says otherwise."""
        keys = {"table": table, "fact_id": fact_id, "position": position}
        self.add("citations", {**keys, "source_id": source_id, "role": role, "says": says})
