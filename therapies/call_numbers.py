"""A number as a screen of the call shows it: the count large, and all that it may not stand without in few words."""

from therapies.call_blocks import Count
from therapies.evidence import Passport
from therapies.icons import Icons
from therapies.measures import Measure
from therapies.wording import NOT_STATED

# A number, its people as icons, and those of its comparison group.
Number = tuple[Measure, Icons | None, Icons | None]


def overdue(papers: Passport) -> str:
    """The mark of a fact whose check is overdue."""
    return f"Overdue for a check since {papers.due_on}, last read {papers.checked_on}: it may have changed."


def count(measure: Measure, drawing: Icons | None, control: Icons | None, *, harm: bool) -> Count:
    """A number as a family sees it on a screen."""
    head, _, tail = measure.sentence.partition(" (")
    inside, _, after = tail.partition(")")
    origin = {"printed": " as printed", "computed": " (computed)"}
    from_where = next((words for code, words in origin.items() if code in (measure.range_origin or "")), "")
    return Count(
        fact_id=measure.fact_id,
        name=measure.name,
        count=head,
        rest="; ".join(part for part in (f"{inside}{from_where}" if inside else "", after.strip(" .")) if part),
        details=details(measure),
        care=measure.few,
        icons=drawing,
        control=control,
        harm=harm,
    )


def details(measure: Measure) -> tuple[str, ...]:
    """Who was counted, the comparison, the evidence and the day: what no number may stand without."""
    control = (
        f"Comparison group, {measure.control.arm}: {measure.control.sentence}"
        if measure.control
        else measure.comparison
    )
    papers = measure.passport
    checked = f"overdue for a check since {papers.due_on}" if papers.overdue else f"checked {papers.checked_on}"
    return tuple(
        text
        for text in (
            f"Counted: {measure.people}.",
            control,
            f"{measure.evidence}, {measure.design}, {checked}.",
        )
        if text
    )


def none_shown(some: bool, noun: str) -> str:
    """What stands on a side without a number; `some`: the record has other numbers of its kind."""
    if some:
        return f"No other {noun} was counted in this way."
    return f"The record has no {noun}s. That does not mean that there are none."


def pair_heading(good: Number | None, bad: Number | None) -> str:
    """Both counts in one line, each with its own number of people."""
    if good is None and bad is None:
        return "There are no numbers yet"
    sides = (("Result", good), ("Risk", bad))
    # Where no count is stated, a percentage alone is no answer.
    said = ((title, one[0].count or f"count {NOT_STATED}") for title, one in sides if one)
    return " ".join(f"{title}: {answer}." for title, answer in said)
