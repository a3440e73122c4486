"""Facts that rest on what companies, news and blogs say alone: no label, regulator, paper, register or conference.

Such a fact may be right; a better source would make it sure. Most shown first. Not here: facts whose sources disagree
(`therapies.checks`).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from therapies.checked_facts import KINDS, Fact, every_fact
from therapies.dataset import Dataset
from therapies.due_facts import NO_THERAPY, cited
from therapies.facts import Source
from therapies.kept import kept
from therapies.prominence import counted, most_shown, named, shown_at
from therapies.sheet import Sheet

WEAK = ("press-release", "company", "medical-news", "blog")


@dataclass(frozen=True, slots=True)
class WeakFact:
    """One fact with all its sources: (title, address, kind)."""

    fact_id: str
    kind: str
    kind_title: str
    name: str
    therapy_id: str | None
    therapy: str
    best: str
    shown: str
    shown_in: str
    sources: tuple[tuple[str, str | None, str], ...]


@dataclass(frozen=True, slots=True)
class WeakFacts:
    """The facts of the choice, most shown first, and how many there are without it. `sentence` is about all."""

    sentence: str
    rows: tuple[WeakFact, ...]
    total: int
    sheet: Sheet
    filters: tuple[str, ...]


def weak_facts(
    dataset: Dataset, today: date, therapy_id: str | None = None, kind: str | None = None, best: str | None = None
) -> WeakFacts:
    """Facts on weak sources alone: of a therapy, of a kind of fact, with this kind of source as the best one."""
    every = _every(dataset, today)
    rows = tuple(
        fact
        for fact in every
        if therapy_id in (None, fact.therapy_id) and kind in (None, fact.kind) and best in (None, fact.best)
    )
    named = (("Therapy", therapy_id), ("Kind of fact", kind), ("Best source", best))
    cited_facts = len({citation.fact_id for citation in dataset.all_citations if citation.role == "supports"})
    return WeakFacts(
        sentence=(
            f"{len(every):,} of {cited_facts:,} facts with sources rest on press releases, company pages, news or "
            "blogs alone. They may be right. Look for a better source first where most people see them."
        ),
        rows=rows,
        total=len(every),
        sheet=_sheet(rows, dataset),
        filters=tuple(f"{name}: {value}" for name, value in named if value),
    )


def fact_titles(dataset: Dataset, today: date) -> dict[str, str]:
    """Kinds of fact with how many of them rest on weak sources alone; only those that have any."""
    counts = Counter(fact.kind for fact in _every(dataset, today))
    return {kind: f"{title} ({counts[kind]:,})" for kind, title in KINDS.items() if counts[kind]}


def best_titles(dataset: Dataset, today: date) -> dict[str, str]:
    """The weak kinds of source with for how many facts they are the best one."""
    counts = Counter(fact.best for fact in _every(dataset, today))
    return {code: f"{dataset.title('source_kind', code)} ({counts[code]:,})" for code in WEAK if counts[code]}


@kept(2)
def _every(dataset: Dataset, today: date) -> tuple[WeakFact, ...]:
    places = shown_at(dataset, today)
    found = []
    for fact in every_fact(dataset):
        # A hospital stands with its trial, and a comparison of classes with its cells.
        sources = cited(dataset, fact) if fact.kind not in ("sites", "comparisons") else ()
        if sources and all(source.kind in WEAK for source in sources):
            found.append((fact, sources))
    found.sort(key=lambda one: (most_shown(places.get(one[0].fact_id, ())), _therapy(dataset, one[0]).casefold()))
    return tuple(_weak_fact(dataset, fact, sources, places.get(fact.fact_id, ())) for fact, sources in found)


def _weak_fact(dataset: Dataset, fact: Fact, sources: tuple[Source, ...], places: tuple[str, ...]) -> WeakFact:
    return WeakFact(
        fact_id=fact.fact_id,
        kind=fact.kind,
        kind_title=KINDS[fact.kind],
        name=fact.name,
        therapy_id=fact.therapy_id,
        therapy=_therapy(dataset, fact),
        best=sources[0].kind,
        shown=counted(places),
        shown_in=named(places),
        sources=tuple((one.title, one.url, dataset.title("source_kind", one.kind)) for one in sources),
    )


def _therapy(dataset: Dataset, fact: Fact) -> str:
    return dataset.therapies[fact.therapy_id].short_name if fact.therapy_id else NO_THERAPY


def _sheet(rows: Iterable[WeakFact], dataset: Dataset) -> Sheet:
    headers = ("Therapy", "Therapy id", "Kind of fact", "Fact", "Best kind of source", "Shown in", "Sources", "Name")
    cells = (
        (
            *(row.therapy, row.therapy_id or "", row.kind_title, row.name, dataset.title("source_kind", row.best)),
            *(
                row.shown_in or row.shown,
                "; ".join(f"{kind}: {title} ({url or 'no address'})" for title, url, kind in row.sources),
            ),
            row.fact_id,
        )
        for row in rows
    )
    return Sheet("Facts on weak sources alone", headers, tuple(cells))
