"""The records of a therapy file: which keys there are, what each value must look like. Units: docs/evidence-format.md.

Not here: rules about several values (`loaders.rules`), and files that all share (`loaders.reference_records`).
"""

from typing import Annotated, Literal

from pydantic import Field

from loaders.call_notes import CallNotes
from loaders.cautions import Caution
from loaders.criteria import Criteria
from loaders.fields import (
    AccessStatus,
    Address,
    Agency,
    AnalysisSet,
    AssessedBy,
    CellSource,
    ComparisonType,
    Count,
    Countries,
    Country,
    CountUnit,
    DateOf,
    EffectMeasure,
    Endpoint,
    FullDay,
    Interval,
    Modality,
    Nct,
    OutcomeKind,
    ParticipantStep,
    Percent,
    Positive,
    PrintedDate,
    Record,
    RegulatoryWord,
    RouteWord,
    SafetyWord,
    SiteStatus,
    Slug,
    SourceIds,
    SourceKind,
    SourceRead,
    Stage,
    Text,
    TrialPhase,
    TrialStatus,
)
from loaders.sign_offs import SignOff


class Conflict(Record):
    """What other sources say instead."""

    says: Text
    sources: SourceIds


class Turnaround(Record):
    """Time from collection or order to infusion, in days."""

    days_low: Positive | None = None
    days_high: Positive | None = None
    basis: Text | None = None
    sources: SourceIds


class Indication(Record):
    """One use of the therapy."""

    id: Slug
    disease: Text
    population: Text
    prior_lines_min: Count | None = None
    age_min_years: Positive | None = None
    age_max_years: Positive | None = None
    stage: Stage
    countries: Countries
    criteria: Criteria


class RegulatoryEvent(Record):
    """One thing that a regulator or the company did."""

    id: Slug
    agency: Agency
    event: RegulatoryWord
    date: PrintedDate | None = None
    date_of: DateOf | None = None
    indication: Text | None = None
    note: Text | None = None
    sources: SourceIds
    conflicts: list[Conflict]


class Control(Record):
    """What the comparison group got, and how it did."""

    type: ComparisonType
    arm: Text
    responders: Count | None = None
    n: Count | None = None
    percent: Percent | None = None
    change_percent: float | None = None
    months: Positive | None = None
    ci95: Interval | None = None


class Effect(Record):
    """The difference between the groups, as printed."""

    measure: EffectMeasure
    value: float
    ci95: Interval | None = None


class Outcome(Record):
    """One reported result."""

    id: Slug
    indication: Text
    trial: Nct | None = None
    trial_name: Text | None = None
    cohort: Text | None = None
    endpoint: Endpoint
    label: Text | None = None
    kind: OutcomeKind
    responders: Count | None = None
    n: Count | None = None
    unit: CountUnit = "people"
    percent: Percent | None = None
    change_percent: float | None = None
    months: Positive | None = None
    days: Positive | None = None
    reached: bool | None = None
    timepoint_months: Positive | None = None
    ci95: Interval | None = None
    analysis_set: AnalysisSet
    assessed_by: AssessedBy | None = None
    follow_up_median_months: Positive | None = None
    data_cutoff: PrintedDate | None = None
    control: Control | None = None
    effect: Effect | None = None
    headline: bool
    sources: SourceIds
    conflicts: list[Conflict]


class Step(Record):
    """How many people came as far as this step."""

    step: ParticipantStep
    n: Count
    whole_study: bool = False
    label: Text | None = None
    sources: SourceIds


class Participants(Record):
    """The steps of one group of one study, from joining to being checked, and the results counted at the last one."""

    id: Slug
    trial: Nct | None = None
    trial_name: Text | None = None
    cohort: Text | None = None
    steps: list[Step]
    results: list[Slug]


class SafetyControl(Record):
    """How many of the comparison group had the harm."""

    arm: Text
    n_affected: Count | None = None
    n: Count | None = None
    percent: Percent | None = None


class SafetyFact(Record):
    """One reported harm."""

    id: Slug
    event: SafetyWord
    label: Text | None = None
    trial: Nct | None = None
    trial_name: Text | None = None
    cohort: Text | None = None
    n_affected: Count | None = None
    n: Count | None = None
    percent: Percent | None = None
    control: SafetyControl | None = None
    note: Text | None = None
    sources: SourceIds


class Ages(Record):
    """Age limits in years; null is no limit stated."""

    min_years: Positive | None = None
    max_years: Positive | None = None


class Site(Record):
    """A hospital that takes part in a trial."""

    facility: Text | None = None
    city: Text | None = None
    region: Text | None = None
    country: Country
    status: SiteStatus | None = None
    lat: float | None = None
    lon: float | None = None


class Trial(Record):
    """A registered trial of the therapy."""

    id: Slug | None = None
    nct: Nct | None = None
    name: Text | None = None
    phase: TrialPhase | None = None
    status: TrialStatus | None = None
    status_as_of: PrintedDate | None = None
    enrollment: Count | None = None
    start: PrintedDate | None = None
    countries: Countries
    ages: Ages
    who: Text | None = None
    not_who: Text | None = None
    criteria: Criteria
    sources: SourceIds
    registry_copy: FullDay | None = None
    sites: list[Site] | None = None


class AccessRoute(Record):
    """One way to get the therapy."""

    id: Slug
    route: RouteWord
    status: AccessStatus
    countries: Countries
    detail: Text | None = None
    sources: SourceIds


class Source(Record):
    """A page or paper that was read."""

    id: Text
    kind: SourceKind
    title: Text
    publisher: Text | None = None
    url: Address | None = None
    doi: Text | None = None
    pmid: Text | None = None
    published: PrintedDate | None = None
    checked: FullDay
    read: SourceRead


class Review(Record):
    """Staff only: who may rely on this file."""

    status: Literal["checked"]
    checked_on: FullDay
    open_questions: list[Text]


class Therapy(Record):
    """A whole therapy file."""

    id: Slug
    name: Text
    short_name: Text
    brand_name: Text | None = None
    code_names: list[Text]
    developer: Text | None = None
    modality: Modality
    cell_source: CellSource
    targets: list[Text]
    engineering: Text | None = None
    given_as: Text | None = None
    plain_summary: Text
    how_it_works: Text | None = None
    turnaround: Turnaround | None = None
    indications: Annotated[list[Indication], Field(min_length=1)]
    regulatory: list[RegulatoryEvent]
    outcomes: list[Outcome]
    participants: Annotated[list[Participants], Field(default_factory=list)]
    safety: list[SafetyFact]
    trials: list[Trial]
    access: list[AccessRoute]
    cautions: list[Caution]
    call_notes: CallNotes | None = None
    sources: list[Source]
    review: Review
    sign_offs: Annotated[dict[Text, SignOff], Field(default_factory=dict)]
