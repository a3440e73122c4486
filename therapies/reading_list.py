"""The sources of one therapy: what each is, how it was read, and which facts rest on it or are doubted by it.

Order: by kind, best first (the vocabulary's order), then as recorded. Sources that no fact cites are shown too. Not
here: the sources of all therapies in one list (`therapies.source_register`).
"""

from collections import Counter
from dataclasses import dataclass

from therapies.dataset import Dataset
from therapies.evidence import SourceLine, said_instead, source_line
from therapies.facts import Citation
from therapies.wording import NOT_STATED

_TABLES = {
    "outcomes": ("result", "results"),
    "safety": ("risk", "risks"),
    "regulatory_events": ("regulatory step", "regulatory steps"),
    "trials": ("trial", "trials"),
    "access": ("way of access", "ways of access"),
    "therapies": ("waiting time", "waiting times"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One source. `cited` counts the facts; `facts` names each of them; `numbers` are its DOI and PubMed number."""

    id: str
    source: SourceLine
    numbers: str
    cited: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadingList:
    """All sources of a therapy."""

    heading: str
    count: str
    readings: tuple[Reading, ...]


def reading_list(dataset: Dataset, therapy_id: str) -> ReadingList:
    """The sources of a therapy; none for an unknown id."""
    names = fact_names(dataset, therapy_id)
    citing: dict[str, list[Citation]] = {}
    for fact_id in names:
        for citation in dataset.citations(fact_id):
            citing.setdefault(citation.source_id, []).append(citation)
    sources = sorted(dataset.sources(therapy_id), key=lambda source: dataset.word("source_kind", source.kind).position)
    readings = tuple(
        Reading(
            id=source.id,
            source=source_line(dataset, source.id),
            numbers=" · ".join(
                part for part in (source.doi and f"DOI {source.doi}", source.pmid and f"PubMed {source.pmid}") if part
            ),
            cited=_cited(citing.get(source.id, [])),
            facts=tuple(_fact(citation, names) for citation in citing.get(source.id, [])),
        )
        for source in sources
    )
    return ReadingList(_heading(len(readings)), _count(readings), readings)


def fact_names(dataset: Dataset, therapy_id: str) -> dict[str, str]:
    """Every fact of a therapy that can have sources: its id and what it is, in words without numbers."""
    therapy = dataset.therapies.get(therapy_id)
    names = {therapy.fact_id: "The waiting time"} if therapy else {}
    for outcome in dataset.outcomes(therapy_id):
        names[outcome.fact_id] = _named("Result", dataset.title("endpoint", outcome.endpoint), outcome.cohort)
    for harm in dataset.safety(therapy_id):
        names[harm.fact_id] = _named("Risk", dataset.title("safety_event", harm.event), harm.cohort)
    for event in dataset.events(therapy_id):
        names[event.fact_id] = _named("Regulatory step", dataset.title("regulatory_event", event.event), event.agency)
    for trial in dataset.trials(therapy_id):
        names[trial.fact_id] = _named("Trial", trial.name or "", trial.nct)
    for access in dataset.access(therapy_id):
        names[access.fact_id] = _named("Way of access", dataset.title("access_route", access.route), None)
    return names


def _named(kind: str, what: str, which: str | None) -> str:
    return f"{kind}: {', '.join(part for part in (what, which) if part) or 'not named'}"


def _fact(citation: Citation, names: dict[str, str]) -> str:
    said = f" (says otherwise: {said_instead(citation.says or NOT_STATED)})" if citation.role == "disagrees" else ""
    return names[citation.fact_id] + said


def _cited(citations: list[Citation]) -> str:
    if not citations:
        return "No fact on this page cites it."
    supports = [citation for citation in citations if citation.role == "supports"]
    doubts = len(citations) - len(supports)
    parts = [f"Behind {_tally(supports)}."] if supports else []
    if doubts:
        parts.append(f"Says otherwise about {_tally([c for c in citations if c.role == 'disagrees'])}.")
    return " ".join(parts)


def _tally(citations: list[Citation]) -> str:
    counts = Counter(citation.table for citation in citations)
    return ", ".join(
        f"{counts[table]} {one if counts[table] == 1 else many}"
        for table, (one, many) in _TABLES.items()
        if counts[table]
    )


def _heading(count: int) -> str:
    return f"Sources: {count}" if count else "Sources: none in our data"


def _count(readings: tuple[Reading, ...]) -> str:
    uncited = sum(not reading.facts for reading in readings)
    shown = f"{len(readings)} {'source' if len(readings) == 1 else 'sources'} shown"
    return f"{shown}, {uncited} of them behind no fact here. The stronger kinds of source come first."
