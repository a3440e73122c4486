"""What counts as a word of a text, for everything that looks for words: the search box, links, the index of a copy.

Not here: what is done with words (`therapies.search`, `therapies.study_links`, `loaders.registry_words`).
"""

import re
import unicodedata
from collections.abc import Iterable

TEXT_END = bytes(8)
GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta"}
_GREEK_NAMES = str.maketrans(GREEK)
_BRITISH = (("ae", "e"), ("oe", "e"), ("umour", "umor"))
_WORD = re.compile(r"[^\W_]+")
_SIGNS_TO_SPACES = "".join(chr(code) if chr(code).isalnum() else " " for code in range(128))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text without accents, capitals and signs, in American spelling."""
    return tuple(_split(_plain(text)))


def bare_words(text: str) -> list[str]:
    """The words of a text without capitals and signs, spelled as they are."""
    return _split(text.casefold())


def word_places(text: str) -> list[tuple[int, int]]:
    """Where each bare word of a text begins and ends in the text without capitals."""
    return [found.span() for found in _WORD.finditer(text.casefold())]


def all_words(text: str) -> set[str]:
    """The words of a text in both readings."""
    folded, plain = text.casefold(), _plain(text)
    words = set(_split(folded))
    return words if plain == folded else words.union(_split(plain))


def joined_texts(texts: Iterable[str]) -> bytes:
    """The bare words of texts, a space between words and zeros behind each text: `loaders.registry_words` reads it."""
    return b"".join(" ".join(bare_words(text)).encode() + TEXT_END for text in texts)


def _split(text: str) -> list[str]:
    # Most texts are plain English: for them this says the same as the pattern, four times as fast.
    return text.translate(_SIGNS_TO_SPACES).split() if text.isascii() else _WORD.findall(text)


def _plain(text: str) -> str:
    plain = text.casefold()
    if not plain.isascii():
        split = unicodedata.normalize("NFKD", plain)
        plain = "".join(sign for sign in split if not unicodedata.combining(sign)).casefold().translate(_GREEK_NAMES)
    for british, american in _BRITISH:
        plain = plain.replace(british, american)
    return plain
