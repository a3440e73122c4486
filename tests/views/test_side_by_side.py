from tests.views.models import HOSTILE, HOSTILE_MEASURE, MEASURE, PASSPORT
from therapies.side_by_side import Cell, Column, Line, Row
from therapies.uses import Group
from views import side_by_side, stacked_table, unranked

COLUMNS = (Column("wu-cart-007", "sofi-cel", "soficabtagene geleucel"), Column("other", "other-cel", ""))


def test_every_cell_names_its_column_for_narrow_screens() -> None:
    rows = (Row("The wait", "in days", (Cell((Line("2 days", "median", (PASSPORT,)),)), Cell((Line("not stated"),)))),)
    html = side_by_side.html("Two", COLUMNS, rows)
    assert 'data-label="sofi-cel"' in html
    assert 'data-label="other-cel"' in html
    assert html.count('role="cell"') == 2
    assert 'scope="row"' in html
    assert "Peer-reviewed paper" in html
    assert "checked 22 November 2026" in html


def test_numbers_stand_under_their_use_with_all_that_belongs_to_them() -> None:
    cell = Cell(groups=(Group("Adults after two treatments", (MEASURE,)),))
    html = side_by_side.html("One", COLUMNS[:1], (Row("Main results", "", (cell,)),))
    assert html.index("Adults after two treatments") < html.index("10 of 11 people")
    assert "No comparison group" in html
    assert "We do not know yet if it helps people live longer." in html


def test_hostile_text_is_shown_and_not_obeyed() -> None:
    cell = Cell((Line(HOSTILE, HOSTILE, (HOSTILE_MEASURE.passport,)),), (Group(HOSTILE, (HOSTILE_MEASURE,)),))
    html = side_by_side.html(HOSTILE, (Column(HOSTILE, HOSTILE, HOSTILE),), (Row(HOSTILE, HOSTILE, (cell,)),))
    html += unranked.html([HOSTILE]) + stacked_table.lines(HOSTILE)
    assert "<script" not in html
    assert 'href="javascript:' not in html
    assert "\u202e" not in html


def test_reasons_say_that_higher_is_not_better() -> None:
    html = unranked.html(["The diseases differ."])
    assert "A higher number here does not mean a better treatment." in html
    assert "<li>The diseases differ.</li>" in html
