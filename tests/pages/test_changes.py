"""The page of changes: in our data and in the register, since a day, for a choice; each half says when it is empty."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders.parquet import publish
from loaders.registry_copy import CopyWriter
from tests.pages.conftest import ROOT
from tests.pages.elements import page
from tests.pages.honesty import Honesty
from tests.pages.session import html_of, opened, text_of, written
from tests.register_copy import copy
from tests.releases import RELEASE, changed, one, tables, with_past
from tests.therapies.test_register_changes import AFTER, BEFORE
from therapies import at_hand


@pytest.fixture
def changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], AppTest]]:
    """The page with so many copies of the register."""

    def changes(count: int) -> AppTest:
        for studies, day in ((BEFORE, "2026-11-01"), (AFTER, "2026-11-20"))[:count]:
            copy(tmp_path, studies, day)
        monkeypatch.setenv("THERAPY_TODAY", "2026-11-25")
        monkeypatch.setenv("THERAPY_REGISTER", str(tmp_path))
        at_hand.register_shelf.cache_clear()
        return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run().switch_page("pages/changes.py")

    yield changes
    at_hand.register_shelf.cache_clear()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The page with a release in which a result and a caution of sofi-cel changed on 3 November."""
    newest = RELEASE
    old = changed(
        newest,
        outcomes=one("wu-cart-007/outcome/o1", responders=9, percent=81.8, ci_low=48.2, ci_high=97.7),
        safety=one("blinatumomab/safety/h1", checked_on=date(2026, 8, 1)),
    )
    publish(tables(with_past((date(2026, 8, 1), old), (date(2026, 11, 3), newest))), tmp_path / "release", "2026-11-22")
    monkeypatch.setenv("THERAPY_TODAY", "2026-11-23")
    monkeypatch.setenv("THERAPY_DATA", str(tmp_path / "release"))
    at_hand.shelf.cache_clear()
    yield AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run().switch_page("pages/changes.py")
    at_hand.shelf.cache_clear()


def test_what_changed_in_our_data_and_each_choice(data: AppTest) -> None:
    app = opened(data)
    assert not app.exception
    text = text_of(app)
    assert "Changes in our data are kept since 3 November 2026." in text
    assert "1 change: Result: changed (1)" in text
    assert "9 of 11 people (82%; 95% range 48 to 98)" in text
    assert "10 of 11 people (91%; 95% range 59 to 99.8)" in text
    assert "1 fact was checked again and found unchanged." in text
    assert Honesty(RELEASE).broken(page(html_of(app) + written(app))) == []
    opened(app, therapy="blinatumomab")
    assert "Nothing that we know of changed in our data since 3 November 2026 for this choice." in text_of(app)
    assert "1 fact was checked again" in text_of(app)
    opened(app, disease="t-all", since="2026-11-03")
    assert "1 change:" in text_of(app)
    opened(app, since="2026-11-04")
    assert "Nothing that we know of changed in our data since 4 November 2026" in text_of(app)
    opened(app, since="2026-10-03")
    assert "1 change:" in text_of(app)
    assert "What changed before that day is not known here." in text_of(app)


@pytest.mark.parametrize("since", ["yesterday", "2026-13-01", "2031-01-01", "1999-01-01", "<script>"])
def test_a_day_that_is_none_is_left_out_and_said(data: AppTest, since: str) -> None:
    app = opened(data, since=since)
    assert not app.exception
    assert "which is not known here, so it was left out" in text_of(app)
    assert "1 change:" in text_of(app)


def test_choosing_a_day_writes_it_into_the_address(data: AppTest) -> None:
    app = opened(data)
    app.date_input[0].set_value(date(2026, 11, 10)).run()
    assert not app.exception
    assert app.query_params["since"] == "2026-11-10"
    assert "Nothing that we know of changed" in text_of(app)


def test_the_release_as_it_is_says_since_when_changes_are_kept(changes: Callable[[int], AppTest]) -> None:
    assert "Changes in our data are kept since" in text_of(opened(changes(0)))


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
    assert "that does not hold sites" not in html_of(app)
    opened(app, since="2026-11-10")
    assert "Compared: the copies of the register of 1 November 2026" in html_of(app)


def test_a_copy_that_does_not_hold_sites_is_said_and_no_change_of_them(
    changes: Callable[[int], AppTest], tmp_path: Path
) -> None:
    app = changes(1)
    writer = CopyWriter(tmp_path)
    writer.add(AFTER, limits_known=False)
    writer.publish("2026-11-20", {"source": {"kind": "file"}})
    at_hand.register_shelf.cache_clear()
    opened(app).button(key="show the newer data").click().run()
    html = html_of(app)
    assert "The copy of 20 November 2026 came from a file (CSV) that does not hold sites" in html
    assert "2 changes in 2 studies: new in the copy 1, status 1." in html
