"""Two publishers at once: one wins and the other is told. Readers meanwhile see one of the releases, in full."""

import threading
import time
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from loaders import publishing
from loaders.__main__ import main
from loaders.alone import alone
from loaders.parquet import Location, read_release
from loaders.place import Place
from loaders.published import Looked, look
from tests.loaders.killed import FORKED, command
from tests.loaders.small_releases import contents, kept, number_of, release, shown_in, tiny_tables
from therapies import shelf

ROUNDS = 12


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder, tables = tmp_path_factory.mktemp("releases"), tiny_tables()
    return [release(folder, number, tables) for number in range(4)]


def _no_flush(descriptor: Any) -> None:
    """What takes the time; nothing here is about a machine that stops."""


def _publisher(number: int, place: Path, source: list[Path], start: Barrier, told: Any, seen: bool) -> None:
    """Publishes once a round; with `seen`, only when the other has looked at the place too."""
    for turn in range(ROUNDS):
        waited: list[bool] = []

        def both_looked(where: Place, waited: list[bool] = waited) -> Looked:
            found = look(where)
            if seen and not waited:
                waited.append(True)
                start.wait(60)
            return found

        start.wait(60)
        out = StringIO()
        no_flush, looking = patch("os.fsync", _no_flush), patch.object(publishing, "look", both_looked)
        with no_flush, looking, redirect_stdout(out), redirect_stderr(out):
            code = main(["publish", "--to", str(place / str(turn)), "--from", str(source[number])])
        told.put((turn, number, code, out.getvalue()))
        start.wait(60)


@pytest.mark.parametrize("seen", [True, False], ids=["both have looked", "started together"])
def test_two_publishers_at_once(seen: bool, releases: list[Path], tmp_path: Path) -> None:
    for turn in range(ROUNDS):
        assert command("publish", "--to", tmp_path / str(turn), "--from", releases[0]) == 0
    start, told = FORKED.Barrier(2), FORKED.Queue()
    both = [
        FORKED.Process(target=_publisher, args=(number, tmp_path, releases, start, told, seen), daemon=True)
        for number in (1, 2)
    ]
    for one in both:
        one.start()
    answers = [told.get(timeout=60) for _ in range(2 * ROUNDS)]
    for one in both:
        one.join(120)
        assert one.exitcode == 0
    for turn in range(ROUNDS):
        codes = {number: (code, said) for of, number, code, said in answers if of == turn}
        place = Place(Location.of(tmp_path / str(turn)))
        won = [number for number, (code, _) in codes.items() if code == 0]
        assert shown_in(tmp_path / str(turn)) in won
        assert len(look(place).records) == 1 + len(won), "who is told has published nothing"
        assert len(won) == 1 or not seen
        for code, said in codes.values():
            told_who = "Somebody is publishing to" in said and " on " in said and ", since 20" in said
            assert code == 0 or told_who or "Another release was published in" in said, said
            assert code == 0 or "python -m loaders releases" in said


def test_the_lock_of_a_publisher_that_was_killed_holds_nobody_up(releases: list[Path], tmp_path: Path) -> None:
    place = tmp_path / "place"
    assert command("publish", "--to", place, "--from", releases[0]) == 0
    held = FORKED.Event()
    other = FORKED.Process(target=_holding, args=(place, held), daemon=True)
    other.start()
    assert held.wait(60)
    assert command("publish", "--to", place, "--from", releases[1]) == 1
    assert command("rollback", "--to", place, "1") == 0, "it is shown already"
    other.kill()
    other.join(120)
    assert (place / ".lock").exists()
    assert command("publish", "--to", place, "--from", releases[1]) == 0
    assert not (place / ".lock").exists()


def _holding(place: Path, held: Event) -> None:
    with alone(place):
        held.set()
        time.sleep(60)


def test_a_lock_is_never_held_twice(tmp_path: Path) -> None:
    """Its file goes with its holder: who opened it just before must not hold a file that nobody else sees."""
    inside, most, lock = 0, [0], threading.Lock()

    def work() -> None:
        nonlocal inside
        for _ in range(300):
            try:
                with alone(tmp_path):
                    with lock:
                        inside += 1
                        most[0] = max(most[0], inside)
                    with lock:
                        inside -= 1
            except publishing.BusyError:
                continue

    _all(threading.Thread(target=work) for _ in range(4))
    assert most == [1]


def _reader(place: str, stop: Event, told: Any) -> None:
    seen, reads = set(), 0
    try:
        while not stop.is_set():
            seen.add(number_of(read_release(place)))
            reads += 1
        told.put((reads, seen, None))
    except BaseException as error:
        told.put((reads, seen, repr(error)))
        raise


def test_readers_never_fail_while_releases_come_and_go(
    releases: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.fsync", _no_flush)
    place = tmp_path / "place"
    assert command("publish", "--to", place, "--from", releases[0]) == 0
    stop, told = FORKED.Event(), FORKED.Queue()
    work = ((_reader, str(place)), (_reader, place.as_uri()), (_shelf_reader, str(place)))
    readers = [FORKED.Process(target=target, args=(where, stop, told), daemon=True) for target, where in work]
    for one in readers:
        one.start()
    files = contents(place)
    for turn in range(30):
        arguments = ["rollback"] if turn % 3 == 2 else ["publish", "--from", releases[turn % 4]]
        assert command(arguments[0], "--to", place, *arguments[1:]) == 0, turn
        after = contents(place)
        assert kept(files, after)
        files = after
    stop.set()
    answers = [told.get(timeout=60) for _ in readers]
    for one in readers:
        one.join(120)
    assert [error for _, _, error in answers] == [None] * 3
    assert all(reads >= 10 for reads, _, _ in answers), answers
    assert len({number for _, seen, _ in answers for number in seen}) > 1


def _shelf_reader(place: str, stop: Event, told: Any) -> None:
    """Four sessions of one dashboard, which looks for newer data at every turn."""
    shelf._LOOK_AGAIN_SECONDS = 0.0
    opened, seen, wrong, reads = shelf.Shelf(place), set(), set(), []

    def session() -> None:
        while not stop.is_set():
            dataset = opened.dataset()
            texts = {one.plain_summary for one in dataset.therapies.values()} | {one.plain for one in dataset.glossary}
            wrong.update(filter(None, [opened.warning, len(texts) > 1 and f"mixed: {texts}"]))
            seen.add(int(texts.pop().removeprefix("It is number ").removesuffix(".")))
            reads.append(1)

    _all(threading.Thread(target=session) for _ in range(4))
    told.put((len(reads), seen, "; ".join(wrong) or None))


def _all(threads: Any) -> None:
    started: list[threading.Thread] = list(threads)
    for one in started:
        one.start()
    for one in started:
        one.join(120)
