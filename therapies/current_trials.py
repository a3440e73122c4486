"""Our records of trials beside the copy of the register: whichever is newer is what all pages speak of.

So a trial that the register closed is open nowhere. Both stand in the passport: the newer as a source, and the older
record as what another source says. Nothing of the curated data is changed. Not here: studies that our record does not
have (`therapies.trial_candidates`), and the ways of access (`therapies.current_ways`).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from therapies import wording
from therapies.current_ways import CurrentWays
from therapies.dataset import Dataset
from therapies.facts import Citation, Site, Source, Trial
from therapies.kept import kept
from therapies.places import country_code
from therapies.registered_study import RegisteredStudy
from therapies.study_register import StudyRegister
from therapies.trial_ages import Ages, registered_ages
from therapies.two_records import (
    DAYS_STATUS,
    copy_is_newer,
    copy_says,
    copy_source_id,
    known_status,
    newer_phase,
    own_says,
)

REGISTER_NAME = "ClinicalTrials.gov"


@kept(2)
def with_register(dataset: Dataset, register: StudyRegister | None) -> Dataset:
    """The dataset with each trial as the newer of both has it; the same dataset where there is no copy."""
    if register is None:
        return dataset
    copied = _copied(dataset, register)
    newer = {
        trial.fact_id: copied[trial.fact_id]
        for trial in dataset.all_trials
        if trial.fact_id in copied and copy_is_newer(trial, copied[trial.fact_id], register.day)
    }
    if not copied:
        return dataset
    rows = dict(dataset.rows)
    kept = [trial for trial in dataset.all_trials if trial.fact_id in newer]
    rows["trials"] = tuple(
        _trial(dataset, trial, newer[trial.fact_id], register.day) if trial.fact_id in newer else trial
        for trial in dataset.all_trials
    )
    theirs = (site for trial in kept for site in _sites(dataset, trial, newer[trial.fact_id], register.day))
    rows["sites"] = (*(site for site in dataset.all_sites if site.trial_id not in newer), *theirs)
    older = [trial for trial in dataset.all_trials if trial.fact_id in copied.keys() - newer.keys()]
    beside = [cited for trial in older for cited in _older_copy(dataset, trial, copied[trial.fact_id])]
    named = newer.keys() | {citation.fact_id for citation in beside}
    sources = (
        _source(trial, copied[trial.fact_id], register.day) for trial in dataset.all_trials if trial.fact_id in named
    )
    rows["sources"] = (*dataset.rows["sources"], *{source.id: source for source in sources}.values())
    ways = CurrentWays(dataset, rows["trials"], rows["sites"], register.day)
    told_anew = newer.keys() | ways.moved()
    rows["citations"] = (
        *(citation for citation in dataset.all_citations if citation.fact_id not in told_anew),
        *ways.citations(),
        *(cited for trial in kept for cited in _citations(dataset, trial, newer[trial.fact_id])),
        *beside,
    )
    rows["access"] = ways.access()
    # Who signed our record did not sign what the copy says.
    rows["sign_offs"] = tuple(one for one in dataset.rows["sign_offs"] if one.fact_id not in told_anew)
    return Dataset(rows, dataset.release, dataset.built_at, dataset.fingerprint)


def _copied(dataset: Dataset, register: StudyRegister) -> dict[str, RegisteredStudy]:
    """The studies of the copy by the facts of our trials that they are."""
    numbers = {trial.fact_id: nct for trial in dataset.all_trials if trial.nct and (nct := register.number(trial.nct))}
    studies = {study.nct: study for study in register.studies(sorted(set(numbers.values())))}
    return {fact_id: studies[nct] for fact_id, nct in numbers.items()}


def _trial(dataset: Dataset, own: Trial, study: RegisteredStudy, day: date) -> Trial:
    ages = registered_ages(study)
    known = ages.known and not ages.doubtful
    return replace(
        own,
        name=own.name or study.full_title,
        phase=newer_phase(own, study),
        start=study.start or own.start,
        age_min_years=_youngest(ages) if known else own.age_min_years,
        age_max_years=ages.oldest if known else own.age_max_years,
        status=known_status(dataset, "trial_status", study.status) or "UNKNOWN",
        status_as_of=study.updated,
        registry_copy=day,
        enrollment=own.enrollment if study.enrollment is None else study.enrollment,
        countries=tuple(dict.fromkeys(country_code(site.country) for site in study.sites)) or own.countries,
        who=_as_read(own, own.who),
        not_who=_as_read(own, own.not_who),
        sites_listed=bool(study.sites),
        checked_on=day,
        due_on=day + timedelta(days=DAYS_STATUS),
        evidence="registry",
    )


def _as_read(own: Trial, rules: str | None) -> str | None:
    """Our short words for the register's long rules, with the day of reading: the newer record has no such words."""
    return f"As read on {wording.day(own.registry_copy or own.checked_on)}: {rules}" if rules else None


def _youngest(ages: Ages) -> float | None:
    """The lower limit; the register's "no limit" is from birth on, and not "not stated"."""
    return 0.0 if ages.youngest is None and ages.oldest is None else ages.youngest


def _sites(dataset: Dataset, own: Trial, study: RegisteredStudy, day: date) -> Iterator[Site]:
    for position, site in enumerate(study.sites, 1):
        yield Site(
            fact_id=f"{own.fact_id}/site/{position}",
            trial_id=own.fact_id,
            therapy_id=own.therapy_id,
            nct=own.nct,
            facility=site.facility,
            city=site.city,
            region=site.state,
            country=country_code(site.country),
            status=known_status(dataset, "site_status", site.status),
            lat=site.lat,
            lon=site.lon,
            checked_on=day,
            due_on=day + timedelta(days=DAYS_STATUS),
            evidence="registry",
        )


def _source(own: Trial, study: RegisteredStudy, day: date) -> Source:
    return Source(
        id=copy_source_id(own),
        therapy_id=own.therapy_id,
        kind="registry",
        title=f"{study.nct} in the copy of the register",
        publisher=REGISTER_NAME,
        url=f"https://clinicaltrials.gov/study/{study.nct}",
        doi=None,
        pmid=None,
        published=study.updated,
        checked=day,
        read="full",
    )


def _older_copy(dataset: Dataset, own: Trial, study: RegisteredStudy) -> Iterator[Citation]:
    """An older record of the copy, beside ours where it says something else."""
    if said := copy_says(dataset, own, study):
        last = len(dataset.citations(own.fact_id)) + 1
        yield Citation("trials", own.fact_id, last, copy_source_id(own), "disagrees", said)


def _citations(dataset: Dataset, own: Trial, study: RegisteredStudy) -> Iterator[Citation]:
    """The copy first; what our record rests on agrees, or says something else."""
    yield Citation("trials", own.fact_id, 1, copy_source_id(own), "supports", None)
    said = own_says(dataset, own, study)
    for position, citation in enumerate(dataset.citations(own.fact_id), 2):
        yield replace(
            citation,
            position=position,
            role="disagrees" if said else citation.role,
            says=said or citation.says,
        )
