"""Ready only while there is a good release to show, and nothing told but which one."""

import json
import shutil
import threading
import time
from pathlib import Path

import pytest
from starlette.requests import Request

from loaders.parquet import publish
from loaders.tables import TABLES
from server import readiness
from server.state import Shown, shown
from therapies.editions import Edition, Editions
from therapies.looking import Looking
from therapies.shelf import EMBEDDED, Shelf

ASKED = Request({"type": "http"})


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EMBEDDED, tmp_path / "release"))


class Looked:
    """A shelf and the look-out over it."""

    def __init__(self, place: Path) -> None:
        self.shelf, self.answers, editions = Shelf(place), threading.Event(), Editions()
        self.answers.set()

        def look() -> Edition:
            self.answers.wait(60)
            return editions.edition(self.shelf.dataset(), None)

        self.out = Looking(look)


def ready(place: Path, looked: Looked | None = None) -> tuple[int, dict[str, object]]:
    looked = looked or Looked(place)
    answer = readiness.route(lambda: shown(looked.out, looked.shelf)).endpoint(ASKED)
    assert answer.headers["cache-control"] == "no-store"
    return answer.status_code, json.loads(answer.body)


def test_a_good_release_is_named(place: Path) -> None:
    manifest = json.loads((place / "manifest.json").read_text())
    assert ready(place) == (
        200,
        {
            "ready": True,
            "release": manifest["release"],
            "data_day": manifest["built_at"][:10],
            "newer_release_refused": False,
            "register_copy_day": None,
        },
    )


def test_no_release_is_red_and_the_reason_is_in_the_log_alone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert ready(tmp_path / "nowhere") == (503, {"ready": False})
    assert "nowhere" in caplog.text


def test_a_damaged_release_is_red_until_it_is_whole_again(place: Path) -> None:
    kept = (place / "manifest.json").read_bytes()
    (place / "manifest.json").write_text("{")
    assert ready(place)[0] == 503
    (place / "manifest.json").write_bytes(kept)
    assert ready(place)[0] == 200


def test_a_refused_newer_release_is_told_and_the_last_good_one_stays_ready(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("therapies.shelf._LOOK_AGAIN_SECONDS", 0)
    looked = Looked(place)
    before = ready(place, looked)[1]
    (place / "manifest.json").write_text("{")
    looked.out.newest(patience=60)
    status, after = ready(place, looked)
    assert (status, after["newer_release_refused"]) == (200, True)
    assert after["release"] == before["release"]


def test_a_store_that_does_not_answer_takes_no_process_away(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("therapies.shelf._LOOK_AGAIN_SECONDS", 0)
    looked = Looked(place)
    assert ready(place, looked)[0] == 200
    looked.out.newest(patience=60)
    looked.answers.clear()
    start = time.monotonic()
    assert [ready(place, looked)[0] for _ in range(3)] == [200] * 3
    assert time.monotonic() - start < 5
    looked.answers.set()


def test_a_store_that_never_answered_is_red(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("therapies.looking.FIRST_WAIT_SECONDS", 0.05)
    looked = Looked(place)
    looked.answers.clear()
    assert ready(place, looked) == (503, {"ready": False})
    looked.answers.set()


def test_a_release_without_a_day_is_ready_all_the_same(tmp_path: Path) -> None:
    publish({name: table.schema.empty_table() for name, table in TABLES.items()}, tmp_path, "some day")
    status, told = ready(tmp_path)
    assert (status, told["data_day"]) == (200, None)


def test_an_error_that_nobody_expects_is_red_too() -> None:
    def state() -> Shown:
        raise KeyError("unexpected")

    assert readiness.route(state).endpoint(ASKED).status_code == 503
