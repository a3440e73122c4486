"""The page of trials: which studies of a disease or a therapy take new people now, nearest first, and all others apart.

Nothing is left out: every study stands in one list with the reason (shown + apart = total). A study is called open only
when its record was read in the last 30 days and updated in the last 180 (honesty.md, rule 15). Age and place are asked
for and used here; they are kept by nobody. Order: by distance where a place is given, else by name; never by outcome.
Not here: what is said of one trial (`therapies.trial_records`), and the search for any disease
(`therapies.found_studies`).
"""

from dataclasses import dataclass
from datetime import date

from therapies import wording
from therapies.access_ladder import AccessLadder, access_ladder
from therapies.current_trials import with_register
from therapies.dataset import Dataset
from therapies.found_trials import Apart, FoundTrial, found_trial, in_order
from therapies.record_ages import record_age
from therapies.rulings import DISEASE, FAILS, disease_fits
from therapies.sheet import Sheet
from therapies.study_register import StudyRegister
from therapies.trial_candidates import Candidates, Wanted, candidates
from therapies.trial_sheet import trials_sheet
from therapies.trial_sites import Sites, sites

ASKED_FIRST = "Said to take new people, but the record is old: ask first"
NO_CURRENT = (
    "None of these trials has a record that is fresh enough to call it open: read in the last 30 days, and updated in "
    "the last 180. Ask the study teams of those below, or a doctor."
)
NO_ASKED_FIRST = "No other trial said that it takes new people. Those that are set aside stand below, with the reason."
NO_PROGRAMMES = (
    "No programme outside of trials is listed in the register for this choice. A doctor can ask the company."
)
_FINISHED = ("COMPLETED", "TERMINATED", "WITHDRAWN", "NO_LONGER_AVAILABLE", "APPROVED_FOR_MARKETING")
_OF_STATUS = {
    "ENROLLING_BY_INVITATION": "By invitation only",
    "NOT_YET_RECRUITING": "Not yet open",
    "ACTIVE_NOT_RECRUITING": "Running but full",
    "SUSPENDED": "Stopped for now",
    "TEMPORARILY_NOT_AVAILABLE": "Stopped for now",
    "UNKNOWN": "Nobody knows if it takes new people: never call it open",
}
_NO_SITE_TAKES = "No site says that it takes new people"
_NO_SITE_HERE_TAKES = "No site in this country says that it takes new people"
_ORDER = (
    *(
        "For another disease, by a stated rule",
        "Not for this age",
        "No site in this country",
        _NO_SITE_HERE_TAKES,
        _NO_SITE_TAKES,
    ),
    *("By invitation only", "Not yet open", "Running but full"),
    *("Stopped for now", "Nobody knows if it takes new people: never call it open", "Finished, or ended early"),
    *("Follows people only: it gives no treatment", "Only names the treatment: it tests something else"),
)


@dataclass(frozen=True, slots=True)
class Way:
    """The ways of access to one therapy."""

    therapy_id: str
    name: str
    ladder: AccessLadder


@dataclass(frozen=True, slots=True)
class TrialsAndAccess:
    """The page. `current` take people by a fresh record; `asked_first` said so once; `programmes`: expanded access."""

    heading: str
    source: str
    count: str
    current: tuple[FoundTrial, ...]
    asked_first: tuple[FoundTrial, ...]
    programmes: tuple[FoundTrial, ...]
    apart: tuple[Apart, ...]
    ways: tuple[Way, ...]
    sites: Sites
    sheet: Sheet
    filters: tuple[str, ...]


def trials_and_access(dataset: Dataset, register: StudyRegister | None, wanted: Wanted, today: date) -> TrialsAndAccess:
    """All trials of the disease or therapy. Raises KeyError for an unknown id."""
    known = candidates(dataset, register, wanted.disease_id, wanted.therapy_id, today)
    trials = [found_trial(known, record, wanted) for record in known.records.values()]
    found: dict[str, list[FoundTrial]] = {}
    for trial in trials:
        found.setdefault(_reason(known, trial, wanted), []).append(trial)
    listed = {reason: in_order(same) for reason, same in found.items()}
    programmes = listed.pop("programme", ())
    current = tuple(trial for trial in listed.get("", ()) if trial.record.fresh)
    asked_first = tuple(trial for trial in listed.pop("", ()) if not trial.record.fresh)
    apart = tuple(Apart(reason, listed[reason]) for reason in _ORDER if reason in listed)
    shown = (*current, *asked_first, *programmes)
    # Why a trial stands apart tells the age and the country that were asked: not in a file.
    nobody = Wanted(wanted.disease_id, wanted.therapy_id)
    return TrialsAndAccess(
        heading=_heading(len(current), len(asked_first)),
        source=source_words(register, today),
        count=_count(len(current), len(asked_first), len(programmes), len(trials)),
        current=current,
        asked_first=asked_first,
        programmes=programmes,
        apart=apart,
        ways=tuple(_way(with_register(dataset, register), therapy_id, today) for therapy_id in known.therapies),
        sites=sites(shown, wanted.town),
        sheet=trials_sheet([(_reason(known, trial, nobody), trial) for trial in trials]),
        filters=(_chosen(dataset, wanted),),
    )


def _way(dataset: Dataset, therapy_id: str, today: date) -> Way:
    return Way(therapy_id, dataset.therapies[therapy_id].short_name, access_ladder(dataset, therapy_id, today))


def _chosen(dataset: Dataset, wanted: Wanted) -> str:
    """What the file is about. Age, country and place tell of a patient and are never in it."""
    if wanted.therapy_id:
        return f"Therapy: {dataset.therapies[wanted.therapy_id].short_name}"
    return f"Disease: {dataset.diseases[wanted.disease_id].plain_name}" if wanted.disease_id else "All"


def countries(dataset: Dataset, register: StudyRegister | None, wanted: Wanted, today: date) -> tuple[str, ...]:
    """The countries of all sites of these trials, by name."""
    known = candidates(dataset, register, wanted.disease_id, wanted.therapy_id, today)
    found = {country for record in known.records.values() for country in record.countries}
    return tuple(sorted(found))


def _reason(known: Candidates, trial: FoundTrial, wanted: Wanted) -> str:
    """Why a trial stands apart; "" for one that takes new people, or once said so; "programme" for expanded access."""
    record = trial.record
    if known.follows(record.key) or (not record.interventional and record.key in known.of_disease):
        return "Follows people only: it gives no treatment"
    if not known.tests(record.key):
        return "Only names the treatment: it tests something else"
    if wanted.disease_id and _other_disease(known, record.key, wanted.disease_id):
        return "For another disease, by a stated rule"
    if record.status in _FINISHED:
        return "Finished, or ended early"
    if record.status in _OF_STATUS:
        return _OF_STATUS[record.status]
    if wanted.age is not None and record.ages.hold(wanted.age) is False:
        return "Not for this age"
    if wanted.country and record.countries and wanted.country not in record.countries:
        return "No site in this country"
    if not record.takes_in(wanted.country):
        return _NO_SITE_HERE_TAKES if wanted.country else _NO_SITE_TAKES
    return "programme" if record.status == "AVAILABLE" else ""


def _other_disease(known: Candidates, key: str, asked: str) -> bool:
    """Whether a rule of our record keeps the disease out, and the register does not list it."""
    own = known.own.get(key)
    if own is None or key in known.of_disease:
        return False
    rules = [rule for rule in known.dataset.criteria(own.fact_id) if rule.rule == DISEASE]
    return any(disease_fits(known.dataset, asked, rule.diseases) == FAILS for rule in rules)


def _heading(current: int, asked_first: int) -> str:
    if current:
        takes = "1 trial takes" if current == 1 else f"{current} trials take"
        return f"{takes} new people now, by the record"
    if asked_first:
        said = "1 trial said that it takes" if asked_first == 1 else f"{asked_first} trials said that they take"
        return f"{said} new people; the record is old, so ask first"
    return "No trial is known to take new people now"


def source_words(register: StudyRegister | None, today: date) -> str:
    """Where the trials come from, and how old that is."""
    if register is None:
        return (
            "No copy of the register that this version can read is here: only the trials of our own record are listed. "
            "Ask the person who runs this dashboard for a copy."
        )
    return (
        f"From the copy of ClinicalTrials.gov of {wording.day(register.day)}, "
        f"{record_age(register.day.isoformat(), today)} ({register.count:,} studies), and our own record."
    )


def _count(current: int, asked_first: int, programmes: int, total: int) -> str:
    apart = total - current - asked_first - programmes
    outside = "1 programme" if programmes == 1 else f"{programmes} programmes"
    return (
        f"Shown: {current + asked_first + programmes} ({current} that take new people, {asked_first} to be asked "
        f"first, {outside} outside of trials). Set aside, with the reason: {apart}. Total: {total}."
    )


def disease_titles(dataset: Dataset) -> dict[str, str]:
    """Diseases of the record: id to plain name, in the data's order."""
    used = {use.disease_id for use in dataset.all_indications}
    parents = {dataset.diseases[disease_id].parent for disease_id in used}
    known = [disease for disease in dataset.diseases.values() if disease.id in used | parents]
    return {disease.id: f"{disease.plain_name[0].upper()}{disease.plain_name[1:]}" for disease in known}
