"""How hard a text is to read: two published grades of American schools, by counting letters, words and sentences.

Sources: Coleman & Liau, J Appl Psychol 1975;60:283-284. ARI: Smith & Senter, AMRL-TR-66-220, 1967. Not here: which
texts are graded, and which words count as easy (`loaders.family_text`).
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

# Half of a number is no sentence's end: 9.1 months, e.g. 2.5 g.
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")
_WORD = re.compile(r"[A-Za-z0-9À-ɏ]+(?:['’.,-][A-Za-z0-9À-ɏ]+)*")
_EASY = "word"
HARDEST_GRADE = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """Grades of one text (6 is the sixth year of school), and the number of words they rest on."""

    coleman_liau: float
    automated: float
    words: int

    @property
    def hardest(self) -> float:
        """The higher of both grades: one counts sentences more, the other letters, and neither may be too high."""
        return max(self.coleman_liau, self.automated)


def easy_words(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern for `reading`: names and explained terms that count as easy words, long ones before their parts."""
    by_sign: dict[str, list[str]] = defaultdict(list)
    unique = {name.strip().lower() for name in names if len(name.strip()) > 1}
    for name in sorted(unique, key=lambda name: (-len(name), name)):
        by_sign[name[0]].append(re.escape(name[1:]))
    # By first sign, and in small letters: some thousand names are then looked for as fast as a few.
    groups = "|".join(f"{re.escape(sign)}(?:{'|'.join(rest)})" for sign, rest in by_sign.items())
    return re.compile(rf"(?<!\w)(?:{groups})s?(?!\w)") if groups else re.compile(r"(?!)")


def reading(texts: Iterable[str], easy: re.Pattern[str]) -> Reading:
    """The grades of all texts together; every text ends a sentence. Raises ValueError where there is no word."""
    letters = words = sentences = 0
    for text in texts:
        plain = easy.sub(_EASY, text.lower())
        found = _WORD.findall(plain)
        words += len(found)
        letters += sum(map(str.isalnum, "".join(found)))
        sentences += max(1, len(_SENTENCE_END.findall(plain.strip().rstrip(".!?;:") + "."))) if found else 0
    if not words:
        raise ValueError("a text without words has no grade")
    coleman_liau = 5.88 * letters / words - 29.6 * sentences / words - 15.8
    automated = 4.71 * letters / words + 0.5 * words / sentences - 21.43
    return Reading(coleman_liau, automated, words)
