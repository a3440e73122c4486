"""What a copy of the register was asked for, so that what it does not hold is called new or gone only where it would
have been found.

A copy that asked for everything that another one asked for would hold what that one holds. Else a study counts as asked
for when its number was named, or a phrase of a question stands in its conditions or interventions as it is written: the
register finds more than that, never less. A file may hold anything: it was asked for nothing that is known. Not here:
what a refresh asks (`loaders.registry_questions`), and what differs between two copies (`therapies.register_changes`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from therapies.text_words import bare_words

_PHRASES = {"query.cond": "conditions", "query.intr": "interventions"}
_PHRASE = re.compile(r'"([^"]*)"')


@dataclass(frozen=True, slots=True)
class AskedStudy:
    """What of a study questions ask for: its numbers, and its conditions and interventions as listed."""

    numbers: tuple[str, ...]
    conditions: tuple[str, ...]
    interventions: tuple[str, ...]


class Asked:
    """The questions of one copy, in their smallest parts: how many stand in one request says nothing."""

    def __init__(self, manifest: Mapping[str, Any]) -> None:
        self.from_file: bool = manifest.get("source", {}).get("kind") == "file"
        questions = manifest.get("questions") or [{}]
        self.everything: bool = {} in questions and not self.from_file
        self._parts = frozenset(part for question in questions for part in _parts(question))
        self._phrases = [
            (_PHRASES[name], f" {' '.join(bare_words(found[1]))} ")
            for name, text in self._parts
            if name in _PHRASES and (found := _PHRASE.fullmatch(text))
        ]

    def covers(self, other: "Asked") -> bool:
        """Whether it asked for all that the other one asked for."""
        if self.from_file or other.from_file:
            return self.everything or self.from_file == other.from_file
        return self.everything or (not other.everything and other._parts <= self._parts)

    def would_find(self, study: AskedStudy) -> bool:
        """Whether it is certain that one of its questions finds a study."""
        if self.from_file:
            return False
        if self.everything or any(("filter.ids", number) in self._parts for number in study.numbers):
            return True
        said = {"conditions": _texts(study.conditions), "interventions": _texts(study.interventions)}
        return any(phrase in text for where, phrase in self._phrases for text in said[where])


def _parts(question: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for name, text in question.items():
        between = "," if name == "filter.ids" else " OR " if name in _PHRASES else None
        yield from ((name, part) for part in (text.split(between) if between else [text]))


def _texts(texts: Iterable[str]) -> list[str]:
    return [f" {' '.join(bare_words(text))} " for text in texts]
