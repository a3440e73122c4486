"""Whether a trial, or one of its sites, takes people who ask, by the statuses of the register: one rule for all pages.

A trial by invitation takes nobody who asks. Not here: how old a status is, and if it may be said as of today
(`therapies.record_ages`).
"""

from collections.abc import Iterable

RECRUITING, AVAILABLE = "RECRUITING", "AVAILABLE"
TAKES_PEOPLE = (RECRUITING, AVAILABLE)
# The way of access that a trial or programme of such a status keeps open.
WAYS = {RECRUITING: "clinical-trial", AVAILABLE: "expanded-access"}


def may_take(site_status: str | None, trial_status: str | None) -> bool:
    """Whether a site may take new people: one without a status of its own follows the trial."""
    return site_status in TAKES_PEOPLE or (site_status is None and trial_status in TAKES_PEOPLE)


def takes_people(trial_status: str | None, site_statuses: Iterable[str | None]) -> bool:
    """Whether a trial takes new people: by its own status, and by that of a site where sites are listed."""
    sites = list(site_statuses)
    return trial_status in TAKES_PEOPLE and (not sites or any(may_take(site, trial_status) for site in sites))
