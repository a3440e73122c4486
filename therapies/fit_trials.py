"""What the stated rules of a trial say of a person: its status, disease, ages and sites, and the rules of our record.

The register's own entry rules are long and not read here: a trial of which our record holds no rule is always asked.
Not here: uses of a therapy (`therapies.fit_uses`), and which trials there are (`therapies.fit_check`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from therapies.dataset import Dataset
from therapies.evidence import passport
from therapies.facts import Criterion
from therapies.fit_other import in_doubt, target_rulings, unstated_rulings
from therapies.rulings import ASK, DISEASE, DISEASES, FAILS, HOLDS, Ruling, age_ruling, criterion_ruling, disease_ruling
from therapies.situation import Situation
from therapies.status_words import status_words
from therapies.takes_people import TAKES_PEOPLE
from therapies.trial_records import TrialRecord

FOLLOWS = "It follows people and gives no treatment."
ONLY_NAMES = "It only names the treatment, and tests something else."
REST = "The register lists more rules: ask the study team to check all of them."
_ONLY = {
    "FEMALE": ("Only women and girls may join.", "Is the person a woman or a girl?"),
    "MALE": ("Only men and boys may join.", "Is the person a man or a boy?"),
}
_ASKED_STATUS = {
    "ENROLLING_BY_INVITATION": "Can the hospital that runs it invite this person?",
    "NOT_YET_RECRUITING": "When will it open, and for whom?",
    "SUSPENDED": "When may it start again, and for whom?",
    "TEMPORARILY_NOT_AVAILABLE": "When may it start again, and for whom?",
    "UNKNOWN": "Does it take new people at all? Nobody has confirmed its record for a long time.",
}
# The register asks sponsors for an update once a year: up to then "takes no new people" can be believed.
_FULL, DAYS_FULL = "ACTIVE_NOT_RECRUITING", 365
_STILL_FULL = "Does it take new people again? Its record is more than a year old."
_STILL = "Does it take new people now? What we read of it is too old to tell."
ELSEWHERE = "In which countries does it take new people now, and does it take people who live elsewhere?"
_NO_SITE = "Does any hospital of it take new people now? None of its sites says so."


@dataclass(frozen=True, slots=True)
class TrialOf:
    """A trial with what it rests on: the therapies of our record that list it, with the diseases of their uses.

    `gives` False: it only names the therapy; `follows`: it gives no treatment; `listed`: the register lists the
    disease that is asked about; `rules`: those of our record.
    """

    record: TrialRecord
    therapies: tuple[tuple[str, str], ...]
    diseases: tuple[str, ...]
    gives: bool
    follows: bool
    listed: bool
    rules: tuple[Criterion, ...]


def trial_rulings(
    dataset: Dataset, trial: TrialOf, person: Situation, known: Mapping[str, bool], today: date
) -> Iterator[Ruling]:
    """Each rule of a trial, in the order in which they decide."""
    record, paper = trial.record, trial.record.line.passport
    if trial.follows or not trial.gives:
        yield Ruling("what", FAILS, FOLLOWS if trial.follows else ONLY_NAMES, "", paper)
    of_disease = [rule for rule in trial.rules if rule.rule == DISEASE]
    if not of_disease:
        yield _of_therapies(dataset, trial, person.disease_id)

    def own(rules: Iterable[Criterion]) -> Iterator[Ruling]:
        found = (criterion_ruling(dataset, rule, person, known, passport(dataset, rule, today)) for rule in rules)
        return (ruling for ruling in found if ruling)

    yield from own(of_disease)
    yield _status(record)
    yield from _place(record, person)
    ages = f"Ages: {dict(record.line.about)['Ages']}."
    yield in_doubt(age_ruling(record.ages, person.age, ages, paper), trial.rules)
    yield from _sex(record, person)
    yield from own(rule for rule in trial.rules if rule.rule != DISEASE)
    yield from target_rulings(
        dataset, [dataset.therapies[one] for one, _ in trial.therapies], trial.rules, known, paper
    )
    yield from unstated_rulings(dataset, "trial", trial.rules, known, paper)
    if len(of_disease) == len(trial.rules):
        yield Ruling("rest", ASK, "Our record holds no other rule of this trial.", REST, paper)


def _of_therapies(dataset: Dataset, trial: TrialOf, asked: str) -> Ruling:
    """Without a rule of its own: by the register's conditions, else by what its therapies are studied for.

    That a therapy is studied for something near says nothing of this trial: it is asked.
    """
    paper = trial.record.line.passport
    if trial.listed:
        return Ruling(DISEASE, HOLDS, "The register lists this disease for it.", "", paper)
    names = " and ".join(dict.fromkeys(name for _, name in trial.therapies)) or "this treatment"
    diseases = ", ".join(dataset.diseases[one].plain_name for one in trial.diseases)
    said = f"Our record lists it for {names}, which is studied in: {diseases}."
    ruling = disease_ruling(dataset, asked, trial.diseases, said, paper)
    group = dataset.diseases[asked].group
    near = any(dataset.diseases[one].group == group for one in trial.diseases)
    if (ruling.outcome == FAILS and near) or (ruling.outcome == HOLDS and len(trial.diseases) > 1):
        question = f"Does it take people with {dataset.diseases[asked].plain_name}?"
        return Ruling(DISEASE, ASK, said, question, paper, DISEASES)
    return ruling


def _sex(record: TrialRecord, person: Situation) -> Iterator[Ruling]:
    if record.sex is None:
        return
    said, question = _ONLY[record.sex]
    outcome = ASK if person.sex is None else HOLDS if person.sex.upper() == record.sex else FAILS
    yield Ruling("sex", outcome, said, question if outcome == ASK else "", record.line.passport)


def _status(record: TrialRecord) -> Ruling:
    line = record.line
    said = f"Status: {status_words(line.status.title, line.as_read)}. {line.record}"
    if record.status in TAKES_PEOPLE and record.takes_in(None) and record.fresh:
        return Ruling("status", HOLDS, said, "", line.passport)
    question = _ASKED_STATUS.get(record.status, "")
    if record.status in TAKES_PEOPLE:
        question = _STILL if record.takes_in(None) else _NO_SITE
    if record.status == _FULL and (record.age_days is None or not 0 <= record.age_days <= DAYS_FULL):
        question = _STILL_FULL
    return Ruling("status", ASK if question else FAILS, said, question, line.passport)


def _place(record: TrialRecord, person: Situation) -> Sequence[Ruling]:
    """That no site stands in the person's country is no rule of the trial: people travel, so it is asked."""
    if person.country is None or not record.countries:
        return ()
    said = f"Countries: {dict(record.line.about)['Countries']}."
    if record.takes_in(person.country):
        return (Ruling("place", HOLDS, said, "", record.line.passport),)
    question = f"No site in {person.country} says that it takes new people. Does it take people who live elsewhere?"
    return (Ruling("place", ASK, said, question, record.line.passport, ELSEWHERE),)
