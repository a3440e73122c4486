"""One end of the ages of a study, as the register gives it: what it says whatever its unit, and in years.

Not here: whom both ends let in (`therapies.trial_ages`).
"""

from dataclasses import dataclass

from therapies.same_facts import bare

_NONE = ("n/a", "na", "none", "no limit", "not applicable")
_IN_YEARS = {"years": 1.0, "months": 12.0, "weeks": 52.18, "days": 365.25, "hours": 8766.0, "minutes": 525960.0}
# A year is so many months and a week so many days whatever the calendar; how many days a month has is not told.
_EXACT = {
    "years": ("months", 12),
    "months": ("months", 1),
    "weeks": ("minutes", 10080),
    "days": ("minutes", 1440),
    "hours": ("minutes", 60),
    "minutes": ("minutes", 1),
}


@dataclass(frozen=True, slots=True)
class AgeLimit:
    """One end of the ages as given ("18 Years"), its number and unit; all None where there is none."""

    given: str | None
    amount: int | None
    unit: str | None

    @property
    def years(self) -> float | None:
        """In years; None where there is no limit or it cannot be read."""
        return None if self.amount is None or self.unit not in _IN_YEARS else self.amount / _IN_YEARS[self.unit]

    @property
    def extent(self) -> tuple[str, int] | str | None:
        """What two ways of writing the same limit have in common: 12 months are 1 year."""
        if self.amount is None or self.unit not in _EXACT:
            return self.given and bare(self.given).casefold()
        unit, times = _EXACT[self.unit]
        return unit, self.amount * times


def age_limit(given: str | None, amount: int | None, unit: str | None) -> AgeLimit:
    """A limit of the register; one that is written as "N/A" is none."""
    said = (bare(given) or "").casefold()
    return AgeLimit(None, None, None) if not said or said in _NONE else AgeLimit(given, amount, unit)
