"""A line that differs from what was or is in its place, cut into runs of words that differ and that do not.

Not here: how such words are marked (`views.changed_data`).
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

# Two lines that share less are about different things: then the whole line is what differs.
_ALIKE = 0.4

Run = tuple[str, bool]


def runs(line: str, others: Sequence[str]) -> tuple[Run, ...]:
    """The line in runs, each with whether it differs from the line of `others` that is most like it."""
    words = line.split()
    matched = [SequenceMatcher(None, other.split(), words, autojunk=False) for other in others]
    best = max(matched, key=SequenceMatcher.ratio, default=None)
    if best is None or best.ratio() < _ALIKE:
        return ((line, True),)
    return tuple(_runs(words, best))


def _runs(words: list[str], matched: SequenceMatcher[str]) -> Iterator[Run]:
    for kind, _, _, first, end in matched.get_opcodes():
        if first < end:
            yield " ".join(words[first:end]), kind != "equal"
