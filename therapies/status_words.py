"""A status as it may be said today: one whose check is overdue is only what somebody read on a day that is past."""

from therapies.evidence import Passport


def status_words(title: str, read_on: str | None) -> str:
    """The title of a status; with `read_on`, the day it was last read: "Recruiting when read on 3 May 2026"."""
    return f"{title} when read on {read_on}" if read_on else title


def read_on(passport: Passport) -> str | None:
    """The day on which an overdue fact was last read, in words; None while its check is not due."""
    return passport.checked_on if passport.overdue else None
