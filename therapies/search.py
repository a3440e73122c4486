"""Finding therapies by what people type: any name, brand, code, target, disease or NCT number, also with typing errors.

Exact words first, then beginnings, then words in another order or place, then the disease that a longer text names,
then typing errors. A wrong letter is forgiven; a wrong digit is not: NCT06514793 and CD17 are other things than
NCT06514794 and CD7. Here too: the order by disease and name, in which nothing is ranked. Not here: which words there
are (`therapies.search_entries`), and searching the register's studies (`therapies.study_search`).
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from therapies.dataset import Dataset
from therapies.kept import kept
from therapies.search_entries import KINDS, Entry, Match, entries
from therapies.text_words import GREEK, words_of

LONGEST = 200
SAME, BEGINS, SOME_WORDS, SIMILAR = "same", "begins", "words", "similar"
_FILLERS = frozenset(("and", "for", "from", "in", "of", "the", "to", "with"))
_GREEK_LETTERS = str.maketrans({letter: name[0] for letter, name in GREEK.items()})  # IL13Rα2 is IL13Ra2 to many
_NAMING = {KINDS[kind] for kind in ("name", "brand", "code", "target", "modality", "cells")}
_PIECE = re.compile(r"[^\s,;/()]+")
_LONG_NUMBER = 4  # so many digits may be the beginning of a longer number: NCT0651


@dataclass(frozen=True, slots=True)
class Hit:
    """A therapy that was found, why, and how close: "same", "begins", "words" or "similar" (a typing error).

    `unused` is what was typed and not looked for: the same for all therapies of one search.
    """

    therapy_id: str
    matches: tuple[Match, ...]
    closeness: str
    unused: tuple[str, ...] = ()


def search(dataset: Dataset, text: str) -> tuple[Hit, ...]:
    """Therapies that answer `text`, the closest first, then by disease and name. Nothing typed: nothing found."""
    index, text = _index(dataset), text[:LONGEST]
    readings = _readings(text)
    return (
        _first((index.whole, index.in_one_entry, index.in_one_therapy), readings)
        or _of_a_disease(index, text)
        or _first((index.inside, index.similar), readings)
    )


def default_order(dataset: Dataset) -> dict[str, int]:
    """The place of each therapy by disease, then name: the order in which nothing is ranked."""
    diseases = {disease: place for place, disease in enumerate(dataset.diseases)}

    def place(therapy_id: str) -> tuple[int, str, str]:
        uses = dataset.indications(therapy_id)
        first = min((diseases.get(use.disease_id, len(diseases)) for use in uses), default=len(diseases))
        return first, dataset.therapies[therapy_id].short_name.casefold(), therapy_id

    return {therapy_id: number for number, therapy_id in enumerate(sorted(dataset.therapies, key=place))}


def _first(
    ways: Iterable[Callable[[tuple[str, ...]], list[Hit]]], readings: Iterable[tuple[str, ...]]
) -> tuple[Hit, ...]:
    return next((tuple(hits) for words in readings for find in ways if (hits := find(words))), ())


def _of_a_disease(index: "_Index", text: str) -> tuple[Hit, ...]:
    """Therapies of the disease that a text names, in the spelling that leaves the fewest words unused."""
    typed = [piece.strip(".:!?'\"") for piece in _PIECE.findall(text) for _ in words_of(piece)]
    found = [hits for words in _spellings(text) if (hits := index.of_a_disease(words, typed))]
    return tuple(min(found, key=lambda hits: len(hits[0].unused), default=()))


def _spellings(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of what was typed, as they stand, and with Greek letters as single ones."""
    return words_of(text), words_of(text.casefold().translate(_GREEK_LETTERS))


def _readings(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of what was typed in both spellings, then without little words."""
    readings = list(_spellings(text))
    readings += [tuple(word for word in words if word not in _FILLERS) for words in readings]
    return tuple(dict.fromkeys(words for words in readings if words))


def _runs(words: tuple[str, ...]) -> list[tuple[range, str]]:
    """Neighbouring words by their places, and joined: the most words first, then the most letters."""
    places = [range(first, last) for first in range(len(words)) for last in range(first + 1, len(words) + 1)]
    runs = [(run, "".join(words[run.start : run.stop])) for run in places]
    return sorted(runs, key=lambda run: (-len(run[0]), -len(run[1])))


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
        self._entries = entries(dataset)
        self._same: dict[str, list[int]] = defaultdict(list)
        starts: dict[str, set[int]] = defaultdict(set)
        by_word: dict[str, set[int]] = defaultdict(set)
        for number, entry in enumerate(self._entries):
            self._same[entry.joined].append(number)
            for first in range(len(entry.words)):
                starts["".join(entry.words[first:])].add(number)
            for word in entry.words:
                by_word[word].add(number)
        self._of_diseases, self._of_therapies, self._only_words = _named(self._entries)
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

    def of_a_disease(self, words: tuple[str, ...], typed: list[str]) -> list[Hit]:
        """Therapies of the longest name of a disease among the words, narrowed by what the others name of them.

        `typed` holds for each word how it was typed.
        """
        whole, errors = self._closest("".join(words))
        disease = self._disease(words)
        if not disease or (whole and errors <= 1):  # one name with one wrong letter is that name
            return []
        used, per_name = set(disease[0]), [disease[1]]
        left = self._therapies(disease[1])
        for run, joined in _runs(words):
            named = self._of_therapies.get(joined, set())
            if used.isdisjoint(run) and (narrowed := left & self._therapies(named)):
                used, left = used.union(run), narrowed
                per_name.append(named)
        unused = tuple(dict.fromkeys(sign for place, sign in enumerate(typed) if place not in used))
        return [replace(hit, unused=unused) for hit in self._hits_of_all(per_name, SOME_WORDS)]

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
        found = [self._having(word) or self._closest(word)[0] for word in words]
        if together := set.intersection(*found):
            return self._hits(together, SIMILAR)
        return self._hits_of_all(found, SIMILAR) or self._hits(whole, SIMILAR)

    def _disease(self, words: tuple[str, ...]) -> tuple[range, set[int]] | None:
        """Where a disease is named, and its entries: by a whole name, else by the beginning of a name of one word."""
        runs, only_words = _runs(words), sorted(self._only_words)
        for run, joined in runs:
            if named := self._of_diseases.get(joined):
                return run, named
        for run, joined in runs:
            if len(run) == 1 and len(joined) >= 4 and joined.isalpha() and (begun := _beginning(only_words, joined)):
                return run, set().union(*(self._only_words[word] for word in begun))
        return None

    def _therapies(self, numbers: Iterable[int]) -> set[str]:
        return {therapy_id for number in numbers for therapy_id in self._entries[number].therapies}

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


def _named(known: list[Entry]) -> tuple[dict[str, set[int]], dict[str, set[int]], dict[str, set[int]]]:
    """The entries by the names in them: of diseases, of therapies and what they are, and the only words of diseases.

    A longer name is known by all of it: "cancer" is not "cancer of the brain". Letters and numbers behind are no words.
    """
    diseases: dict[str, set[int]] = defaultdict(set)
    therapies: dict[str, set[int]] = defaultdict(set)
    only_words: dict[str, set[int]] = defaultdict(set)
    for number, entry in enumerate(known):
        for name in entry.names():
            if entry.match.kind == KINDS["disease"]:
                diseases["".join(name)].add(number)
                if all(len(word) == 1 for word in name[1:]):
                    only_words[name[0]].add(number)
            elif entry.match.kind in _NAMING:
                therapies["".join(name)].add(number)
            if entry.match.kind == KINDS["modality"]:
                for last in range(2, len(name)):
                    therapies["".join(name[:last])].add(number)
    return dict(diseases), dict(therapies), dict(only_words)


@kept(2)
def _index(dataset: Dataset) -> _Index:
    return _Index(dataset)
