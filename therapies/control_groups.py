"""The comparison group that stands beside a number (honesty.md, rule 10).

Not here: whether a study had one at all (`therapies.study_design`), and its sentences (`therapies.sentences`).
"""

from dataclasses import dataclass

from therapies import sentences
from therapies.dataset import Dataset
from therapies.facts import Outcome, SafetyFact

RANGE_ORIGIN = {
    "printed": "95% range, as printed by the source",
    "computed": "95% range, computed from the counts (exact, Clopper-Pearson)",
}


@dataclass(frozen=True, slots=True)
class Control:
    """The comparison group beside a number: who, which `people` of it, how it did, how it was made.

    What is not stated is None.

    `percent`, `low` and `high` are shares of people (0 to 100); `range_origin` says where the range comes from.
    """

    arm: str
    people: str
    sentence: str
    compared: str
    responders: int | None
    n: int | None
    percent: float | None
    low: float | None
    high: float | None
    range_origin: str | None

    @property
    def group(self) -> str:
        """Who they are, and which of them were counted."""
        return f"{self.arm} ({self.people})"


def result_control(dataset: Dataset, outcome: Outcome) -> Control | None:
    """The comparison group of a result, where the record has one."""
    if outcome.control_type is None or outcome.control_arm is None:
        return None
    result = sentences.control_result(outcome)
    return Control(
        arm=outcome.control_arm,
        people=sentences.control_people(outcome),
        sentence=f"{result[0].upper()}{result[1:]}.",
        compared=sentences.outcome_compared_with(dataset, outcome),
        responders=outcome.control_responders,
        n=outcome.control_n,
        percent=sentences.percent_of(outcome.control_responders, outcome.control_n, outcome.control_percent),
        low=outcome.control_ci_low,
        high=outcome.control_ci_high,
        range_origin=RANGE_ORIGIN.get(outcome.control_ci_origin or ""),
    )


def harm_control(fact: SafetyFact) -> Control | None:
    """The comparison group of a harm, where the record has one."""
    if fact.control_arm is None:
        return None
    said = sentences.share_sentence(fact.control_n_affected, fact.control_n, fact.control_percent, None)
    percent = sentences.percent_of(fact.control_n_affected, fact.control_n, fact.control_percent)
    return Control(
        arm=fact.control_arm,
        people=sentences.CONTROL_PEOPLE_NOT_STATED,
        sentence=said,
        compared=f"Compared with {fact.control_arm}.",
        responders=fact.control_n_affected,
        n=fact.control_n,
        percent=percent,
        low=None,
        high=None,
        range_origin=None,
    )
