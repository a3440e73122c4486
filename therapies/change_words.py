"""A difference between two datasets in plain words, to be read out: whose, what kind, about what, before and after.

New facts, facts that went, numbers and steps that changed are told whole (`therapies.change_lines`), of all others only
what differs. Not here: which facts differ (`therapies.fact_changes`) and which a page lists (`therapies.changed_data`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from therapies import checked_facts, wording
from therapies.change_lines import Lines, checked_line, trial_status, whole
from therapies.dataset import Dataset
from therapies.fact_changes import CHANGED, CHECKED, GONE, NEW, REWORDED, STATUS, FactChange
from therapies.kept import kept
from therapies.places import places
from therapies.recruiting import trial_line
from therapies.same_facts import bare

_VERBS = {
    NEW: "new in our data",
    GONE: "no longer in our data",
    STATUS: "other status",
    CHANGED: "changed",
    REWORDED: "text reworded",
    CHECKED: "checked again, unchanged",
}
# Of a text whose figures, or whose "not", are others: its numbers in the record may be as before.
_TEXT_CHANGED = "text changed"
_SUBJECTS = {
    "therapies": "Treatment",
    "regulatory_events": "Regulatory step",
    "outcomes": "Result",
    "safety": "Risk",
    "participants": "How many came how far",
    "indications": "Use and its stage",
    "trials": "Trial",
    "sites": "Trial site",
    "access": "Way of access",
    "criteria": "Rule of who may have it or join",
    "cautions": "What must be said",
    "call_notes": "Note for the call",
    "sources": "Source",
    "disagreements": "Sources disagree",
    "citations": "Sources of a fact",
    "comparison_cells": "Comparison of classes",
    "comparisons": "Comparison of classes",
    "designations": "Regulatory word",
    "access_routes": "Way of access in general",
    "glossary": "Glossary",
    "reference_sources": "Source of a word or a way of access",
    "diseases": "Disease",
    "conditions": "Word of the fit check",
    "vocabulary": "Meaning of a word",
}
# What a column is called where only what differs is told; others by their names.
_LABELS = {
    "aliases": "Other names",
    "modality": "Kind of treatment",
    "cell_source": "Whose cells",
    "targets": "Aims at",
    "turnaround_days_low": "The wait, lowest, in days",
    "turnaround_days_high": "The wait, highest, in days",
    "turnaround_basis": "What the wait was measured on",
    "plain_summary": "Summary",
    "given_as": "How it is given",
    "engineering": "What was changed in it",
    "open_questions": "Open questions, for staff",
    "prior_lines_min": "Earlier treatments needed, at least",
    "population": "For whom",
    "cohort": "Which people",
    "label": "What was counted",
    "trial_name": "Name of the study",
    "control_arm": "Comparison group",
    "who": "Who may join",
    "not_who": "Who may not",
    "says": "It says",
    "ask": "They may ask",
    "url": "Address",
    "doi": "DOI",
    "pmid": "PubMed number",
    "read": "How it was read",
    "plain": "Meaning",
    "official_definition_in_own_words": "What the agency says",
    "responders": "How many responded",
    "n_affected": "How many had it",
    "n": "Out of how many",
    "reached": "Whether the median was reached",
    "timepoint_months": "At which time",
    "facility": "Hospital",
    "ci_low": "95% range",
    "ci_high": "95% range",
    "ci_origin": "Where the range comes from",
    "analysis_set": "Which people were counted",
    "assessed_by": "Who judged it",
    "follow_up_median_months": "How long they were followed",
    "data_cutoff": "Data up to",
    "indication_id": "Which use",
    "trial": "Which study",
    "whole_study": "What it counts",
    "age_min_years": "Ages",
    "age_max_years": "Ages",
    "enrollment": "How many people",
    "nct": "Register number",
    "disease_id": "Disease",
    "date_of": "What the date is of",
    "route": "Which way",
    **{f"control_{name}": "The comparison group’s number" for name in ("responders", "n", "percent", "months")},
    **{f"control_{name}": "The comparison group’s number" for name in ("n_affected", "change_percent")},
    **{f"control_{name}": "The comparison group’s range" for name in ("ci_low", "ci_high", "ci_origin")},
    "control_type": "Kind of comparison",
    **{f"effect_{name}": "The difference between the groups" for name in ("measure", "value", "ci_low", "ci_high")},
}
# Told whole on both sides where a value changed; of the others only what differs.
_WHOLE_ON_BOTH_SIDES = ("regulatory_events", "outcomes", "safety", "participants", "indications", "sites", "access")
# Told whole where only their words changed too: the words of a number never stand without it.
_NUMBERS = ("outcomes", "safety")
_CODES = {"modality": "modality", "cell_source": "cell_source", "kind": "source_kind", "read": "source_read"}
# Where the words for a column of a trial stand in the line of the trial.
_OF_TRIALS = {
    "nct": "Register number",
    "phase": "Phase",
    "enrollment": "How many people",
    "start": "Started",
    "countries": "Countries",
    "age_min_years": "Ages",
    "age_max_years": "Ages",
}


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One change in words. `whose` is the short name of the treatment, "" for what belongs to none.

    `kind` holds subject and verb, `differs` in what a changed fact differs. `before` and `after` are lines, none where
    there was or is nothing.
    """

    change: FactChange
    whose: str
    kind: str
    about: str
    differs: str
    before: Lines
    after: Lines

    @property
    def reworded(self) -> bool:
        """Whether it says the same as before in other words."""
        return self.change.verb == REWORDED


def told(old: Dataset, new: Dataset, change: FactChange, today: date) -> ToldChange:
    """A change of `fact_changes.dataset_changes(old, new)` in words."""
    sides = ((old, change.before), (new, change.after))
    before, after = ((_lines(data, change, record, today) if record else ()) for data, record in sides)
    return ToldChange(change, *named(old, new, change), _differs(change), before, after)


def named(old: Dataset, new: Dataset, change: FactChange) -> tuple[str, str, str]:
    """Whose a change is, its kind, and the name of the fact: how a change is told where its lines are not."""
    dataset = old if change.after is None else new
    whose = dataset.therapies[change.therapy_id].short_name if change.therapy_id else ""
    return whose, kind(change), _about(dataset, change)


def kind(change: FactChange) -> str:
    """What it is and what happened to it: "Result: changed"."""
    said = _TEXT_CHANGED if change.wording and change.verb == CHANGED else _VERBS[change.verb]
    return f"{_SUBJECTS[change.subject]}: {said}"


def _differs(change: FactChange) -> str:
    """The names of what differs; "" where the whole fact is new or gone, and for a text that is all there is."""
    return wording.listing(tuple(dict.fromkeys(_label(name) for name in change.columns if name != "text")), "").lower()


def _label(name: str) -> str:
    return _LABELS.get(name, name.replace("_", " ").capitalize())


def _lines(dataset: Dataset, change: FactChange, record: Any, today: date) -> Lines:
    told_whole = change.subject in (_NUMBERS if change.wording else _WHOLE_ON_BOTH_SIDES)
    if change.verb in (NEW, GONE) or told_whole:
        return whole(dataset, change.subject, record, today)
    if change.subject == "citations":
        return whole(dataset, change.subject, record, today)
    status: Lines = ()
    if change.verb == STATUS and change.subject == "trials":
        line = trial_line(dataset, record, today)
        # What to do about a record that is old is said of the one that holds now.
        status = (*trial_status(line), (line.overdue or "") if record is change.after else "")
    differs = dict.fromkeys(
        line for name in change.columns for line in _field(dataset, change, record, name, today) if name != "status"
    )
    return tuple(line for line in (*status, *differs, *checked_line(dataset, record, today)) if line)


def _field(dataset: Dataset, change: FactChange, record: Any, name: str, today: date) -> Iterator[str]:
    """What differs, with its label. Of a list, the entries that the other side does not have."""
    label = _label(name)
    value = getattr(record, name)
    if change.subject == "trials" and name in _OF_TRIALS:
        yield f"{_OF_TRIALS[name]}: {dict(trial_line(dataset, record, today).about)[_OF_TRIALS[name]]}"
    elif isinstance(value, tuple) and name != "countries":
        other = {bare(one) for one in getattr(change.before if record is change.after else change.after, name)}
        alone = [_title(dataset, name, one) for one in value if bare(one) not in other]
        yield f"{label}: {wording.listing(alone, 'nothing that the other does not have')}"
    else:
        said = _said(dataset, name, value)
        yield said if name == "text" else f"{label}: {said}"


def _title(dataset: Dataset, name: str, code: str) -> str:
    """What a code of a list means; another entry of a list stands for itself."""
    if name == "any_of":
        return dataset.conditions[code].title
    return dataset.diseases[code].plain_name if name in ("diseases", "includes") else code


def _said(dataset: Dataset, name: str, value: Any) -> str:
    if value is None:
        return wording.NOT_STATED
    if name in _CODES:
        return dataset.title(_CODES[name], value)
    if name == "countries":
        return places(value)
    if name == "published":
        return wording.printed_date(value)
    return wording.plain_number(value) if isinstance(value, float) else str(value)


def _about(dataset: Dataset, change: FactChange) -> str:
    """The name of the fact, without its number."""
    record = change.record
    match change.subject:
        case "outcomes":
            title = dataset.title("endpoint", record.endpoint)
            return checked_facts.number_name(title, record.label, record.cohort)
        case "safety":
            title = dataset.title("safety_event", record.event)
            return checked_facts.number_name(title, record.label, record.cohort)
        case "regulatory_events":
            return checked_facts.event_name(dataset, record)
        case "participants":
            return record.cohort or wording.study(record.trial_name, record.trial) or ""
        case "trials":
            return " · ".join(part for part in (record.name, record.nct) if part) or "A study without a name"
        case "sites":
            return f"{record.facility or 'Hospital not named'} ({record.nct or 'no register number'})"
        case "disagreements" | "citations":
            return _name_of(dataset, record.table, record.fact_id)
        case "comparison_cells":
            return record.row_title
        case "access":
            return dataset.title("access_route", record.route)
        case "indications":
            return record.population
    return next((getattr(record, name) for name in _NAMES if getattr(record, name, None)), "")


_NAMES = ("title", "short_name", "name", "term", "plain_name", "says")


def _name_of(dataset: Dataset, table: str, fact_id: str) -> str:
    """The name of the fact that a source is about."""
    found = _names_of_facts(dataset).get(fact_id)
    return f"{checked_facts.KINDS[table]}: {found}" if found else fact_id


@kept(4)
def _names_of_facts(dataset: Dataset) -> dict[str, str]:
    return {fact.fact_id: fact.name for fact in checked_facts.every_fact(dataset)}
