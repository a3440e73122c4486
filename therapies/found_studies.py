"""A search of the whole copy of the register as a page shows it: for any disease, also those that are not ours.

The last updated studies stand first, never the ones with better results. The nearest sites are only of studies that are
called open: read in the last 30 days, updated in the last 180 (honesty.md, rule 15), and recruiting, as the site is.
Not here: which studies have the words (`therapies.study_search`), and which sites are the nearest
(`therapies.near_sites`).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from therapies import wording
from therapies.dataset import Dataset
from therapies.found_trials import FoundTrial
from therapies.gazetteer import Town, distance_words
from therapies.recruiting import NO_CITY, NO_FACILITY, REGISTER
from therapies.study_register import StudyRegister
from therapies.study_search import MOST, NOT_STATED, Asked
from therapies.takes_people import RECRUITING
from therapies.trial_phases import phase_code, phase_title
from therapies.trial_records import (
    DAYS_RECORD,
    DAYS_STATUS,
    country_name,
    registered_record,
    status_word,
)

MOST_SITES = 20
HOW = (
    "Finds studies that have all your words in their titles, diseases, treatments or keywords; the beginning of a word "
    "is enough. A register number works too."
)
NONE = "No study of the copy fits. Try fewer words, or only their beginnings: “lympho” finds lymphoma and lymphocytic."
NO_NEAR = (
    "No near site can be shown. A study counts only if it takes new people, was read in the last 30 days, was updated "
    "in the last 180, and lists a site that takes new people."
)


@dataclass(frozen=True, slots=True)
class NearLine:
    """A site that says it takes new people: its hospital and town, how far it is, and its study."""

    facility: str
    where: str
    distance: str
    study: str
    url: str


@dataclass(frozen=True, slots=True)
class FoundStudies:
    """The page: how many, the newest of them, and the choices that are left, by the register's word, with counts."""

    count: str
    phases: dict[str, str]
    statuses: dict[str, str]
    countries: dict[str, str]
    trials: tuple[FoundTrial, ...]


def known(register: StudyRegister, asked: Asked) -> Asked:
    """What was asked, without a phase, status or country that this copy does not have."""
    search = register.search
    return replace(
        asked,
        phase=asked.phase if asked.phase in search.phases else None,
        status=asked.status if asked.status in search.statuses else None,
        country=asked.country if asked.country in search.countries else None,
    )


def found_studies(dataset: Dataset, register: StudyRegister, asked: Asked, today: date) -> FoundStudies:
    """The studies asked for; for nothing asked only the choices. Raises KeyError for a value that the copy has not."""
    found = register.search.find(asked, 0 if asked == Asked() else MOST)
    studies = register.in_rows(found.newest)
    records = (registered_record(dataset, study, register.day, today, None) for study in studies)
    return FoundStudies(
        count=" ".join(part for part in (_shown(found.total, asked), _copy_words(register)) if part),
        phases=_choices(
            found.phases, asked.phase, lambda code: phase_title(dataset, phase_code(code.split("/") if code else None))
        ),
        statuses=_choices(found.statuses, asked.status, lambda code: _status(dataset, code)),
        countries=_choices(found.countries, asked.country, country_name),
        trials=tuple(FoundTrial(record, (), "", (), "") for record in records),
    )


def _status(dataset: Dataset, code: str) -> str:
    """The word of a status; one that is not known here as the register writes it, so that it can be told apart."""
    word = status_word(dataset, code)
    return word.title if word.code == code else code or wording.NOT_STATED


def _choices(counts: dict[str, int], chosen: str | None, title: Callable[[str], str]) -> dict[str, str]:
    """The words of each value with its count, by name; what is chosen is always there."""
    counts = counts if chosen is None else {chosen: 0} | counts
    titles = {code: title(code) for code in counts}
    order = sorted(counts, key=lambda code: (code == NOT_STATED, titles[code].casefold(), code))
    return {code: f"{titles[code][0].upper()}{titles[code][1:]} ({counts[code]:,})" for code in order}


def _shown(total: int, asked: Asked) -> str:
    if asked == Asked():
        return ""
    if total <= 1:
        return f"Found: {total}."
    return f"Shown: all {total}." if total <= MOST else f"Shown: the {MOST} last updated of {total:,}."


def _copy_words(register: StudyRegister) -> str:
    if register.whole:
        return f"The copy holds the whole register, {register.count:,} studies."
    return (
        f"The copy holds {register.count:,} studies and not the whole register: a disease that is not ours may have "
        "more. The person who runs this dashboard can get the whole register."
    )


def near_sites(register: StudyRegister, asked: Asked, town: Town, today: date) -> tuple[NearLine, ...]:
    """The nearest sites of these studies that say they recruit, where that may be said as of today."""
    old = (today - register.day).days >= DAYS_STATUS
    if old or asked.status not in (None, RECRUITING) or RECRUITING not in register.search.statuses:
        return ()
    fits = np.zeros(register.count, bool)
    fits[register.search.all_rows(replace(asked, status=RECRUITING))] = True
    fresh = np.zeros(register.count, bool)
    fresh[register.updated_between(today - timedelta(days=DAYS_RECORD), today)] = True
    lines = []
    for near in register.sites.recruiting(town, MOST_SITES, fits & fresh):
        nct, site = register.site(near)
        country = country_name(site.country)
        where = f"{site.city or NO_CITY}, {country}"
        lines.append(NearLine(site.facility or NO_FACILITY, where, distance_words(near.km), nct, REGISTER + nct))
    return tuple(lines)
