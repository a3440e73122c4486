"""Which trials of a therapy take new people, in which countries, and how old the records are that say so.

"Open" is what a record says: the trial's status is "recruiting". Where its hospitals have a status of their own, a
country counts only with a hospital that recruits. Expanded access and trials by invitation are not counted here. Not
here: when a trial takes people (`therapies.takes_people`), and the trials one by one (`therapies.recruiting`).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from therapies import wording
from therapies.dataset import Dataset
from therapies.evidence import is_overdue
from therapies.facts import Trial
from therapies.places import places
from therapies.record_ages import is_old, record_age
from therapies.takes_people import RECRUITING, takes_people

NO_OPEN_TRIAL = "no-open-trial"
NOT_STATED = "not-stated"
_UNKNOWN = (None, "UNKNOWN")


@dataclass(frozen=True, slots=True)
class OpenTrials:
    """The open trials of a therapy: per trial its countries, the facet values, the records' age in words."""

    countries_of: tuple[tuple[str, ...], ...]
    countries: frozenset[str]
    headline: str
    records: str
    overdue: str | None

    @property
    def count(self) -> int:
        """How many trials are open by their records."""
        return len(self.countries_of)

    def inside(self, chosen: Collection[str]) -> str | None:
        """How many of them are in the chosen countries; None where no country is chosen or no trial is open."""
        codes = [code for code in chosen if code not in (NO_OPEN_TRIAL, NOT_STATED)]
        if not codes or not self.countries_of:
            return None
        inside = sum(not set(codes).isdisjoint(countries) for countries in self.countries_of)
        return f"{inside} of them in {places(codes)}."


def open_trials(dataset: Dataset, therapy_id: str, today: date) -> OpenTrials:
    """The open trials of a therapy."""
    trials = dataset.trials(therapy_id)
    opened = [
        trial
        for trial in trials
        if trial.status == RECRUITING
        and takes_people(trial.status, (site.status for site in dataset.sites(trial.fact_id)))
    ]
    unknown = sum(trial.status in _UNKNOWN for trial in trials)
    countries_of = tuple(_countries(dataset, trial) for trial in opened)
    overdue = sum(is_overdue(trial.due_on, today) for trial in opened)
    old = sum(is_overdue(trial.due_on, today) or is_old(trial.status_as_of, today) for trial in opened)
    return OpenTrials(
        countries_of=countries_of,
        countries=_values(countries_of, unknown),
        headline=_headline(len(opened), old, len(trials), unknown),
        records=_records(opened, today),
        overdue=_old(old, overdue, len(opened)),
    )


def _countries(dataset: Dataset, trial: Trial) -> tuple[str, ...]:
    sites = dataset.sites(trial.fact_id)
    if not sites:
        return trial.countries
    return tuple(dict.fromkeys(site.country for site in sites if site.status in (RECRUITING, None)))


def _values(countries_of: tuple[tuple[str, ...], ...], unknown: int) -> frozenset[str]:
    if not countries_of:
        return frozenset((NOT_STATED if unknown else NO_OPEN_TRIAL,))
    named = frozenset(code for countries in countries_of for code in countries)
    return named if all(countries_of) else named | {NOT_STATED}


def _headline(opened: int, old: int, trials: int, unknown: int) -> str:
    if not trials:
        return "No trial in our data"
    if opened:
        return _opened(opened - old, old)
    if unknown:
        return f"No trial is known to take new people (status not known: {unknown} of {trials})"
    return f"No trial says that it takes new people ({trials} {'trial' if trials == 1 else 'trials'} in all)"


def _opened(fresh: int, old: int) -> str:
    """Trials whose record is overdue or old are never counted as taking new people now (honesty.md, rule 15)."""
    if not fresh:
        return "1 trial said that it takes new people" if old == 1 else f"{old} trials said that they take new people"
    now = (
        "1 trial takes new people, by its record" if fresh == 1 else f"{fresh} trials take new people, by their records"
    )
    return f"{now}; {old} more said so" if old else now


def _records(opened: list[Trial], today: date) -> str:
    if not opened:
        return ""
    dates = sorted({trial.status_as_of or "" for trial in opened})
    said = [wording.printed_date(text or None) for text in dates]
    if len(said) == 1:
        return f"Record of {said[0]}, {record_age(dates[0], today)}." if dates[0] else "Date of the record: not stated."
    oldest = f"the oldest is {record_age(dates[0], today)}" if dates[0] else "one has no date"
    return f"Records of {said[0]} to {said[-1]}; {oldest}."


def _old(old: int, overdue: int, opened: int) -> str | None:
    if not old:
        return None
    which = "" if opened == 1 else f"{old} of {opened} records "
    why = "overdue for a check" if overdue == old else "too old to say that now"
    said = f"{which}{why}: ask the study team."
    return said[0].upper() + said[1:]
