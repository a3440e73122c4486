"""The page of changes: without two copies it says what to do; with two it lists the differences of the choice."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import ROOT
from tests.pages.session import html_of, opened, text_of
from tests.register_copy import copy
from tests.therapies.test_register_changes import AFTER, BEFORE
from views import frame


@pytest.fixture
def changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], AppTest]]:
    """The page with so many copies of the register."""

    def changes(count: int) -> AppTest:
        for studies, day in ((BEFORE, "2026-11-01"), (AFTER, "2026-11-20"))[:count]:
            copy(tmp_path, studies, day)
        monkeypatch.setenv("THERAPY_TODAY", "2026-11-25")
        monkeypatch.setenv("THERAPY_REGISTER", str(tmp_path))
        frame.register_shelf.cache_clear()
        return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run().switch_page("pages/changes.py")

    yield changes
    frame.register_shelf.cache_clear()


@pytest.mark.parametrize("count", [0, 1])
def test_without_two_copies_it_says_what_to_do(changes: Callable[[int], AppTest], count: int) -> None:
    app = opened(changes(count))
    assert not app.exception
    assert "Two copies of the register are needed" in text_of(app)


def test_with_two_copies_it_lists_what_changed(changes: Callable[[int], AppTest]) -> None:
    app = opened(changes(2))
    assert not app.exception
    html = html_of(app)
    assert "7 changes in 4 studies" in html
    assert "Compared: the copies of the register of 1 November 2026 and 20 November 2026, 6 studies." in html
    assert "Running but full" in html
    opened(app, therapy="wu-cart-007")
    assert "4 changes in 1 study: status 1, sites 3." in html_of(app)
    opened(app, disease="mm")
    assert "Nothing changed for this choice" in text_of(app)
