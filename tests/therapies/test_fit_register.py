"""The fit check over a copy of the register: only structured fields decide, and the rest is always asked."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from loaders.registry_shelf import newest
from tests.register_copy import CHICAGO, LYON, ST_LOUIS, copy, site, study
from tests.releases import RELEASE
from therapies.fit_check import ASK_FIRST, NO_FIT, FitCheck, Item, fit_check
from therapies.gazetteer import find_towns
from therapies.situation import Situation
from therapies.study_register import StudyRegister

TODAY = date(2026, 11, 25)
CHILD = ("1 Year", "21 Years")
STUDIES = [
    study(1, "Near and open", ages=CHILD, sites=[site(ST_LOUIS), site(LYON)]),
    study(2, "Far and open", ages=CHILD, sites=[site(CHICAGO)]),
    study(3, "Adults only", ages=("18 Years", None), sites=[site(ST_LOUIS)]),
    study(4, "Finished", status="COMPLETED", sites=[site(ST_LOUIS, "COMPLETED")]),
    study(5, "Unknown status", status="UNKNOWN", ages=CHILD, sites=[site(ST_LOUIS)]),
    study(6, "Only in France", ages=CHILD, sites=[site(LYON)]),
    study(7, "Old record", ages=CHILD, updated="2026-03-01", sites=[site(ST_LOUIS)]),
    study(8, "Full", status="ACTIVE_NOT_RECRUITING", ages=CHILD),
    study(9, "Girls only", ages=CHILD, sites=[site(ST_LOUIS)], sex="FEMALE"),
    study(10, "Only by group", std_ages=["ADULT", "OLDER_ADULT"], sites=[site(ST_LOUIS)]),
    study(11, "Ages not stated", sites=[site(ST_LOUIS)]),
    study(12, "Looks on", ages=CHILD, study_type="OBSERVATIONAL", sites=[site(ST_LOUIS)]),
    study(13, "Another disease", conditions=["Asthma"], sites=[site(ST_LOUIS)]),
    study(14, "Site closed", ages=CHILD, sites=[site(ST_LOUIS, "COMPLETED")]),
]
BOY = Situation("t-all", 9, "male", "United States", find_towns("63110")[0], 3, {"relapsed-or-refractory": True})


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> StudyRegister:
    found = newest(copy(tmp_path_factory.mktemp("register"), STUDIES))
    assert found is not None
    return StudyRegister(found, RELEASE)


def named(result: FitCheck, title: str) -> Item:
    return next(one for one in (*result.may_fit, *result.ask, *result.no_fit) if one.title == title)


@pytest.mark.parametrize(
    ("title", "state", "decides"),
    [
        ("Near and open", ASK_FIRST, "rest"),
        ("Far and open", ASK_FIRST, "rest"),
        ("Adults only", NO_FIT, "age"),
        ("Finished", NO_FIT, "status"),
        ("Unknown status", ASK_FIRST, "status"),
        ("Only in France", ASK_FIRST, "place"),
        ("Old record", ASK_FIRST, "status"),
        ("Full", NO_FIT, "status"),
        ("Girls only", NO_FIT, "sex"),
        ("Only by group", NO_FIT, "age"),
        ("Ages not stated", ASK_FIRST, "rest"),
        ("Looks on", NO_FIT, "what"),
        ("Site closed", ASK_FIRST, "status"),
    ],
)
def test_a_study_that_nobody_entered_rules_for(register: StudyRegister, title: str, state: str, decides: str) -> None:
    verdict = named(fit_check(RELEASE, register, BOY, TODAY), title).verdict
    told = [(one.kind, one.outcome, one.criterion) for one in (*verdict.decided, *verdict.others)]
    assert verdict.state == state, told
    assert verdict.decided[0].kind == decides, told


def test_without_the_sex_it_is_asked_and_for_a_girl_it_holds(register: StudyRegister) -> None:
    unknown = named(fit_check(RELEASE, register, replace(BOY, sex=None), TODAY), "Girls only").verdict
    assert ("sex", "ask") in [(one.kind, one.outcome) for one in unknown.decided]
    girl = named(fit_check(RELEASE, register, replace(BOY, sex="female"), TODAY), "Girls only").verdict
    assert [one.kind for one in girl.decided] == ["rest"]


def test_a_study_of_another_disease_is_not_of_this_list(register: StudyRegister) -> None:
    result = fit_check(RELEASE, register, BOY, TODAY)
    assert all(one.title != "Another disease" for one in (*result.may_fit, *result.ask, *result.no_fit))


def test_a_study_with_a_new_number_keeps_the_rules_of_our_record(tmp_path: Path) -> None:
    renumbered = study(30, "Renumbered", ages=CHILD, sites=[site(ST_LOUIS)], aliases=["NCT06514794"])
    found = newest(copy(tmp_path, [renumbered]))
    assert found is not None
    result = fit_check(RELEASE, StudyRegister(found, RELEASE), BOY, TODAY)
    assert all(one.title != "T-RRex" for one in (*result.may_fit, *result.ask, *result.no_fit)), "it stands there once"
    rules = [*named(result, "Renumbered").verdict.decided, *named(result, "Renumbered").verdict.others]
    assert any("MRD-positive" in one.criterion for one in rules)
    assert not any(one.kind == "rest" for one in rules)


def test_the_nearest_site_is_said(register: StudyRegister) -> None:
    result = fit_check(RELEASE, register, BOY, TODAY)
    assert named(result, "Near and open").nearest.startswith("Nearest: Barnes, St. Louis, less than 10 km")
    assert not named(fit_check(RELEASE, register, replace(BOY, town=None), TODAY), "Near and open").nearest


def test_nothing_that_was_asked_is_kept_between_checks(register: StudyRegister) -> None:
    """The caches hold trials of our record alone: another person gives another result at once."""
    first = fit_check(RELEASE, register, BOY, TODAY)
    grown = fit_check(RELEASE, register, replace(BOY, age=30), TODAY)
    assert named(first, "Adults only").verdict.state == NO_FIT
    assert named(grown, "Adults only").verdict.state == ASK_FIRST
    assert fit_check(RELEASE, register, BOY, TODAY) == first
