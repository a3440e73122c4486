"""The twelve questions of staff: each answer is at most three clicks from Home or from within a call."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from loaders.parquet import publish
from tests.browser.conftest import Visit
from tests.releases import changed, one, tables, with_past
from therapies import shelf as shelves

Way = list[str]
# Question, where it starts, what is clicked (names of links), a key that is pressed, and what then stands there.
QUESTIONS = [
    ("1 out of how many people was this 91% measured", "/", [], None, ["10 of 11 people", "91%"]),
    ("2 is it approved, and where", "/", ["Everything about sofi-cel"], None, ["Not approved", "no approval anywhere"]),
    (
        "3 what does breakthrough mean here",
        "/",
        ["Everything about sofi-cel", "Regulators"],
        None,
        ["Breakthrough Therapy designation", "What it does not mean"],
    ),
    (
        "4 which trials take people, and where",
        "/",
        ["Everything about sofi-cel", "Trials"],
        None,
        ["T-RRex", "NCT06514794", "United States", "Atlanta"],
    ),
    ("5 how long is the wait compared with own cells", "/", ["Compare the two"], None, ["The wait", "days"]),
    ("6 what are the serious risks, in how many people", "/", [], None, ["13 of 13 people", "2 of 13 people"]),
    (
        "7 how long did remissions last",
        "/",
        ["Everything about sofi-cel", "Results"],
        None,
        ["How long it lasted", "Median not reached"],
    ),
    (
        "8 what is not known",
        "/",
        ["Everything about sofi-cel", "What nobody knows"],
        None,
        ["What nobody knows yet", "We do not know yet if it helps people live longer."],
    ),
    (
        "9 can it be had outside a trial, and who must ask",
        "/",
        ["Everything about sofi-cel", "Ways to get it"],
        None,
        ["Expanded access", "Who must ask, and who must say yes", "The treating doctor asks."],
    ),
    (
        "10 how do these three differ",
        "/therapy?therapy=wu-cart-007&call=wu-cart-007,tisagenlecleucel,nelarabine",
        ["Compare"],
        None,
        ["sofi-cel, tisa-cel, nelarabine: side by side, not ranked", "cannot be ranked"],
    ),
    (
        "11 where does this number come from, and how old is it",
        "/present?call=wu-cart-007&screen=wu-cart-007-saw-1",
        [],
        "s",
        ["Where does this come from?", "Blood", "Checked 22 November 2026"],
    ),
    (
        "12 what changed since we last spoke, from Home",
        "/",
        ["What changed since we last spoke"],
        None,
        ["In our data", "Changes in our data are kept since 26 November 2026.", "In the register"],
    ),
    (
        "12 what changed since we last spoke, for one treatment",
        "/therapy?therapy=wu-cart-007",
        ["What changed since we last spoke"],
        None,
        ["In our data", "Changes in our data are kept since 26 November 2026.", "In the register"],
    ),
]


@pytest.mark.parametrize(("question", "start", "clicks", "key", "answers"), QUESTIONS, ids=[q[0] for q in QUESTIONS])
def test_the_answer_is_at_most_three_clicks_away(
    visit: Visit, question: str, start: str, clicks: Way, key: str | None, answers: list[str]
) -> None:
    page = visit(start)
    assert len(clicks) + bool(key) <= 3
    for name in clicks:
        click(page, name)
    if key:
        page.locator(".call[data-ready]").wait_for()
        page.keyboard.press(key)
    for answer in answers:
        expect(page.locator("body")).to_contain_text(answer)


@pytest.fixture(scope="module")
def changed_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release whose result of sofi-cel was another one until 3 November."""
    newest = shelves.open()
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


def click(page: Page, name: str) -> None:
    """Follow the first link of that name in the page itself, not in the menu."""
    link = page.locator('[data-testid="stMain"]').get_by_role("link", name=name, exact=True).first
    link.wait_for()
    link.click()
    page.wait_for_timeout(300)
