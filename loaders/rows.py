"""Checked records as the rows of every table: ids, check dates, evidence labels and computed ranges are added here.

Here: what all therapies share. Not here: the rows of one therapy (`loaders.therapy_rows`), and what columns a table has
(`loaders.tables`).
"""

from datetime import date, timedelta
from typing import Any

from loaders import due_days
from loaders.cautions import numbers_of
from loaders.curated import Curated
from loaders.gathered_rows import GatheredRows, Row
from loaders.records import Therapy
from loaders.reference_records import Comparison, ReadSource
from loaders.therapy_rows import TherapyRows

__all__ = ["Row", "Rows"]


class Rows(GatheredRows):
    """Rows by table, gathered while the records are walked."""

    def __init__(self, curated: Curated) -> None:
        super().__init__(curated)
        for therapy in curated.therapies:
            TherapyRows(self, therapy, curated).add()
        self._add_shared(curated)
        for comparison in curated.comparisons.comparisons:
            self._add_comparison(comparison, {therapy.id: therapy for therapy in curated.therapies})

    def _add_shared(self, curated: Curated) -> None:
        for sign, person in curated.people.people.items():
            self.add("people", {"id": sign, "name": person.name})
        for key, disease in curated.diseases.diseases.items():
            self.add("diseases", {"id": key, **disease.model_dump()})
        for position, (key, condition) in enumerate(curated.conditions.conditions.items(), 1):
            self.add("conditions", {"id": key, "position": position, **condition.model_dump()})
        for field, words in curated.vocabulary.lists().items():
            for position, (code, word) in enumerate(words.items(), 1):
                shown = {"title": word.title, "plain": word.plain, "group": word.group, "region": word.region}
                flags = {"grants_approval": word.approval, "survival": word.survival, "direction": word.direction}
                self.add("vocabulary", {"field": field, "code": code, "position": position, **shown, **flags})
        for entry in curated.pathways.designations:
            self._add_entry("designations", entry.id, entry.model_dump(exclude={"sources"}), entry.sources)
        for entry in curated.pathways.access_routes:
            self._add_entry("access_routes", entry.id, entry.model_dump(exclude={"sources"}), entry.sources)
        for term in curated.glossary.terms:
            key = term.slug()
            self._add_entry("glossary", key, {"id": key, **term.model_dump(exclude={"sources"})}, term.sources)

    def _add_entry(self, table: str, key: str, row: Row, sources: list[ReadSource]) -> None:
        checked = min(date.fromisoformat(source.checked) for source in sources)
        self.add(table, {**row, "checked_on": checked, "due_on": checked + timedelta(days=due_days.DAYS_OTHER)})
        for position, source in enumerate(sources, 1):
            read = {"title": source.title, "url": source.url, "read": source.read}
            when = date.fromisoformat(source.checked)
            row = {"table": table, "entry_id": key, "position": position, "checked": when, **read}
            self.add("reference_sources", row)

    def _add_comparison(self, comparison: Comparison, therapies: dict[str, Therapy]) -> None:
        checked: list[date] = []
        for row_position, row in enumerate(comparison.rows, 1):
            for column_id, cell in row.cells().items():
                fact_id = f"{comparison.id}/{row.id}/{column_id}"
                cited = [(ref.therapy, _source(therapies[ref.therapy], ref.source)) for ref in cell.sources]
                when = min(date.fromisoformat(source.checked) for _, source in cited)
                checked.append(when)
                for position, (therapy_id, source) in enumerate(cited, 1):
                    self.add_citation("comparison_cells", fact_id, position, f"{therapy_id}/{source.id}", "supports")
                self.add(
                    "comparison_cells",
                    {
                        "fact_id": fact_id,
                        "comparison_id": comparison.id,
                        "row_id": row.id,
                        "row_position": row_position,
                        "row_title": row.title,
                        "seed": row.seed,
                        "column_id": column_id,
                        "text": cell.text,
                        "numbers": [numbers_of(therapies[ref.therapy])[ref.fact] for ref in cell.numbers],
                        "checked_on": when,
                        # A cell may speak of approvals, which are due soonest.
                        "due_on": when + timedelta(days=due_days.DAYS_REGULATORY),
                        "evidence": min((source.kind for _, source in cited), key=self.ranks.__getitem__),
                    },
                )
        for position, column in enumerate(comparison.columns, 1):
            shown = column.model_dump(exclude={"where"}) | column.where.model_dump()
            self.add("comparison_columns", {"comparison_id": comparison.id, "position": position, **shown})
        first = min(checked)
        said = {"id": comparison.id, "title": comparison.title, "lead": comparison.lead}
        due = first + timedelta(days=due_days.DAYS_REGULATORY)
        self.add("comparisons", {**said, "checked_on": first, "due_on": due})


def _source(therapy: Therapy, source_id: str) -> Any:
    return next(source for source in therapy.sources if source.id == source_id)
