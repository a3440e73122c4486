"""The numbers that stand first on a therapy's page: headline results of one use, with risks of the same size beside.

Which risks: one each of what people ask about first, then any serious harm at all, then others in the fixed order of
the vocabulary, from the study of the results before others, and deaths always where any are recorded. Never by how many
had it, nor by whether anybody had it: that too is an outcome (honesty.md, rule 11). Those of other uses stand here only
where this use has none of its own, none of a kind that people ask about first, or no death, and say whose they are.
Boxed warnings stand above them all. Not here: all other results (`therapies.uses`), and whose the people of a risk are
(`therapies.harm_uses`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from therapies import wording
from therapies.dataset import Dataset
from therapies.evidence import Passport
from therapies.facts import Outcome, SafetyFact
from therapies.harm_uses import HarmUses, harm_uses
from therapies.journey import Journey
from therapies.measures import Measure
from therapies.uses import Use, first_use

DEATHS = ("treatment-related-death", "death-not-from-disease", "death-any-cause")
# One of each kind is shown before anything else.
_KINDS = (("crs-any",), ("crs-grade-3-plus",), ("infection-serious", "infection-grade-3-plus"))
# Then any serious harm at all, before those of one kind.
_SERIOUS = ("any-grade-3-plus", "serious-side-effects")
_FIRST_RISKS = 3
_DEADLY = re.compile(r"\b(?:died|deaths?|deadly|fatal|killed)\b", re.IGNORECASE)
_SAME_PEOPLE, _SAME_STUDY, _UNKNOWN, _OTHER_STUDY = range(4)


@dataclass(frozen=True, slots=True)
class BoxedWarning:
    """A boxed warning: what, whose and when; what it warns of; where that was read."""

    name: str
    text: str
    passport: Passport


@dataclass(frozen=True, slots=True)
class FirstNumbers:
    """`before` must be read before the results, `after` with them. What else there is: `more_...`, None where no more.

    `no_more_...` says so then. `use` is None where no use is recorded. The caveats of `risks` say where their people
    are not those of the results; their other details stand with the full list of risks.
    """

    use: str | None
    before: tuple[str, ...]
    results: tuple[Measure, ...]
    more_results: str | None
    no_more_results: str
    warnings: tuple[BoxedWarning, ...]
    risks: tuple[Measure, ...]
    more_risks: str | None
    no_more_risks: str
    after: tuple[str, ...]


def first_numbers(
    dataset: Dataset, therapy_id: str, its_uses: tuple[Use, ...], risks: tuple[Measure, ...], journey: Journey
) -> FirstNumbers:
    """The first numbers of a therapy: of its first use that has headline results, else of no use."""
    use = first_use(its_uses)
    headline = use.headline if use else ()
    caveats = tuple(dict.fromkeys(caveat for measure in headline for caveat in measure.caveats))
    chosen = first_risks(dataset, therapy_id, use, risks)
    results = len(dataset.outcomes(therapy_id))
    several = sum(bool(one.headline or one.others) for one in its_uses) > 1
    return FirstNumbers(
        use=use.for_whom if use else None,
        before=tuple(caveat for caveat in caveats if caveat == wording.FIRST_STUDY),
        results=headline,
        more_results=_more(results - len(headline), "result"),
        no_more_results=_no_more(results, "result"),
        warnings=_warnings(journey),
        risks=chosen,
        more_risks=_more(len(risks) - len(chosen), "risk"),
        no_more_risks=_no_more(len(risks), "risk"),
        after=tuple(
            f"{caveat} This is about: {use.for_whom}." if use and several else caveat
            for caveat in caveats
            if caveat != wording.FIRST_STUDY
        ),
    )


def _more(hidden: int, noun: str) -> str | None:
    return f"{hidden} more {noun}{'' if hidden == 1 else 's'} below" if hidden else None


def _no_more(total: int, noun: str) -> str:
    if total:
        return f"Our data have no other {noun}."
    return f"Our data have no {noun}s. That does not mean that there are none."


def _warnings(journey: Journey) -> tuple[BoxedWarning, ...]:
    return tuple(
        BoxedWarning(step.named, step.note or step.meaning, step.passport)
        for step in (*journey.dated, *journey.undated)
        if step.word.code == "boxed-warning"
    )


def first_risks(dataset: Dataset, therapy_id: str, use: Use | None, risks: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """The harms that stand beside the headline results of a use; their caveats say where the people are others."""
    ids = {measure.fact_id for measure in (use.headline if use else ())}
    outcomes = dataset.outcomes(therapy_id)
    beside, of_use = [one for one in outcomes if one.fact_id in ids], _of_same_use(outcomes, ids)
    facts = {fact.fact_id: fact for fact in dataset.safety(therapy_id)}
    whose = harm_uses(dataset, therapy_id)
    ties = {key: whose.tie(key, use.fact_id) for key in facts} if use else {}
    own = [key for key, tie in ties.items() if tie.own]

    def place(measure: Measure) -> tuple[bool, int, int]:
        fact = facts[measure.fact_id]
        foreign = bool(own) and fact.fact_id not in own
        return foreign, _distance(fact, of_use), _position(dataset, fact)

    ordered = sorted(risks, key=place)
    deaths = [measure for measure in ordered if facts[measure.fact_id].event in DEATHS][:1]
    chosen: dict[str, Measure] = {}
    for kind in _KINDS:
        of_kind = [m for m in ordered if facts[m.fact_id].event in kind]
        chosen |= {measure.name: measure for measure in of_kind[:1]}
    for measure in ordered:
        if own and ties[measure.fact_id].other:
            continue
        # One number for each harm: a second study of the same one would hide another harm.
        if len(chosen) < _FIRST_RISKS and facts[measure.fact_id].event not in DEATHS:
            chosen.setdefault(measure.name, measure)
    # Deaths stand last.
    first = (*sorted(chosen.values(), key=place), *deaths)
    said = {m.fact_id: _whose(facts[m.fact_id], beside, whose, use) for m in first}
    return tuple(replace(m, caveats=(*_deadly(m), *said[m.fact_id])) for m in first)


def _deadly(measure: Measure) -> tuple[str, ...]:
    """Notes about deaths, which are never left for further down the page."""
    return tuple(note for note in measure.caveats if _DEADLY.search(note))


def _of_same_use(outcomes: Sequence[Outcome], ids: set[str]) -> list[Outcome]:
    """The results of these ids, and those of the same use and study: they name its groups (treated, checked)."""
    groups = {(one.indication_id, one.trial) for one in outcomes if one.fact_id in ids}
    return [one for one in outcomes if one.unit == "people" and (one.indication_id, one.trial) in groups]


def _position(dataset: Dataset, fact: SafetyFact) -> int:
    """The place of a harm: what people ask about first, then serious ones at all, then the order of the vocabulary."""
    kind = next((place for place, kind in enumerate((*_KINDS, _SERIOUS)) if fact.event in kind), None)
    return len(_KINDS) + 1 + dataset.word("safety_event", fact.event).position if kind is None else kind


def _distance(fact: SafetyFact, beside: Sequence[Outcome]) -> int:
    """How far from the people of the results: _SAME_PEOPLE, _SAME_STUDY, _UNKNOWN study or _OTHER_STUDY."""
    of_study = [outcome for outcome in beside if outcome.trial == fact.trial]
    same_cohort = fact.cohort is not None and any(outcome.cohort == fact.cohort for outcome in of_study)
    sizes = {outcome.n for outcome in of_study if outcome.n is not None}
    # Where a study is named, its groups of one size are taken as one; without a name the group must be the same too.
    same_size = fact.n in sizes if fact.n is not None else same_cohort
    if same_size and (same_cohort or fact.trial is not None):
        return _SAME_PEOPLE
    if of_study and fact.trial is not None:
        return _SAME_STUDY
    return _UNKNOWN if fact.trial is None or any(outcome.trial is None for outcome in beside) else _OTHER_STUDY


def _whose(fact: SafetyFact, beside: Sequence[Outcome], whose: HarmUses, use: Use | None) -> tuple[str, ...]:
    """What to say where the people of a harm are not, or not known to be, those of the results."""
    other = whose.said(fact.fact_id, use.fact_id) if use else ""
    if other:
        return (other,)
    if not beside:
        return ()
    distance = _distance(fact, beside)
    if distance == _SAME_PEOPLE:
        return ()
    if distance == _OTHER_STUDY:
        return (f"From another study than the results shown here: {fact.trial}.",)
    if distance == _UNKNOWN:
        return ("Our data do not say if these are the same people as in the results.",)
    if fact.n is not None and any(outcome.n is not None for outcome in beside):
        return ("From the same study as the results, but not counted among exactly the same people.",)
    return ("From the same study; our data do not say if these are the same people as in the results.",)
