"""The twelve questions of staff: each answer is at most three clicks from Home or from within a call."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

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
        "12 what has changed with the agencies",
        "/",
        ["All events by agency, and what the words mean"],
        None,
        ["Decisions due", "The newest 12 of"],
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


def click(page: Page, name: str) -> None:
    """Follow the first link of that name in the page itself, not in the menu."""
    link = page.locator('[data-testid="stMain"]').get_by_role("link", name=name, exact=True).first
    link.wait_for()
    link.click()
    page.wait_for_timeout(300)
