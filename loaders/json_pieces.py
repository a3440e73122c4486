"""A large JSON array in pieces of whole elements, so that a file is never in memory as a whole.

An array is cut behind an object that is an element of it; what stands between is left to who reads the pieces, so a
fault in the file is found by them. Not here: what the elements are (`loaders.registry_file`).
"""

from collections.abc import Iterator
from typing import IO

import numpy as np

PIECE = 1 << 20  # bytes that are looked at together
_QUOTE, _BACKSLASH, _COMMA = (np.uint8(ord(sign)) for sign in '"\\,')
_STEPS = np.zeros(256, np.int8)
_STEPS[[ord("["), ord("{")]] = 1
_STEPS[[ord("]"), ord("}")]] = -1
_CLOSING = np.uint8(ord("}"))


def array_pieces(start: bytes, file: IO[bytes]) -> Iterator[bytes]:
    """The array that begins with `start` and goes on in the file, as arrays of some of its elements, in their order."""
    scan, waiting = _Scan(), bytearray()
    content, first = start, True
    while content:
        before = len(waiting)
        waiting += content
        if end := scan.last_end(content):
            whole = bytes(waiting[: before + end])
            del waiting[: before + end]
            yield whole + b"]" if first else _without_comma(whole) + b"]"
            first = False
        content = file.read(PIECE)
    rest = bytes(waiting)
    if first:
        yield rest
    elif rest.strip() != b"]":
        # Elements that are no objects, an end that is missing, or something behind the end.
        yield _without_comma(rest)


def _without_comma(piece: bytes) -> bytes:
    """The elements as a new array; what one comma does not divide from those before is no JSON, and stays as it is."""
    between = piece.lstrip()
    behind = between[1:].lstrip()
    return b"[" + behind if between.startswith(b",") and not behind.startswith((b"]", b",")) else piece


class _Scan:
    """Where elements end; what is inside of a text counts for nothing."""

    def __init__(self) -> None:
        self._depth, self._in_text, self._escaping = 0, False, False

    def last_end(self, content: bytes) -> int:
        """The place behind the last element that ends in this part of the array; 0 where none does."""
        signs = np.frombuffer(content, np.uint8)
        quotes = (signs == _QUOTE) & ~self._escaped(signs)
        in_text = (np.cumsum(quotes, dtype=np.int32) + self._in_text) % 2 == 1
        steps = _STEPS[signs]
        steps[in_text] = 0
        depth = np.cumsum(steps, dtype=np.int32) + self._depth
        self._depth, self._in_text = int(depth[-1]), bool(in_text[-1])
        ends = np.flatnonzero((depth == 1) & (signs == _CLOSING) & ~in_text)
        return int(ends[-1]) + 1 if len(ends) else 0

    def _escaped(self, signs: np.ndarray) -> np.ndarray:
        """Which signs stand behind an odd number of backslashes."""
        escaped = np.zeros(len(signs) + 1, bool)
        escaped[0] = self._escaping
        places = np.flatnonzero(signs == _BACKSLASH)
        if self._escaping and len(places) and places[0] == 0:
            places = places[1:]  # it is escaped itself
        if len(places):
            begins = np.flatnonzero(np.diff(places, prepend=-2) != 1)
            lengths = np.diff(begins, append=len(places))
            escaped[(places[begins] + lengths)[lengths % 2 == 1]] = True
        self._escaping = bool(escaped[-1])
        return escaped[:-1]
