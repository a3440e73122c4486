"""A search of the whole copy, in words: what is said of how many, what may be chosen, and which sites may be named."""

from datetime import date

import pytest

from loaders.registry_shelf import newest
from tests.register_copy import CHICAGO, LYON, ST_LOUIS, copy, site, study
from tests.releases import RELEASE
from therapies.found_studies import FoundStudies, found_studies, known, near_sites
from therapies.gazetteer import find_towns
from therapies.study_register import StudyRegister
from therapies.study_search import Asked
from therapies.therapy_studies import counted, others

TODAY = date(2026, 11, 25)
STUDIES = [
    study(1, "Fresh", conditions=["Asthma"], sites=[site(ST_LOUIS), site(LYON, None)]),
    study(2, "Old", conditions=["Asthma"], sites=[site(ST_LOUIS)], updated="2026-05-01"),
    study(3, "Tomorrow", conditions=["Asthma"], sites=[site(ST_LOUIS)], updated="2027-01-01"),
    study(4, "Undated", conditions=["Asthma"], sites=[site(ST_LOUIS)], updated=None),
    study(5, "Unknown", conditions=["Asthma"], status="UNKNOWN", sites=[site(ST_LOUIS)]),
    study(6, "Elsewhere", conditions=["Asthma"], sites=[site(CHICAGO)], interventions=["WU-CART-007"]),
    study(7, "Other", conditions=["Gout"], sites=[site(ST_LOUIS)]),
    study(8, "Strange status", conditions=["Gout"], status="SOMETHING"),
]


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> StudyRegister:
    found = newest(copy(tmp_path_factory.mktemp("register"), STUDIES))
    assert found is not None
    return StudyRegister(found, RELEASE)


def found(register: StudyRegister, asked: Asked) -> FoundStudies:
    return found_studies(RELEASE, register, asked, TODAY)


def titles(found: FoundStudies) -> list[str]:
    return [one.record.line.title for one in found.trials]


def test_the_last_updated_stand_first_and_the_undated_last(register: StudyRegister) -> None:
    asthma = found(register, Asked("asthma"))
    assert titles(asthma) == ["Tomorrow", "Fresh", "Unknown", "Elsewhere", "Old", "Undated"]
    assert asthma.count.startswith("Shown: all 6. The copy holds 8 studies and not the whole register")
    assert [one.record.line.title for one in asthma.trials if one.record.fresh] == ["Fresh", "Unknown", "Elsewhere"]


def test_nothing_asked_lists_nothing_and_offers_every_choice(register: StudyRegister) -> None:
    nothing = found(register, Asked())
    assert nothing.trials == ()
    assert list(nothing.statuses.values()) == ["Not known (1)", "Recruiting (6)", "SOMETHING (1)"]
    assert nothing.phases == {"PHASE1/PHASE2": "Phase 1/2 (8)"}
    assert list(nothing.countries.values()) == ["France (1)", "United States (7)"]


def test_what_is_chosen_stays_among_the_choices(register: StudyRegister) -> None:
    gout = found(register, Asked("gout", country="France"))
    assert gout.trials == ()
    assert gout.countries == {"France": "France (0)", "United States": "United States (1)"}
    assert gout.count.startswith("Found: 0.")


def test_what_this_copy_does_not_have_is_no_choice(register: StudyRegister) -> None:
    assert known(register, Asked("gout", "PHASE9", "GONE", "Atlantis")) == Asked("gout")


def test_only_sites_that_may_be_called_open_are_named(register: StudyRegister) -> None:
    town = find_towns("63110")[0]
    near = near_sites(register, Asked("asthma"), town, TODAY)
    assert [(one.facility, one.study) for one in near] == [("Barnes", "NCT90000001"), ("Lakeside", "NCT90000006")]
    assert near[0].where == "St. Louis, United States"
    assert near[0].distance == "less than 10 km (6 miles)"
    assert near_sites(register, Asked("asthma", status="UNKNOWN"), town, TODAY) == ()
    assert near_sites(register, Asked("asthma"), town, date(2026, 12, 20)) == (), "the copy is 30 days old"
    assert near_sites(register, Asked("asthma"), town, date(2026, 12, 19)) != ()


def test_therapies_are_counted_and_none_is_lost(register: StudyRegister) -> None:
    rows = counted(RELEASE, register.giving)
    assert rows == (("wu-cart-007", ("sofi-cel", "1", "1", "1")),)
    assert others(RELEASE, len(rows)).endswith(f"the other {len(RELEASE.therapies) - 1}.")
