"""A trial as the page of trials and the fit check need it, from our own record or from the copy of the register.

Here: one trial with its words (`TrialLine`), its places in degrees, its ages in years, and how old its record is. Not
here: which of the two is newer (`therapies.two_records`), and which trials are listed or stand apart
(`therapies.trials_and_access`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from therapies import wording
from therapies.current_trials import REGISTER_NAME
from therapies.dataset import Dataset
from therapies.evidence import Passport, SourceLine, dated_passport
from therapies.facts import Trial, Word
from therapies.places import country_name, place
from therapies.record_ages import DAYS_RECORD, age_days, is_old, of_record, record_age, too_old
from therapies.recruiting import (
    NO_CITY,
    NO_FACILITY,
    NO_REGION,
    REGISTER,
    SiteLine,
    TrialLine,
    by_country,
    overdue,
    site_line,
    sites_count,
    trial_line,
)
from therapies.registered_study import RegisteredSite, RegisteredStudy
from therapies.status_words import as_read
from therapies.takes_people import TAKES_PEOPLE, may_take, takes_people
from therapies.trial_ages import Ages, ages_said, registered_ages
from therapies.trial_phases import phase_code, phase_said
from therapies.trial_trust import trust
from therapies.two_records import DAYS_STATUS, copy_says, own_says

_NO_SITES = "The register lists no sites. That does not mean that there are none."


@dataclass(frozen=True, slots=True)
class TrialPlace:
    """A site with the degrees of its town; `may_take`: by its own status, or that of the trial where it has none."""

    site: SiteLine
    may_take: bool
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class TrialRecord:
    """A trial. `age_days`: of its record, None where no date is stated; `trust`: what to know of its status.

    `stated_countries`: by name, of a record that lists no sites; `sex`: "FEMALE" or "MALE" where only those may join.
    """

    line: TrialLine
    status: str
    interventional: bool
    stated_countries: tuple[str, ...]
    ages: Ages
    sex: str | None
    age_days: int | None
    overdue: bool
    places: tuple[TrialPlace, ...]
    trust: tuple[str, ...]

    @property
    def key(self) -> str:
        """The register number, or the id of our fact where there is none."""
        return self.line.nct or self.line.fact_id

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries of its sites by name; those that its record names where it lists no sites."""
        return tuple(dict.fromkeys(one.site.country for one in self.places)) or self.stated_countries

    def takes_in(self, country: str | None) -> bool:
        """Whether a site there may take people; without sites, whether its record names the country, or none at all."""
        if country is None:
            return not self.places or any(one.may_take for one in self.places)
        if not self.places:
            return not self.stated_countries or country in self.stated_countries
        return any(one.may_take and one.site.country == country for one in self.places)

    @property
    def fresh(self) -> bool:
        """Whether its status may be said as of today."""
        # A record of a day that is still to come is as doubtful as one without a day.
        return not self.overdue and self.age_days is not None and 0 <= self.age_days <= DAYS_RECORD


def own_record(dataset: Dataset, trial: Trial, today: date, copied: RegisteredStudy | None = None) -> TrialRecord:
    """A trial of our own record; `copied` is the older record of it in the copy, which is named beside it."""
    line = trial_line(dataset, trial, today)
    status = trial.status or "UNKNOWN"
    sites = dataset.sites(trial.fact_id)
    known = trial.age_min_years is not None or trial.age_max_years is not None
    return TrialRecord(
        line=line,
        status=status,
        interventional=True,
        stated_countries=tuple(map(place, trial.countries)),
        ages=Ages(trial.age_min_years, trial.age_max_years, known, False),
        sex=_only(copied.sex) if copied else None,
        age_days=age_days(trial.status_as_of, today),
        overdue=line.passport.overdue,
        places=tuple(
            TrialPlace(site_line(dataset, site), may_take(site.status, status), site.lat, site.lon) for site in sites
        ),
        trust=(
            *trust(status, trial.status_as_of, None, [site.status for site in sites], today),
            *_copy_says(dataset, trial, copied),
        ),
    )


def _only(sex: str | None) -> str | None:
    return sex if sex in ("FEMALE", "MALE") else None


def _copy_says(dataset: Dataset, own: Trial, copied: RegisteredStudy | None) -> Iterator[str]:
    if copied and (said := copy_says(dataset, own, copied)):
        yield f"The copy of the register says otherwise: {said}."


def registered_record(
    dataset: Dataset, study: RegisteredStudy, day: date, today: date, own: Trial | None
) -> TrialRecord:
    """A study of the copy of the register of that day; `own` is our older record of it, which is named beside it."""
    places_ = tuple(_places(dataset, study))
    status = status_word(dataset, study.status)
    papers = _passport(dataset, study, day, today)
    ages = registered_ages(study)
    old = study.status in TAKES_PEOPLE and is_old(study.updated, today)
    line = TrialLine(
        fact_id=f"register/{study.nct}",
        title=study.full_title,
        nct=study.nct,
        register_url=REGISTER + study.nct,
        takes_people=takes_people(study.status, (site.status for site in study.sites)),
        status=status,
        record=_record(study, day, today),
        overdue=overdue(papers, "refresh") or (too_old(study.updated, today) if old else None),
        as_read=as_read(papers) or (of_record(study.updated) if old else None),
        about=_about(dataset, study, ages, places_),
        who=_who(own),
        sites=sites_count(len(places_), len({one.site.country for one in places_})) if places_ else _NO_SITES,
        countries=by_country(one.site for one in places_),
        passport=papers,
    )
    said = trust(status.code, study.updated, _said_by(study), [site.status for site in study.sites], today)
    return TrialRecord(
        line=line,
        status=status.code,
        interventional=study.study_type != "OBSERVATIONAL",
        stated_countries=(),
        ages=ages,
        sex=_only(study.sex),
        age_days=age_days(study.updated, today),
        overdue=papers.overdue,
        places=places_,
        trust=(*said, *_also_said(dataset, study, own)),
    )


def _also_said(dataset: Dataset, study: RegisteredStudy, own: Trial | None) -> Iterator[str]:
    """Why it was stopped, and what our own, older record says, where that is something else."""
    if study.why_stopped:
        yield f"Why it was stopped, in its own words: {study.why_stopped}"
    if own and (said := own_says(dataset, own, study)):
        yield f"Our own record says: {said}."


def _who(own: Trial | None) -> tuple[tuple[str, str], ...]:
    """Who may join: the register's own rules are long; where our record has them in short, with the day of reading."""
    rules = ("Who may join, and who may not", "Read the register's page with the doctor: its rules are long.")
    if own is None or own.who is None:
        return (rules,)
    day = wording.day(own.registry_copy or own.checked_on)
    return (
        (f"Who may join, in short, as read on {day}", own.who),
        ("Who may not, in short", own.not_who or wording.NOT_STATED),
        rules,
    )


def _said_by(study: RegisteredStudy) -> str:
    confirmed = f", who last confirmed it in {wording.printed_date(study.verified)}" if study.verified else ""
    return f"{study.sponsor or 'a sponsor who is not named'}{confirmed}"


def status_word(dataset: Dataset, code: str | None) -> Word:
    """The word of a status; one that is not stated or not known here is "not known"."""
    try:
        return dataset.word("trial_status", code or "UNKNOWN")
    except KeyError:
        return dataset.word("trial_status", "UNKNOWN")


def _record(study: RegisteredStudy, day: date, today: date) -> str:
    copy = f"Read in our copy of the register of {wording.day(day)}."
    if not study.updated:
        return f"The day of the last update is not stated. {copy}"
    return f"Record of {wording.printed_date(study.updated)}, {record_age(study.updated, today)}. {copy}"


def _about(
    dataset: Dataset, study: RegisteredStudy, ages: Ages, places_: Sequence[TrialPlace]
) -> tuple[tuple[str, str], ...]:
    people = wording.NOT_STATED if study.enrollment is None else wording.people(study.enrollment)
    countries = dict.fromkeys(one.site.country for one in places_)
    return (
        ("Phase", phase_said(dataset, phase_code(study.phases))),
        ("How many people", people),
        ("Ages", ages_said(study, ages)),
        ("Started", wording.printed_date(study.start) if study.start else wording.NOT_STATED),
        ("Who runs it (sponsor)", study.sponsor or wording.NOT_STATED),
        ("Countries", wording.listing(tuple(countries))),
        ("Register number", study.nct),
    )


def _passport(dataset: Dataset, study: RegisteredStudy, day: date, today: date) -> Passport:
    kind = dataset.title("source_kind", "registry")
    source = SourceLine(
        title=f"{study.nct} in the register",
        url=REGISTER + study.nct,
        publisher=REGISTER_NAME,
        kind=kind,
        published=wording.printed_date(study.updated) if study.updated else "",
        checked=wording.day(day),
        read="Read in our copy of the register",
    )
    due = day + timedelta(days=DAYS_STATUS)
    return dated_passport(f"register/{study.nct}", day, due, today, evidence=kind, sources=(source,))


def _places(dataset: Dataset, study: RegisteredStudy) -> Iterator[TrialPlace]:
    for site in study.sites:
        yield TrialPlace(_site(dataset, site), may_take(site.status, study.status), site.lat, site.lon)


def _site(dataset: Dataset, site: RegisteredSite) -> SiteLine:
    return SiteLine(
        facility=site.facility or NO_FACILITY,
        city=site.city or NO_CITY,
        region=site.state or NO_REGION,
        country=country_name(site.country),
        status=_site_word(dataset, site.status),
    )


def _site_word(dataset: Dataset, status: str | None) -> Word | None:
    try:
        return dataset.word("site_status", status or "")
    except KeyError:
        return None
