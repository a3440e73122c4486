"""A link that somebody mistyped, cut, or made to do harm opens every page, says what it left out, and shows no fault.

What each widget makes of its parameter: tests/views/test_address.py; any bytes whatever: tests/faults/test_readers.py;
in a real browser: tests/browser/test_hostile_data.py.
"""

import logging
from inspect import isfunction, signature
from itertools import cycle, islice
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.faults.hostile_texts import IMAGE, MARKDOWN, SCRIPT, TURNED
from tests.pages.session import html_of, opened, text_of
from therapies import facet_values, regulatory_status
from views import address, frame

ROOT = Path(__file__).parents[2]
VALUES = (
    "no-such-id",
    "W" * 10_000,
    f"{IMAGE}{SCRIPT}{MARKDOWN}",
    "\x00\x07\r\n",
    TURNED,
    ",".join(["wu-cart-007", "x"] * 3_000),
    "../../etc/passwd",
    "' OR 1=1 --",
    "[]",
    "1e999",
    "-1",
    "2026-13-45",
    "9999-12-31",
    "wu-cart-007\x00",
    "NCT00000000",
    "{{7*7}}",
    "\U0001f9ec" * 100,
    ",,, ,",
)
IN_VIEWS = [value for name, value in vars(address).items() if name.isupper() and isinstance(value, str)]
FACETS = (*facet_values.OF_USE, facet_values.STAGE, *facet_values.OF_THERAPY, *regulatory_status.LABELS)
NAMES = tuple(dict.fromkeys((*IN_VIEWS, *FACETS)))
OF_FUNCTIONS = {name for made in vars(address).values() if isfunction(made) for name in signature(made).parameters}
BOTH = "wu-cart-007,tisagenlecleucel"
GOOD = {
    "home": {"q": "sofi"},
    "therapies": {"q": "sofi", "disease": "t-all", "stage": "approved", "part": "1"},
    "therapy": {"therapy": "wu-cart-007", "missing": "1", "call": BOTH},
    "response_rates": {"disease": "t-all", "endpoint": "ORR", "people": "treated"},
    "regulatory_status": {"disease": "t-all", "agency": "FDA", "event": "approved", "show": "1"},
    "trials": {"disease": "t-all", "country": "US", "part": "1"},
    "fit_check": {"disease": "t-all"},
    "compare": {"therapies": BOTH, "show": "all"},
    "call": {"call": BOTH, "hide": "what"},
    "present": {"call": BOTH, "hide": "what", "screen": "wu-cart-007-saw-1"},
    "sources_and_checks": {"show": "sources", "therapy": "wu-cart-007", "part": "1"},
    "changes": {"since": "2026-11-01", "therapy": "wu-cart-007", "disease": "t-all"},
    "glossary": {"term": "median", "q": "remission"},
}


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("THERAPY_TODAY", "2026-11-23")
    return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120).run()


def bears(app: AppTest, caplog: pytest.LogCaptureFixture, where: object) -> None:
    """The page is whole, and nothing of what the link said is more than a short text on it."""
    assert not app.exception, where
    assert not [one.value for one in app.warning if "did not work" in one.value], where
    html = html_of(app)
    assert "onerror" not in html.replace("onerror=&quot;", ""), where
    assert "<script>window.acted" not in html, where
    assert "\u202e" not in html and "\x00" not in html, where
    assert "W" * 200 not in text_of(app), where
    assert len(app.title) == 1 or "<h1" in html, where
    # What is drawn last: the footer, or in a call the part of it that tells a screen reader what happens.
    assert frame.PROMISE in html or "call-said" in html, where
    assert "Traceback" not in caplog.text, where


def there(app: AppTest, page: str) -> AppTest:
    return app if page == "home" else app.switch_page(f"pages/{page}.py")


def test_every_page_has_a_good_link_here() -> None:
    assert set(GOOD) == set(frame.PAGES)
    assert {name for query in GOOD.values() for name in query} <= set(NAMES)


@pytest.mark.parametrize("page", frame.PAGES)
def test_every_page_with_every_parameter_hostile(page: str, app: AppTest, caplog: pytest.LogCaptureFixture) -> None:
    there(app, page)
    with caplog.at_level(logging.WARNING):
        for turn in range(4):
            values = islice(cycle(VALUES), turn * 5, None)
            bears(opened(app, **dict(zip(NAMES, values, strict=False))), caplog, turn)


@pytest.mark.parametrize("page", frame.PAGES)
def test_every_page_with_one_parameter_of_a_good_link_hostile(
    page: str, app: AppTest, caplog: pytest.LogCaptureFixture
) -> None:
    there(app, page)
    with caplog.at_level(logging.WARNING):
        for number, name in enumerate(GOOD[page]):
            for value in VALUES[number * 5 % len(VALUES) :][:4]:
                bears(opened(app, **{**GOOD[page], name: value}), caplog, (name, value[:40]))


@pytest.mark.parametrize("page", frame.PAGES)
def test_every_page_with_every_parameter_repeated(page: str, app: AppTest, caplog: pytest.LogCaptureFixture) -> None:
    there(app, page)
    app.query_params.clear()
    for name, value in GOOD[page].items():
        app.query_params[name] = [value, "no-such-id", value, ""]
    with caplog.at_level(logging.WARNING):
        bears(app.run(), caplog, "repeated")


@pytest.mark.parametrize("page", frame.PAGES)
@pytest.mark.parametrize("view", [{}, {"since": "2020-01-01", "show": "sources"}], ids=["as it is", "in parts"])
def test_every_page_with_parameters_that_nobody_knows(
    view: dict[str, str], page: str, app: AppTest, caplog: pytest.LogCaptureFixture
) -> None:
    """Also those that are named as what our functions take."""
    there(app, page)
    unknown = dict.fromkeys((*OF_FUNCTIONS, "W" * 10_000, SCRIPT, "\x00", TURNED), "1")
    with caplog.at_level(logging.WARNING):
        bears(opened(app, **view, **unknown), caplog, "unknown names")


def test_a_link_to_nothing_is_said_in_calm_words(app: AppTest) -> None:
    there(app, "therapy")
    said = text_of(opened(app, therapy=f"x{IMAGE}{'y' * 10_000}"))
    assert "The link asks for “x<img src=" in said
    assert "which is not known here, so it was left out." in said
    assert "y" * 100 not in said
