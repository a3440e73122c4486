"""Whether the words of two groups tell of the same people, as far as words and sizes can: a harm's and a result's.

Not here: which study or use either belongs to (`therapies.harm_uses`).
"""

import re
from collections.abc import Iterable

from therapies.facts import Outcome, ParticipantStep, SafetyFact
from therapies.text_words import words_of

_YOUNG = re.compile(r"\b(?:child(?:ren)?|bab(?:y|ies)|infants?|boys?|girls?|teenagers?|young people)\b", re.IGNORECASE)
_GROWN = re.compile(r"\badults?\b", re.IGNORECASE)
# "KITE-363", and "0.8 mg/kg": a group that names one is not the group that names another.
_CODE = re.compile(r"\b[A-Z]{3,}-?\d{2,}[A-Z]?\b")
_DOSE = re.compile(r"\b\d+(?:\.\d+)? mg(?:/kg)?\b")
# "all 50 people", "(of 50 treated)", "(44 had been treated)"; no age and no year.
_COUNT = re.compile(
    r"\b(\d+)(?: (?:had been|who were))? (?:treated|people|persons|patients|children|adults|boys|men|women|babies)\b"
)
# Words that any group may have, and what is a text of the maker and no group.
_OF_ANYBODY = frozenset(("all", "the", "a", "an", "of", "in", "with", "who", "were", "people", "patients", "treated"))
_NO_GROUP = re.compile(r"(?:(?:the|us|european|official) )*(?:label|product information)\b", re.IGNORECASE)


def ages_differ(one: str | None, other: str | None) -> bool:
    """Whether one group is of children alone and the other of adults alone."""
    return {_age(one or ""), _age(other or "")} == {"young", "grown"}


def named_apart(one: str | None, other: str | None) -> bool:
    """Whether each of two groups names its product, or its dose, and they are not the same ones."""
    return any(
        (here := set(kind.findall(one or ""))) and (there := set(kind.findall(other or ""))) and here.isdisjoint(there)
        for kind in (_CODE, _DOSE)
    )


def _age(text: str) -> str:
    young, grown = _YOUNG.search(text), _GROWN.search(text)
    return "" if bool(young) == bool(grown) else "young" if young else "grown"


def same_size(harm: SafetyFact, results: Iterable[Outcome], steps: Iterable[ParticipantStep]) -> bool:
    """Whether a harm was counted among as many people as results of one group, or as one of the steps to them."""
    sizes = {number for one in results for number in (one.n, *counts_in(one.cohort))} | {step.n for step in steps}
    return bool(sizes - {None} & {harm.n, *counts_in(harm.cohort)})


def counts_in(text: str | None) -> frozenset[int]:
    """How many people a text says that there were."""
    return frozenset(int(number) for number in _COUNT.findall(text or ""))


def told_otherwise(harm: str | None, result: str | None) -> bool:
    """Whether the words of a harm's group say something that those of a result's group do not say."""
    if not harm or not result or _NO_GROUP.match(harm):
        return False
    return not set(words_of(harm)) - _OF_ANYBODY <= set(words_of(result))
