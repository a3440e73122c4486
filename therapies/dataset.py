"""The dataset that every page reads: one verified release as frozen records, indexed by what pages ask for.

The one place that knows tables by name. Read-only: no page and no user can change it. Not here: how a release is
opened (`therapies.shelf`), so that the check of the curated files can ask a Dataset without waiting for Arrow.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from therapies.facts import (
    AccessMeaning,
    AccessRoute,
    CallNote,
    Caution,
    Citation,
    ClassCell,
    ClassColumn,
    ClassComparison,
    Condition,
    Criterion,
    Designation,
    Disease,
    EarlierFact,
    HistoryDay,
    Indication,
    Outcome,
    ParticipantStep,
    Person,
    ReferenceSource,
    RegulatoryEvent,
    SafetyFact,
    SearchWord,
    SignOff,
    Site,
    Source,
    Term,
    Therapy,
    Trial,
    Word,
)

_PER_THERAPY = (
    "indications",
    "regulatory_events",
    "outcomes",
    "participants",
    "safety",
    "trials",
    "access",
    "cautions",
    "call_notes",
    "sources",
)


def _grouped(records: Iterable[Any], *names: str) -> dict[Any, tuple[Any, ...]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for record in records:
        values = tuple(getattr(record, name) for name in names)
        groups[values if len(values) > 1 else values[0]].append(record)
    return {key: tuple(found) for key, found in groups.items()}


class Dataset:
    """All facts of one release. Methods return records in the order of the release; unknown ids give empty tuples.

    `rows`: the records of every table of `therapies.facts.RECORDS`, by its name. `kept`: what was worked out of them
    (`therapies.kept`), by the function that did.
    """

    def __init__(
        self, rows: Mapping[str, tuple[Any, ...]], release: str = "", built_at: str = "", fingerprint: str = ""
    ) -> None:
        self.rows = rows
        self.release = release
        self.built_at = built_at
        self.fingerprint = fingerprint
        self.kept: dict[Any, Any] = {}
        self.row_counts = {name: len(records) for name, records in rows.items()}
        self.therapies: dict[str, Therapy] = {record.id: record for record in rows["therapies"]}
        self.diseases: dict[str, Disease] = {record.id: record for record in rows["diseases"]}
        self.conditions: dict[str, Condition] = {record.id: record for record in rows["conditions"]}
        self.all_indications: tuple[Indication, ...] = rows["indications"]
        self.all_events: tuple[RegulatoryEvent, ...] = rows["regulatory_events"]
        self.all_outcomes: tuple[Outcome, ...] = rows["outcomes"]
        self.all_participants: tuple[ParticipantStep, ...] = rows["participants"]
        self.all_safety: tuple[SafetyFact, ...] = rows["safety"]
        self.all_trials: tuple[Trial, ...] = rows["trials"]
        self.all_sites: tuple[Site, ...] = rows["sites"]
        self.all_access: tuple[AccessRoute, ...] = rows["access"]
        self.all_sources: dict[str, Source] = {record.id: record for record in rows["sources"]}
        self.all_citations: tuple[Citation, ...] = rows["citations"]
        self.designations: dict[str, Designation] = {record.id: record for record in rows["designations"]}
        self.access_meanings: dict[str, AccessMeaning] = {record.id: record for record in rows["access_routes"]}
        self.comparisons: dict[str, ClassComparison] = {record.id: record for record in rows["comparisons"]}
        self.glossary: tuple[Term, ...] = rows["glossary"]
        self.people: dict[str, Person] = {record.id: record for record in rows["people"]}
        self.sign_offs: dict[str, SignOff] = {record.fact_id: record for record in rows["sign_offs"]}
        self.search_words: tuple[SearchWord, ...] = rows["search"]
        self.history_days: tuple[HistoryDay, ...] = rows["history_days"]
        self.history: tuple[EarlierFact, ...] = rows["history"]
        self._by_therapy = {name: _grouped(rows[name], "therapy_id") for name in _PER_THERAPY}
        self._criteria = _grouped(rows["criteria"], "of_fact")
        self._sites = _grouped(self.all_sites, "trial_id")
        self._citations = _grouped(self.all_citations, "fact_id")
        self._columns = _grouped(rows["comparison_columns"], "comparison_id")
        self._cells = _grouped(rows["comparison_cells"], "comparison_id")
        self._reading = _grouped(rows["reference_sources"], "table", "entry_id")
        self._words = {(word.field, word.code): word for word in rows["vocabulary"]}
        self._fields = _grouped(rows["vocabulary"], "field")

    def indications(self, therapy_id: str) -> tuple[Indication, ...]:
        """Uses of a therapy."""
        return self._by_therapy["indications"].get(therapy_id, ())

    def events(self, therapy_id: str) -> tuple[RegulatoryEvent, ...]:
        """Regulatory events of a therapy, as written (not in order of date)."""
        return self._by_therapy["regulatory_events"].get(therapy_id, ())

    def outcomes(self, therapy_id: str) -> tuple[Outcome, ...]:
        """Reported results of a therapy."""
        return self._by_therapy["outcomes"].get(therapy_id, ())

    def participants(self, therapy_id: str) -> tuple[ParticipantStep, ...]:
        """How many people came how far, group by group, step by step."""
        return self._by_therapy["participants"].get(therapy_id, ())

    def safety(self, therapy_id: str) -> tuple[SafetyFact, ...]:
        """Reported harms of a therapy."""
        return self._by_therapy["safety"].get(therapy_id, ())

    def trials(self, therapy_id: str) -> tuple[Trial, ...]:
        """Registered trials of a therapy."""
        return self._by_therapy["trials"].get(therapy_id, ())

    def sites(self, trial_id: str) -> tuple[Site, ...]:
        """Sites of a trial, by the trial's fact_id."""
        return self._sites.get(trial_id, ())

    def access(self, therapy_id: str) -> tuple[AccessRoute, ...]:
        """Ways of access to a therapy."""
        return self._by_therapy["access"].get(therapy_id, ())

    def criteria(self, fact_id: str) -> tuple[Criterion, ...]:
        """Stated rules of who may have a use or join a trial, by the fact_id of that."""
        return self._criteria.get(fact_id, ())

    def cautions(self, therapy_id: str) -> tuple[Caution, ...]:
        """Sentences an honest presenter must say."""
        return self._by_therapy["cautions"].get(therapy_id, ())

    def call_notes(self, therapy_id: str) -> tuple[CallNote, ...]:
        """Notes that were written for a call about a therapy, for staff: what to say, what to avoid, questions."""
        return self._by_therapy["call_notes"].get(therapy_id, ())

    def sources(self, therapy_id: str) -> tuple[Source, ...]:
        """Sources read for a therapy."""
        return self._by_therapy["sources"].get(therapy_id, ())

    def citations(self, fact_id: str) -> tuple[Citation, ...]:
        """Sources of a fact: supporting ones first, as written, then those that disagree."""
        return self._citations.get(fact_id, ())

    def columns(self, comparison_id: str) -> tuple[ClassColumn, ...]:
        """Classes of a comparison, in order."""
        return self._columns.get(comparison_id, ())

    def cells(self, comparison_id: str) -> tuple[ClassCell, ...]:
        """Cells of a comparison, row by row."""
        return self._cells.get(comparison_id, ())

    def reading(self, table: str, entry_id: str) -> tuple[ReferenceSource, ...]:
        """Sources of a designation, an access route or a glossary term."""
        return self._reading.get((table, entry_id), ())

    def word(self, field: str, code: str) -> Word:
        """A controlled word. Raises KeyError for a word that the release does not have."""
        return self._words[field, code]

    def words(self, field: str) -> tuple[Word, ...]:
        """All words of a list, in display order."""
        return self._fields.get(field, ())

    def title(self, field: str, code: str | None) -> str:
        """What staff see for a code; "not stated" for none."""
        return "not stated" if code is None else self._words[field, code].title
