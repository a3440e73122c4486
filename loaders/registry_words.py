"""The two word indexes of a copy, over studies by row.

`words`: what people type, found by whole words or their beginnings, in titles, conditions, treatments and keywords.
`beginnings`: the first eight letters of what stands from each word on when spaces are left out ("wucart00" in "a trial
of WU CART 007"), in these texts and the summary: names of products are looked for with it, however they are spaced.
Not here: looking something up (`therapies.study_words`).
"""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import pyarrow as pa

from loaders.registry_index import PairSorter, write_index
from therapies.text_words import TEXT_END, all_words, joined_texts

WORDS, BEGINNINGS = "words", "beginnings"
_LENGTH = len(TEXT_END)
_SPACE = ord(" ")


class WordIndexes:
    """Both indexes in the making."""

    def __init__(self) -> None:
        self._vocabulary: dict[str, int] = {}
        self._words, self._beginnings = PairSorter(), PairSorter()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._words.__exit__(kind, error, at)
        self._beginnings.__exit__(kind, error, at)

    def add(self, first: int, searched: Sequence[Sequence[str]], others: Sequence[Sequence[str]]) -> None:
        """Take the texts of studies in, the first of which has row `first`; `others` are only looked for products."""
        known = self._vocabulary
        found = [{known.setdefault(word, len(known)) for word in all_words(" ".join(texts))} for texts in searched]
        lengths = np.fromiter(map(len, found), np.int64, len(found))
        keys = np.fromiter((word for words in found for word in words), np.uint64, int(lengths.sum()))
        self._words.add(keys, np.repeat(np.arange(first, first + len(found)), lengths))
        together = [(*texts, *more) for texts, more in zip(searched, others, strict=True)]
        texts_of = np.repeat(np.arange(first, first + len(found)), [len(texts) for texts in together])
        keys, text = beginnings(joined_texts(text for texts in together for text in texts))
        self._beginnings.add(keys, texts_of[text])

    def write(self, folder: Path) -> list[str]:
        """Write both; returns their names."""
        write_index(folder / f"{BEGINNINGS}.arrow", self._beginnings, {})
        words = sorted(self._vocabulary)
        place = np.empty(len(words), np.uint64)
        place[[self._vocabulary[word] for word in words]] = np.arange(len(words), dtype=np.uint64)
        with PairSorter() as by_word:
            for keys, rows in self._words.portions():
                by_word.add(place[keys], rows)
            write_index(folder / f"{WORDS}.arrow", by_word, {"words": pa.array(words, pa.string())})
        return [WORDS, BEGINNINGS]


def beginnings(joined: bytes) -> tuple[np.ndarray, np.ndarray]:
    """The key of every word of `joined_texts`, and the number of its text: eight bytes as one number, in byte order."""
    signs = np.frombuffer(joined, np.uint8)
    letters = signs != _SPACE
    close = signs[letters]
    starts = np.ones(len(signs), bool)
    starts[1:] = (signs[:-1] == _SPACE) | (signs[:-1] == 0)
    starts &= letters & (signs != 0)
    places = (np.cumsum(letters) - 1)[starts]
    keys = np.zeros(len(places), np.uint64)
    for offset in range(_LENGTH):
        keys = (keys << np.uint64(8)) | close[places + offset]
    texts = np.cumsum(signs == 0)[starts] // _LENGTH
    return keys, texts
