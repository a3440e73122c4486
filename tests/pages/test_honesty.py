"""The rules for showing numbers honestly, on the page of every therapy as it is rendered."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import ROOT
from tests.pages.rendered import broken
from tests.pages.session import html_of, opened
from therapies import shelf as shelves

RELEASE = shelves.open()
WHOLE = (
    '<div role="group" data-fact="f"><p class="ct-count"><strong>10 of 11 people</strong> (91%)</p>'
    "<p>Press release, single-arm</p><p>Counted among: people who could be checked.</p><p>checked 1 May</p></div>"
)


@pytest.fixture(scope="module")
def app() -> Iterator[AppTest]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("THERAPY_TODAY", "2026-11-23")
        yield AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run().switch_page("pages/therapy.py")


@pytest.mark.parametrize("therapy_id", sorted(RELEASE.therapies))
def test_the_numbers_of_every_therapy_are_shown_honestly(app: AppTest, therapy_id: str) -> None:
    assert broken(html_of(opened(app, therapy=therapy_id))) == []


def test_a_whole_number_breaks_no_rule() -> None:
    assert broken(WHOLE) == []


@pytest.mark.parametrize(
    ("taken", "given", "rule"),
    [
        ("10 of 11 people", "Most", "1:"),
        ("could be checked", "took part", "1 (who)"),
        ("single-arm", "a promising study", "8:"),
        ("Press release, ", "", "12:"),
        ("checked 1 May", "", "15:"),
    ],
)
def test_what_breaks_a_rule_is_found(taken: str, given: str, rule: str) -> None:
    assert [one for one in broken(WHOLE.replace(taken, given)) if one.startswith(rule)]


def test_the_title_of_a_source_is_a_quotation() -> None:
    assert broken('<a href="https://example.org">A promising study</a>') == []
