"""A trial that the register closed is open nowhere: lists, ways of access, comparison, call and notes."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from loaders.registry_shelf import newest
from tests.register_copy import LYON, ST_LOUIS, copy, site, study
from tests.releases import RELEASE
from tests.therapies.test_call import words_of
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
    assert open_trials(RELEASE, THERAPY, TODAY).headline == "1 trial takes new people, by its record"


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
    assert one.recruiting.heading == "Trials: none of 1 is known to take new people now"
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
    assert open_trials(shown, THERAPY, TODAY).headline == "1 trial takes new people, by its record"
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
    assert detail.startswith(
        "By the copy of the register of 25 November 2026 none in our record takes new people. As read on "
    )


def test_a_trial_that_the_copy_opened_is_a_way_again(tmp_path: Path) -> None:
    assert rung(RELEASE, "rd13-01", "clinical-trial")[0] == "closed"
    status, detail = rung(beside(tmp_path, "NCT04538599", "RECRUITING", None), "rd13-01", "clinical-trial")
    assert status == "open"
    said = "By a record of 20 November 2026, in the copy of the register of 25 November 2026, the study NCT04538599"
    assert detail.startswith(f"{said} took new people. As read on ")
    assert "now" not in detail.split(". As read on")[0], "a sentence that is read later may not say now"


def test_a_way_that_the_copy_moved_has_the_day_and_the_source_of_the_copy(tmp_path: Path) -> None:
    (own,) = RELEASE.access("ctx130")
    assert (own.status, own.checked_on) == ("closed", date(2026, 8, 22))
    (opened,) = access_ladder(beside(tmp_path / "a", "NCT04502446", "RECRUITING", None), "ctx130", TODAY).rungs
    assert (opened.status.code, opened.as_read, opened.passport.overdue) == ("open", None, False)
    assert opened.passport.checked_on == "25 November 2026"
    assert [one.title for one in opened.passport.sources] == ["NCT04502446 in the copy of the register"]
    (other,) = opened.passport.disagreements
    assert other.says == "closed, read on 22 August 2026"
    assert other.sources
    closed = beside(tmp_path / "b", T_RREX, "COMPLETED")
    (trial,) = [one for one in access_ladder(closed, "wu-cart-007", TODAY).rungs if one.name == "Clinical trial"]
    assert (trial.status.code, trial.as_read, trial.passport.checked_on) == ("unknown", None, "25 November 2026")
    assert [one.says for one in trial.passport.disagreements] == ["open, read on 22 August 2026"]
    assert access_ladder(closed, "wu-cart-007", TODAY).heading.startswith("Ways to get it: none of 2")
    late = access_ladder(beside(tmp_path / "c", "NCT04502446", "RECRUITING", None), "ctx130", date(2027, 1, 5))
    assert late.heading == "Ways to get it: none of 1 known to be open; 1 was listed as open when last checked"


def shown_to_a_family(shown: Dataset, therapy_id: str, today: date = TODAY) -> list[str]:
    """The headings and all words of the screens on ways of access."""
    screens = [one for one in call(shown, (therapy_id,), frozenset(), today).screens if one.section == "access"]
    return [f"{one.heading} {words_of(one.blocks)}" for one in screens]


@pytest.mark.parametrize("updated", ["2026-04-15", None])
def test_a_record_over_180_days_old_opens_no_way(tmp_path: Path, updated: str | None) -> None:
    made = study(1, "A study", nct="NCT04673617", updated=updated, sites=[site(ST_LOUIS, None)])
    found = newest(copy(tmp_path, [made], "2026-11-24"))
    assert found is not None
    shown = with_register(RELEASE, StudyRegister(found, RELEASE))
    ladder = access_ladder(shown, "allonk", TODAY)
    assert ladder.heading == "Ways to get it: none of 1 known to be open"
    record = "By a record of 15 April 2026" if updated else "By a record without a date"
    assert ladder.rungs[0].detail.startswith(
        f"{record}, in the copy of the register of 24 November 2026, the study NCT04673617 took new people. "
        "That is too old to call it open: ask the study team."
    )
    for said in shown_to_a_family(shown, "allonk"):
        assert "takes new people" not in said
        assert ": open" not in said.casefold()


def test_a_record_that_grew_old_since_the_copy_was_made_is_no_longer_called_open(tmp_path: Path) -> None:
    shown = beside(tmp_path, "NCT04502446", "RECRUITING", None)
    for today, warned in ((TODAY, False), (date(2027, 5, 20), True)):
        said = shown_to_a_family(shown, "ctx130", today)
        assert ("Whether a trial takes new people now is not known" in said[0]) is warned


def test_an_old_record_of_a_programme_is_not_called_open_either(tmp_path: Path) -> None:
    made = study(
        1, "A programme", nct="NCT05776160", status="AVAILABLE", updated="2025-01-10", study_type="EXPANDED_ACCESS"
    )
    found = newest(copy(tmp_path, [made], "2026-11-24"))
    assert found is not None
    register = StudyRegister(found, RELEASE)
    rows = dict(RELEASE.rows)
    own = next(one for one in RELEASE.all_trials if one.nct == "NCT05776160")
    rows["trials"] = tuple(replace(one, status_as_of="2024-12") if one is own else one for one in rows["trials"])
    # Our reading of the way itself is not due: only the record of the programme is old.
    rows["access"] = tuple(replace(one, due_on=date(2027, 6, 1)) for one in rows["access"])
    shown = with_register(Dataset(rows), register)
    routes = {one.fact_id: one.route for one in shown.access("axicabtagene-ciloleucel")}
    ladder = access_ladder(shown, "axicabtagene-ciloleucel", TODAY)
    (rung,) = [one for one in ladder.rungs if routes[one.fact_id] == "expanded-access"]
    assert (rung.status.code, rung.as_read) == ("open", "by a record of 10 January 2025")
    warning = "Whether a programme takes new people now is not known. It took new people by a record of 10 January 2025"
    assert rung.warnings[0].startswith(warning)
    assert any(warning in said for said in shown_to_a_family(shown, "axicabtagene-ciloleucel"))


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
    assert one.recruiting.heading == "Trials: none of 1 is known to take new people now"
    assert rung(shown, THERAPY, "clinical-trial")[0] == "unknown"
    if sites:
        assert "None of its sites says that it takes new people" in (one.recruiting.trials[0].overdue or "")


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
    assert dict(line.who)["Who may join"].startswith("As read on 22 August 2026: Children and adults")
    assert dict(line.who)["Who may not"] == "not stated"
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
