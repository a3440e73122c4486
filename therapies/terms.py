"""The glossary as it is shown: every term with its meaning, why it matters, and its passport; found by words.

Also the passport of any entry that was read in named pages without ids: designations and ways of access. Not here:
which terms a page uses (`therapies.words_used`), and the regulators' words (`therapies.regulatory_words`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from therapies import wording
from therapies.dataset import Dataset
from therapies.evidence import Passport, SourceLine, dated_passport
from therapies.facts import Term
from therapies.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Entry:
    """One term as shown. `title` has the abbreviation behind it, where there is one."""

    id: str
    title: str
    plain: str
    why_it_matters: str | None
    passport: Passport


@dataclass(frozen=True, slots=True)
class Glossary:
    """The entries found, and how many there are: `count` says shown and hidden; `nearest` helps when none is found."""

    entries: tuple[Entry, ...]
    shown: int
    hidden: int
    total: int
    count: str
    nearest: tuple[tuple[str, str], ...]


def titles(dataset: Dataset) -> dict[str, str]:
    """Ids and titles of all terms, by the alphabet."""
    return {term.id: _title(term) for term in sorted(dataset.glossary, key=lambda term: term.term.casefold())}


def glossary(dataset: Dataset, today: date, search: str = "", term_id: str | None = None) -> Glossary:
    """The terms that have every word of `search` somewhere, or only the term `term_id`; by the alphabet."""
    ordered = sorted(dataset.glossary, key=lambda term: term.term.casefold())
    words = search.casefold().split()
    if term_id is not None:
        found = [term for term in ordered if term.id == term_id]
    else:
        found = [term for term in ordered if all(word in _haystack(term) for word in words)]
    total = len(ordered)
    return Glossary(
        entries=tuple(_entry(dataset, term, today) for term in found),
        shown=len(found),
        hidden=total - len(found),
        total=total,
        count=f"{len(found)} of {total} terms shown, {total - len(found)} hidden.",
        nearest=() if found else _nearest(ordered, search),
    )


def glossary_sheet(entries: Sequence[Entry]) -> Sheet:
    """The same for the download."""
    rows = (
        (
            entry.title,
            entry.plain,
            entry.why_it_matters or wording.NOT_STATED,
            entry.passport.checked_on,
            "; ".join(f"{source.title} {source.url or ''}".strip() for source in entry.passport.sources),
        )
        for entry in entries
    )
    return Sheet("Glossary", ("Term", "Meaning", "Why it matters", "Checked on", "Sources"), tuple(rows))


def reading_passport(
    dataset: Dataset, table: str, entry_id: str, checked_on: date, due_on: date, today: date
) -> Passport:
    """The passport of an entry of `designations`, `access_routes` or `glossary`, from the pages read for it."""
    sources = tuple(
        SourceLine(
            title=source.title,
            publisher="",
            url=source.url,
            kind="",
            published="",
            checked=wording.day(source.checked),
            read=dataset.title("source_read", source.read),
        )
        for source in dataset.reading(table, entry_id)
    )
    return dated_passport(f"{table}/{entry_id}", checked_on, due_on, today, sources=sources)


def _title(term: Term) -> str:
    return f"{term.term} ({term.abbreviation})" if term.abbreviation else term.term


def _haystack(term: Term) -> str:
    return " ".join((term.id, term.term, term.abbreviation or "", term.plain)).casefold()


def _entry(dataset: Dataset, term: Term, today: date) -> Entry:
    return Entry(
        id=term.id,
        title=_title(term),
        plain=term.plain,
        why_it_matters=term.why_it_matters,
        passport=reading_passport(dataset, "glossary", term.id, term.checked_on, term.due_on, today),
    )


def _nearest(terms: list[Term], search: str) -> tuple[tuple[str, str], ...]:
    names: dict[str, list[Term]] = {}
    for term in terms:
        for name in {term.term, term.abbreviation or "", *term.term.split()}:
            names.setdefault(name.casefold().strip("()"), []).append(term)
    close = [match for word in (search, *search.split()) for match in get_close_matches(word.casefold(), names, n=3)]
    return tuple(dict.fromkeys((term.id, _title(term)) for name in close for term in names[name]))[:3]
