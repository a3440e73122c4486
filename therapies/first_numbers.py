"""The numbers that stand first on a therapy's page: headline results of one use, with risks of the same size beside.

Which risks: from the same study before others, then those with a count, then in the fixed order of the vocabulary,
and deaths always where any are recorded. Never by how many had it, so that none is chosen for being small.
"""

from dataclasses import dataclass

from therapies import wording
from therapies.dataset import Dataset
from therapies.measures import Measure
from therapies.uses import Use

_DEATHS = ("treatment-related-death", "death-not-from-disease", "death-any-cause")
_FIRST_RISKS = 2


@dataclass(frozen=True, slots=True)
class FirstNumbers:
    """`before` must be read before the results, `after` with them. What else there is: `more_...`, None where no more.

    `no_more_...` says so then. `use` is None where no use is recorded.
    """

    use: str | None
    before: tuple[str, ...]
    results: tuple[Measure, ...]
    more_results: str | None
    no_more_results: str
    risks: tuple[Measure, ...]
    more_risks: str | None
    no_more_risks: str
    after: tuple[str, ...]


def first_numbers(
    dataset: Dataset, therapy_id: str, its_uses: tuple[Use, ...], risks: tuple[Measure, ...]
) -> FirstNumbers:
    """The first numbers of a therapy: of its first use that has headline results, else of no use."""
    use = next((use for use in its_uses if use.headline), its_uses[0] if its_uses else None)
    headline = use.headline if use else ()
    caveats = tuple(dict.fromkeys(caveat for measure in headline for caveat in measure.caveats))
    chosen = _first_risks(dataset, therapy_id, headline, risks)
    results = len(dataset.outcomes(therapy_id))
    return FirstNumbers(
        use=use.for_whom if use else None,
        before=tuple(caveat for caveat in caveats if caveat == wording.FIRST_STUDY),
        results=headline,
        more_results=_more(results - len(headline), "result"),
        no_more_results=_no_more(results, "result"),
        risks=chosen,
        more_risks=_more(len(risks) - len(chosen), "risk"),
        no_more_risks=_no_more(len(risks), "risk"),
        after=tuple(caveat for caveat in caveats if caveat != wording.FIRST_STUDY),
    )


def _more(hidden: int, noun: str) -> str | None:
    return f"{hidden} more {noun}{'' if hidden == 1 else 's'} below" if hidden else None


def _no_more(total: int, noun: str) -> str:
    if total:
        return f"The record has no other {noun}."
    return f"The record has no {noun}s. That does not mean that there are none."


def _first_risks(
    dataset: Dataset, therapy_id: str, results: tuple[Measure, ...], risks: tuple[Measure, ...]
) -> tuple[Measure, ...]:
    shown = {measure.fact_id for measure in results}
    studies = {outcome.trial for outcome in dataset.outcomes(therapy_id) if outcome.fact_id in shown and outcome.trial}
    events = {fact.fact_id: fact.event for fact in dataset.safety(therapy_id)}

    def place(measure: Measure) -> tuple[bool, bool, int]:
        position = dataset.word("safety_event", events[measure.fact_id]).position
        return measure.trial not in studies, measure.count is None, position

    ordered = sorted(risks, key=place)
    deaths = [measure for measure in ordered if events[measure.fact_id] in _DEATHS][:1]
    others = [measure for measure in ordered if measure not in deaths][:_FIRST_RISKS]
    return (*others, *deaths)
