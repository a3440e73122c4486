"""Looking words up in the indexes of a copy: which studies have a word, a beginning of one, or a product's name.

All answers are rows of studies, ascending; nothing but what is looked up is read. Not here: how the indexes are made
(`loaders.registry_words`), and the search that people use (`therapies.study_search`).
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa

from therapies.text_words import TEXT_END, words_of

_NONE = np.empty(0, np.int32)
_LENGTH = len(TEXT_END)


class WordIndex:
    """The words of titles, conditions, treatments and keywords."""

    def __init__(self, index: dict[str, pa.Array], count: int) -> None:
        """`index`: the arrays of the file `words`; `count`: how many studies there are."""
        self._words = _Words(index["words"])
        self._starts, self._rows = (index[name].to_numpy() for name in ("starts", "rows"))
        self._count = count

    def beginning(self, text: str) -> np.ndarray:
        """The studies that have all words of a text, each as a word or as the beginning of one; none for no word."""
        # No word goes on with the greatest sign there is.
        return self._with_all((word.encode(), word.encode() + b"\xff") for word in words_of(text))

    def whole(self, words: Iterable[str]) -> np.ndarray:
        """The studies that have all these words as they stand; none for no word."""
        return self._with_all((word.encode(), word.encode() + b"\0") for word in words)

    def _with_all(self, spans: Iterable[tuple[bytes, bytes]]) -> np.ndarray:
        places = [(bisect_left(self._words, low), bisect_left(self._words, high)) for low, high in spans]
        found = [(self._starts[low], self._starts[high], high - low) for low, high in places]
        found.sort(key=lambda one: one[1] - one[0])  # the rarest first
        rows = _NONE
        for number, (start, end, words) in enumerate(found):
            these = self._rows[start:end]
            if number == 0:
                rows = these if words == 1 else np.flatnonzero(self._flags(these))
            elif len(rows):
                rows = rows[self._flags(these)[rows]]
        return rows

    def _flags(self, rows: np.ndarray) -> np.ndarray:
        flags = np.zeros(self._count, bool)
        flags[rows] = True
        return flags


class _Words:
    """Sorted words as they lie on disk, in the order of their bytes."""

    def __init__(self, words: pa.Array) -> None:
        self._ends = np.frombuffer(words.buffers()[1], np.int32)
        self._signs, self._count = memoryview(words.buffers()[2] or b""), len(words)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, place: int) -> bytes:
        return bytes(self._signs[self._ends[place] : self._ends[place + 1]])


class BeginningIndex:
    """What stands in the texts of studies from each word on, without spaces, by its first letters."""

    def __init__(self, index: dict[str, pa.Array]) -> None:
        """`index`: the arrays of the file `beginnings`."""
        self._keys, self._starts, self._rows = (index[name].to_numpy() for name in ("keys", "starts", "rows"))

    def studies(self, names: Iterable[str]) -> np.ndarray:
        """The studies in which one of these names may stand (names without signs and spaces), and maybe some more."""
        rows = list(self._with_names(names))
        return np.unique(np.concatenate(rows)) if rows else _NONE

    def _with_names(self, names: Iterable[str]) -> Iterator[np.ndarray]:
        for name in names:
            begins = name.encode()[:_LENGTH]
            low, high = (int.from_bytes(begins.ljust(_LENGTH, sign)) for sign in (b"\0", b"\xff"))
            first = np.searchsorted(self._keys, np.uint64(low))
            last = np.searchsorted(self._keys, np.uint64(high), side="right")
            yield self._rows[self._starts[first] : self._starts[last]]
