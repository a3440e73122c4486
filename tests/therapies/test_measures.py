"""A number never stands without its denominator, range, label, comparison and passport: over every fact there is."""

import re
from datetime import date, timedelta

import pytest

from therapies.dataset import Dataset
from therapies.evidence import passport
from therapies.facts import Outcome
from therapies.measures import Measure, outcome_measure, safety_measure
from therapies.sentences import (
    NONE_IN_RECORD,
    OTHER_GROUP_MISSING,
    OTHER_HARM_MISSING,
    OUTSIDE_HARM_MISSING,
    SAME_PEOPLE_ONLY,
)
from therapies.wording import FIRST_STUDY, SAME_STUDY, SURVIVAL_UNKNOWN


@pytest.fixture(scope="module")
def results(dataset: Dataset) -> list[Measure]:
    return [outcome_measure(dataset, outcome, date(2026, 11, 23)) for outcome in dataset.all_outcomes]


@pytest.fixture(scope="module")
def harms(dataset: Dataset) -> list[Measure]:
    return [safety_measure(dataset, fact, date(2026, 11, 23)) for fact in dataset.all_safety]


def one(measures: list[Measure], fact_id: str) -> Measure:
    return next(measure for measure in measures if measure.fact_id == fact_id)


def test_the_model_case(results: list[Measure], harms: list[Measure]) -> None:
    overall, composite = one(results, "wu-cart-007/outcome/o1"), one(results, "wu-cart-007/outcome/o2")
    assert overall.sentence == "10 of 11 people (91%; 95% range 59 to 99.8)."
    assert composite.sentence == "8 of 11 people (73%; 95% range 39 to 94)."
    assert "omposite" in composite.name
    assert overall.few == "Only 11 people: too few to be sure."
    assert overall.comparison == "No comparison group."
    assert overall.design == "single-arm"
    assert overall.caveats == (FIRST_STUDY, SURVIVAL_UNKNOWN)
    assert overall.range_origin == "95% range, computed from the counts (exact, Clopper-Pearson)"
    severe = next(m for m in harms if m.therapy_id == "wu-cart-007" and m.count == "4 of 13")
    assert severe.sentence == "4 of 13 people (31%; 95% range 9 to 61)."
    assert severe.few is not None


def test_every_percentage_says_out_of_how_many(results: list[Measure], harms: list[Measure]) -> None:
    for measure in [*results, *harms]:
        if "%" in measure.sentence.replace("95% range", ""):
            assert re.search(
                r"\d+ of \d+|% of [\d,]+ \w+|(out of how many|number of) people: not stated|among \d+", measure.sentence
            ), measure


def test_every_share_has_a_range_or_says_that_it_has_none(results: list[Measure], harms: list[Measure]) -> None:
    for measure in [*results, *harms]:
        if measure.percent is not None:
            assert "95% range" in measure.sentence, measure
            assert measure.range is None or measure.range_origin, measure


def test_every_number_has_a_label_and_a_passport_with_a_source(results: list[Measure], harms: list[Measure]) -> None:
    for measure in [*results, *harms]:
        assert measure.evidence != "not stated"
        assert measure.passport.sources, measure.fact_id
        assert measure.passport.checked_on


def test_small_groups_say_so(results: list[Measure]) -> None:
    for measure in results:
        assert (measure.few is not None) == (measure.n is not None and measure.n < 30)


def test_no_missing_value_leaks_into_words(results: list[Measure], harms: list[Measure]) -> None:
    for measure in [*results, *harms]:
        words = " ".join(str(getattr(measure, name)) for name in ("sentence", "name", "value", "comparison", "cohort"))
        assert not re.search(r"\b(nan|None|null|NaT)\b", words), measure


def test_a_median_that_was_not_reached_is_said_properly(results: list[Measure]) -> None:
    measure = one(results, "wu-cart-007/outcome/o9")
    assert measure.sentence.startswith("Median not reached: for more than half of the people")
    assert "among 10 people" in measure.sentence
    assert "0.5 months to not reached" in measure.sentence


def test_an_average_change_is_never_a_share_of_people(results: list[Measure]) -> None:
    changes = [measure for measure in results if measure.kind == "change"]
    assert changes
    for measure in changes:
        assert measure.percent is None
        assert measure.sentence.endswith("This is not a share of people.")


def test_a_comparison_group_stands_beside_its_result(results: list[Measure], dataset: Dataset) -> None:
    compared = {outcome.fact_id for outcome in dataset.all_outcomes if outcome.control_type}
    for measure in results:
        assert measure.comparison.startswith("Compared with ") == (measure.fact_id in compared)
        assert (measure.design == "single-arm") <= (measure.fact_id not in compared)


@pytest.mark.parametrize(
    ("fact_id", "said"),
    [
        ("wu-cart-007/outcome/o1", True),  # its trial is phase 1
        ("donor-derived-cd7-car-t/outcome/o1", True),  # no trial of that phase here; its words say first-in-human
        ("ctd402/outcome/o1", True),  # no trial matches; the use is in phase 1 or 1/2
        ("tisagenlecleucel/outcome/o1", False),  # the use is approved
    ],
)
def test_a_first_study_says_what_it_was_for(results: list[Measure], fact_id: str, said: bool) -> None:
    assert (one(results, fact_id).opening == FIRST_STUDY) == said


def test_the_first_source_is_of_the_kind_that_the_label_names(
    dataset: Dataset, results: list[Measure], harms: list[Measure]
) -> None:
    for measure in [*results, *harms]:
        assert measure.passport.sources[0].kind == measure.evidence == measure.passport.evidence
    trial = next(trial for trial in dataset.trials("wu-cart-007") if trial.nct == "NCT06514794")
    assert passport(dataset, trial, date(2026, 11, 23)).sources[0].publisher == "ClinicalTrials.gov"


def test_every_response_rate_says_that_survival_is_not_known(results: list[Measure], dataset: Dataset) -> None:
    outcomes: dict[str, Outcome] = {outcome.fact_id: outcome for outcome in dataset.all_outcomes}
    for measure in results:
        before = ("received-treatment", "never-infused", "manufacturing-success")
        if measure.kind == "proportion" and outcomes[measure.fact_id].endpoint not in before:
            known = [said for said in measure.caveats if said.startswith(SAME_STUDY)]
            assert (SURVIVAL_UNKNOWN in measure.caveats) != bool(known)


def test_a_survival_result_of_the_same_study_stands_in_the_caveat(results: list[Measure]) -> None:
    said = one(results, "idecabtagene-vicleucel/outcome/o9").caveats[-1]
    for part in ("median 41.4 months", "among 254 people", "median 37.9 months", "randomised", "Source: ", "check"):
        assert part.casefold() in said.casefold(), said


@pytest.mark.parametrize(
    "fact_id",
    [
        "inotuzumab-ozogamicin/outcome/o5",  # children; the adults of another study were compared
        "lisocabtagene-maraleucel/outcome/o13",  # PILOT; TRANSFORM was compared
        "tarlatamab/outcome/o3",  # the single-arm trial behind the first approval
    ],
)
def test_the_survival_of_another_study_says_nothing_here(results: list[Measure], fact_id: str) -> None:
    assert SURVIVAL_UNKNOWN in one(results, fact_id).caveats


def test_a_result_of_a_randomised_study_without_its_other_group_is_not_single_arm(
    results: list[Measure], harms: list[Measure]
) -> None:
    """Descartes-08: 12 people six months later; the phase 2b trial had a dummy treatment."""
    later = one(results, "descartes-08/outcome/o3")
    assert (later.design, later.comparison) == ("comparison group, number not stated", OTHER_GROUP_MISSING)
    harm = one(harms, "descartes-08/safety/h1")
    assert (harm.design, harm.comparison) == ("comparison group, number not stated", OTHER_HARM_MISSING)


def test_sources_that_disagree_are_both_shown(dataset: Dataset, results: list[Measure]) -> None:
    disputed = {c.fact_id for c in dataset.all_citations if c.role == "disagrees" and c.table == "outcomes"}
    assert {m.fact_id for m in results if m.passport.disagreements} == disputed


def test_a_counted_rate_of_another_source_has_its_range_too(dataset: Dataset, results: list[Measure]) -> None:
    said = {m.fact_id: m.passport.disagreements[0].says for m in results if m.passport.disagreements}
    exa = next(says for says in said.values() if says.startswith("29 of 30 (97%)"))
    # Clopper-Pearson for 29 of 30: 82.8 to 99.9.
    assert exa.endswith("; range 83 to 99.9, worked out from the count; who was counted: not stated")
    vuso = next(says for says in said.values() if "32.9% (46 of 140)" in says)
    assert vuso.endswith("; range 25 to 41, worked out from the count; who was counted: not stated")
    kite = next(says for says in said.values() if says.startswith("71% at the earlier"))
    assert kite.endswith("; the range and who was counted: not stated")
    brexu = next(says for says in said.values() if "range 84 to 98" in says)
    assert brexu.endswith("in 60 people; who was counted: not stated")
    tabelecleucel = next(says for says in said.values() if says.startswith("15 of 32 (47%)"))
    assert "range 29 to 65, worked out from the count" in tabelecleucel


def test_a_source_that_says_something_else_is_no_source_of_the_number(dataset: Dataset, results: list[Measure]) -> None:
    disputed = [one for one in results if one.passport.disagreements]
    assert disputed
    for one in disputed:
        roles = [citation.role for citation in dataset.citations(one.fact_id)]
        assert len(one.passport.sources) == roles.count("supports")


def test_a_fact_is_overdue_from_its_due_day_on(dataset: Dataset) -> None:
    outcome = dataset.outcomes("wu-cart-007")[0]
    assert not outcome_measure(dataset, outcome, outcome.due_on - timedelta(days=1)).passport.overdue
    assert outcome_measure(dataset, outcome, outcome.due_on).passport.overdue


def test_how_long_a_response_lasted_is_counted_among_those_who_responded(dataset: Dataset, today: date) -> None:
    lasting = [
        one for one in dataset.all_outcomes if one.endpoint in ("DOR-median", "DOR-rate") and one.unit == "people"
    ]
    assert lasting
    for outcome in lasting:
        assert outcome_measure(dataset, outcome, today).people.startswith("those who responded, of the people")


def test_the_meaning_of_a_named_number_says_more_than_the_general_word_again(dataset: Dataset) -> None:
    """The name of such a number is its own label; the general word stands before the explanation."""
    labelled = {("safety_event", harm.event) for harm in dataset.all_safety if harm.label}
    labelled |= {("endpoint", outcome.endpoint) for outcome in dataset.all_outcomes if outcome.label}
    for field, code in sorted(labelled):
        word = dataset.word(field, code)
        title, plain = (set(re.findall(r"\w+", text.casefold())) for text in (word.title, word.plain))
        assert plain - title - {"the", "a", "an", "that", "is", "of", "are", "or"}, f"{word.title}. {word.plain}"


@pytest.mark.parametrize(
    ("fact_id", "comparison", "design"),
    [
        ("descartes-08/safety/h1", OTHER_HARM_MISSING, "comparison group, number not stated"),
        ("nexiguran-ziclumeran/safety/h1", NONE_IN_RECORD, "no comparison group in our data"),
        # The same people before, or another wound of the same people, are no group of people.
        ("valoctocogene-roxaparvovec/safety/h1", SAME_PEOPLE_ONLY, "no comparison group of other people in our data"),
        ("etranacogene-dezaparvovec/safety/h1", SAME_PEOPLE_ONLY, "no comparison group of other people in our data"),
        ("prademagene-zamikeracel/safety/h1", SAME_PEOPLE_ONLY, "no comparison group of other people in our data"),
        # People of another study are no group of this one.
        ("amt-130/safety/h1", OUTSIDE_HARM_MISSING, "compared with people outside of the study, number not stated"),
    ],
)
def test_a_harm_says_whom_its_study_was_compared_with(
    harms: list[Measure], fact_id: str, comparison: str, design: str
) -> None:
    harm = one(harms, fact_id)
    assert (harm.comparison, harm.design) == (comparison, design)
