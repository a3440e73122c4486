"""One note for staff: a text that may be said aloud, with what must be known of its age. Numbers come as Measures.

The sentence of a number is that of the screen (`therapies.measures`), so that the notes and the screen cannot disagree.
Not here: which notes there are for a call (`therapies.call_notes`).
"""

from dataclasses import dataclass, replace
from datetime import date

from therapies import wording
from therapies.evidence import Passport, is_overdue
from therapies.measures import Measure


@dataclass(frozen=True, slots=True)
class Note:
    """One text. `overdue` warns where its fact is overdue for a check; None while no check is due.

    `fact_id` is the result or risk that the text is the number of.
    """

    text: str
    overdue: str | None = None
    fact_id: str | None = None


def overdue_words(due_on: str, checked_on: str) -> str:
    """What is said of an overdue fact; both days in words."""
    return f"Overdue for a check since {due_on}, last checked {checked_on}: never say it as current."


def dated_note(text: str, checked_on: date, due_on: date, today: date) -> Note:
    """A note about something with a day of its next check."""
    late = is_overdue(due_on, today)
    return Note(text, overdue_words(wording.day(due_on), wording.day(checked_on)) if late else None)


def passport_note(text: str, *papers: Passport | None) -> Note:
    """A note about facts with passports: overdue as soon as one of them is."""
    late = min((one for one in papers if one and one.overdue), key=lambda one: one.due, default=None)
    return Note(text, overdue_words(late.due_on, late.checked_on) if late else None)


def sentence_of(text: str) -> str:
    """The text with a capital letter, as a note begins."""
    return text[:1].upper() + text[1:]


def number_note(measure: Measure) -> Note:
    """A number with all that it may not stand without: the count first, who was counted, compared with whom."""
    control = measure.control
    compared = f"Comparison group, {control.group}: {control.sentence}" if control else measure.comparison
    after = (f"{sentence_of(caveat).rstrip('.')}." for caveat in measure.caveats if caveat != measure.opening)
    parts = (
        measure.opening,
        f"{measure.name}: {measure.sentence}",
        measure.few,
        f"Counted: {measure.people}.",
        compared,
        *after,
        *(f"Another source says: {other.says.rstrip('.')}." for other in measure.passport.disagreements),
        f"{measure.range_origin}." if measure.range_origin else None,
        f"{measure.evidence}, {measure.design}. Source: {measure.passport.publisher}, last checked "
        f"{measure.passport.checked_on}.",
    )
    said = passport_note(" ".join(part for part in parts if part), measure.passport)
    return replace(said, fact_id=measure.fact_id)
