"""One therapy as a line of the list: what it is, how far it has come and where, its first result, its open trials.

The result is the first headline result of the uses that fit the filters, else their first one, as recorded; the risk is
the first one in the vocabulary's order, of the same study before others and with a count before others. Never the best
or the smallest one; how many more there are is said. Here too: the same lines as a table for the download. Not here:
which therapies are listed (`therapies.catalogue`).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from therapies import wording
from therapies.dataset import Dataset
from therapies.facet_values import Faceted, Use, furthest
from therapies.facts import Word
from therapies.kept import kept
from therapies.measures import Measure, outcome_measure, safety_measure
from therapies.open_trials import NOT_STATED, OpenTrials
from therapies.places import places
from therapies.search import SIMILAR, Hit
from therapies.sheet import Sheet, passport_cells, passport_headers
from therapies.standing import standing

NO_RESULT = "No result in our data"
NO_RISK = "No risk in our data, which does not mean that there is none"


@dataclass(frozen=True, slots=True)
class Row:
    """One therapy, worded. `stage` is None where it is not stated; `measure` is None where there is no result."""

    therapy_id: str
    name: str
    full_name: str
    brand: str
    found_by: str | None
    kind: str
    cells: str
    targets: str
    diseases: str
    stage: Word | None
    where: tuple[str, ...]
    approvals: tuple[str, ...]
    other_stages: str | None
    measure: Measure | None
    result: str
    more_results: str | None
    risk_measure: Measure | None
    risk: str
    more_risks: str | None
    trials: OpenTrials
    trials_inside: str | None


def row(
    dataset: Dataset, profile: Faceted, uses: tuple[Use, ...], hit: Hit | None, countries: Collection[str], today: date
) -> Row:
    """The line of a therapy, about the `uses` that fit the filters."""
    therapy = profile.therapy
    stage = furthest(dataset, uses)
    measure, more = _result(dataset, therapy.id, tuple(use.id for use in uses), today)
    risk, more_risks = _risk(dataset, therapy.id, measure.fact_id if measure else None, today)
    return Row(
        therapy_id=therapy.id,
        name=therapy.short_name,
        full_name=therapy.name,
        brand=therapy.brand_name or wording.NOT_STATED,
        found_by=found_by(hit) if hit else None,
        kind=dataset.title("modality", therapy.modality),
        cells=dataset.title("cell_source", therapy.cell_source),
        targets=wording.listing(therapy.targets),
        diseases=wording.listing(list(dict.fromkeys(_disease(dataset, use) for use in uses))),
        stage=None if stage == NOT_STATED else dataset.word("stage", stage),
        where=_where(dataset, uses, stage),
        approvals=_approvals(dataset, therapy.id, uses, today),
        other_stages=_other_stages(dataset, uses, stage),
        measure=measure,
        result=f"{measure.name}: {measure.sentence}" if measure else NO_RESULT,
        more_results=more,
        risk_measure=risk,
        risk=f"{risk.name}: {risk.sentence}" if risk else NO_RISK,
        more_risks=more_risks,
        trials=profile.trials,
        trials_inside=profile.trials.inside(countries),
    )


def sheet(rows: Sequence[Row]) -> Sheet:
    """The lines as a table for the download."""
    headers = (
        *("Therapy", "Full name", "Brand name", "Id", "Kind", "Whose cells", "Targets", "Diseases", "Furthest stage"),
        *(
            "For which disease, where",
            "Approvals",
            "Other stages",
            "Trials",
            "Age of the trial records",
            "Overdue trial records",
        ),
        *_measure_headers("First result", "More results"),
        *_measure_headers("First risk", "More risks"),
    )
    return Sheet("Therapies", headers, tuple(_cells(row) for row in rows))


def _cells(row: Row) -> tuple[str, ...]:
    return (
        *(row.name, row.full_name, row.brand, row.therapy_id, row.kind, row.cells, row.targets, row.diseases),
        *(row.stage.title if row.stage else wording.NOT_STATED, "; ".join(row.where)),
        *(" ".join(row.approvals), row.other_stages or ""),
        *(row.trials.headline, row.trials.records, row.trials.overdue or ""),
        *_measure_cells(row.measure, row.result, row.more_results),
        *_measure_cells(row.risk_measure, row.risk, row.more_risks),
    )


def _measure_headers(first: str, more: str) -> tuple[str, ...]:
    about = ("counted among", "which people", "few people", "design", "comparison", "to be said with it")
    return (first, *(f"{first}: {what.lower()}" for what in (*about, *passport_headers())), more)


def _measure_cells(measure: Measure | None, said: str, more: str | None) -> tuple[str, ...]:
    if measure is None:
        return (said, *[""] * (6 + len(passport_headers())), more or "")
    return (
        *(said, measure.people, measure.cohort, measure.few or "", measure.design, measure.comparison),
        *(" ".join(measure.caveats), *passport_cells(measure.passport), more or ""),
    )


def _disease(dataset: Dataset, use: Use) -> str:
    disease = dataset.diseases.get(use.disease)
    return disease.plain_name if disease else wording.NOT_STATED


def _where(dataset: Dataset, uses: tuple[Use, ...], stage: str) -> tuple[str, ...]:
    """For which disease the stage holds, and where; a stage is never named without it."""
    diseases: dict[str, list[str]] = {}
    for use in uses:
        if use.stage == stage:
            diseases.setdefault(places(use.countries, "country not stated"), []).append(_disease(dataset, use))
    lines = [f"{', '.join(dict.fromkeys(named))}: {where}" for where, named in diseases.items()]
    return tuple(f"{line[0].upper()}{line[1:]}" for line in lines)


def _approvals(dataset: Dataset, therapy_id: str, uses: tuple[Use, ...], today: date) -> tuple[str, ...]:
    """What must stand beside "approved": for whom, where, how, on what, checked when (honesty.md, rules 9 and 15)."""
    fitting = {f"{therapy_id}/indication/{use.id}" for use in uses}
    return tuple(said for fact_id, said in _approvals_of(dataset, therapy_id, today) if fact_id in fitting)


@kept(512)
def _approvals_of(dataset: Dataset, therapy_id: str, today: date) -> tuple[tuple[str, str], ...]:
    results = [outcome_measure(dataset, outcome, today) for outcome in dataset.outcomes(therapy_id)]
    return tuple(
        (
            approval.fact_id,
            f"For: {approval.for_whom}. {'; '.join(f'{where}: {how}' for where, how in approval.places)}. "
            f"{approval.evidence} {approval.checked[0].upper()}{approval.checked[1:]}.",
        )
        for approval in standing(dataset, therapy_id, results, today).approvals
    )


def _other_stages(dataset: Dataset, uses: tuple[Use, ...], stage: str) -> str | None:
    diseases: dict[str, list[str]] = {}
    for use in uses:
        if use.stage not in (stage, NOT_STATED):
            diseases.setdefault(dataset.title("stage", use.stage), []).append(_disease(dataset, use))
    others = [f"{title} ({', '.join(dict.fromkeys(named))})" for title, named in diseases.items()]
    return f"Also: {'; '.join(others)}" if others else None


@kept(2048)
def _result(
    dataset: Dataset, therapy_id: str, uses: tuple[str | None, ...], today: date
) -> tuple[Measure | None, str | None]:
    """The first headline result of these uses, and in words how many results there are besides."""
    results = [outcome for outcome in dataset.outcomes(therapy_id) if outcome.indication_id in uses]
    first = next((outcome for outcome in results if outcome.headline), results[0] if results else None)
    if first is None:
        return None, None
    return outcome_measure(dataset, first, today), _more(len(results) - 1, "result")


@kept(2048)
def _risk(dataset: Dataset, therapy_id: str, beside: str | None, today: date) -> tuple[Measure | None, str | None]:
    """The first risk: of the study of the result `beside` it, with a count, in the vocabulary's order."""
    trials = {outcome.trial for outcome in dataset.outcomes(therapy_id) if outcome.fact_id == beside and outcome.trial}
    risks = dataset.safety(therapy_id)
    first = min(
        risks,
        key=lambda risk: (
            risk.trial not in trials,
            risk.n_affected is None or risk.n is None,
            dataset.word("safety_event", risk.event).position,
        ),
        default=None,
    )
    return (safety_measure(dataset, first, today), _more(len(risks) - 1, "risk")) if first else (None, None)


def _more(count: int, noun: str) -> str | None:
    return f"{count} more {noun}{'' if count == 1 else 's'} on its page." if count else None


def found_by(hit: Hit) -> str:
    """Which words answered the search, and of what kind they are."""
    words = ", ".join(f"{match.kind} “{match.word}”" for match in hit.matches)
    return f"Almost the same: {words}" if hit.closeness == SIMILAR else f"Found by {words}"


def not_looked_for(hits: Collection[Hit]) -> str | None:
    """What was typed and not looked for, said once for all that was found; None where every word counted."""
    unused = next((hit.unused for hit in hits), ())
    return f"Not looked for: {', '.join(unused)}" if unused else None
