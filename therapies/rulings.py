"""What one stated rule says of one person: it holds, it fails, or it has to be asked. Never more than the rule says.

A rule about something that is not known is asked, with the exact question. Pure functions of the rule and the
situation. Not here: which rules a use or a trial has (`therapies.fit_uses`, `therapies.fit_trials`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from therapies.dataset import Dataset
from therapies.evidence import Passport
from therapies.facts import Criterion, Disease
from therapies.places import holds_in, places
from therapies.situation import Situation
from therapies.trial_ages import Ages

HOLDS, FAILS, ASK = "holds", "fails", "ask"
Outcome = Literal["holds", "fails", "ask"]
# The kind of the rule about the disease: of what is for another disease it is the only one that anybody needs.
DISEASE = "disease"
# Questions that say nothing of the person.
DISEASES, AGES = "For which diseases is it?", "For which ages is it?"
HOW_MANY = "How many earlier treatments were there, as this rule counts them?"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a rule says of a person. `criterion`: the rule, quoted; `question`: what to ask, "" unless it is asked.

    `kind` names the rule: disease, stage, status, age, prior-lines, requires, ... `neutral`: the question without what
    is known of the person, where the other one has that in it.
    """

    kind: str
    outcome: Outcome
    criterion: str
    question: str
    passport: Passport
    neutral: str = ""

    @property
    def of_nobody(self) -> str:
        """The question with nothing of a person in it."""
        return self.neutral or self.question


def criterion_ruling(
    dataset: Dataset, rule: Criterion, person: Situation, known: Mapping[str, bool], passport: Passport
) -> Ruling | None:
    """A rule of the record; None where it does not hold in the person's country.

    `known`: the conditions of the person with all that follows from them.
    """
    if rule.only_in and person.country and not holds_in(rule.only_in, person.country):
        return None
    outcome, question = _OUTCOMES[rule.rule](dataset, rule, person, known)
    if rule.only_in and person.country is None and outcome == FAILS:
        outcome, question = ASK, f"Does the person live in {places(rule.only_in)}? This rule holds only there."
    asked = (rule.question or question) if outcome == ASK else ""
    neutral = {DISEASE: DISEASES, "age": AGES}.get(rule.rule, "") if asked else ""
    return Ruling(rule.rule, outcome, rule.says, asked, passport, neutral)


def disease_ruling(dataset: Dataset, asked: str, named: Sequence[str], criterion: str, passport: Passport) -> Ruling:
    """Whether the disease that is asked about is one of those that are `named`."""
    outcome, question = _disease(dataset.diseases, asked, named)
    return Ruling(DISEASE, outcome, criterion, question, passport, DISEASES if outcome == ASK else "")


def disease_fits(dataset: Dataset, asked: str, named: Sequence[str]) -> Outcome:
    """Whether what is for the diseases `named` is for the one that is asked about: holds, fails or ask."""
    return _disease(dataset.diseases, asked, named)[0]


def age_ruling(ages: Ages, age: int | None, criterion: str, passport: Passport) -> Ruling:
    """Whether limits of age hold a person of so many full years."""
    held = None if age is None else ages.hold(age)
    limits = f"What is the exact age? The limits: {criterion.removeprefix('Ages: ')}"
    outcome, question = _outcome(held, limits if ages.known or ages.groups else AGES)
    return Ruling("age", outcome, criterion, question, passport, AGES if outcome == ASK else "")


def lines_ruling(
    at_least: int | None, at_most: int | None, earlier: int | None, criterion: str, passport: Passport
) -> Ruling:
    """Whether so many earlier treatments are enough, and not too many."""
    outcome, question = _lines(at_least, at_most, earlier)
    return Ruling("prior-lines", outcome, criterion, question, passport)


def _outcome(held: bool | None, question: str) -> tuple[Outcome, str]:
    if held is None:
        return ASK, question
    return (HOLDS if held else FAILS), ""


def _lines(at_least: int | None, at_most: int | None, earlier: int | None) -> tuple[Outcome, str]:
    if earlier is None:
        return ASK, HOW_MANY
    enough = at_least is None or earlier >= at_least
    return _outcome(enough and (at_most is None or earlier <= at_most), "")


def _disease(diseases: Mapping[str, Disease], asked: str, named: Sequence[str]) -> tuple[Outcome, str]:
    """A kind of a named disease is one too; a wider one, or one of several kinds together, may be."""
    wider = diseases[asked].parent
    if asked in named or wider in named:
        return HOLDS, ""
    for name in named:
        one = diseases[name]
        if one.parent == asked:
            return ASK, f"Is it this kind: {one.plain_name}?"
        if asked in one.includes:
            return ASK, f"It is for {one.plain_name}. Does it take people with {diseases[asked].plain_name}?"
        if name in diseases[asked].includes:
            return ASK, f"Which kind is it? This one is for {one.plain_name}."
    return FAILS, ""


def _of_disease(dataset: Dataset, rule: Criterion, person: Situation, _: Mapping[str, bool]) -> tuple[Outcome, str]:
    return _disease(dataset.diseases, person.disease_id, rule.diseases)


def _of_age(_: Dataset, rule: Criterion, person: Situation, __: Mapping[str, bool]) -> tuple[Outcome, str]:
    question = f"What is the exact age? {rule.says}"
    if person.age is None:
        return ASK, question
    held = (Ages(rule.min_years, None, True, False).hold(person.age), _below(person.age, rule.below_years))
    return _outcome(False if False in held else None if None in held else True, question)


def _below(age: int, limit: float | None) -> bool | None:
    """Whether somebody of so many full years is younger: of 1 and below 2 yes, below 1.5 cannot be told."""
    if limit is None or age + 1 <= limit:
        return True
    return False if age >= limit else None


def _of_lines(_: Dataset, rule: Criterion, person: Situation, __: Mapping[str, bool]) -> tuple[Outcome, str]:
    return _lines(rule.at_least, rule.at_most, person.earlier_treatments)


def _needed(dataset: Dataset, rule: Criterion, _: Situation, known: Mapping[str, bool]) -> tuple[Outcome, str]:
    said = [known.get(name) for name in rule.any_of]
    held = True if True in said else None if None in said else False
    return _outcome(held, _questions(dataset, rule, known))


def _barred(dataset: Dataset, rule: Criterion, _: Situation, known: Mapping[str, bool]) -> tuple[Outcome, str]:
    said = [known.get(name) for name in rule.any_of]
    held = False if True in said else None if None in said else True
    return _outcome(held, _questions(dataset, rule, known))


def _questions(dataset: Dataset, rule: Criterion, known: Mapping[str, bool]) -> str:
    """The questions of the conditions that nobody has answered."""
    return " ".join(dataset.conditions[name].question for name in rule.any_of if name not in known)


def _of_country(_: Dataset, rule: Criterion, person: Situation, __: Mapping[str, bool]) -> tuple[Outcome, str]:
    held = None if person.country is None else holds_in(rule.countries, person.country)
    return _outcome(held, f"Does the person live in {places(rule.countries)}?")


def _asked(_: Dataset, rule: Criterion, __: Situation, ___: Mapping[str, bool]) -> tuple[Outcome, str]:
    return ASK, rule.question or rule.says


_OUTCOMES = {
    DISEASE: _of_disease,
    "age": _of_age,
    "prior-lines": _of_lines,
    "requires": _needed,
    "excludes": _barred,
    "country": _of_country,
    "ask": _asked,
}
