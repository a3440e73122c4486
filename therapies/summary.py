"""What a therapy is in a few sentences, and when all that these sentences speak of was last checked.

They are written for a year, but an approval or an open study that they name is checked every month: where one of those
is overdue, so are the sentences. Which they name is read off their words, which stand in data/curated. Not here: how
the mark of what is overdue is worded (`therapies.overdue_marks`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from therapies.dataset import Dataset
from therapies.evidence import Passport, passport
from therapies.overdue_marks import marks, when_checked
from therapies.own_words import written_by_us
from therapies.standing import standing

_ALLOWED = re.compile(
    r"approv|licen[cs]e|allow|\bFDA\b|\bEMA\b|refuse|may (?:only )?be used|applications?\b|\bs[eo]l[dl]\b|"
    r"\b(?:stopped|ended|withdr[ae]wn?|gave up)\b",
    re.IGNORECASE,
)
_STUDY = re.compile(r"\bstud(?:y|ies)\b|\btrials?\b|\btest(?:ed|s|ing)\b|\bexperimental\b", re.IGNORECASE)
# A sentence that only says what a study was like tells nothing that a month can change.
_NOW = re.compile(
    r"\b(?:is|are|now|still|can|tests|open|took|taking|running|recruit\w*|stopped|ended|started|set up|plan\w*)\b|"
    r"\bgo on\b|\bunder way\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?:]) ")


@dataclass(frozen=True, slots=True)
class Summary:
    """The sentences, and the passports of the therapy, and of the approvals and studies that they speak of."""

    words: str
    passports: tuple[Passport, ...]

    @property
    def said(self) -> str:
        """The sentences; where something in them is overdue, as what was true when it was last checked."""
        return when_checked(self.words, self.passports)

    @property
    def marks(self) -> tuple[str, ...]:
        """What of it is overdue; nothing where nothing is."""
        return marks(self.passports)


def summary(dataset: Dataset, therapy_id: str, today: date) -> Summary:
    """The summary of a therapy. Raises KeyError for an unknown id."""
    therapy = dataset.therapies[therapy_id]
    own = written_by_us(dataset, therapy_id, today)
    return Summary(therapy.plain_summary, (own, *_spoken_of(dataset, therapy_id, today)))


def _spoken_of(dataset: Dataset, therapy_id: str, today: date) -> Iterator[Passport]:
    words = dataset.therapies[therapy_id].plain_summary
    if speaks_of_approval(words):
        yield from standing(dataset, therapy_id, (), today).passports
    if speaks_of_open_studies(words):
        yield from (passport(dataset, trial, today) for trial in dataset.trials(therapy_id))


def speaks_of_approval(words: str) -> bool:
    """Whether a text says that something is approved, refused, given up, or not."""
    return _ALLOWED.search(words) is not None


def speaks_of_open_studies(words: str) -> bool:
    """Whether a text says how studies stand, and not only what one of them was like."""
    return any(_STUDY.search(one) and _NOW.search(one) for one in _SENTENCE.split(words))
