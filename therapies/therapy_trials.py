"""The trials of our record of one therapy, each from the copy of the register where that is newer, and how many more.

Not here: all studies of the copy, with sites by distance, as on the page of trials (`therapies.trials_and_access`).
"""

from dataclasses import dataclass
from datetime import date

from therapies import wording
from therapies.current_trials import with_register
from therapies.dataset import Dataset
from therapies.record_ages import DAYS_RECORD
from therapies.recruiting import Recruiting, recruiting
from therapies.study_register import StudyRegister
from therapies.takes_people import RECRUITING
from therapies.trial_candidates import candidates


@dataclass(frozen=True, slots=True)
class TherapyTrials:
    """The trials, and a sentence on what the copy of the register has besides; "" while there is no copy."""

    recruiting: Recruiting
    more: str


def therapy_trials(dataset: Dataset, register: StudyRegister | None, therapy_id: str, today: date) -> TherapyTrials:
    """The trials of a therapy. Raises KeyError for an unknown id."""
    known = candidates(dataset, register, None, therapy_id, today)
    shown = recruiting(with_register(dataset, register), therapy_id, today)
    if register is None:
        return TherapyTrials(shown, "")
    others = [record for key, record in known.records.items() if key not in known.own and known.tests(key)]
    taking = sum(record.status == RECRUITING and record.fresh and record.takes_in(None) for record in others)
    studies = "no more studies" if not others else "1 more study" if len(others) == 1 else f"{len(others)} more studies"
    say = "says that it takes new people, by a record" if taking == 1 else "say that they take new people, by records"
    said = f"; {taking} of them {say} of the last {DAYS_RECORD} days" if others else ""
    return TherapyTrials(
        shown, f"The copy of the register of {wording.day(register.day)} has {studies} of this treatment{said}."
    )
