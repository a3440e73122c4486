"""The regulators' view of all therapies: by agency, decisions due, the newest events, and what each word means.

Refusals, holds and stops stand beside approvals, in the same form and as large. Nothing is left out: events that the
filters hide, that have no date, and therapies without any event are counted. Not here: one event in words
(`therapies.regulatory_events`), and where one therapy stands (`therapies.standing`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from therapies import wording
from therapies.agency_therapies import AgencyTherapies, agencies, agencies_sheet, counted_therapies
from therapies.dataset import Dataset
from therapies.decisions_due import Decision, decisions
from therapies.event_lanes import Lanes, lanes
from therapies.facet import Facet
from therapies.kept import kept
from therapies.regulatory_events import ALLOWED, KINDS, REFUSED, Event, events, newest_first
from therapies.regulatory_words import RegulatoryWord, regulatory_words
from therapies.search import default_order
from therapies.sheet import Sheet, passport_cells, passport_headers

AGENCY, EVENT, DISEASE = "agency", "event", "disease"
LABELS = {AGENCY: "Agency", EVENT: "What happened", DISEASE: "Disease"}
NEWEST = 12
_FEW_LINES = 20
Chosen = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, eq=False)
class RegulatoryStatus:
    """The whole page, worded. `newest` are the events to show first; `every` are all that fit.

    `few` says that the agencies' tables are short enough to stand open. Made once for each choice, so that what is
    drawn from it can be kept too.
    """

    count: str
    summary: tuple[str, ...]
    filters: tuple[str, ...]
    agencies: tuple[AgencyTherapies, ...]
    few: bool
    nothing_here: str
    ahead_title: str
    ahead_count: str
    ahead: tuple[Decision, ...]
    passed_count: str
    passed: tuple[Decision, ...]
    newest: tuple[Event, ...]
    every: tuple[Event, ...]
    newest_count: str
    lanes: Lanes
    without_events: tuple[tuple[str, str], ...]
    without_events_count: str
    words: tuple[RegulatoryWord, ...]
    sheet: Sheet
    agencies_sheet: Sheet


@kept(2)
def facets(dataset: Dataset, today: date) -> dict[str, Facet]:
    """Everything that events can be filtered by, with the number of all events for each value."""
    every = events(dataset, today)
    titles = {
        AGENCY: _titles([(word.code, word.title) for word in dataset.words("agency")], [e.agency.code for e in every]),
        EVENT: _titles(
            [(word.code, word.title) for word in dataset.words("regulatory_event")], [e.word.code for e in every]
        ),
        DISEASE: _titles(
            [(disease.id, disease.plain_name) for disease in dataset.diseases.values()],
            [disease_id for event in every for disease_id in _diseases(dataset, event)],
        ),
    }
    return {name: Facet(name, label, titles[name]) for name, label in LABELS.items()}


def regulatory_status(dataset: Dataset, today: date, chosen: Chosen | None = None) -> RegulatoryStatus:
    """The page for the chosen agencies, events and diseases; all of them where nothing is chosen."""
    return _made(dataset, today, tuple((name, frozenset(values)) for name, values in (chosen or {}).items() if values))


@kept(32)
def _made(dataset: Dataset, today: date, choice: tuple[tuple[str, frozenset[str]], ...]) -> RegulatoryStatus:
    asked = dict(choice)
    every = events(dataset, today)
    placed = [event for event in every if _placed(dataset, event, asked)]
    fitting = [event for event in placed if EVENT not in asked or event.word.code in asked[EVENT]]
    newest = newest_first(fitting)
    ahead = decisions(every, fitting, today, ahead=True)
    passed = decisions(every, fitting, today, ahead=False)
    by_agency = agencies(placed, fitting)
    without = _without_events(dataset, asked)
    return RegulatoryStatus(
        count=_count(len(fitting), len(every)),
        summary=_summary(fitting, len(fitting) < len(every)),
        filters=_filters(dataset, today, asked),
        agencies=by_agency,
        few=sum(len(agency.therapies) for agency in by_agency) <= _FEW_LINES,
        nothing_here="Nothing in our data" + (" for this disease" if DISEASE in asked else ""),
        ahead_title=_ahead_title(len(ahead), bool(asked)),
        ahead_count="Days by which an agency wants to decide:" if ahead else "",
        ahead=ahead,
        passed_count=_passed_count(len(passed), bool(ahead), bool(asked)),
        passed=passed,
        newest=newest[:NEWEST],
        every=newest,
        newest_count=_newest_count(len(newest)),
        lanes=lanes(newest, today),
        without_events=without,
        without_events_count=_without_count(len(without), asked),
        words=regulatory_words(dataset, today, frozenset(event.word.code for event in fitting)),
        sheet=_sheet(newest),
        agencies_sheet=agencies_sheet(by_agency),
    )


def _titles(known: list[tuple[str, str]], found: list[str]) -> dict[str, str]:
    return {code: f"{title} ({found.count(code)})" for code, title in known if code in found}


def _diseases(dataset: Dataset, event: Event) -> frozenset[str]:
    """The diseases that an event is about: those of its use, or of all uses where it is about several."""
    uses = dataset.indications(event.therapy_id)
    about = [use for use in uses if use.id == event.indication_id] or uses
    found = [dataset.diseases[use.disease_id] for use in about]
    return frozenset(wider for disease in found for wider in (disease.id, disease.parent) if wider)


def _placed(dataset: Dataset, event: Event, asked: Mapping[str, frozenset[str]]) -> bool:
    if AGENCY in asked and event.agency.code not in asked[AGENCY]:
        return False
    return DISEASE not in asked or not asked[DISEASE].isdisjoint(_diseases(dataset, event))


def _count(shown: int, total: int) -> str:
    if shown == total:
        return f"All {total} events are shown, 0 hidden."
    return f"{shown} of {total} events shown, {total - shown} hidden by your filters."


def _summary(found: list[Event], filtered: bool) -> tuple[str, ...]:
    if filtered and not found:
        return ("No event fits these filters. That does not mean that there is none of another kind.",)
    among = "Among the events shown: " if filtered else ""
    allowed = {event.therapy_id for event in found if event.kind == ALLOWED and event.word.grants_approval}
    refused = {event.therapy_id for event in found if event.kind == REFUSED}
    both = len(allowed & refused)
    return (
        f"{among}{counted_therapies(len(allowed))} with an approval somewhere, for some people.",
        f"{counted_therapies(len(refused))} with a refusal, a hold or a stop at some time.",
        *((f"{counted_therapies(both)} with both.",) if both else ()),
    )


def _ahead_title(count: int, filtered: bool) -> str:
    if not count:
        return f"Decisions due: no target day ahead {'among the events shown' if filtered else 'in our data'}"
    return f"Decisions due: {'1 target day' if count == 1 else f'{count} target days'} ahead"


def _passed_count(count: int, ahead: bool, filtered: bool) -> str:
    if not count and not ahead:
        return "None has passed without a decision either."
    if not count:
        where = " among the events shown" if filtered else ""
        return f"No target day{where} has passed without a decision in our data."
    return f"{'1 target day has' if count == 1 else f'{count} target days have'} passed without a decision in our data:"


def _filters(dataset: Dataset, today: date, asked: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    known = facets(dataset, today)
    words = []
    for name, label in LABELS.items():
        titles = [
            title.rpartition(" (")[0] for value, title in known[name].titles.items() if value in asked.get(name, ())
        ]
        words += [f"{label}: {', '.join(titles)}"] if titles else []
    return tuple(words)


def _newest_count(found: int) -> str:
    if found <= NEWEST:
        return f"All {found} events that fit are listed, newest first."
    return f"The newest {NEWEST} of {found} events that fit. The switch shows all {found}, the file has them too."


def _without_events(dataset: Dataset, asked: Mapping[str, frozenset[str]]) -> tuple[tuple[str, str], ...]:
    wanted = asked.get(DISEASE)
    order = default_order(dataset)
    return tuple(
        (therapy_id, dataset.therapies[therapy_id].short_name)
        for therapy_id in sorted(order, key=order.__getitem__)
        if not dataset.events(therapy_id)
        and (not wanted or not wanted.isdisjoint(use.disease_id for use in dataset.indications(therapy_id)))
    )


def _without_count(count: int, asked: Mapping[str, frozenset[str]]) -> str:
    where = " for this disease" if DISEASE in asked else ""
    if not count:
        return f"Every therapy{where} has at least one regulatory event in our data."
    return (
        f"{counted_therapies(count)}{where} without any regulatory event in our data. "
        "That does not mean that there was none: nobody found one in the sources."
    )


def _sheet(found: tuple[Event, ...]) -> Sheet:
    headers = (
        *("Date", "What the date is", "Agency", "Therapy", "Therapy id", "What happened", "Kind", "For whom"),
        *("What must be said with it", "Note"),
        *passport_headers(),
    )
    return Sheet("Regulatory status", headers, tuple(_cells(event) for event in found))


def _cells(event: Event) -> tuple[str, ...]:
    return (
        *(event.when, event.date_is or wording.NOT_STATED, event.agency.title, event.therapy, event.therapy_id),
        *(event.word.title, KINDS[event.kind], event.for_whom, event.must_be_said or "", event.note or ""),
        *passport_cells(event.passport),
    )
