"""Which of our diseases a study of the register is about, by the conditions that it lists.

A condition is about a disease when it holds all words of one of its terms, in any order and spelling (British or
American); an abbreviation must stand as such. "Non-small" is another thing than "small". Wider words ("leukemia") say
nothing: such a study is not listed with the disease.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from therapies.text_words import words_of

LEFT_OUT = frozenset(("cell", "cells", "of", "the", "and", "or", "with", "in", "type", "disease"))
_NOT = "non"


@dataclass(frozen=True, slots=True)
class _Term:
    disease_id: str
    words: frozenset[str]
    abbreviation: tuple[str, ...]


class DiseaseTerms:
    """The terms of all diseases, ready to be found in conditions."""

    def __init__(self, terms: Mapping[str, Iterable[str]]) -> None:
        """`terms`: those of each disease id (`register_terms` of diseases.yaml)."""
        made = [_term(disease_id, text) for disease_id, texts in terms.items() for text in texts]
        self._by_word: dict[str, list[_Term]] = {}
        for term in made:
            # The longest word of a term is the rarest: only its terms are looked at.
            key = max((*term.words, *term.abbreviation), key=len)
            self._by_word.setdefault(key, []).append(term)
        self._seen: dict[str, frozenset[str]] = {}

    def word_sets(self) -> Iterator[tuple[str, ...]]:
        """The words of each term: a study that has not all words of one of them is about none of the diseases."""
        for terms in self._by_word.values():
            for term in terms:
                yield (*term.words, *term.abbreviation)

    def diseases(self, condition: str) -> frozenset[str]:
        """The diseases that a condition names."""
        if condition not in self._seen:
            self._seen[condition] = self._find(condition)
        return self._seen[condition]

    def _find(self, condition: str) -> frozenset[str]:
        words = words_of(condition)
        kept = frozenset(words) - LEFT_OUT
        terms = (term for word in set(words) for term in self._by_word.get(word, ()))
        return frozenset(term.disease_id for term in terms if _holds(term, words, kept))


def _term(disease_id: str, text: str) -> _Term:
    words = words_of(text)
    if all(sum(map(str.isupper, word)) > 1 for word in text.split()):
        return _Term(disease_id, frozenset(), words)
    return _Term(disease_id, frozenset(words) - LEFT_OUT, ())


def _holds(term: _Term, words: tuple[str, ...], kept: frozenset[str]) -> bool:
    if term.abbreviation:
        size = len(term.abbreviation)
        return any(words[start : start + size] == term.abbreviation for start in range(len(words) - size + 1))
    return term.words <= kept and (_NOT not in kept or _NOT in term.words)
