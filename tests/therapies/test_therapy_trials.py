"""The trials on a therapy's own page: ours, each from the copy of the register where that was read later."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from loaders.registry_shelf import newest
from tests.register_copy import copy, study
from tests.therapies.test_trials_and_access import RELEASE, STUDIES, TODAY
from therapies.recruiting import recruiting
from therapies.study_register import StudyRegister
from therapies.therapy_trials import therapy_trials
from therapies.two_records import copy_is_newer

SOFI = "wu-cart-007"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> StudyRegister:
    found = newest(copy(tmp_path_factory.mktemp("register"), STUDIES))
    assert found is not None
    return StudyRegister(found, RELEASE)


def test_without_a_copy_it_is_our_own_record() -> None:
    shown = therapy_trials(RELEASE, None, SOFI, TODAY)
    assert shown.recruiting == recruiting(RELEASE, SOFI, TODAY)
    assert shown.more == ""


def test_what_the_copy_says_later_is_used_and_both_dates_stand_there(register: StudyRegister) -> None:
    shown = therapy_trials(RELEASE, register, SOFI, TODAY)
    assert len(shown.recruiting.trials) == len(RELEASE.trials(SOFI))
    rrex = next(line for line in shown.recruiting.trials if line.nct == "NCT06514794")
    assert rrex.status.code == "SUSPENDED"
    assert "Record of 10 November 2026" in rrex.record
    assert "copy of the register of 20 November 2026" in rrex.record
    (other,) = rrex.passport.disagreements
    assert other.says == "recruiting; phase 2; ages: from 1 year, by a record of 6 August 2026, read on 22 August 2026"
    # Our record said that it takes new people; nobody is told so any more.
    assert shown.recruiting.heading == "Trials: none of 3 is known to take new people now"


def test_what_else_the_copy_has_is_counted(register: StudyRegister) -> None:
    shown = therapy_trials(RELEASE, register, SOFI, TODAY)
    said = "The copy of the register of 20 November 2026 has 2 more studies of this treatment; "
    assert shown.more == f"{said}1 of them says that it takes new people, by a record of the last 180 days."
    other = therapy_trials(RELEASE, register, "voretigene-neparvovec", TODAY)
    assert other.more == "The copy of the register of 20 November 2026 has no more studies of this treatment."


def test_an_older_copy_with_an_older_record_changes_nothing(tmp_path: Path) -> None:
    old = [study(1, "T-RRex as it was", nct="NCT06514794", status="SUSPENDED", updated="2024-12-01")]
    found = newest(copy(tmp_path, old, "2025-01-01"))
    assert found is not None
    shown = therapy_trials(RELEASE, StudyRegister(found, RELEASE), SOFI, TODAY)
    assert shown.recruiting.heading == recruiting(RELEASE, SOFI, TODAY).heading
    assert [line.status for line in shown.recruiting.trials] == [
        line.status for line in recruiting(RELEASE, SOFI, TODAY).trials
    ]


def test_a_copy_that_was_read_earlier_but_holds_a_later_record_is_newer(register: StudyRegister) -> None:
    own = next(trial for trial in RELEASE.trials(SOFI) if trial.nct == "NCT06514794")
    assert own.status_as_of == "2026-08-06"
    registered = register.study("NCT06514794")
    later, earlier = (replace(registered, updated=updated) for updated in ("2026-08-20", "2026-07-01"))
    day = date(2026, 8, 21)
    assert day < (own.registry_copy or own.checked_on)
    assert copy_is_newer(own, later, day)
    assert not copy_is_newer(own, earlier, day)
    assert not copy_is_newer(own, earlier, date(2026, 11, 20)), "an old file that was read today"


@pytest.mark.parametrize(
    ("ours", "theirs", "day", "newer"),
    [
        # The day of our record may be that of reading: the record itself may be older.
        ("2026-08-22", "2024-01-01", "2026-11-20", True),
        ("2026-08-22", "2024-01-01", "2026-08-21", False),
        # No more exact than the less exact of both.
        ("2026-07", "2026-07-02", "2026-11-20", True),
        ("2026-07", "2026-07-30", "2026-08-21", False),
        ("2026-07", "2026-06-30", "2026-11-20", False),
        ("2025", "2026-01-01", "2026-08-21", True),
        # A record of a day that lies behind that of its copy says nothing of its age.
        ("2026-08-06", "2027-01-01", "2026-08-21", False),
        ("2026-08-06", "2027-01-01", "2026-11-20", True),
        (None, "2020-01-01", "2026-11-20", True),
        ("2026-08-06", None, "2026-11-20", True),
        ("2026-08-06", None, "2026-08-21", False),
    ],
)
def test_the_days_of_the_records_decide_and_then_when_they_were_read(
    register: StudyRegister, ours: str | None, theirs: str | None, day: str, newer: bool
) -> None:
    own = next(trial for trial in RELEASE.trials(SOFI) if trial.nct == "NCT06514794")
    own = replace(own, status_as_of=ours)
    assert own.registry_copy == date(2026, 8, 22)
    study = replace(register.study("NCT06514794"), updated=theirs)
    assert copy_is_newer(own, study, date.fromisoformat(day)) is newer


def test_an_unknown_therapy_is_an_error(register: StudyRegister) -> None:
    with pytest.raises(KeyError):
        therapy_trials(RELEASE, register, "no-such-therapy", TODAY)
