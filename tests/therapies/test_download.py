"""CSV files say where they come from, survive every sign, and never become a formula."""

import csv as standard_csv
import io
import re
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from therapies import download
from therapies.sheet import Sheet

TODAY = date(2026, 11, 23)


@dataclass
class Tiny:
    release: str = "2026-11-22-abc"
    built_at: str = "2026-11-22"


def made(rows: list[list[str]], title: str = "Response rates", filters: tuple[str, ...] = ()) -> bytes:
    return download.csv(Sheet(title, ("Name", "Value"), tuple(map(tuple, rows))), Tiny(), filters, TODAY)


def lines(content: bytes) -> list[list[str]]:
    reader = standard_csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [row for row in reader if not (row and row[0].startswith("# "))]


def test_header_says_what_the_file_is() -> None:
    text = made([["A", "10 of 11"]], filters=("Disease: T-ALL", "People: treated")).decode("utf-8-sig")
    assert text.split("\r\n")[:8] == [
        "# Response rates",
        "# Release: 2026-11-22-abc",
        "# Data of: 2026-11-22",
        "# Filters: Disease: T-ALL; People: treated",
        "# Rows: 1",
        "# Made on: 23 November 2026",
        "# No medical advice. No treatment is ranked.",
        "Name,Value",
    ]


def test_no_filters_are_said() -> None:
    assert b"# Filters: none" in made([])


def test_excel_sees_that_it_is_utf_8() -> None:
    assert made([["µ ≥", "ä"]]).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "\n=1", "\x00=1"])
def test_formulas_are_defused(cell: str) -> None:
    assert lines(made([[cell, "x"]]))[1][0].startswith("'")


@pytest.mark.parametrize("filter_", ["=1", "a\n=cmd()", "\r\n=cmd()"])
def test_filters_and_titles_cannot_start_a_row(filter_: str) -> None:
    content = made([["a", "b"]], title=filter_, filters=(filter_,)).decode("utf-8-sig")
    assert len(list(standard_csv.reader(io.StringIO(content, newline="")))) == 9


@given(st.lists(st.lists(st.text(max_size=30), min_size=2, max_size=2), max_size=8))
def test_every_row_survives_and_no_cell_is_a_formula(rows: list[list[str]]) -> None:
    back = lines(made([[f"row {cells[0]}", cells[1]] for cells in rows]))
    assert back[0] == ["Name", "Value"]
    assert len(back) == len(rows) + 1
    for cells in back:
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in cells)


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=40))
def test_ordinary_text_is_unchanged(text: str) -> None:
    assume(not re.search(r'(^|;)[\s"]*[=+\-@＝＋－＠]', text))
    row = [f"x{text}", f"{text}x"]
    kept = [cell.replace("\u00a0", " ") for cell in lines(made([row]))[1]]
    assert [len(cell) for cell in kept] == [len(cell) for cell in row]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Response rates", "response-rates-2026-11-23.csv"),
        ("../../etc/passwd", "etc-passwd-2026-11-23.csv"),
        ('T-ALL: Ärzte & "co"', "t-all-rzte-co-2026-11-23.csv"),
        ("—", "table-2026-11-23.csv"),
    ],
)
def test_file_names_are_plain(title: str, name: str) -> None:
    assert download.file_name(title, TODAY) == name
