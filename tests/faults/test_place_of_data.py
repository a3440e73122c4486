"""The place of the data is gone, slow, down or broken while people look: what was read stays, and nobody waits.

That a broken release is refused, and in which words: tests/loaders/test_release.py. What a session then shows, also in
Present: tests/views/test_session.py. Which fault is shown by which test: docs/faults.md.
"""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders.parquet import MANIFEST, Location, ReleaseRefusedError, publish, read_release
from loaders.tables import TABLES
from tests.faults.moody_store import MoodyStore
from tests.pages.session import text_of
from therapies import at_hand
from therapies.looking import CLICKS_LOOK_EVERY_SECONDS, Looking, StillLookingError
from therapies.shelf import Shelf
from views import frame

ROOT = Path(__file__).parents[2]
SOON = 5.0  # seconds; what waits for a place that does not answer waits for 60


def small_release(folder: Path, day: str = "2026-01-02") -> Path:
    publish({name: table.schema.empty_table() for name, table in TABLES.items()}, folder, day)
    return folder


@pytest.fixture(autouse=True)
def looks_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("therapies.shelf._LOOK_AGAIN_SECONDS", -1.0)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return small_release(tmp_path / "release")


@pytest.fixture
def store(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MoodyStore]:
    """The place as a bucket. A process of its own reads from it."""
    store = MoodyStore(place)
    monkeypatch.setattr(Location, "of", store.location)
    at_hand.shelf.cache_clear()
    yield store
    store.answer.set()
    at_hand.shelf.cache_clear()


def flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def test_the_data_folder_gone_keeps_what_was_read(place: Path) -> None:
    shelf = Shelf(place)
    shown = shelf.dataset()
    shutil.move(place, place.with_name("elsewhere"))
    assert shelf.dataset() is shown
    assert "No therapy data were found" in str(shelf.warning)
    shutil.move(place.with_name("elsewhere"), place)
    assert shelf.dataset() is shown
    assert shelf.warning is None


@pytest.mark.parametrize("file", [MANIFEST, "outcomes", "sources", "vocabulary"])
@pytest.mark.parametrize(
    "spoiled",
    [lambda content: content[: len(content) // 2], flipped, lambda _: b"", lambda _: b"\x00" * 100, None],
    ids=["cut", "flipped", "empty", "zeros", "gone"],
)
def test_a_release_corrupted_while_it_is_served(
    place: Path, file: str, spoiled: Callable[[bytes], bytes] | None
) -> None:
    shelf = Shelf(place)
    shown = shelf.dataset()
    small_release(place, "2026-01-03")
    good = {path: path.read_bytes() for path in place.iterdir()}
    path = place / file if file == MANIFEST else next(place.glob(f"{file}-*"))
    path.write_bytes(spoiled(path.read_bytes())) if spoiled else path.unlink()
    assert shelf.dataset() is shown
    assert shelf.warning
    assert "Traceback" not in shelf.warning
    for path, content in good.items():
        path.write_bytes(content)
    assert (shelf.dataset().built_at, shelf.warning) == ("2026-01-03", None)


def test_a_manifest_with_any_byte_changed_is_refused_or_says_the_same(place: Path) -> None:
    good, manifest = read_release(place), (place / MANIFEST).read_bytes()
    for position in range(0, len(manifest), 37):
        (place / MANIFEST).write_bytes(manifest[:position] + b"7" + manifest[position + 1 :])
        try:
            found = read_release(place)
        except ReleaseRefusedError:
            continue
        assert (found.release, found.built_at) == (good.release, good.built_at), position


@pytest.mark.parametrize("mood", ["down", "broken"])
def test_an_object_store_that_fails_keeps_what_was_read(store: MoodyStore, mood: str) -> None:
    shelf = Shelf()
    shown = shelf.dataset()
    small_release(store.folder, "2026-01-03")
    store.mood = mood
    assert shelf.dataset() is shown
    assert "cannot be read" in str(shelf.warning)
    store.mood = "good"
    assert (shelf.dataset().built_at, shelf.warning) == ("2026-01-03", None)


def test_an_object_store_that_is_slow_makes_no_click_wait(store: MoodyStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame, "_BEGINNING_WAITS", 30.0)
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run().switch_page("pages/glossary.py").run()
    small_release(store.folder, "2026-01-03")
    monkeypatch.setattr(frame, "_BEGINNING_WAITS", 0.1)
    store.mood, before = "slow", store.read
    for session in (app, AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)):
        start = time.monotonic()
        for _ in range(3):
            session.run()
            assert not session.exception
            assert "Data of 2 January 2026" in text_of(session)
        assert time.monotonic() - start < 60
    assert store.read == before + 1, "one asks, nobody else does"
    assert at_hand.looking().silent_minutes() == 0
    monkeypatch.setattr("therapies.looking.SILENT_SECONDS", -1.0)
    monkeypatch.setattr(at_hand.looking(), "_began", time.monotonic() - 130)
    assert app.run().info[0].value.startswith("The place of the data has not answered for 2 minutes")
    store.mood = "good"
    store.answer.set()
    at_hand.newest(patience=60.0)
    assert "Newer data are here: release 2026-01-03" in text_of(app.run())
    assert not app.info


def test_an_object_store_that_is_slow_from_the_start_gives_the_calm_page(
    store: MoodyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("therapies.looking.FIRST_WAIT_SECONDS", 0.1)
    store.mood = "slow"
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    assert not app.exception
    assert app.title[0].value == "The therapy data cannot be shown now"
    assert "is slow or does not answer" in text_of(app)
    monkeypatch.setattr("therapies.looking.FIRST_WAIT_SECONDS", 60.0)
    store.mood = "good"
    store.answer.set()
    assert "Data of 2 January 2026" in text_of(app.run())


def test_two_releases_published_in_a_row_end_with_the_second(place: Path) -> None:
    shelf = Shelf(place)
    first = shelf.dataset()
    small_release(place, "2026-01-03")
    small_release(place, "2026-01-04")
    assert shelf.dataset().built_at == "2026-01-04"
    assert first.built_at == "2026-01-02", "who shows the first one still has it"


def test_two_releases_published_while_one_is_read_end_with_the_second(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, days = Location.read, iter(("2026-01-03", "2026-01-04"))

    def overtaken(location: Location, name: str) -> bytes:
        if name.startswith("outcomes") and (day := next(days, None)):
            for path in place.glob("*.parquet"):
                path.unlink()
            small_release(place, day)
            raise FileNotFoundError(name)
        return real(location, name)

    monkeypatch.setattr(Location, "read", overtaken)
    assert Shelf(place).dataset().built_at == "2026-01-04"


# Looking: the thread in between.


def test_clicks_look_once_a_second_and_who_begins_always() -> None:
    number = count(1)
    looking = Looking(lambda: next(number))
    assert [looking.newest() for _ in range(100)] == [1] * 100
    assert looking.newest(patience=60.0) == 2
    time.sleep(CLICKS_LOOK_EVERY_SECONDS)
    for _ in range(3):
        looking.newest()
        time.sleep(0.1)
    assert looking.newest() == 3


def test_only_one_looks_and_everybody_gets_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("therapies.looking.CLICKS_LOOK_EVERY_SECONDS", 0.0)
    looked, answer = [], threading.Event()

    def look() -> int:
        looked.append(1)
        if len(looked) > 1:
            answer.wait(60)
        return len(looked)

    looking = Looking(look)
    assert looking.newest() == 1
    start = time.monotonic()
    assert [looking.newest() for _ in range(100)] == [1] * 100
    assert time.monotonic() - start < SOON
    assert len(looked) == 2
    answer.set()
    assert looking.newest(patience=60.0) >= 2


def test_what_was_never_found_is_said_and_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([KeyError("first"), ValueError("second")])

    def look() -> str:
        if error := next(answers, None):
            raise error
        return "found"

    looking = Looking(look)
    for kind in (KeyError, ValueError):
        with pytest.raises(kind):
            looking.newest()
    assert looking.newest() == "found"
    monkeypatch.setattr("therapies.looking.FIRST_WAIT_SECONDS", 0.05)
    never = threading.Event()
    slow = Looking(lambda: never.wait(60))
    for _ in range(2):
        with pytest.raises(StillLookingError):
            slow.newest()
    never.set()
