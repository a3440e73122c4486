"""Who stands for a fact: its author, the other person who confirmed it, and the last day it was compared with a source.

A sign-off holds for the values that were signed alone: a fact that is changed afterwards is no longer signed. Two
persons are needed for a reviewed fact, its author and another. Here: the record, what can be signed, and its rules. Not
here: who writes sign-offs into a file (`loaders.confirming`).
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator

from loaders.call_notes import note_rows
from loaders.fields import FullDay, Record, Slug, Text, wrong
from loaders.salvage import Path_

if TYPE_CHECKING:
    from loaders.records import Therapy

_DIGITS = 8
# The day of a copy is a check and no fact; who may join are facts of their own.
_NOT_SIGNED = {"indication": {"criteria"}, "trial": {"criteria", "registry_copy", "status_as_of"}}
_PARTS = {"regulatory": "regulatory", "outcome": "outcomes", "safety": "safety", "access": "access"}
_OF_ITSELF = ("name", "short_name", "brand_name", "code_names", "developer", "modality", "cell_source", "targets")
_IN_WORDS = ("engineering", "given_as", "plain_summary", "how_it_works", "turnaround")


def _print(value: str) -> str:
    if len(value) != _DIGITS or set(value) - set("0123456789abcdef"):
        raise wrong(f"'{value}' is not the print of a fact", "take the line out, and confirm the fact again")
    return value


class SignOff(Record):
    """Of which values (`of`: their print), by whom they were entered and confirmed, and the day of the last look."""

    of: Annotated[Text, AfterValidator(_print)]
    author: Slug
    confirmed_by: Slug | None = None
    checked: FullDay | None = None


def signable(therapy: "Therapy") -> dict[str, dict[str, Any]]:
    """All facts of a file that can be signed, in its order: the fact_id without the therapy, and the values signed."""
    return {place: _values(fact, _NOT_SIGNED.get(place.partition("/")[0], set())) for place, fact in _facts(therapy)}


def _facts(therapy: "Therapy") -> Iterator[tuple[str, Any]]:
    yield "turnaround", {name: getattr(therapy, name) for name in (*_OF_ITSELF, *_IN_WORDS)}
    for use in therapy.indications:
        yield f"indication/{use.id}", use
        for rule in use.criteria:
            yield f"indication/{use.id}/criterion/{rule.id}", rule
    for kind, part in _PARTS.items():
        for fact in getattr(therapy, part):
            yield f"{kind}/{fact.id}", fact
    for group in therapy.participants:
        shared = {name: getattr(group, name) for name in ("trial", "trial_name", "cohort", "results")}
        for step in group.steps:
            yield f"participants/{group.id}/{step.step}", {**shared, **step.model_dump()}
    for trial in therapy.trials:
        name = trial.id or (trial.nct or "").lower()
        yield f"trial/{name}", trial
        for rule in trial.criteria:
            yield f"trial/{name}/criterion/{rule.id}", rule
    for position, caution in enumerate(therapy.cautions, 1):
        yield f"caution/{position}", caution
    for position, note in enumerate(note_rows(therapy.call_notes), 1):
        yield f"note/{position}", note


def _values(fact: Any, left_out: set[str]) -> dict[str, Any]:
    values = fact.model_dump(exclude=left_out) if isinstance(fact, Record) else fact
    return {name: _plain(value) for name, value in values.items() if _says_something(name, value)}


def _plain(value: Any) -> Any:
    """A value without what is only how it is written: spacing, nothing, the order of a list of names or of groups."""
    if isinstance(value, Record):
        value = value.model_dump()
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items() if _says_something(name, one)}
    if isinstance(value, list):
        plain = [_plain(one) for one in value]
        ordered = any(isinstance(one, float | int) for one in plain)
        return plain if ordered else sorted(plain, key=_text)
    return " ".join(value.split()) if isinstance(value, str) else value


def _says_something(name: str, value: Any) -> bool:
    # What stands there when nothing is written: a key that is new to the format must not undo what was signed.
    return value is not None and value != [] and not (name == "whole_study" and value is False)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def print_of(values: Mapping[str, Any]) -> str:
    """The print of the values of a fact: eight signs that are others when the values are."""
    return hashlib.sha256(_text(values).encode()).hexdigest()[:_DIGITS]


def valid_sign_offs(therapy: "Therapy") -> dict[str, SignOff]:
    """The sign-offs that hold: of facts that still say what was signed."""
    if not therapy.sign_offs:
        return {}
    facts = signable(therapy)
    return {
        place: signed
        for place, signed in therapy.sign_offs.items()
        if place in facts and signed.of == print_of(facts[place])
    }


def sign_off_findings(
    therapy: "Therapy", people: Mapping[str, object] | None, today: date
) -> Iterator[tuple[Path_, str, str]]:
    """`people`: by their signs; None where their file could not be read."""
    facts = signable(therapy) if therapy.sign_offs else {}
    for place, signed in therapy.sign_offs.items():
        path = ("sign_offs", place)
        if place not in facts:
            yield path, f"'{place}' is no fact of this file", "take the line out"
        for key in ("author", "confirmed_by"):
            who = getattr(signed, key)
            if who is not None and people is not None and who not in people:
                yield (*path, key), f"nobody in people.yaml is '{who}'", "a sign of people.yaml (add the person there)"
        if signed.author is not None and signed.confirmed_by == signed.author:
            wrong_ = f"'{signed.author}' confirmed what '{signed.author}' entered"
            yield (*path, "confirmed_by"), wrong_, "another person: a fact is reviewed by two"
        if signed.checked and date.fromisoformat(signed.checked) > today:
            yield (*path, "checked"), f"{signed.checked} lies in the future", f"a day up to today ({today})"
