"""Which result stands beside which risk on a screen of the call: no benefit is ever shown without a risk that is known.

The order is that of the record, never that of the outcomes. A pair that counts the same number of people, so that it
can be drawn, comes before one that cannot (honesty.md, rules 4, 10 and 11). What went wrong (died, relapsed, never got
the cells) is no benefit, and stands on the side of the risks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from therapies.call_numbers import Number
from therapies.dataset import Dataset
from therapies.icons import Icons, icons
from therapies.measures import Measure
from therapies.pictures import control_icons
from therapies.profile import Profile
from therapies.uses import Use

_OF_FIRST_USE, _OF_OTHER_USES = 4, 2


@dataclass(frozen=True, slots=True)
class Pair:
    """A result and a risk, each with its people as icons where both can be drawn; None for a side without a number."""

    use: str
    good: Number | None
    bad: Number | None


def pairs(dataset: Dataset, profile: Profile) -> tuple[Pair, ...]:
    """The pairs of a therapy, use by use; one empty pair where the record has no number at all."""
    endpoints = {outcome.fact_id: outcome.endpoint for outcome in dataset.outcomes(profile.id)}
    uses = [use for use in profile.uses if use.headline] or list(profile.uses[:1])
    made: list[Pair] = []
    for place, use in enumerate(uses):
        shares = [m for m in (*use.headline, *_others(use)) if m.kind in ("proportion", "rate-at-time")]
        wrong = [m for m in shares if _went_wrong(dataset, endpoints[m.fact_id])]
        good = [m for m in shares if m not in wrong]
        first = place == 0
        kept = good[: max(_OF_FIRST_USE, len(use.headline))] if first else [m for m in good if m.headline]
        risks = [*_first_risks(profile), *(m for m in wrong if first or m.headline), *_rest(profile)]
        made += _matched(use.title if len(uses) > 1 else "", kept if first else kept[:_OF_OTHER_USES], risks)
    shown = {pair.bad[0].fact_id for pair in made if pair.bad}
    left = [m for m in _first_risks(profile) if m.fact_id not in shown]
    made += [Pair("", None, _alone(measure)) for measure in left]
    return tuple(made) or (Pair("", None, None),)


def _others(use: Use) -> Sequence[Measure]:
    return [measure for group in use.others for measure in group.measures]


def _first_risks(profile: Profile) -> list[Measure]:
    """As recorded: what the page says of their people is said of the results that stand beside them there."""
    recorded = {measure.fact_id: measure for measure in profile.risks}
    return [recorded[measure.fact_id] for measure in profile.first.risks]


def _rest(profile: Profile) -> list[Measure]:
    first = {measure.fact_id for measure in profile.first.risks}
    return [measure for measure in profile.risks if measure.fact_id not in first]


def _went_wrong(dataset: Dataset, endpoint: str) -> bool:
    return dataset.word("endpoint", endpoint).direction == "lower-is-benefit"


def _matched(use: str, goods: Sequence[Measure], risks: Sequence[Measure]) -> list[Pair]:
    """First the results that some risk was counted among as many people as; then the others, each with a risk too."""
    free = list({risk.fact_id: risk for risk in risks}.values())
    drawn: list[Pair] = []
    others: list[Measure] = []
    for good in goods:
        match = next((risk for risk in free if _same_total(good, risk)), None)
        if match is None:
            others.append(good)
            continue
        free.remove(match)
        drawn.append(Pair(use, _alone(good), _alone(match)))
    bare = [Pair(use, (good, None, None), (free.pop(0), None, None)) for good in others[: len(free)]]
    again = others[len(bare) :]
    # A risk may stand on two screens: better twice than a benefit without any.
    bare += [Pair(use, *_beside(good, risks)) for good in again]
    return drawn + bare


def _beside(good: Measure, risks: Sequence[Measure]) -> tuple[Number, Number | None]:
    if not risks:
        return _alone(good), None
    match = next((risk for risk in risks if _same_total(good, risk)), None)
    return (_alone(good), _alone(match)) if match else ((good, None, None), (risks[0], None, None))


def _same_total(one: Measure, other: Measure) -> bool:
    first, second = icons(one), icons(other)
    return first is not None and second is not None and first.total == second.total


def _alone(measure: Measure) -> Number:
    drawing: Icons | None = icons(measure)
    return measure, drawing, control_icons(measure, str(drawing.total)) if drawing else None
