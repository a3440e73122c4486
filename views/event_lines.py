"""One regulatory event as a few lines inside a table or a list: its word, date, for whom, and what must be said.

Not here: a step of one therapy's journey (`views.journey`).
"""

from therapies.regulatory_events import Event
from views import badge, passport, safe_text


def html(event: Event) -> str:
    """HTML of the event, without its therapy and who acted."""
    about = [f"For: {event.for_whom}", event.must_be_said, event.note]
    quiet = "".join(f'<p class="ct-quiet">{safe_text.html(text)}</p>' for text in about if text)
    return (
        f'<div class="ct-event" data-fact="{safe_text.html(event.fact_id)}">'
        f"<p>{badge.html(badge.of_word(event.word))}</p><p>{safe_text.html(when(event))}</p>"
        f"{warnings_html(event)}{quiet}</div>"
    )


def when(event: Event) -> str:
    """The date and what it is the date of: "21 January 2026, announced"."""
    said = f"{event.when}, {event.date_is}" if event.date_is else event.when
    return said[0].upper() + said[1:]


def warnings_html(event: Event) -> str:
    """HTML of what makes one careful: sources that disagree, and a check that is overdue."""
    others = [f"▲ Another source says: {says}" for says in event.disagreements]
    overdue = [f"{passport.OVERDUE} {event.overdue}"] if event.overdue else []
    return "".join(f'<p class="ct-care">{safe_text.html(text)}</p>' for text in [*others, *overdue])
