"""The regulators' words as they are shown: what each means, what it does not mean, and where that was read.

Not here: the words of the glossary (`therapies.terms`).
"""

from dataclasses import dataclass
from datetime import date

from therapies import wording
from therapies.dataset import Dataset
from therapies.evidence import Passport
from therapies.facts import Word
from therapies.terms import reading_passport


@dataclass(frozen=True, slots=True)
class RegulatoryWord:
    """One word. `meaning_of` names the agency whose rule is explained; `passport` is None for our own short words."""

    code: str
    title: str
    plain: str
    meaning_of: str
    official: str
    does_not_mean: str
    note: str | None
    passport: Passport | None


def regulatory_words(dataset: Dataset, today: date, codes: frozenset[str]) -> tuple[RegulatoryWord, ...]:
    """The words for these events, in the vocabulary's order."""
    return tuple(_word(dataset, word, today) for word in dataset.words("regulatory_event") if word.code in codes)


def _word(dataset: Dataset, word: Word, today: date) -> RegulatoryWord:
    entry = dataset.designations.get(word.code)
    if entry is None:
        return RegulatoryWord(word.code, word.title, word.plain, "", "", wording.NOT_STATED, None, None)
    return RegulatoryWord(
        code=word.code,
        title=word.title,
        plain=entry.plain,
        meaning_of=dataset.title("agency", entry.agency),
        official=entry.official_definition_in_own_words,
        does_not_mean=entry.what_it_does_not_mean,
        note=entry.note,
        passport=reading_passport(dataset, "designations", entry.id, entry.checked_on, entry.due_on, today),
    )
