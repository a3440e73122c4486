"""What differs between two texts of a label: sentences that are gone and sentences that are new.

Space, case, the order of sentences, and other characters for the same dash or quotation mark are no difference. Not
here: its date, its version and its tie to a product (`loaders.label_changes`).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_SENTENCE = re.compile(r"(?<=[.!?])\s*(?=[A-Za-z•])|\s*(?=•)")
_AROUND = re.compile(r"\s*([^\w\s])\s*")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SAME = str.maketrans({**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("‘’‚′", "'"), **dict.fromkeys("“”„″", '"')})


@dataclass(frozen=True)
class TextChange:
    """A section that was added, removed or changed, with the sentences in question."""

    word: str
    gone: tuple[str, ...]
    new: tuple[str, ...]


def text_change(before: Sequence[str] | None, after: Sequence[str] | None) -> TextChange | None:
    """How a section changed, or None when it says the same."""
    old, new = _sentences(before), _sentences(after)
    gone, added = _missing(old, new), _missing(new, old)
    if not gone and not added:
        return None
    word = "added" if not old else "removed" if not new else "changed"
    return TextChange(word, gone, added)


def _sentences(texts: Sequence[str] | None) -> list[tuple[str, str]]:
    """(as compared, as written) of every sentence."""
    parts = (part for text in texts or () for part in _SENTENCE.split(text))
    return [(plain, " ".join(part.split())) for part in parts if (plain := _plain(part))]


def _plain(text: str) -> str:
    text = _UNSEEN.sub("", unicodedata.normalize("NFKC", text.translate(_SAME))).casefold()
    return " ".join(_AROUND.sub(r"\1", text).split())


def _missing(here: list[tuple[str, str]], there: list[tuple[str, str]]) -> tuple[str, ...]:
    """What stands here and not there, neighbours joined."""
    left, joined, last = Counter(plain for plain, _ in there), [], -2
    for place, (plain, written) in enumerate(here):
        if left[plain] > 0:
            left[plain] -= 1
            continue
        if last == place - 1:
            joined[-1] += f" {written}"
        else:
            joined.append(written)
        last = place
    return tuple(joined)
