"""How numbers, dates and counts are said, and a text as part of an address. Pure text; no facts and no look here.

Rounding follows honesty.md: whole numbers for families, except that nothing that is not 0 or 100 is shown as 0 or 100.
Here too: the words that sell instead of telling (rule 8). Not here: a result in a sentence (`therapies.sentences`), and
names of places (`therapies.places`).
"""

import re
from datetime import date

from therapies.sought import small

NOT_STATED = "not stated"
NOT_IN_RECORD = "nothing in our data"
SURVIVAL_UNKNOWN = "We do not know yet if it helps people live longer."
SAME_STUDY = "From the same study:"
FIRST_STUDY = "This study was to find the dose and the risks."
FEW_PEOPLE = 30

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_HYPE = re.compile(
    r"\b(promising|miracle\w*|miraculous\w*|game[- ]?chang\w*|revolutionary|revolutioni[sz]\w*|groundbreaking|"
    r"ground-breaking|wonder|wonders|show(?:s|ed|ing)? (?:great )?promise)\b",
    re.IGNORECASE,
)
# CURE in capitals is the name of a magazine.
_CURE = re.compile(r"\b(?!(?-i:CURE)\b)(?:cures?|cured|curing|curable|curative)\b", re.IGNORECASE)
# A cure that is denied or asked about is no claim. Only these words may stand between: "not only a cure" is one.
_BETWEEN = r"yet|known|shown|as|to|be|been|call(?:ed)?|it|this|they|say|said|a|the|that|proven|proof|of|is|was|are"
_NO_CURE = re.compile(
    rf"(?:\b(?:not|never|no|cannot|if|whether)|n[\u2019']t)\s+(?:(?:{_BETWEEN})\s+){{0,6}}(?:cure|curable)\b"
    # "If it cures you" takes it for possible: that nobody knows it must be said.
    r"|(?:\b(?:not|never|cannot)|n[\u2019']t|\b(?:know|knows|known|unknown|unclear|sure)\s+(?:yet\s+)?(?:if|whether))"
    rf"\s+(?:(?:{_BETWEEN}|people|anyone|can|could|will|would)\s+){{0,6}}(?:cures?|cured)\b"
    r"|\bcure\b[^.!;?]*\?|\bcure (?:is|was|has) (?:not|never)\b",
    re.IGNORECASE,
)
# One of these stands in every word that sells. Few texts have one, and the others are done with.
_MAY_SELL = re.compile(r"promis|mirac|game|revolution|ground|wonder|breakthrough|cur")
_BREAKTHROUGH = re.compile(r"\bbreakthroughs?\b(?![- ]therapy|[- ]designation|[- ]status)", re.IGNORECASE)


def plain_number(value: float) -> str:
    """A number as short as it is exact: 90.9, 59, 0.5."""
    return f"{value:.10g}"


def whole_percent(value: float) -> str:
    """A percentage (0 to 100) without decimals, as "91%"; 99.77 stays "99.8%" because it is not 100."""
    return f"{_bound(value)}%"


def _bound(value: float) -> str:
    if value < 0:
        return f"-{_bound(-value)}"
    if 0 < value < 0.5 or 99.5 <= value < 100:
        decimals = 1
        while float(f"{value:.{decimals}f}") in (0.0, 100.0):
            decimals += 1
        return f"{value:.{decimals}f}"
    return f"{int(value + 0.5)}"


def percent_range(low: float | None, high: float | None) -> str | None:
    """A range in percent, "59 to 99.8", of a change "-30 to -10"; None when there is none."""
    if low is None or high is None:
        return None
    return f"{_bound(low)} to {_bound(high)}"


def value_range(low: float | None, high: float | None) -> str | None:
    """A range in the unit of its value, as printed; an open end is "not reached"."""
    if low is None and high is None:
        return None
    ends = [plain_number(end) if end is not None else "not reached" for end in (low, high)]
    return " to ".join(ends)


def months_range(low: float | None, high: float | None) -> str | None:
    """A range in months, with its unit: "5 to 12 months", "0.5 months to not reached"."""
    if low is None and high is None:
        return None
    if low is not None and high is not None:
        return f"{plain_number(low)} to {months(high)}"
    return " to ".join("not reached" if end is None else months(end) for end in (low, high))


def day(when: date) -> str:
    """21 January 2026."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def printed_date(text: str | None) -> str:
    """A date as exact as it was printed: 2026, March 2026 or 21 January 2026; "date not stated" for none."""
    if text is None:
        return "date not stated"
    parts = text.split("-")
    if len(parts) == 1:
        return parts[0]
    month = _MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def months(value: float) -> str:
    """Length of time: "1 month", "9.1 months"."""
    return f"{plain_number(value)} {'month' if value == 1 else 'months'}"


def study(name: str | None, number: str | None) -> str | None:
    """A study by its name and its register number; None where it has neither."""
    return " · ".join(part for part in (name, number) if part) or None


def slug(text: str) -> str:
    """A text as part of a file's name or an address: its letters a to z and digits, with hyphens between them."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def people(count: int, unit: str = "people") -> str:
    """1 person, 11 people, 43 wounds."""
    if count == 1:
        return {"people": "1 person", "wounds": "1 wound", "batches": "1 batch"}.get(unit, f"1 {unit}")
    return f"{count} {unit}"


def ages(low: float | None, high: float | None) -> str:
    """An age limit in words; "not stated" where neither end is given."""
    if low is None:
        return NOT_STATED if high is None else f"up to {_age(high)}"
    if high is None:
        return f"from {_age(low)}"
    if low >= 1:
        return f"{plain_number(low)} to {plain_number(high)} years"
    return f"{_age(low)} to {_age(high)}"


def _age(years: float) -> str:
    if years == 0:
        return "birth"
    if years < 1:
        return months(max(1, round(years * 12)))
    return f"{plain_number(years)} {'year' if years == 1 else 'years'}"


def data_day(built_at: str) -> str:
    """The day of a release in words; the release's own text where it is no date."""
    try:
        return day(date.fromisoformat(built_at[:10]))
    except ValueError:
        return built_at


def listing(words: tuple[str, ...] | list[str], empty: str = NOT_STATED) -> str:
    """Words joined by commas; "not stated" where there are none."""
    return ", ".join(words) or empty


def hype_in(text: str) -> str | None:
    """The first word that sells instead of telling (honesty.md, rule 8), or None."""
    if not _MAY_SELL.search(small(text)):
        return None
    found = _HYPE.search(text) or _BREAKTHROUGH.search(text) or _CURE.search(_NO_CURE.sub("", text))
    return found.group(0) if found else None
