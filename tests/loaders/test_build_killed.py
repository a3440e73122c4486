"""A build that is killed or refused at any step is made good by the next one, as if it had never begun."""

import shutil
from datetime import date
from functools import partial
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from loaders import history
from loaders.__main__ import main
from loaders.alone import alone
from loaders.parquet import read_release
from tests.loaders.killed import FORKED, built, killed_at, refused_at, steps, worth_it
from tests.loaders.small_releases import contents
from tests.loaders.tiny_files import THERAPY, copied, edit

ONE, TWO, THREE = date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 30)
FIRST = ("id: r4", '"2025"', '"2024"')
FIRST_BACK = ("id: r4", '"2024"', '"2025"')
OTHER = ("id: r1", "It is on sale.", "It can be had.")


class Built:
    """Curated files with a release and a history of two days, in copies that may be spoiled."""

    def __init__(self, folder: Path) -> None:
        self._before, self.folder = folder / "before", folder / "work"
        self._before.mkdir()
        copied(self._before).rename(self._before / "curated")
        self.anew()
        self.build(ONE)
        self.build(ONE)
        self.edit(FIRST)
        self.build(TWO)
        shutil.rmtree(self._before)
        shutil.copytree(self.folder, self._before)

    @property
    def where(self) -> tuple[Path, Path, Path]:
        return self.folder / "curated", self.folder / "release", self.folder / "history"

    def anew(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self._before, self.folder)

    def edit(self, *edits: tuple[str, str, str]) -> None:
        for one in edits:
            edit(self.folder / "curated" / THERAPY, *one)

    def build(self, day: date) -> int:
        return built(*self.where, day)

    def files(self) -> dict[str, str]:
        return {name: one for name, one in contents(self.folder).items() if not name.startswith("curated")}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Flushing to the disk is what takes the time, and a killed process needs none of it."""
    monkeypatch.setattr("os.fsync", lambda descriptor: None)


@pytest.mark.parametrize(
    ("how", "edits", "day"),
    [
        pytest.param("refused", (OTHER,), THREE, id="refused on a new day"),
        pytest.param("killed", (FIRST_BACK, OTHER), TWO, id="killed with one fact back and one other"),
        pytest.param("killed", (FIRST_BACK,), TWO, id="killed on a day that has no change any more"),
    ],
)
def test_stopped_at_every_step(how: str, edits: tuple[tuple[str, str, str], ...], day: date, tmp_path: Path) -> None:
    case = Built(tmp_path)
    old = read_release(case.where[1]).release
    case.edit(*edits)
    taken = steps(partial(case.build, day), case.folder)
    new, good = read_release(case.where[1]).release, case.files()
    assert old != new
    for step in worth_it(taken, ("history",)):
        case.anew()
        case.edit(*edits)
        if how == "killed":
            killed_at(step, built, case.folder, *case.where, day)
        else:
            refused_at(step, partial(case.build, day), case.folder)
        where = f"{how} at {step}, {taken[step]}"
        assert read_release(case.where[1]).release in (old, new), where
        assert case.build(day) == 0, where
        assert case.files() == good, where


def test_what_a_stopped_build_wrote_down_is_not_taken_for_what_was_shown(tmp_path: Path) -> None:
    case = Built(tmp_path)
    case.edit(FIRST_BACK, OTHER)
    case.build(TWO)
    good = case.files()
    case.anew()
    case.edit(OTHER)
    before = contents(case.where[1])
    case.build(TWO)
    written = (case.where[2] / f"{TWO}.json").read_bytes()
    case.anew()
    (case.where[2] / f"{TWO}.json").write_bytes(written)
    assert contents(case.where[1]) == before
    case.edit(FIRST_BACK, OTHER)
    case.build(TWO)
    assert case.files() == good


def test_a_day_without_changes_goes_when_the_release_without_it_is_there(tmp_path: Path) -> None:
    case = Built(tmp_path)
    assert [one.day for one in history.read(case.where[2])] == [ONE, TWO]
    case.edit(FIRST_BACK)
    case.build(TWO)
    assert [one.day for one in history.read(case.where[2])] == [ONE]


def _held(folder: Path, said: Event, go_on: Event) -> None:
    with alone(folder):
        said.set()
        go_on.wait()


@pytest.mark.parametrize("which", [1, 2], ids=["release", "history"])
def test_a_second_build_is_told_and_writes_nothing(
    which: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = Built(tmp_path)
    said, go_on = FORKED.Event(), FORKED.Event()
    other = FORKED.Process(target=_held, args=(case.where[which], said, go_on))
    other.start()
    assert said.wait(60)
    before = case.files()
    case.edit(OTHER)
    arguments = [str(one) for pair in zip(("--curated", "--to", "--history"), case.where, strict=True) for one in pair]
    assert main(["build", *arguments]) == 1
    told = capsys.readouterr().err
    assert f"Another build is at work in {case.where[which]}: " in told
    assert " on " in told
    assert ", since 20" in told
    assert "Nothing was written." in told
    assert case.files() == before
    go_on.set()
    other.join()
    assert main(["build", *arguments]) == 0
