"""What the fit check asks: of staff, the conditions that rules of this disease name; then of the doctor and the teams.

The list of questions to take along has nothing of a person in it, unless it is asked for (`said_of`). Not here: what
one rule asks (`therapies.rulings`), and the form (`views.fit_form`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from therapies.dataset import Dataset
from therapies.facts import Condition
from therapies.fit_check import GROUPS, Item
from therapies.fit_other import ALL_RULES, target_condition
from therapies.fit_trials import ELSEWHERE
from therapies.rulings import ASK, FAILS, Ruling, disease_fits
from therapies.situation import Situation

GROUP_TITLES = {
    "treatment": "Earlier treatments",
    "cells": "What tests of the cells, or of the genes, found",
    "disease": "The disease now",
    "health": "General health",
}
# What only those who run the study or make the treatment can say; all else the doctor knows.
NEXT_STEPS = "Is there a place now, and what are the next steps?"
# Whether these are asked depends on what is known of the person.
_OF_PERSON = frozenset(("target", "unstated", "place", "country"))
_OF_TEAM = frozenset(("target", "unstated", "status", "place", "rest", "stage", "country", "check"))


@dataclass(frozen=True, slots=True)
class Question:
    """One question, and for what it matters."""

    asked: str
    matters_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A use or a trial with the questions for those who run it, and where its record stands."""

    group: str
    title: str
    about: str
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """The list: for the doctor, each question once; for the teams, by use or trial."""

    doctor: tuple[Question, ...]
    teams: tuple[ToAsk, ...]


def questions(items: Sequence[Item], *, with_person: bool) -> Questions:
    """The questions of items that may fit or have to be asked, in their order.

    Without `with_person` nothing that is known of the person stands in a question.
    """
    asked: dict[str, list[str]] = {}
    for item in items:
        for ruling in item.verdict.decided:
            if ruling.outcome == ASK and ruling.kind not in _OF_TEAM:
                asked.setdefault(_said(ruling, with_person), []).append(item.title)
    return Questions(
        doctor=tuple(Question(text, tuple(dict.fromkeys(titles))) for text, titles in asked.items()),
        teams=tuple(_of_team(item, with_person) for item in items),
    )


def _said(ruling: Ruling, with_person: bool) -> str:
    return ruling.question if with_person else ruling.of_nobody


def _of_team(item: Item, with_person: bool) -> ToAsk:
    of_team = [one for one in item.verdict.decided if one.outcome == ASK and one.kind in _OF_TEAM]
    asked = [_said(one, with_person) for one in of_team if with_person or one.kind not in _OF_PERSON]
    if item.group == "trial":
        # Of everybody, so that what stands here does not depend on what was entered.
        asked += [*(() if with_person else (ELSEWHERE, ALL_RULES)), NEXT_STEPS]
    elif not with_person:
        asked.append(ALL_RULES)
    return ToAsk(GROUPS[item.group], item.title, item.about, tuple(dict.fromkeys(asked)))


def conditions_named(dataset: Dataset, disease_id: str) -> tuple[Condition, ...]:
    """The conditions that rules of uses and trials of a disease name, or that are always asked, in their order."""
    rules = (rule for fact in _of_disease(dataset, disease_id) for rule in dataset.criteria(fact))
    named = {name for rule in rules for name in rule.any_of} | set(_targets(dataset, disease_id))
    group = dataset.diseases[disease_id].group
    return tuple(one for one in dataset.conditions.values() if one.id in named or group in one.offered_for)


def _targets(dataset: Dataset, disease_id: str) -> Iterator[str]:
    """The conditions about the targets of the therapies of a disease."""
    for use in dataset.all_indications:
        if disease_fits(dataset, disease_id, [use.disease_id]) != FAILS:
            yield from (f"has-{target_condition(target)}" for target in dataset.therapies[use.therapy_id].targets)


def _of_disease(dataset: Dataset, disease_id: str) -> Iterator[str]:
    """The uses that are, or may be, about a disease, and the trials of their therapies that do not rule it out."""
    therapies: set[str] = set()
    for use in dataset.all_indications:
        if disease_fits(dataset, disease_id, [use.disease_id]) != FAILS:
            therapies.add(use.therapy_id)
            yield use.fact_id
    for trial in dataset.all_trials:
        named = [rule.diseases for rule in dataset.criteria(trial.fact_id) if rule.rule == "disease"]
        fits = [disease_fits(dataset, disease_id, diseases) != FAILS for diseases in named]
        if all(fits) if fits else trial.therapy_id in therapies:
            yield trial.fact_id


def said_of(dataset: Dataset, person: Situation) -> Sequence[tuple[str, str]]:
    """What was entered, as (label, value): for a list on which it was asked for, and for nothing else."""
    given = (
        ("Disease", dataset.diseases[person.disease_id].plain_name),
        ("Age in years", person.age),
        ("Sex", person.sex),
        ("Country", person.country),
        ("Place", person.town and person.town.name),
        ("Earlier treatments", person.earlier_treatments),
        *((dataset.conditions[name].title, "yes" if there else "no") for name, there in person.conditions.items()),
    )
    return tuple((label, str(value)) for label, value in given if value is not None)
