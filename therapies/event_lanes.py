"""The newest events as a picture needs them: one lane for each kind, each event as the days that its date can mean.

What is not drawn is counted in `left_out`: events before the first day, and events without a date. Not here: how they
are drawn (`views.event_timeline`), and their table (`views.event_table`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from therapies import wording
from therapies.regulatory_events import ALLOWED, KINDS, REFUSED, Event

_YEARS_BACK = 2


@dataclass(frozen=True, slots=True)
class Lane:
    """One kind of event: its title, how many events are drawn, and those events, oldest first."""

    kind: str
    title: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Lanes:
    """The picture: its title as a sentence, its days, its lanes, and all of it in words."""

    title: str
    first: date
    last: date
    today: date
    lanes: tuple[Lane, ...]
    in_words: str
    left_out: str

    @property
    def last_shown(self) -> date:
        """The last day of the picture: a little room after the newest event, and after today."""
        return max(self.last, self.today) + timedelta(days=20)

    @property
    def drawn(self) -> int:
        """How many events are drawn."""
        return sum(len(lane.events) for lane in self.lanes)


def lanes(newest: Sequence[Event], today: date) -> Lanes:
    """The events of the last two years and those ahead, in five lanes that are always there."""
    since = date(today.year - _YEARS_BACK, today.month, 1)
    drawn = [event for event in reversed(newest) if event.first and (event.last or event.first) >= since]
    made = tuple(_lane(kind, title, drawn) for kind, title in KINDS.items())
    undated = sum(event.first is None for event in newest)
    return Lanes(
        title=_title(made, len(drawn), since),
        first=since,
        last=max((event.last or today for event in drawn), default=today),
        today=today,
        lanes=made,
        in_words=_in_words(made, drawn, since),
        left_out=_left_out(len(newest) - len(drawn) - undated, undated, since),
    )


def _lane(kind: str, title: str, drawn: list[Event]) -> Lane:
    return Lane(kind, title, tuple(event for event in drawn if event.kind == kind))


def _title(made: tuple[Lane, ...], drawn: int, since: date) -> str:
    counts = {lane.kind: len(lane.events) for lane in made}
    month = wording.printed_date(f"{since:%Y-%m}")
    if not drawn:
        return f"No event with a date since {month} in our data"
    events = "1 event" if drawn == 1 else f"{drawn} events"
    return f"{events} since {month}: {counts[ALLOWED]} allowed a use; {counts[REFUSED]} refused, held or stopped one"


def _in_words(made: tuple[Lane, ...], drawn: list[Event], since: date) -> str:
    counted = ", ".join(f"{lane.title}: {len(lane.events)}" for lane in made)
    said = f"Events from {wording.printed_date(f'{since:%Y-%m}')} on, one lane for each kind. {counted}."
    if drawn:
        newest = drawn[-1]
        said += f" The newest: {newest.agency.title}, {newest.therapy}, {newest.word.title}, {newest.when}."
    return f"{said} The table below has the same events in words."


def _left_out(older: int, undated: int, since: date) -> str:
    month = wording.printed_date(f"{since:%Y-%m}")
    return f"Not drawn: {older} from before {month}, and {undated} without a date in the sources."
