"""How fresh the data are: the release, the newest and the oldest check, and how many facts are overdue, by kind.

The same facts as on the page Sources and checks. Not here: the counts of that page (`therapies.checks`), and the
overdue facts one by one (`therapies.due_list`).
"""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from therapies import wording
from therapies.checked_facts import KINDS, Fact, every_fact
from therapies.dataset import Dataset
from therapies.evidence import is_overdue
from therapies.kept import kept


@dataclass(frozen=True, slots=True)
class Freshness:
    """The whole of it, worded. `rows` are the kinds of fact as texts: title, overdue, in all, oldest check."""

    release: str
    headline: str
    checks: str
    rows: tuple[tuple[str, str, str, str], ...]


@kept(2)
def freshness(dataset: Dataset, today: date) -> Freshness:
    """How fresh the data are on this day."""
    facts = every_fact(dataset)
    days = [fact.checked_on for fact in facts]
    return Freshness(
        release=dataset.release,
        headline=f"{_overdue(facts, today):,} of {len(facts):,} facts are overdue for a check",
        checks=f"Newest check: {wording.day(max(days))}. Oldest check: {wording.day(min(days))}." if days else "",
        rows=tuple(_row(kind, tuple(found), today) for kind, found in groupby(facts, key=lambda fact: fact.kind)),
    )


def _row(kind: str, found: tuple[Fact, ...], today: date) -> tuple[str, str, str, str]:
    oldest = wording.day(min(fact.checked_on for fact in found))
    return KINDS[kind], f"{_overdue(found, today):,}", f"{len(found):,}", oldest


def _overdue(facts: tuple[Fact, ...], today: date) -> int:
    return sum(is_overdue(fact.due_on, today) for fact in facts)
