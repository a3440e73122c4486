"""A therapy of which almost nothing is known yet, as docs/add-a-therapy.md lets one begin: no page may fail for it."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders.building import build
from loaders.curated import read_curated
from tests.pages.session import LEAKED, opened, text_of
from therapies import at_hand
from views import frame

ROOT = Path(__file__).parents[2]
SMALLEST = """\
id: aaa-new
name: aaa-new
short_name: aaa-new
brand_name: null
code_names: []
developer: null
modality: car-t
cell_source: autologous
targets: []
engineering: null
given_as: null
plain_summary: A new treatment. Little is known of it yet.
how_it_works: null
turnaround: null
indications:
  - {id: use, disease: t-all, population: People with T-ALL, prior_lines_min: null, age_min_years: null,
     age_max_years: null, stage: preclinical, countries: []}
regulatory: []
outcomes: []
safety: []
trials: []
access: []
cautions: []
sources:
  - {id: s1, kind: company, title: A page, publisher: null, url: null, doi: null, pmid: null, published: null,
     checked: 2026-11-22, read: full}
review: {status: checked, checked_on: 2026-11-22, open_questions: []}
"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppTest]:
    folder = tmp_path_factory.mktemp("smallest")
    curated = Path(shutil.copytree(ROOT / "data" / "curated", folder / "curated"))
    (curated / "therapies" / "aaa-new.yaml").write_text(SMALLEST, encoding="utf-8")
    found, faults = read_curated(curated, date(2026, 11, 26))
    assert found is not None, faults
    build(found, folder / "release")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("THERAPY_TODAY", "2026-11-26")
        patch.setenv("THERAPY_DATA", str(folder / "release"))
        at_hand.shelf.cache_clear()
        yield AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    at_hand.shelf.cache_clear()


@pytest.mark.parametrize("page", list(frame.PAGES)[1:])
def test_no_page_fails_for_it(app: AppTest, page: str) -> None:
    app.switch_page(f"pages/{page}.py")
    for query in ({}, {"therapy": "aaa-new"}, {"therapies": "aaa-new,wu-cart-007"}, {"q": "aaa-new"}):
        text = text_of(opened(app, **query))
        assert not app.exception
        assert "did not work" not in text
        assert not LEAKED.search(text)
