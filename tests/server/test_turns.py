"""Pages take turns: two at a time, the others in their order, and none of them for ever."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from server import turns


class Page:
    """A page in a thread of its own: `has` a turn, and keeps it until it is `done`."""

    def __init__(self, work: Callable[[], object]) -> None:
        self.has, self.done = threading.Event(), threading.Event()
        self._work, self.thread = work, threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        turns.take()
        self.has.set()
        self._work()
        self.done.wait(30)
        turns.give_back()


Begin = Callable[..., Page]


@pytest.fixture
def begin(monkeypatch: pytest.MonkeyPatch) -> Iterator[Begin]:
    """Begins pages in a process where nobody is at work yet; all have ended when the test has."""
    monkeypatch.setattr(turns, "_places", turns.Places(turns.AT_ONCE))
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 30.0)
    pages: list[Page] = []

    def page(work: Callable[[], object] = lambda: None) -> Page:
        pages.append(Page(work))
        return pages[-1]

    yield page
    for one in pages:
        one.done.set()
        one.thread.join(30)


def test_who_came_first_goes_first(begin: Begin) -> None:
    first = [begin() for _ in range(turns.AT_ONCE)]
    assert all(page.has.wait(5) for page in first)
    second = begin()
    while len(turns._places._waiting) < 1:
        time.sleep(0.001)
    third = begin()
    while len(turns._places._waiting) < 2:
        time.sleep(0.001)
    first[0].done.set()
    assert second.has.wait(5)
    assert not third.has.wait(0.1)
    first[1].done.set()
    assert third.has.wait(5)


def test_a_third_page_waits_until_one_of_two_is_done(begin: Begin) -> None:
    one, two = begin(), begin()
    assert one.has.wait(5)
    assert two.has.wait(5)
    three = begin()
    assert not three.has.wait(0.2)
    one.done.set()
    assert three.has.wait(5)


def test_a_page_that_hangs_holds_up_the_others_only_so_long(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(begin().has.wait(5) for _ in range(turns.AT_ONCE))
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.2)
    began = time.monotonic()
    turns.take()
    assert 0.2 <= time.monotonic() - began < 5
    turns.give_back()  # it had none: there are not more of them than before
    assert turns._places.free == 0


def test_who_waits_for_something_else_lets_another_go_first(begin: Begin) -> None:
    go_on = threading.Event()

    def wait() -> None:
        with turns.resting():
            go_on.wait(30)

    waiting = [begin(wait) for _ in range(turns.AT_ONCE)]
    assert all(page.has.wait(5) for page in waiting)
    others = [begin() for _ in range(turns.AT_ONCE)]
    assert all(page.has.wait(5) for page in others)
    go_on.set()
    for page in (*others, *waiting):
        page.done.set()
        page.thread.join(5)
    assert turns._places.free == turns.AT_ONCE


def test_a_turn_is_taken_once_and_given_back_once(begin: Begin) -> None:
    turns.take()
    turns.take()
    assert turns._places.free == turns.AT_ONCE - 1
    turns.give_back()
    turns.give_back()
    assert turns._places.free == turns.AT_ONCE


def test_what_fails_while_a_turn_rests_has_it_back(begin: Begin) -> None:
    turns.take()
    with pytest.raises(ValueError, match="no answer"), turns.resting():
        assert turns._places.free == turns.AT_ONCE
        raise ValueError("no answer")
    assert turns._places.free == turns.AT_ONCE - 1
    turns.give_back()
