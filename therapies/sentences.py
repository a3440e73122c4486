"""A number said in one piece: count, share, range and comparison, so that none stands without the others.

Not here: which people, evidence and caveats belong to it (`therapies.measures`).
"""

from therapies import wording
from therapies.dataset import Dataset
from therapies.facts import Outcome, SafetyFact
from therapies.study_design import HarmBeside, harm_beside, has_no_comparison

NO_COMPARISON = "No comparison group."
# Harms are often reported without a word on the other group, so that its absence is one of the record alone.
NONE_IN_RECORD = "No comparison group in our data."
_NOT_YET_ENDED = "for more than half of the people it had not yet ended"
OTHER_GROUP_MISSING = "The study had a comparison group; its result is not stated in our data."
OTHER_HARM_MISSING = "The study had a comparison group; how many had it there is not in our data."
SAME_PEOPLE_ONLY = "No comparison group of other people in our data."
OUTSIDE_HARM_MISSING = (
    "Results were compared with people outside of the study; how many of them had it is not in our data."
)
_HARM_ALONE: dict[HarmBeside, str] = {
    "own-group": OTHER_HARM_MISSING,
    "outside-people": OUTSIDE_HARM_MISSING,
    "same-people": SAME_PEOPLE_ONLY,
    "nobody": NO_COMPARISON,
    "no-result": NONE_IN_RECORD,
}
CONTROL_PEOPLE_NOT_STATED = "not stated which of them"
_SAME_PEOPLE = ("before-and-after", "same-person")
_NO_DIFFERENCE = {
    "hazard-ratio": "; 1 means no difference",
    "odds-ratio": "; 1 means no difference",
    "risk-difference": "; 0 means no difference",
}
_CONTROL_RANGE = {"printed": "as printed", "computed": "computed"}
COUNT_NOT_STATED = "out of how many people: not stated"


def percent_of(affected: int | None, n: int | None, printed: float | None) -> float | None:
    """The share in percent: from the counts where both are known, else as printed."""
    return 100 * affected / n if affected is not None and n else printed


def count(affected: int | None, n: int | None) -> str | None:
    """10 of 11; None where either is not stated."""
    return f"{affected} of {n}" if affected is not None and n is not None else None


def outcome_value(outcome: Outcome) -> str:
    """The value alone: 91%, 9.1 months, not reached. Never to be shown without its sentence."""
    if outcome.kind == "duration":
        if outcome.months is not None:
            return wording.months(outcome.months)
        if outcome.days is not None:
            return f"{outcome.days:.0f} days"
        return "not reached" if outcome.reached is False else wording.NOT_STATED
    if outcome.kind == "change":
        change = outcome.change_percent
        return wording.NOT_STATED if change is None else f"{wording.plain_number(change)}% on average"
    percent = percent_of(outcome.responders, outcome.n, outcome.percent)
    return wording.NOT_STATED if percent is None else wording.whole_percent(percent)


def outcome_range(outcome: Outcome) -> str | None:
    """The 95% range in the unit of the value."""
    low, high = outcome.ci_low, outcome.ci_high
    if outcome.kind == "duration":
        return wording.value_range(low, high) if outcome.days is not None else wording.months_range(low, high)
    return wording.percent_range(low, high) or wording.value_range(low, high)


def outcome_sentence(outcome: Outcome, survival: bool = False) -> str:
    """A result in one sentence: n of N, share, range; or median, among how many. `survival`: about staying alive."""
    value, range_ = outcome_value(outcome), outcome_range(outcome)
    ranged = f" (95% range {range_ or wording.NOT_STATED})"
    if outcome.kind == "duration":
        if value == "not reached":
            reason = "more than half of the people were still alive" if survival else _NOT_YET_ENDED
            return f"Median not reached: {reason}{_among(outcome.n, outcome.unit)}{ranged}."
        return f"Median {value}{_among(outcome.n, outcome.unit)}{ranged}."
    if outcome.kind == "change":
        change = value.removesuffix(" on average")
        return f"Average change {change}{_among(outcome.n, outcome.unit)}{ranged}. This is not a share of people."
    when = f" at {wording.months(outcome.timepoint_months)}" if outcome.timepoint_months is not None else ""
    share = share_sentence(outcome.responders, outcome.n, outcome.percent, range_, outcome.unit)
    counted = count(outcome.responders, outcome.n)
    estimate = " (estimate)" if outcome.kind == "rate-at-time" and counted is None else ""
    return f"{share.removesuffix('.')}{when}{estimate}."


def share_sentence(
    affected: int | None, n: int | None, printed: float | None, range_: str | None, unit: str = "people"
) -> str:
    """A share in one sentence, with what is missing said: "10 of 11 people (91%; 95% range 59 to 99.8)."."""
    percent = percent_of(affected, n, printed)
    ranged = f"; 95% range {range_ or wording.NOT_STATED}"
    no_count = f"count not stated{ranged}" if range_ else "count and 95% range not stated"
    counted = count(affected, n)
    if counted and percent is not None and n is not None:
        noun = wording.people(n, unit).split(" ", 1)[1]
        return f"{counted} {noun} ({wording.whole_percent(percent)}{ranged})."
    if percent is not None and n is not None:
        return f"{wording.whole_percent(percent)} of {wording.people(n, unit)} ({no_count})."
    if percent is not None:
        return f"{wording.whole_percent(percent)} ({COUNT_NOT_STATED}{ranged})."
    if affected is not None:
        return f"{wording.people(affected, unit)} ({COUNT_NOT_STATED})."
    if n is not None:
        return f"No number given (among {wording.people(n, unit)})."
    return "No number given."


def _among(n: int | None, unit: str = "people") -> str:
    return f", among {wording.people(n, unit)}" if n is not None else ", number of people: not stated"


def outcome_comparison(dataset: Dataset, outcome: Outcome) -> str:
    """What the comparison group got and how it did, and the effect as printed; or "No comparison group."."""
    if outcome.control_type is None:
        return NO_COMPARISON if has_no_comparison(dataset, outcome) else OTHER_GROUP_MISSING
    kind = dataset.title("comparison_type", outcome.control_type)
    effect = _effect(dataset, outcome)
    group = f"{outcome.control_arm} ({kind}; counted: {control_people(outcome)})"
    return f"Compared with {group}: {control_result(outcome)}.{effect}"


def outcome_compared_with(dataset: Dataset, outcome: Outcome) -> str:
    """The same without the other group's result, for a recorded group whose result stands beside it."""
    kind = dataset.title("comparison_type", outcome.control_type)
    return f"Compared with {outcome.control_arm} ({kind}).{_effect(dataset, outcome)}"


def control_people(outcome: Outcome) -> str:
    """Which people of the comparison group were counted, in a word or two (honesty.md, rule 1)."""
    if outcome.control_type in _SAME_PEOPLE:
        return "the same people"
    everyone = outcome.analysis_set == "randomised" and outcome.control_type == "randomised"
    return "randomised" if everyone else CONTROL_PEOPLE_NOT_STATED


def control_result(outcome: Outcome) -> str:
    """How the comparison group did, in one sentence without its full stop."""
    n = outcome.control_n
    if outcome.kind == "duration":
        if outcome.control_months is None:
            return "no number given"
        ranged = _with_origin(wording.months_range(outcome.control_ci_low, outcome.control_ci_high), outcome)
        return f"median {wording.months(outcome.control_months)}{_among(n)} (95% range {ranged or wording.NOT_STATED})"
    if outcome.control_change_percent is not None:
        return f"average change {wording.plain_number(outcome.control_change_percent)}%{_among(n)}"
    ranged = _with_origin(wording.percent_range(outcome.control_ci_low, outcome.control_ci_high), outcome)
    said = share_sentence(outcome.control_responders, n, outcome.control_percent, ranged, outcome.unit)
    return said[0].lower() + said[1:].removesuffix(".")


def _with_origin(range_: str | None, outcome: Outcome) -> str | None:
    """The range of a comparison group and where it comes from, which stands nowhere else."""
    return range_ and f"{range_}, {_CONTROL_RANGE[outcome.control_ci_origin or 'printed']}"


def _effect(dataset: Dataset, outcome: Outcome) -> str:
    if outcome.effect_measure is None or outcome.effect_value is None:
        return ""
    ranged = wording.value_range(outcome.effect_ci_low, outcome.effect_ci_high)
    name = dataset.title("effect_measure", outcome.effect_measure)
    same = _NO_DIFFERENCE.get(outcome.effect_measure, "")
    return f" {name} {wording.plain_number(outcome.effect_value)} (95% range {ranged or wording.NOT_STATED}{same})."


def safety_comparison(dataset: Dataset, fact: SafetyFact) -> str:
    """How many of the comparison group had the harm; or that its number or the group is missing."""
    if fact.control_arm is None:
        return _HARM_ALONE[harm_beside(dataset, fact)]
    said = share_sentence(fact.control_n_affected, fact.control_n, fact.control_percent, None)
    return f"Compared with {fact.control_arm} (counted: {CONTROL_PEOPLE_NOT_STATED}): {said[0].lower()}{said[1:]}"
