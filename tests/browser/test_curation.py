"""The curation page in a real browser: a new therapy from its name to its page, typing while it is checked, keys."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import ROOT, Server
from tests.browser import accessible
from tests.browser.conftest import SCRIPT_DONE, Visit
from tests.loaders import newcomer
from tests.loaders.conftest import small_set

TODAY = "2026-11-26"
PEOPLE = "people:\n  mk: {name: M. Koch}\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    small_set(folder / "curated")
    (folder / "curated" / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    build = ["build", "--curated", folder / "curated", "--to", folder / "release", "--history", folder / "history"]
    subprocess.run([sys.executable, "-m", "loaders", *map(str, build)], cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "data"))


@pytest.fixture
def server(cold_server: Callable[..., Server], data: Path) -> Server:
    return cold_server(
        THERAPY_TODAY=TODAY, THERAPY_DESK="on", THERAPY_DESK_DATA=str(data), THERAPY_DATA=str(data / "release")
    )


def editor(page: Page, file: str) -> None:
    expect(page.get_by_label(f"Text of therapies/{file}.yaml")).to_be_visible()
    expect(page.locator(".ct-desk-numbers")).to_be_visible()


def write(page: Page, change: Callable[[str], str]) -> None:
    area = page.locator(".st-key-desk-editor textarea")
    area.fill(change(area.input_value()))


def choose_me(page: Page) -> None:
    page.get_by_label("I am").click()
    page.get_by_role("option", name="M. Koch").click()
    page.locator(SCRIPT_DONE).wait_for()


def test_a_new_therapy_from_its_name_to_its_page(server: Server, visit: Visit, data: Path) -> None:
    page = visit("/curation", server)
    choose_me(page)
    begin(page, newcomer.ID)
    expect(page.get_by_role("heading", name="faults to mend")).to_be_visible()
    type_over_every_place(page)
    # A mistake, its message with the line, and the way there.
    wrong = newcomer.whole(data / "curated").replace("responders: 10", "responders: 12")
    write(page, lambda _: wrong)
    expect(page.get_by_role("heading", name="1 fault to mend")).to_be_visible()
    line = next(number for number, text in enumerate(wrong.splitlines(), 1) if "responders: 12" in text)
    expect(page.locator(".ct-desk-faulty")).to_have_text(f"▲ {line}")
    page.get_by_role("button", name=f"Line {line}: outcomes[0].responders").click()
    chosen = "(() => { const t = document.activeElement; return t.value.slice(t.selectionStart, t.selectionEnd); })()"
    assert page.evaluate(chosen) == "12"
    assert page.get_by_role("button", name="Save to the file").is_disabled()
    # Mended where the way led, by typing over it.
    page.keyboard.type("10")
    expect(page.get_by_role("heading", name="No faults")).to_be_visible()
    expect(page.get_by_text("Treatment: new in our data.")).to_be_visible()
    page.get_by_role("button", name="Preview the pages").click()
    expect(page.get_by_text(f"This is a draft of {newcomer.ID} that is not published.")).to_be_visible()
    page.get_by_role("link", name="Open its page").click()
    expect(page.get_by_text("10 of 11").first).to_be_visible()
    page.get_by_role("button", name="Leave the preview").click()
    page.goto(f"{server.url}/curation?file={newcomer.ID}")
    choose_me(page)
    editor(page, newcomer.ID)
    page.get_by_role("button", name="Save to the file").click()
    expect(page.get_by_text("signed as yours (mk)")).to_be_visible()
    assert "responders: 10" in (data / "curated" / "therapies" / f"{newcomer.ID}.yaml").read_text(encoding="utf-8")
    page.get_by_role("button", name="Build the release").click()
    expect(page.get_by_test_id("stAlert").get_by_text("written to")).to_be_visible()
    # The dashboard looks for a newer release every few seconds; a session that begins after that shows it.
    shown = page.get_by_role("heading", level=1, name="demo-cel")
    for _ in range(10):
        page.goto(f"{server.url}/therapy?therapy={newcomer.ID}")
        page.locator(SCRIPT_DONE).wait_for()
        if shown.count():
            break
        page.wait_for_timeout(1_000)
    expect(shown).to_be_visible()
    expect(page.get_by_text("10 of 11").first).to_be_visible()


def type_over_every_place(page: Page) -> None:
    """Press each fault and type: the value goes, the keys, remarks and brackets stay."""
    places = page.locator(".ct-desk-jump")
    lines = [place.get_attribute("data-line") for place in places.all()]
    assert len(lines) > 12
    area = page.locator(".st-key-desk-editor textarea")
    expected = re.sub(r"(?m)^([^#\n]*)FILL IN[^]\n]*", r"\1x", area.input_value())
    for line in lines:
        page.locator(f'.ct-desk-jump[data-line="{line}"]').click()
        page.keyboard.type("x")
    assert area.input_value() == expected


TYPED = "the labs of a big town by the sea"


def begin(page: Page, name: str) -> None:
    page.get_by_role("button", name="Begin a new therapy").click()
    page.get_by_label("What it is called, as in its file").fill(name)
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="Begin a new therapy").click()
    editor(page, name)


def slowly(page: Page) -> None:
    """Type a sentence at the top, with rests in which answers come back; each letter stands there in the end."""
    area = page.locator(".st-key-desk-editor textarea")
    area.evaluate("text => { text.focus(); text.setSelectionRange(0, 0); }")
    before = area.input_value()
    page.keyboard.type("# ")
    for start in range(0, len(TYPED), 8):
        page.keyboard.type(TYPED[start : start + 8], delay=110)
        page.wait_for_timeout(600)
        assert page.evaluate("document.activeElement.tagName") == "TEXTAREA", TYPED[: start + 8]
        assert area.count() == 1
    page.keyboard.press("Enter")
    page.locator(SCRIPT_DONE).wait_for()
    assert area.input_value() == f"# {TYPED}\n{before}"


def test_the_text_stays_where_it_is_typed_whatever_was_said_above_it(server: Server, visit: Visit, data: Path) -> None:
    page = visit("/curation", server)
    choose_me(page)
    begin(page, newcomer.ID)
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    expect(page.get_by_test_id("stAlert").get_by_text("Begun from the template")).to_be_visible()
    page.locator(".st-key-desk-editor textarea").click()
    slowly(page)
    write(page, lambda _: newcomer.whole(data / "curated"))
    expect(page.get_by_role("heading", name="No faults")).to_be_visible()
    area = page.locator(".st-key-desk-editor textarea")
    area.evaluate("text => { text.dataset.same = 'yes'; }")
    for button, told in (
        ("Save to the file", "Saved:"),
        ("Preview the pages", "You look at a draft now"),
        ("Build the release", "written to"),
    ):
        page.get_by_role("button", name=button).click()
        expect(page.get_by_test_id("stAlert").get_by_text(told)).to_be_visible()
        page.locator(SCRIPT_DONE).wait_for()
        expect(area).to_have_attribute("data-same", "yes")
    slowly(page)
    expect(area).to_have_attribute("data-same", "yes")


@pytest.mark.parametrize("way", ["the menu", "the banner", "the menu of the page itself"])
def test_who_comes_back_finds_the_open_file_again(server: Server, visit: Visit, way: str) -> None:
    page = visit("/curation?file=wu-cart-007", server)
    editor(page, "wu-cart-007")
    write(page, lambda text: text.replace("short_name: sofi-cel", "short_name: sofi", 1))
    expect(page.get_by_role("heading", name="1 fact differs from the release")).to_be_visible()
    if way != "the menu of the page itself":
        page.get_by_role("button", name="Preview the pages").click()
        expect(page.get_by_text("that is not published")).to_be_visible()
        page.get_by_role("link", name="Open its page").click()
        expect(page.get_by_role("heading", level=1, name="sofi")).to_be_visible()
    if way == "the banner":
        page.get_by_role("link", name="Back to curation").click()
        expect(page).to_have_url(re.compile(r"/curation\?file=wu-cart-007$"))
    else:
        if way == "the menu":
            page.get_by_role("button", name="Leave the preview").click()
            expect(page.get_by_text("that is not published")).to_have_count(0)
        page.set_viewport_size({"width": 1900, "height": 800})
        page.locator("header a", has_text="Curation").first.click()
        expect(page).to_have_url(re.compile(r"/curation(\?.*)?$"))
    editor(page, "wu-cart-007")
    assert "short_name: sofi\n" in page.locator(".st-key-desk-editor textarea").input_value()


def test_no_letter_is_lost_while_answers_come_back(server: Server, visit: Visit, data: Path) -> None:
    page = visit("/curation?file=wu-cart-007", server)
    editor(page, "wu-cart-007")
    area = page.locator(".st-key-desk-editor textarea")
    area.evaluate("text => { text.focus(); text.setSelectionRange(0, 0); }")
    typed = "# " + " ".join(f"word{number}" for number in range(30))
    # With rests that are longer than the pause after which a check begins, so that answers come back in between.
    for part in typed.split(" "):
        page.keyboard.type(f"{part} ", delay=5)
        page.wait_for_timeout(40 if not part.endswith("7") else 600)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="No faults")).to_be_visible()
    page.locator(SCRIPT_DONE).wait_for()
    assert area.input_value().startswith(f"{typed} \nid: wu-cart-007")
    page.reload()
    page.locator(SCRIPT_DONE).wait_for()
    page.get_by_role("button", name="Go on with the draft").click()
    editor(page, "wu-cart-007")
    assert area.input_value().startswith(f"{typed} \nid: wu-cart-007")
    # Typing without a rest, then a reload in the middle of a word: part is a draft, the rest this tab knows.
    area.evaluate("text => { text.focus(); text.setSelectionRange(0, 0); }")
    page.keyboard.type("# steady typing of more than two seconds", delay=70)
    draft = data / "drafts" / "texts" / "nobody" / "therapies" / "wu-cart-007.yaml"
    assert draft.read_text("utf-8").startswith("# steady typing of")
    page.reload()
    page.locator(SCRIPT_DONE).wait_for()
    page.get_by_role("button", name="Go on with the draft").click()
    editor(page, "wu-cart-007")
    expect(area).to_have_value(re.compile("^# steady typing of more than two seconds# word0"))
    for _ in range(100):
        if not page.evaluate("sessionStorage.length"):
            break
        page.wait_for_timeout(100)
    assert page.evaluate("sessionStorage.length") == 0, "the server has it"
    assert draft.read_text("utf-8") == area.input_value()


def test_the_keys_of_the_editor(server: Server, visit: Visit) -> None:
    page = visit("/curation?file=wu-cart-007", server)
    editor(page, "wu-cart-007")
    area = page.locator(".st-key-desk-editor textarea")
    area.evaluate("text => { text.focus(); text.setSelectionRange(0, 0); }")
    before = area.input_value()
    page.keyboard.press("Tab")
    assert area.input_value() == f"  {before}"
    page.keyboard.press("Shift+Tab")
    assert area.input_value() == before
    page.keyboard.press("Control+/")
    assert area.input_value() == f"#{before}"
    page.keyboard.press("Control+/")
    assert area.input_value() == before
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert area.input_value() == before
    assert not area.evaluate("text => text === document.activeElement"), "nobody is caught in the text"


def test_the_desk_is_for_everybody(server: Server, visit: Visit) -> None:
    page = visit("/curation?file=wu-cart-007", server)
    editor(page, "wu-cart-007")
    write(page, lambda text: text.replace("responders: 10", "responders: 12", 1))
    expect(page.get_by_role("heading", name="1 fault to mend")).to_be_visible()
    assert accessible.faults(page) == []


def test_a_draft_and_what_is_said_of_it_is_for_everybody(server: Server, visit: Visit) -> None:
    page = visit("/curation", server)
    expect(page.get_by_role("button", name="Begin a new therapy")).to_be_visible()
    assert accessible.faults(page) == []
    page.goto(f"{server.url}/curation?file=wu-cart-007")
    editor(page, "wu-cart-007")
    write(page, lambda text: text.replace("short_name: sofi-cel", "short_name: sofi", 1))
    expect(page.get_by_role("heading", name="1 fact differs from the release")).to_be_visible()
    page.get_by_role("button", name="Preview the pages").press("Enter")
    page.get_by_role("link", name="Open its page").press("Enter")
    expect(page.get_by_role("heading", level=1, name="sofi")).to_be_visible()
    assert accessible.faults(page) == []
