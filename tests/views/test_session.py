"""What a session shows: the data it began with, until its staff member asks for others; or a draft, and it says so."""

import logging
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders.parquet import publish
from tests.pages.session import html_of, opened, text_of
from tests.register_copy import copy
from tests.releases import RELEASE, changed, one, tables
from tests.therapies.test_register_changes import AFTER, BEFORE
from therapies import at_hand
from therapies import shelf as shelves
from therapies.editions import DRAFT
from views import frame, plot, saving

ROOT = Path(__file__).parents[2]
OUTCOME = "wu-cart-007/outcome/o1"
STAFF = tuple(name for name in frame.PAGES if name not in frame.BARE)
NOTICE = "Newer data are here"


def release(folder: Path, responders: int, day: str) -> str:
    """Publish the release in which so many of 11 people responded to sofi-cel."""
    values = {"responders": responders, "percent": None, "ci_low": None, "ci_high": None, "ci_origin": None}
    later = changed(RELEASE, outcomes=one(OUTCOME, **values))
    return publish(tables(later), folder, day)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where a process of its own reads releases from; it looks for another one in every run."""
    folder = tmp_path / "release"
    release(folder, 10, "2026-11-22")
    monkeypatch.setenv("THERAPY_TODAY", "2026-11-23")
    monkeypatch.setenv("THERAPY_DATA", str(folder))
    monkeypatch.setenv("THERAPY_REGISTER", str(tmp_path / "register"))
    monkeypatch.setattr("therapies.shelf._LOOK_AGAIN_SECONDS", -1.0)
    monkeypatch.setattr("therapies.study_register._LOOK_AGAIN_SECONDS", -1.0)
    monkeypatch.setattr("therapies.looking.CLICK_WAIT_SECONDS", 60.0)
    monkeypatch.setattr("therapies.looking.CLICKS_LOOK_EVERY_SECONDS", 0.0)
    for kept in (at_hand.shelf, at_hand.register_shelf):
        kept.cache_clear()
    yield folder
    for kept in (at_hand.shelf, at_hand.register_shelf):
        kept.cache_clear()


def session(page: str = "home") -> AppTest:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    return app if page == "home" else app.switch_page(f"pages/{page}.py").run()


def sofi(app: AppTest) -> str:
    app.switch_page("pages/therapy.py")
    return text_of(opened(app, therapy="wu-cart-007"))


def show_newer(app: AppTest) -> AppTest:
    return app.button(key="show the newer data").click().run()


@pytest.mark.parametrize("page", STAFF)
def test_every_staff_page_keeps_its_data_and_tells_of_newer_ones(place: Path, page: str) -> None:
    app = session(page)
    newest = release(place, 9, "2026-11-27")
    app.run()
    assert not app.exception
    assert f"{NOTICE}: release {newest} of 27 November 2026. There: 1 result changed." in text_of(app)
    assert "Data of 22 November 2026" in html_of(app)
    assert app.main.get("html")[-1].proto.body.count(NOTICE) == 1, "it stands at the end, and moves nothing"
    assert "Data of 27 November 2026" in html_of(show_newer(app))
    assert NOTICE not in text_of(app)


def test_all_pages_of_a_session_show_the_same_data_and_a_new_session_the_newest(place: Path) -> None:
    app = session()
    release(place, 9, "2026-11-27")
    release(place, 8, "2026-11-28")
    assert "10 of 11 people" in sofi(app)
    assert "8 of 11 people" in sofi(session())
    assert "10 of 11 people" in sofi(app)
    show_newer(app)
    assert "8 of 11 people" in sofi(app)
    assert NOTICE not in text_of(app)


def test_the_button_shows_the_newest_there_is_when_it_is_pressed(place: Path) -> None:
    app = session()
    release(place, 9, "2026-11-27")
    app.run()
    assert "of 27 November 2026" in text_of(app)
    release(place, 8, "2026-11-28")
    show_newer(app)
    assert "Data of 28 November 2026" in html_of(app)
    assert NOTICE not in text_of(app)


@pytest.mark.parametrize("happens", ["twice", "broken", "gone", "never read"])
def test_present_never_changes_and_says_nothing(place: Path, happens: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app = session("present")
    before = html_of(opened(app, call="wu-cart-007"))
    assert "10 of 11" in before
    if happens == "twice":
        release(place, 9, "2026-11-27")
        release(place, 8, "2026-11-28")
    elif happens == "broken":
        release(place, 9, "2026-11-27")
        next(place.glob("outcomes-*")).write_bytes(b"broken")
    elif happens == "gone":
        shutil.rmtree(place)
    else:
        monkeypatch.setattr(at_hand, "newest", lambda *_: pytest.fail("a call does not even look"))
    for _ in range(2):
        assert html_of(opened(app, call="wu-cart-007")) == before
        assert not app.exception
        assert [*app.info, *app.warning, *app.button, *app.expander] == []


def test_a_broken_newer_release_is_still_told_on_staff_pages(place: Path) -> None:
    app = session()
    release(place, 9, "2026-11-27")
    app.run()
    manifest = (place / "manifest.json").read_bytes()
    (place / "manifest.json").write_bytes(b"{")
    text = text_of(app.run())
    assert app.info[0].value == (
        "The newest set of data could not be used; the last good one is of 27 November 2026. All pages "
        "still work. Tell the person who runs this dashboard."
    )
    assert NOTICE in text
    show_newer(app)
    assert app.info[0].value.startswith("A newer set of data could not be used; showing the last good one of 27")
    (place / "manifest.json").write_bytes(manifest)
    assert not app.run().info


def test_the_day_moves_on_for_a_session_that_keeps_its_data(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = session()
    late = sofi(app).count("verdue")
    release(place, 9, "2026-11-27")
    monkeypatch.setenv("THERAPY_TODAY", "2028-11-27")
    assert sofi(app).count("verdue") > late
    assert "10 of 11 people" in sofi(app)


def test_files_are_made_from_what_the_session_shows(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(
        saving.st, "download_button", lambda label, data, file_name, **_: files.setdefault(file_name, data)
    )
    app = session("call")
    release(place, 9, "2026-11-27")
    opened(app, call="wu-cart-007")
    sofi(app)
    pages = [data().decode() for name, data in files.items() if name.endswith(".html")]
    assert len(pages) == 1
    assert "10 of 11" in pages[0]
    assert "9 of 11" not in pages[0]
    tables_ = [data().decode() for name, data in files.items() if name.endswith(".csv")]
    assert len(tables_) > 3
    assert all("# Data of: 2026-11-22" in one for one in tables_)


def test_the_changes_of_the_register_are_those_of_the_copy_that_is_shown(place: Path, tmp_path: Path) -> None:
    register = tmp_path / "register"
    for studies, day in ((BEFORE, "2026-11-01"), (AFTER, "2026-11-20")):
        copy(register, studies, day)
    app = opened(session("changes"), since="2026-11-10")
    compared = "Compared: the copies of the register of 1 November 2026 and 20 November 2026"
    assert compared in html_of(app)
    copy(register, AFTER[1:], "2026-11-22")
    html = html_of(opened(app, since="2026-11-10"))
    assert compared in html
    assert "A newer copy of the register is here, the copy of 22 November 2026." in html
    show_newer(app)
    assert "1 November 2026 and 22 November 2026" in html_of(app)


def test_a_treatment_that_is_gone_from_the_newer_data_leaves_the_call_list(place: Path, tmp_path: Path) -> None:
    app = opened(session("call"), call="wu-cart-007,nelarabine")
    newest = RELEASE
    without = changed(newest, therapies=lambda rows: [row for row in rows if row.id != "nelarabine"])
    publish(tables(without), place, "2026-11-27")
    opened(app, call="wu-cart-007,nelarabine")
    show_newer(app)
    app.switch_page("pages/home.py")
    app.query_params.clear()
    assert not app.run().exception
    assert "On the call list" in html_of(app)
    assert "nelarabine" not in next(one for one in html_of(app).splitlines() if "On the call list" in one)


def test_no_part_of_a_page_runs_by_itself() -> None:
    """Its timer, a moment after a click on the menu, would leave the new page empty until the next click (measured)."""
    for path in [*(ROOT / "views").glob("*.py"), *(ROOT / "pages").glob("*.py")]:
        code = path.read_text(encoding="utf-8")
        assert "st.fragment" not in code, path.name
        assert "run_every" not in code, path.name


def test_a_fault_in_looking_for_newer_data_disturbs_nobody(
    place: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    app = session("glossary")
    before = html_of(app.run())

    def fail(_: float) -> None:
        raise KeyError("a fault that no check knows")

    monkeypatch.setattr(at_hand, "newest", fail)
    with caplog.at_level(logging.WARNING):
        assert html_of(app.run()) == before
    assert not app.exception
    assert "could not be opened" in caplog.text


# Drafts.


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    folder = tmp_path / "draft"
    release(folder, 7, "2026-11-23")
    return folder


def looking(app: AppTest, draft: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The session looks at the draft, as the page of curation lets it."""
    from views import session as kept

    monkeypatch.setattr(kept.st, "session_state", app.session_state)
    frame.preview(draft, "sofi-cel", "wu-cart-007")
    monkeypatch.undo()
    return app


@pytest.fixture
def previewing(place: Path, draft: Path) -> Iterator[AppTest]:
    app = session()
    with pytest.MonkeyPatch.context() as patch:
        looking(app, draft, patch)
    yield app.run()


BANNER = "This is a draft of sofi-cel that is not published."


@pytest.mark.parametrize("page", frame.PAGES)
def test_every_page_of_a_draft_says_so_first(previewing: AppTest, page: str) -> None:
    app = previewing if page == "home" else previewing.switch_page(f"pages/{page}.py")
    opened(app, call="wu-cart-007") if page == "present" else app.run()
    assert not app.exception
    first = next(part.proto.body for part in app.main.get("html") if not part.proto.body.startswith("<style"))
    assert BANNER in first
    assert "Nobody else sees it." in first
    assert [one.label for one in app.button if one.label == "Leave the preview"]
    if page != "present":
        assert DRAFT in html_of(app), "the footer names the release"


def test_a_draft_is_shown_also_in_present_and_nobody_else_sees_it(previewing: AppTest, place: Path) -> None:
    assert "7 of 11 people" in sofi(previewing)
    previewing.switch_page("pages/present.py")
    assert "7 of 11" in html_of(opened(previewing, call="wu-cart-007"))
    other = session()
    assert "10 of 11 people" in sofi(other)
    assert "draft" not in html_of(other)


def test_leaving_shows_what_the_session_showed_before(previewing: AppTest, place: Path) -> None:
    release(place, 9, "2026-11-27")
    sofi(previewing)
    assert NOTICE not in text_of(previewing), "of a draft nothing is newer"
    previewing.button(key="leave the preview").click().run()
    text = text_of(previewing)
    assert BANNER not in text
    assert "10 of 11 people" in text
    assert NOTICE in text


def test_nothing_can_be_saved_from_a_draft(previewing: AppTest) -> None:
    for page, query in (
        ("therapy", {"therapy": "wu-cart-007"}),
        ("call", {"call": "wu-cart-007"}),
        ("compare", {"therapies": "wu-cart-007,tisagenlecleucel"}),
        ("glossary", {}),
        ("changes", {}),
    ):
        previewing.switch_page(f"pages/{page}.py")
        opened(previewing, **query)
        buttons = previewing.get("download_button")
        assert buttons, page
        assert all(button.proto.disabled and button.proto.help == saving.NOT_FROM_A_DRAFT for button in buttons), page


def test_no_other_view_draws_a_button_that_saves() -> None:
    for path in [*(ROOT / "views").glob("*.py"), *(ROOT / "pages").glob("*.py")]:
        if path.name != "saving.py":
            assert "st.download_button" not in path.read_text(encoding="utf-8"), path.name


def test_no_picture_is_saved_from_a_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    assert plot.config("rates")["displayModeBar"] == "hover"
    monkeypatch.setattr(plot.session, "draft", lambda: object())
    assert plot.config("rates")["displayModeBar"] is False


@pytest.mark.parametrize("page", ["home", "present"])
def test_a_draft_whose_folder_is_gone_ends_by_itself_with_a_sentence(
    previewing: AppTest, draft: Path, page: str
) -> None:
    if page == "present":
        previewing.switch_page("pages/present.py")
    opened(previewing, call="wu-cart-007")
    shutil.rmtree(draft)
    previewing.run()
    assert not previewing.exception
    gone = "The draft of sofi-cel is not there any more, so the preview ended. You see the published data again."
    assert gone in text_of(previewing)
    assert "10 of 11" in sofi(previewing)
    assert gone not in text_of(previewing)


def test_a_draft_that_cannot_be_shown_is_refused_with_words_for_staff(
    place: Path, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    next(draft.glob("outcomes-*")).unlink()
    app = session()
    with pytest.raises(shelves.ReleaseRefusedError, match="outcomes"):
        looking(app, draft, monkeypatch)
    assert BANNER not in text_of(app.run())


# The page of those who keep the data true.


@pytest.mark.parametrize(("said", "on"), [("on", True), ("1", True), ("true", True), ("", False), (None, False)])
@pytest.mark.parametrize("wrong", [False, True])
def test_the_desk_is_off_unless_it_is_switched_on(
    said: str | None, on: bool, wrong: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("THERAPY_DESK", raising=False)
    if said is not None:
        monkeypatch.setenv("THERAPY_DESK", f"{said} " if wrong else said)
    assert frame.desk_is_on() is (on and not wrong)
    assert ("curation" in frame.pages()) is frame.desk_is_on()
    assert tuple(frame.pages())[: len(frame.PAGES)] == tuple(frame.PAGES)


def test_the_desk_stands_in_the_menu_where_it_is_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THERAPY_DESK", "on")
    app = session("curation")
    assert app.title[0].value == "Curation"
    assert not app.exception


def test_nothing_of_the_desk_is_imported_before_the_frame_says_that_it_is_on() -> None:
    """A just-started process runs the file of a cold address once, before the frame can refuse it."""
    code = (ROOT / "pages" / "curation.py").read_text(encoding="utf-8")
    before = code[: code.index("\nhere = frame.open()\n")]
    names = {line for line in before.splitlines() if line.startswith(("from ", "import "))}
    assert names == {"import streamlit as st", "from views import frame"}
    seen = "import sys; import views.frame; print([n for n in sys.modules if 'desk' in n or 'curation' in n])"
    done = subprocess.run([sys.executable, "-c", seen], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
