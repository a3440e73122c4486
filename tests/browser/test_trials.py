"""The page of trials in a browser: the nearest hospital in three steps, and nothing of the person anywhere."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from benchmarks.server import Server
from tests.browser import accessible
from tests.browser.conftest import SCRIPT_DONE, Visit
from tests.register_copy import copy
from tests.therapies.test_trials_and_access import STUDIES

# A place and an age that stand nowhere else.
ZIP, AGE = "63110", "13"


def test_the_nearest_hospital_and_nothing_of_the_person_in_link_log_or_storage(
    visit: Visit, cold_server: Callable[..., Server], tmp_path: Path
) -> None:
    folder = copy(tmp_path / "register", STUDIES)
    server = cold_server(
        THERAPY_REGISTER=str(folder), THERAPY_TODAY="2026-11-25", STREAMLIT_LOGGER_LEVEL="debug", TMPDIR=str(tmp_path)
    )
    page = visit("/", server)
    page.get_by_role("link", name="Trials", exact=True).click()
    page.locator(SCRIPT_DONE).wait_for()
    page.goto(f"{server.url}/trials?disease=t-all")
    page.locator(SCRIPT_DONE).wait_for()
    before = page.evaluate("location.href")
    page.get_by_label("Age in years").fill(AGE)
    page.get_by_label("Age in years").press("Enter")
    page.get_by_label("US ZIP code or town").fill(ZIP)
    page.get_by_label("US ZIP code or town").press("Enter")
    expect(page.get_by_text("Nearest: Barnes, St. Louis, less than 10 km (6 miles).").first).to_be_visible()
    expect(page.locator(".geolayer path").first).to_be_attached()
    assert page.evaluate("location.href") == before
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, document.title])")
    assert ZIP not in kept
    assert ZIP not in server.output()
    written = [path for path in tmp_path.rglob("*") if path.is_file() and ZIP.encode() in path.read_bytes()]
    assert written == []
    assert accessible.faults(page) == []
    page.reload()
    page.locator(SCRIPT_DONE).wait_for()
    expect(page.get_by_label("US ZIP code or town")).to_have_value("")
    page.wait_for_load_state("networkidle")  # the map is not left half fetched when the server ends


def test_a_search_of_the_whole_copy_is_kept_nowhere_and_reads_aloud(
    visit: Visit, cold_server: Callable[..., Server], tmp_path: Path
) -> None:
    folder = copy(tmp_path / "register", STUDIES)
    server = cold_server(THERAPY_REGISTER=str(folder), THERAPY_TODAY="2026-11-25", STREAMLIT_LOGGER_LEVEL="debug")
    page = visit("/trials", server)
    page.locator(SCRIPT_DONE).wait_for()
    before = page.evaluate("location.href")
    page.get_by_role("textbox", name="Words").fill("zzleukemi")
    page.get_by_role("textbox", name="Words").press("Enter")
    expect(page.get_by_text("No study of the copy fits.")).to_be_visible()
    page.get_by_role("textbox", name="Words").fill("leukemi")
    page.get_by_role("textbox", name="Words").press("Enter")
    expect(page.get_by_text("Far and open")).to_be_visible()
    page.get_by_label("US ZIP code or town").fill(ZIP)
    page.get_by_label("US ZIP code or town").press("Enter")
    expect(page.get_by_role("rowheader", name="Barnes").first).to_be_visible()
    assert page.evaluate("location.href") == before
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, document.title])")
    for typed in (ZIP, "zzleukemi"):
        assert typed not in kept
        assert typed not in server.output()
    assert accessible.faults(page) == []
