"""What a text would change, in facts and in the words of the page Changes; and which of its facts are overdue.

The release that it is compared with is read once, and again when it is another one. Not here: which facts differ and
how that is said (`therapies.fact_changes`, `therapies.change_words`).
"""

from datetime import date
from pathlib import Path
from typing import Any

from loaders.parquet import ReleaseRefusedError, fingerprint
from therapies import shelf
from therapies.change_words import told
from therapies.checked_facts import every_fact
from therapies.dataset import Dataset
from therapies.due_sources import sources_that_tell
from therapies.evidence import is_overdue
from therapies.fact_changes import dataset_changes
from therapies.facts import RECORDS

_MOST = 200
# What a file says in its own words is confirmed as a whole; a hospital with its trial.
_OWN_WORDS = ("therapies", "cautions", "call_notes", "indications")


class Differences:
    """Compares with the release in a folder."""

    def __init__(self, release: Path) -> None:
        self._place = release
        self._release: Dataset | None = None

    def told(self, earlier: Dataset | None, after: Dataset, today: date) -> list[dict[str, Any]] | None:
        """Each difference in words, from `earlier` or else from the release; None where there is nothing to compare."""
        before = earlier or self._current()
        if before is None:
            return None
        after = _shared(before, after)
        found = dataset_changes(before, after)[:_MOST]
        return [
            {
                "whose": one.whose,
                "kind": one.kind,
                "about": one.about,
                "differs": one.differs,
                "before": list(one.before),
                "after": list(one.after),
            }
            for one in (told(before, after, change, today) for change in found)
        ]

    def due(self, dataset: Dataset, therapy: str, today: date) -> list[dict[str, Any]]:
        """The overdue facts of a therapy, and the sources they rest on with what each would make current."""
        late = [fact for fact in every_fact(dataset) if fact.therapy_id == therapy and is_overdue(fact.due_on, today)]
        return [
            {
                "id": fact.fact_id,
                "target": _target(fact.kind, fact.fact_id, therapy),
                "name": fact.name,
                "due": fact.due_on.isoformat(),
                "sources": [
                    {"id": source.id, "title": source.title, "url": source.url}
                    for source in sources_that_tell(dataset, fact)
                    if source.read != "not-read"
                ],
            }
            for fact in late
        ]

    def _current(self) -> Dataset | None:
        """The release that is there; None while there is none that can be read."""
        try:
            if self._release is None or self._release.fingerprint != fingerprint(self._place):
                self._release = shelf.open(self._place)
        except ReleaseRefusedError:
            self._release = None
        return self._release


def _shared(before: Dataset, after: Dataset) -> Dataset:
    """`after` with the very records of `before` where they say the same: those are not compared one by one."""
    rows = {}
    for name in RECORDS:
        known = {record: record for record in before.rows[name]}
        rows[name] = tuple(known.get(record, record) for record in after.rows[name])
    return Dataset(rows)


def _target(kind: str, fact_id: str, therapy: str) -> str:
    if kind in _OWN_WORDS:
        return therapy
    return fact_id.partition("/site/")[0] if kind == "sites" else fact_id
