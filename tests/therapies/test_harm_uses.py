"""No risk of other people stands beside a result as if it were of the same: in the call, and first on a page."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from tests.releases import RELEASE, changed, one
from tests.therapies.test_call import words_of
from therapies.call import call
from therapies.call_blocks import Count, Screen, Sides, Text
from therapies.call_headings import pair_heading
from therapies.call_pairs import pairs
from therapies.dataset import Dataset
from therapies.facts import Outcome
from therapies.first_numbers import DEATHS
from therapies.handout import handout
from therapies.handout_numbers import Numbers
from therapies.harm_uses import HarmUses, Tie, harm_uses, says_whose
from therapies.profile import profile

TODAY = date(2026, 11, 23)
ASKED_FIRST = {"crs-any", "crs-grade-3-plus", "infection-serious", "infection-grade-3-plus"}
LISO, TISA, BREXU, EXA = (
    "lisocabtagene-maraleucel",
    "tisagenlecleucel",
    "brexucabtagene-autoleucel",
    "exagamglogene-autotemcel",
)


@pytest.fixture(scope="module")
def every() -> dict[str, tuple[Screen, ...]]:
    """The screens of every therapy."""
    return {key: call(RELEASE, (key,), frozenset(), TODAY).screens for key in RELEASE.therapies}


def pairs_of(screens: tuple[Screen, ...]) -> Iterator[tuple[Screen, Count, Count]]:
    """Each result with the risk beside it."""
    for screen in screens:
        for block in screen.blocks:
            if isinstance(block, Sides) and block.left and block.right:
                yield screen, block.left[0], block.right[0]


def said(screen: Screen) -> str:
    """What stands before the numbers."""
    words = []
    for block in screen.blocks:
        if isinstance(block, Sides):
            break
        words += [block.words] if isinstance(block, Text) and block.care else []
    return " ".join(words)


def outcome(therapy_id: str, fact_id: str) -> Outcome:
    return next(one for one in RELEASE.outcomes(therapy_id) if one.fact_id == fact_id)


def use_of(therapy_id: str, fact_id: str) -> str:
    result = outcome(therapy_id, fact_id)
    return next(use.fact_id for use in RELEASE.indications(therapy_id) if use.id == result.indication_id)


def tie(therapy_id: str, harm: str, use: str, dataset: Dataset = RELEASE) -> Tie:
    found = next(one.fact_id for one in dataset.indications(therapy_id) if one.id == use)
    return HarmUses(dataset, therapy_id).tie(f"{therapy_id}/safety/{harm}", found)


@pytest.mark.parametrize(
    ("therapy_id", "harm", "use", "expected"),
    [
        (LISO, "h9", "lbcl-2l", Tie.SAME_STUDY),  # PILOT, named by the words of the group alone
        (LISO, "h9", "lbcl-3l", Tie.OTHER_USE),
        (LISO, "h9", "cll-rr", Tie.OTHER_DISEASE),
        (LISO, "h11", "cll-rr", Tie.SAME_STUDY),
        (LISO, "h19", "mcl-rr", Tie.SAME_STUDY),  # one study with results of two diseases: the words decide
        (LISO, "h19", "lbcl-3l", Tie.OTHER_DISEASE),
        (TISA, "h1", "fl-3l", Tie.OTHER_DISEASE),
        (TISA, "h13", "fl-3l", Tie.SEVERAL_DISEASES),  # leukemia and lymphoma together
        (BREXU, "h10", "mcl-rr", Tie.SAME_STUDY),  # no study is named, but 168 were treated in one group alone
        ("blinatumomab", "h1", "mrd-b-all", Tie.SAME_STUDY),  # the 116 who were treated for what a fine test found
        ("blinatumomab", "h1", "r-r-b-all", Tie.OTHER_USE),
        (EXA, "h1", "tdt-12-plus", Tie.OTHER_DISEASE),
        (EXA, "h3", "tdt-2-11", Tie.SAME_STUDY),
        (EXA, "h4", "tdt-2-11", Tie.NOT_STATED),
        ("mivocabtagene-autoleucel", "h3", "sps", Tie.OTHER_DISEASE),  # a person with lupus, which is none of its uses
        ("talicabtagene-autoleucel", "h1", "b-all-rr", Tie.OTHER_DISEASE),
        ("azer-cel", "h2", "r-r-indolent", Tie.OTHER_DISEASE),  # an abbreviation alone
        ("cd7-car-t-plus-hsct", "h1", "r-r-cd7", Tie.SAME_STUDY),  # no study is named, but the group is the same
        ("etranacogene-dezaparvovec", "h2", "hem-b-adults", Tie.SAME_DISEASE),  # made for one disease
    ],
)
def test_how_a_harm_stands_to_a_use(therapy_id: str, harm: str, use: str, expected: Tie) -> None:
    assert tie(therapy_id, harm, use) == expected


@pytest.mark.parametrize(
    ("therapy_id", "harm", "result", "expected"),
    [
        (LISO, "h9", "o9", Tie.OTHER_STUDY),  # PILOT's beside TRANSFORM's, both of the second line
        (LISO, "h9", "o13", Tie.SAME_STUDY),  # PILOT's own
        ("talquetamab", "h3", "o1", Tie.OTHER_STUDY),  # two register numbers
        ("talquetamab", "h1", "o1", Tie.SAME_STUDY),
        ("blinatumomab", "h1", "o1", Tie.OTHER_USE),
        ("blinatumomab", "h1", "o6", Tie.SAME_STUDY),  # 116 were treated, of whom 113 could be checked
        ("ciltacabtagene-autoleucel", "h7", "o6", Tie.OTHER_USE),  # usual care beside CARTITUDE-4
        ("onasemnogene-abeparvovec", "h1", "o1", Tie.OTHER_GROUP),  # all uses worldwide beside STR1VE
        (EXA, "h1", "o6", Tie.OTHER_USE),  # age 12 to 35 beside children
        ("nelarabine", "h3", "o1", Tie.OTHER_GROUP),  # children beside adults
        ("nelarabine", "h1", "o1", Tie.NOT_STATED),
        ("atidarsagene-autotemcel", "h2", "o1", Tie.STUDY_NOT_STATED),  # "children who were treated" may be the same
        ("mt027", "h1", "o1", Tie.SAME_STUDY),  # all 50 treated, of whom 15 were checked
        ("cd19-car-nk", "h1", "o1", Tie.SAME_STUDY),  # no study is named, but all 37 are in both
        ("tisagenlecleucel", "h13", "o1", Tie.SEVERAL_DISEASES),  # of the use first, then of the study
    ],
)
def test_how_a_harm_stands_to_a_result(therapy_id: str, harm: str, result: str, expected: Tie) -> None:
    key = f"{therapy_id}/outcome/{result}"
    assert harm_uses(RELEASE, therapy_id).tie(f"{therapy_id}/safety/{harm}", use_of(therapy_id, key), key) == expected


def test_the_word_all_is_no_leukemia() -> None:
    people = changed(RELEASE, safety=one(f"{BREXU}/safety/h10", cohort="part B, all treated people", n=None))
    assert tie(BREXU, "h10", "b-all-adult", people) == Tie.NOT_STATED
    named = changed(RELEASE, safety=one(f"{BREXU}/safety/h10", cohort="people with B-ALL", n=None))
    assert tie(BREXU, "h10", "b-all-adult", named) == Tie.SAME_DISEASE


def test_a_word_for_anybody_tells_no_disease() -> None:
    anybody = changed(RELEASE, safety=one("mivocabtagene-autoleucel/safety/h3", cohort="one person of the study"))
    assert tie("mivocabtagene-autoleucel", "h3", "sps", anybody) == Tie.NOT_STATED


def counted_risk(heading: str) -> str:
    """Whose the counted risk of a heading is said to be; "" where it has no count."""
    risk = heading.rpartition(". ")[2]
    if risk.startswith("How many"):
        return ""
    found = re.search(
        r"other people|in another study|with different diseases|\(disease not stated\)|\(study not stated\)", risk
    )
    return found[0] if found else "of the same people"


def test_no_screen_shows_a_harm_of_a_study_of_another_use_without_saying_so(
    every: dict[str, tuple[Screen, ...]],
) -> None:
    """By register numbers alone, so that it does not lean on what it tests."""
    borrowed = 0
    for therapy_id, screens in every.items():
        trials: dict[str, set[str]] = {}
        for result in RELEASE.outcomes(therapy_id):
            if result.trial:
                trials.setdefault(result.trial, set()).add(result.indication_id)
        harms = {fact.fact_id: fact for fact in RELEASE.safety(therapy_id)}
        for screen, good, bad in pairs_of(screens):
            harm = harms.get(bad.fact_id)
            uses = trials.get(harm.trial or "", set()) if harm else set()
            if uses and outcome(therapy_id, good.fact_id).indication_id not in uses:
                borrowed += 1
                assert "This risk was seen in" in said(screen), screen.id
                assert counted_risk(screen.heading) in ("", "other people"), screen.id
                assert good.icons is bad.icons is None, "drawn side by side they would look like one group"
    assert borrowed, "epcoritamab has no risk of its own in follicular lymphoma"


def test_a_risk_that_is_not_of_the_use_says_so_before_the_number_and_takes_no_place_from_its_own(
    every: dict[str, tuple[Screen, ...]],
) -> None:
    seen = set()
    for therapy_id, screens in every.items():
        whose = harm_uses(RELEASE, therapy_id)
        harms = [fact.fact_id for fact in RELEASE.safety(therapy_id)]
        for screen, good, bad in pairs_of(screens):
            use = use_of(therapy_id, good.fact_id)
            if bad.fact_id not in harms:
                assert use_of(therapy_id, bad.fact_id) == use, screen.id
                continue
            found = whose.tie(bad.fact_id, use, good.fact_id)
            seen.add(found)
            if found > Tie.SAME_DISEASE:
                assert whose.said(bad.fact_id, use, good.fact_id)
                assert whose.said(bad.fact_id, use, good.fact_id) in said(screen), screen.id
            else:
                assert not says_whose(said(screen)), screen.id
            heading = {
                Tie.STUDY_NOT_STATED: "(study not stated)",
                Tie.OTHER_GROUP: "other people",
                Tie.OTHER_STUDY: "in another study",
            }.get(found, "")
            assert not heading or counted_risk(screen.heading) in ("", heading), screen.id
            if heading:
                assert good.icons is bad.icons is None, "drawn side by side they would look like one group"
            if not found.own:
                assert counted_risk(screen.heading) != "of the same people", screen.id
                assert not any(whose.tie(harm, use).own for harm in harms), screen.id
            if found >= Tie.OTHER_USE:
                assert all(whose.tie(harm, use).other for harm in harms), screen.id
    assert seen == set(Tie), "every kind of tie is on some screen"


def test_a_risk_of_another_study_of_the_use_names_the_study(every: dict[str, tuple[Screen, ...]]) -> None:
    named = [said(one) for one, _, _ in pairs_of(every["talquetamab"])]
    assert any(text.endswith("with the same disease, in another study: NCT04634552.") for text in named)
    beside = HarmUses(RELEASE, LISO).said(f"{LISO}/safety/h9", use_of(LISO, f"{LISO}/outcome/o9"), f"{LISO}/outcome/o9")
    assert beside == "This risk was seen in people with the same disease, in another study: PILOT."
    own = [said(one) for one, good, bad in pairs_of(every[LISO]) if " 61 " in good.count and " 61 " in bad.count]
    assert own
    assert not any(map(says_whose, own))


def test_a_risk_told_in_other_words_names_its_people(every: dict[str, tuple[Screen, ...]]) -> None:
    named = [said(screen) for screen, _, _ in pairs_of(every["onasemnogene-abeparvovec"])]
    assert any(
        text.endswith("This risk was counted in other people: all uses of Zolgensma worldwide.") for text in named
    )


def test_a_risk_of_the_same_people_is_beside_their_result(every: dict[str, tuple[Screen, ...]]) -> None:
    cohorts = {fact.fact_id: fact.cohort or "" for fact in RELEASE.safety("nelarabine")}
    found = [(good.fact_id, cohorts[bad.fact_id]) for _, good, bad in pairs_of(every["nelarabine"])]
    assert len(found) == 4
    for result, group in found:
        ages = (outcome("nelarabine", result).cohort or "").partition(" ")[0]
        assert ages in ("adults", "children")
        assert group.startswith(ages)
    mrd = [screen for screen, good, _ in pairs_of(every["blinatumomab"]) if good.count == "88 of 113 people"]
    assert [screen.heading for screen in mrd] == [
        "88 of 113 people had no cancer cells in a fine test. 4 of 116 had an immune reaction (CRS)."
    ]
    assert not any(says_whose(said(screen)) for screen in mrd)


def test_no_result_of_adults_stands_beside_a_risk_of_children_as_if_of_the_same(
    every: dict[str, tuple[Screen, ...]],
) -> None:
    for therapy_id, screens in every.items():
        cohorts = {fact.fact_id: fact.cohort or "" for fact in RELEASE.safety(therapy_id)}
        for screen, good, bad in pairs_of(screens):
            result, group = outcome(therapy_id, good.fact_id).cohort or "", cohorts.get(bad.fact_id, "")
            for one_age, other in (("children", "adult"), ("adults", "child")):
                if one_age in result and other in group and not (other in result or one_age[:5] in group):
                    assert counted_risk(screen.heading) in ("", "other people"), screen.id


def test_the_diseases_are_named(every: dict[str, tuple[Screen, ...]]) -> None:
    found = {screen.id: said(screen) for screen, _, _ in pairs_of(every["epcoritamab"])}
    assert any(
        text == "This risk was seen in people with another disease: large B-cell lymphoma." for text in found.values()
    )
    lete = [said(screen) for screen, _, _ in pairs_of(every["letetresgene-autoleucel"])]
    assert all("different diseases together: synovial sarcoma, myxoid liposarcoma." in text for text in lete)


def test_a_heading_says_whose_the_risk_is_where_it_is_of_others() -> None:
    first = profile(RELEASE, "ns7car", TODAY).first
    good, bad = replace(first.results[0], name="Gone"), replace(first.risks[0], name="Fever")
    sides = (good, None, None), (bad, None, None)
    result, risk = "19 of 20 people had no cancer cells in a fine test.", "had an immune reaction (CRS)."
    assert pair_heading(RELEASE, *sides, Tie.SAME_STUDY) == f"{result} 19 of 20 {risk}"
    # Two lines at most: one of the two is then named by its number alone.
    assert pair_heading(RELEASE, *sides, Tie.OTHER_DISEASE) == f"{result} 19 of 20 other people had this side effect."
    whose = "19 of 20 (disease not stated)"
    assert pair_heading(RELEASE, *sides, Tie.NOT_STATED) == f"19 of 20 people had this result. {whose} {risk}"
    assert pair_heading(RELEASE, None, sides[1], Tie.NOT_STATED) == "19 of 20 people had an immune reaction (CRS)."


@pytest.mark.parametrize(
    ("therapy_id", "use", "counts"),
    [
        (LISO, "cll-rr", ["83% of 89 people", "9% of 89 people"]),
        (LISO, "fl-3l", ["58% of 130 people", "1% of 130 people"]),
        (TISA, "lbcl-3l", ["78 of 106 people", "23% of 106 people"]),
        (BREXU, "b-all-adult", ["72 of 78 people"]),
        (EXA, "tdt-12-plus", ["0 of 52 people"]),
        (EXA, "tdt-2-11", ["1 of 13 people"]),
    ],
)
def test_a_use_shows_its_own_risks(
    every: dict[str, tuple[Screen, ...]], therapy_id: str, use: str, counts: list[str]
) -> None:
    shown = [
        bad.count
        for _, good, bad in pairs_of(every[therapy_id])
        if outcome(therapy_id, good.fact_id).indication_id == use
    ]
    assert shown == counts


def test_deaths_of_every_use_that_is_shown_are_shown(every: dict[str, tuple[Screen, ...]]) -> None:
    for therapy_id, screens in every.items():
        uses = {use_of(therapy_id, good.fact_id) for _, good, _ in pairs_of(screens)}
        whose = harm_uses(RELEASE, therapy_id)
        deaths = [fact.fact_id for fact in RELEASE.safety(therapy_id) if fact.event in DEATHS]
        shown = {one.fact_id for s in screens for b in s.blocks if isinstance(b, Sides) for one in b.right}
        for use in uses:
            own = [death for death in deaths if whose.tie(death, use).own]
            assert not own or shown & set(own), (therapy_id, use)


def test_whether_anybody_had_a_harm_moves_it_nowhere(every: dict[str, tuple[Screen, ...]]) -> None:
    shown = [bad.count for _, good, bad in pairs_of(every["cema-cel"]) if " 33 " in good.count]
    assert shown == ["0 of 33 people", "94% of 33 people"]


def test_there_are_no_numbers_only_where_the_record_has_none(every: dict[str, tuple[Screen, ...]]) -> None:
    empty = {key for key, screens in every.items() if any("no numbers yet" in screen.heading for screen in screens)}
    assert empty == {key for key in RELEASE.therapies if not RELEASE.outcomes(key) and not RELEASE.safety(key)}


def test_an_average_change_is_a_result(every: dict[str, tuple[Screen, ...]]) -> None:
    (screen,) = [one for one in every["revakinagene-taroretcel"] if one.section == "saw"]
    assert (
        screen.heading == "An average change; of how many is not stated: Average slowing of the damage over 24 months."
    )
    (sides,) = [block for block in screen.blocks if isinstance(block, Sides)]
    assert sides.left[0].name == "Average slowing of the damage over 24 months"
    assert sides.left[0].rest == "95% range not stated; this is not a share of people"
    assert "Shown on these screens: 1 of 1 results" in str(screen.blocks[-1])
    beside_shares = [screen.heading for screen, _, _ in pairs_of(every["mivocabtagene-autoleucel"])]
    assert any(heading.startswith("Average change 46%, among 26 people.") for heading in beside_shares)


def test_a_result_in_months_alone_is_a_result() -> None:
    only = "revakinagene-taroretcel/outcome/o1"
    months = one(only, kind="duration", endpoint="PFS-median", change_percent=None, months=9.0, n=12)
    dataset = changed(RELEASE, outcomes=months)
    (pair,) = pairs(dataset, profile(dataset, "revakinagene-taroretcel", TODAY))
    assert pair.good
    assert pair.good[0].fact_id == only


def test_the_first_risks_of_a_page_are_of_the_use_or_say_whose_they_are() -> None:
    for therapy_id in RELEASE.therapies:
        shown = profile(RELEASE, therapy_id, TODAY)
        use = next((use for use in shown.uses if use.headline), shown.uses[0])
        whose = harm_uses(RELEASE, therapy_id)
        facts = {fact.fact_id: fact for fact in RELEASE.safety(therapy_id)}
        own = {key for key in facts if whose.tie(key, use.fact_id).own}
        events = {facts[key].event for key in own}
        for risk in shown.first.risks:
            assert risk.fact_id in own or whose.said(risk.fact_id, use.fact_id) in risk.caveats, risk.fact_id
            if own and whose.tie(risk.fact_id, use.fact_id).other:
                event = facts[risk.fact_id].event
                assert event in ASKED_FIRST | set(DEATHS), risk.fact_id
                somebody = [key for key in own if facts[key].event == event and facts[key].n_affected != 0]
                assert event not in events or not somebody, risk.fact_id


def test_on_paper_whose_risk_it_is_stands_with_the_risk() -> None:
    seen = 0
    for therapy_id in ("satricabtagene-autoleucel", "mivocabtagene-autoleucel", "relmacabtagene-autoleucel"):
        paper = handout(call(RELEASE, (therapy_id,), frozenset(), TODAY))
        parts = [part for chapter in paper.chapters for section in chapter.sections for part in section.parts]
        for numbers in (block for part in parts for block in part.blocks if isinstance(block, Numbers)):
            assert not says_whose(words_of(numbers.left)), therapy_id
            seen += says_whose(words_of(numbers.right))
    assert seen
