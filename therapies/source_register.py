"""Every source of the dataset: those of the therapies, then those of designations, ways of access and the glossary.

What each is, how much of it was read and when, and how many facts rest on it. Here too: narrowing the list. Not here:
which facts these are (`therapies.reading_list`), and what to open first (`therapies.due_sources`).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from therapies import wording
from therapies.dataset import Dataset
from therapies.kept import kept
from therapies.sheet import Sheet

NO_KIND = "kind-not-recorded"
_NO_KIND_TITLE = "Kind not recorded"
_TABLES = {"designations": "Regulatory word", "access_routes": "Way of access", "glossary": "Glossary"}


@dataclass(frozen=True, slots=True)
class Registered:
    """One source, worded. `therapy_id` is None for a source of a word or a way of access."""

    therapy_id: str | None
    belongs_to: str
    title: str
    url: str | None
    publisher: str
    kind: str
    kind_title: str
    published: str
    checked: str
    read: str
    read_title: str
    cited: str
    numbers: str


@dataclass(frozen=True, slots=True)
class SourceRegister:
    """The sources that fit the choice, all of them, and how many there are without it."""

    rows: tuple[Registered, ...]
    total: int
    sheet: Sheet
    filters: tuple[str, ...]


@kept(1)
def every_source(dataset: Dataset) -> tuple[Registered, ...]:
    """All sources: by therapy as recorded, then those of the reference pages."""
    cited: dict[str, Counter[str]] = {}
    for citation in dataset.all_citations:
        cited.setdefault(citation.source_id, Counter())[citation.role] += 1
    kinds = {word.code: word.title for word in dataset.words("source_kind")}
    read = {word.code: word.title for word in dataset.words("source_read")}
    of_therapies = (
        Registered(
            therapy_id=source.therapy_id,
            belongs_to=dataset.therapies[source.therapy_id].short_name,
            title=source.title,
            url=source.url,
            publisher=source.publisher or wording.NOT_STATED,
            kind=source.kind,
            kind_title=kinds[source.kind],
            published=wording.printed_date(source.published),
            checked=wording.day(source.checked),
            read=source.read,
            read_title=read[source.read],
            cited=_cited(cited.get(source.id, Counter())),
            numbers=" ".join(text for text in (source.doi, source.pmid) if text),
        )
        for source in dataset.all_sources.values()
    )
    return (*of_therapies, *_of_reference(dataset, read))


def _of_reference(dataset: Dataset, read: dict[str, str]) -> list[Registered]:
    names = {
        "designations": {entry.id: entry.name for entry in dataset.designations.values()},
        "access_routes": {entry.id: entry.name for entry in dataset.access_meanings.values()},
        "glossary": {entry.id: entry.term for entry in dataset.glossary},
    }
    return [
        Registered(
            therapy_id=None,
            belongs_to=f"{_TABLES[table]}: {name}",
            title=source.title,
            url=source.url,
            publisher=wording.NOT_STATED,
            kind=NO_KIND,
            kind_title=_NO_KIND_TITLE,
            published="date not stated",
            checked=wording.day(source.checked),
            read=source.read,
            read_title=read[source.read],
            cited="1 entry rests on it",
            numbers="",
        )
        for table, entries in names.items()
        for entry_id, name in entries.items()
        for source in dataset.reading(table, entry_id)
    ]


def _cited(roles: Counter[str]) -> str:
    supports, disagrees = roles["supports"], roles["disagrees"]
    said = f"{supports} {'fact rests' if supports == 1 else 'facts rest'} on it" if supports else ""
    doubt = f"says otherwise about {disagrees}" if disagrees else ""
    return "; ".join(text for text in (said, doubt) if text) or "no fact rests on it"


def kind_titles(dataset: Dataset, sources: Sequence[Registered]) -> dict[str, str]:
    """Kinds of source with how many there are, best first."""
    counts = Counter(source.kind for source in sources)
    titles = {word.code: word.title for word in dataset.words("source_kind")} | {NO_KIND: _NO_KIND_TITLE}
    return {code: f"{title} ({counts[code]})" for code, title in titles.items() if counts[code]}


def read_titles(dataset: Dataset, sources: Sequence[Registered]) -> dict[str, str]:
    """How much was read, with how many there are."""
    counts = Counter(source.read for source in sources)
    return {
        word.code: f"{word.title} ({counts[word.code]})" for word in dataset.words("source_read") if counts[word.code]
    }


def source_register(
    sources: Sequence[Registered], therapy_id: str | None, kind: str | None, read: str | None, words: str
) -> SourceRegister:
    """The sources that fit: of a therapy, of a kind, read so far, with all the words somewhere in them."""
    wanted = words.casefold().split()
    rows = tuple(
        source
        for source in sources
        if therapy_id in (None, source.therapy_id)
        and kind in (None, source.kind)
        and read in (None, source.read)
        and all(word in _text(source) for word in wanted)
    )
    chosen = (("Therapy", therapy_id), ("Kind", kind), ("Read", read), ("Words", words))
    return SourceRegister(
        rows=rows,
        total=len(sources),
        sheet=_sheet(rows),
        filters=tuple(f"{name}: {value}" for name, value in chosen if value),
    )


def _text(source: Registered) -> str:
    parts = (source.title, source.publisher, source.belongs_to, source.url or "", source.numbers)
    return " ".join(parts).casefold()


def _sheet(rows: tuple[Registered, ...]) -> Sheet:
    return Sheet(
        "Sources",
        (
            *("Belongs to", "Therapy id", "Title", "Address", "Publisher", "Kind", "Published", "Read on", "How read"),
            *("Facts", "DOI and PubMed number"),
        ),
        tuple(
            (
                row.belongs_to,
                row.therapy_id or "",
                row.title,
                row.url or wording.NOT_STATED,
                row.publisher,
                row.kind_title,
                row.published,
                row.checked,
                row.read_title,
                row.cited,
                row.numbers,
            )
            for row in rows
        ),
    )
