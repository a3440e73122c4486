"""A number in words, at three lengths, for staff and for families: the same facts, and nothing is counted here.

A badge is for a table's cell, a sentence names a number for a screen reader, a paragraph is for reading aloud or
copying. Not here: the number itself (`therapies.measures`), and how notes for a call say it (`therapies.spoken_notes`).
"""

from typing import Literal

from therapies import wording
from therapies.measures import Measure
from therapies.sentences import NO_COMPARISON, NONE_IN_RECORD

Audience = Literal["family", "staff"]


def badge(measure: Measure) -> str:
    """The shortest form that still has its denominator: "10 of 11 · 91%", "65% of 40 people", "count not stated"."""
    if measure.count:
        return f"{measure.count} · {measure.value}"
    if measure.n is not None:
        return f"{measure.value} · among {measure.n}"
    return f"{measure.value} · out of how many: {wording.NOT_STATED}"


def sentence(measure: Measure, audience: Audience) -> str:
    """Name, number and people in one sentence; for staff with the evidence label and the design."""
    said = f"{measure.name}: {measure.sentence}"
    return said if audience == "family" else f"{said} Counted: {measure.people}. {measure.evidence}, {measure.design}."


def paragraph(measure: Measure, audience: Audience) -> str:
    """All that belongs to the number, in an order in which it can be read aloud."""
    parts = _family(measure) if audience == "family" else _staff(measure)
    return " ".join(part for part in parts if part)


def _family(measure: Measure) -> tuple[str | None, ...]:
    after = tuple(caveat for caveat in measure.caveats if caveat != measure.opening)
    return (
        measure.opening,
        _result(measure),
        f"These were {measure.people}." if measure.people else None,
        _range(measure),
        measure.few,
        _compared(measure),
        f"How long they were followed: {measure.follow_up}.",
        *after,
        *(f"Another source says: {other.says}." for other in measure.passport.disagreements),
        f"The number comes from this kind of source: {measure.evidence.lower()}. {_checked(measure)}",
    )


def _result(measure: Measure) -> str:
    if measure.count:
        return f"{measure.name}: {measure.count}, which is {measure.value}."
    return f"{measure.name}: {measure.sentence}"


def _range(measure: Measure) -> str | None:
    """The range as two numbers. Only for shares: a range of months stands in its own sentence."""
    if measure.percent is None or measure.low is None or measure.high is None:
        return None
    low, high = wording.whole_percent(measure.low), wording.whole_percent(measure.high)
    return f"The true share could be as low as {low} or as high as {high}."


def _compared(measure: Measure) -> str:
    if measure.control is None:
        if measure.comparison not in (NO_COMPARISON, NONE_IN_RECORD):
            return measure.comparison
        return "Our data have no comparison group, so we cannot tell what would have happened without it."
    return f"In the comparison group, {measure.control.group}: {measure.control.sentence}"


def _checked(measure: Measure) -> str:
    papers = measure.passport
    if papers.overdue:
        return f"It was last checked on {papers.checked_on} and is overdue for a new check."
    return f"It was checked on {papers.checked_on}."


def _staff(measure: Measure) -> tuple[str | None, ...]:
    papers = measure.passport
    sources = "; ".join(f"{source.publisher}, {source.published}" for source in papers.sources)
    return (
        sentence(measure, "staff"),
        f"{measure.range_origin}." if measure.range_origin else None,
        f"Which people: {measure.cohort}.",
        measure.comparison,
        f"Followed for: {measure.follow_up}. Data up to: {measure.data_cutoff}.",
        f"Study: {measure.trial or wording.NOT_STATED}.",
        *measure.caveats,
        f"Sources: {sources or wording.NOT_STATED}. {_checked(measure)} To be checked again by {papers.due_on}.",
        *(f"Another source says: {other.says}." for other in papers.disagreements),
    )
