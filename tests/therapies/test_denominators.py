"""The denominator ladder: the model case, the switch, and what must hold for every therapy."""

from datetime import date

import pytest

from tests.releases import RELEASE
from therapies import left_out
from therapies.denominators import Ladder, ladders
from therapies.statistics import exact_interval

TODAY = date(2026, 11, 23)
MODEL_CASE = "wu-cart-007"
WITH_STEPS = sorted({step.therapy_id for step in RELEASE.all_participants})


def first(count_missing: bool) -> Ladder:
    return ladders(RELEASE, MODEL_CASE, count_missing, TODAY).ladders[0]


def test_the_model_case_shows_every_step() -> None:
    ladder = first(count_missing=False)
    assert [rung.n for rung in ladder.rungs] == [28, 13, 11]
    assert ladder.answers[0].responders == 10
    assert ladder.heading == (
        "28 joined the study overall. 13 in this group got the treatment. 11 could be checked. 10 responded."
    )
    assert ladder.answers[0].measure.sentence == "10 of 11 people (91%; 95% range 59 to 99.8)."
    assert "2 of 13 people" in ladder.lost


def test_the_switch_counts_those_not_evaluated_as_no_response() -> None:
    measure = first(count_missing=True).answers[0].measure
    assert measure.sentence == "10 of 13 people (77%; 95% range 46 to 95)."
    assert measure.n == 13
    assert "not checked are counted as no response" in measure.people
    assert measure.range_origin is not None
    assert "computed" in measure.range_origin
    assert measure.few == "Only 13 people: too few to be sure."


def test_people_of_other_doses_are_no_part_of_the_denominator() -> None:
    assert first(count_missing=True).answers[0].measure.n != 28


@pytest.mark.parametrize("therapy_id", WITH_STEPS)
def test_bars_have_one_scale_and_the_switch_never_makes_a_rate_higher(therapy_id: str) -> None:
    for off, on in zip(
        ladders(RELEASE, therapy_id, False, TODAY).ladders,
        ladders(RELEASE, therapy_id, True, TODAY).ladders,
        strict=True,
    ):
        shares = [rung.share for rung in off.rungs]
        assert shares[0] == max(shares) == 100
        assert shares == sorted(shares, reverse=True)
        for before, after in zip(off.answers, on.answers, strict=True):
            if not after.recorded:
                assert after.responders == before.responders
            assert (after.measure.percent or 0) <= (before.measure.percent or 0) + 1e-9
            assert after.measure.n is not None
            assert before.measure.n is not None
            assert after.measure.n >= before.measure.n
            if after.measure.n > before.measure.n and not after.recorded:
                low, high = exact_interval(after.responders, after.measure.n)
                assert (after.measure.low, after.measure.high) == (100 * low, 100 * high)


def test_a_therapy_without_steps_says_so() -> None:
    without = next(therapy for therapy in RELEASE.therapies if therapy not in WITH_STEPS)
    model = ladders(RELEASE, without, False, TODAY)
    assert model.ladders == ()
    assert "not stated" in model.none


def counts_results(therapy_id: str, ladder: Ladder) -> bool:
    """Whether the record counts a result among the people of the last step of this ladder."""
    last = {rung.passport.fact_id for rung in ladder.rungs}
    return any(step.results for step in RELEASE.participants(therapy_id) if step.fact_id in last)


def ladder_of(therapy_id: str, group: str, count_missing: bool = False) -> Ladder:
    """The ladder of one group of a therapy, by its id in the record."""
    ids = list(dict.fromkeys(step.group_id for step in RELEASE.participants(therapy_id)))
    return ladders(RELEASE, therapy_id, count_missing, TODAY).ladders[ids.index(group)]


@pytest.mark.parametrize("therapy_id", WITH_STEPS)
@pytest.mark.parametrize("count_missing", [False, True])
def test_nobody_is_left_out_of_a_count_where_nothing_is_counted(therapy_id: str, count_missing: bool) -> None:
    for ladder in ladders(RELEASE, therapy_id, count_missing, TODAY).ladders:
        if not counts_results(therapy_id, ladder):
            assert "left out" not in ladder.lost.casefold()
            assert "counted" not in ladder.lost.casefold()


@pytest.mark.parametrize(
    ("therapy_id", "group", "said"),
    [
        ("satricabtagene-autoleucel", "p1", "Of the 104 people in this group 16 did not get the treatment."),
        ("ciltacabtagene-autoleucel", "p2", "Of the 208 people in this group 32 did not get the treatment."),
        (
            "idecabtagene-vicleucel",
            "p2",
            "Of the 254 people in this group 5 had no cells taken, 24 did not get the treatment.",
        ),
        ("lisocabtagene-maraleucel", "p5", "Of the 104 people in this group 21 did not get the treatment."),
        (
            "brexucabtagene-autoleucel",
            "p1",
            "14 of 74 people in this group are not among the 60 counted here. Our data do not say why. "
            "Our data also have a result that counts all 74.",
        ),
        (
            "axicabtagene-ciloleucel",
            "p2",
            "42 of 123 people in this group are not among the 81 counted here. Our data do not say why. "
            "Our data also have a result that counts all 123.",
        ),
        (
            "tisagenlecleucel",
            "p1",
            "Left out of the count: 8 of 98 people in this group. 8 are not in the last step (treated and could be "
            "checked). Our data also have a result that counts all 98.",
        ),
        (
            "eladocagene-exuparvovec",
            "p1",
            "Left out of the count: 1 of 13 people in this group. 1 is not in the last step (checked at week 48).",
        ),
    ],
)
def test_why_somebody_is_not_counted_is_said_only_by_the_words_of_a_step(
    therapy_id: str, group: str, said: str
) -> None:
    assert ladder_of(therapy_id, group).lost == said


@pytest.mark.parametrize("therapy_id", WITH_STEPS)
@pytest.mark.parametrize("count_missing", [False, True])
def test_no_reason_is_given_for_a_step_that_does_not_say_it(therapy_id: str, count_missing: bool) -> None:
    for ladder in ladders(RELEASE, therapy_id, count_missing, TODAY).ladders:
        assert "did not get the treatment or could not be checked" not in ladder.lost
        own = [rung for rung in ladder.rungs if not rung.whole]
        if "could not be checked" in ladder.lost:
            assert own[-1].said == "could be checked"
            assert own[-2].said == "got the treatment"


def test_the_switch_shows_what_a_source_counts_among_everybody() -> None:
    shown = ladder_of("brexucabtagene-autoleucel", "p1", count_missing=True)
    assert [answer.measure.count for answer in shown.answers] == ["59 of 74", "41 of 74"]
    assert [answer.measure.fact_id.rpartition("/")[2] for answer in shown.answers] == ["o3", "o4"]
    assert all("not checked" not in answer.measure.people for answer in shown.answers)
    assert shown.answers[0].said == "of all 74, with this result: Overall response"
    assert shown.lost == "Counted here: all 74, as the source itself counts them."
    assert shown.heading == "74 had cells taken. 60 could be checked. Of all 74: 59 responded."


def test_a_source_may_give_the_share_of_everybody_without_the_count() -> None:
    shown = ladder_of("brexucabtagene-autoleucel", "p3", count_missing=True)
    (answer,) = shown.answers
    assert (answer.responders, answer.measure.n, answer.measure.value) == (None, 71, "41%")
    assert answer.share == pytest.approx(41)
    assert shown.heading == "71 had cells taken. 54 could be checked."


@pytest.mark.parametrize("therapy_id", WITH_STEPS)
def test_nothing_computed_says_another_thing_than_the_record(therapy_id: str) -> None:
    outcomes = {one.fact_id: one for one in RELEASE.outcomes(therapy_id)}
    for ladder in ladders(RELEASE, therapy_id, True, TODAY).ladders:
        for answer in ladder.answers:
            of = outcomes[answer.measure.fact_id]
            if answer.measure.n == of.n:
                continue
            for one in outcomes.values():
                same = (one.endpoint, one.trial, one.trial_name, one.indication_id, one.timepoint_months, one.n) == (
                    *(of.endpoint, of.trial, of.trial_name, of.indication_id, of.timepoint_months),
                    answer.measure.n,
                )
                assert not same or one.responders == answer.responders, one.fact_id


def test_a_mix_of_counted_and_computed_results_says_which_is_which() -> None:
    assert left_out.everybody_counted(11, 10, [True, False]) == (
        "Counted here: all 11. A result that a source itself counts among all of them is shown as it is; "
        "in the others the 1 person not checked counts as no response."
    )


def test_the_group_of_a_ladder_is_that_of_its_first_step() -> None:
    ladder = ladder_of("brexucabtagene-autoleucel", "p5")
    assert [rung.n for rung in ladder.rungs] == [71, 49]
    assert ladder.who == "people in the UK who were approved for it and had cells taken"
    assert ladder.rungs[0].detail == "of 82 who were approved for it"


@pytest.mark.parametrize("therapy_id", WITH_STEPS)
def test_nobody_is_left_out_only_where_the_group_is_counted_from_its_beginning(therapy_id: str) -> None:
    for ladder in ladders(RELEASE, therapy_id, False, TODAY).ladders:
        if not counts_results(therapy_id, ladder):
            assert "counted" not in ladder.lost
            continue
        own = [rung for rung in ladder.rungs if not rung.whole]
        from_the_beginning = own[0].said in ("joined the study", "were put in this group by chance")
        everybody = own[0].n == own[-1].n
        assert ("nobody is left out" in ladder.lost) == (everybody and from_the_beginning)
        unknown = (
            f"All {own[0].n} in this group who {own[0].said} are counted. How many were left out before that is not"
        )
        assert ladder.lost.startswith(unknown) == (everybody and not from_the_beginning)


def test_a_group_that_is_first_counted_when_treated_may_have_left_people_out() -> None:
    (ladder,) = ladders(RELEASE, "obecabtagene-autoleucel", False, TODAY).ladders
    assert ladder.lost == (
        "All 94 in this group who got the treatment are counted. How many were left out before that is not in our data."
    )


# Results that say who got as far as the treatment, without a ladder: why its other steps are not known.
NO_LADDER = {
    "atidarsagene-autotemcel/outcome/o4": "people who were sent for treatment joined no study",
    "ciltacabtagene-autoleucel/outcome/o15": "a part of those who did not get it as study treatment",
    "lisocabtagene-maraleucel/outcome/o7": "the count of those treated is of another day",
    "obecabtagene-autoleucel/outcome/o8": "its ladder is that of a part of those treated",
    "varnimcabtagene-autoleucel/outcome/o4": "its ladder is that of a part of those treated",
    "tisagenlecleucel/outcome/o9": "the counts of those treated and checked are of other days",
    "tisagenlecleucel/outcome/o23": "a part of those who were never treated",
    "tisagenlecleucel/outcome/o15": "the counts of those treated and checked are of another day",
    "tisagenlecleucel/outcome/o24": "a part of those who were never treated",
}


def test_where_a_result_says_who_was_treated_the_steps_are_a_ladder() -> None:
    without = set()
    for outcome in RELEASE.all_outcomes:
        if outcome.endpoint not in ("never-infused", "received-treatment") or None in (outcome.responders, outcome.n):
            continue
        got = outcome.responders or 0
        treated = got if outcome.endpoint == "received-treatment" else (outcome.n or 0) - got
        steps = [step for step in RELEASE.participants(outcome.therapy_id) if step.trial == outcome.trial]
        if not any(step.step == "treated" and step.n == treated for step in steps):
            without.add(outcome.fact_id)
    assert without == set(NO_LADDER)


def test_afami_cel_shows_who_never_got_it() -> None:
    (ladder,) = ladders(RELEASE, "afamitresgene-autoleucel", False, TODAY).ladders
    assert [rung.n for rung in ladder.rungs] == [52, 44]
    assert ladder.lost.startswith("Left out of the count: 8 of 52 people in this group.")
    (all_of_them,) = ladders(RELEASE, "afamitresgene-autoleucel", True, TODAY).ladders
    assert {answer.measure.count for answer in all_of_them.answers} == {"2 of 52"}


def test_no_step_is_dropped() -> None:
    for therapy_id in WITH_STEPS:
        model = ladders(RELEASE, therapy_id, False, TODAY)
        steps = RELEASE.participants(therapy_id)
        assert sum(len(ladder.rungs) for ladder in model.ladders) == len(steps) == len(model.sheet.rows)
