"""The shared pieces: what a number, a passport, a badge, a term and a table show, and that nothing in them can act."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from tests.views.models import HOSTILE, HOSTILE_MEASURE, MEASURE, PASSPORT, SOURCE
from therapies.call import call
from therapies.dataset import Dataset
from therapies.facts import Word
from therapies.measures import outcome_measure, safety_measure
from therapies.shelf import open as open_dataset
from therapies.terms import Entry
from views import badge, call_stage, caution, leave_behind, number, passport, table, term


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return open_dataset()


def test_number_has_count_percent_and_range_in_one_element() -> None:
    paragraph = re.search(r'<p class="ct-count">(.*?)</p>', number.html(MEASURE))
    assert paragraph
    assert words(paragraph[1]) == "10 of 11 people (91%; 95% range 59 to 99.8)."
    assert "<strong>10 of 11 people</strong>" in paragraph[1]


def test_number_says_everything_that_honesty_asks_for() -> None:
    said = words(number.html(MEASURE))
    for part in (
        "Overall response",
        "Only 11 people: too few to be sure.",
        "Peer-reviewed paper single-arm",
        "people who could be checked (evaluable)",
        "computed from the counts (exact, Clopper-Pearson)",
        "No comparison group.",
        "We do not know yet if it helps people live longer.",
        "This study was to find the dose and the risks.",
        "checked 22 November 2026",
        "Not stated: followed for, data up to.",
    ):
        assert part in said


def test_number_says_nothing_about_what_is_not_there() -> None:
    bare = replace(MEASURE, few=None, range_origin=None, trial=None, caveats=(), plain="")
    said = words(number.html(bare))
    assert "None" not in said
    assert "Study: NCT" not in said


def test_number_for_staff_can_leave_out_the_explanation() -> None:
    assert MEASURE.plain not in number.html(MEASURE, explain=False)


def test_passport_opens_without_a_widget_and_names_sources_dates_and_disagreements() -> None:
    html = passport.html(PASSPORT)
    assert html.startswith("<details")
    assert html.count("<summary>") == 1
    said = words(html)
    assert "Source: Blood, 30 May 2025 and 1 more · sources disagree · checked 22 November 2026" in said
    assert "to be checked again by 21 May 2027" in said
    assert "Another source says: March 2026" in said
    assert 'href="https://example.org/paper?a=1&amp;b=2"' in html
    assert html.count("<a ") == 3, "a source without an address is no link; the last one reports a problem"


@pytest.mark.parametrize(
    ("fact_id", "words_"),
    [
        ("wu-cart-007/outcome/o1", "Report a problem with this number"),
        ("blinatumomab/safety/h1", "Report a problem with this number"),
        ("wu-cart-007/regulatory/r1", "Report a problem with this"),
        ("glossary/median", "Report a problem with this"),
    ],
)
def test_a_passport_leads_to_a_report_of_its_fact_in_a_tab_of_its_own(fact_id: str, words_: str) -> None:
    html = passport.html(replace(PASSPORT, fact_id=fact_id))
    to = f"sources_and_checks?show=report&amp;fact={fact_id.replace('/', '%2F')}"
    assert f'<a href="{to}" target="_blank" rel="noopener">{words_}</a>' in html


def test_neither_a_call_nor_a_paper_asks_for_reports(dataset: Dataset) -> None:
    shown = call(dataset, ("wu-cart-007",), frozenset(), date(2026, 11, 23))
    for html in (call_stage.html(shown, 0, "call"), leave_behind.html(shown)):
        assert "Report a problem" not in html
        assert "show=report" not in html


def test_overdue_passport_says_so_with_a_shape() -> None:
    closed = passport.words(replace(PASSPORT, overdue=True))
    assert f"{passport.OVERDUE} Overdue for a check since 21 May 2027" in closed


def test_an_overdue_number_is_marked_for_grey_and_a_current_one_is_not() -> None:
    late = replace(MEASURE, passport=replace(PASSPORT, overdue=True))
    assert 'data-late="yes"' in number.html(late).partition(">")[0]
    assert "data-late" not in number.html(MEASURE)


def test_passport_says_that_a_second_person_confirmed_and_nothing_where_nobody_did() -> None:
    said = "Confirmed by a second person on 27 November 2026."
    assert said in passport.html(replace(PASSPORT, reviewed_on="27 November 2026"))
    assert "second person" not in passport.html(PASSPORT)


def test_passport_without_sources_says_so() -> None:
    empty = replace(PASSPORT, sources=(), disagreements=())
    assert passport.words(empty) == "Source: no source named · checked 22 November 2026"
    assert "No source is named." in passport.html(empty)


@pytest.mark.parametrize(
    "html",
    [
        number.html(HOSTILE_MEASURE),
        passport.html(HOSTILE_MEASURE.passport),
        badge.html(badge.Badge(HOSTILE, HOSTILE)),
        badge.evidence_html(HOSTILE),
        table.html(HOSTILE, (HOSTILE,), [(HOSTILE,), (table.Link(HOSTILE, "javascript:alert(1)"),)]),
        term.html(Entry(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE_MEASURE.passport)),
    ],
    ids=["number", "passport", "badge", "evidence", "table", "term"],
)
def test_hostile_text_is_only_text(html: str) -> None:
    assert "<script" not in html
    assert not re.search(r'href="(?!https?://|glossary\?|sources_and_checks\?)', html)
    assert "\u202e" not in html
    assert "alert(1)" in html, "it is shown, not swallowed"


def test_every_status_has_a_word_and_a_known_shape(dataset: Dataset) -> None:
    fields = ("stage", "trial_status", "site_status", "access_status", "regulatory_event")
    for word in (word for field in fields for word in dataset.words(field)):
        made = badge.of_word(word)
        assert made.word == word.title
        known = word.code.lower() == "unknown"
        assert (made.shape == badge.UNKNOWN) == known, f"{word.field} {word.code}"


def test_unknown_word_is_shown_as_unknown() -> None:
    word = Word("stage of tomorrow", "x", 1, "New word", "Means this.", None, None, False, False, None)
    assert badge.of_word(word) == badge.Badge("New word", badge.UNKNOWN, "Means this.")
    assert words(badge.html(badge.of_word(word))) == "? New word"


def test_an_overdue_status_is_grey_and_says_when_it_was_read(dataset: Dataset) -> None:
    word = next(word for word in dataset.words("trial_status") if word.code == "RECRUITING")
    made = badge.html(badge.of_word(word, "when read on 22 August 2026"))
    assert words(made) == "◷ Recruiting when read on 22 August 2026"
    assert 'data-tone="quiet"' in made
    assert 'data-tone="good"' in badge.html(badge.of_word(word))


def test_evidence_labels_that_say_nothing_are_left_out() -> None:
    assert words(badge.evidence_html("Registry record", None, "")) == "Registry record"


def test_caution_has_its_sign_for_the_eye_alone_and_its_words_harmless() -> None:
    html = caution.html('Only <b>3</b> people" & few')
    said = "Only &lt;b&gt;3&lt;/b&gt; people&quot; &amp; few"
    assert html == f'<p class="ct-care"><span aria-hidden="true">▲</span> {said}</p>'


@pytest.mark.parametrize("nothing", [None, ""])
def test_caution_without_words_is_nothing(nothing: str | None) -> None:
    assert caution.html(nothing) == ""


def test_table_is_a_table_with_headings_for_rows_and_columns() -> None:
    html = table.html("All therapies", ("Name", "Kind"), [(table.Link("A", "therapy?therapy=a"), "CAR-T")])
    assert "<caption>All therapies</caption>" in html
    assert html.count('<th scope="col">') == 2
    assert '<th scope="row"><a href="therapy?therapy=a" target="_self">A</a></th><td>CAR-T</td>' in html
    assert 'tabindex="0"' in html, "a wide table can be scrolled with the keyboard"


@pytest.mark.parametrize("to", ["//evil.example", "javascript:x", "/therapy", "../x", None])
def test_table_links_lead_only_to_our_views_and_to_http(to: str | None) -> None:
    assert "<a" not in table.html("t", ("h",), [(table.Link("A", to),)])


def test_table_links_to_other_sites_open_apart() -> None:
    assert 'target="_blank"' in table.html("t", ("h",), [(table.Link("A", "https://example.org"),)])


def test_term_shows_meaning_reason_source_and_its_own_link() -> None:
    reading = replace(PASSPORT, sources=(replace(SOURCE, publisher="", kind="", published=""),), disagreements=())
    html = term.html(Entry("median", "median", "The middle value.", "It hides a lot.", reading))
    said = words(html)
    assert "The middle value. Why it matters: It hides a lot." in said
    assert "Source: Phase 1/2 trial of WU-CART-007 · checked" in said
    assert 'href="glossary?term=median"' in html


def test_every_number_of_the_release_can_be_drawn(dataset: Dataset) -> None:
    today = date(2026, 11, 23)
    htmls = [number.html(outcome_measure(dataset, fact, today)) for fact in dataset.all_outcomes]
    htmls += [number.html(safety_measure(dataset, fact, today)) for fact in dataset.all_safety]
    for html in htmls:
        assert not re.search(r"\b(nan|NaT|null)\b|\bNone\b(?! \w)", words(html))


def test_a_space_stands_between_the_count_and_its_range_and_none_before_a_comma() -> None:
    assert "10 of 11 people</strong> <span>(91%" in number.html(MEASURE)
    lasting = replace(MEASURE, sentence="Median 9.1 months, among 10 people (95% range 5 to 12 months).")
    assert "Median 9.1 months</strong><span>, among 10 people" in number.html(lasting)
