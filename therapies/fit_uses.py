"""What the stated rules of a use of a therapy say of a person: approved uses, and uses that are not approved.

The fields of a use are rules too: its disease, ages, earlier treatments, and where it is approved. A use that is not
approved never fits by itself: somebody has to say yes. Not here: trials (`therapies.fit_trials`).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from therapies import wording
from therapies.dataset import Dataset
from therapies.evidence import Passport, is_overdue, passport
from therapies.facts import Indication, Therapy
from therapies.fit_other import in_doubt, target_rulings, unstated_rulings
from therapies.own_words import written_by_us
from therapies.places import holds_in, places
from therapies.rulings import ASK, FAILS, HOLDS, Ruling, age_ruling, criterion_ruling, disease_ruling, lines_ruling
from therapies.situation import Situation
from therapies.stages import ENDED
from therapies.standing import granted
from therapies.trial_ages import Ages

APPROVED = "approved"
NOT_APPROVED = (
    "Is there a trial, a programme or a single-patient request for it? The doctor asks, the company must say yes."
)
NO_RULES = "Which other rules does the label have? Our record holds none beyond those above."


def use_rulings(
    dataset: Dataset, use: Indication, person: Situation, known: Mapping[str, bool], today: date
) -> Iterator[Ruling]:
    """Each rule of a use, in the order in which they decide."""
    therapy = dataset.therapies[use.therapy_id]
    paper = _paper(dataset, use, therapy, today)
    rules = dataset.criteria(use.fact_id)
    # A use whose text names several diseases says so in a rule; else its own disease is the rule.
    named = [disease for rule in rules for disease in rule.diseases] or [use.disease_id]
    yield disease_ruling(dataset, person.disease_id, named, _for_what(dataset, use, therapy), paper)
    yield from _stage(dataset, use, person, paper)
    if use.age_min_years is not None or use.age_max_years is not None:
        ages = Ages(use.age_min_years, use.age_max_years, True, False)
        said = f"Ages: {wording.ages(use.age_min_years, use.age_max_years)}."
        yield in_doubt(age_ruling(ages, person.age, said, paper), rules)
    if use.prior_lines_min is not None:
        yield lines_ruling(use.prior_lines_min, None, person.earlier_treatments, _earlier(use.prior_lines_min), paper)
    further = [rule for rule in rules if rule.rule != "disease"]
    found = (criterion_ruling(dataset, rule, person, known, passport(dataset, rule, today)) for rule in further)
    yield from (ruling for ruling in found if ruling)
    yield from target_rulings(dataset, [therapy], rules, known, paper)
    yield from unstated_rulings(dataset, "use", rules, known, paper)
    if not further:
        yield Ruling("rest", ASK, f"For whom: {use.population}.", NO_RULES, paper)
    if is_overdue(use.due_on, today):
        said = f"Our record is overdue for a check since {wording.day(use.due_on)}."
        yield Ruling("check", ASK, said, "Does this use still stand?", paper)


def _paper(dataset: Dataset, use: Indication, therapy: Therapy, today: date) -> Passport:
    """Where a use was read: the newest approving step of it, else its first rule, else all sources of the record."""
    steps = [step for code in use.countries for step in granted(dataset, use, code)[-1:]]
    if steps and use.stage == APPROVED:
        return passport(dataset, steps[0], today)
    rules = dataset.criteria(use.fact_id)
    return passport(dataset, rules[0], today) if rules else written_by_us(dataset, therapy.id, today)


def _for_what(dataset: Dataset, use: Indication, therapy: Therapy) -> str:
    aims = f" It looks for {wording.listing(therapy.targets)}." if therapy.targets else ""
    return f"For {dataset.diseases[use.disease_id].plain_name}: {use.population.removesuffix('.')}.{aims}"


def _stage(dataset: Dataset, use: Indication, person: Situation, paper: Passport) -> Iterator[Ruling]:
    stage = dataset.word("stage", use.stage)
    if use.stage in ENDED:
        yield Ruling("stage", FAILS, f"{stage.title}. {stage.plain}", "", paper)
    elif use.stage != APPROVED:
        yield Ruling("stage", ASK, f"Not approved. {stage.title}: {stage.plain}", NOT_APPROVED, paper)
    else:
        yield _where(use.countries, person, paper)


def _where(codes: Sequence[str], person: Situation, paper: Passport) -> Ruling:
    """A place that the record does not name is asked about: a record is not a list of all approvals in the world."""
    said = f"Approved for this use: {places(codes, 'place not stated')}."
    if person.country and holds_in(codes, person.country):
        return Ruling("country", HOLDS, said, "", paper)
    neutral = "Is it approved for this use in the country where the person lives, or can people get it there?"
    question = (
        f"Is it approved for this use in {person.country}, or can people get it there?" if person.country else neutral
    )
    return Ruling("country", ASK, said, question, paper, neutral)


def _earlier(lines: int) -> str:
    if lines == 0:
        return "No earlier treatment is needed."
    return f"At least {lines} earlier {'treatment' if lines == 1 else 'treatments'}."
