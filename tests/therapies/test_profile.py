"""The profile of a therapy: the model case of the project, and what must hold for every therapy of the release."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date

import pytest

from tests.releases import RELEASE, changed
from therapies import wording
from therapies.comparing import therapy_comparison
from therapies.open_trials import open_trials
from therapies.places import place
from therapies.profile import Profile, profile, titles
from therapies.record_ages import is_old, record_age
from therapies.takes_people import TAKES_PEOPLE

TODAY = date(2026, 11, 23)
JUST_READ, FAR_AHEAD = date(2026, 8, 25), date(2040, 1, 1)
# "None" at the start of a sentence is English ("None of them ..."); alone or at an end it is a missing value.
LEAKED = re.compile(r"\b(nan|NaN|NaT|null)\b|<NA>|\bNone\b(?! (is|of|was|were|had|has) )")
IDS = sorted(RELEASE.therapies)


@pytest.fixture(scope="module")
def sofi() -> Profile:
    return profile(RELEASE, "wu-cart-007", TODAY)


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def sentences(measures: tuple) -> list[str]:
    return [measure.sentence for measure in measures]


def test_sofi_shows_both_results_with_their_exact_ranges(sofi: Profile) -> None:
    shown = sentences(sofi.uses[0].headline)
    assert shown == [
        "10 of 11 people (91%; 95% range 59 to 99.8).",
        "8 of 11 people (73%; 95% range 39 to 94).",
    ]
    assert "composite" in sofi.uses[0].headline[1].name.lower()
    assert sofi.first.results == sofi.uses[0].headline


def test_sofi_counts_all_thirteen_who_were_treated(sofi: Profile) -> None:
    others = [measure for group in sofi.uses[0].others for measure in group.measures]
    treated = [measure for measure in others if measure.analysis_set == "infused"]
    assert "10 of 13" in {measure.count for measure in treated}
    assert all("treated" in measure.people for measure in treated)


def test_sofi_first_risks_are_those_of_the_same_study_and_the_deaths(sofi: Profile) -> None:
    assert [measure.count for measure in sofi.first.risks] == ["13 of 13", "4 of 13", "6 of 13", "2 of 13"]
    assert all("not counted among exactly the same people" in risk.caveats[-1] for risk in sofi.first.risks)
    assert "died" in sofi.first.risks[-1].caveats[0], "a note about deaths is never left for further down"
    assert sofi.first.more_risks == f"{len(sofi.risks) - 4} more risks below"


def test_any_serious_harm_at_all_stands_before_harms_of_one_kind() -> None:
    names = [risk.name for risk in profile(RELEASE, "mt027", TODAY).first.risks]
    assert names[:2] == ["Cytokine release syndrome, any grade", "Any side effect, grade 3 or worse"]


def test_no_page_begins_with_harms_that_nobody_had_alone_where_somebody_had_others() -> None:
    """Nothing is chosen by how many had it; so this is seen to by the kinds that come first."""
    for therapy_id in IDS:
        counts = {fact.fact_id: fact.n_affected or fact.percent for fact in RELEASE.safety(therapy_id)}
        first = [counts[risk.fact_id] for risk in profile(RELEASE, therapy_id, TODAY).first.risks]
        assert not first or any(count != 0 for count in first) or set(counts.values()) <= {0}, therapy_id


def test_frequent_harms_are_not_hidden_behind_rare_ones() -> None:
    names = {
        therapy_id: [risk.name for risk in profile(RELEASE, therapy_id, TODAY).first.risks]
        for therapy_id in ("ctd402", "lisocabtagene-maraleucel", "teclistamab")
    }
    assert all("Cytokine release syndrome, any grade" in found for found in names.values())
    assert "Infection, grade 3 or worse" in names["teclistamab"]


def test_boxed_warnings_stand_first_and_are_all_there() -> None:
    for therapy_id in IDS:
        boxed = [event for event in RELEASE.events(therapy_id) if event.event == "boxed-warning"]
        assert {w.passport.fact_id for w in profile(RELEASE, therapy_id, TODAY).first.warnings} == {
            event.fact_id for event in boxed
        }


def test_each_place_has_its_own_number_of_approved_uses() -> None:
    line = profile(RELEASE, "teclistamab", TODAY).standing.line
    assert line == "Approved for some people: United States (2 uses), European Union (1 use)"


def test_survival_is_said_to_be_unknown_of_a_use_where_another_has_a_result() -> None:
    (said,) = profile(RELEASE, "teclistamab", TODAY).first.after
    assert said.startswith(f"{wording.SURVIVAL_UNKNOWN} This is about: Adults with myeloma after")
    found = therapy_comparison(RELEASE, ["wu-cart-007", "ctd402", "teclistamab"], TODAY).reminders
    assert found[0] == f"{wording.SURVIVAL_UNKNOWN} This is so for sofi-cel, CTD402, some results of teclistamab."


def test_the_wait_says_once_that_it_is_not_stated() -> None:
    for therapy_id in IDS:
        wait = profile(RELEASE, therapy_id, TODAY).wait
        assert (wait.heading + wait.basis).count(wording.NOT_STATED) <= 1
    assert profile(RELEASE, "teclistamab", TODAY).wait.basis == "No cells are collected beforehand."


def test_sofi_is_not_approved_and_says_what_its_stage_means(sofi: Profile) -> None:
    assert sofi.standing.line == "Not approved. Furthest stage: Phase 2"
    assert sofi.standing.meaning.startswith("A test in more people")
    assert sofi.standing.approvals == ()


def test_sofi_has_six_designations_and_the_date_that_disagrees(sofi: Profile) -> None:
    assert sofi.journey.designations == 6
    (step,) = [step for step in sofi.journey.dated if step.word.code == "breakthrough-therapy"]
    assert step.when == "21 January 2026"
    assert step.kind_of_date == "announced"
    assert step.other_words == ("March 2026",)
    assert step.does_not_mean is not None
    assert "not approval" in step.does_not_mean


def test_sofi_trials_show_the_open_one_first_with_its_age_and_sites(sofi: Profile) -> None:
    first, *others = sofi.recruiting.trials
    assert (first.title, first.nct, first.status.title) == ("T-RRex", "NCT06514794", "Recruiting")
    assert first.record.startswith("Record of 6 August 2026, about 4 months old.")
    assert "22 August 2026" in first.record
    assert first.register_url == "https://clinicaltrials.gov/study/NCT06514794"
    assert first.overdue is not None
    assert first.sites == "17 sites in 2 countries."
    assert [(country.name, country.count) for country in first.countries] == [
        ("Australia", "2 sites"),
        ("United States", "15 sites"),
    ]
    (ended,) = [trial for trial in others if trial.nct == "NCT04984356"]
    assert dict(ended.about)["How many people"] == "28 people enrolled"
    assert "lists no sites" in ended.sites


def test_sofi_access_says_who_must_ask_and_who_must_say_yes(sofi: Profile) -> None:
    trial, programme = sofi.access.rungs
    assert trial.status.code == "open"
    assert "study team decides" in dict(trial.about)["Who must ask, and who must say yes"]
    assert "company must agree" in dict(programme.about)["Who must ask, and who must say yes"]
    assert programme.steps


def test_the_wait_says_what_it_counts_or_that_it_is_not_stated() -> None:
    assert profile(RELEASE, "wu-cart-007", TODAY).wait.heading == "The wait: not stated"
    axi = profile(RELEASE, "axicabtagene-ciloleucel", TODAY).wait
    assert axi.heading == "The wait: 14 to 19 days"
    assert "product release" in axi.basis
    assert axi.passport is not None
    assert profile(RELEASE, "ciltacabtagene-autoleucel", TODAY).wait.heading == "The wait: 44 days"


def test_an_approval_says_where_for_whom_in_which_way_and_on_what_evidence() -> None:
    axi = profile(RELEASE, "axicabtagene-ciloleucel", TODAY).standing
    assert axi.line == "Approved for some people: United States (3 uses), European Union (3 uses)"
    (follicular,) = [approval for approval in axi.approvals if approval.fact_id.endswith("fl-3l")]
    assert follicular.places == (
        ("United States", f"Accelerated approval, {RELEASE.title('agency', 'FDA')}, 5 March 2021"),
    )
    assert "single-arm" in follicular.evidence


def test_a_use_that_lost_its_approval_is_not_among_the_approved_ones() -> None:
    elevidys = profile(RELEASE, "delandistrogene-moxeparvovec", TODAY).standing
    assert elevidys.line == "Approved for some people: United States (1 use)"
    assert elevidys.meaning.startswith("Of the 2 uses listed here, 1 is approved somewhere.")
    assert "Changed to regular approval" in elevidys.approvals[0].places[0][1]


def test_an_approval_that_has_ended_is_named_as_past() -> None:
    ended = profile(RELEASE, "fidanacogene-elaparvovec", TODAY).standing
    assert not ended.approved
    assert "has been approved before" in ended.meaning


@pytest.mark.parametrize("therapy_id", IDS)
def test_nothing_leaks_from_missing_values(therapy_id: str) -> None:
    leaks = [text for text in texts(profile(RELEASE, therapy_id, TODAY)) if LEAKED.search(text)]
    assert leaks == []


@pytest.mark.parametrize("therapy_id", IDS)
def test_every_fact_of_a_therapy_is_in_exactly_one_place(therapy_id: str) -> None:
    shown = profile(RELEASE, therapy_id, TODAY)
    results = [
        measure.fact_id
        for use in shown.uses
        for measure in (*use.headline, *(m for group in use.others for m in group.measures))
    ]
    steps = [step.fact_id for step in (*shown.journey.dated, *shown.journey.undated)]
    sites = sum(
        len(region.sites)
        for trial in shown.recruiting.trials
        for country in trial.countries
        for region in country.regions
    )
    assert sorted(results) == sorted(fact.fact_id for fact in RELEASE.outcomes(therapy_id))
    assert [m.fact_id for m in shown.risks] == [fact.fact_id for fact in RELEASE.safety(therapy_id)]
    assert sorted(steps) == sorted(fact.fact_id for fact in RELEASE.events(therapy_id))
    assert len(shown.recruiting.trials) == len(RELEASE.trials(therapy_id))
    assert sites == sum(len(RELEASE.sites(trial.fact_id)) for trial in RELEASE.trials(therapy_id))
    assert len(shown.access.rungs) == len(RELEASE.access(therapy_id))
    assert len(shown.sources.readings) == len(RELEASE.sources(therapy_id))
    assert len(shown.cautions) == len(RELEASE.cautions(therapy_id))


@pytest.mark.parametrize("therapy_id", IDS)
def test_the_downloads_hold_what_the_page_shows(therapy_id: str) -> None:
    shown = profile(RELEASE, therapy_id, TODAY)
    assert len(shown.results.rows) == len(RELEASE.outcomes(therapy_id))
    assert len(shown.risks_sheet.rows) == len(RELEASE.safety(therapy_id))
    assert len(shown.journey.sheet.rows) == len(RELEASE.events(therapy_id))
    for sheet in (shown.results, shown.risks_sheet, shown.journey.sheet, shown.recruiting.sheet):
        assert all(len(row) == len(sheet.headers) for row in sheet.rows), sheet.title


@pytest.mark.parametrize("therapy_id", IDS)
def test_benefits_and_risks_stand_together_from_the_first_screen(therapy_id: str) -> None:
    shown = profile(RELEASE, therapy_id, TODAY)
    if shown.risks:
        assert shown.first.risks
    else:
        assert "no risks" in shown.first.no_more_risks
    deaths = {"treatment-related-death", "death-not-from-disease", "death-any-cause"}
    recorded = {fact.fact_id for fact in RELEASE.safety(therapy_id) if fact.event in deaths}
    assert not recorded or recorded & {measure.fact_id for measure in shown.first.risks}
    if any(use.headline for use in shown.uses):
        assert shown.first.results


@pytest.mark.parametrize("therapy_id", IDS)
def test_what_our_own_words_say_does_not_sell(therapy_id: str) -> None:
    shown = profile(RELEASE, therapy_id, TODAY)
    standing = replace(  # what is cited for an approval is a quotation
        shown.standing,
        approvals=tuple(replace(approval, passports=()) for approval in shown.standing.approvals),
        passports=(),
    )
    for text in texts((standing, shown.wait.heading, shown.uses_heading, shown.journey.heading)):
        assert wording.hype_in(text) is None, text
    assert shown.standing.approved == any(use.stage == "approved" for use in RELEASE.indications(therapy_id))


@pytest.mark.parametrize("therapy_id", IDS)
def test_order_is_time_and_status_never_outcome(therapy_id: str) -> None:
    shown = profile(RELEASE, therapy_id, TODAY)
    starts = {event.fact_id: event.date_start for event in RELEASE.events(therapy_id)}
    dates = [starts[step.fact_id] for step in shown.journey.dated]
    assert dates == sorted(date_ for date_ in dates if date_)
    taking = [trial.takes_people for trial in shown.recruiting.trials]
    assert taking.index(False) >= sum(taking) if False in taking else True
    written = [outcome.fact_id for outcome in RELEASE.outcomes(therapy_id)]
    for use in shown.uses:
        places = [written.index(measure.fact_id) for measure in use.headline]
        assert places == sorted(places)


def test_time_makes_facts_overdue_and_says_so() -> None:
    late, early = (profile(RELEASE, "wu-cart-007", day) for day in (FAR_AHEAD, JUST_READ))
    assert all(measure.passport.overdue for measure in (*late.risks, *late.uses[0].headline))
    assert all(trial.overdue for trial in late.recruiting.trials)
    assert not any(trial.overdue or trial.as_read for trial in early.recruiting.trials)
    assert early.recruiting.heading == "Trials: 1 of 3 takes new people, by the record"
    assert late.recruiting.heading == "Trials: 1 of 3 said it takes new people; its record is overdue for a check"
    assert early.access.heading == "Ways to get it: 1 of 2 known to be open"
    assert late.access.heading == "Ways to get it: none of 2 known to be open; 1 was listed as open when last checked"
    assert all(" when read on " in row[1] for row in late.recruiting.sheet.rows)
    assert "overdue" in dict(late.uses[0].about)["Checked on"]
    approved = profile(RELEASE, "axicabtagene-ciloleucel", FAR_AHEAD).standing.approvals
    assert all("overdue" in approval.checked for approval in approved)


def test_a_target_day_that_has_passed_is_not_a_decision() -> None:
    steps = profile(RELEASE, "anitocabtagene-autoleucel", TODAY).journey.dated
    (ahead,) = [step for step in steps if step.word.code == "target-action-date"]
    assert ahead.kind_of_date == "target day, not a decision"
    steps = profile(RELEASE, "anitocabtagene-autoleucel", FAR_AHEAD).journey.dated
    (passed,) = [step for step in steps if step.word.code == "target-action-date"]
    assert "has passed" in passed.kind_of_date


def test_record_age_is_no_more_exact_than_the_record() -> None:
    assert record_age("2026-11-22", TODAY) == "1 day old"
    assert record_age("2026-09-24", TODAY) == "60 days old"
    assert record_age("2026-09-23", TODAY) == "about 2 months old"
    assert record_age("2024-12-10", TODAY) == "about 23 months old"
    assert record_age("2022-11-22", TODAY) == "about 4 years old"
    assert record_age("2026-03", TODAY) == "about 8 months old"
    assert record_age("2019-03", TODAY) == "about 8 years old"
    assert record_age("2026-11", TODAY) == "less than a month old"
    assert record_age("2025", TODAY) == "about 1 year old"
    assert "not known" in record_age(None, TODAY)


def test_a_record_of_more_than_180_days_is_never_called_open() -> None:
    shown = profile(RELEASE, "azer-cel", JUST_READ)
    (line,) = shown.recruiting.trials
    assert not line.passport.overdue
    assert line.as_read == "by a record of 2 February 2026"
    assert line.overdue == "Last updated more than 180 days ago: never call it open. Ask the study team."
    assert shown.recruiting.heading == "Trials: 1 of 1 said it takes new people; its record is too old to say that now"
    assert shown.access.heading == "Ways to get it: none of 1 known to be open; 1 was listed as open when last checked"
    assert shown.access.rungs[0].as_read == line.as_read
    opened = open_trials(RELEASE, "azer-cel", JUST_READ)
    assert opened.headline == "1 trial said that it takes new people"
    assert opened.overdue == "Too old to say that now: ask the study team."
    some = profile(RELEASE, "ctd402", JUST_READ).recruiting.heading
    assert some == (
        "Trials: 1 of 3 takes new people, by the record; 1 more said so, but that record is too old to say that now"
    )


@pytest.mark.parametrize(
    ("recorded", "old"),
    [
        ("2026-05-29", False),
        ("2026-05-28", True),
        ("2026-06", False),
        ("2026-05", True),
        ("2025", True),
        (None, True),
        ("2026-11-25", False),
        ("2026-11-26", True),  # still to come
    ],
)
def test_the_greatest_age_that_a_record_can_have_counts(recorded: str | None, old: bool) -> None:
    assert is_old(recorded, date(2026, 11, 25)) is old


def test_a_month_counts_from_its_first_day() -> None:
    assert is_old("2026-05", date(2026, 11, 20))
    assert not is_old("2026-05-28", date(2026, 11, 20))


def test_every_open_trial_counts_as_open_in_the_heading(sofi: Profile) -> None:
    said = "Trials: 1 of 3 said it takes new people; its record is overdue for a check"
    assert sofi.recruiting.heading == said
    assert sofi.access.heading == "Ways to get it: none of 2 known to be open; 1 was listed as open when last checked"
    assert sofi.access.rungs[0].as_read == "when read on 22 August 2026", "it rests on a trial whose record is overdue"
    assert {trial.status for trial in RELEASE.all_trials if trial.status in TAKES_PEOPLE}


def test_every_place_of_the_release_has_a_name() -> None:
    codes = {
        code for row in (*RELEASE.all_indications, *RELEASE.all_trials, *RELEASE.all_access) for code in row.countries
    }
    codes |= {site.country for site in RELEASE.all_sites}
    assert [code for code in sorted(codes) if place(code) == code] == []


def test_choices_name_every_therapy_once_by_the_alphabet() -> None:
    named = titles(RELEASE)
    assert set(named) == set(RELEASE.therapies)
    assert len(set(named.values())) == len(named)
    assert list(named.values()) == sorted(named.values(), key=str.casefold)


def test_a_therapy_of_which_nothing_else_is_known_still_has_a_profile(monkeypatch: pytest.MonkeyPatch) -> None:
    anew = changed(RELEASE)  # what was worked out of the other one before is kept with it
    for facts in ("indications", "events", "outcomes", "safety", "trials", "access", "cautions", "sources"):
        monkeypatch.setattr(anew, facts, lambda therapy_id: ())
    empty = profile(anew, "wu-cart-007", TODAY)
    assert empty.standing.line.startswith("Not approved")
    assert "no results" in empty.first.no_more_results
    assert [text for text in texts(empty) if LEAKED.search(text)] == []


def test_an_unknown_therapy_has_no_profile() -> None:
    with pytest.raises(KeyError):
        profile(RELEASE, "no-such-therapy", TODAY)
