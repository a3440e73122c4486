"""Hostile texts in what leaves the dashboard: tables as CSV, papers as PDF; and how a refresh tells them.

On the pages: tests/browser/test_hostile_data.py. Marks that turn or hide text: tests/loaders/test_every_yaml_fault.py.
"""

import csv
import io
from datetime import date
from types import SimpleNamespace

import pytest
from pypdf import PdfReader

from tests.faults.hostile_data import LAST, hostile_data
from tests.faults.hostile_texts import ELSEWHERE, FORMULAS, FORMULAS_INSIDE
from therapies import download
from therapies import shelf as shelves
from therapies.call import call
from therapies.profile import profile
from therapies.sheet import Sheet
from therapies.study_register import RegisterShelf
from views import leave_behind

TODAY = date(2026, 11, 26)
OF = SimpleNamespace(release="r", built_at="2026-11-26")


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_cell_of_a_csv_can_become_a_formula(cell: str) -> None:
    content = download.csv(Sheet(cell, (cell,), ((cell,),)), OF, [cell], TODAY).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(content, newline="")):
        assert row[0].lstrip().startswith(("#", "'")), row


@pytest.mark.parametrize("cell", FORMULAS_INSIDE)
def test_nor_where_a_cell_ends_at_a_semicolon(cell: str) -> None:
    content = download.csv(Sheet("t", (cell,), ((cell, "b"),)), OF, ["f", cell], TODAY).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(content, newline=""), delimiter=";"):
        assert not [one for one in row if one.lstrip(' \t"').startswith(tuple("=+-@\uff1d"))], row


def test_hostile_data_in_tables_and_papers(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    made = hostile_data(tmp_path_factory.mktemp("hostile"), capsys)
    assert f"1 studies could not be read; the first: {LAST}: Expected `str` of length" in made.said
    dataset = shelves.open(made.release)
    register = RegisterShelf(made.register).register(dataset)
    assert register is not None
    assert LAST not in register
    shown = profile(dataset, "tiny", TODAY)
    for sheet in (shown.results, shown.risks_sheet):
        content = download.csv(sheet, dataset, (), TODAY).decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(content, newline="")) for cell in row]
        assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]
    pdf = PdfReader(io.BytesIO(leave_behind.pdf(call(dataset, ("tiny",), frozenset(), TODAY), "a4")))
    text = "".join(page.extract_text() for page in pdf.pages)
    assert "<img src=" in text
    assert "<script>" in text
    links = [
        str(one.get_object().get("/A", {}).get("/URI")) for page in pdf.pages for one in page.get("/Annots", ()) or ()
    ]
    assert not [link for link in links if ELSEWHERE in link or link.startswith("javascript")]
    assert "/JavaScript" not in str(pdf.trailer["/Root"])
    html = leave_behind.html(call(dataset, ("tiny",), frozenset(), TODAY))
    assert "<script>window" not in html and "&lt;img src=&quot;" in html
    assert f'src="{ELSEWHERE}' not in html
