"""The pieces of the look of which there are reference pictures: each with what it shows, its window and its themes."""

import html
from collections.abc import Iterator
from pathlib import Path

import plotly.graph_objects as go
import plotly.io

from tests.browser.pieces import models
from tests.browser.pieces.document import Drawn
from tests.views.models import MEASURE, PASSPORT
from views import (
    access_ladder,
    badge,
    call_stage,
    denominator_ladder,
    icon_array,
    interval_plot,
    journey,
    number,
    palette,
    passport,
    record_age,
    stacked_table,
    story,
    term,
    unknowns,
    unranked,
)

FOLDER = Path(__file__).parent / "references"
_COLUMNS = ("Therapy", "Where it stands", "Since")
_ROW = (
    "<p>sofi-cel</p>" + stacked_table.lines("soficabtagene geleucel", quiet=True),
    stacked_table.lines("In a study of people, phase 1 and 2.", "It is not approved in any country.")
    + stacked_table.source(models.ONE_SOURCE),
    stacked_table.lines("21 January 2026, announced"),
)


def _inside(*parts: str) -> str:
    return f'<div class="ct">{"".join(f"<p>{part}</p>" for part in parts)}</div>'


def _opened(folded: str) -> str:
    return folded.replace("<details", "<details open")


def _plot() -> str:
    drawn = go.Figure(interval_plot.figure(models.RATES, palette.LIGHT))
    drawn.update_layout(template="none", width=748, font_family="Pieces")
    return f'<div data-figure="{html.escape(plotly.io.to_json(drawn) or "")}"></div>'


BADGES = _inside(" ".join(map(badge.html, models.BADGES)))
_TABLE = stacked_table.html("Where each one stands", _COLUMNS, [_ROW], (25, 50, 25))
_IN_BOTH_THEMES = {
    "status-badge": BADGES,
    "count": number.html(MEASURE, explain=False, brief=True),
    "icons-each-person": f'<div class="ct">{icon_array.html(models.TEN_OF_ELEVEN)}</div>',
    "denominator-ladder": f'<div class="ct">{denominator_ladder.steps_html(models.LADDER)}</div>',
}
_IN_LIGHT = {
    "evidence-label": _inside(badge.evidence_html("Peer-reviewed paper", "single-arm"), badge.evidence_html("News")),
    "count-compared": number.html(models.COMPARED, brief=True),
    "icons-hundred-harm": f'<div class="ct">{icon_array.html(models.HARM_OF_A_HUNDRED, harm=True)}</div>',
    "passports": f'<div class="ct">{passport.html(PASSPORT)}{passport.html(models.OVERDUE)}</div>',
    "passport-open": f'<div class="ct">{_opened(passport.html(PASSPORT))}</div>',
    "journey": journey.html(models.JOURNEY),
    "way-of-access": f'<div class="ct ct-wide">{access_ladder.html(models.WAY)}</div>',
    "record-age": f'<div class="ct">{record_age.html(models.TRUST, takes_people=True, fresh=True)}</div>',
    "record-age-old": f'<div class="ct">{record_age.html(models.TRUST_OLD, takes_people=False, fresh=False)}</div>',
    "unknowns": unknowns.html(models.UNKNOWNS),
    "unranked": unranked.html(models.REASONS),
    "stacked-table": _TABLE,
    "story": story.html(models.STORY),
    "term": term.html(models.TERM),
}


def _all() -> Iterator[Drawn]:
    for name, piece in {**_IN_BOTH_THEMES, **_IN_LIGHT}.items():
        yield Drawn(name, piece)
    for name, piece in _IN_BOTH_THEMES.items():
        yield Drawn(f"{name}-dark", piece, theme="dark")
    yield Drawn("stacked-table-narrow", _TABLE, window="narrow")
    yield Drawn("interval-plot", _plot())
    yield Drawn("screen-of-a-call", call_stage.html(models.CALL, 0, "call"), window="present")


PIECES = tuple(_all())


def reference(name: str) -> Path:
    """The file of a piece's reference picture."""
    return FOLDER / f"{name}.png"
