"""Where a fact comes from: its passport of sources, check dates and disagreements. Words only, ready to show.

Here too: whether a check is overdue. Not here: after how many days it is due (`loaders.due_days`), and where our own
words come from (`therapies.own_words`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from therapies.dataset import Dataset
from therapies.facts import Citation
from therapies.kept import kept
from therapies.statistics import exact_interval
from therapies.wording import NOT_STATED, day, percent_range, printed_date


class CheckedFact(Protocol):
    """Any fact that carries its id, its check dates and its best kind of source."""

    @property
    def fact_id(self) -> str:
        """Readable id."""
        ...

    @property
    def checked_on(self) -> date:
        """Day of the last check."""
        ...

    @property
    def due_on(self) -> date:
        """Day the next check is due."""
        ...

    @property
    def evidence(self) -> str | None:
        """Best kind of source, a code of the vocabulary."""
        ...


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source as shown: `published` and `checked` are texts; `read` says how much of it was read."""

    title: str
    publisher: str
    url: str | None
    kind: str
    published: str
    checked: str
    read: str

    @property
    def about(self) -> str:
        """Who published it and when, what kind it is, and when and how it was read."""
        published = f"published {self.published}" if self.published else ""
        parts = (self.publisher, self.kind, published, f"read {self.checked}", self.read)
        return f"{' · '.join(part for part in parts if part)}."


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What other sources say instead, with those sources."""

    says: str
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class Passport:
    """All that is needed to trust or doubt a fact. `due` is the day that `due_on` says in words.

    `basis` says how a fact rests on its sources where none of them says it in so many words. `reviewed_on` is the last
    day on which one of two persons looked who both stand for it; "" where it is not reviewed.
    """

    fact_id: str
    evidence: str
    checked_on: str
    due_on: str
    due: date
    overdue: bool
    sources: tuple[SourceLine, ...]
    disagreements: tuple[Disagreement, ...]
    basis: str = ""
    reviewed_on: str = ""

    @property
    def publisher(self) -> str:
        """Who published the best source."""
        return self.sources[0].publisher if self.sources else NOT_STATED

    @property
    def check(self) -> str:
        """When it was last checked, or since when a check is overdue."""
        return f"overdue since {self.due_on}" if self.overdue else f"checked {self.checked_on}"


def is_overdue(due_on: date, today: date) -> bool:
    """True from the day on which the next check is due (honesty.md, rule 15)."""
    return due_on <= today


@kept(8192)
def passport(dataset: Dataset, fact: CheckedFact, today: date) -> Passport:
    """The passport of a fact."""
    citations = dataset.citations(fact.fact_id)
    disagreeing: dict[str, list[Citation]] = {}
    for citation in citations:
        if citation.role == "disagrees":
            disagreeing.setdefault(citation.says or NOT_STATED, []).append(citation)
    dated = dated_passport(
        fact.fact_id,
        fact.checked_on,
        fact.due_on,
        today,
        evidence=dataset.title("source_kind", fact.evidence),
        sources=tuple(source_line(dataset, c.source_id) for c in _best_first(dataset, fact, citations)),
    )
    return replace(
        dated,
        disagreements=tuple(
            Disagreement(said_instead(says), tuple(source_line(dataset, c.source_id) for c in found))
            for says, found in disagreeing.items()
        ),
        reviewed_on=_reviewed_on(dataset, fact.fact_id),
    )


def _reviewed_on(dataset: Dataset, fact_id: str) -> str:
    signed = dataset.sign_offs.get(fact_id)
    return day(signed.checked) if signed and signed.confirmed_by and signed.checked else ""


def dated_passport(
    fact_id: str,
    checked_on: date,
    due_on: date,
    today: date,
    *,
    evidence: str = "",
    sources: tuple[SourceLine, ...] = (),
) -> Passport:
    """A passport with its two days in words; alone, that of a fact that cites no source of its own, such as a use."""
    return Passport(
        fact_id=fact_id,
        evidence=evidence,
        checked_on=day(checked_on),
        due_on=day(due_on),
        due=due_on,
        overdue=is_overdue(due_on, today),
        sources=sources,
        disagreements=(),
    )


def uses_checked(dataset: Dataset, therapy_id: str, today: date) -> tuple[Passport, ...]:
    """When each use of a therapy was checked."""
    uses = dataset.indications(therapy_id)
    return tuple(dated_passport(use.fact_id, use.checked_on, use.due_on, today) for use in uses)


def _best_first(dataset: Dataset, fact: CheckedFact, citations: Sequence[Citation]) -> list[Citation]:
    """The supporting sources: first those that the evidence label speaks of, then the better kinds; else as written."""

    def rank(citation: Citation) -> tuple[bool, int]:
        kind = dataset.all_sources[citation.source_id].kind
        return kind != fact.evidence, dataset.word("source_kind", kind).position

    return sorted((citation for citation in citations if citation.role == "supports"), key=rank)


_RATE, _RANGED = re.compile(r"\d%"), re.compile(r"\brange\b|\b95% CI\b")
_COUNTED_RATE = re.compile(r"\b(\d+) of (\d+)\b[^.;()]*\(\d[\d.]*%\)|\d[\d.]*% \((\d+) of (\d+)\)")


def said_instead(text: str) -> str:
    """What a source says instead: a date in words; a rate with its range, or with the word that it has none.

    Who was counted is not in what the record keeps of other sources.
    """
    if counted := _COUNTED_RATE.search(text):
        responders, n = (int(number) for number in counted.groups() if number)
        low, high = (100 * end for end in exact_interval(responders, n))
        return f"{text}; range {percent_range(low, high)}, worked out from the count; who was counted: not stated"
    if _RATE.search(text):
        return f"{text}; {'' if _RANGED.search(text) else 'the range and '}who was counted: not stated"
    parts = text.split("-")
    if all(part.isdigit() for part in parts) and len(parts[0]) == 4 and len(parts) <= 3:
        return printed_date(text)
    return text


@kept(4096)
def source_line(dataset: Dataset, source_id: str) -> SourceLine:
    """A source as shown. Raises KeyError for an unknown id."""
    source = dataset.all_sources[source_id]
    return SourceLine(
        title=source.title,
        publisher=source.publisher or "publisher not stated",
        url=source.url,
        kind=dataset.title("source_kind", source.kind),
        published=printed_date(source.published),
        checked=day(source.checked),
        read=dataset.title("source_read", source.read),
    )
