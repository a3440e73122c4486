"""The trials on a therapy's own page: ours, each from the copy of the register where that was read later."""

from datetime import date
from pathlib import Path

import pytest

from loaders.registry_shelf import newest
from tests.register_copy import copy
from tests.therapies.test_trials_and_access import RELEASE, STUDIES, TODAY
from therapies.recruiting import recruiting
from therapies.study_register import StudyRegister
from therapies.therapy_trials import therapy_trials

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
    assert rrex.who[0][0] == "Who, in short, as read on 22 August 2026"
    assert rrex.title == "<script>alert(1)</script> T-RRex"
    # Our record said that it takes people; nobody is told so any more.
    assert shown.recruiting.heading == "Trials: none of 3 is known to take people now"


def test_what_else_the_copy_has_is_counted(register: StudyRegister) -> None:
    shown = therapy_trials(RELEASE, register, SOFI, TODAY)
    said = "The copy of the register of 20 November 2026 has 2 more studies of this treatment; "
    assert shown.more == f"{said}2 of them say that people can join."
    other = therapy_trials(RELEASE, register, "voretigene-neparvovec", TODAY)
    assert other.more == "The copy of the register of 20 November 2026 has no more studies of this treatment."


def test_an_older_copy_changes_nothing(tmp_path: Path) -> None:
    found = newest(copy(tmp_path, STUDIES, "2025-01-01"))
    assert found is not None
    shown = therapy_trials(RELEASE, StudyRegister(found, RELEASE), SOFI, date(2026, 11, 25))
    assert shown.recruiting == recruiting(RELEASE, SOFI, TODAY)


def test_an_unknown_therapy_is_an_error(register: StudyRegister) -> None:
    with pytest.raises(KeyError):
        therapy_trials(RELEASE, register, "no-such-therapy", TODAY)
