"""Finding therapies by what people type: any name, brand, code, target, disease or NCT number, also with typing errors.

Exact words first, then beginnings, then words in another order or place, then a disease that is named among other
words, then typing errors. A wrong letter is forgiven; a wrong digit is not: CD17 is another thing than CD7. Here too:
the order by disease and name, in which nothing is ranked. Not here: the register's studies (`therapies.study_search`).
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import combinations

from therapies.dataset import Dataset
from therapies.kept import kept
from therapies.text_words import GREEK, words_of

LONGEST = 200
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
SAME, BEGINS, SOME_WORDS, SIMILAR = "same", "begins", "words", "similar"
_FILLERS = frozenset(("and", "for", "from", "in", "of", "the", "to", "with"))
_GREEK_LETTERS = str.maketrans({letter: name[0] for letter, name in GREEK.items()})  # IL13Rα2 is IL13Ra2 to many
_NARROWING = frozenset(KINDS[kind] for kind in ("name", "brand", "code", "target", "modality", "cells"))
_TELLING = 4  # so many letters may be the beginning of the name of a disease: leuk
_LONG_NUMBER = 4  # so many digits may be the beginning of a longer number: NCT0651


@dataclass(frozen=True, slots=True)
class Match:
    """A word of a therapy that answers the search, and what kind of word it is, in words."""

    word: str
    kind: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A therapy that was found, why, how close: "same", "begins", "words", "similar" (a typing error), and what was
    typed beside the name of a disease and is `unused`.
    """

    therapy_id: str
    matches: tuple[Match, ...]
    closeness: str
    unused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A searchable word with all therapies that have it."""

    match: Match
    position: int
    words: tuple[str, ...]
    joined: str
    therapies: tuple[str, ...]


def search(dataset: Dataset, text: str) -> tuple[Hit, ...]:
    """Therapies that answer `text`, the closest first, then by disease and name. Nothing typed: nothing found."""
    index = _index(dataset)
    tries: tuple[Callable[[tuple[str, ...]], list[Hit]], ...] = (
        index.whole,
        index.in_one_entry,
        index.in_one_therapy,
        index.inside,
        index.similar,
    )
    for words in _readings(text[:LONGEST]):
        if hits := next(filter(None, (find(words) for find in tries)), None):
            return tuple(hits)
    return ()


def default_order(dataset: Dataset) -> dict[str, int]:
    """The place of each therapy by disease, then name: the order in which nothing is ranked."""
    diseases = {disease: place for place, disease in enumerate(dataset.diseases)}

    def place(therapy_id: str) -> tuple[int, str, str]:
        uses = dataset.indications(therapy_id)
        first = min((diseases.get(use.disease_id, len(diseases)) for use in uses), default=len(diseases))
        return first, dataset.therapies[therapy_id].short_name.casefold(), therapy_id

    return {therapy_id: number for number, therapy_id in enumerate(sorted(dataset.therapies, key=place))}


def _readings(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of what was typed, as they stand; with Greek letters as single ones; and without little words."""
    readings = [words_of(text), words_of(text.casefold().translate(_GREEK_LETTERS))]
    readings += [tuple(word for word in words if word not in _FILLERS) for words in readings]
    return tuple(dict.fromkeys(words for words in readings if words))


def _cuts_number(typed: str, found: str) -> bool:
    """True where `found` begins with `typed` only by cutting a number: CD7 of CD70."""
    digits = len(typed) - len(typed.rstrip("0123456789"))
    return 0 < digits < _LONG_NUMBER and found[len(typed) : len(typed) + 1].isdigit()


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def _errors_allowed(length: int) -> int:
    return 0 if length < 4 else 1 if length < 6 else 2 if length < 11 else 3


class _Index:
    """All searchable words of one dataset, prepared once."""

    def __init__(self, dataset: Dataset) -> None:
        self._order = default_order(dataset)
        self._entries = _entries(dataset)
        self._same: dict[str, list[int]] = defaultdict(list)
        starts: dict[str, set[int]] = defaultdict(set)
        by_word: dict[str, set[int]] = defaultdict(set)
        for number, entry in enumerate(self._entries):
            self._same[entry.joined].append(number)
            for first in range(len(entry.words)):
                starts["".join(entry.words[first:])].add(number)
            for word in entry.words:
                by_word[word].add(number)
        self._starts, self._by_word = dict(starts), dict(by_word)
        self._sorted_starts, self._sorted_words = sorted(starts), sorted(by_word)
        self._spellings: dict[str, list[str]] = defaultdict(list)
        for spelling in sorted({*by_word, *self._same}):
            self._spellings[_digits(spelling)].append(spelling)

    def whole(self, words: tuple[str, ...]) -> list[Hit]:
        """Entries that are what was typed, then entries in which it begins at a word."""
        typed = "".join(words)
        same = set(self._same.get(typed, ()))
        begins = set().union(*(self._starts[start] for start in _beginning(self._sorted_starts, typed)))
        exact = self._hits(same, SAME)
        known = {hit.therapy_id for hit in exact}
        return exact + [hit for hit in self._hits(begins - same, BEGINS) if hit.therapy_id not in known]

    def in_one_entry(self, words: tuple[str, ...]) -> list[Hit]:
        """Entries that have a beginning of every typed word, in any order."""
        return self._hits(set.intersection(*(self._having(word) for word in words)), SOME_WORDS)

    def in_one_therapy(self, words: tuple[str, ...]) -> list[Hit]:
        """Therapies that have every typed word somewhere: "CD7 leukemia"."""
        return self._hits_of_all([self._having(word) for word in words], SOME_WORDS)

    def _of_disease(self, words: tuple[str, ...]) -> list[Hit]:
        """Therapies of a disease named among other words; of these count those of such a therapy, its trials apart."""
        runs = sorted(combinations(range(len(words) + 1), 2), key=lambda run: (run[0] - run[1], run[0]))
        named = ((first, end, self._diseases("".join(words[first:end]))) for first, end in runs)
        first, end, found = next((run for run in named if run[2]), (0, 0, set()))
        per_word, unused = [found], []
        for word in words[:first] + words[end:]:
            having = {n for n in self._by_word.get(word, ()) if self._entries[n].match.kind in _NARROWING}
            if self._hits_of_all([*per_word, having], SOME_WORDS):
                per_word.append(having)
            elif len(word) > 1 and word not in _FILLERS:
                unused.append(word)
        return [replace(hit, unused=tuple(unused)) for hit in self._hits_of_all(per_word, SOME_WORDS)]

    def _diseases(self, typed: str) -> set[int]:
        """Entries of the disease that is called so; a longer word may also begin its name."""
        starts = _beginning(self._sorted_starts, typed) if len(typed) >= _TELLING else []
        named = set(self._same.get(typed, ())).union(*(self._starts[start] for start in starts))
        return {number for number in named if self._entries[number].match.kind == KINDS["disease"]}

    def inside(self, words: tuple[str, ...]) -> list[Hit]:
        """Entries that have the typed signs in the middle of a word: "cabtagene"."""
        typed = "".join(words)
        if len(typed) < 4:
            return []
        return self._hits({n for n, entry in enumerate(self._entries) if _holds(entry.joined, typed)}, SOME_WORDS)

    def similar(self, words: tuple[str, ...]) -> list[Hit]:
        """The entries with the fewest wrong letters, for the typed text as one word or word by word."""
        whole, errors = self._closest("".join(words))
        if len(words) == 1 or (whole and errors <= 1):
            return self._hits(whole, SIMILAR)
        # A disease that is written rightly says more than words that are nearly right.
        if hits := self._of_disease(words):
            return hits
        found = [self._having(word) or self._closest(word)[0] for word in words]
        if together := set.intersection(*found):
            return self._hits(together, SIMILAR)
        return self._hits_of_all(found, SIMILAR) or self._hits(whole, SIMILAR)

    def _having(self, word: str) -> set[int]:
        return set().union(*(self._by_word[found] for found in _beginning(self._sorted_words, word)))

    def _closest(self, typed: str) -> tuple[set[int], int]:
        # Loaded here: most searches need no comparison of spellings, and the first page should not wait for it.
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        allowed = _errors_allowed(len(typed))
        if not allowed:
            return set(), 0
        known = self._spellings.get(_digits(typed), [])
        close = process.extract(typed, known, scorer=OSA.distance, score_cutoff=allowed, limit=None)
        if not close:
            cut = [spelling[: len(typed)] for spelling in known]
            cut_close = process.extract(typed, cut, scorer=OSA.distance, score_cutoff=allowed, limit=None)
            close = [(known[place], errors, place) for _, errors, place in cut_close]
        fewest = min((errors for _, errors, _ in close), default=0)
        best = [spelling for spelling, errors, _ in close if errors == fewest]
        nothing: set[int] = set()
        return nothing.union(*(self._spelled(spelling) for spelling in best)), int(fewest)

    def _spelled(self, spelling: str) -> set[int]:
        return self._by_word.get(spelling, set()).union(self._same.get(spelling, ()))

    def _best(self, numbers: Iterable[int]) -> dict[str, Match]:
        """For each therapy the most telling of these entries."""
        found: dict[str, Match] = {}
        for entry in sorted((self._entries[number] for number in numbers), key=lambda entry: entry.position):
            for therapy_id in entry.therapies:
                found.setdefault(therapy_id, entry.match)
        return found

    def _hits(self, numbers: set[int], closeness: str) -> list[Hit]:
        found = self._best(numbers)
        return [Hit(therapy_id, (found[therapy_id],), closeness) for therapy_id in self._in_order(found)]

    def _hits_of_all(self, per_word: list[set[int]], closeness: str) -> list[Hit]:
        found = [self._best(numbers) for numbers in per_word]
        everywhere = set.intersection(*(set(matches) for matches in found))
        return [
            Hit(therapy_id, tuple(dict.fromkeys(matches[therapy_id] for matches in found)), closeness)
            for therapy_id in self._in_order(everywhere)
        ]

    def _in_order(self, therapies: Iterable[str]) -> list[str]:
        return sorted(therapies, key=self._order.__getitem__)


def _beginning(known: list[str], typed: str) -> list[str]:
    """The known texts that begin with the typed one, without cutting a short number."""
    found = []
    for place in range(bisect_left(known, typed), len(known)):
        if not known[place].startswith(typed):
            break
        if not _cuts_number(typed, known[place]):
            found.append(known[place])
    return found


def _holds(text: str, typed: str) -> bool:
    place = text.find(typed)
    if place < 0:
        return False
    cut_before = place > 0 and typed[0].isdigit() and text[place - 1].isdigit()
    return not cut_before and not _cuts_number(typed, text[place:])


def _entries(dataset: Dataset) -> list[_Entry]:
    having: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for therapy_id, kind, text in _all_words(dataset):
        having[kind, text][therapy_id] = None
    return [
        _Entry(Match(text, KINDS.get(kind, kind)), position, words, "".join(words), tuple(therapies))
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


@kept(2)
def _index(dataset: Dataset) -> _Index:
    return _Index(dataset)
