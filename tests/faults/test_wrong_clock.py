"""A clock that is wrong shows no fault, hides no overdue fact, and writes nothing into the data.

The days of the clock stand in THERAPY_TODAY; what waits is counted by a clock that nobody can set (`time.monotonic`).
"""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders.building import build_and_record
from loaders.curated import read_curated
from tests.loaders.tiny_files import TINY
from tests.loaders.tiny_files import TODAY as RIGHT
from tests.pages.session import LEAKED, opened, text_of
from therapies import at_hand
from views import frame

ROOT = Path(__file__).parents[2]
BOTH = "wu-cart-007,tisagenlecleucel"
QUERIES = {
    **{name: {"therapy": "wu-cart-007"} for name in ("therapy", "trials", "changes")},
    **{name: {"call": BOTH} for name in ("call", "present")},
    "compare": {"therapies": BOTH},
    "sources_and_checks": {"show": "checks"},
}


@pytest.mark.parametrize("day", ["1970-01-01", "2026-11-21", "2036-11-26"])
def test_every_page_with_a_wrong_clock(
    day: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("THERAPY_TODAY", day)
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120).run()
    for name in frame.PAGES:
        app.switch_page(f"pages/{name}.py")
        text = text_of(opened(app, **QUERIES.get(name, {})))
        assert not app.exception, name
        assert not [one.value for one in app.warning if "did not work" in one.value], name
        assert not LEAKED.search(text), name
    assert "Traceback" not in caplog.text


def test_a_clock_that_is_behind_hides_no_overdue_fact(monkeypatch: pytest.MonkeyPatch) -> None:
    def overdue() -> str:
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
        return text_of(opened(app.switch_page("pages/sources_and_checks.py"), show="checks"))

    monkeypatch.setenv("THERAPY_TODAY", at_hand.shelf().dataset().built_at)
    right = overdue()
    for day in ("1970-01-01", "2026-01-01"):
        monkeypatch.setenv("THERAPY_TODAY", day)
        assert overdue() == right


@pytest.mark.parametrize("day", [date(1970, 1, 1), date(2026, 10, 31)])
def test_a_check_by_a_clock_that_is_behind_refuses_every_later_day_and_builds_nothing(day: date) -> None:
    curated, faults = read_curated(TINY, day)
    assert curated is None
    assert any("future" in fault.wrong for fault in faults)


def test_builds_by_a_clock_that_jumps_lose_no_day_of_the_history(tmp_path: Path) -> None:
    curated, faults = read_curated(TINY, RIGHT)
    assert curated is not None, faults
    release, history = tmp_path / "release", tmp_path / "history"
    for day in (date(2026, 11, 26), date(2026, 11, 26), date(1970, 1, 1), date(2026, 11, 25)):
        build_and_record(curated, release, history, day)
        assert [path.stem for path in history.glob("*")] in ([], ["2026-11-26"]), day
