"""Every page for every therapy, as it is rendered, keeps the rules for showing numbers honestly."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import ROOT
from tests.pages.elements import Element, page
from tests.pages.honesty import EVIDENCE, RANGE, WAY, WHO, Honesty, outermost
from tests.pages.session import html_of, opened, written
from tests.releases import RELEASE
from therapies import response_rates
from therapies.facts import Outcome
from therapies.measures import outcome_measure
from therapies.profile import profile
from therapies.spoken_notes import number_note
from therapies.statistics import exact_interval
from views import call_notes, number

RULES = Honesty(RELEASE)
IDS = sorted(RELEASE.therapies)
FOURS = [",".join(IDS[start : start + 4]) for start in range(0, len(IDS), 4)]
VIEWS = [(d, e) for d in response_rates.disease_titles(RELEASE) for e in response_rates.endpoint_titles(RELEASE, d)]
OTHERS = [
    ("home", {}),
    ("home", {"q": "CD7"}),
    ("therapies", {}),
    ("therapies", {"stage": "approved"}),
    ("compare", {}),
    ("regulatory_status", {"show": "1"}),
    ("regulatory_status", {"disease": "t-all"}),
    ("sources_and_checks", {"show": "checks"}),
    ("sources_and_checks", {"show": "checks", "group": "sources", "days": "90"}),
    ("sources_and_checks", {"show": "weak"}),
    ("sources_and_checks", {"show": "contradicted"}),
    ("sources_and_checks", {"show": "disagreements"}),
    ("sources_and_checks", {"show": "disagreements", "part": "2"}),
    ("sources_and_checks", {"show": "questions"}),
    ("sources_and_checks", {"show": "method"}),
    ("trials", {"disease": "t-all"}),
    ("trials", {"therapy": "wu-cart-007"}),
    ("changes", {}),
    ("glossary", {}),
    ("present", {"call": "wu-cart-007,tisagenlecleucel,blinatumomab,nelarabine"}),
]
Visit = Callable[..., Element]


@pytest.fixture(scope="module")
def visit() -> Iterator[Visit]:
    """Open a page of one long session and give it as elements, what is written as Markdown among them."""
    here = ["home"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("THERAPY_TODAY", "2026-11-23")
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()

        def visit(name: str, **query: str) -> Element:
            if here[0] != name:
                app.switch_page(f"pages/{name}.py")
                here[0] = name
            opened(app, **query)
            assert not app.exception
            return page(html_of(app) + written(app) + hovers(app))

        yield visit


def hovers(app: AppTest) -> str:
    """What the charts say when one points at a mark, as lines."""
    specs = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    texts = [text for spec in specs for trace in spec["data"] for text in trace.get("hovertext", ())]
    return "".join(f'<div class="hover"><p>{text.replace("<br>", " ")}</p></div>' for text in texts)


@pytest.mark.parametrize("therapy_id", IDS)
def test_a_therapy_shows_every_number_with_all_that_belongs_to_it(visit: Visit, therapy_id: str) -> None:
    tree = visit("therapy", therapy=therapy_id)
    assert RULES.broken(tree) == []
    facts = (*RELEASE.outcomes(therapy_id), *RELEASE.safety(therapy_id))
    assert RULES.shown(tree) == {fact.fact_id for fact in facts}


@pytest.mark.parametrize("therapy_id", sorted({step.therapy_id for step in RELEASE.all_participants}))
def test_a_therapy_with_those_who_were_not_evaluated_counted_as_no_response(visit: Visit, therapy_id: str) -> None:
    assert RULES.broken(visit("therapy", therapy=therapy_id, missing="1"), everybody(therapy_id)) == []


def everybody(therapy_id: str) -> dict[str, Outcome]:
    """The results of groups of which some were not evaluated, counted among all who might have responded."""
    found = {}
    outcomes = {outcome.fact_id: outcome for outcome in RELEASE.outcomes(therapy_id)}
    for _, group in groupby(RELEASE.participants(therapy_id), key=lambda step: step.group_id):
        steps = [step for step in group if not step.whole_study]
        for outcome in (outcomes[key] for key in steps[-1].results):
            if outcome.responders is not None and steps[0].n > steps[-1].n:
                low, high = (100 * end for end in exact_interval(outcome.responders, steps[0].n))
                computed = {"ci_low": low, "ci_high": high, "ci_origin": "computed", "analysis_set": "everybody"}
                found[outcome.fact_id] = replace(outcome, n=steps[0].n, percent=None, **computed)
    return found


@pytest.mark.parametrize("therapy_id", IDS)
def test_checks_and_disagreements_of_a_therapy(visit: Visit, therapy_id: str) -> None:
    for show in ("checks", "disagreements", "questions"):
        assert RULES.broken(visit("sources_and_checks", show=show, therapy=therapy_id)) == []


@pytest.mark.parametrize("therapy_id", IDS)
def test_a_call_about_every_therapy(visit: Visit, therapy_id: str) -> None:
    assert RULES.broken(visit("present", call=therapy_id)) == []


@pytest.mark.parametrize("therapy_id", IDS)
def test_the_notes_for_a_call_about_every_therapy(visit: Visit, therapy_id: str) -> None:
    tree = visit("call", call=therapy_id)
    assert RULES.broken(tree) == []
    first = profile(RELEASE, therapy_id, RELEASE.all_outcomes[0].checked_on).first
    assert {measure.fact_id for measure in (*first.results, *first.risks)} <= RULES.shown(tree)
    approved = next(one.parent for one in tree.all() if one.tag == "h4" and one.text() == "Is it approved?")
    said = approved.text() if approved else ""
    for use in RELEASE.indications(therapy_id):
        if use.stage == "approved":
            assert f"For: {use.population.rstrip('.')}" in said
            assert EVIDENCE.search(said) and WAY.search(said)


@pytest.mark.parametrize("four", FOURS)
def test_every_therapy_side_by_side_with_others(visit: Visit, four: str) -> None:
    tree = visit("compare", therapies=four)
    assert RULES.broken(tree) == []
    risks = {fact.fact_id for therapy_id in four.split(",") for fact in RELEASE.safety(therapy_id)}
    assert risks <= RULES.shown(tree), "no risk is left out"


@pytest.mark.parametrize(("disease", "endpoint"), VIEWS)
def test_every_view_of_response_rates(visit: Visit, disease: str, endpoint: str) -> None:
    tree = visit("response_rates", disease=disease, endpoint=endpoint)
    assert RULES.broken(tree) == []
    rows = [one for one in tree.all() if one.tag == "tr" and one.fact]
    shown = re.search(r"Shown: (\d+) \((\d+) in the plot, (\d+) in the list", tree.text())
    assert shown is not None
    assert int(shown[1]) == len(rows) == len({row.fact for row in rows})
    marks = [one.text() for one in tree.all() if "hover" in one.classes]
    assert len(marks) >= int(shown[2])
    for said in marks:
        assert RANGE.search(said) and re.search(r"\d+ of \d+|of \d+ people|not stated", said), said
        assert re.search("|".join((*WHO.values(), "not people")), said), said
        assert (
            re.search(r"Evidence: \w.*(?:single-arm|randomised|number not stated)", said)
            and "checked 22 November 2026" in said
        ), said


@pytest.mark.parametrize(("disease", "endpoint"), VIEWS[::3])
@pytest.mark.parametrize("people", ["evaluable", "infused", "randomised"])
def test_response_rates_of_some_people_only(visit: Visit, disease: str, endpoint: str, people: str) -> None:
    assert RULES.broken(visit("response_rates", disease=disease, endpoint=endpoint, people=people)) == []


def test_the_views_of_response_rates_together_show_every_share() -> None:
    shown = {
        rate.measure.fact_id
        for disease, endpoint in VIEWS
        for rate in response_rates.response_rates(
            RELEASE, disease, endpoint, response_rates.EVERYBODY, RELEASE.all_outcomes[0].checked_on
        ).rates
    }
    assert shown == {outcome.fact_id for outcome in RELEASE.all_outcomes if outcome.kind == "proportion"}


@pytest.mark.parametrize(("name", "query"), OTHERS)
def test_all_other_pages(visit: Visit, name: str, query: dict[str, str]) -> None:
    assert RULES.broken(visit(name, **query)) == []


def test_the_first_numbers_of_all_therapies_and_all_events_are_looked_at(visit: Visit) -> None:
    listed = RULES.shown(visit("therapies"))
    with_results = {outcome.therapy_id for outcome in RELEASE.all_outcomes}
    assert {RULES.numbers[fact].therapy_id for fact in listed} >= with_results
    events = outermost(visit("regulatory_status", show="1"), RULES.events)
    assert {fact_id for fact_id, _ in events} == set(RULES.events)


@pytest.mark.parametrize(
    ("taken", "given", "rule"),
    [
        ("10 of 11 people", "Most people", "1 (10 of 11)"),
        ("(evaluable)", "", "1 (who)"),
        ("too few to be sure", "few", "2 (too few)"),
        ("91%", "90.9%", "2 (decimals)"),
        ('class="ct-count">', 'class="ct-count">91%: ', "2 (fraction first)"),
        ("59 to 99.8", "50 to 99.8", "3 (58.7 to 99.8)"),
        ("computed from the counts", "", "3 (origin)"),
        ("We do not know yet if it helps people live longer.", "", "7 (living longer)"),
        ("Overall response", "A promising response", "8"),
        ("Overall response", "A breakthrough", "8"),
        ("No comparison group", "", "10 (no comparison group)"),
        ("Peer-reviewed paper", "", "12 (evidence)"),
        ("single-arm", "", "12 (design)"),
        ("This study was to find the dose and the risks.", "", "14 (first study)"),
        ("checked 22 November 2026", "", "15 (check date)"),
    ],
)
def test_whatever_is_taken_from_a_number_is_missed(taken: str, given: str, rule: str) -> None:
    html = one_number("wu-cart-007/outcome/o1")
    assert RULES.broken(page(html)) == []
    assert taken in html
    spoilt = html.replace(taken, given)
    if taken == "No comparison group":
        spoilt = spoilt.replace("comparison group", "")
    assert rule in rules_broken(spoilt)


@pytest.mark.parametrize(
    ("taken", "rule"),
    [
        ("10 of 11 people", "1 (10 of 11)"),
        ("(evaluable)", "1 (who)"),
        ("too few to be sure", "2 (too few)"),
        ("computed from the counts", "3 (origin)"),
        ("We do not know yet if it helps people live longer.", "7 (living longer)"),
        ("Peer-reviewed paper", "12 (evidence)"),
        ("single-arm", "12 (design)"),
        (", last checked 22 November 2026", "15 (check date)"),
    ],
)
def test_whatever_is_taken_from_a_spoken_number_is_missed(taken: str, rule: str) -> None:
    outcome = RELEASE.outcomes("wu-cart-007")[0]
    note = number_note(outcome_measure(RELEASE, outcome, outcome.checked_on))
    html = call_notes.list_html([note])
    assert RULES.broken(page(html)) == []
    assert taken in html
    assert rule in rules_broken(html.replace(taken, ""))


def test_a_number_without_its_passport_is_missed() -> None:
    bare = one_number("wu-cart-007/outcome/o1").split("<details")[0]
    assert rules_broken(f"{bare}</div>") == {"12 (source)", "15 (check date)"}


def rules_broken(html: str) -> set[str]:
    """The rules that a page breaks, without the facts and texts."""
    return {fault.split(": ")[0] for fault in RULES.broken(page(html))}


def one_number(fact_id: str) -> str:
    """A number in its one form, as the pages draw it."""
    outcome = next(outcome for outcome in RELEASE.all_outcomes if outcome.fact_id == fact_id)
    return number.html(outcome_measure(RELEASE, outcome, RELEASE.all_outcomes[0].checked_on), brief=True)


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("<p>In this study 73% responded.</p>", "1 (outside of a number)"),
        ('<td><span class="ct-label">● Approved</span> United States</td>', "9 (evidence)"),
        ("<p>Shown: 8 (5 in the plot). Hidden by the filters: 2. Total: 11.</p>", "17"),
        ("<p>104 of 104 therapies are shown, 3 hidden.</p>", "17"),
    ],
)
def test_what_breaks_a_rule_elsewhere_on_a_page_is_found(html: str, rule: str) -> None:
    assert rules_broken(html) == {rule}


def test_an_approval_and_a_breakthrough_need_their_words() -> None:
    approval = next(event for event in RELEASE.all_events if event.event == "accelerated-approval")
    status = next(event for event in RELEASE.all_events if event.event == "breakthrough-therapy")
    bare = "".join(f'<li data-fact="{event.fact_id}"><p>It has that.</p></li>' for event in (approval, status))
    assert rules_broken(bare) == {"8 (meaning)", "9 (where)", "9 (for whom)", "9 (evidence)", "9 (way)"}


def test_the_title_of_a_source_is_a_quotation() -> None:
    assert RULES.broken(page('<p><a href="https://example.org">A promising study, 50%</a></p>')) == []
