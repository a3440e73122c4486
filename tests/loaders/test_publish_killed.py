"""Killed or refused at any step on the disk, a publish and a rollback leave the old or the new, in full."""

import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

from loaders.parquet import Location, ReleaseRefusedError
from loaders.place import Place
from loaders.published import look
from tests.loaders.killed import command, killed_at, refused_at, steps, worth_it
from tests.loaders.small_releases import contents, kept, release, shown_in, tiny_tables


class Case:
    """A place before a command, the command, and which releases its readers may see afterwards (None: none yet)."""

    def __init__(self, folder: Path, name: str, prepared: Callable[[Path], None], arguments: Sequence[object]) -> None:
        self.name, self.before, self.place = name, folder / "before", folder / "place"
        prepared(self.before)
        self.command = [arguments[0], "--to", self.place, *arguments[1:]]
        self.anew()
        self.old = self.shown()
        self.files = contents(self.place)
        self.steps = steps(partial(command, *self.command), self.place)
        self.new = self.shown()

    def anew(self) -> None:
        shutil.rmtree(self.place, ignore_errors=True)
        if self.before.exists():
            shutil.copytree(self.before, self.place)

    def shown(self) -> int | None:
        try:
            return shown_in(self.place)
        except ReleaseRefusedError as error:
            assert "No therapy data were found" in str(error), "half a release"
            return None

    def holds(self, step: int, stopped: str) -> None:
        """After it was stopped: old or new, nothing changed that was there; and the next try makes it good."""
        where = f"{self.name}: {stopped} at {step}, {self.steps[step]}"
        seen = self.shown()
        assert seen in (self.old, self.new), where
        after = contents(self.place)
        assert kept(self.files, after), where
        assert look(Place(Location.of(self.place))).unreadable == (), where
        assert command(*self.command) in ((0, 1) if self.command[0] == "rollback" and seen == self.new else (0,)), where
        assert seen == self.new or self.shown() == self.new, where
        assert kept(
            {name: one for name, one in after.items() if not name.endswith((".part", ".lock"))}, contents(self.place)
        )
        # A rollback clears nothing away, and a lock that nobody holds is taken over.
        left = [path.name for path in self.place.rglob("*.part")]
        assert not left or self.command[0] == "rollback", where


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Flushing to the disk is what takes the time, and a killed process needs none of it."""
    monkeypatch.setattr("os.fsync", lambda descriptor: None)


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder, tables = tmp_path_factory.mktemp("releases"), tiny_tables()
    return [release(folder, number, tables) for number in range(3)]


def published(releases: list[Path], *numbers: int) -> Callable[[Path], None]:
    def prepare(place: Path) -> None:
        for number in numbers:
            assert command("publish", "--to", place, "--from", releases[number]) == 0

    return prepare


def laid_there(releases: list[Path]) -> Callable[[Path], None]:
    def prepare(place: Path) -> None:
        shutil.copytree(releases[0], place)

    return prepare


def cases(name: str, releases: list[Path], folder: Path) -> Case:
    prepared, arguments = {
        "the first": (lambda place: None, ["publish", "--from", releases[0]]),
        "the second": (published(releases, 0), ["publish", "--from", releases[1]]),
        "one that lies there": (laid_there(releases), ["publish", "--from", releases[1]]),
        "an older one again": (published(releases, 0, 1), ["publish", "--from", releases[0]]),
        "back": (published(releases, 0, 1), ["rollback"]),
        "back to a named one": (published(releases, 0, 1, 2), ["rollback", "1"]),
    }[name]
    return Case(folder, name, prepared, arguments)


EVERY = ["the first", "the second", "one that lies there", "an older one again", "back", "back to a named one"]


@pytest.mark.parametrize("name", EVERY)
def test_refused_at_every_step(name: str, releases: list[Path], tmp_path: Path) -> None:
    case = cases(name, releases, tmp_path)
    for step in worth_it(case.steps, ("outcomes", "therapies")):
        case.anew()
        refused_at(step, partial(command, *case.command), case.place)
        case.holds(step, "refused")


@pytest.mark.parametrize("name", EVERY)
def test_killed_at_every_step(name: str, releases: list[Path], tmp_path: Path) -> None:
    case = cases(name, releases, tmp_path)
    assert {"lock", "flush", "os.rename manifest.json"} < set(case.steps)
    for step in worth_it(case.steps, ("outcomes", "therapies")):
        case.anew()
        killed_at(step, command, case.place, *case.command)
        case.holds(step, "killed")
