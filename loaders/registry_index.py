"""An index of a copy: for each key the rows that have it, sorted on disk where memory would not do.

Not here: which keys (`loaders.registry_words`).
"""

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from loaders.registry_arrays import write_arrays

_MOST_PAIRS = 1 << 21  # sorted at a time: about 80 MB with what sorting needs


class PairSorter:
    """Sorts pairs of a key and a row that together need more memory than there is: by way of the disk."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._count = 0
        self._pairs = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._folder.cleanup()

    def add(self, keys: np.ndarray, rows: np.ndarray) -> None:
        """Take pairs in; the rows of a key come in order, within a call and from one to the next."""
        order = np.argsort(keys, kind="stable")
        keys, rows = keys[order], rows[order]
        new = np.ones(len(keys), bool)
        new[1:] = (keys[1:] != keys[:-1]) | (rows[1:] != rows[:-1])
        np.save(self._path("keys", self._count), keys[new])
        np.save(self._path("rows", self._count), rows[new].astype(np.int32))
        self._count += 1
        self._pairs += int(new.sum())

    def _path(self, what: str, number: int) -> Path:
        return Path(self._folder.name) / f"{what}{number}.npy"

    def portions(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """The pairs as they were taken in, each portion sorted."""
        for number in range(self._count):
            yield np.load(self._path("keys", number)), np.load(self._path("rows", number))

    def in_order(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """All pairs, each once, by key and then row, in portions; a key is never cut in two."""
        if not self._pairs:
            return
        keys, rows = (
            [np.load(self._path(what, number), mmap_mode="r") for number in range(self._count)]
            for what in ("keys", "rows")
        )
        step = self._pairs // 20_000 + 1
        sample = np.sort(np.concatenate([part[::step] for part in keys]))
        portions = self._pairs // _MOST_PAIRS + 1
        bounds = np.unique(sample[len(sample) * np.arange(1, portions) // portions])
        starts = [0] * self._count
        for bound in (*bounds, None):
            ends = [len(part) if bound is None else int(np.searchsorted(part, bound)) for part in keys]
            cut = list(zip(range(self._count), starts, ends, strict=True))
            portion = np.concatenate([keys[number][start:end] for number, start, end in cut])
            order = np.argsort(portion, kind="stable")
            yield portion[order], np.concatenate([rows[number][start:end] for number, start, end in cut])[order]
            starts = ends


def write_index(path: Path, pairs: PairSorter, extra: Mapping[str, Any]) -> None:
    """Write the keys of the pairs, where the rows of each begin, and the rows; with other arrays beside them."""
    with tempfile.TemporaryDirectory() as folder:
        files = {name: (Path(folder) / name) for name in ("keys", "starts", "rows")}
        types, before = {"keys": np.uint64, "starts": np.int64, "rows": np.int32}, 0
        opened = {name: file.open("wb") for name, file in files.items()}
        try:
            for keys, rows in pairs.in_order():
                first = np.ones(len(keys), bool)
                first[1:] = keys[1:] != keys[:-1]
                opened["keys"].write(keys[first].astype(np.uint64).tobytes())
                opened["starts"].write((np.flatnonzero(first) + before).tobytes())
                opened["rows"].write(rows.tobytes())
                before += len(rows)
            opened["starts"].write(np.array([before], np.int64).tobytes())
        finally:
            for file in opened.values():
                file.close()
        arrays = {name: _on_disk(file, types[name]) for name, file in files.items()}
        write_arrays(path, {**arrays, **extra})


def _on_disk(path: Path, kind: Any) -> np.ndarray:
    return np.memmap(path, kind, "r") if path.stat().st_size else np.empty(0, kind)
