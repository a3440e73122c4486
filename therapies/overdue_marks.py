"""The mark of what is overdue for a check, in words: one rule wherever several facts stand together.

Not here: when a fact is due (`therapies.evidence`).
"""

from collections.abc import Iterable

from therapies.evidence import Passport

SIGN = "◷"


def overdue(papers: Passport) -> str:
    """The mark of a fact whose check is overdue."""
    return f"Overdue for a check since {papers.due_on}, last checked {papers.checked_on}: it may have changed."


def checked_on(papers: Iterable[Passport]) -> str:
    """When facts were checked that are not overdue, in sentences; of the others the mark says it. "" for none."""
    days = sorted({(one.due, one.checked_on) for one in papers if not one.overdue})
    return " ".join(f"Checked {day}." for day in dict.fromkeys(day for _, day in days))


def when_checked(said: str, papers: Iterable[Passport]) -> str:
    """What is said of several facts: where one of them is overdue, as what somebody checked on a day that is past."""
    return f"When last checked: {said}" if any(one.overdue for one in papers) else said


def marks(papers: Iterable[Passport]) -> tuple[str, ...]:
    """What of several facts is overdue, in one line at most: how many of them, and since when the oldest is."""
    different = {one.fact_id: one for one in papers}.values()
    late = sorted((one for one in different if one.overdue), key=lambda one: one.due)
    if not late:
        return ()
    if len(late) == len(different) and len(set(map(overdue, late))) == 1:
        return (f"{SIGN} {overdue(late[0])}",)
    every = "both" if len(late) == 2 else f"all {len(late)}"
    which = every if len(late) == len(different) else f"{len(late)} of {len(different)}"
    first, they = ("", "It") if len(late) == 1 else ("the oldest ", "They")
    since = f"{first}since {late[0].due_on}, last checked {late[0].checked_on}"
    return (f"{SIGN} Overdue for a check: {which} facts, {since}. {they} may have changed.",)
