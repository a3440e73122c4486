"""When a fact counts as checked, and after how many days it is due again (honesty.md, rule 15).

Here: trials, ways of access, and the days of all kinds of fact. Not here: facts that are as old as their sources
(`loaders.therapy_rows`), and which are due now (`therapies.due_list`).
"""

from datetime import date

from loaders.records import AccessRoute, Therapy, Trial

DAYS_TRIAL_STATUS, DAYS_REGULATORY, DAYS_RESULT, DAYS_OTHER = 30, 30, 180, 365


def trial_checked(trial: Trial) -> date | None:
    """The day up to which a trial's status is known: a status is only as fresh as the copy it was read in."""
    if trial.registry_copy:
        return date.fromisoformat(trial.registry_copy)
    if trial.status_as_of and trial.status_as_of.count("-") == 2:
        return date.fromisoformat(trial.status_as_of)
    return None


def access_checked(route: AccessRoute, therapy: Therapy) -> date | None:
    """The same for a way of access that rests on the sources of a trial; None where its sources alone decide."""
    if route.route not in ("clinical-trial", "expanded-access"):
        return None
    own = [date.fromisoformat(source.checked) for source in therapy.sources if source.id in route.sources]
    same = [trial for trial in therapy.trials if set(trial.sources) & set(route.sources)]
    return min(own + [day for trial in same if trial.nct and (day := trial_checked(trial))])


def access_days(route: AccessRoute) -> int:
    """What is said of a trial or an approval is due as soon as the trial or the approval itself."""
    soon = route.route in ("clinical-trial", "approved-product", "expanded-access", "hospital-exemption", "none-known")
    return DAYS_TRIAL_STATUS if soon else DAYS_OTHER
