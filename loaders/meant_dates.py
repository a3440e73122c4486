"""The date that somebody means who wrote it in another form, where it can mean one date alone.

Not here: which forms of a date are right (`loaders.fields`).
"""

import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_WORDS = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\.? )?([a-z]{3})[a-z]*\.?(?: (\d{1,2})(?:st|nd|rd|th)?)?,? (\d{4})"
)
_IN_DIGITS = re.compile(r"(\d{1,2})\D(\d{1,2})\D(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})\D(\d{1,2})(?:\D(\d{1,2}))?(?: \d\d:\d\d.*)?")


def meant_date(written: str) -> str:
    """The date as a question to put before the remedy; nothing where it may mean several, or none."""
    plain = " ".join(written.casefold().split())
    if found := _IN_WORDS.fullmatch(plain):
        before, month, after, year = found.groups()
        if month in _MONTHS:
            return _asked(year, _MONTHS.index(month) + 1, before or after)
    if (found := _YEAR_FIRST.fullmatch(plain)) and int(found[2]) <= 12:
        return _asked(found[1], int(found[2]), found[3])
    if found := _IN_DIGITS.fullmatch(plain):
        first, second, year = found.groups()
        # 3/4 is March in one country and April in another; with points the day comes first everywhere.
        if "." in plain or int(first) > 12:
            return _asked(year, int(second), first) if int(second) <= 12 else ""
        if int(second) > 12:
            return _asked(year, int(first), second)
    return ""


def _asked(year: str, month: int, day: str | None) -> str:
    return f"did you mean {year}-{month:02}{f'-{int(day):02}' if day else ''}? "
