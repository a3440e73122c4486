"""Every fact that has a day of its next check, in one list: what kind it is, whose, its name, its two days.

Kinds stand in a fixed order, facts as recorded. Not here: which of them are overdue (`therapies.checks`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from therapies import wording
from therapies.dataset import Dataset
from therapies.facts import RegulatoryEvent, Site, Trial
from therapies.kept import kept
from therapies.places import place

KINDS = {
    "trials": "Trials and their status",
    "sites": "Trial sites and their status",
    "regulatory_events": "Regulatory steps",
    "indications": "Uses and their stage",
    "access": "Ways of access",
    "criteria": "Rules of who may have it or join",
    "outcomes": "Results",
    "participants": "Steps from joining to being checked",
    "safety": "Risks",
    "therapies": "What a therapy is, and the wait",
    "cautions": "Sentences that must be said",
    "call_notes": "Notes for a call",
    "comparison_cells": "Cells of a comparison of classes",
    "comparisons": "Comparisons of classes",
    "designations": "Regulatory words",
    "access_routes": "Words for ways of access",
    "glossary": "Glossary terms",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: `kind` is one of KINDS; `therapy_id` is None for what belongs to no therapy."""

    kind: str
    fact_id: str
    therapy_id: str | None
    name: str
    checked_on: date
    due_on: date


@kept(4)
def every_fact(dataset: Dataset) -> tuple[Fact, ...]:
    """All facts with a day of their next check, kind by kind."""
    facts = (*_of_therapies(dataset), *_of_numbers(dataset), *_of_reference(dataset))
    order = {kind: position for position, kind in enumerate(KINDS)}
    return tuple(sorted(facts, key=lambda fact: order[fact.kind]))


def _of_therapies(dataset: Dataset) -> Iterator[Fact]:
    for therapy in dataset.therapies.values():
        name = "What it is, how it works, the wait"
        yield Fact("therapies", therapy.fact_id, therapy.id, name, therapy.checked_on, therapy.due_on)
        for caution in dataset.cautions(therapy.id):
            yield Fact("cautions", caution.fact_id, therapy.id, caution.text, caution.checked_on, caution.due_on)
        for note in dataset.call_notes(therapy.id):
            yield Fact("call_notes", note.fact_id, therapy.id, note.text, note.checked_on, note.due_on)
    for use in dataset.all_indications:
        name = f"{use.population}: {dataset.title('stage', use.stage)}"
        yield Fact("indications", use.fact_id, use.therapy_id, name, use.checked_on, use.due_on)
    for event in dataset.all_events:
        name = event_name(dataset, event)
        yield Fact("regulatory_events", event.fact_id, event.therapy_id, name, event.checked_on, event.due_on)
    for trial in dataset.all_trials:
        name = trial_name(dataset, trial)
        yield Fact("trials", trial.fact_id, trial.therapy_id, name, trial.checked_on, trial.due_on)
    for site in dataset.all_sites:
        yield Fact("sites", site.fact_id, site.therapy_id, _site_name(dataset, site), site.checked_on, site.due_on)
    for rule in dataset.rows["criteria"]:
        yield Fact("criteria", rule.fact_id, rule.therapy_id, rule.says, rule.checked_on, rule.due_on)
    for way in dataset.all_access:
        name = f"{dataset.title('access_route', way.route)}: {dataset.title('access_status', way.status).lower()}"
        yield Fact("access", way.fact_id, way.therapy_id, name, way.checked_on, way.due_on)


def _of_numbers(dataset: Dataset) -> Iterator[Fact]:
    for outcome in dataset.all_outcomes:
        name = number_name(dataset.title("endpoint", outcome.endpoint), outcome.label, outcome.cohort)
        yield Fact("outcomes", outcome.fact_id, outcome.therapy_id, name, outcome.checked_on, outcome.due_on)
    for step in dataset.all_participants:
        name = number_name(dataset.title("participant_step", step.step), step.label, step.cohort)
        yield Fact("participants", step.fact_id, step.therapy_id, name, step.checked_on, step.due_on)
    for harm in dataset.all_safety:
        name = number_name(dataset.title("safety_event", harm.event), harm.label, harm.cohort)
        yield Fact("safety", harm.fact_id, harm.therapy_id, name, harm.checked_on, harm.due_on)


def _of_reference(dataset: Dataset) -> Iterator[Fact]:
    for comparison in dataset.comparisons.values():
        yield Fact("comparisons", comparison.id, None, comparison.title, comparison.checked_on, comparison.due_on)
        titles = {column.id: column.title for column in dataset.columns(comparison.id)}
        for cell in dataset.cells(comparison.id):
            name = f"{cell.row_title}: {titles[cell.column_id]}"
            yield Fact("comparison_cells", cell.fact_id, None, name, cell.checked_on, cell.due_on)
    for word in dataset.designations.values():
        yield Fact("designations", f"designations/{word.id}", None, word.name, word.checked_on, word.due_on)
    for route in dataset.access_meanings.values():
        yield Fact("access_routes", f"access_routes/{route.id}", None, route.name, route.checked_on, route.due_on)
    for term in dataset.glossary:
        yield Fact("glossary", f"glossary/{term.id}", None, term.term, term.checked_on, term.due_on)


def number_name(title: str, label: str | None, cohort: str | None) -> str:
    """What was counted, in whom; without the number."""
    return ", ".join(text for text in (f"{title}: {label}" if label else title, cohort) if text)


def event_name(dataset: Dataset, event: RegulatoryEvent) -> str:
    """The agency, what happened and when."""
    what = dataset.title("regulatory_event", event.event)
    return f"{dataset.title('agency', event.agency)}: {what}, {wording.printed_date(event.date)}"


def trial_name(dataset: Dataset, trial: Trial) -> str:
    """What the study is called and the status of its record."""
    named = " · ".join(text for text in (trial.name, trial.nct) if text) or "a study without a name"
    return f"{named}: status {dataset.title('trial_status', trial.status).lower()}"


def _site_name(dataset: Dataset, site: Site) -> str:
    where = ", ".join(text for text in (site.facility, site.city, place(site.country)) if text)
    return f"{where} ({site.nct or 'no NCT number'}): status {dataset.title('site_status', site.status).lower()}"
