"""All trials of the page of trials as one file. Nothing that was asked of a person is in it: no age, no distance.

Not here: the file of the trials on a therapy's page (`therapies.recruiting`).
"""

from collections.abc import Iterable, Iterator

from therapies.found_trials import FoundTrial
from therapies.sheet import Sheet, passport_cells, passport_headers
from therapies.status_words import status_words
from therapies.wording import NOT_STATED


def trials_sheet(trials: Iterable[tuple[str, FoundTrial]]) -> Sheet:
    """One row for each trial and site, by the name of the trial. Each comes with why it stands apart, or ""."""
    ordered = sorted(trials, key=lambda one: (one[1].record.line.title.casefold(), one[1].record.key))
    headers = (
        *("Trial", "Register number", "Status", "Listed or apart", "Therapies and why", "What to know of the status"),
        *("Record", "Ages", "Phase", "Hospital", "Town", "Region", "Country", "Status of the site"),
        *passport_headers(),
    )
    rows = (row for where, trial in ordered for row in _rows(where or "listed", trial))
    return Sheet("Trials and sites", headers, tuple(rows))


def _rows(where: str, trial: FoundTrial) -> Iterator[tuple[str, ...]]:
    record = trial.record
    about = dict(record.line.about)
    first = (
        record.line.title,
        record.line.nct or NOT_STATED,
        status_words(record.line.status.title, record.line.as_read),
        where,
        "; ".join(f"{name}: {reason}" for _, name, reason in trial.therapies) or NOT_STATED,
        " ".join(record.trust),
        record.line.record,
        about["Ages"],
        about["Phase"],
    )
    papers = passport_cells(record.line.passport)
    for place in record.places:
        site = place.site
        status = status_words(site.status.title, record.line.as_read) if site.status else NOT_STATED
        yield (*first, site.facility, site.city, site.region, site.country, status, *papers)
    if not record.places:
        yield (*first, record.line.sites, "", "", "", "", *papers)
