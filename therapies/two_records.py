"""Our record of a trial beside that of the copy of the register: which is newer, and in what they differ.

The newer is used for everything that both hold; the other one is named beside it with its days. Not here: the records
that the pages show (`therapies.current_trials`, `therapies.trial_records`).
"""

from collections.abc import Iterator
from datetime import date
from math import isclose

from therapies import wording
from therapies.dataset import Dataset
from therapies.facts import Trial
from therapies.places import country_code, places
from therapies.registered_study import RegisteredStudy
from therapies.trial_ages import registered_ages
from therapies.trial_phases import NO_PHASES, phase_code, phase_title

# Kinds of trial that we call a phase; the register has no word of a phase for them.
_NO_PHASE_THERE = ("EA", "long-term follow-up")
# A status is current for so many days after it was read (honesty.md, rule 15).
DAYS_STATUS = 30
_A_WEEK = 0.02  # years; a month is 0.083 in our records, and a twelfth of a year in the register


def copy_is_newer(own: Trial, study: RegisteredStudy, day: date) -> bool:
    """Whether the copy of that day holds the newer record: the days of the records decide, then when each was read.

    Our record's day may be that of its reading: then the record itself is of that day or older, how much is not known.
    So it is with a day that lies behind that of the copy.
    """
    read = own.registry_copy or own.checked_on
    ours, theirs = _day_of_record(own.status_as_of, read), _day_of_record(study.updated, day, itself=True)
    if ours and theirs:
        # No more exact than the less exact of both.
        exact = min(len(ours), len(theirs))
        if ours[:exact] != theirs[:exact]:
            return theirs > ours
    return day >= read


def _day_of_record(printed: str | None, read: date, *, itself: bool = False) -> str | None:
    """The day of a record as printed; None for one that may be the day of its reading, or lies behind it."""
    if not printed:
        return None
    last = read.isoformat()[: len(printed)]
    return printed if printed < last or (itself and printed == last) else None


def newer_phase(own: Trial, study: RegisteredStudy) -> str | None:
    """The phase where the copy is newer: ours where the copy states none, or has no word for what ours is."""
    code = phase_code(study.phases)
    return own.phase if code is None or (code == NO_PHASES and own.phase in _NO_PHASE_THERE) else code


def own_says(dataset: Dataset, own: Trial, study: RegisteredStudy) -> str | None:
    """What our record says otherwise, with both its days: "recruiting, by a record of June 2026, read on …"."""
    said = "; ".join(ours for ours, _ in _differences(dataset, own, study))
    read = wording.day(own.registry_copy or own.checked_on)
    return f"{said}, {_by(own.status_as_of)}, read on {read}" if said else None


def copy_says(dataset: Dataset, own: Trial, study: RegisteredStudy) -> str | None:
    """What the copy says otherwise, with the day of its record."""
    said = "; ".join(theirs for _, theirs in _differences(dataset, own, study))
    return f"{said}, {_by(study.updated)}" if said else None


def _by(printed: str | None) -> str:
    return f"by a record of {wording.printed_date(printed)}" if printed else "by an undated record"


def copy_source_id(own: Trial) -> str:
    """The id of the copy's record of a trial among the sources."""
    return f"{own.therapy_id}/register-{own.nct}"


def known_status(dataset: Dataset, field: str, status: str | None) -> str | None:
    """A status that has a word here; None for another one, of which nothing can be said."""
    return status if status in {word.code for word in dataset.words(field)} else None


def _differences(dataset: Dataset, own: Trial, study: RegisteredStudy) -> Iterator[tuple[str, str]]:
    """What both state and is not the same, in words: ours, theirs."""
    status = own.status or "UNKNOWN", known_status(dataset, "trial_status", study.status) or "UNKNOWN"
    if status[0] != status[1]:
        ours, theirs = (dataset.word("trial_status", code).title.lower() for code in status)
        yield ours, theirs
    if own.phase and own.phase != (code := newer_phase(own, study)):
        yield _phase(dataset, own.phase), _phase(dataset, code)
    if own.enrollment is not None and study.enrollment is not None and own.enrollment != study.enrollment:
        yield wording.people(own.enrollment), wording.people(study.enrollment)
    if own.start and study.start and not (own.start.startswith(study.start) or study.start.startswith(own.start)):
        yield f"start: {wording.printed_date(own.start)}", f"start: {wording.printed_date(study.start)}"
    yield from _other_ages(own, study)
    there = tuple(dict.fromkeys(country_code(site.country) for site in study.sites if site.country))
    # "European Union" names no country, and leaves open which.
    if own.countries and there and "EU" not in own.countries and set(own.countries) != set(there):
        yield f"countries: {places(own.countries)}", f"countries: {places(there)}"


def _phase(dataset: Dataset, code: str | None) -> str:
    title = phase_title(dataset, code)
    return f"phase: {title}" if code == NO_PHASES else f"{title[0].lower()}{title[1:]}"


def _other_ages(own: Trial, study: RegisteredStudy) -> Iterator[tuple[str, str]]:
    ours, found = (own.age_min_years, own.age_max_years), registered_ages(study)
    if ours == (None, None) or not found.known or found.doubtful:
        return
    theirs = found.youngest, found.oldest
    if not (_same_age(ours[0] or None, theirs[0] or None) and _same_age(ours[1], theirs[1])):
        yield f"ages: {wording.ages(*ours)}", f"ages: {wording.ages(*theirs) if any(theirs) else 'no limit'}"


def _same_age(one: float | None, other: float | None) -> bool:
    return one == other if one is None or other is None else isclose(one, other, abs_tol=_A_WEEK)
