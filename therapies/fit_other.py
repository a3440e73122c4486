"""What no rule of our record speaks of, and has to be asked all the same: a target that is not there, and what is often
a rule.

Such a thing turns a "may fit" into a question and never into a "does not fit". Pure functions. Not here: stated rules
(`therapies.rulings`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from therapies.dataset import Dataset
from therapies.evidence import Passport
from therapies.facts import Criterion, Therapy
from therapies.rulings import AGES, ASK, FAILS, Ruling
from therapies.situation import wider

_AGES = re.compile(r"\bages?\b")
Kind = Literal["use", "trial"]
# Said of everybody, so that a list of questions without what was entered gives nothing away.
ALL_RULES = (
    "What are the rules about earlier treatments, a transplant, graft-versus-host disease, infections and other "
    "illnesses?"
)


def target_rulings(
    dataset: Dataset,
    therapies: Sequence[Therapy],
    rules: Sequence[Criterion],
    known: Mapping[str, bool],
    paper: Passport,
) -> Iterator[Ruling]:
    """A target that a test did not find, or that another treatment has gone for before, where no rule speaks of it."""
    named = {name for rule in rules for name in rule.any_of}
    for therapy in therapies:
        targets = [(target, f"has-{target_condition(target)}") for target in therapy.targets]
        unnamed = [(target, name) for target, name in targets if name in dataset.conditions and name not in named]
        tested = [(target, known.get(name)) for target, name in unnamed]
        absent = [target for target, there in tested if there is False]
        if absent and not any(there for _, there in tested):
            said = f"{therapy.short_name} looks for {' and '.join(therapy.targets)}."
            question = f"The test did not find {' and '.join(absent)}. Can it work all the same?"
            yield Ruling("target", ASK, said, question, paper, f"Must the cells carry {' or '.join(therapy.targets)}?")
        for target in therapy.targets:
            before = f"{target_condition(target)}-treatment"
            if known.get(before) and before not in named:
                said = f"{therapy.short_name} looks for {target}, as an earlier treatment did."
                question = f"Can it be given after another treatment against {target}?"
                yield Ruling("target", ASK, said, question, paper, ALL_RULES)


def in_doubt(age: Ruling, rules: Sequence[Criterion]) -> Ruling:
    """The ruling about ages; asked where a rule doubts the limits: sources that disagree rule nobody out."""
    doubts = [rule for rule in rules if rule.rule == "ask" and _AGES.search(rule.question or "")]
    if age.outcome != FAILS or not doubts:
        return age
    return replace(age, outcome=ASK, question=doubts[0].question or "", neutral=AGES)


def unstated_rulings(
    dataset: Dataset,
    of: Kind,
    rules: Sequence[Criterion],
    known: Mapping[str, bool],
    paper: Passport,
) -> Iterator[Ruling]:
    """What is there and is often a rule of a use or of a trial, where our record has none; of a trial also what goes
    with it.
    """
    named = {name for rule in rules for name in rule.any_of}
    there = [dataset.conditions[name] for name, is_there in known.items() if is_there]
    for one in there:
        if of in one.often_a_rule and named.isdisjoint((one.id, *wider(dataset.conditions, one.id))):
            said = f"Our record has no rule about: {one.title}."
            question = f"Can it be given with this: {one.title}? What are the limits?"
            yield Ruling("unstated", ASK, said, question, paper, ALL_RULES)
    for name in dict.fromkeys(name for one in there for name in one.leads_to):
        if of == "trial" and name not in known and name not in named:
            also = dataset.conditions[name]
            said = f"Our record has no rule about: {also.title}."
            yield Ruling("unstated", ASK, said, f"{also.question} Can it be given with this?", paper, ALL_RULES)


@lru_cache(maxsize=256)
def target_condition(target: str) -> str:
    """A target as conditions.yaml writes it: "Claudin18.2" is claudin18-2, "IL13Rα2" is il13ra2."""
    return re.sub(r"[^a-z0-9]+", "-", target.replace("α", "a").lower()).strip("-")
