"""How hard it is to read what families see, as it is drawn: at most grade 8, and most of it at most 7.

Both published grades count, the higher one alone. Left out is what others wrote: lines that name a source,
and titles in quotation marks. Every file that people write is graded when it is checked too (`loaders.family_text`).
"""

from datetime import date
from re import Pattern
from statistics import median

import pytest
from streamlit.testing.v1 import AppTest

from loaders.curated import Curated, read_curated
from loaders.family_text import easy_names, graded, shared_texts, therapy_texts
from tests.pages.conftest import ROOT
from tests.pages.elements import Element, page
from tests.pages.honesty import own_words
from tests.pages.session import html_of, opened, written
from tests.releases import RELEASE
from therapies.call import call
from therapies.handout import handout
from therapies.readability import HARDEST_GRADE, Reading, reading
from views import call_stage, leave_behind_html

TODAY = date(2026, 11, 26)
MIDDLE_GRADE = 7
# Every therapy is drawn where it can be done in seconds; every fourth is as hard to read as all of them.
IDS = sorted(RELEASE.therapies)[::4]
THERAPIES = ("wu-cart-007", "tisagenlecleucel", "exagamglogene-autotemcel")
PAGES = [
    ("home", {}),
    *(("therapy", {"therapy": therapy_id}) for therapy_id in THERAPIES),
    ("response_rates", {}),
    ("regulatory_status", {"disease": "t-all"}),
    ("trials", {"disease": "t-all"}),
    ("compare", {}),
    ("compare", {"therapies": "wu-cart-007,nelarabine"}),
    ("glossary", {}),
]


@pytest.fixture(scope="module")
def curated() -> Curated:
    found, _ = read_curated(ROOT / "data" / "curated", TODAY)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def easy(curated: Curated) -> Pattern[str]:
    return easy_names(curated.therapies, curated.diseases, curated.glossary)


def lines(html: str) -> list[str]:
    """Each line of a page that has words of ours: no line that names a source by its link."""
    said = (own_words(line) for line in page(html).lines() if not any(map(names_source, line.all())))
    return [text for text in said if any(map(str.isalpha, text))]


def names_source(one: Element) -> bool:
    """Whether it is a link that leads away from here."""
    return one.tag == "a" and str(one.attributes.get("href")).startswith("http")


def faults(grades: dict[str, Reading]) -> list[str]:
    """What is too hard: each text above the highest grade, and the middle of all where that is too high."""
    hard = [f"{name}: {one.hardest:.2f}" for name, one in grades.items() if one.hardest > HARDEST_GRADE]
    middle = median(one.hardest for one in grades.values())
    return hard + ([f"median {middle:.2f}"] if middle > MIDDLE_GRADE else [])


def test_both_limits_can_be_broken() -> None:
    def of(grade: float) -> Reading:
        return Reading(grade, 0, 100)

    assert faults({"a": of(8), "b": of(7), "c": of(6)}) == []
    assert faults({"a": of(8.01), "b": of(6), "c": of(6)}) == ["a: 8.01"]
    assert faults({"a": of(7.2), "b": of(7.1), "c": of(6)}) == ["median 7.10"]


def test_every_file_that_people_write(curated: Curated, easy: Pattern[str]) -> None:
    shared = {
        name: shared_texts(getattr(curated, name))
        for name in ("vocabulary", "diseases", "pathways", "comparisons", "glossary", "conditions")
    }
    files = {one.id: therapy_texts(one) for one in curated.therapies} | shared
    assert faults({name: reading((text for _, text in graded(texts)), easy) for name, texts in files.items()}) == []


def test_every_call(easy: Pattern[str]) -> None:
    calls = {one: call_stage.html(call(RELEASE, (one,), frozenset(), TODAY), 0, "") for one in IDS}
    assert faults({name: reading(lines(html), easy) for name, html in calls.items()}) == []


def test_every_paper(easy: Pattern[str]) -> None:
    papers = {one: leave_behind_html.page(handout(call(RELEASE, (one,), frozenset(), TODAY))) for one in IDS}
    assert faults({name: reading(lines(html), easy) for name, html in papers.items()}) == []


def graded_page(app: AppTest, easy: Pattern[str]) -> Reading:
    """The grade of what a page says."""
    return reading(lines(html_of(app) + written(app)), easy)


def test_every_page_that_a_family_may_see(easy: Pattern[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THERAPY_TODAY", TODAY.isoformat())
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    grades = {}
    for name, query in PAGES:
        if name != "home":
            app.switch_page(f"pages/{name}.py")
        opened(app, **query)
        assert not app.exception
        grades[f"{name} {query}"] = graded_page(app, easy)
    opened(app.switch_page("pages/fit_check.py"))
    app.selectbox(key="fit disease").set_value("t-all").run()
    app.number_input(key="fit age").set_value(34)
    next(button for button in app.button if button.label == "Check the fit").click().run()
    assert app.header
    grades["fit check"] = graded_page(app, easy)
    assert faults(grades) == []
