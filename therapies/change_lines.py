"""A whole fact in lines, as it is told among the changes: the number or the step with all that belongs to it.

The same for a fact that came, that went, and for both sides of one that changed. A number never stands without its
people, range, evidence, source and day of check (honesty.md): that is decided in `therapies.measures`. Not here: facts
of which only what differs is told (`therapies.change_words`).
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from therapies import wording
from therapies.access_ladder import WHO_MUST_ASK, access_ladder
from therapies.dataset import Dataset
from therapies.evidence import Passport, passport, said_instead, source_line
from therapies.fact_changes import Doubt, RestsOn
from therapies.facts import (
    AccessRoute,
    Indication,
    Outcome,
    ParticipantStep,
    ReferenceSource,
    RegulatoryEvent,
    SafetyFact,
    Site,
    Source,
    Therapy,
    Trial,
)
from therapies.measures import Measure, outcome_measure, safety_measure
from therapies.places import places
from therapies.recruiting import TrialLine, site_line, trial_line
from therapies.regulatory_events import date_is, for_whom, must_be_said
from therapies.standing import standing
from therapies.status_words import status_words

Lines = tuple[str, ...]


def whole(dataset: Dataset, subject: str, record: Any, today: date) -> Lines:
    """A fact of one of `fact_changes.SUBJECTS`."""
    return tuple(line for line in _WHOLE[subject](dataset, record, today) if line)


def checked_line(dataset: Dataset, record: Any, today: date) -> Lines:
    """Where a fact comes from and when that was checked; for one that cites no source, its day alone."""
    if hasattr(record, "evidence") and (papers := passport(dataset, record, today)).sources:
        return from_lines(papers)[:1]
    day = getattr(record, "checked_on", None)
    return (f"Checked {wording.day(day)}.",) if day else ()


def from_lines(papers: Passport) -> Lines:
    """Where a fact comes from and when that was checked, and what other sources say."""
    first = papers.sources[0] if papers.sources else None
    where = f"Source: {first.publisher}, {first.published}" if first else "No source of its own"
    more = f" and {len(papers.sources) - 1} more" if len(papers.sources) > 1 else ""
    old = f" Overdue for a check since {papers.due_on}." if papers.overdue else ""
    others = (f"Another source says: {other.says}" for other in papers.disagreements)
    return (f"{where}{more}; checked {papers.checked_on}.{old}", *others)


def _outcome(dataset: Dataset, outcome: Outcome, today: date) -> Lines:
    return _number(outcome_measure(dataset, outcome, today))


def _harm(dataset: Dataset, fact: SafetyFact, today: date) -> Lines:
    return _number(safety_measure(dataset, fact, today))


def _number(measure: Measure) -> Lines:
    """All that a number may not stand without, in the order of its other presentations."""
    origin = f"{measure.range_origin}." if measure.range_origin else ""
    stated = {"Followed for": measure.follow_up, "Data up to": measure.data_cutoff}
    return (
        measure.opening or "",
        f"{measure.name}: {measure.sentence}",
        origin,
        measure.few or "",
        f"Counted among {measure.people}. Which people: {measure.cohort}.",
        measure.comparison,
        *(f"{label}: {text}." for label, text in stated.items() if text != wording.NOT_STATED),
        f"{measure.evidence}, {measure.design}. Study: {measure.trial or wording.NOT_STATED}.",
        *(caveat for caveat in measure.caveats if caveat != measure.opening),
        *from_lines(measure.passport),
    )


def _event(dataset: Dataset, event: RegulatoryEvent, today: date) -> Lines:
    kind = date_is(event, today)
    word = dataset.title("regulatory_event", event.event)
    dated = f"{wording.printed_date(event.date)} ({kind})" if kind else wording.printed_date(event.date)
    return (
        f"{dataset.title('agency', event.agency)}: {word}, {dated}.",
        f"For: {for_whom(dataset, event)}.",
        must_be_said(dataset, event) or f"What that means: {dataset.word('regulatory_event', event.event).plain}",
        event.note or "",
        *from_lines(passport(dataset, event, today)),
    )


def _step(dataset: Dataset, step: ParticipantStep, today: date) -> Lines:
    whole_study = " This counts the whole study, not only this group." if step.whole_study else ""
    return (
        f"{wording.people(step.n)} {dataset.title('participant_step', step.step)}.{whole_study}",
        f"Which people: {step.label or step.cohort or wording.NOT_STATED}.",
        f"Study: {wording.study(step.trial_name, step.trial) or wording.NOT_STATED}.",
        *from_lines(passport(dataset, step, today)),
    )


def _use(dataset: Dataset, use: Indication, today: date) -> Lines:
    """A use and its stage; an approved one with place, way and the evidence in the record (honesty.md, rule 9)."""
    stage = dataset.word("stage", use.stage)
    return (
        f"{stage.title}, in {places(use.countries)}. {stage.plain}",
        f"For: {use.population}.",
        f"Ages: {wording.ages(use.age_min_years, use.age_max_years)}.",
        *(_approval(dataset, use, today) if use.stage == "approved" else ()),
        *checked_line(dataset, use, today),
    )


def _approval(dataset: Dataset, use: Indication, today: date) -> Lines:
    results = [outcome_measure(dataset, outcome, today) for outcome in dataset.outcomes(use.therapy_id)]
    approvals = standing(dataset, use.therapy_id, results, today).approvals
    found = next(one for one in approvals if one.fact_id == use.fact_id)
    return (*(f"{place}: {how}." for place, how in found.places), found.evidence)


def _trial(dataset: Dataset, trial: Trial, today: date) -> Lines:
    line = trial_line(dataset, trial, today)
    about = dict(line.about)
    return (
        *trial_status(line),
        line.overdue or "",
        f"Phase: {about['Phase']}",
        f"How many people: {about['How many people']}. Ages: {about['Ages']}. Countries: {about['Countries']}.",
        *from_lines(line.passport),
    )


def trial_status(line: TrialLine) -> Lines:
    """The status of a trial and its record's age; one that is too old is never called open (honesty.md, rule 15)."""
    return (f"Status: {status_words(line.status.title, line.as_read)}.", line.record)


def _site(dataset: Dataset, site: Site, today: date) -> Lines:
    """A site, whose status is as old as the record of its trial."""
    line = site_line(dataset, site)
    where = ", ".join(part for part in (line.facility, line.city, line.region, line.country) if part)
    trial = next(trial for trial in dataset.trials(site.therapy_id) if trial.fact_id == site.trial_id)
    record = trial_line(dataset, trial, today)
    status = status_words(line.status.title, record.as_read) if line.status else wording.NOT_STATED
    return (f"{where}.", f"Status of the site: {status}.", record.record)


def _access(dataset: Dataset, route: AccessRoute, today: date) -> Lines:
    rungs = access_ladder(dataset, route.therapy_id, today).rungs
    rung = next(one for one in rungs if one.fact_id == route.fact_id)
    return (
        f"{rung.name}: {status_words(rung.status.title, rung.as_read)}, in {rung.where}.",
        f"Detail: {rung.detail}",
        f"{WHO_MUST_ASK}: {rung.who_must_ask}",
        *from_lines(rung.passport),
    )


def _therapy(dataset: Dataset, therapy: Therapy, _: date) -> Lines:
    uses = [dataset.diseases[use.disease_id].plain_name for use in dataset.indications(therapy.id)]
    counted = (
        (len(dataset.outcomes(therapy.id)), "results"),
        (len(dataset.safety(therapy.id)), "risks"),
        (len(dataset.events(therapy.id)), "regulatory steps"),
        (len(dataset.trials(therapy.id)), "trials"),
    )
    return (
        therapy.plain_summary,
        f"For: {wording.listing(tuple(dict.fromkeys(uses)))}.",
        f"In the record: {', '.join(f'{what} {count}' for count, what in counted)}.",
        f"Checked {wording.day(therapy.checked_on)}.",
    )


def _source(dataset: Dataset, source: Source, _: date) -> Lines:
    line = source_line(dataset, source.id)
    return (f"“{line.title}”", line.about, line.url or "No address.")


def _reading(dataset: Dataset, source: ReferenceSource, _: date) -> Lines:
    how = dataset.title("source_read", source.read)
    return (f"“{source.title}”", f"Read {wording.day(source.checked)}: {how}.", source.url or "No address.")


def _doubt(dataset: Dataset, doubt: Doubt, _: date) -> Lines:
    return (f"It says: {said_instead(doubt.says or wording.NOT_STATED)}", _named(dataset, doubt.source_id))


def _rests(dataset: Dataset, rests: RestsOn, _: date) -> Lines:
    return tuple(_named(dataset, source_id) for source_id in rests.sources)


def _named(dataset: Dataset, source_id: str) -> str:
    line = source_line(dataset, source_id)
    return f"“{line.title}”. {line.about}"


def _texts(*names: str) -> Callable[[Dataset, Any, date], Lines]:
    """The texts of a fact that has no number."""

    def lines(dataset: Dataset, record: Any, today: date) -> Lines:
        return (*(getattr(record, name) or "" for name in names), *checked_line(dataset, record, today))

    return lines


_WHOLE = {
    "therapies": _therapy,
    "regulatory_events": _event,
    "outcomes": _outcome,
    "safety": _harm,
    "participants": _step,
    "indications": _use,
    "trials": _trial,
    "sites": _site,
    "access": _access,
    "criteria": _texts("says", "question"),
    "cautions": _texts("text"),
    "call_notes": _texts("text", "answer"),
    "sources": _source,
    "disagreements": _doubt,
    "citations": _rests,
    "comparison_cells": _texts("text"),
    "comparisons": _texts("title", "lead"),
    "designations": _texts("name", "plain", "what_it_does_not_mean"),
    "access_routes": _texts("name", "plain", "who_must_ask"),
    "glossary": _texts("term", "plain"),
    "reference_sources": _reading,
    "diseases": _texts("plain_name", "plain"),
    "conditions": _texts("title", "plain"),
    "vocabulary": _texts("title", "plain"),
}
