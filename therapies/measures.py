"""A number as it may be shown: count, share, range, which people, what it was compared with, and its passport.

One model for every page and paper, so that they cannot disagree. See honesty.md, rules 1, 2, 3, 5, 7, 10, 12 and 14.
Not here: its sentence (`therapies.sentences`), shorter words for it (`therapies.rate_words`), and which numbers stand
first (`therapies.first_numbers`).
"""

import re
from dataclasses import dataclass
from datetime import date

from therapies import sentences, wording
from therapies.control_groups import RANGE_ORIGIN, Control, harm_control, result_control
from therapies.dataset import Dataset
from therapies.evidence import Passport, passport
from therapies.facts import Outcome, SafetyFact, Word
from therapies.study_design import HarmBeside, by_chance, harm_beside, survival_beside, was_randomised

PEOPLE = "people"
_PEOPLE = {
    "evaluable": "people who could be checked (evaluable)",
    "infused": "people who got the treatment (treated)",
    "enrolled": "people who joined the study (enrolled)",
    "randomised": "people assigned by chance (randomised)",
    "not-stated": "people (the source does not say which)",
}
# How many came as far as the treatment: no response, so nothing about living longer follows.
BEFORE_TREATMENT = ("received-treatment", "never-infused", "manufacturing-success")
_OF_RESPONDERS = ("DOR-median", "DOR-rate")
_OTHER_NUMBER_MISSING = "comparison group, number not stated"
_HARM_ALONE: dict[HarmBeside, str] = {
    "own-group": _OTHER_NUMBER_MISSING,
    "outside-people": "compared with people outside of the study, number not stated",
    "same-people": "no comparison group of other people in our data",
    "nobody": "single-arm",
    "no-result": "no comparison group in our data",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A result or a harm, rounded and worded. Texts that have nothing to say are None, or say "not stated".

    `unit` is what was counted: PEOPLE, or else wounds or batches.
    `survival` is how long the people of the same study lived, compared, where a response rate has that beside it.
    """

    fact_id: str
    therapy_id: str
    name: str
    plain: str
    kind: str
    sentence: str
    count: str | None
    responders: int | None
    n: int | None
    value: str
    percent: float | None
    low: float | None
    high: float | None
    range: str | None
    range_origin: str | None
    people: str
    unit: str
    analysis_set: str | None
    cohort: str
    few: str | None
    comparison: str
    control: Control | None
    design: str
    follow_up: str
    data_cutoff: str
    trial: str | None
    survival: "Measure | None"
    caveats: tuple[str, ...]
    evidence: str
    headline: bool
    passport: Passport

    @property
    def opening(self) -> str | None:
        """What must be said before the number (honesty.md, rule 14)."""
        return wording.FIRST_STUDY if wording.FIRST_STUDY in self.caveats else None


def outcome_measure(dataset: Dataset, outcome: Outcome, today: date) -> Measure:
    """A reported result as it may be shown."""
    word = dataset.word("endpoint", outcome.endpoint)
    share = outcome.kind in ("proportion", "rate-at-time")
    follow_up = outcome.follow_up_median_months
    survival = _survival(dataset, outcome, today)
    return Measure(
        fact_id=outcome.fact_id,
        therapy_id=outcome.therapy_id,
        name=_name(word.title, outcome.label),
        plain=_plain(word, outcome.label),
        kind=outcome.kind,
        sentence=sentences.outcome_sentence(outcome, survival=word.survival),
        count=sentences.count(outcome.responders, outcome.n),
        responders=outcome.responders,
        n=outcome.n,
        value=sentences.outcome_value(outcome),
        percent=sentences.percent_of(outcome.responders, outcome.n, outcome.percent) if share else None,
        low=outcome.ci_low,
        high=outcome.ci_high,
        range=sentences.outcome_range(outcome),
        range_origin=RANGE_ORIGIN.get(outcome.ci_origin or ""),
        people=_people(outcome),
        unit=outcome.unit,
        analysis_set=outcome.analysis_set,
        cohort=outcome.cohort or wording.NOT_STATED,
        few=few_people(outcome.n, outcome.unit),
        comparison=sentences.outcome_comparison(dataset, outcome),
        control=result_control(dataset, outcome),
        design=_design(dataset, outcome),
        follow_up=wording.NOT_STATED if follow_up is None else f"median {wording.months(follow_up)}",
        data_cutoff=wording.printed_date(outcome.data_cutoff) if outcome.data_cutoff else wording.NOT_STATED,
        trial=wording.study(outcome.trial_name, outcome.trial),
        survival=survival,
        caveats=_caveats(dataset, outcome, survival),
        evidence=dataset.title("source_kind", outcome.evidence),
        headline=outcome.headline,
        passport=passport(dataset, outcome, today),
    )


def safety_measure(dataset: Dataset, fact: SafetyFact, today: date) -> Measure:
    """A reported harm as it may be shown: the same form as a result."""
    word = dataset.word("safety_event", fact.event)
    percent = sentences.percent_of(fact.n_affected, fact.n, fact.percent)
    range_ = wording.percent_range(fact.ci_low, fact.ci_high)
    return Measure(
        fact_id=fact.fact_id,
        therapy_id=fact.therapy_id,
        name=_name(word.title, fact.label),
        plain=_plain(word, fact.label),
        kind="proportion",
        sentence=sentences.share_sentence(fact.n_affected, fact.n, fact.percent, range_),
        count=sentences.count(fact.n_affected, fact.n),
        responders=fact.n_affected,
        n=fact.n,
        value=wording.whole_percent(percent) if percent is not None else "no number given",
        percent=percent,
        low=fact.ci_low,
        high=fact.ci_high,
        range=range_,
        range_origin=RANGE_ORIGIN.get(fact.ci_origin or ""),
        people=_harm_people(fact.cohort),
        unit=PEOPLE,
        analysis_set=None,
        cohort=fact.cohort or wording.NOT_STATED,
        few=few_people(fact.n),
        comparison=sentences.safety_comparison(dataset, fact),
        control=harm_control(fact),
        design=_harm_design(dataset, fact),
        follow_up=wording.NOT_STATED,
        data_cutoff=wording.NOT_STATED,
        trial=wording.study(fact.trial_name, fact.trial),
        survival=None,
        caveats=(fact.note,) if fact.note else (),
        evidence=dataset.title("source_kind", fact.evidence),
        headline=False,
        passport=passport(dataset, fact, today),
    )


def _name(title: str, label: str | None) -> str:
    """The label says exactly what was measured, so it is the name; the general word goes before the explanation."""
    return label[0].upper() + label[1:] if label else title


def _plain(word: Word, label: str | None) -> str:
    return f"{word.title}. {word.plain}" if label else word.plain


def _people(outcome: Outcome) -> str:
    """Who was counted. How long a response lasted is counted among those who responded alone."""
    if outcome.unit != PEOPLE:
        return f"{outcome.unit}, not people"
    who = _PEOPLE[outcome.analysis_set]
    return f"those who responded, of the {who}" if outcome.endpoint in _OF_RESPONDERS else who


def _harm_people(cohort: str | None) -> str:
    """Who was counted for a harm. Harms have no analysis set in the record, so it is said where the group does not."""
    if cohort is None:
        return _PEOPLE["not-stated"]
    said = re.search(r"treated|joined|enrolled|evaluable|could be checked|random|assigned|collected", cohort)
    return cohort if said else f"{cohort} (the source does not say if all of them were treated)"


def few_people(n: int | None, unit: str = PEOPLE) -> str | None:
    """The sentence for a small count; None for a large or an unknown one."""
    if n is None or n >= wording.FEW_PEOPLE:
        return None
    return f"Only {wording.people(n, unit)}: too few to be sure."


def _design(dataset: Dataset, outcome: Outcome) -> str:
    if by_chance(outcome):
        return "randomised"
    if outcome.control_type is not None:
        return "compared, not randomised"
    return _OTHER_NUMBER_MISSING if was_randomised(dataset, outcome) else "single-arm"


def _harm_design(dataset: Dataset, fact: SafetyFact) -> str:
    if fact.control_arm:
        return "comparison group in our data"
    return _HARM_ALONE[harm_beside(dataset, fact)]


def _survival(dataset: Dataset, outcome: Outcome, today: date) -> Measure | None:
    if not _is_response(outcome):
        return None
    beside = survival_beside(dataset, outcome)
    return outcome_measure(dataset, beside, today) if beside else None


def _is_response(outcome: Outcome) -> bool:
    return outcome.kind == "proportion" and outcome.endpoint not in BEFORE_TREATMENT


def _caveats(dataset: Dataset, outcome: Outcome, survival: Measure | None) -> tuple[str, ...]:
    said = []
    if _finds_the_dose(dataset, outcome):
        said.append(wording.FIRST_STUDY)
    if _is_response(outcome):
        said.append(_how_long_they_lived(outcome, survival) if survival else wording.SURVIVAL_UNKNOWN)
    return tuple(said)


def _how_long_they_lived(outcome: Outcome, survival: Measure) -> str:
    """The survival result in one piece: a pointer to it would leave the response rate alone (honesty.md, rule 7)."""
    same = survival.cohort == (outcome.cohort or wording.NOT_STATED)
    group = "This is the same group of people." if same else f"Which people: {survival.cohort}."
    said = (
        f"{wording.SAME_STUDY} {survival.name}: {survival.sentence}",
        f"{survival.range_origin}." if survival.range_origin else None,
        survival.comparison,
        f"{group} These were {survival.people}.",
        f"{survival.evidence}, {survival.design}. Source: {survival.passport.publisher}, {survival.passport.check}.",
    )
    return " ".join(part for part in said if part)


def _finds_the_dose(dataset: Dataset, outcome: Outcome) -> bool:
    """True for a result of a phase 1 or 1/2 study: by its trial's phase, else by its own words or the use's stage.

    Not for a use that is approved: what the approval rests on is no longer a search for the dose.
    """
    stage = next(use.stage for use in dataset.indications(outcome.therapy_id) if use.id == outcome.indication_id)
    if stage == "approved":
        return False
    phases = [trial.phase for trial in dataset.trials(outcome.therapy_id) if trial.nct and trial.nct == outcome.trial]
    if phases and phases[0]:
        return phases[0] in ("1", "1/2")
    words = f"{outcome.cohort or ''} {outcome.trial_name or ''}".casefold()
    return "phase 1" in words or "first-in-human" in words or stage in ("phase-1", "phase-1-2")
