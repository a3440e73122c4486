"""A cold deep link to every page, a refused release, hostile data, and the browser's Back, in a real browser."""

import re
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from playwright.sync_api import Browser, expect

from benchmarks.server import Server
from loaders.parquet import publish, read_release
from tests.browser import accessible
from tests.browser.conftest import SCRIPT_DONE, Visit
from therapies.shelf import EMBEDDED
from views.frame import PAGES, PROMISE

HOSTILE = "<img src=x onerror='window.acted=1'> [x](javascript:window.acted=1) $a^2$ :material/face: :smile: \u202e"
SETTLED = 400  # milliseconds for the page to take up a change before it can be said to be done


@pytest.mark.parametrize("path", ["/", "/therapy?therapy=wu-cart-007", "/glossary?term=median"])
def test_first_page_of_a_cold_server(path: str, visit: Visit, cold_server: Callable[..., Server]) -> None:
    page = visit(path, cold_server())
    page.get_by_text(PROMISE).wait_for()
    assert page.locator("header a").all_inner_texts() == list(PAGES.values())
    assert page.locator("h1").count() == 1
    assert page.evaluate("location.href").endswith(path)
    assert page.locator('[role="dialog"]').count() == 0


@pytest.mark.parametrize("name", PAGES)
def test_every_page_by_its_address(name: str, visit: Visit) -> None:
    page = visit("/" if name == "home" else f"/{name}")
    page.get_by_text(PROMISE).wait_for()
    assert page.locator("h1").count() == 1
    assert page.title().startswith(PAGES[name])
    assert (page.locator('link[rel~="icon"]').get_attribute("href") or "").startswith("data:image/svg")


def test_no_data_is_a_calm_page_with_the_menu(tmp_path: Path, visit: Visit, cold_server: Callable[..., Server]) -> None:
    page = visit("/therapy?therapy=wu-cart-007", cold_server(THERAPY_DATA=str(tmp_path)))
    page.get_by_text("The therapy data cannot be shown now").wait_for()
    assert page.locator("header a").count() == len(PAGES)
    main = page.locator('[data-testid="stMain"]')
    expect(main).to_contain_text("python -m loaders build")
    assert "Traceback" not in main.inner_text()
    assert accessible.faults(page) == []


def test_hostile_data_are_only_text(tmp_path: Path, visit: Visit, cold_server: Callable[..., Server]) -> None:
    tables = dict(read_release(EMBEDDED).tables)
    rows = tables["glossary"].to_pylist()
    for row in rows:
        row |= {"term": HOSTILE, "plain": HOSTILE, "why_it_matters": HOSTILE}
    tables["glossary"] = pa.Table.from_pylist(rows, schema=tables["glossary"].schema)
    reading = tables["reference_sources"].to_pylist()
    for row in reading:
        row |= {"title": HOSTILE, "url": "javascript:window.acted=1"}
    tables["reference_sources"] = pa.Table.from_pylist(reading, schema=tables["reference_sources"].schema)
    publish(tables, tmp_path, "2026-11-22")
    server = cold_server(THERAPY_DATA=str(tmp_path))
    for path in ("/glossary", f"/glossary?term={HOSTILE}", f"/glossary?q={HOSTILE}"):
        page = visit(path, server)
        page.get_by_text(PROMISE).wait_for()
        page.locator("summary").evaluate_all("all => all.forEach(one => one.click())")
        assert page.evaluate("window.acted") is None
        assert page.locator('a[href^="javascript"], [data-testid="stMain"] img').count() == 0
    expect(page.locator('[data-testid="stMain"]')).to_contain_text("<img src=x")


def test_the_address_follows_the_search_and_back_undoes_it(visit: Visit) -> None:
    page = visit("/glossary")
    box = page.get_by_label("Find a word")
    for word in ("remission", "median"):
        box.fill(word)
        box.press("Enter")
        page.wait_for_url(f"**/glossary?q={word}")
        page.wait_for_timeout(SETTLED)
        page.locator(SCRIPT_DONE).wait_for()
    page.go_back()
    page.wait_for_url("**/glossary?q=remission")
    expect(page.locator("input").first).to_have_value("remission")
    page.go_back()
    page.wait_for_url("**/glossary")
    expect(page.locator("input").first).to_have_value("")


def test_a_passport_opens_with_the_keyboard(visit: Visit) -> None:
    page = visit("/glossary?term=median")
    summary = page.locator(".ct-passport summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator(".ct-passport[open] a").first.is_visible()


def test_a_changed_page_keeps_its_own_address(visit: Visit) -> None:
    page = visit("/glossary?term=median")
    page.get_by_role("link", name="Show all words").click()
    page.wait_for_url("**/glossary")
    page.get_by_text("0 hidden").wait_for()
    page.locator("header a", has_text="Home").click()
    page.wait_for_url(lambda url: url.endswith("/"))


def test_the_page_of_the_desk_is_not_found_where_it_is_off(browser: Browser, dashboard: Server) -> None:
    # Not the fixture `page`: it takes a page that is not found, which is what is tested here, for a fault.
    page = browser.new_page()
    page.goto(f"{dashboard.url}/curation")
    expect(page.get_by_role("dialog")).to_contain_text("Page not found")
    expect(page.locator("h1").first).to_have_text("Emerging therapies")
    assert page.locator("header a", has_text="Curation").count() == 0
    page.close()


def test_the_page_of_the_desk_stands_in_the_menu_where_it_is_on(
    visit: Visit, cold_server: Callable[..., Server]
) -> None:
    page = visit("/curation", cold_server(THERAPY_DESK="on"))
    page.get_by_role("heading", level=1, name="Curation").wait_for()
    assert page.locator('[role="dialog"]').count() == 0


def test_another_page_begins_at_its_top(whole: Visit) -> None:
    page = whole("/")
    main = page.locator('[data-testid="stMain"]')
    # What Streamlit does on the way to another page: by itself it comes to the top or does not, as the drawing goes.
    main.evaluate("(main) => { main.scrollTo(0, 900); history.pushState({}, '', '/?q=car'); }")
    assert main.evaluate("(main) => main.scrollTop") == 900
    main.evaluate("() => history.pushState({}, '', '/glossary')")
    assert main.evaluate("(main) => main.scrollTop") == 0


@pytest.mark.parametrize("link", ["What changed since we last spoke", "All trials, and the nearest site"])
def test_a_link_to_another_page_keeps_the_therapy(whole: Visit, link: str) -> None:
    page = whole("/therapy?therapy=wu-cart-007")
    page.locator('[data-testid="stMain"]').get_by_role("link", name=link, exact=True).first.click()
    expect(page.locator("h1")).to_have_text(re.compile("What changed|Trials and access"))
    expect(page.locator(SCRIPT_DONE)).to_be_visible()
    expect(page.get_by_role("combobox", name="Therapy")).to_have_value(re.compile("sofi-cel"))
