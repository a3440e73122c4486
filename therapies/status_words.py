"""A status as it may be said today: one whose check is overdue is only what somebody read on a day that is past.

Not here: which statuses there are (data/curated/vocabulary.yaml), and how old a record is (`therapies.record_ages`).
"""

from therapies.evidence import Passport


def status_words(title: str, as_read: str | None) -> str:
    """The title of a status, with what it rests on where that is old: "Recruiting when read on 3 May 2026"."""
    return f"{title} {as_read}" if as_read else title


def as_read(passport: Passport) -> str | None:
    """When an overdue fact was last read: "when read on 3 May 2026"; None while its check is not due."""
    return f"when read on {passport.checked_on}" if passport.overdue else None
