"""How old the record of a trial is, and when it is too old for its status to be said as of today (honesty.md, rule 15).

A date is as exact as it was printed; where it leaves room, the greatest age counts. Not here: when a fact is due for a
check (`therapies.evidence`).
"""

from datetime import date

from therapies import wording

# The register asks sponsors to update a record at least once a year, and open trials sooner.
DAYS_RECORD = 180
# Up to so many days they are counted, then months up to two years: nobody can picture 1,462 days.
_DAYS_COUNTED, _MONTHS_COUNTED = 60, 24
_DAYS_MONTH = 365.25 / 12


def record_age(recorded: str | None, today: date) -> str:
    """How old a record is, no more exact than its date or of use: "24 days old", "about 8 months old"."""
    if recorded is None:
        return "the date of the record is not stated, so its age is not known"
    parts = [int(part) for part in recorded.split("-")]
    if (days := age_days(recorded, today)) is not None and days < 0:
        return "its date lies in the future, so its age is not known"
    if len(parts) == 3:
        days = (today - date(*parts)).days
        return (
            f"{days} {'day' if days == 1 else 'days'} old" if days <= _DAYS_COUNTED else _of_months(days / _DAYS_MONTH)
        )
    if len(parts) == 2:
        months = 12 * (today.year - parts[0]) + today.month - parts[1]
        return _of_months(months) if months else "less than a month old"
    years = today.year - parts[0]
    return _about(years, "year") if years else "from this year"


def _of_months(months: float) -> str:
    return _about(round(months), "month") if months < _MONTHS_COUNTED else _about(round(months / 12), "year")


def _about(count: int, unit: str) -> str:
    return f"about {count} {unit if count == 1 else f'{unit}s'} old"


def age_days(recorded: str | None, today: date) -> int | None:
    """The greatest age that a date as printed can mean: a month began on its first day."""
    if not recorded:
        return None
    year, month, day = (*map(int, recorded.split("-")), 1, 1)[:3]
    return (today - date(year, month, day)).days


def is_old(recorded: str | None, today: date) -> bool:
    """Whether a record is older than 180 days, or may be: one without a day, or of a day that is still to come."""
    days = age_days(recorded, today)
    return days is None or not 0 <= days <= DAYS_RECORD


def too_old(recorded: str | None, today: date) -> str | None:
    """The warning for a record that is, or may be, older than 180 days; None for a fresh one."""
    if not is_old(recorded, today):
        return None
    days = age_days(recorded, today)
    known = days is not None and days > DAYS_RECORD
    why = f"Last updated more than {DAYS_RECORD} days ago" if known else "When it was last updated is not known"
    return f"{why}: never call it open. Ask the study team."


def of_record(recorded: str | None) -> str:
    """What stands behind the status of an old record: "by a record of 3 May 2025"."""
    return f"by a record of {wording.printed_date(recorded)}" if recorded else "by a record without a date"
