"""The twelve questions of staff: how far each answer is from Home or from within a call."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from benchmarks.server import Server
from benchmarks.twelve_questions import LOOK, MOST_CLICKS, MOST_SECONDS, QUESTIONS, READ, Question, answer, click
from loaders.parquet import publish
from tests.browser.conftest import Visit
from tests.releases import RELEASE, changed, one, tables, with_past


@pytest.mark.parametrize("question", QUESTIONS, ids=[question.asked for question in QUESTIONS])
def test_the_answer_is_at_most_three_clicks_and_twenty_seconds_away(visit: Visit, question: Question) -> None:
    page = visit(question.start)
    assert question.clicks <= MOST_CLICKS
    took = answer(page, question)
    # The pauses of a person are added here and not waited for; `python -m benchmarks.twelve_questions` waits.
    assert took + question.clicks * LOOK + READ < MOST_SECONDS


@pytest.fixture(scope="module")
def changed_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release whose result of sofi-cel was another one until 3 November."""
    newest = RELEASE
    result = one("wu-cart-007/outcome/o1", responders=9, percent=81.8, ci_low=48.2, ci_high=97.7)
    past = with_past((date(2026, 8, 1), changed(newest, outcomes=result)), (date(2026, 11, 3), newest))
    folder = tmp_path_factory.mktemp("changed") / "release"
    publish(tables(past), folder, "2026-11-22")
    return folder


def test_what_changed_since_the_last_call_is_one_click_away(
    visit: Visit, cold_server: Callable[..., Server], changed_release: Path
) -> None:
    server = cold_server(THERAPY_DATA=str(changed_release), THERAPY_TODAY="2026-11-23")
    for start, chosen in (("/", ""), ("/therapy?therapy=wu-cart-007", "?therapy=wu-cart-007")):
        page = visit(start, server)
        click(page, "What changed since we last spoke")
        body = page.locator("body")
        expect(body).to_contain_text("1 change. Result: changed 1.")
        for side in ("9 of 11 people (82%; 95% range 48 to 98)", "10 of 11 people (91%; 95% range 59 to 99.8)"):
            expect(body).to_contain_text(side)
        expect(page).to_have_url(f"{server.url}/changes{chosen}")
    page = visit("/changes?therapy=wu-cart-007&since=2026-11-04", server)
    expect(page.locator("body")).to_contain_text("Nothing that we know of changed in our data since 4 November 2026")
