"""The twelve questions of staff, each answered in a real browser: how many clicks, and how many seconds for a person.

    python -m benchmarks.twelve_questions          about three minutes: one line for each question

A person looks before each click and reads the answer at the end; the script waits as long. A click is a link or a key.
Not here: the check that each stays within its clicks and seconds (`tests.browser.test_questions`).
"""

import sys
import time
from dataclasses import dataclass

from playwright.sync_api import Page, expect, sync_playwright

from benchmarks import chromium
from benchmarks.server import Server

MOST_CLICKS, MOST_SECONDS = 3, 20
# Seconds: to find where to click, and to read the answer.
LOOK, READ = 2.5, 5.0
_SINCE = "Changes in our data are kept since 26 November 2026."


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, where it begins, the links that are followed, what then stands there, and a key to press."""

    asked: str
    start: str
    links: tuple[str, ...]
    answers: tuple[str, ...]
    key: str | None = None

    @property
    def clicks(self) -> int:
        """Links and keys."""
        return len(self.links) + bool(self.key)


_SOFI = "Everything about sofi-cel"
QUESTIONS = (
    Question("1 out of how many people was this 91% measured", "/", (), ("10 of 11 people", "91%")),
    Question("2 is it approved, and where", "/", (_SOFI,), ("Not approved", "no approval anywhere")),
    Question(
        "3 what does breakthrough mean here",
        "/",
        (_SOFI, "Regulators"),
        ("Breakthrough Therapy designation", "What it does not mean"),
    ),
    Question(
        "4 which trials take new people, and where",
        "/",
        (_SOFI, "Trials"),
        ("T-RRex", "NCT06514794", "United States", "Atlanta"),
    ),
    Question("5 how long is the wait compared with own cells", "/", ("Compare the two",), ("The wait", "days")),
    Question("6 what are the serious risks, in how many people", "/", (), ("13 of 13 people", "2 of 13 people")),
    Question("7 how long did remissions last", "/", (_SOFI, "Results"), ("How long it lasted", "Median not reached")),
    Question(
        "8 what is not known",
        "/",
        (_SOFI, "What nobody knows"),
        ("What nobody knows yet", "We do not know yet if it helps people live longer."),
    ),
    Question(
        "9 can it be had outside a trial, and who must ask",
        "/",
        (_SOFI, "Ways to get it"),
        ("Expanded access", "Who must ask, and who must say yes", "The treating doctor asks."),
    ),
    Question(
        "10 how do these three differ",
        "/therapy?therapy=wu-cart-007&call=wu-cart-007,tisagenlecleucel,nelarabine",
        ("Compare",),
        ("sofi-cel, tisa-cel, nelarabine: side by side, not ranked", "cannot be ranked"),
    ),
    Question(
        "11 where does this number come from, and how old is it",
        "/present?call=wu-cart-007&screen=wu-cart-007-saw-1",
        (),
        ("Where does this come from?", "Blood", "Checked 22 November 2026"),
        key="s",
    ),
    Question(
        "12 what changed since we last spoke, from Home",
        "/",
        ("What changed since we last spoke",),
        ("In our data", _SINCE, "In the register"),
    ),
    Question(
        "12 what changed since we last spoke, for one treatment",
        "/therapy?therapy=wu-cart-007",
        ("What changed since we last spoke",),
        ("In our data", _SINCE, "In the register"),
    ),
)


def answer(page: Page, question: Question, look: float = 0, read: float = 0) -> float:
    """Find the answer on a page that is open at the start of the question; returns the seconds that it took.

    `look` and `read` are the seconds of a person before each click and at the end. Raises AssertionError where the
    answer does not come.
    """
    began = time.perf_counter()
    for name in question.links:
        time.sleep(look)
        click(page, name)
    if question.key:
        page.locator(".call[data-ready]").wait_for()
        time.sleep(look)
        page.keyboard.press(question.key)
    for said in question.answers:
        expect(page.locator("body")).to_contain_text(said)
    time.sleep(read)
    return time.perf_counter() - began


def click(page: Page, name: str) -> None:
    """Follow the first link of that name in the page itself, not in the menu."""
    link = page.locator('[data-testid="stMain"]').get_by_role("link", name=name, exact=True).first
    link.wait_for()
    link.click()
    page.wait_for_timeout(300)


def main() -> None:
    """The command."""
    path = chromium.find()
    if path is None:
        sys.exit("No Chromium: nothing can be clicked.")
    with sync_playwright() as playwright, Server() as server:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        for question in QUESTIONS:
            page = browser.new_page(viewport={"width": 1280, "height": 720})
            page.goto(f"{server.url}{question.start}")
            page.locator(".ct-footer, .call[data-ready]").first.wait_for()
            took = answer(page, question, LOOK, READ)
            page.close()
            print(f"{took:5.1f} s, {question.clicks} clicks: {question.asked}")
        browser.close()


if __name__ == "__main__":
    main()
