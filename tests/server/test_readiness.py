"""Ready only while there is a good release to show, and nothing told but which one."""

import json
import shutil
from pathlib import Path

import pytest
from starlette.requests import Request

from loaders.parquet import publish
from loaders.tables import TABLES
from server import readiness
from server.state import Shown, shown
from therapies.shelf import EMBEDDED, Shelf
from therapies.study_register import RegisterShelf

ASKED = Request({"type": "http"})


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EMBEDDED, tmp_path / "release"))


def ready(place: Path, shelf: Shelf | None = None) -> tuple[int, dict[str, object]]:
    shelf, register = shelf or Shelf(place), RegisterShelf(place.parent / "no register")
    answer = readiness.route(lambda: shown(shelf, register)).endpoint(ASKED)
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
    shelf = Shelf(place)
    before = ready(place, shelf)[1]
    (place / "manifest.json").write_text("{")
    status, after = ready(place, shelf)
    assert (status, after["newer_release_refused"]) == (200, True)
    assert after["release"] == before["release"]


def test_a_release_without_a_day_is_ready_all_the_same(tmp_path: Path) -> None:
    publish({name: table.schema.empty_table() for name, table in TABLES.items()}, tmp_path, "some day")
    status, told = ready(tmp_path)
    assert (status, told["data_day"]) == (200, None)


def test_an_error_that_nobody_expects_is_red_too() -> None:
    def state() -> Shown:
        raise KeyError("unexpected")

    assert readiness.route(state).endpoint(ASKED).status_code == 503
