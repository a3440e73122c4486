"""One session per page, on a fixed day: the module test_compare.py has pages/compare.py open."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def app(request: pytest.FixtureRequest) -> Iterator[AppTest]:
    name = request.path.stem.removeprefix("test_")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("THERAPY_TODAY", "2026-11-23")
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
        if name != "home":
            app.switch_page(f"pages/{name}.py")
        yield app
