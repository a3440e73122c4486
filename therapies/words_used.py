"""The words of the glossary that a call uses, explained: for the page that a family takes away."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass

from therapies.call_blocks import Screen
from therapies.facts import Term


@dataclass(frozen=True, slots=True)
class Word:
    """One term and what it means."""

    title: str
    plain: str


def words_used(glossary: Sequence[Term], screens: Sequence[Screen]) -> tuple[Word, ...]:
    """The terms that stand in the text of these screens, by the alphabet."""
    text = " ".join(said for screen in screens for said in (screen.question, screen.heading, *_texts(screen.blocks)))
    used = (term for term in glossary if _stands_in(term, text))
    return tuple(
        Word(f"{term.term} ({term.abbreviation})" if term.abbreviation else term.term, term.plain)
        for term in sorted(used, key=lambda term: term.term.casefold())
    )


def _stands_in(term: Term, text: str) -> bool:
    names = [re.sub(r"\s*\(.*?\)", "", term.term)]
    found = any(re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", text, re.IGNORECASE) for name in names if name)
    # A short form is capitals: "CR" is a term, "cr" is none.
    return found or bool(term.abbreviation and re.search(rf"(?<!\w){re.escape(term.abbreviation)}(?!\w)", text))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
    elif isinstance(value, Iterable):
        for one in value:
            yield from _texts(one)
