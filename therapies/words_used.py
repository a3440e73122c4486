"""The words of the glossary that a call or a page uses, explained: at the word's place, or on the paper.

Not here: the glossary with sources and search (`therapies.terms`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import lru_cache

from therapies.call_blocks import Screen
from therapies.dataset import Dataset
from therapies.evidence import Passport
from therapies.facts import Term
from therapies.kept import kept
from therapies.profile import profile
from therapies.reading_list import ReadingList
from therapies.sheet import Sheet

# Letters that must be there, and what finds them as a word of their own.
_Spelling = tuple[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Word:
    """One term and what it means; `id` is its place in the glossary."""

    id: str
    title: str
    plain: str


def words_used(glossary: Sequence[Term], screens: Sequence[Screen]) -> tuple[Word, ...]:
    """The terms that stand in the text of these screens, by the alphabet."""
    return words_in(glossary, ((screen.question, screen.heading, screen.blocks) for screen in screens))


def words_in(glossary: Sequence[Term], shown: Iterable[object]) -> tuple[Word, ...]:
    """The terms that stand in the texts of these models, but for their sources and files, by the alphabet."""
    text = " ".join(_texts(shown))
    small = text.casefold()
    used = (term for term in glossary if _stands_in(term, text, small))
    return tuple(
        Word(term.id, f"{term.term} ({term.abbreviation})" if term.abbreviation else term.term, term.plain)
        for term in sorted(used, key=lambda term: term.term.casefold())
    )


@kept(256)
def therapy_words(dataset: Dataset, therapy_id: str, today: date) -> tuple[Word, ...]:
    """The terms on the page of a therapy, by the alphabet. Raises KeyError for an unknown id."""
    return words_in(dataset.glossary, (profile(dataset, therapy_id, today),))


def _stands_in(term: Term, text: str, small: str) -> bool:
    name, short = _spellings(term)
    if name and name[0] in small and name[1].search(small):
        return True
    return bool(short and short[0] in text and short[1].search(text))


@lru_cache(maxsize=1024)
def _spellings(term: Term) -> tuple[_Spelling | None, _Spelling | None]:
    """How its name stands in a text in small letters, and how its short form stands in any text."""
    # An overall response rate is met as "overall response".
    name = re.sub(r"\s*\(.*?\)", "", term.term).casefold().removesuffix(" rate")
    # A short form is capitals: "CR" is a term, "cr" is none.
    short = term.abbreviation
    return (
        (name, re.compile(rf"(?<!\w){re.escape(name)}s?(?!\w)")) if name else None,
        (short, re.compile(rf"(?<!\w){re.escape(short)}(?!\w)")) if short else None,
    )


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Passport | ReadingList | Sheet):
        return
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
    elif isinstance(value, Iterable):
        for one in value:
            yield from _texts(one)
