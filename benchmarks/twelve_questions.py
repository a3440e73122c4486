"""The twelve questions of staff, each answered in a real browser: clicks, scrolls, and seconds for a person.

    python -m benchmarks.twelve_questions          about four minutes: one line for each question

A person looks before each click, skims at each turn of the wheel, and reads the answer, longest where it begins; the
script waits as long. A click is a link or a key. Not here: the answers (`benchmarks.question_answers`), and the
check that each stays within its clicks and seconds (`tests.browser.test_questions`).
"""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from playwright.sync_api import Page, sync_playwright

from benchmarks import chromium, question_answers
from benchmarks.in_the_window import NotSeenError, Part, bring, look, turn
from benchmarks.question_answers import SCREEN, STORY, THREE, Release
from benchmarks.server import Server

MOST_CLICKS, MOST_SECONDS = 3, 20
# Seconds: to find where to click, to skim what a turn of the wheel brings, to read an answer, and what goes on of it
# further down.
LOOK, SKIM, READ, READ_ON = 2.5, 1.5, 5.0, 2.5
WIDTH, HEIGHT = 1280, 720
MENU = "Menu: "
_OF_A_LINK = 30


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, where it begins, the links that are followed, what then answers it, and a key to press."""

    asked: str
    start: str
    links: tuple[str, ...]
    answer: Callable[[Release], list[Part]]
    key: str | None = None

    @property
    def clicks(self) -> int:
        """Links and keys."""
        return len(self.links) + bool(self.key)


@dataclass(frozen=True, slots=True)
class Found:
    """How an answer was found: turns of the wheel, windows that were read, and the seconds that all of it took."""

    scrolls: int
    windows: int
    took: float

    def pauses(self, clicks: int) -> float:
        """The seconds of a person in it, where nobody waited for them."""
        return clicks * LOOK + self.scrolls * SKIM + READ + (self.windows - 1) * READ_ON


_SOFI = "Everything about sofi-cel"
_PAGE = f"/therapy?therapy={STORY}"
QUESTIONS = (
    Question("1 out of how many people was this 91% measured", "/", (), question_answers.counted),
    Question("2 is it approved, and where", "/", (_SOFI,), question_answers.standing),
    Question("3 what does breakthrough mean here", "/", (_SOFI, "Regulators"), question_answers.breakthrough),
    Question("4 which trials take new people, and where", "/", (_SOFI, "Trials"), question_answers.trials),
    Question("5 how long is the wait compared with own cells", "/", ("Menu: Compare",), question_answers.wait),
    Question("6 what are the serious risks, in how many people", "/", (), question_answers.risks),
    Question("7 how long did remissions last", "/", (_SOFI, "Results"), question_answers.lasting),
    Question("8 what is not known", "/", (_SOFI, "What nobody knows"), question_answers.unknown),
    Question(
        "9 can it be had outside a trial, and who must ask",
        "/",
        (_SOFI, "Ways to get it"),
        question_answers.outside_a_trial,
    ),
    Question("10 how do these three differ", f"{_PAGE}&call={','.join(THREE)}", ("Compare",), question_answers.three),
    Question(
        "11 where does this number come from, and how old is it",
        f"/present?call={STORY}&screen={SCREEN}",
        (),
        question_answers.where_from,
        key="s",
    ),
    Question("12 what changed in our data, from Home", "/", ("Menu: Changes",), question_answers.changed_for_all),
    Question(
        "12 what changed in our data, for one treatment",
        _PAGE,
        ("What changed since we last spoke",),
        question_answers.changed_for_one,
    ),
    Question(
        "12 what changed in the register",
        "/",
        ("Menu: Changes", "In the register"),
        question_answers.changed_in_register,
    ),
)


def answer(page: Page, question: Question, parts: Sequence[Part], pace: float = 0) -> Found:
    """Find the parts of the answer on a page that is open at the start of the question, each in the window.

    `pace`: 1 waits as long as a person, 0 not at all. Raises NotSeenError where a part does not come or cannot be
    read.
    """
    began = time.perf_counter()
    scrolls = windows = 0
    for name in question.links:
        time.sleep(pace * LOOK)
        scrolls += click(page, name, pace * SKIM)
    if question.key:
        page.locator(".call[data-ready]").wait_for()
        time.sleep(pace * LOOK)
        page.keyboard.press(question.key)
    for part in parts:
        turns = bring(page, part, pace * SKIM)
        scrolls += turns
        if turns or not windows:
            time.sleep(pace * (READ_ON if windows else READ))
            windows += 1
    if not look(page, parts[-1]).all:
        raise NotSeenError("it does not stay in the window")
    return Found(scrolls, windows, time.perf_counter() - began)


def click(page: Page, name: str, pause: float = 0) -> int:
    """Follow the first link of that name in the page itself, or "Menu: ..." in the menu; returns the turns to it."""
    within = "header" if name.startswith(MENU) else '[data-testid="stMain"]'
    link = page.locator(within).get_by_role("link", name=name.removeprefix(MENU), exact=True).first
    link.wait_for()
    turns = 0
    while not 0 <= (top := (link.bounding_box() or {"y": 0})["y"]) <= HEIGHT - _OF_A_LINK:
        turn(page, top, pause)
        turns += 1
        page.wait_for_timeout(150)
    link.click()
    page.wait_for_timeout(100)
    return turns


def main() -> None:
    """The command."""
    path = chromium.find()
    if path is None:
        sys.exit("No Chromium: nothing can be clicked.")
    shown, failed = question_answers.release(), 0
    with sync_playwright() as playwright, Server() as server:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        print("seconds  clicks  scrolls  windows read")
        for question in QUESTIONS:
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            page.goto(f"{server.url}{question.start}")
            page.locator(".ct-footer, .call[data-ready]").first.wait_for()
            try:
                found = answer(page, question, question.answer(shown), pace=1)
                said = f"{found.took:7.1f}  {question.clicks:6}  {found.scrolls:7}  {found.windows:12}"
            except NotSeenError as error:
                failed += 1
                said = f"not answered ({error})"
            page.close()
            print(f"{said}  {question.asked}")
        browser.close()
    if failed:
        sys.exit(f"{failed} not answered")


if __name__ == "__main__":
    main()
