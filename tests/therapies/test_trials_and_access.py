"""The page of trials over a copy of the register: who takes a child of nine with T-ALL in the US, and why not."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from loaders.registry_copy import CopyWriter
from loaders.registry_shelf import newest
from loaders.registry_study import Study
from tests.register_copy import CHICAGO, LYON, ST_LOUIS, copy, site, study
from tests.releases import RELEASE
from therapies.found_trials import found_trial
from therapies.gazetteer import find_towns
from therapies.rulings import FAILS, disease_fits
from therapies.study_register import RegisterShelf, StudyRegister
from therapies.trial_ages import Ages, ages_said, registered_ages
from therapies.trial_candidates import Candidates, Wanted
from therapies.trial_records import registered_record
from therapies.trial_sites import sites
from therapies.trial_trust import trust
from therapies.trials_and_access import FoundTrial, TrialsAndAccess, trials_and_access
from views import site_map, trial_list

TODAY = date(2026, 11, 25)
CHILD = ("1 Year", "21 Years")
STUDIES = [
    study(1, "Near and open", ages=CHILD, sites=[site(ST_LOUIS), site(LYON)], std_ages=["CHILD", "ADULT"]),
    study(2, "Far and open", ages=CHILD, sites=[site(CHICAGO)], interventions=["WU-CART-007"]),
    study(3, "Adults only", ages=("18 Years", None), sites=[site(ST_LOUIS)], std_ages=["ADULT", "OLDER_ADULT"]),
    study(4, "Finished", status="COMPLETED", sites=[site(ST_LOUIS, "COMPLETED")]),
    study(5, "Unknown status", status="UNKNOWN", sites=[site(ST_LOUIS)]),
    study(6, "Only in France", ages=CHILD, sites=[site(LYON)]),
    study(7, "Old record", ages=CHILD, updated="2026-03-01", sites=[site(ST_LOUIS)]),
    study(8, "Full", status="ACTIVE_NOT_RECRUITING", sites=[site(ST_LOUIS, "ACTIVE_NOT_RECRUITING")]),
    study(9, "Paused", status="SUSPENDED"),
    study(10, "By invitation", status="ENROLLING_BY_INVITATION"),
    study(11, "Soon", status="NOT_YET_RECRUITING"),
    study(12, "Odd ages", ages=("18 Days", "75 Days"), std_ages=["ADULT", "OLDER_ADULT"], sites=[site(ST_LOUIS)]),
    study(13, "Without a date", updated=None, sites=[site(ST_LOUIS, None)]),
    study(14, "Another disease", conditions=["Asthma"]),
    study(15, "Registry after nelarabine", conditions=["T-ALL"], study_type="OBSERVATIONAL"),
    study(16, "Site closed", ages=CHILD, sites=[site(ST_LOUIS, "COMPLETED"), site(CHICAGO, "WITHDRAWN")]),
    study(17, "Outside of trials", status="AVAILABLE", study_type="EXPANDED_ACCESS", interventions=["WU-CART-007"]),
    study(20, "No true date", updated="2026-13-40", sites=[site(ST_LOUIS)]),
    study(21, "Updated tomorrow", updated="2027-01-01", sites=[site(ST_LOUIS)]),
    study(19, "Long-term follow-up after WU-CART-007", interventions=["Genetic: WU-CART-007"]),
    study(18, "<script>alert(1)</script> T-RRex", nct="NCT06514794", status="SUSPENDED", updated="2026-11-10"),
]


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> StudyRegister:
    found = newest(copy(tmp_path_factory.mktemp("register"), STUDIES))
    assert found is not None
    return StudyRegister(found, RELEASE)


@pytest.fixture(scope="module")
def child(register: StudyRegister) -> TrialsAndAccess:
    wanted = Wanted(disease_id="t-all", age=9, country="United States", town=find_towns("63110")[0])
    return trials_and_access(RELEASE, register, wanted, TODAY)


def titles(trials: tuple[FoundTrial, ...]) -> list[str]:
    return [trial.record.line.title for trial in trials if (trial.record.line.nct or "").startswith("NCT9")]


def reason(found: TrialsAndAccess, title: str) -> str:
    (only,) = [group.reason for group in found.apart if title in titles(group.trials)]
    return only


def test_only_fresh_records_that_hold_the_age_are_called_open_the_nearest_first(child: TrialsAndAccess) -> None:
    assert titles(child.current) == ["Near and open", "Odd ages", "Far and open"]
    near = next(trial for trial in child.current if trial.record.line.title == "Near and open")
    assert near.nearest == "Nearest: Barnes, St. Louis, less than 10 km (6 miles)."
    assert "Record of 1 November 2026, 24 days old." in near.record.line.record
    assert "copy of the register of 20 November 2026" in near.record.line.record
    assert child.heading == "3 trials take new people now, by the record"


def test_an_old_record_and_one_without_a_date_are_never_called_open(child: TrialsAndAccess) -> None:
    doubtful = {"Old record", "Without a date", "No true date", "Updated tomorrow"}
    assert set(titles(child.asked_first)) >= doubtful
    assert not doubtful & set(titles(child.current))


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("Adults only", "Not for this age"),
        ("Finished", "Finished, or ended early"),
        ("Unknown status", "Nobody knows if it takes new people: never call it open"),
        ("Only in France", "No site in this country"),
        ("Site closed", "No site in this country says that it takes new people"),
        ("Full", "Running but full"),
        ("Paused", "Stopped for now"),
        ("By invitation", "By invitation only"),
        ("Soon", "Not yet open"),
        ("Registry after nelarabine", "Follows people only: it gives no treatment"),
        ("Long-term follow-up after WU-CART-007", "Follows people only: it gives no treatment"),
    ],
)
def test_all_others_stand_apart_with_the_reason(child: TrialsAndAccess, title: str, why: str) -> None:
    assert reason(child, title) == why


def test_shown_and_apart_make_the_total(child: TrialsAndAccess, register: StudyRegister) -> None:
    apart = [trial for group in child.apart for trial in group.trials]
    everyone = [*child.current, *child.asked_first, *child.programmes, *apart]
    keys = [trial.record.key for trial in everyone]
    assert len(keys) == len(set(keys))
    assert child.count.endswith(f"Total: {len(keys)}.")
    assert register.of_disease["t-all"] <= set(keys)
    assert "NCT90000014" not in keys


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ([], "No sites are listed."),
        (["RECRUITING"], "The one site says that it takes new people."),
        (["COMPLETED"], "The one site says that it takes nobody."),
        ([None], "The one site says nothing."),
        (["RECRUITING", "RECRUITING"], "Both sites say that they take new people."),
        (["RECRUITING", None], "Of 2 sites 1 says that it takes new people, 1 says nothing."),
    ],
)
def test_what_the_sites_of_a_record_say(statuses: list[str | None], said: str) -> None:
    assert said in trust("RECRUITING", "2026-11-01", "", statuses, TODAY)


def test_the_title_of_the_sites_counts_only_trials_that_have_them(tmp_path: Path) -> None:
    title = "are listed and may take new people"
    none = study(1, "No sites")
    one = study(2, "One", sites=[site(ST_LOUIS)])
    two = study(3, "Two", sites=[site(ST_LOUIS), site(LYON), site(CHICAGO, "COMPLETED")])
    programme = study(4, "Outside", status="AVAILABLE", study_type="EXPANDED_ACCESS", sites=[site(CHICAGO, None)])
    for number, (studies, said) in enumerate(
        (
            ([one, two], f"2 sites of 2 trials {title}"),
            ([none, one], f"1 site of 1 trial {title.replace('are', 'is')}; 1 other trial lists no such site"),
            ([none, two, programme], f"3 sites of 1 trial and 1 programme {title}; 1 other trial lists no such site"),
            ([none], "No site is listed that may take new people"),
        )
    ):
        copied = newest(copy(tmp_path / str(number), studies))
        assert copied is not None
        known = Candidates(RELEASE, StudyRegister(copied, RELEASE), None, "voretigene-neparvovec", TODAY)
        records = [
            registered_record(RELEASE, study, date(2026, 11, 20), TODAY, None)
            for study in StudyRegister(copied, RELEASE).in_rows(np.arange(len(studies)))
        ]
        shown = sites([found_trial(known, record, Wanted()) for record in records], None)
        assert shown.title == said
        count = len(shown.places)
        assert f"Marked on the map: {count} of {count} sites." in site_map.alternative(shown)


def test_doubtful_ages_are_said_and_not_converted(child: TrialsAndAccess) -> None:
    odd = next(trial for trial in child.current if trial.record.line.title == "Odd ages")
    assert dict(odd.record.line.about)["Ages"] == "18 Days to 75 Days (the record contradicts itself: ask)"
    assert odd.age_said == "The record does not tell if it takes this age: ask."


def test_sites_that_contradict_the_status_are_named(child: TrialsAndAccess) -> None:
    closed = next(t for g in child.apart for t in g.trials if t.record.line.title == "Site closed")
    assert any("the two do not agree" in said for said in closed.record.trust)
    assert closed.near == ()
    unknown = next(t for g in child.apart for t in g.trials if t.record.line.title == "Unknown status")
    assert any("Some sites say that they take new people" in said for said in unknown.record.trust)
    assert any("never say that it is open" in said for said in unknown.record.trust)


def test_the_newer_of_copy_and_record_is_used_and_both_are_named(child: TrialsAndAccess) -> None:
    (paused,) = [t for g in child.apart for t in g.trials if t.record.key == "NCT06514794"]
    assert paused.record.line.status.code == "SUSPENDED"
    said = "recruiting; phase 2; ages: from 1 year, by a record of 6 August 2026, read on 22 August 2026"
    assert f"Our own record says: {said}." in paused.record.trust


def test_a_programme_outside_of_trials_is_no_trial(child: TrialsAndAccess) -> None:
    assert titles(child.programmes) == ["Outside of trials"]


def test_a_copy_that_is_too_old_calls_nothing_open(register: StudyRegister) -> None:
    late = trials_and_access(RELEASE, register, Wanted(disease_id="t-all"), date(2026, 12, 21))
    assert late.current == ()
    assert all(trial.record.line.overdue for trial in late.asked_first)


def test_the_file_holds_nothing_of_the_person(register: StudyRegister, child: TrialsAndAccess) -> None:
    anybody = trials_and_access(RELEASE, register, Wanted(disease_id="t-all"), TODAY)
    asked = " ".join(cell for row in child.sheet.rows for cell in row)
    assert child.filters == anybody.filters == ("Disease: T-cell leukemia (T-ALL)",)
    assert "63110" not in asked
    assert " km" not in asked
    assert child.sheet == anybody.sheet, "who stands apart for an age or a country tells of a person"


def test_for_a_therapy_a_study_that_only_names_it_stands_apart(register: StudyRegister) -> None:
    found = trials_and_access(RELEASE, register, Wanted(therapy_id="nelarabine"), TODAY)
    assert reason(found, "Registry after nelarabine") == "Only names the treatment: it tests something else"
    sofi = trials_and_access(RELEASE, register, Wanted(therapy_id="wu-cart-007"), TODAY)
    (far,) = [trial for trial in sofi.current if trial.record.line.title == "Far and open"]
    assert far.therapies == (("wu-cart-007", "sofi-cel", "The study gives it: “WU-CART-007” in “WU-CART-007”."),)


@pytest.mark.parametrize("therapy_id", sorted(RELEASE.therapies))
def test_without_a_copy_every_therapy_shows_its_own_trials(therapy_id: str) -> None:
    found = trials_and_access(RELEASE, None, Wanted(therapy_id=therapy_id), TODAY)
    apart = [trial for group in found.apart for trial in group.trials]
    keys = {trial.record.key for trial in (*found.current, *found.asked_first, *found.programmes, *apart)}
    assert keys == {trial.nct or trial.fact_id for trial in RELEASE.trials(therapy_id)}
    assert "No copy of the register that this version can read is here" in found.source
    assert [way.therapy_id for way in found.ways] == [therapy_id]


def test_a_broken_newer_copy_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("therapies.study_register._LOOK_AGAIN_SECONDS", -1.0)
    shelf = RegisterShelf(copy(tmp_path, STUDIES))
    first = shelf.register(RELEASE)
    assert first is not None
    broken = copy(tmp_path, STUDIES[:2], "2026-11-24") / "2026-11-24" / "studies.parquet"
    broken.write_bytes(broken.read_bytes()[:-40])
    again = shelf.register(RELEASE)
    assert again is not None
    assert again.day == first.day
    copy(tmp_path, STUDIES[:3], "2026-11-25")
    newer = shelf.register(RELEASE)
    assert newer is not None
    assert (newer.day, newer.count) == (date(2026, 11, 25), 3)
    assert RegisterShelf(tmp_path / "nothing").register(RELEASE) is None


def apart(found: TrialsAndAccess) -> dict[str, str]:
    """Why each trial stands apart, by its title; "" for one that is listed."""
    shown = (*found.current, *found.asked_first, *found.programmes)
    listed = {one.record.line.title: "" for one in shown}
    return listed | {one.record.line.title: group.reason for group in found.apart for one in group.trials}


def asked(folder: Path, wanted: Wanted, *studies: Study) -> dict[str, str]:
    copied = newest(copy(folder, studies))
    assert copied is not None
    return apart(trials_and_access(RELEASE, StudyRegister(copied, RELEASE), wanted, TODAY))


HERE = "No site in this country says that it takes new people"


def test_a_trial_that_takes_people_elsewhere_alone_is_not_open_in_this_country(tmp_path: Path) -> None:
    found = asked(
        tmp_path,
        Wanted(disease_id="t-all", country="United States"),
        study(1, "Closed here, open in France", sites=[site(ST_LOUIS, "COMPLETED"), site(LYON)]),
        study(2, "Begins here later", sites=[site(ST_LOUIS, "NOT_YET_RECRUITING"), site(LYON)]),
        study(3, "Open in both", sites=[site(ST_LOUIS), site(LYON)]),
        study(4, "No word on its sites", sites=[site(ST_LOUIS, None)]),
        study(5, "No sites listed"),
    )
    assert found["Closed here, open in France"] == found["Begins here later"] == HERE
    assert found["Open in both"] == found["No word on its sites"] == found["No sites listed"] == ""


def test_a_record_without_sites_keeps_to_the_countries_that_it_names() -> None:
    name = next(trial.name for trial in RELEASE.all_trials if trial.nct == "NCT05968326") or ""
    for country, why in (("China", "No site in this country"), ("Germany", "")):
        wanted = Wanted(disease_id="pdac", country=country)
        assert apart(trials_and_access(RELEASE, None, wanted, TODAY))[name] == why


def test_a_trial_that_gives_the_product_and_follows_long_is_no_follow_up(tmp_path: Path) -> None:
    titles_of = (
        "WU-CART-007 Trial With Long-Term Follow-up",
        "Phase 1/2 Study of WU-CART-007 and Long-Term Follow-up",
        "Registry-based Randomized Trial of WU-CART-007",
        "Long-Term Follow-Up of People Who Had WU-CART-007",
        "A Registry of People After WU-CART-007",
        "Long-Term Follow-up of Participants of the Phase 2 Trial of WU-CART-007",
        "15-year follow-up of patients treated with WU-CART-007",
        "A Study of WU-CART-007 and Long Term Follow-up in T-ALL",
    )
    found = asked(
        tmp_path,
        Wanted(disease_id="t-all"),
        *(
            study(number, title, interventions=["WU-CART-007"], sites=[site(ST_LOUIS)])
            for number, title in enumerate(titles_of)
        ),
    )
    follows = "Follows people only: it gives no treatment"
    assert [found[title] for title in titles_of] == ["", "", "", *[follows] * 4, ""]


@pytest.mark.parametrize(("age", "holds"), [(8, True), (9, None), (10, False)])
def test_a_limit_in_months_may_end_in_the_middle_of_a_year(tmp_path: Path, age: int, holds: bool | None) -> None:
    copied = newest(copy(tmp_path, [study(1, "To 110 months", ages=("1 Year", "110 Months"))]))
    assert copied is not None
    (one,) = StudyRegister(copied, RELEASE).studies(["NCT90000001"])
    assert registered_ages(one).hold(age) is holds


@pytest.mark.parametrize(("age", "holds"), [(9, False), (17, False), (18, None), (70, None)])
def test_a_copy_of_age_groups_alone_excludes_those_outside_them(age: int, holds: bool | None) -> None:
    assert Ages(None, None, False, False, frozenset(("ADULT", "OLDER_ADULT"))).hold(age) is holds
    assert Ages(None, None, False, False).hold(age) is None


CHILD_, ADULT, OLDER = "CHILD", "ADULT", "OLDER_ADULT"
CHILDREN, ADULTS, OLD = "children (up to 17 years)", "adults (18 to 64 years)", "older adults (65 years and over)"


@pytest.mark.parametrize(
    ("ages", "groups", "said", "held"),
    [
        ((None, None), [ADULT, OLDER], f"ages by group: {ADULTS}, {OLD}", {18, 64, 65, 90}),
        ((None, None), [ADULT], f"ages by group: {ADULTS}", {18, 64}),
        ((None, None), [CHILD_], f"ages by group: {CHILDREN}", {0, 9, 17}),
        ((None, None), [OLDER, CHILD_], f"ages by group: {CHILDREN}, {OLD}", {0, 9, 17, 65, 90}),
        ((None, None), [CHILD_, ADULT, OLDER], "no limit", {0, 9, 17, 18, 64, 65, 90}),
        ((None, None), [], "no limit", {0, 9, 17, 18, 64, 65, 90}),
        (("N/A", "N/A"), ["Older Adult", "Adult"], f"ages by group: {ADULTS}, {OLD}", {18, 64, 65, 90}),
        (("6 Years", "64 Years"), [CHILD_, ADULT], "6 Years to 64 Years", {9, 17, 18, 64}),
        (("18 Years", None), [ADULT], f"18 Years to no upper limit; ages by group: {ADULTS}", {18, 64}),
        ((None, "64 Years"), [ADULT], f"no lower limit to 64 Years; ages by group: {ADULTS}", {18, 64}),
        (("18 Years", None), [ADULT, OLDER], "18 Years to no upper limit", {18, 64, 65, 90}),
        ((None, None), ["ADULT", "PENSIONER"], "no limit", {0, 9, 17, 18, 64, 65, 90}),
    ],
)
def test_groups_of_ages_are_the_limits_where_the_study_states_none(
    tmp_path: Path, ages: tuple[str | None, str | None], groups: list[str], said: str, held: set[int]
) -> None:
    copied = newest(copy(tmp_path, [study(1, "By group", ages=ages, std_ages=groups, sites=[site(ST_LOUIS)])]))
    assert copied is not None
    register = StudyRegister(copied, RELEASE)
    (one,) = register.studies(["NCT90000001"])
    found = registered_ages(one)
    assert ages_said(one, found) == said
    assert {age for age in (0, 9, 17, 18, 64, 65, 90) if found.hold(age)} == held
    assert {found.hold(age) for age in held} == {True}
    page = trials_and_access(RELEASE, register, Wanted(disease_id="t-all", age=9), TODAY)
    apart = {group.reason: titles(group.trials) for group in page.apart}
    assert ("By group" in titles(page.current), "By group" in apart.get("Not for this age", ())) == (
        9 in held,
        9 not in held,
    )
    for one in (one for group in page.apart if group.reason == "Not for this age" for one in group.trials):
        if one.record.line.title == "By group":
            assert one.age_said == f"It does not take this age: {said}."
    assert len(page.current) + len(page.asked_first) + sum(len(group.trials) for group in page.apart) == int(
        page.count.rpartition("Total: ")[2].rstrip(".")
    )


def test_a_copy_from_a_csv_says_the_groups_and_that_it_does_not_hold_the_limits(tmp_path: Path) -> None:
    writer = CopyWriter(tmp_path)
    writer.add([study(1, "Adults", std_ages=[ADULT, OLDER]), study(2, "Nobody says")], limits_known=False)
    writer.publish("2026-11-20", {})
    copied = newest(tmp_path)
    assert copied is not None
    adults, nobody = StudyRegister(copied, RELEASE).studies(["NCT90000001", "NCT90000002"])
    said = f"ages by group: {ADULTS}, {OLD}; closer limits are not in this copy"
    assert ages_said(adults, registered_ages(adults)) == said
    assert [registered_ages(adults).hold(age) for age in (9, 18, 70)] == [False, None, None]
    assert ages_said(nobody, registered_ages(nobody)) == "not known: the copy does not hold them"
    assert registered_ages(nobody).hold(9) is None


def test_a_study_that_says_nothing_of_who_may_take_part_does_not_state_ages(tmp_path: Path) -> None:
    silent = study(1, "Silent")
    silent.protocol_section.eligibility_module = None
    copied = newest(copy(tmp_path, [silent]))
    assert copied is not None
    (one,) = StudyRegister(copied, RELEASE).studies(["NCT90000001"])
    assert ages_said(one, registered_ages(one)) == "not stated"
    assert registered_ages(one).hold(9) is None


def test_an_unknown_study_says_what_its_sites_say_in_its_line(tmp_path: Path) -> None:
    copied = newest(copy(tmp_path, [study(1, "Unknown status", status="UNKNOWN", sites=[site(ST_LOUIS)])]))
    assert copied is not None
    found = trials_and_access(RELEASE, StudyRegister(copied, RELEASE), Wanted(disease_id="t-all"), TODAY)
    (unknown,) = [one for group in found.apart for one in group.trials if one.record.line.title == "Unknown status"]
    assert "Some sites say that they take new people" in trial_list.line_html(unknown)


def test_old_records_are_said_to_be_old_in_the_table_of_sites_and_in_the_file(tmp_path: Path) -> None:
    copied = newest(copy(tmp_path, [study(1, "Old", updated="2021-01-01", sites=[site(ST_LOUIS)])]))
    assert copied is not None
    found = trials_and_access(RELEASE, StudyRegister(copied, RELEASE), Wanted(disease_id="t-all"), TODAY)
    (place,) = [one for one in found.sites.places if one.facility == "Barnes"]
    assert place.statuses == ("Recruiting by a record of 1 January 2021",)
    assert "old, so ask first" in found.sites.title
    (row,) = [row for row in found.sheet.rows if row[0] == "Old"]
    assert "Recruiting by a record of 1 January 2021" in row[13]


def test_our_newer_record_names_what_the_copy_says(tmp_path: Path) -> None:
    closed = study(1, "IMCODE003", nct="NCT05968326", status="SUSPENDED", updated="2026-05-01", sites=[site(ST_LOUIS)])
    copied = newest(copy(tmp_path, [closed]))
    assert copied is not None
    found = trials_and_access(RELEASE, StudyRegister(copied, RELEASE), Wanted(disease_id="pdac"), TODAY)
    (own,) = [one for one in found.current if one.record.key == "NCT05968326"]
    said = "suspended; phase 1/2; countries: United States, by a record of 1 May 2026."
    assert f"The copy of the register says otherwise: {said}" in own.record.trust


def test_no_trial_whose_rule_names_another_disease_is_among_those_to_ask() -> None:
    reason, apart = "For another disease, by a stated rule", set()
    for disease in {use.disease_id for use in RELEASE.all_indications}:
        page = trials_and_access(RELEASE, None, Wanted(disease), TODAY)
        for found in page.apart:
            apart |= {(disease, one.record.line.title) for one in found.trials if found.reason == reason}
        for one in (*page.current, *page.asked_first):
            for rule in (
                rule
                for trial in RELEASE.all_trials
                if trial.nct == one.record.key
                for rule in RELEASE.criteria(trial.fact_id)
                if rule.rule == "disease"
            ):
                assert disease_fits(RELEASE, disease, rule.diseases) != FAILS, (disease, one.record.key)
    titles = {title for disease, title in apart if disease == "t-all"}
    assert any("MB-105-201" in title for title in titles)
