"""Which result stands beside which risk on a screen of the call: no benefit is ever shown without a risk that is known.

The order is that of the record, never that of the outcomes. A pair that counts the same number of people, so that it
can be drawn, comes before one that cannot (honesty.md, rules 4, 10 and 11). What went wrong (died, relapsed, never got
the cells) is no benefit, and stands on the side of the risks. Beside a result stands the risk whose people are nearest
to its own. A risk that the record ties to another use stands there only where its use has none, and then the screen
says so; so it does of another study or group. Not here: the screens about time (`therapies.call_lasting`), and whose
the people of a risk are (`therapies.harm_uses`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from therapies.call_numbers import Number
from therapies.dataset import Dataset
from therapies.first_numbers import DEATHS, first_risks
from therapies.harm_uses import Tie, harm_uses
from therapies.icons import Icons, icons
from therapies.measures import Measure
from therapies.pictures import control_icons
from therapies.profile import Profile
from therapies.uses import Use

_OF_FIRST_USE, _OF_OTHER_USES = 4, 2
_SHARES = ("proportion", "rate-at-time")
# How long it lasted has screens of its own.
_ON_SCREEN = (*_SHARES, "change")
_FAR = True, Tie.OTHER_DISEASE


@dataclass(frozen=True, slots=True)
class Pair:
    """A result and a risk, each with its people as icons where both can be drawn; None for a side without a number.

    `whose` says that the people of the risk are others than those of the use, `tie` how they stand to it.
    """

    use: str
    good: Number | None
    bad: Number | None
    whose: str = ""
    tie: Tie = Tie.SAME_STUDY


def pairs(dataset: Dataset, profile: Profile) -> tuple[Pair, ...]:
    """The pairs of a therapy, use by use; one empty pair where the record has no number at all."""
    endpoints = {outcome.fact_id: outcome.endpoint for outcome in dataset.outcomes(profile.id)}
    uses = [use for use in profile.uses if use.headline] or [u for u in profile.uses if u.others][:1]
    uses = uses or list(profile.uses[:1])
    deaths = {fact.fact_id for fact in dataset.safety(profile.id) if fact.event in DEATHS}
    risks = [_Risks(dataset, profile, use) for use in uses]
    titles = [use.title if len(uses) > 1 else "" for use in uses]
    made: list[Pair] = []
    for use, of_use, title in zip(uses, risks, titles, strict=True):
        every = (*use.headline, *_others(use))
        numbers = [m for m in every if m.kind in _ON_SCREEN] or every
        wrong = [m for m in numbers if m.kind in _SHARES and _went_wrong(dataset, endpoints[m.fact_id])]
        good = [m for m in numbers if m not in wrong]
        first = use is uses[0]
        kept = good[: max(_OF_FIRST_USE, len(use.headline))] if first else [m for m in good if m.headline]
        beside = [*of_use.first, *(m for m in wrong if first or m.headline), *of_use.rest]
        made += [of_use.told(pair) for pair in of_use.matched(title, kept if first else kept[:_OF_OTHER_USES], beside)]
    shown = {pair.bad[0].fact_id for pair in made if pair.bad}
    died = [m for of_use in risks for m in of_use.first if m.fact_id in deaths]
    for measure in dict.fromkeys((*_recorded(profile, profile.first.risks), *died)):
        if measure.fact_id not in shown:
            place = next((place for place, of_use in enumerate(risks) if of_use.tie(measure).own), None)
            title = "" if place is None else titles[place]
            made.append(risks[place or 0].told(Pair(title, None, _alone(measure))))
    return tuple(made) or (Pair("", None, None),)


class _Risks:
    """The risks that may stand beside the results of one use: its own; others where it has none."""

    def __init__(self, dataset: Dataset, profile: Profile, use: Use) -> None:
        self._use, self._whose = use, harm_uses(dataset, profile.id)
        self._all = {measure.fact_id for measure in profile.risks}
        own = [measure for measure in profile.risks if self.tie(measure).own]
        open_to_all = [measure for measure in profile.risks if not self.tie(measure).other]
        allowed = sorted(own or open_to_all or profile.risks, key=self.tie)
        first = _recorded(profile, first_risks(dataset, profile.id, use, profile.risks))
        self.first = [measure for measure in first if measure in allowed]
        self.rest = [measure for measure in allowed if measure not in first]

    def tie(self, measure: Measure) -> Tie:
        """How a risk stands to the use."""
        return self._whose.tie(measure.fact_id, self._use.fact_id)

    def matched(self, title: str, goods: Sequence[Measure], risks: Sequence[Measure]) -> list[Pair]:
        """First the results that a risk of the same people was counted among as many people as; then the others, each
        with the risk whose people are nearest to its own.
        """
        free = list({risk.fact_id: risk for risk in risks}.values())
        drawn: list[Pair] = []
        others: list[Measure] = []
        for good in goods:
            match = next((r for r in free if _same_total(good, r) and not self._nearness(good, r)[1].apart), None)
            if match is None:
                others.append(good)
                continue
            free.remove(match)
            drawn.append(Pair(title, _alone(good), _alone(match)))
        beside: dict[str, Measure] = {}
        # A risk of the very people of one result is not given away to another.
        for good in sorted(others, key=lambda one: min((self._nearness(one, risk) for risk in free), default=_FAR)):
            if free:
                beside[good.fact_id] = min(free, key=partial(self._nearness, good))
                free.remove(beside[good.fact_id])
        bare = [good for good in others if good.fact_id in beside]
        again = [good for good in others if good.fact_id not in beside]
        drawn += [Pair(title, (good, None, None), (beside[good.fact_id], None, None)) for good in bare]
        # A risk may stand on two screens: better twice than a benefit without any.
        return drawn + [Pair(title, *self._beside(good, risks)) for good in again]

    def _beside(self, good: Measure, risks: Sequence[Measure]) -> tuple[Number, Number | None]:
        if not risks:
            return _alone(good), None
        nearest = min(risks, key=partial(self._nearness, good))
        alike = [risk for risk in risks if self._nearness(good, risk) == self._nearness(good, nearest)]
        match = next((risk for risk in alike if _same_total(good, risk)), None)
        return (_alone(good), _alone(match)) if match else ((good, None, None), (nearest, None, None))

    def _nearness(self, good: Measure, risk: Measure) -> tuple[bool, Tie]:
        """What went wrong is a result too, of this use."""
        if risk.fact_id not in self._all:
            return False, Tie.SAME_DISEASE
        return self._whose.nearness(risk.fact_id, self._use.fact_id, good.fact_id)

    def told(self, pair: Pair) -> Pair:
        """The same pair, which says whose risk it is. A result that went wrong is always of its use."""
        if pair.bad is None or pair.bad[0].fact_id not in self._all:
            return pair
        measure, result = pair.bad[0], pair.good[0].fact_id if pair.good else ""
        tie = self._whose.tie(measure.fact_id, self._use.fact_id, result)
        whose = self._whose.said(measure.fact_id, self._use.fact_id, result)
        if tie.apart and pair.good:
            # Drawn side by side, two groups of people would look like one.
            return Pair(pair.use, (pair.good[0], None, None), (measure, None, None), whose, tie)
        return replace(pair, whose=whose, tie=tie)


def _others(use: Use) -> Sequence[Measure]:
    return [measure for group in use.others for measure in group.measures]


def _recorded(profile: Profile, risks: Sequence[Measure]) -> list[Measure]:
    """As recorded: what the page says of their people is said of the results that stand beside them there."""
    recorded = {measure.fact_id: measure for measure in profile.risks}
    return [recorded[measure.fact_id] for measure in risks]


def _went_wrong(dataset: Dataset, endpoint: str) -> bool:
    return dataset.word("endpoint", endpoint).direction == "lower-is-benefit"


def _same_total(one: Measure, other: Measure) -> bool:
    first, second = icons(one), icons(other)
    return first is not None and second is not None and first.total == second.total


def _alone(measure: Measure) -> Number:
    drawing: Icons | None = icons(measure)
    return measure, drawing, control_icons(measure, str(drawing.total)) if drawing else None
