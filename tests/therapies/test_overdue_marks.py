"""What of several facts is overdue: one line that counts them, and the days of those that are not."""

from datetime import date

from therapies.evidence import Passport
from therapies.overdue_marks import checked_on, marks


def paper(name: str, due: date, *, overdue: bool) -> Passport:
    days = "1 May 2026", f"{due.day} June 2026"
    return Passport(f"demo/{name}", "Label", *days, due=due, overdue=overdue, sources=(), disagreements=())


FIRST, SECOND = (paper(str(day), date(2026, 6, day), overdue=True) for day in (3, 9))
CURRENT = paper("current", date(2026, 6, 30), overdue=False)


def test_one_line_counts_the_overdue_facts_and_names_the_oldest() -> None:
    assert marks([CURRENT]) == ()
    assert marks([FIRST]) == ("◷ Overdue for a check since 3 June 2026, last checked 1 May 2026: it may have changed.",)
    assert marks([FIRST, FIRST]) == marks([FIRST])
    since = "since 3 June 2026, last checked 1 May 2026"
    assert marks([CURRENT, FIRST]) == (f"◷ Overdue for a check: 1 of 2 facts, {since}. It may have changed.",)
    both = f"◷ Overdue for a check: both facts, the oldest {since}. They may have changed."
    assert marks([SECOND, FIRST]) == (both,)
    some = f"◷ Overdue for a check: 2 of 3 facts, the oldest {since}. They may have changed."
    assert marks([SECOND, CURRENT, FIRST]) == (some,)


def test_the_day_of_a_check_is_said_of_what_is_not_overdue_alone() -> None:
    assert checked_on([FIRST, SECOND]) == ""
    assert checked_on([FIRST, CURRENT, CURRENT]) == "Checked 1 May 2026."
