"""The words by which therapies are found, each with its kind and with all therapies that have it.

Not here: how they answer what is typed (`therapies.search`), and which of them a release holds
(`loaders.search_words`).
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from therapies.dataset import Dataset
from therapies.text_words import bare_words, words_of

KINDS = {
    "name": "name",
    "brand": "brand name",
    "code": "code name or older name",
    "id": "name in links",
    "target": "target",
    "disease": "disease",
    "modality": "kind of treatment",
    "cells": "whose cells",
    "trial": "trial",
    "mentioned": "trial named in a text",
    "developer": "developer",
}
_BETWEEN_NAMES = re.compile(r"[(),]| / ")
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Match:
    """A word of a therapy that answers the search, and what kind of word it is, in words."""

    word: str
    kind: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A searchable word with all therapies that have it."""

    match: Match
    position: int
    words: tuple[str, ...]
    joined: str
    therapies: tuple[str, ...]

    def names(self) -> set[tuple[str, ...]]:
        """The whole and its parts around brackets and commas: "T-cell leukemia (T-ALL)" holds two names more."""
        texts = (self.match.word, *_BETWEEN_NAMES.split(self.match.word))
        return {words_of(text) for text in texts if words_of(text) and not _is_another_word(text)}


def _is_another_word(text: str) -> bool:
    """True for a short name that American spelling makes another word: HAE is no "he" within a sentence."""
    words = words_of(text)
    return len("".join(words)) < _SHORT and list(words) != bare_words(text)


def entries(dataset: Dataset) -> list[Entry]:
    """All searchable words of a dataset, the most telling kinds and the shortest texts first."""
    having: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for therapy_id, kind, text in _all_words(dataset):
        having[kind, text][therapy_id] = None
    return [
        Entry(Match(text, KINDS.get(kind, kind)), position, words, "".join(words), tuple(therapies))
        for position, (kind, text, words, therapies) in enumerate(
            sorted(
                ((kind, text, words_of(text), therapies) for (kind, text), therapies in having.items()),
                key=lambda entry: (_place_of(entry[0]), len(entry[2]), entry[1]),
            )
        )
        if words
    ]


def _place_of(kind: str) -> int:
    return list(KINDS).index(kind) if kind in KINDS else len(KINDS)


def _all_words(dataset: Dataset) -> Iterable[tuple[str, str, str]]:
    for word in dataset.search_words:
        yield word.therapy_id, word.kind, word.text
    for therapy in dataset.therapies.values():
        yield therapy.id, "modality", dataset.title("modality", therapy.modality)
        yield therapy.id, "cells", dataset.title("cell_source", therapy.cell_source)
        for use in dataset.indications(therapy.id):
            disease = dataset.diseases[use.disease_id]
            yield therapy.id, "disease", disease.id
            yield therapy.id, "disease", dataset.title("disease_group", disease.group)
