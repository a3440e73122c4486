"""The trials of one therapy and their sites: who takes new people now, as far as a record of a known age can say.

Order: trials that take people first (the vocabulary's order of the status), then as recorded. Sites stand by country
and region, each by its name. Nothing is left out. Not here: studies of the register that our record does not have
(`therapies.trial_candidates`), and the rule for who takes people (`therapies.takes_people`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from therapies import wording
from therapies.dataset import Dataset
from therapies.evidence import Passport, passport
from therapies.facts import Site, Trial, Word
from therapies.places import place, places
from therapies.record_ages import is_old, of_record, record_age, too_old
from therapies.sheet import Sheet, passport_cells, passport_headers
from therapies.status_words import as_read, status_words
from therapies.takes_people import TAKES_PEOPLE, takes_people
from therapies.trial_phases import phase_said

_COUNTED = ("COMPLETED", "TERMINATED")
REGISTER = "https://clinicaltrials.gov/study/"
NO_SITE_TAKES = "None of its sites says that it takes new people: do not count on it, ask the study team."
_NO_SITES = "The source lists no sites. That does not mean that there are none."
NO_FACILITY, NO_CITY, NO_REGION = "Hospital not named", "town not stated", "Region not stated"


@dataclass(frozen=True, slots=True)
class SiteLine:
    """One hospital: its name and town, its own status (None: not stated), and its region."""

    facility: str
    city: str
    region: str
    country: str
    status: Word | None


@dataclass(frozen=True, slots=True)
class Region:
    """The sites of one state or region. `name` is None where the source states no region in the whole country."""

    name: str | None
    sites: tuple[SiteLine, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """The sites of one country, and how many there are."""

    name: str
    count: str
    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class TrialLine:
    """One trial, worded. `about` and `who` (may join) hold (label, text).

    `overdue` warns, and `as_read` ("when read on 3 May 2026", "by a record of 3 May 2025") belongs behind its status;
    both are None while the status may be said as of today.
    """

    fact_id: str
    title: str
    nct: str | None
    register_url: str | None
    takes_people: bool
    status: Word
    record: str
    overdue: str | None
    as_read: str | None
    about: tuple[tuple[str, str], ...]
    who: tuple[tuple[str, str], ...]
    sites: str
    countries: tuple[Country, ...]
    passport: Passport


@dataclass(frozen=True, slots=True)
class Recruiting:
    """All trials of a therapy."""

    heading: str
    count: str
    trials: tuple[TrialLine, ...]
    sheet: Sheet


def recruiting(dataset: Dataset, therapy_id: str, today: date) -> Recruiting:
    """The trials of a therapy by our own record; none for an unknown id."""
    return of_lines(trial_line(dataset, trial, today) for trial in dataset.trials(therapy_id))


def of_lines(trials: Iterable[TrialLine]) -> Recruiting:
    """These trials, those that take new people first."""
    lines = tuple(sorted(trials, key=lambda line: line.status.position))
    return Recruiting(heading=_heading(lines), count=_count(lines), trials=lines, sheet=_sheet(lines))


def _status(dataset: Dataset, trial: Trial) -> Word:
    return dataset.word("trial_status", trial.status or "UNKNOWN")


def _heading(lines: tuple[TrialLine, ...]) -> str:
    if not lines:
        return "Trials: none in our data"
    taking = sum(line.takes_people for line in lines)
    if not taking:
        return f"Trials: none of {len(lines)} is known to take new people now"
    old = [line for line in lines if line.takes_people and line.as_read]
    why = "overdue for a check" if all(line.passport.overdue for line in old) else "too old to say that now"
    if len(old) == taking:
        said = "it takes" if taking == 1 else "they take"
        records = "its record is" if taking == 1 else "their records are"
        return f"Trials: {taking} of {len(lines)} said {said} new people; {records} {why}"
    fresh = taking - len(old)
    now = f"Trials: {fresh} of {len(lines)} {'takes' if fresh == 1 else 'take'} new people, by the record"
    records = "that record is" if len(old) == 1 else "those records are"
    return f"{now}; {len(old)} more said so, but {records} {why}" if old else now


def _count(lines: tuple[TrialLine, ...]) -> str:
    if not lines:
        return "Our data have no trial of this treatment. A register may list some: ask the doctor to look."
    sites = sum(len(region.sites) for line in lines for country in line.countries for region in country.regions)
    trials = f"{len(lines)} {'trial' if len(lines) == 1 else 'trials'}"
    places_ = f"{sites} {'site' if sites == 1 else 'sites'}" if sites else "no sites listed"
    return (
        f"{trials} shown, {places_}. Trials that take new people come first. A record can be wrong or old: "
        "ask the study team before a family hears that a trial is open."
    )


def trial_line(dataset: Dataset, trial: Trial, today: date) -> TrialLine:
    """A trial of our own record, worded."""
    papers = passport(dataset, trial, today)
    sites = dataset.sites(trial.fact_id)
    taking = takes_people(trial.status, (site.status for site in sites))
    old = trial.status in TAKES_PEOPLE and is_old(trial.status_as_of, today)
    return TrialLine(
        fact_id=trial.fact_id,
        title=trial.name or trial.nct or "Study without a name in our data",
        nct=trial.nct,
        register_url=REGISTER + trial.nct if trial.nct else None,
        takes_people=taking,
        status=_status(dataset, trial),
        record=_record(trial, today),
        overdue=overdue(papers, "check")
        or (too_old(trial.status_as_of, today) if old else None)
        or (NO_SITE_TAKES if trial.status in TAKES_PEOPLE and not taking else None),
        as_read=as_read(papers) or (of_record(trial.status_as_of) if old else None),
        about=_about(dataset, trial),
        who=(("Who may join", trial.who or wording.NOT_STATED), ("Who may not", trial.not_who or wording.NOT_STATED)),
        sites=_sites_said(trial, sites),
        countries=by_country(site_line(dataset, site) for site in sites),
        passport=papers,
    )


def overdue(papers: Passport, what: str) -> str | None:
    """The sentence for a record whose "check" or "refresh" is overdue; None for another one."""
    return f"Overdue for a {what} since {papers.due_on}: ask the study team." if papers.overdue else None


def _record(trial: Trial, today: date) -> str:
    age = record_age(trial.status_as_of, today)
    dated = f"Record of {wording.printed_date(trial.status_as_of)}, {age}." if trial.status_as_of else f"{age}."
    copy = f" Read in our copy of the register of {wording.day(trial.registry_copy)}." if trial.registry_copy else ""
    return dated[0].upper() + dated[1:] + copy


def _about(dataset: Dataset, trial: Trial) -> tuple[tuple[str, str], ...]:
    return (
        ("Phase", phase_said(dataset, trial.phase)),
        ("How many people", _enrolment(trial)),
        ("Ages", wording.ages(trial.age_min_years, trial.age_max_years)),
        ("Started", wording.printed_date(trial.start) if trial.start else wording.NOT_STATED),
        ("Countries", places(trial.countries)),
        ("Register number", trial.nct or wording.NOT_STATED),
    )


def _enrolment(trial: Trial) -> str:
    if trial.enrollment is None:
        return wording.NOT_STATED
    joined = "enrolled" if trial.status in _COUNTED else "planned or enrolled"
    return f"{wording.people(trial.enrollment)} {joined}"


def _sites_said(trial: Trial, sites: tuple[Site, ...]) -> str:
    if not sites:
        return _NO_SITES if not trial.sites_listed else "The source has a list of sites with nothing in it."
    return sites_count(len(sites), len({site.country for site in sites}))


def sites_count(sites: int, countries: int) -> str:
    """How many sites in how many countries."""
    hospitals = "1 site" if sites == 1 else f"{sites} sites"
    return f"{hospitals} in {'1 country' if countries == 1 else f'{countries} countries'}."


def by_country(sites: Iterable[SiteLine]) -> tuple[Country, ...]:
    """The sites by country and region, each by its name; those without a region last."""
    lines = sorted(
        sites, key=lambda line: (line.country, line.region == NO_REGION, line.region, line.city, line.facility)
    )
    return tuple(_country(name, list(same)) for name, same in groupby(lines, key=lambda line: line.country))


def site_line(dataset: Dataset, site: Site) -> SiteLine:
    """A site of our own record, worded."""
    return SiteLine(
        facility=site.facility or NO_FACILITY,
        city=site.city or NO_CITY,
        region=site.region or NO_REGION,
        country=place(site.country),
        status=dataset.word("site_status", site.status) if site.status else None,
    )


def _country(name: str, lines: list[SiteLine]) -> Country:
    regions = tuple(Region(region, tuple(same)) for region, same in groupby(lines, key=lambda line: line.region))
    if len(regions) == 1 and regions[0].name == NO_REGION:
        regions = (Region(None, regions[0].sites),)
    return Country(name, "1 site" if len(lines) == 1 else f"{len(lines)} sites", regions)


def _sheet(lines: tuple[TrialLine, ...]) -> Sheet:
    about = [label for label, _ in (*lines[0].about, *lines[0].who)] if lines else []
    return Sheet(
        title="Trials and sites",
        headers=(
            *("Trial", "Status", "Record", *about),
            *("Hospital", "Town", "Region", "Country of the site", "Status of the site"),
            *passport_headers(),
        ),
        rows=tuple(row for line in lines for row in _rows(line)),
    )


def _rows(line: TrialLine) -> list[tuple[str, ...]]:
    trial = (
        line.title,
        status_words(line.status.title, line.as_read),
        line.record,
        *(text for _, text in (*line.about, *line.who)),
    )
    papers = passport_cells(line.passport)
    sites = [site for country in line.countries for region in country.regions for site in region.sites]
    if not sites:
        return [(*trial, line.sites, "", "", "", "", *papers)]
    return [(*trial, *_site_cells(site, line.as_read), *papers) for site in sites]


def _site_cells(site: SiteLine, as_read: str | None) -> tuple[str, ...]:
    status = status_words(site.status.title, as_read) if site.status else wording.NOT_STATED
    return (site.facility, site.city, site.region, site.country, status)
