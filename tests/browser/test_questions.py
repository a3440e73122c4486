"""The twelve questions of staff: how far each answer is from Home or from within a call."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks import question_answers
from benchmarks.in_the_window import Part, look
from benchmarks.question_answers import Release
from benchmarks.server import Server
from benchmarks.twelve_questions import HEIGHT, MOST_CLICKS, MOST_SECONDS, QUESTIONS, WIDTH, Question, answer, click
from loaders.parquet import publish
from tests.browser.conftest import Visit
from tests.releases import RELEASE, changed, one, tables, with_past

# Every digit another one: what the page then says is nowhere in the release.
OTHER_NUMBERS = """() => {
  const walker = document.createTreeWalker(document.querySelector('[data-testid="stMain"]'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    node.data = node.data.replace(/[0-9]/g, (digit) => (Number(digit) + 1) % 10);
  }
}"""
HIDDEN = """() => { document.querySelector('[data-testid="stMain"]').style.display = "none"; }"""


@pytest.fixture(scope="module")
def shown() -> Release:
    return question_answers.release()


@pytest.mark.parametrize("question", QUESTIONS, ids=[question.asked for question in QUESTIONS])
def test_the_answer_is_at_most_three_clicks_and_twenty_seconds_away(
    visit: Visit, shown: Release, question: Question
) -> None:
    page = visit(question.start)
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    parts = question.answer(shown)
    assert question.clicks <= MOST_CLICKS
    found = answer(page, question, parts)
    # A person's time alone, whatever the machine does; `python -m benchmarks.twelve_questions` takes all of it.
    assert found.pauses(question.clicks) < MOST_SECONDS
    # The same look sees when another number stands there, and when nothing can be read.
    page.evaluate(OTHER_NUMBERS)
    for part in parts:
        assert {said for said in part.words if re.search("[0-9]", said)} <= set(look(page, part).missing)
    page.evaluate(HIDDEN)
    assert all(look(page, part).missing == part.words for part in parts)


def test_what_is_about_a_number_asks_for_its_count_range_source_and_check(shown: Release) -> None:
    first = next(one for one in RELEASE.outcomes("wu-cart-007") if one.headline and one.endpoint == "ORR")
    (part,) = question_answers.counted(shown)
    asked = " ".join(part.words)
    assert f"{first.responders} of {first.n} people" in asked
    assert f"95% range {first.ci_low:.0f} to {first.ci_high:.1f}" in asked
    assert "Source: " in asked
    assert f"checked {first.checked_on.day} " in asked
    for risk in question_answers.risks(shown):
        assert re.search(r"\d+ of \d+ people \(\d+%; 95% range [\d.]+ to [\d.]+\)", " ".join(risk.words))
    for lasting in question_answers.lasting(shown):
        assert re.search(r"among \d+ people \(95% range", " ".join(lasting.words))


@pytest.mark.parametrize(
    "html",
    [
        "The middle time was 4 days",
        "The middle time was 144 days",
        "The middle time was 44.5 days",
        "The middle time was 44 months",
        "The middle time was <b hidden>44 days</b>",
        '<i style="visibility: hidden">The middle time was 44 days</i>',
        '<div style="opacity: 0">The middle time was 44 days</div>',
        "<details><summary>More</summary>The middle time was 44 days</details>",
        '<div style="height: 0; overflow: hidden">The middle time was 44 days</div>',
        '<div style="margin-top: 2000px">The middle time was 44 days</div>',
        '<div style="position: fixed; inset: 0; background: white"></div>The middle time was 44 days',
        "The middle time</p><p>was 44 days",
    ],
)
def test_words_that_nobody_can_read_in_the_window_are_not_seen(page: Page, html: str) -> None:
    def can_be_read(inside: str) -> bool:
        page.set_content(f'<main data-testid="stMain"><p>{inside}</p></main>')
        return look(page, Part("main > *", ("The middle time was 44 days",))).all

    assert can_be_read("The <b>middle</b>\n time was <span>44 days</span>.")
    assert not can_be_read(html)


@pytest.fixture(scope="module")
def changed_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release whose result of sofi-cel, and whose summary of tisa-cel, were other ones until 3 November."""
    newest = RELEASE
    result = one("wu-cart-007/outcome/o1", responders=9, percent=81.8, ci_low=48.2, ci_high=97.7)
    other = one("tisagenlecleucel/turnaround", plain_summary="It was another one.")
    before = changed(newest, outcomes=result, therapies=other)
    past = with_past((date(2026, 8, 1), before), (date(2026, 11, 3), newest))
    folder = tmp_path_factory.mktemp("changed") / "release"
    publish(tables(past), folder, "2026-11-22")
    return folder


def test_what_changed_since_the_last_call_is_one_click_away(
    visit: Visit, cold_server: Callable[..., Server], changed_release: Path
) -> None:
    server = cold_server(THERAPY_DATA=str(changed_release), THERAPY_TODAY="2026-11-23")
    for start, chosen, said in (
        ("/", "", "2 changes:"),
        ("/therapy?therapy=wu-cart-007", "?therapy=wu-cart-007", "1 change:"),
    ):
        page = visit(start, server)
        click(page, "What changed since we last spoke")
        body = page.locator("body")
        expect(body).to_contain_text(said)
        for side in ("9 of 11 people (82%; 95% range 48 to 98)", "10 of 11 people (91%; 95% range 59 to 99.8)"):
            expect(body).to_contain_text(side)
        expect(page).to_have_url(f"{server.url}/changes{chosen}")
    page = visit("/changes?therapy=wu-cart-007&since=2026-11-04", server)
    expect(page.locator("body")).to_contain_text("Nothing that we know of changed in our data since 4 November 2026")
