"""Which curated facts rest on which source: what curators look at when a source turns out to have changed.

Not here: the same for the page of a therapy (`therapies.reading_list`).
"""

from collections.abc import Sequence

from loaders.curated import Curated
from loaders.rows import Rows

_SHOWN = 8


class RestingFacts:
    """The facts of all curated files by source, written `therapy/outcome/o1`; one that disagrees says so."""

    def __init__(self, curated: Curated) -> None:
        self._by_source: dict[tuple[str, str], list[str]] = {}
        self._labels = {
            therapy.id: [source.id for source in therapy.sources if source.kind == "label"]
            for therapy in curated.therapies
        }
        self._boxed = {
            therapy.id: [
                f"{therapy.id}/regulatory/{event.id}"
                for event in therapy.regulatory
                if event.event == "boxed-warning" and event.agency == "FDA"
            ]
            for therapy in curated.therapies
        }
        for row in Rows(curated).tables["citations"]:
            therapy_id, _, source_id = row["source_id"].partition("/")
            fact = f"{row['fact_id']} (disagrees)" if row["role"] == "disagrees" else row["fact_id"]
            facts = self._by_source.setdefault((therapy_id, source_id), [])
            if fact not in facts:
                facts.append(fact)

    def of_source(self, therapy_id: str, source_id: str) -> list[str]:
        """The facts that cite one source."""
        return self._by_source.get((therapy_id, source_id), [])

    def of_boxed_warning(self, therapy_id: str) -> list[str]:
        """What the therapy's file says of a boxed warning of the FDA."""
        return self._boxed[therapy_id]

    def of_label(self, therapy_id: str) -> list[str]:
        """The facts that cite a label of the therapy, and what its file says of a boxed warning."""
        facts = [fact for source in self._labels[therapy_id] for fact in self.of_source(therapy_id, source)]
        return list(dict.fromkeys([*self._boxed[therapy_id], *facts]))


def listed(facts: Sequence[str]) -> str:
    """Facts on one line, not endlessly many."""
    if not facts:
        return "none on record"
    more = f" and {len(facts) - _SHOWN} more" if len(facts) > _SHOWN else ""
    return ", ".join(facts[:_SHOWN]) + more
