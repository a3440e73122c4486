"""The call in a real browser: few clicks to the first screen, then keys alone; every screen fits and can be read."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.server import Server
from tests.browser.conftest import Visit
from tests.releases import RELEASE
from therapies.call import call
from therapies.call_screens import SECTIONS
from views import call_stage, style

IDS = sorted(RELEASE.therapies)
FOUR = ("wu-cart-007", "tisagenlecleucel", "blinatumomab", "nelarabine")
TODAY, LATE = date(2026, 11, 23), date(2031, 1, 1)
# Of every screen: what reaches below its counter or over the edge, and text that is too small or too faint.
MEASURE = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(Number).map((v) => v / 255)
      .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  const ground = light(getComputedStyle(document.querySelector('.call')).backgroundColor);
  const screens = [...document.querySelectorAll('.call-screen')];
  const wrong = [];
  for (const screen of screens) {
    for (const one of screens) one.hidden = one !== screen;
    const floor = screen.querySelector('.call-count').getBoundingClientRect().top;
    for (const part of screen.querySelectorAll('.call-question, h1, .call-body *, .call-count')) {
      const box = part.getBoundingClientRect();
      if (!box.height) continue;
      const name = screen.dataset.screen;
      const below = Math.round(box.bottom - floor);
      if (part.closest('.call-body') && below > 1) wrong.push([name, 'below', below]);
      if (box.right > innerWidth + 1) wrong.push([name, 'over the edge', part.textContent.slice(0, 40)]);
      const text = [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      if (!text) continue;
      const look = getComputedStyle(part);
      if (parseFloat(look.fontSize) < 24) wrong.push([name, 'small', part.textContent.slice(0, 40)]);
      if (ratio(light(look.color), ground) < 7) wrong.push([name, 'faint', part.textContent.slice(0, 40)]);
    }
    const tall = document.querySelector('.call').scrollHeight;
    if (tall > innerHeight + 1) wrong.push([screen.dataset.screen, 'scrolls', tall]);
  }
  return wrong;
}"""


@pytest.fixture
def stage(page: Page) -> Page:
    """A window of the size that is shared on calls."""
    page.set_viewport_size({"width": 1280, "height": 720})
    return page


def heading(page: Page) -> str:
    return page.locator(".call-screen:not([hidden]) h1").inner_text()


def address(page: Page) -> str:
    """The address as the page has it now: `page.url` follows a change without navigation only after a while."""
    return page.evaluate("location.href")


def ready(page: Page) -> Page:
    page.locator(".call[data-ready]").wait_for()
    return page


def test_from_home_to_the_first_screen_in_two_clicks(visit: Visit, stage: Page) -> None:
    page = visit("/")
    page.get_by_role("link", name="Everything about sofi-cel").first.click()
    page.get_by_role("heading", level=1, name="sofi-cel").wait_for()
    page.locator('[data-testid="stMain"]').get_by_role("link", name="Present").first.click()
    ready(page)
    expect(page.locator(".call-screen:not([hidden])")).to_contain_text("What is sofi-cel?")


def test_to_present_is_the_first_thing_to_do(visit: Visit, stage: Page) -> None:
    page = visit("/call?call=wu-cart-007")
    present = page.get_by_role("link", name="Present: start with the first screen")
    file = page.locator('[data-testid="stDownloadButton"] button').first
    first, other = ((one.bounding_box() or {}).get("height", 0) for one in (present, file))
    assert first >= other > 0
    grounds = [one.evaluate("one => getComputedStyle(one).backgroundColor") for one in (present, file)]
    assert grounds[0] == "rgb(15, 95, 99)" != grounds[1]
    sizes = [page.locator(f".ct-notes {tag}").first for tag in ("h2", "h3", "h4")]
    h2, h3, h4 = (float(one.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")) for one in sizes)
    assert h2 > 1.25 * h3
    assert h3 > 1.1 * h4
    present.click()
    ready(page)


def test_the_whole_call_by_keys_alone(visit: Visit, stage: Page) -> None:
    page = ready(visit("/present?call=wu-cart-007"))
    screens = page.locator(".call-screen").count()
    first = heading(page)
    seen = {first}
    for press in range(1, screens):
        page.keyboard.press("ArrowRight" if press % 2 else "Space")
        seen.add(address(page))
    assert len(seen) == screens
    page.keyboard.press("ArrowRight")
    assert address(page) in seen, "after the last screen comes nothing"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Home")
    assert heading(page) == first
    page.keyboard.press("b")
    expect(page.locator(".call-blank")).to_be_visible()
    page.keyboard.press("ArrowRight")
    assert heading(page) == first, "a blank screen does not move"
    page.keyboard.press("b")
    expect(page.locator(".call-blank")).to_be_hidden()
    page.keyboard.press("Escape")
    page.wait_for_url("**/call?call=wu-cart-007")


def test_without_a_screen_it_says_so_and_esc_and_a_link_lead_back(visit: Visit, stage: Page) -> None:
    there = f"/present?call=wu-cart-007&hide={','.join(SECTIONS)},ask,read"
    page = ready(visit(there))
    expect(page.get_by_role("heading", name="No screen is left to show")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    page.wait_for_url("**/call?call=wu-cart-007&hide=*")
    page = ready(visit(there))
    page.get_by_role("link", name="Back to the choice of screens").click()
    page.wait_for_url("**/call?call=wu-cart-007&hide=*")


def test_a_reload_and_a_link_keep_the_screen(visit: Visit, stage: Page) -> None:
    page = ready(visit("/present?call=wu-cart-007"))
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    there, link = heading(page), address(page)
    page.reload()
    ready(page)
    assert (heading(page), address(page)) == (there, link)
    page.goto("about:blank")
    page.goto(link)
    assert heading(ready(page)) == there


def test_a_key_opens_where_a_number_comes_from(visit: Visit, stage: Page) -> None:
    page = ready(visit("/present?call=wu-cart-007&screen=wu-cart-007-saw-1"))
    page.keyboard.press("s")
    shown = page.locator(".call-screen:not([hidden]) .call-from")
    expect(shown).to_be_visible()
    expect(shown).to_contain_text("Blood")
    expect(shown).to_contain_text("Checked 22 November 2026")
    page.keyboard.press("s")
    expect(shown).to_be_hidden()


def test_nothing_but_the_screen_is_in_the_window(visit: Visit, stage: Page) -> None:
    page = ready(visit("/present?call=wu-cart-007,tisagenlecleucel"))
    text = page.locator("body").inner_text()
    for never in ("Glossary", "Regulatory status", "On the call list", "No medical advice", "For staff"):
        assert never not in text
    assert page.evaluate("document.elementFromPoint(640, 5).closest('.call') !== null")


def seconds_pass(page: Page, seconds: int) -> None:
    """By the clock of the page, with a rest after each in which what Streamlit asks for fails as it does by itself."""
    for _ in range(seconds):
        page.clock.run_for(1_000)
        page.wait_for_timeout(50)


def test_a_server_that_is_gone_for_thirty_seconds_changes_nothing(
    browser: Browser, cold_server: Callable[..., Server]
) -> None:
    # Not the fixture `page`: it takes a lost connection, which is what is tested here, for a fault.
    server = cold_server()
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.clock.install()
    page.goto(f"{server.url}/present?call=wu-cart-007")
    ready(page)
    page.keyboard.press("ArrowRight")
    server.stop()
    page.locator('[data-testid="stApp"]:not([data-test-connection-state="CONNECTED"])').wait_for(state="attached")
    seconds_pass(page, 15)
    page.keyboard.press("ArrowRight")
    there = heading(page)
    assert there.startswith(("T cells", "What it does"))
    seconds_pass(page, 15)
    assert heading(page) == there
    expect(page.locator('[role="dialog"]')).to_have_count(1, timeout=30_000)
    for x, y in ((640, 360), (20, 20), (1260, 20), (640, 700)):
        over = page.evaluate(f"document.elementFromPoint({x}, {y}).closest('.call') === null")
        assert not over, "something lies over it"
    faded = """[...document.querySelectorAll('.call, .call *')].some(part => {
        for (let one = part; one; one = one.parentElement) if (getComputedStyle(one).opacity < 1) return true; })"""
    assert not page.evaluate(faded)
    page.close()


def test_sources_longer_than_the_window_are_read_with_the_keys(visit: Visit, stage: Page) -> None:
    page = ready(visit("/present?call=lisocabtagene-maraleucel&screen=lisocabtagene-maraleucel-stands-1"))
    page.keyboard.press("s")
    shown = page.locator(".call-screen:not([hidden]) .call-from")
    before = address(page)
    page.keyboard.press("PageDown")
    expect(page.locator(".call-screen:not([hidden]) .call-from")).not_to_have_js_property("scrollTop", 0)
    assert address(page) == before, "the screen stays"
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()


def test_back_after_adding_to_the_list_is_one_press(visit: Visit, stage: Page) -> None:
    page = visit("/therapies?call=wu-cart-007")
    page.locator(".ct-footer").wait_for()
    page.get_by_role("link", name="tisa-cel", exact=True).first.click()
    page.get_by_role("heading", level=1, name="tisa-cel").wait_for()
    before = page.evaluate("history.length")
    page.get_by_role("button", name="Add to call").click()
    page.get_by_role("button", name="Take off the call list").wait_for()
    page.wait_for_timeout(1_000)
    assert page.evaluate("history.length") <= before + 1
    assert "tisagenlecleucel" in address(page).partition("call=")[2]


@pytest.mark.parametrize("day", [TODAY, LATE], ids=["today", "all overdue"])
@pytest.mark.parametrize("part", range(4))
def test_every_screen_of_every_therapy_fits_and_can_be_read(browser: Browser, part: int, day: date) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    wrong = []
    for therapy_id in IDS[part::4]:
        made = call(RELEASE, (therapy_id,), frozenset(), day)
        page.set_content(style.sheet() + call_stage.sheet() + call_stage.html(made, 0, "call"))
        wrong += page.evaluate(MEASURE)
    page.close()
    assert wrong == []


@pytest.mark.parametrize("day", [TODAY, LATE], ids=["today", "all overdue"])
def test_four_side_by_side_fit_and_can_be_read(browser: Browser, day: date) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    wrong = []
    for ids in (FOUR, *(tuple((*IDS[start : start + 4], *IDS)[:4]) for start in range(0, len(IDS), 4))):
        made = call(RELEASE, ids, frozenset((*SECTIONS, "ask", "read")), day)
        page.set_content(style.sheet() + call_stage.sheet() + call_stage.html(made, 0, "call"))
        wrong += page.evaluate(MEASURE)
    page.close()
    assert wrong == []


def test_overdue_facts_say_so_on_the_screen(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    late = call(RELEASE, ("wu-cart-007",), frozenset(), date(2031, 1, 1))
    page.set_content(
        style.sheet() + call_stage.sheet() + call_stage.html(late, late.place("wu-cart-007-saw-1"), "call")
    )
    shown = page.locator(".call-screen:not([hidden])").inner_text()
    assert shown.count("overdue since") == 2
    assert (
        "◷ Overdue for a check since 21 May 2027" in page.locator(".call-screen:not([hidden]) .call-late").inner_text()
    )
    look = "one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).borderTopLeftRadius]"
    filled = page.locator(".call-screen:not([hidden]) i[data-filled=yes]").evaluate_all(f"all => all.map({look})")
    (empty,) = {tuple(one) for one in page.locator("i[data-filled=no]").evaluate_all(f"all => all.map({look})")}
    assert {tuple(one) for one in filled} == {("rgb(133, 128, 111)", "22%")}, "grey for benefit and harm alike"
    assert empty == ("rgba(0, 0, 0, 0)", "50%"), "those without stay open circles"
    page.close()
