"""Which of our diseases a study of the register is about, by the conditions that it lists.

A condition is about a disease when it holds all words of one of its terms, in any order and spelling (British or
American); an abbreviation must stand as such, with "cell" between its parts at most ("T-cell ALL"), or turned around
("ALL, T-cell"). "Non-small" is another thing than "small", and "non-T ALL" than "T-ALL". Wider words ("leukemia") say
nothing: such a study is not listed with the disease. Not here: the terms (data/curated/diseases.yaml), and which
studies test a therapy (`therapies.study_links`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from therapies.text_words import bare_words, words_of

LEFT_OUT = frozenset(("cell", "cells", "of", "the", "and", "or", "with", "in", "type", "disease"))
_NOT = "non"
_BETWEEN = frozenset(("cell", "cells", "lineage", "precursor"))
# The T of CAR-T is that of a treatment: "leukemia after CAR-T" is no T-cell leukemia.
_CAR_T = re.compile(r"\bCAR[-\s]*T(?:[-\s]*cells?)?\b", re.IGNORECASE)
_SHORT = 2  # letters of an abbreviation that is a unit or a word ("mm", "all") unless it stands in capitals


@dataclass(frozen=True, slots=True)
class _Term:
    disease_id: str
    words: frozenset[str]
    abbreviation: tuple[str, ...]
    capitals: str  # the last part of an abbreviation as it is printed


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
        condition = _CAR_T.sub(" ", condition)
        words = words_of(condition)
        kept = frozenset(words) - LEFT_OUT
        terms = (term for word in set(words) for term in self._by_word.get(word, ()))
        return frozenset(term.disease_id for term in terms if _holds(term, condition, words, kept))


def _term(disease_id: str, text: str) -> _Term:
    words = words_of(text)
    if all(sum(map(str.isupper, word)) > 1 for word in text.split()):
        return _Term(disease_id, frozenset(), words, bare_words(text)[-1].upper())
    return _Term(disease_id, frozenset(words) - LEFT_OUT, (), "")


def _holds(term: _Term, condition: str, words: tuple[str, ...], kept: frozenset[str]) -> bool:
    if term.abbreviation:
        return _stands(term.abbreviation, term.capitals, condition, words)
    return term.words <= kept and (_NOT not in kept or _NOT in term.words)


def _stands(parts: tuple[str, ...], last: str, condition: str, words: tuple[str, ...]) -> bool:
    """Whether an abbreviation stands in a condition. Its last part may be a plain word too: "All grades, B-cell"."""
    capitals = re.search(rf"\b{last}\b", condition)
    if len(parts) == 1 and len(last) <= _SHORT and not capitals:
        return False
    if _side_by_side(parts, words):
        return True
    without = tuple(word for word in words if word not in _BETWEEN)
    if capitals and _side_by_side(parts, without):
        return True
    turned = len(parts) > 1 and re.search(rf"\b{last}\b\s*[-,(–]", condition)
    return bool(turned) and _side_by_side((parts[-1], *parts[:-1]), without)


def _side_by_side(parts: tuple[str, ...], words: tuple[str, ...]) -> bool:
    size = len(parts)
    return any(
        words[start : start + size] == parts and _NOT not in words[max(0, start - 1) : start]
        for start in range(len(words) - size + 1)
    )
