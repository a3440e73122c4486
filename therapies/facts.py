"""The facts of a release as frozen records: one class per table, one field per column, same names, same order.

Here: shapes only. Units and meanings stand in `data/README.md`. `None` is "not stated", never zero. Not here: finding a
fact (`therapies.dataset`), and the types of the columns (`loaders.tables`).
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Therapy:
    """A row of `therapies`: one therapy."""

    id: str
    name: str
    short_name: str
    brand_name: str | None
    aliases: tuple[str, ...]
    developer: str | None
    modality: str
    cell_source: str
    targets: tuple[str, ...]
    engineering: str | None
    given_as: str | None
    plain_summary: str
    how_it_works: str | None
    turnaround_days_low: float | None
    turnaround_days_high: float | None
    turnaround_basis: str | None
    open_questions: tuple[str, ...]
    looked_after_by: str | None
    fact_id: str
    checked_on: date
    due_on: date
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Indication:
    """A row of `indications`: one therapy and use."""

    fact_id: str
    therapy_id: str
    id: str
    disease_id: str
    population: str
    prior_lines_min: int | None
    age_min_years: float | None
    age_max_years: float | None
    stage: str
    countries: tuple[str, ...]
    checked_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class RegulatoryEvent:
    """A row of `regulatory_events`: one event."""

    fact_id: str
    therapy_id: str
    id: str
    indication_id: str | None
    agency: str
    event: str
    date: str | None
    date_start: date | None
    date_precision: str | None
    date_of: str | None
    note: str | None
    checked_on: date
    due_on: date
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row of `outcomes`: one reported result."""

    fact_id: str
    therapy_id: str
    id: str
    indication_id: str
    trial: str | None
    trial_name: str | None
    cohort: str | None
    endpoint: str
    label: str | None
    kind: str
    responders: int | None
    n: int | None
    unit: str
    percent: float | None
    change_percent: float | None
    months: float | None
    days: float | None
    reached: bool | None
    timepoint_months: float | None
    ci_low: float | None
    ci_high: float | None
    ci_origin: str | None
    analysis_set: str
    assessed_by: str | None
    follow_up_median_months: float | None
    data_cutoff: str | None
    control_type: str | None
    control_arm: str | None
    control_responders: int | None
    control_n: int | None
    control_percent: float | None
    control_change_percent: float | None
    control_months: float | None
    control_ci_low: float | None
    control_ci_high: float | None
    control_ci_origin: str | None
    effect_measure: str | None
    effect_value: float | None
    effect_ci_low: float | None
    effect_ci_high: float | None
    headline: bool
    checked_on: date
    due_on: date
    evidence: str | None


@dataclass(frozen=True, slots=True)
class ParticipantStep:
    """A row of `participants`: how many people of a study's group came as far as one step."""

    fact_id: str
    therapy_id: str
    group_id: str
    position: int
    trial: str | None
    trial_name: str | None
    cohort: str | None
    step: str
    n: int
    whole_study: bool
    label: str | None
    results: tuple[str, ...]
    checked_on: date
    due_on: date
    evidence: str | None


@dataclass(frozen=True, slots=True)
class SafetyFact:
    """A row of `safety`: one reported harm."""

    fact_id: str
    therapy_id: str
    id: str
    trial: str | None
    trial_name: str | None
    cohort: str | None
    event: str
    label: str | None
    n_affected: int | None
    n: int | None
    percent: float | None
    ci_low: float | None
    ci_high: float | None
    ci_origin: str | None
    control_arm: str | None
    control_n_affected: int | None
    control_n: int | None
    control_percent: float | None
    note: str | None
    checked_on: date
    due_on: date
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Trial:
    """A row of `trials`: one registered trial of a therapy."""

    fact_id: str
    therapy_id: str
    nct: str | None
    name: str | None
    phase: str | None
    status: str | None
    status_as_of: str | None
    registry_copy: date | None
    enrollment: int | None
    start: str | None
    countries: tuple[str, ...]
    age_min_years: float | None
    age_max_years: float | None
    who: str | None
    not_who: str | None
    sites_listed: bool
    checked_on: date
    due_on: date
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Site:
    """A row of `sites`: one trial site."""

    fact_id: str
    trial_id: str
    therapy_id: str
    nct: str | None
    facility: str | None
    city: str | None
    region: str | None
    country: str
    status: str | None
    lat: float | None
    lon: float | None
    checked_on: date
    due_on: date
    evidence: str | None


@dataclass(frozen=True, slots=True)
class AccessRoute:
    """A row of `access`: one way of access to a therapy."""

    fact_id: str
    therapy_id: str
    id: str
    route: str
    status: str
    countries: tuple[str, ...]
    detail: str | None
    checked_on: date
    due_on: date
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Criterion:
    """A row of `criteria`: one stated rule of who may have a use or join a trial (`of_fact`)."""

    fact_id: str
    therapy_id: str
    of_fact: str
    position: int
    rule: str
    diseases: tuple[str, ...]
    min_years: float | None
    below_years: float | None
    at_least: int | None
    at_most: int | None
    any_of: tuple[str, ...]
    countries: tuple[str, ...]
    only_in: tuple[str, ...]
    says: str
    question: str | None
    checked_on: date
    due_on: date
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Caution:
    """A row of `cautions`: one sentence an honest presenter must say; `numbers` are ids of the facts it leans on."""

    fact_id: str
    therapy_id: str
    text: str
    numbers: tuple[str, ...]
    checked_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class CallNote:
    """A row of `call_notes`: one written note for a call with a family, for staff. `answer`: only for a question."""

    fact_id: str
    therapy_id: str
    part: str
    position: int
    text: str
    answer: str | None
    checked_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Source:
    """A row of `sources`: one source read for a therapy."""

    id: str
    therapy_id: str
    kind: str
    title: str
    publisher: str | None
    url: str | None
    doi: str | None
    pmid: str | None
    published: str | None
    checked: date
    read: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A row of `citations`: one fact and source."""

    table: str
    fact_id: str
    position: int
    source_id: str
    role: str
    says: str | None


@dataclass(frozen=True, slots=True)
class Disease:
    """A row of `diseases`: one disease."""

    id: str
    name: str
    plain_name: str
    group: str
    parent: str | None
    includes: tuple[str, ...]
    plain: str
    register_terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """A row of `conditions`: something about a person that a rule may name."""

    id: str
    position: int
    group: str
    title: str
    plain: str
    question: str
    implies: tuple[str, ...]
    leads_to: tuple[str, ...]
    not_with: tuple[str, ...]
    often_a_rule: tuple[str, ...]
    offered_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A row of `vocabulary`: one controlled word."""

    field: str
    code: str
    position: int
    title: str
    plain: str
    group: str | None
    region: str | None
    grants_approval: bool
    survival: bool
    direction: str | None


@dataclass(frozen=True, slots=True)
class Designation:
    """A row of `designations`: one regulatory word."""

    id: str
    agency: str
    name: str
    official_definition_in_own_words: str
    plain: str
    what_it_does_not_mean: str
    note: str | None
    checked_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class AccessMeaning:
    """A row of `access_routes`: one way of access."""

    id: str
    name: str
    plain: str
    who_may_use: str
    who_must_ask: str
    steps: tuple[str, ...]
    typical_time: str | None
    costs: str | None
    official_links: tuple[str, ...]
    countries: tuple[str, ...]
    note: str | None
    caution: str | None
    checked_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class ClassComparison:
    """A row of `comparisons`: one comparison of whole classes."""

    id: str
    title: str
    lead: str
    checked_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class ClassColumn:
    """A row of `comparison_columns`: one class in a comparison."""

    comparison_id: str
    id: str
    position: int
    title: str
    plain: str
    modality: tuple[str, ...]
    cell_source: tuple[str, ...]
    example: str | None


@dataclass(frozen=True, slots=True)
class ClassCell:
    """A row of `comparison_cells`: one row and class in a comparison."""

    fact_id: str
    comparison_id: str
    row_id: str
    row_position: int
    row_title: str
    seed: bool
    column_id: str
    text: str
    numbers: tuple[str, ...]
    checked_on: date
    due_on: date
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Term:
    """A row of `glossary`: one term."""

    id: str
    term: str
    abbreviation: str | None
    plain: str
    why_it_matters: str | None
    checked_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class ReferenceSource:
    """A row of `reference_sources`: one source read for a designation, an access route or a term."""

    table: str
    entry_id: str
    position: int
    title: str
    url: str | None
    checked: date
    read: str


@dataclass(frozen=True, slots=True)
class Person:
    """A row of `people`: one person who keeps the data."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class SignOff:
    """A row of `sign_offs`: who stands for a fact as it is now."""

    fact_id: str
    therapy_id: str
    author: str
    confirmed_by: str | None
    checked: date | None


@dataclass(frozen=True, slots=True)
class SearchWord:
    """A row of `search`: one searchable word."""

    therapy_id: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class HistoryDay:
    """A row of `history_days`: one day on which facts changed."""

    day: date
    release_before: str


@dataclass(frozen=True, slots=True)
class EarlierFact:
    """A row of `history`: what one fact said before a day; `key` and `before` are JSON, `before` None for a new one."""

    day: date
    table: str
    key: str
    before: str | None


RECORDS: dict[str, type] = {
    "therapies": Therapy,
    "indications": Indication,
    "regulatory_events": RegulatoryEvent,
    "outcomes": Outcome,
    "participants": ParticipantStep,
    "safety": SafetyFact,
    "trials": Trial,
    "sites": Site,
    "access": AccessRoute,
    "criteria": Criterion,
    "cautions": Caution,
    "call_notes": CallNote,
    "sources": Source,
    "citations": Citation,
    "diseases": Disease,
    "conditions": Condition,
    "vocabulary": Word,
    "designations": Designation,
    "access_routes": AccessMeaning,
    "comparisons": ClassComparison,
    "comparison_columns": ClassColumn,
    "comparison_cells": ClassCell,
    "glossary": Term,
    "reference_sources": ReferenceSource,
    "people": Person,
    "sign_offs": SignOff,
    "search": SearchWord,
    "history_days": HistoryDay,
    "history": EarlierFact,
}
