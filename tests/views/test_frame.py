"""Whatever happens around a page, the menu, calm words and the footer are there, and never a stack trace."""

import logging
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders.parquet import publish
from loaders.tables import TABLES
from server import turns
from therapies import at_hand
from therapies.shelf import EMBEDDED, Shelf
from therapies.today import this_day
from views import frame

ROOT = Path(__file__).parents[2]


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process that has not opened any dataset yet."""
    at_hand.shelf.cache_clear()
    yield
    at_hand.shelf.cache_clear()


def dashboard() -> AppTest:
    return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=30)


def shown(app: AppTest) -> str:
    texts = [element.value for element in (*app.title, *app.markdown, *app.info, *app.warning)]
    return "\n".join([*texts, *(html.proto.body for html in app.get("html"))])


def empty_release(folder: Path) -> Path:
    publish({name: table.schema.empty_table() for name, table in TABLES.items()}, folder, "2026-01-02")
    return folder


@pytest.fixture(autouse=True)
def every_turn_is_given_back() -> Iterator[None]:
    yield
    assert turns._places.free == turns.AT_ONCE


def test_every_page_of_the_menu_is_a_file_and_the_other_way_round() -> None:
    names = frame.PAGES | frame.DESK
    assert {f"{name}.py" for name in names} == {path.name for path in (ROOT / "pages").glob("*.py")}


def test_every_page_opens_the_frame_first() -> None:
    for name in frame.PAGES | frame.DESK:
        code = (ROOT / "pages" / f"{name}.py").read_text(encoding="utf-8")
        assert "frame.open()" in code
        assert ".set_page_config" not in code
        first = min((code.find(f"\n{call}") for call in ("st.", "address.") if f"\n{call}" in code), default=len(code))
        assert code.index("frame.open()") < first


def test_a_page_waits_for_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.4)
    app = dashboard().run()
    for _ in range(turns.AT_ONCE):
        assert turns._places.acquire(0)
    began = time.monotonic()
    try:
        app.run()
    finally:
        for _ in range(turns.AT_ONCE):
            turns._places.release()
    assert time.monotonic() - began >= 0.4
    assert frame.PROMISE in shown(app)


@pytest.mark.parametrize("name", frame.PAGES)
def test_every_page_has_a_title_and_the_footer(name: str) -> None:
    app = dashboard().run()
    app.switch_page(f"pages/{name}.py").run()
    assert not app.exception
    assert len(app.title) == 1
    assert frame.PROMISE in shown(app)
    assert app.main.get("html")[-1].proto.body.startswith("<footer")


def test_no_data_gives_a_calm_page(shelf: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("THERAPY_DATA", str(tmp_path))
    app = dashboard().run()
    assert not app.exception
    assert app.title[0].value == "The therapy data cannot be shown now"
    text = shown(app)
    for part in ("What happened", "What still works", "What to do"):
        assert part in text
    assert "Traceback" not in text
    (fold,) = app.expander
    assert fold.label == "For the person who runs this dashboard"
    assert "loaders build" in fold.markdown[0].value
    assert text.count("loaders build") == 1
    app.switch_page("pages/present.py").run()
    assert app.title[0].value == "The therapy data cannot be shown now"
    assert not app.expander
    assert "loaders" not in shown(app), "a family may look at it"


def test_a_fault_that_no_check_knows_gives_the_calm_page_too(
    shelf: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: object) -> None:
        raise KeyError("secret detail")

    monkeypatch.setattr("therapies.shelf.read_release", fail)
    app = dashboard().run()
    assert not app.exception
    assert app.title[0].value == "The therapy data cannot be shown now"
    assert "secret detail" not in shown(app)
    assert "secret detail" in caplog.text


def test_it_recovers_when_the_data_come(shelf: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("THERAPY_DATA", str(tmp_path))
    app = dashboard().run()
    empty_release(tmp_path)
    app.run()
    assert frame.PROMISE in shown(app)


def test_a_broken_newer_release_keeps_the_last_good_one(
    shelf: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("therapies.shelf._LOOK_AGAIN_SECONDS", 0.0)
    monkeypatch.setattr("therapies.looking.CLICK_WAIT_SECONDS", 60.0)
    monkeypatch.setattr("therapies.looking.CLICKS_LOOK_EVERY_SECONDS", 0.0)
    monkeypatch.setenv("THERAPY_DATA", str(empty_release(tmp_path)))
    app = dashboard().run().switch_page("pages/glossary.py").run()
    assert not app.info
    (tmp_path / "manifest.json").write_text("{", encoding="utf-8")
    app.run()
    assert "showing" in app.info[0].value
    assert "2 January 2026" in app.info[0].value
    assert "manifest" in app.expander[0].markdown[0].value
    assert frame.PROMISE in shown(app)


def test_a_failing_page_gives_calm_words_and_keeps_the_footer(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret detail")

    app = dashboard().run()
    monkeypatch.setattr("therapies.terms.glossary", fail)
    with caplog.at_level(logging.ERROR):
        app.switch_page("pages/glossary.py").run()
    assert not app.exception
    assert "did not work" in app.warning[0].value
    assert "secret detail" not in shown(app)
    assert "secret detail" in caplog.text
    assert frame.PROMISE in shown(app)


def test_today_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THERAPY_TODAY", "2027-03-04")
    assert this_day() == date(2027, 3, 4)


def test_footer_names_release_and_day() -> None:
    html = frame.footer_html("<release>", "2026-11-22T10:00:00Z")
    assert "&lt;release&gt;" in html
    assert "Data of 22 November 2026" in html
    assert frame.data_day("some day") == "some day"


def test_the_process_has_one_shelf(shelf: None) -> None:
    assert at_hand.shelf() is at_hand.shelf()
    assert isinstance(at_hand.shelf(), Shelf)
    assert at_hand.shelf().dataset().release
    assert EMBEDDED.exists()
