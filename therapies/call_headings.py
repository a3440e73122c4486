"""The headings of a call's screens with numbers: the answer in plain words, in one or two lines.

Counts as they are, never a percentage without its people, nothing compared. Not here: which result stands beside which
risk (`therapies.call_pairs`), and the numbers below the heading (`therapies.call_numbers`).
"""

import re

from therapies import wording
from therapies.call_blocks import HEADING, lines
from therapies.call_numbers import Number
from therapies.dataset import Dataset
from therapies.denominators import DID, Ladder
from therapies.harm_uses import Tie
from therapies.measures import PEOPLE, Measure

_RESULT, _RISK = "had this result", "had this side effect"
# Whose a risk is where its people are not those of the result.
_RISK_OF = {
    Tie.STUDY_NOT_STATED: "(study not stated)",
    Tie.OTHER_GROUP: "other people",
    Tie.OTHER_STUDY: "in another study",
    Tie.SEVERAL_DISEASES: "with different diseases",
    Tie.NOT_STATED: "(disease not stated)",
    Tie.OTHER_USE: "other people",
    Tie.OTHER_DISEASE: "other people",
}
# Results that count nobody.
_NO_COUNT = {"change": "An average change", "duration": "A time"}
# What a heading about time leaves to the sentence below it.
_BELOW = re.compile(
    r" \(95% range [^)]*\)| \(count not stated; 95% range [^)]*\)| \(count and 95% range not stated\)|; 95% range [^)]*"
)
_NOT_REACHED = "Median not reached: "
_MOST = 2
# So many signs stand in one line of a heading for sure.
_ONE_LINE = 60


def pair_heading(dataset: Dataset, good: Number | None, bad: Number | None, tie: Tie, *, brief: bool = False) -> str:
    """Both answers in two lines at most, each with its own number of people; `tie`: whose the risk is.

    `brief`: in one line, where the screen has much else to say.
    """
    if good is None or bad is None:
        alone, general = (good, _RESULT) if good else (bad, _RISK)
        return _named(dataset, alone[0], general) if alone else "There are no numbers yet"
    result, risk = good[0], bad[0]
    people = "" if brief else PEOPLE
    results = [_answer(result, did, people) for did in (_did(dataset, result), _RESULT) if did]
    risks = [_answer(risk, did, _RISK_OF.get(tie, "")) for did in (_did(dataset, risk), _RISK) if did]
    # In plain words as far as there is room: the name of each stands with its number below.
    said = [f"{one} {other}" for one in results for other in risks]
    room = min(_MOST, lines(f"{results[0]} {risks[-1]}", HEADING))
    fit = (
        [one for one in said if len(one) <= _ONE_LINE]
        if brief
        else [one for one in said if lines(one, HEADING) <= room]
    )
    return next(iter(fit), said[-1])


def _named(dataset: Dataset, measure: Measure, general: str) -> str:
    """A number that stands alone: with its name, where the words do not say what it is."""
    did = _did(dataset, measure)
    said = _answer(measure, did or general, PEOPLE)
    named = f"{said.removesuffix('.')}: {measure.name}."
    return said if did or lines(named, HEADING) > _MOST else named


def _answer(measure: Measure, did: str, who: str) -> str:
    """How many of `who` did what. A percentage without its number of people is no answer."""
    if measure.kind in _NO_COUNT:
        if measure.n is None:
            return f"{_NO_COUNT[measure.kind]}; of how many is not stated."
        return f"{measure.sentence.partition(' (')[0]}."
    counted, estimated = measure.count, ""
    if counted is None and measure.percent is not None and measure.n is not None:
        counted = f"{measure.value} of {measure.n}"
        estimated = "An estimated" if measure.kind == "rate-at-time" else ""
    if counted is None:
        return f"How many {did} is not stated."
    who = who if measure.unit == PEOPLE else measure.unit
    return f"{' '.join(word for word in (estimated, counted, who, did) if word)}."


def _did(dataset: Dataset, measure: Measure) -> str | None:
    """What these people did, and when that was asked; None where only the name of the number says it."""
    for outcome in dataset.outcomes(measure.therapy_id):
        if outcome.fact_id == measure.fact_id:
            did, when = DID.get(outcome.endpoint), outcome.timepoint_months
            return f"{did} at {wording.months(when)}" if did and when and outcome.kind == "rate-at-time" else did
    harms = dataset.safety(measure.therapy_id)
    return next((DID.get(harm.event) for harm in harms if harm.fact_id == measure.fact_id), None)


def time_heading(measure: Measure) -> str:
    """A result about time in two lines at most; its range and what is not stated stand below, in the whole sentence."""
    said = _BELOW.sub("", measure.sentence).rstrip(".")
    if said.startswith(_NOT_REACHED):
        among = "the" if measure.n is None else str(measure.n)
        said = said.removeprefix(_NOT_REACHED).partition(", ")[0].replace("the people", f"{among} people")
    said = f"{measure.name}: {said[0].lower()}{said[1:]}"
    return said if lines(said, HEADING) <= _MOST else said.removesuffix(" (estimate)")


def ladder_heading(ladder: Ladder) -> str:
    """The steps in two lines; a result with a long name is left to its row."""
    said = ladder.heading.rstrip(".").split(". ")
    while len(said) > 1 and lines(". ".join(said), HEADING) > _MOST:
        said.pop()
    return ". ".join(said)
