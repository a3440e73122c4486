"""The mark of what is overdue for a check, in words: one rule wherever several facts stand together.

Not here: when a fact is due (`therapies.evidence`).
"""

from collections.abc import Iterable

from therapies.evidence import Passport

SIGN = "◷"


def overdue(papers: Passport) -> str:
    """The mark of a fact whose check is overdue."""
    return f"Overdue for a check since {papers.due_on}, last checked {papers.checked_on}: it may have changed."


def when_checked(said: str, papers: Iterable[Passport]) -> str:
    """What is said of several facts: where one of them is overdue, as what somebody checked on a day that is past."""
    return f"When last checked: {said}" if any(one.overdue for one in papers) else said


def marks(papers: Iterable[Passport]) -> tuple[str, ...]:
    """What of several facts is overdue: how many of them where that is not all of them; nothing where none is."""
    different = {one.fact_id: one for one in papers}.values()
    late = [overdue(one) for one in different if one.overdue]
    return tuple(
        f"{SIGN} {mark}"
        if late.count(mark) == len(different)
        else f"{SIGN} {late.count(mark)} of {len(different)} facts: {mark}"
        for mark in dict.fromkeys(late)
    )
