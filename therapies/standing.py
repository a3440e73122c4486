"""Where one therapy stands: not approved, or approved where, for whom, in which way and on what evidence.

"Approved" never stands alone (honesty.md, rule 9). What the record leaves out about an approval is said to be missing.
Not here: every step with a regulator (`therapies.journey`).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from therapies import wording
from therapies.dataset import Dataset
from therapies.evidence import Passport, is_overdue, passport, uses_checked
from therapies.facts import Indication, RegulatoryEvent, Word
from therapies.measures import Measure
from therapies.overdue_marks import checked_on, marks, when_checked
from therapies.places import place
from therapies.regulatory_events import WAYS
from therapies.stages import furthest_stage

_NO_RESULTS = "This record holds no results for this use"
_NO_STEP = "the step itself, its date and its kind are not stated"


@dataclass(frozen=True, slots=True)
class Approval:
    """An approved use: for whom, by place how and when, and what kind of results this record holds for it.

    `in_short` says all of it in few words. `passports`: where the newest step of each place was read.
    """

    fact_id: str
    for_whom: str
    places: tuple[tuple[str, str], ...]
    evidence: str
    in_short: str
    checked: str
    overdue: bool
    passports: tuple[Passport, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The state in one line, what it means, the furthest stage (None where no use is recorded), every approved use.

    `passports`: where the newest step of each approval was read, and when each use was checked.
    """

    approved: bool
    line: str
    meaning: str
    stage: Word | None
    approvals: tuple[Approval, ...]
    passports: tuple[Passport, ...]

    @property
    def said(self) -> str:
        """The line; where something of it is overdue, as what was true when it was last checked."""
        return when_checked(self.line, self.passports)

    @property
    def checked(self) -> str:
        """When it was checked where no approved use says that of itself; "" for what the marks say."""
        return "" if self.approvals else checked_on(self.passports)

    @property
    def marks(self) -> tuple[str, ...]:
        """What of it is overdue; nothing where nothing is."""
        return marks(self.passports)


def standing(dataset: Dataset, therapy_id: str, results: Sequence[Measure], today: date) -> Standing:
    """Where a therapy stands. `results`: its reported results."""
    uses = dataset.indications(therapy_id)
    stage = furthest_stage(dataset, (use.stage for use in uses))
    approved = [use for use in uses if use.stage == "approved"]
    if approved:
        line = f"Approved for some people: {_where(approved)}"
        meaning = f"{_how_many(len(approved), len(uses))} We know of no approval for other uses or places."
    elif stage is None:
        line = "Not approved, as far as we know"
        meaning = f"Our data name no use. {_past(dataset, therapy_id)}"
    else:
        furthest = "" if all(use.stage == stage.code for use in uses) else "Furthest stage: "
        line = f"Not approved. {furthest}{stage.title}"
        meaning = f"{stage.plain} {_past(dataset, therapy_id)}"
    approvals = tuple(_approval(dataset, use, results, today) for use in approved)
    steps = (one for approval in approvals for one in approval.passports)
    return Standing(
        approved=bool(approved),
        line=line,
        meaning=meaning,
        stage=stage,
        approvals=approvals,
        passports=(*steps, *uses_checked(dataset, therapy_id, today)),
    )


def _where(approved: Sequence[Indication]) -> str:
    """Each place with its own number of uses: one place's approvals must not be read as another's."""
    counts = Counter(place(code) for use in approved for code in use.countries)
    counts[f"place {wording.NOT_STATED}"] = sum(not use.countries for use in approved)
    return ", ".join(f"{name} ({count} {'use' if count == 1 else 'uses'})" for name, count in counts.items() if count)


def _how_many(approved: int, uses: int) -> str:
    if uses == 1:
        return "The record lists 1 use."
    return f"Of the {uses} uses listed here, {approved} {'is' if approved == 1 else 'are'} approved somewhere."


def _past(dataset: Dataset, therapy_id: str) -> str:
    if not any(_grants(dataset, event) for event in dataset.events(therapy_id)):
        return "We know of no approval anywhere."
    return "It has been approved before; no use listed here is approved now. See the steps with regulators."


def _grants(dataset: Dataset, event: RegulatoryEvent) -> bool:
    return dataset.word("regulatory_event", event.event).grants_approval


def _approval(dataset: Dataset, use: Indication, results: Sequence[Measure], today: date) -> Approval:
    steps_of = [granted(dataset, use, code) for code in use.countries]
    late = is_overdue(use.due_on, today)
    overdue = f"overdue for a check since {wording.day(use.due_on)}, last " if late else ""
    return Approval(
        fact_id=use.fact_id,
        for_whom=use.population,
        places=tuple(
            (place(code), _how(dataset, steps, today)) for code, steps in zip(use.countries, steps_of, strict=True)
        ),
        evidence=_evidence(dataset, use, results),
        in_short=_in_short(dataset, use, steps_of, results),
        checked=f"{overdue}checked {wording.day(use.checked_on)}",
        overdue=late,
        passports=tuple(passport(dataset, steps[-1], today) for steps in steps_of if steps),
    )


def _in_short(
    dataset: Dataset, use: Indication, steps_of: Sequence[Sequence[RegulatoryEvent]], results: Sequence[Measure]
) -> str:
    where = (
        f"{place(code)}: {'; '.join(_kind_and_day(dataset, one) for one in steps) or _NO_STEP}."
        for code, steps in zip(use.countries, steps_of, strict=True)
    )
    shown = _first_results(dataset, use, results)
    evidence = f"Results held here: {_designs(shown)}." if shown else "No results are held here for it."
    return " ".join((f"{use.population.removesuffix('.')}.", *where, evidence))


def granted(dataset: Dataset, use: Indication, region: str) -> list[RegulatoryEvent]:
    """Each step that let it be sold there for this use, oldest first."""
    events = [
        event
        for event in dataset.events(use.therapy_id)
        if _grants(dataset, event)
        and dataset.word("agency", event.agency).region == region
        and event.indication_id in (use.id, None)
    ]
    return sorted(events, key=lambda event: event.date_start or date.max)


def _how(dataset: Dataset, steps: Sequence[RegulatoryEvent], today: date) -> str:
    """The steps, each with the kind of approval as recorded."""
    if not steps:
        return f"approved, by our data about the use; {_NO_STEP}"
    return "; ".join(_step(dataset, event, today) for event in steps)


def _step(dataset: Dataset, event: RegulatoryEvent, today: date) -> str:
    kind, _, day = _kind_and_day(dataset, event).rpartition(", ")
    many = ", a step about several uses" if event.indication_id is None else ""
    old = ", overdue for a check" if passport(dataset, event, today).overdue else ""
    return f"{kind}, {dataset.title('agency', event.agency)}, {day}{many}{old}"


def _kind_and_day(dataset: Dataset, event: RegulatoryEvent) -> str:
    way = WAYS.get(event.event)
    kind = f" ({way})" if way else ""
    return f"{dataset.title('regulatory_event', event.event)}{kind}, {wording.printed_date(event.date)}"


def _evidence(dataset: Dataset, use: Indication, results: Sequence[Measure]) -> str:
    first = _first_results(dataset, use, results)
    if not first:
        return f"{_NO_RESULTS}; see the source of the step."
    found = {outcome.fact_id: outcome.endpoint for outcome in dataset.outcomes(use.therapy_id)}
    endpoints = wording.listing(tuple(dict.fromkeys(dataset.title("endpoint", found[m.fact_id]) for m in first)))
    return f"Results held here for this use: {_designs(first)} ({endpoints})."


def _first_results(dataset: Dataset, use: Indication, results: Sequence[Measure]) -> list[Measure]:
    """The headline results of a use, else all of them."""
    ids = {outcome.fact_id for outcome in dataset.outcomes(use.therapy_id) if outcome.indication_id == use.id}
    of_use = [measure for measure in results if measure.fact_id in ids]
    return [measure for measure in of_use if measure.headline] or of_use


def _designs(results: Sequence[Measure]) -> str:
    return wording.listing(tuple(dict.fromkeys(measure.design for measure in results)))
