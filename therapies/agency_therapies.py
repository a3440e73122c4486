"""The therapies before each agency, kind of event by kind of event: for the tables by agency, and for their file.

Not here: the events (`therapies.regulatory_events`), and the rest of the page (`therapies.regulatory_status`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from therapies import wording
from therapies.facts import Word
from therapies.regulatory_events import ALLOWED, KINDS, REFUSED, Event
from therapies.sheet import Sheet


@dataclass(frozen=True, slots=True)
class TherapyLine:
    """One therapy before one agency: for each of the five kinds its events, oldest first."""

    therapy_id: str
    therapy: str
    by_kind: dict[str, tuple[Event, ...]]


@dataclass(frozen=True, slots=True)
class AgencyTherapies:
    """One agency with the therapies it has acted on, by disease, then name; `caption` counts them, both ways."""

    title: str
    caption: str
    meaning: str
    therapies: tuple[TherapyLine, ...]


def agencies(placed: Sequence[Event], fitting: Sequence[Event]) -> tuple[AgencyTherapies, ...]:
    """The agencies of the events that fit, with the therapies they acted on. `placed`: all events there."""
    # A therapy is listed for an event that fits, with all its events at that agency: no approval is seen without a
    # refusal that belongs to it, nor the other way round.
    listed = {(event.agency.code, event.therapy_id) for event in fitting}
    kept = [event for event in placed if (event.agency.code, event.therapy_id) in listed]
    return tuple(_agency(agency, list(found)) for agency, found in groupby(kept, key=lambda event: event.agency))


def _agency(agency: Word, found: list[Event]) -> AgencyTherapies:
    lines = _lines(found)
    counts = (
        f"{counted_therapies(len(lines))}, {_having(lines, ALLOWED)} allowed for use, "
        f"{_having(lines, REFUSED)} refused, held or stopped at some time"
    )
    return AgencyTherapies(agency.title, f"{agency.title}: {counts}", agency.plain, lines)


def _having(lines: tuple[TherapyLine, ...], kind: str) -> int:
    return sum(bool(line.by_kind[kind]) for line in lines)


def _lines(found: list[Event]) -> tuple[TherapyLine, ...]:
    made = []
    for therapy_id, same in groupby(found, key=lambda event: event.therapy_id):
        its = list(same)
        by_kind = {kind: tuple(event for event in its if event.kind == kind) for kind in KINDS}
        made.append(TherapyLine(therapy_id, its[0].therapy, by_kind))
    return tuple(made)


def counted_therapies(count: int) -> str:
    """1 therapy, 2 therapies."""
    return "1 therapy" if count == 1 else f"{count} therapies"


def agencies_sheet(found: tuple[AgencyTherapies, ...]) -> Sheet:
    """The agencies' tables as one: a row for each therapy before each agency, a column for each of the five kinds."""
    return Sheet(
        "Therapies by agency",
        ("Agency", "Therapy", "Therapy id", *KINDS.values(), "Names of the facts"),
        tuple(
            (
                agency.title,
                line.therapy,
                line.therapy_id,
                *(" | ".join(map(_in_one_line, line.by_kind[kind])) or wording.NOT_IN_RECORD for kind in KINDS),
                ", ".join(event.fact_id for kind in KINDS for event in line.by_kind[kind]),
            )
            for agency in found
            for line in agency.therapies
        ),
    )


def _in_one_line(event: Event) -> str:
    parts = (
        f"{event.word.title}: {event.when}{f', {event.date_is}' if event.date_is else ''}",
        f"for: {event.for_whom}",
        event.must_be_said,
        event.note,
        *(f"another source says: {says}" for says in event.disagreements),
        f"checked {event.passport.checked_on}",
        event.overdue,
    )
    return "; ".join(part.removesuffix(".") for part in parts if part)
