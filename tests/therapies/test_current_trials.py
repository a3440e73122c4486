"""A trial that the register closed is open nowhere: lists, ways of access, comparison, call and notes."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from loaders.registry_shelf import newest
from tests.register_copy import LYON, ST_LOUIS, copy, site, study
from tests.therapies.test_call import words_of
from therapies import shelf as shelves
from therapies.access_ladder import access_ladder
from therapies.call import call
from therapies.call_notes import call_notes
from therapies.comparing import therapy_comparison
from therapies.current_trials import with_register
from therapies.dataset import Dataset
from therapies.evidence import passport
from therapies.open_trials import open_trials
from therapies.profile import profile
from therapies.study_register import StudyRegister
from therapies.trial_candidates import Wanted
from therapies.trials_and_access import trials_and_access

RELEASE = shelves.open()
TODAY = date(2026, 11, 26)
THERAPY, NCT = "autogene-cevumeran", "NCT05968326"


BERLIN = ("Charité", "Berlin", None, "Germany", 52.52437, 13.41053)


def read(folder: Path, status: str, updated: str = "2026-11-20") -> Dataset:
    """Our record beside a copy of 25 November in which the trial has this status."""
    sites = [site(ST_LOUIS, "WITHHELD"), site(LYON if status != "RECRUITING" else BERLIN, None)]
    found = newest(
        copy(
            folder,
            [study(1, "IMCODE003", nct=NCT, status=status, updated=updated, sites=sites, phases=["PHASE2"])],
            "2026-11-25",
        )
    )
    assert found is not None
    return with_register(RELEASE, StudyRegister(found, RELEASE))


def test_our_record_says_that_it_takes_people() -> None:
    (own,) = [trial for trial in RELEASE.trials(THERAPY) if trial.nct == NCT]
    assert own.status == "RECRUITING"
    assert open_trials(RELEASE, THERAPY, TODAY).headline == "1 trial recruiting, by its record"


@pytest.mark.parametrize("status", ["ACTIVE_NOT_RECRUITING", "UNKNOWN", "SUSPENDED", "COMPLETED", "WITHHELD", "ODD"])
def test_what_the_copy_closed_is_open_nowhere(tmp_path: Path, status: str) -> None:
    shown = read(tmp_path, status)
    # A status that has no word here is "not known", and stops no page.
    known = status if status in {word.code for word in shown.words("trial_status")} else "UNKNOWN"
    title = shown.word("trial_status", known).title
    assert open_trials(shown, THERAPY, TODAY).count == 0
    (rung,) = [one for one in access_ladder(shown, THERAPY, TODAY).rungs if one.status.code in ("open", "unknown")]
    assert rung.status.code == "unknown"
    one = profile(shown, THERAPY, TODAY)
    assert one.recruiting.heading == "Trials: none of 1 is known to take people now"
    assert one.recruiting.trials[0].status.title == title
    made = call(shown, (THERAPY,), frozenset(), TODAY)
    access = [screen for screen in made.screens if screen.section == "access"]
    assert access
    assert not [screen.heading for screen in access if screen.heading.endswith(": open")]
    notes = " ".join(note.text for note in call_notes(shown, (THERAPY,), TODAY).therapies[0].avoid)
    assert "recruiting" not in notes.casefold() or "when read" in notes
    compared = words_of(therapy_comparison(shown, (THERAPY, "wu-cart-007"), TODAY).rows)
    assert "IMCODE003: Recruiting" not in compared


def test_both_records_stand_in_the_passport(tmp_path: Path) -> None:
    shown = read(tmp_path, "ACTIVE_NOT_RECRUITING")
    (trial,) = shown.trials(THERAPY)
    papers = passport(shown, trial, TODAY)
    assert papers.sources[0].title == f"{NCT} in the copy of the register"
    assert papers.checked_on == "25 November 2026"
    (other,) = papers.disagreements
    said = "recruiting; countries: United States, Germany, by a record of June 2026, read on 22 November 2026"
    assert other.says == said
    assert other.sources
    assert {one.country for one in shown.sites(trial.fact_id)} == {"US", "FR"}
    assert trial.countries == ("US", "FR")
    assert RELEASE.trials(THERAPY)[0].status == "RECRUITING", "the curated data stay as they are"


def test_a_copy_that_agrees_is_a_source_and_no_disagreement(tmp_path: Path) -> None:
    shown = read(tmp_path, "RECRUITING")
    (trial,) = shown.trials(THERAPY)
    papers = passport(shown, trial, TODAY)
    assert papers.disagreements == ()
    assert len(papers.sources) > 1
    assert open_trials(shown, THERAPY, TODAY).headline == "1 trial recruiting, by its record"
    assert access_ladder(shown, THERAPY, TODAY).rungs == access_ladder(RELEASE, THERAPY, TODAY).rungs


def test_without_a_copy_it_is_the_same_dataset() -> None:
    assert with_register(RELEASE, None) is RELEASE


def beside(folder: Path, nct: str, status: str, *sites: str | None, ages: tuple[str, str] | None = None) -> Dataset:
    """Our record beside a copy in which one study has this status, and sites with these."""
    places = [site(ST_LOUIS, one) for one in sites]
    made = study(1, "A study", nct=nct, status=status, updated="2026-11-20", sites=places, ages=ages or (None, None))
    found = newest(copy(folder, [made], "2026-11-25"))
    assert found is not None
    return with_register(RELEASE, StudyRegister(found, RELEASE))


def rung(shown: Dataset, therapy_id: str, route: str) -> tuple[str, str]:
    routes = {access.fact_id: access.route for access in shown.access(therapy_id)}
    (found,) = [one for one in access_ladder(shown, therapy_id, TODAY).rungs if routes[one.fact_id] == route]
    return found.status.code, found.detail


def test_a_programme_that_the_copy_ended_is_no_open_way(tmp_path: Path) -> None:
    assert rung(RELEASE, "axicabtagene-ciloleucel", "expanded-access")[0] == "open"
    shown = beside(tmp_path, "NCT05776160", "NO_LONGER_AVAILABLE")
    status, detail = rung(shown, "axicabtagene-ciloleucel", "expanded-access")
    assert status == "unknown"
    assert detail.startswith("By the copy of the register of 25 November 2026 none in our record takes people now.")


def test_a_trial_that_the_copy_opened_is_a_way_again(tmp_path: Path) -> None:
    assert rung(RELEASE, "rd13-01", "clinical-trial")[0] == "closed"
    status, detail = rung(beside(tmp_path, "NCT04538599", "RECRUITING", None), "rd13-01", "clinical-trial")
    assert status == "open"
    assert detail.startswith("By the copy of the register of 25 November 2026 it takes people now.")


@pytest.mark.parametrize(
    ("status", "sites"),
    [
        ("RECRUITING", ("COMPLETED", "WITHDRAWN")),
        ("RECRUITING", ("ENROLLING_BY_INVITATION",)),
        ("ENROLLING_BY_INVITATION", ()),
    ],
)
def test_where_no_site_takes_who_asks_the_trial_takes_nobody(
    tmp_path: Path, status: str, sites: tuple[str, ...]
) -> None:
    shown = beside(tmp_path, NCT, status, *sites)
    assert open_trials(shown, THERAPY, TODAY).count == 0
    one = profile(shown, THERAPY, TODAY)
    assert one.recruiting.heading == "Trials: none of 1 is known to take people now"
    assert rung(shown, THERAPY, "clinical-trial")[0] == "unknown"
    if sites:
        assert "None of its sites says that it takes people" in (one.recruiting.trials[0].overdue or "")


def copied(folder: Path, nct: str, updated: str, **said: Any) -> Dataset:
    """Our record beside a copy of 25 November in which one study says this."""
    found = newest(copy(folder, [study(1, "A study of the register", nct=nct, updated=updated, **said)], "2026-11-25"))
    assert found is not None
    return with_register(RELEASE, StudyRegister(found, RELEASE))


T_RREX = "NCT06514794"
OTHERWISE = {
    "phases": ["PHASE3"],
    "days": ("2025-06-15", None, None),
    "people": 300,
    "ages": ("6 Months", "70 Years"),
    "sites": [site(LYON)],
}


def test_all_that_both_records_hold_is_of_the_newer_one_and_the_other_is_named_with_its_days(tmp_path: Path) -> None:
    shown = copied(tmp_path, T_RREX, "2026-11-20", **OTHERWISE)
    (trial,) = [one for one in shown.trials("wu-cart-007") if one.nct == T_RREX]
    assert (trial.phase, trial.start, trial.enrollment, trial.countries) == ("3", "2025-06-15", 300, ("FR",))
    assert (trial.age_min_years, trial.age_max_years) == (0.5, 70)
    (line,) = [one for one in profile(shown, "wu-cart-007", TODAY).recruiting.trials if one.nct == T_RREX]
    about = dict(line.about)
    assert about["Phase"].startswith("Phase 3. ")
    assert (about["Started"], about["How many people"]) == ("15 June 2025", "300 people planned or enrolled")
    assert dict(line.who)["Who"].startswith("As read on 22 August 2026: Children and adults")
    assert dict(line.who)["Who not"] == "not stated"
    sheet = profile(shown, "wu-cart-007", TODAY).recruiting.sheet
    cells = next(row for row in sheet.rows if T_RREX in row)
    assert about["Phase"] in cells
    assert "15 June 2025" in cells
    (other,) = passport(shown, trial, TODAY).disagreements
    ours = "phase 2; 125 people; start: 31 January 2025; ages: from 1 year; countries: Australia, United States"
    assert other.says == f"{ours}, by a record of 6 August 2026, read on 22 August 2026"


def test_an_older_record_in_a_newer_copy_changes_nothing_and_is_named(tmp_path: Path) -> None:
    shown = copied(tmp_path, T_RREX, "2026-07-01", status="NOT_YET_RECRUITING", **OTHERWISE)
    ours = [one for one in RELEASE.trials("wu-cart-007") if one.nct == T_RREX]
    assert [one for one in shown.trials("wu-cart-007") if one.nct == T_RREX] == ours
    assert shown.sites(ours[0].fact_id) == RELEASE.sites(ours[0].fact_id)
    papers = passport(shown, ours[0], TODAY)
    assert papers.sources == passport(RELEASE, ours[0], TODAY).sources
    (other,) = papers.disagreements
    theirs = (
        "not yet recruiting; phase 3; 300 people; start: 15 June 2025; ages: 6 months to 70 years; countries: France"
    )
    assert other.says == f"{theirs}, by a record of 1 July 2026"
    assert other.sources[0].title == f"{T_RREX} in the copy of the register"


def test_a_trial_that_the_register_gave_another_number_is_the_same_trial(tmp_path: Path) -> None:
    later = study(1, "IMCODE003", aliases=[NCT], status="COMPLETED", updated="2026-11-20", conditions=["Asthma"])
    found = newest(copy(tmp_path, [later], "2026-11-25"))
    assert found is not None
    register = StudyRegister(found, RELEASE)
    assert (register.number(NCT), register.number("NCT90000001"), register.number("NCT00000000")) == (
        *("NCT90000001", "NCT90000001"),
        None,
    )
    (trial,) = with_register(RELEASE, register).trials(THERAPY)
    assert (trial.nct, trial.status) == (NCT, "COMPLETED"), "results name it by the number of our record"
    page = trials_and_access(RELEASE, register, Wanted(therapy_id=THERAPY), TODAY)
    apart = [one for group in page.apart for one in group.trials]
    (only,) = [*page.current, *page.asked_first, *page.programmes, *apart]
    assert (only.record.key, only.record.status) == ("NCT90000001", "COMPLETED")
    assert any("Our own record says: recruiting" in said for said in only.record.trust)


def test_a_trial_without_a_name_of_ours_has_the_title_of_the_register(tmp_path: Path) -> None:
    own = next(one for one in RELEASE.all_trials if one.nct and not one.name)
    shown = copied(tmp_path, own.nct or "", "2026-11-20")
    (trial,) = [one for one in shown.trials(own.therapy_id) if one.fact_id == own.fact_id]
    assert trial.name == "A study of the register"


def test_what_the_copy_does_not_state_or_has_no_word_for_stays_as_our_record_has_it(tmp_path: Path) -> None:
    by_phase = {one.phase: one for one in RELEASE.all_trials if one.nct}
    follow_up = by_phase["long-term follow-up"]
    for own, phases, phase in (
        (follow_up, ["NA"], "long-term follow-up"),
        (by_phase["EA"], [], "EA"),
        (by_phase["2"], ["NA"], "NA"),
        (by_phase["2"], ["EARLY_PHASE1"], "early 1"),
    ):
        shown = copied(tmp_path / f"{own.nct}{phase}", own.nct or "", "2026-11-20", phases=phases)
        (trial,) = [one for one in shown.trials(own.therapy_id) if one.fact_id == own.fact_id]
        assert (trial.phase, trial.start, trial.enrollment) == (phase, own.start, own.enrollment)
        lines = profile(shown, own.therapy_id, TODAY).recruiting.trials
        (said,) = [dict(one.about)["Phase"] for one in lines if one.fact_id == own.fact_id]
        words = {"NA": "does not apply to this study", "early 1": "Early phase 1"}
        assert said == words.get(phase, said)
        assert said != "not stated"


@pytest.mark.parametrize(
    ("groups", "said"), [(["ADULT"], "18 to 64 years"), (["ADULT", "OLDER_ADULT"], "from 18 years"), ([], "from birth")]
)
def test_ages_by_group_alone_are_shown_as_limits(tmp_path: Path, groups: list[str], said: str) -> None:
    shown = copied(tmp_path, T_RREX, "2026-11-20", std_ages=groups)
    (line,) = [one for one in profile(shown, "wu-cart-007", TODAY).recruiting.trials if one.nct == T_RREX]
    assert dict(line.about)["Ages"] == said


def test_the_ages_of_the_newer_record_are_shown(tmp_path: Path) -> None:
    (trial,) = beside(tmp_path, NCT, "RECRUITING", None, ages=("18 Years", "70 Years")).trials(THERAPY)
    assert (trial.age_min_years, trial.age_max_years) == (18, 70)
