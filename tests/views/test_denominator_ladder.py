"""The drawn ladder: a real table, bars that only repeat what the numbers say, and no text that becomes HTML."""

import re
from datetime import date

from tests.releases import RELEASE
from tests.views.models import HOSTILE
from tests.views.test_therapy_pieces import hostile
from therapies.denominators import ladders
from views import denominator_ladder

TODAY = date(2026, 11, 23)


def test_the_drawing_is_a_table_that_can_be_read_aloud() -> None:
    html = denominator_ladder.html(ladders(RELEASE, "wu-cart-007", True, TODAY).ladders[0])
    for said in ('<th scope="row">28</th>', '<th scope="row">13</th>', '<th scope="row">11</th>', "10 of 13 people"):
        assert said in html
    assert html.count('class="ct-bar"') == html.count('aria-hidden="true"></div>')
    # The whole study is hollow: from it to this group nobody was lost.
    assert re.findall(r'data-kind="(\w+)"', html) == ["whole", "step", "step", "result", "result"]
    assert "width:100.0%" in html
    assert "width:46.4%" in html


def test_a_result_without_a_count_says_that_the_count_is_not_stated() -> None:
    (shown,) = [
        ladder
        for ladder in ladders(RELEASE, "brexucabtagene-autoleucel", True, TODAY).ladders
        if "ZUMA-3" in ladder.group
    ]
    assert '<th scope="row" data-stated="no">not stated</th>' in denominator_ladder.html(shown)
    assert "None" not in denominator_ladder.steps_html(shown)


def test_every_overdue_bar_is_grey_and_has_its_clock() -> None:
    late = ladders(RELEASE, "wu-cart-007", False, date(2027, 12, 1)).ladders[0]
    rows = re.findall(r"<tr.*?</tr>", denominator_ladder.steps_html(late))[1:]
    assert len(rows) == 5
    assert all(row.startswith('<tr data-late="yes">') and "◷ Overdue for a check since" in row for row in rows)
    fresh = denominator_ladder.steps_html(ladders(RELEASE, "wu-cart-007", False, TODAY).ladders[0])
    assert "data-late" not in fresh
    assert "◷" not in fresh


def test_hostile_text_stays_text() -> None:
    ladder = hostile(ladders(RELEASE, "wu-cart-007", True, TODAY).ladders[0])
    assert HOSTILE not in denominator_ladder.html(ladder)
