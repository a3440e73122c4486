"""Without a mouse: the three moments, before, on and after a call, the long pages, and the menu of a narrow window.

Each stop is seen, in windows of every width, and the place is never lost.
"""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SCRIPT_DONE, Visit

# Of what has the focus: its name, whether a ring that stands out is around it or around the box that it fills, whether
# it is in sight and under nothing else, and whether the stop before it lost its ring.
STOP = """() => {
  const part = document.activeElement;
  // The ring may be around the box that the part fills. Not asked: a box that the part of now stands in as well.
  const ring = (of) => {
    for (let one = of, up = 0; one && up < 4 && (of === part || !one.contains(part)); one = one.parentElement, up++) {
      const look = getComputedStyle(one);
      if (look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2) return look.outlineColor;
    }
    return null;
  };
  const labels = [...(part.labels ?? [])].map((one) => one.innerText).join(' ');
  const called = part.getAttribute('aria-label') || labels || part.innerText || part.value || '';
  const name = called.trim().replace(/\\s+/g, ' ');
  const box = part.getBoundingClientRect();
  const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight - 1)) / 2;
  const whole = (one) => ['BODY', 'HTML'].includes(one.tagName);
  const around = (one) => one.contains(part) && !whole(one) || one.parentElement?.contains(part);
  const own = (one) => one && (part.contains(one) || around(one));
  const points = [box.left + 4, (box.left + box.right) / 2, box.right - 4];
  const inside = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  const before = window.stopBefore;
  window.stopBefore = part;
  return {
    tag: part.tagName, role: part.getAttribute('role'), name, ring: ring(part),
    seen: inside && points.some((x) => own(document.elementFromPoint(x, y))),
    left: !before || before === part || !before.isConnected || before.contains(part) || ring(before) === null,
  };
}"""


@dataclass(frozen=True)
class Stop:
    """Where the keyboard is."""

    tag: str
    role: str | None
    name: str
    ring: str | None
    seen: bool
    left: bool


class Keys:
    """Somebody with a keyboard alone, who looks at each stop."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []
        self.before = "nothing"

    def here(self) -> Stop:
        return Stop(**self.page.evaluate(STOP))

    def to(self, name: str, most: int = 150) -> None:
        """Go on with Tab to what has this name."""
        names = []
        for _ in range(most):
            self.page.keyboard.press("Tab")
            stop = self.look()
            names.append(stop.name)
            if re.fullmatch(name, stop.name):
                return
        pytest.fail(f"{name} was not reached: {names}")

    def walk(self, key: str, most: int = 60) -> None:
        """Press a key so many times, or until the page ends; each stop is looked at."""
        for number in range(most):
            self.page.keyboard.press(key)
            if number > 10 and self.page.evaluate("document.activeElement === document.body"):
                return
            self.look()

    def look(self) -> Stop:
        """What is wrong with this stop is noted, unless the page was only still being drawn."""
        stop = self.here()
        left = stop.left
        for _ in range(10):
            if stop.ring and stop.seen and stop.tag != "BODY":
                break
            self.page.wait_for_timeout(100)
            stop = self.here()
        where = f"{stop.tag.lower()} “{stop.name[:50]}”"
        if stop.tag == "BODY":
            self.wrong.append(f"the place is lost after {self.before}")
        if not stop.ring:
            self.wrong.append(f"no ring: {where}")
        if not stop.seen:
            self.wrong.append(f"out of sight or covered: {where}")
        if not left:
            self.wrong.append(f"two rings: {where}")
        self.before = stop.name[:50]
        return stop

    def press(self, key: str) -> None:
        """Press a key that does something. What it leads to is waited for by `kept`."""
        self.page.keyboard.press(key)

    def drawn(self) -> None:
        """Wait for the footer, which is drawn last, and for pieces of Streamlit's whose program is loaded meanwhile."""
        self.page.locator(".ct-footer").wait_for()
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0)

    def kept(self) -> None:
        """The page is drawn, and something on it has the place of the keyboard."""
        self.page.locator(SCRIPT_DONE).wait_for()
        expect(self.page.locator("body :focus")).to_have_count(1)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)


@pytest.fixture
def keys(page: Page) -> Keys:
    return Keys(page)


@pytest.fixture(params=[(1280, 800), (640, 400), (390, 844)], ids=["desk", "desk-200%", "phone"])
def window(page: Page, request: pytest.FixtureRequest) -> None:
    page.set_viewport_size({"width": request.param[0], "height": request.param[1]})


def address(page: Page) -> str:
    return page.evaluate("location.href")


@pytest.mark.usefixtures("window")
def test_before_the_call_a_therapy_is_found_filtered_and_added(visit: Visit, page: Page, keys: Keys) -> None:
    visit("/")
    keys.drawn()
    page.keyboard.press("Tab")
    assert keys.look().name == "Skip to main content"
    keys.to("Find a therapy")
    keys.type("soficabtagen geleucl")
    keys.press("Enter")
    expect(page.get_by_text("therapies found")).to_be_visible()
    keys.kept()
    keys.to("Show them .*")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Therapies")).to_be_focused()
    keys.kept()
    keys.to("Disease")
    keys.type("T-ALL")
    expect(page.get_by_role("option", name="T-ALL")).to_have_count(1)
    keys.press("Enter")
    expect(page).to_have_url(re.compile("disease=t-all"))
    keys.press("Escape")
    keys.kept()
    keys.to("sofi-cel")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="sofi-cel")).to_be_visible()
    keys.drawn()
    keys.to("Add to call")
    keys.press("Enter")
    expect(page.get_by_role("button", name="Take off the call list")).to_be_focused()
    keys.kept()
    keys.look()
    assert "call=wu-cart-007" in address(page)
    assert keys.wrong == []


def test_on_the_call_it_is_presented_blanked_traced_to_its_source_and_left(
    visit: Visit, page: Page, keys: Keys
) -> None:
    visit("/therapy?therapy=wu-cart-007&call=wu-cart-007")
    keys.drawn()
    keys.to("Present")
    page.keyboard.press("Enter")
    call = page.locator(".call[data-ready]")
    expect(call).to_be_focused()
    said = page.locator(".call-said")
    expect(said).to_have_text(re.compile("^Screen 1 of "))
    for key, screen in (("ArrowRight", 2), ("Space", 3), ("ArrowLeft", 2), ("Home", 1), ("PageDown", 2)):
        page.keyboard.press(key)
        expect(said).to_have_text(re.compile(f"^Screen {screen} of .*: ."))
        expect(call).to_be_focused()
    page.keyboard.press("s")
    sources = page.locator(".call-screen:not([hidden]) .call-from")
    expect(sources).to_be_focused()
    page.keyboard.press("Tab")
    assert keys.look().tag == "A"
    for key in ("s", "Escape"):
        page.keyboard.press(key)
        expect(sources).to_be_hidden()
        expect(call).to_be_focused()
        if key == "s":
            page.keyboard.press("s")
            page.keyboard.press("Tab")
    page.keyboard.press("?")
    expect(page.locator(".call-keys")).to_be_focused()
    page.keyboard.press("?")
    expect(call).to_be_focused()
    page.keyboard.press("b")
    expect(said).to_have_text("The screen is blank. Press B to go on.")
    page.keyboard.press("b")
    expect(said).to_have_text(re.compile("^Screen 2 of "))
    page.keyboard.press("Escape")
    page.wait_for_url("**/call?call=wu-cart-007")
    keys.drawn()
    page.keyboard.press("Tab")
    assert keys.look().name == "Skip to main content"
    assert keys.wrong == []


@pytest.mark.usefixtures("window")
def test_after_the_call_the_paper_is_saved_and_the_link_opens_the_same(visit: Visit, page: Page, keys: Keys) -> None:
    visit("/call?call=wu-cart-007,nelarabine")
    keys.drawn()
    keys.to("Screens to leave out")
    keys.type("Who was counted")
    expect(page.get_by_role("option", name="Who was counted")).to_have_count(1)
    keys.press("Enter")
    expect(page).to_have_url(re.compile("hide="))
    keys.press("Escape")
    keys.kept()
    keys.to("Move nelarabine .*up")
    keys.press("Enter")
    expect(page.get_by_role("button", name=re.compile("^Move sofi-cel"))).to_be_focused()
    keys.kept()
    keys.to(r"Save as PDF \(A4\)")
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    assert saved.value.suggested_filename.endswith(".pdf")
    expect(page.get_by_role("button", name="Save as PDF (A4)")).to_be_focused()
    link = address(page)
    screens = page.get_by_role("heading", name="screens about").inner_text()
    page.goto("about:blank")
    page.goto(link)
    expect(page.get_by_role("heading", name="screens about")).to_have_text(screens)
    assert keys.wrong == []


@pytest.mark.parametrize(
    ("path", "width"),
    [
        ("/sources_and_checks?show=disagreements", 1280),
        ("/therapies?disease=t-all", 1280),
        ("/compare", 1280),
        ("/regulatory_status", 390),
    ],
)
def test_each_stop_is_in_sight_forwards_and_backwards(
    path: str, width: int, whole: Visit, page: Page, keys: Keys
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    whole(path)
    keys.drawn()
    keys.walk("Tab")
    keys.walk("Shift+Tab")
    assert keys.wrong == []


def test_the_menu_of_a_narrow_window(whole: Visit, page: Page, keys: Keys) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    whole("/")
    menu = page.get_by_test_id("stSidebar")
    opens, closes = (page.get_by_role("button", name=name) for name in ("Expand sidebar", "Collapse sidebar"))
    expect(menu).to_be_hidden()
    keys.to("Skip to main content", most=1)
    keys.to("Expand sidebar", most=1)
    keys.press("Enter")
    expect(closes).to_be_focused()
    keys.press("Enter")
    expect(opens).to_be_focused()
    keys.press("Enter")
    expect(closes).to_be_focused()
    keys.to("Therapies", most=2)
    keys.press("Escape")
    expect(opens).to_be_focused()
    expect(menu).to_be_hidden()
    keys.press("Enter")
    expect(closes).to_be_focused()
    keys.to("Glossary", most=20)
    page.keyboard.press("Tab")
    expect(menu).to_be_hidden()
    keys.look()
    opens.focus()
    keys.press("Enter")
    expect(closes).to_be_focused()
    keys.to("Glossary", most=20)
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1, name="The words, plainly")).to_be_focused()
    expect(menu).to_be_hidden()
    assert keys.wrong == []


def test_the_outcome_of_the_fit_check_is_led_to_after_each_press(whole: Visit, page: Page, keys: Keys) -> None:
    page.set_viewport_size({"width": 390, "height": 600})
    whole("/fit_check")
    keys.drawn()
    keys.to("Disease")
    keys.type("T-cell leukemia")
    expect(page.get_by_role("option").first).to_have_text(re.compile("T-cell leukemia"))
    keys.press("Enter")
    check = page.get_by_role("button", name="Check the fit")
    expect(check).to_be_visible()
    outcome = page.get_by_text(re.compile(r"^Checked\. May fit: \d+\."))
    for _ in range(2):
        check.focus()
        keys.press("Enter")
        expect(outcome).to_be_focused()
        expect(outcome).to_be_in_viewport(ratio=1)
        keys.look()
    page.get_by_text("Print what was entered too").click()
    page.locator(SCRIPT_DONE).wait_for()
    expect(outcome).not_to_be_focused()
    assert keys.wrong == []
