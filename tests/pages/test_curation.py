"""The curation page without a browser: who, which file, faults with their lines, differences, what each button says."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders.building import build
from loaders.checking import check
from tests.loaders import newcomer
from tests.loaders.conftest import small_set
from tests.pages.session import LEAKED, html_of, opened, text_of
from therapies import at_hand
from therapies.desk_process import DeskProcess
from views import desk_session

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 26)
PEOPLE = "people:\n  mk: {name: M. Koch}\n  js: {name: J. Smith}\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    small_set(folder / "curated")
    (folder / "curated" / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    curated, faults = check(folder / "curated", TODAY)
    assert curated is not None, faults
    build(curated, folder / "release")
    return folder


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "data"))


@pytest.fixture
def sofi(data: Path) -> Path:
    return data / "curated" / "therapies" / "wu-cart-007.yaml"


@pytest.fixture
def app(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("THERAPY_TODAY", TODAY.isoformat())
    monkeypatch.setenv("THERAPY_DESK", "on")
    monkeypatch.setenv("THERAPY_DESK_DATA", str(data))
    monkeypatch.setenv("THERAPY_DATA", str(data / "release"))
    at_hand.shelf.cache_clear()
    desk_session.process.cache_clear()
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120).run()
    yield app.switch_page("pages/curation.py").run()
    desk_session.process().close()
    desk_session.process.cache_clear()
    at_hand.shelf.cache_clear()


def me(app: AppTest, sign: str = "mk") -> AppTest:
    return app.selectbox[0].set_value(sign).run()


def chosen(app: AppTest, file: str = "wu-cart-007") -> AppTest:
    return opened(app, file=file)


def typed(app: AppTest, old: str, new: str) -> AppTest:
    area = app.text_area[0]
    assert old in (area.value or "")
    return area.set_value((area.value or "").replace(old, new, 1)).run()


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def said(app: AppTest) -> str:
    return " ".join(part.value.replace("\\", "") for part in (*app.success, *app.warning, *app.info))


def calm(app: AppTest) -> None:
    assert not app.exception
    text = text_of(app)
    assert "did not work" not in text
    assert not LEAKED.search(text.partition("What is overdue")[0].replace("label: null", ""))


def test_it_says_that_it_must_be_local_and_waits_for_a_choice(app: AppTest) -> None:
    text = text_of(app)
    assert "on your own machine, or behind a sign-in" in text
    assert "Choose who you are and a file, or begin a new therapy." in text
    assert not app.text_area
    assert [box.label for box in app.selectbox] == ["I am", "File"]
    calm(app)


def test_with_nobody_there_one_adds_oneself(app: AppTest, data: Path) -> None:
    (data / "curated" / "people.yaml").write_text("people: {}\n", encoding="utf-8")
    app.run()
    assert "Nobody is in people.yaml yet" in text_of(app)
    next(one for one in app.text_input if "colleagues" in one.label).set_value("M. Koch")
    next(one for one in app.text_input if "short sign" in one.label).set_value("mk")
    press(app, "Add to people.yaml")
    assert "M. Koch (mk) was added to" in said(app)
    assert app.selectbox[0].value == "mk"
    assert 'mk: {name: "M. Koch"}' in (data / "curated" / "people.yaml").read_text(encoding="utf-8")


def test_a_fault_stands_at_its_line_with_what_mends_it_and_nothing_can_be_saved(app: AppTest, sofi: Path) -> None:
    chosen(me(app))
    before = sofi.read_bytes()
    lines = (app.text_area[0].value or "").splitlines()
    typed(app, "responders: 10", "responders: 12")
    line = next(number for number, text in enumerate(lines, 1) if "responders: 10" in text)
    html = html_of(app)
    assert f'data-lines="{line}"' in html
    where = f'data-line="{line}" data-key="responders"'
    assert f'class="ct-desk-jump" {where}>Line {line}: outcomes[0].responders</button>' in html
    assert "Wrong: 12 of 11 cannot be" in text_of(app)
    assert "Right: a count from 0 to n (n is 11)" in text_of(app)
    buttons = {button.label: button.disabled for button in app.button}
    assert buttons["Save to the file"] is buttons["Preview the pages"] is True
    assert sofi.read_bytes() == before
    calm(app)


def test_a_difference_is_told_in_words_and_saved_to_the_file(app: AppTest, sofi: Path) -> None:
    chosen(me(app))
    assert "No fact differs from the release" in text_of(app)
    typed(app, "responders: 10", "responders: 11")
    typed(app, "percent: 90.9", "percent: 100")
    text = text_of(app)
    assert "1 fact differs from the release" in text
    assert "Result: changed." in text
    assert "Before: Overall response: 10 of 11 people" in text
    assert "Now: Overall response: 11 of 11 people" in text
    press(app, "Save to the file")
    assert f"Saved: {sofi}. 1 fact is signed as yours (mk)." in said(app)
    assert "responders: 11" in sofi.read_text(encoding="utf-8")
    assert "responders: 11" in (app.text_area[0].value or "")
    press(app, "Build the release")
    assert "Release " in said(app)
    assert "No fact differs from the release" in text_of(app)
    calm(app)


def test_nobody_saves_who_has_not_said_who_it_is(app: AppTest, sofi: Path) -> None:
    chosen(app)
    before = sofi.read_bytes()
    typed(app, "short_name: sofi-cel", "short_name: sofi")
    assert "choose first who you are" in text_of(app)
    press(app, "Save to the file")
    assert "Say first who you are" in said(app)
    assert sofi.read_bytes() == before
    assert "short_name: sofi\n" in (app.text_area[0].value or "")


def test_a_draft_that_was_left_is_offered_again(app: AppTest, sofi: Path) -> None:
    chosen(me(app))
    typed(app, "short_name: sofi-cel", "short_name: [")
    chosen(app, "cema-cel")
    chosen(app)
    assert "You have a draft of this file of" in said(app)
    assert not app.text_area, "before it is said which, no letter can be typed over it"
    press(app, "Go on with the draft")
    assert "short_name: [" in (app.text_area[0].value or "")
    chosen(app, "cema-cel")
    chosen(app)
    press(app, "Begin anew from the file")
    assert "short_name: sofi-cel" in (app.text_area[0].value or "")
    chosen(app, "cema-cel")
    assert "You have a draft" not in said(chosen(app))


def test_words_of_another_tab_are_shown_and_one_chooses(app: AppTest, data: Path) -> None:
    chosen(me(app))
    other = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120).run()
    chosen(me(other.switch_page("pages/curation.py").run()))
    typed(app, "short_name: sofi-cel", "short_name: one")
    typed(other, "developer: ", "developer: two ")
    kept = data / "drafts" / "texts" / "mk" / "therapies" / "wu-cart-007.yaml"
    assert "You have this file open in another tab" in said(other)
    assert "short_name: one" in text_of(other)
    assert "developer: two" not in kept.read_text("utf-8")
    press(other, "Go on with the words here")
    assert "another tab" not in said(other)
    assert "developer: two" in kept.read_text("utf-8")
    typed(app, "short_name: one", "short_name: three")
    assert "You have this file open in another tab" in said(app)
    assert "developer: two" in kept.read_text("utf-8")
    press(app, "Go on with the other words")
    assert "another tab" not in said(app)
    assert "developer: two" in (app.text_area[0].value or "")
    calm(app)
    calm(other)


def test_a_file_that_somebody_else_saved_is_compared_first(app: AppTest, sofi: Path) -> None:
    chosen(me(app))
    theirs = sofi.read_text(encoding="utf-8").replace("short_name: sofi-cel", "short_name: theirs")
    typed(app, "responders: 10", "responders: 11")
    typed(app, "percent: 90.9", "percent: 100")
    sofi.write_text(theirs, encoding="utf-8")
    press(app, "Save to the file")
    assert "somebody else saved" in said(app)
    assert sofi.read_text(encoding="utf-8") == theirs
    assert "responders: 11" in (app.text_area[0].value or "")
    press(app, "Compare with the file as it is now")
    text = text_of(app)
    assert "2 facts differ from the file as it is now" in text
    assert "Treatment: changed." in text
    typed(app, "short_name: sofi-cel", "short_name: theirs")
    assert "1 fact differs from the file as it is now" in text_of(app)
    press(app, "Save to the file")
    assert "Saved:" in said(app)
    assert "short_name: theirs" in sofi.read_text(encoding="utf-8")


def test_a_line_that_somebody_else_wrote_is_shown_before_it_is_lost(app: AppTest, sofi: Path) -> None:
    chosen(me(app))
    sofi.write_text("".join(f"# theirs {n}\n" for n in range(1, 33)) + sofi.read_text("utf-8"), encoding="utf-8")
    typed(app, "id: wu-cart-007", "# mine\nid: wu-cart-007")
    press(app, "Save to the file")
    assert "somebody else saved" in said(app)
    press(app, "Compare with the file as it is now")
    text = text_of(app)
    assert "No fact differs from the file as it is now" in text
    assert "32 lines of the file as it is now that your text has not" in text
    assert ("Line 30: # theirs 30" in text, "# theirs 31" in text, "And 2 more." in text) == (True, False, True)
    typed(app, "# mine", "".join(f"# theirs {n}\n" for n in range(1, 33)) + "# mine")
    assert "Your text has every line of the file as it is now" in text_of(app)
    calm(app)


def test_the_open_file_is_open_again_until_it_is_put_away(app: AppTest) -> None:
    chosen(me(app))
    typed(app, "short_name: sofi-cel", "short_name: sofi")
    app.switch_page("pages/home.py").run()
    app.query_params.clear()
    app.switch_page("pages/curation.py").run()
    assert "short_name: sofi\n" in (app.text_area[0].value or "")
    assert not app.query_params
    app.selectbox(key="file").set_value("cema-cel").run()
    assert "cema-cel" in app.query_params["file"]
    assert "id: cema-cel" in (app.text_area[0].value or "")
    app.selectbox(key="file").set_value(None).run()
    assert not app.text_area
    assert not app.run().text_area


def test_a_new_therapy_from_its_name_to_its_page(app: AppTest, data: Path) -> None:
    me(app)
    next(one for one in app.text_input if "called" in one.label).set_value("Demo Cel")
    press(app, "Begin a new therapy")
    assert "Begun from the template" in said(app)
    assert "faults to mend" in app.header[0].value
    assert "a placeholder of the template" in text_of(app)
    path = data / "curated" / newcomer.ID
    assert not path.with_suffix(".yaml").exists()
    app.text_area[0].set_value(newcomer.whole(data / "curated")).run()
    assert "No faults" in app.header[0].value
    assert "Treatment: new in our data." in text_of(app)
    press(app, "Preview the pages")
    assert "You look at a draft now" in said(app)
    app.switch_page("pages/therapy.py")
    assert "10 of 11" in text_of(opened(app, therapy=newcomer.ID))
    app.button(key="leave the preview").click().run()
    app.switch_page("pages/curation.py").run()
    chosen(app, newcomer.ID)
    assert "You look at a draft" not in said(app)
    press(app, "Save to the file")
    assert "facts are signed as yours (mk)" in said(app)
    press(app, "Build the release")
    at_hand.shelf.cache_clear()
    other = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    other.switch_page("pages/therapy.py")
    assert "10 of 11" in text_of(opened(other, therapy=newcomer.ID))


@pytest.mark.parametrize("name", ["../x", "wu-cart-007", "Ärger", ""])
def test_a_name_that_is_none_is_refused_in_words(app: AppTest, name: str) -> None:
    next(one for one in app.text_input if "called" in one.label).set_value(name)
    press(app, "Begin a new therapy")
    assert "is not an id" in said(app) or "is there already" in said(app)
    calm(app)


def test_what_is_overdue_is_confirmed_with_one_button(
    app: AppTest, sofi: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THERAPY_TODAY", "2027-01-05")
    chosen(me(app, "js"))
    labels = [part.label for part in app.expander]
    assert labels[0].startswith("Sources (")
    assert labels[1].startswith("Facts (")
    count = int(labels[1].split("(")[1].rstrip(")"))
    next(one for one in app.button if one.label == "Still true").click().run()
    assert "checked on 2027-01-05. Written to therapies/wu-cart-007.yaml." in said(app)
    assert "Current again:" in said(app)
    assert int(app.expander[1].label.split("(")[1].rstrip(")")) < count
    assert "checked: 2027-01-05" in sofi.read_text(encoding="utf-8")
    assert "checked: 2027-01-05" in (app.text_area[0].value or "")
    typed(app, "short_name: sofi-cel", "short_name: sofi")
    next(one for one in app.button if one.label == "Still true").click().run()
    assert "Save your changes first" in said(app)
    assert "short_name: sofi\n" in (app.text_area[0].value or "")


def test_a_process_that_ends_is_started_anew_and_the_text_stays(app: AppTest) -> None:
    chosen(me(app))
    typed(app, "responders: 10", "responders: 12")
    running = desk_session.process()._process
    assert running is not None
    running.kill()
    typed(app, "responders: 12", "responders: 13")
    assert "Wrong: 13 of 11 cannot be" in text_of(app)


def test_a_process_that_cannot_answer_is_a_calm_sentence(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen(me(app))
    typed(app, "responders: 10", "responders: 12")
    broken = DeskProcess(["/nothing/at/all"])
    monkeypatch.setattr(desk_session, "process", lambda: broken)
    app.run()
    assert "The process behind this page did not answer" in said(app)
    assert "Traceback" not in text_of(app)
    calm(app)
    monkeypatch.undo()


def test_a_shared_file_is_edited_the_same_way(app: AppTest, data: Path) -> None:
    chosen(me(app), "glossary.yaml")
    assert (app.text_area[0].value or "").startswith((data / "curated" / "glossary.yaml").read_text("utf-8")[:40])
    assert "What is overdue" not in [header.value for header in app.header]
    typed(app, "plain: ", "plane: ")
    assert "did you mean 'plain'?" in text_of(app)
    calm(app)
