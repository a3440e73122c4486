"""Every regulatory event in words: who acted, what happened, when, for whom, and how it weighs.

Five kinds, so that a refusal stands beside an approval in the same form: what was allowed, what was refused or
stopped, special status, warnings, and all other steps. Prepared once per dataset and day. Not here: which of them a
page shows (`therapies.regulatory_status`), and the steps of one therapy in their order (`therapies.journey`).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from therapies import wording
from therapies.dataset import Dataset
from therapies.evidence import Passport, passport
from therapies.facts import RegulatoryEvent, Word
from therapies.kept import kept
from therapies.search import default_order
from therapies.study_design import has_no_comparison, is_compared_survival

ALLOWED, REFUSED, DESIGNATION, SAFETY, STEP = "allowed", "refused", "designation", "safety", "step"
KINDS = {
    ALLOWED: "Allowed for use",
    REFUSED: "Refused, held or stopped",
    DESIGNATION: "Special status (designations)",
    SAFETY: "Warnings and safety rules",
    STEP: "Other steps",
}
TARGET_DATE = "target-action-date"
SEVERAL_USES = "several uses, or not stated which"
_REFUSALS = frozenset(("complete-response-letter", "chmp-negative-opinion"))
_COMPANY_STOPS = frozenset(("shipments-paused", "company-divestment", "company-discontinuation"))
_KINDS_OF_GROUPS = {"designation": DESIGNATION, "safety": SAFETY, "stop": REFUSED}
# Where the word itself does not say whether an approval is regular or not.
WAYS = {
    "approval": "not recorded as accelerated or conditional",
    "label-expansion": "accelerated or regular: not stated",
}
_DATE_OF = {"decision": "decided", "announcement": "announced", "target": "target day, not a decision"}


@dataclass(frozen=True, slots=True)
class Event:
    """One event, worded.

    `first` and `last` are the days that its date can mean (None: no date). `must_be_said` stands with its word: for an
    approval in which way and what kind of results the record has for the use (honesty.md, rule 9), for a special
    status what it means (rule 8). `disagreements` is what other sources say instead.
    """

    fact_id: str
    therapy_id: str
    therapy: str
    agency: Word
    word: Word
    kind: str
    when: str
    date_is: str
    for_whom: str
    indication_id: str | None
    must_be_said: str | None
    note: str | None
    disagreements: tuple[str, ...]
    overdue: str | None
    first: date | None
    last: date | None
    passport: Passport


@kept(2)
def events(dataset: Dataset, today: date) -> tuple[Event, ...]:
    """All events: by agency, then by disease and name of the therapy, then oldest first; those without a date last."""
    order = default_order(dataset)
    worded = (_event(dataset, event, today) for event in dataset.all_events)
    return tuple(
        sorted(worded, key=lambda event: (event.agency.position, order[event.therapy_id], event.first or date.max))
    )


def newest_first(found: tuple[Event, ...] | list[Event]) -> tuple[Event, ...]:
    """These events, the newest first; those without a date last."""
    dated = [event for event in found if event.first]
    undated = [event for event in found if not event.first]
    return (*sorted(dated, key=lambda event: event.first or date.min, reverse=True), *undated)


def kind_of(word: Word) -> str:
    """Which of the five kinds an event's word belongs to."""
    if word.code in _REFUSALS | _COMPANY_STOPS:
        return REFUSED
    if word.grants_approval or word.code == "hospital-exemption":
        return ALLOWED
    if word.code == "clinical-hold-lifted":
        return STEP
    return _KINDS_OF_GROUPS.get(word.group or "", STEP)


def _event(dataset: Dataset, event: RegulatoryEvent, today: date) -> Event:
    word = dataset.word("regulatory_event", event.event)
    papers = passport(dataset, event, today)
    return Event(
        fact_id=event.fact_id,
        therapy_id=event.therapy_id,
        therapy=dataset.therapies[event.therapy_id].short_name,
        agency=dataset.word("agency", event.agency),
        word=word,
        kind=kind_of(word),
        when=wording.printed_date(event.date),
        date_is=date_is(event, today),
        for_whom=for_whom(dataset, event),
        indication_id=event.indication_id,
        must_be_said=must_be_said(dataset, event),
        note=event.note,
        disagreements=tuple(disagreement.says for disagreement in papers.disagreements),
        overdue=f"Overdue for a check since {papers.due_on}" if papers.overdue else None,
        first=event.date_start,
        last=_last_day(event),
        passport=papers,
    )


def date_is(event: RegulatoryEvent, today: date) -> str:
    """What the date of an event is the date of; empty where it has none."""
    if event.date_start is None:
        return ""
    said = _DATE_OF.get(event.date_of or "", "decided or announced: not stated")
    return f"{said}; this day has passed" if event.date_of == "target" and event.date_start < today else said


def for_whom(dataset: Dataset, event: RegulatoryEvent) -> str:
    """The people of the use that an event is about."""
    for use in dataset.indications(event.therapy_id):
        if use.id == event.indication_id:
            return use.population
    return SEVERAL_USES


def must_be_said(dataset: Dataset, event: RegulatoryEvent) -> str | None:
    """What must stand with the word of an approval or a special status (honesty.md, rules 8 and 9); None for others."""
    word = dataset.word("regulatory_event", event.event)
    if word.grants_approval:
        way = WAYS.get(word.code, "")
        return f"{way[:1].upper()}{way[1:]}{'. ' if way else ''}{_results(dataset, event)}."
    return f"What that means: {word.plain}" if kind_of(word) == DESIGNATION else None


def _results(dataset: Dataset, event: RegulatoryEvent) -> str:
    """What kind of results the record has for the approved use: not a claim about what the agency looked at."""
    results = [
        outcome
        for outcome in dataset.outcomes(event.therapy_id)
        if event.indication_id in (None, outcome.indication_id)
    ]
    if not results:
        return "No result for this use in our data"
    survival = any(is_compared_survival(dataset, outcome) for outcome in results)
    randomised = any(outcome.control_type == "randomised" for outcome in results)
    compared = not all(has_no_comparison(dataset, outcome) for outcome in results)
    design = "randomised" if randomised else "compared, not randomised" if compared else "no comparison group"
    about = "how long people lived was compared" if survival else "how long people lived was not compared"
    return f"Results in our data: {design}, {about}"


def _last_day(event: RegulatoryEvent) -> date | None:
    first = event.date_start
    if first is None or event.date_precision == "day":
        return first
    if event.date_precision == "year":
        return date(first.year, 12, 31)
    next_month = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return next_month - timedelta(days=1)
