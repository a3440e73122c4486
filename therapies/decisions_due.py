"""Days by which an agency wants to decide: those ahead, and those that passed without a decision in the record.

Not here: facts that are due for a check (`therapies.due_list`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from therapies import wording
from therapies.regulatory_events import TARGET_DATE, Event

# Where the record does not say when the papers were accepted: a decision comes at most so long before its day.
_EARLY = timedelta(days=120)
_ACCEPTED = "application-accepted"
_DECIDED = frozenset(("complete-response-letter", "application-withdrawn", "withdrawal"))


@dataclass(frozen=True, slots=True)
class Decision:
    """One target day: the event, how far away it is in words, and what is known about the outcome."""

    event: Event
    distance: str
    outcome: str


def decisions(every: Sequence[Event], fitting: Sequence[Event], today: date, *, ahead: bool) -> tuple[Decision, ...]:
    """The target days among `fitting` that are ahead of `today`, or that passed without a decision in `every`.

    Ordered by day. A day whose decision is in the record is in neither list: it is history.
    """
    open_days = [
        event
        for event in fitting
        if event.word.code == TARGET_DATE
        and event.first is not None
        and (event.first >= today) is ahead
        and not _decided(every, event)
    ]
    return tuple(_decision(event, today) for event in sorted(open_days, key=lambda event: event.first or date.max))


def _decided(every: Sequence[Event], target: Event) -> bool:
    related = [event for event in every if _is_about(event, target)]
    day = target.first or date.max
    accepted = [event.first for event in related if event.word.code == _ACCEPTED and event.first and event.first <= day]
    since = max(accepted, default=day - _EARLY)
    return any(
        (event.word.grants_approval or event.word.code in _DECIDED) and event.last is not None and event.last >= since
        for event in related
    )


def _is_about(event: Event, target: Event) -> bool:
    same_use = event.indication_id == target.indication_id or None in (event.indication_id, target.indication_id)
    return event.therapy_id == target.therapy_id and event.agency.code == target.agency.code and same_use


def _decision(event: Event, today: date) -> Decision:
    days = abs(((event.first or today) - today).days)
    length = "1 day" if days == 1 else f"{days} days"
    if (event.first or today) >= today:
        distance = "today" if days == 0 else f"in {length}"
        outcome = "No decision is recorded yet. The answer can be a yes or a no, earlier or later."
    else:
        distance = f"{length} ago"
        outcome = "The day has passed and no decision is in our data: look it up before you speak of it."
    return Decision(event, f"{wording.printed_date((event.first or today).isoformat())}, {distance}", outcome)
