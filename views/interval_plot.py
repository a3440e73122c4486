"""Shares of people with their 95% ranges, one line for each result, in the order of the model: a plot and its words.

Not here: the table of the same results (`views.rates_table`).
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import plotly.graph_objects as go
import streamlit as st

from therapies.response_rates import Rate, ResponseRates
from views import note, number, palette, passport, plot, safe_text

KEY = (
    "A dot is the share of people, the line through it is its 95% range. Bigger dots: more people. "
    "● no comparison group · ◆ with a comparison group, and ■ that group below it · "
    "○ ◇ □ number of people not stated, or overdue for a check."
)
# A row has room for three lines of words above its range, and more where one of them has more; pixels from its top.
_ROW, _MORE_ROOM, _WORD_LINES, _WORDS_END, _RANGE_AT = 86, 18, 3, 48, 64
_ABOVE, _BELOW, _AXIS_LINE = 16, 26, 24
_SMALLEST, _LARGEST, _MANY_PEOPLE = 9, 26, 300
_NAME_SIGNS, _ARM_SIGNS, _DETAIL_SIGNS, _AXIS_SIGNS, _HOVER_SIGNS = 36, 26, 45, 44, 64
# Nine of ten groups are said whole in two lines; all of each is in the table and under the pointer.
_GROUP_LINES = 2
# A name and its number stand in one line on a telephone; a longer pair has two.
_FIRST_LINE_SIGNS = 38
# All plots that there are (249 on 22 November 2026) in both themes, 24 MB at most: one that is thrown away stays in
# memory until the next full garbage collection, for the parts of a plotly figure name each other.
_KEPT = 512


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the plot: a result, or the comparison group of the result above it."""

    rate: Rate
    name: str
    label: str
    detail: str
    who: str
    percent: float | None
    low: float | None
    high: float | None
    n: int | None
    control: bool = False

    @property
    def long(self) -> bool:
        """Whether its name and its number need two lines on a telephone."""
        return len(f"{self.name} {self.label}") > _FIRST_LINE_SIGNS

    @property
    def words(self) -> tuple[str, ...]:
        """The quieter lines below the name: all of who is counted and of the range, and two lines of the group."""
        group = textwrap.wrap(self.who, _DETAIL_SIGNS, max_lines=_GROUP_LINES, placeholder=" …")
        return (*textwrap.wrap(self.detail, _DETAIL_SIGNS), *group)


def show(model: ResponseRates) -> None:
    """Draw the plot with its text alternative and its key, then the results that have no range to draw."""
    if model.drawn:
        st.plotly_chart(
            figure(model, palette.current()),
            alt=alternative(model),
            config=plot.config("response-rates"),
            key="interval plot",
        )
        note.show(KEY)
    if model.listed:
        st.markdown("**Without a range, so not in the plot.** Each of them is in the table too.")
        st.html(listed_html(model.listed))


@lru_cache(maxsize=_KEPT)
def alternative(model: ResponseRates) -> str:
    """The plot in words, for those who do not see it. The table of the same results has every number."""
    drawn = ", ".join(f"{row.name} {row.label}" for rate in model.drawn for row in _rows(rate))
    return (
        f"{model.title}. One line for each result, with its range from 0 to 100 percent, in order of name: {drawn}. "
        "The table below holds every number."
    )


@lru_cache(maxsize=_KEPT)
def figure(model: ResponseRates, look: palette.Palette) -> go.Figure:
    """The plot: ranges first, points over them, names and counts beside them; the axis goes from 0 to 100.

    Not to be changed: it is kept.
    """
    rows = [row for rate in model.drawn for row in _rows(rate)]
    # All rows are as high as the one with the most words needs.
    most = max((1 + row.long + len(row.words) for row in rows), default=0)
    more = _MORE_ROOM * max(0, most - _WORD_LINES)
    places = [place + (_RANGE_AT + more) / (_ROW + more) - 0.5 for place in range(len(rows))]
    # Few traces and one layout: plotly checks every piece that is added, which takes long with thirty of them.
    traces = [_tracks(places, look), _ranges(rows, places, look), _points(rows, places, look)]
    return go.Figure(traces, _layout(model, rows, more, look))


def _rows(rate: Rate) -> list[_Row]:
    measure, control = rate.measure, rate.measure.control
    detail, who = f"{rate.counted} · {rate.detail}", measure.cohort
    name = textwrap.shorten(rate.therapy, _NAME_SIGNS, placeholder=" …")
    rows = [_Row(rate, name, rate.label, detail, who, measure.percent, measure.low, measure.high, measure.n)]
    if control and control.percent is not None:
        arm = textwrap.shorten(control.arm, _ARM_SIGNS, placeholder=" …")
        name, detail, who = f"↳ {arm}", rate.control_detail, "comparison group of the result above"
        low, high, percent = control.low, control.high, control.percent
        rows.append(_Row(rate, name, rate.control_label, detail, who, percent, low, high, control.n, control=True))
    return rows


def _layout(model: ResponseRates, rows: Sequence[_Row], more: int, look: palette.Palette) -> dict[str, object]:
    """`more` are the pixels by which a row is higher than most."""
    row = _ROW + more
    labels = [_label(place + (_WORDS_END + more) / row - 0.5, one, look) for place, one in enumerate(rows)]
    below = _BELOW + _AXIS_LINE * len(_axis_lines(model))
    return {
        **plot.layout(row * len(labels), _ABOVE, below, look),
        "annotations": labels,
        "xaxis": {
            "range": [-1.5, 101.5],
            "tickvals": [0, 25, 50, 75, 100],
            "ticktext": ["0%", "25%", "50%", "75%", "100%"],
            "showgrid": True,
            "title": {
                "text": "<br>".join(map(plot.text, _axis_lines(model))),
                "font": {"color": look.quiet, "size": 13},
            },
            "gridcolor": look.line,
            "tickfont": {"color": look.quiet},
            "zeroline": False,
            "fixedrange": True,
        },
        "yaxis": {"range": [len(labels) - 0.5, -0.5], "visible": False, "fixedrange": True},
    }


def listed_html(rates: Sequence[Rate]) -> str:
    """HTML of the results without a range: whose, and each number in its one form."""
    items = (
        f"<li><p><strong>{safe_text.html(rate.therapy)}</strong></p>"
        f"{number.html(rate.measure, explain=False, brief=True)}</li>"
        for rate in rates
    )
    return f'<div class="ct ct-wide"><ul class="ct-listed">{"".join(items)}</ul></div>'


def _tracks(places: Sequence[float], look: palette.Palette) -> go.Scatter:
    """A thin line from 0 to 100 in every row, so that the eye finds which label a range belongs to."""
    return go.Scatter(
        x=[0, 100, None] * len(places),
        y=[y for place in places for y in (place, place, None)],
        mode="lines",
        line={"color": look.line, "width": 1},
        hoverinfo="skip",
    )


def _ranges(rows: Sequence[_Row], places: Sequence[float], look: palette.Palette) -> go.Scatter:
    return go.Scatter(
        x=[end for row in rows for end in (row.low, row.high, None)],
        y=[y for place in places for y in (place, place, None)],
        mode="lines+markers",
        line={"color": look.did_not, "width": 4},
        marker={"symbol": "line-ns", "size": 14, "line": {"color": look.did_not, "width": 3}},
        hoverinfo="skip",
    )


def _points(rows: Sequence[_Row], places: Sequence[float], look: palette.Palette) -> go.Scatter:
    return go.Scatter(
        x=[row.percent for row in rows],
        y=list(places),
        mode="markers",
        marker={
            "symbol": [_symbol(row) for row in rows],
            "size": [_diameter(row.n) for row in rows],
            "color": [_colour(row, look) for row in rows],
            "opacity": 1,
            "line": {"color": [look.quiet if _is_open(row) else look.ground for row in rows], "width": 2},
        },
        hovertext=[_hover(row.rate) for row in rows],
        hoverinfo="text",
    )


def _is_open(row: _Row) -> bool:
    """An open mark has no rim of its own colour to lose; a filled one stands clear of the line below it."""
    return row.rate.measure.passport.overdue or row.n is None


def _colour(row: _Row, look: palette.Palette) -> str:
    if row.rate.measure.passport.overdue:
        return look.quiet
    return look.did_not if row.control else look.responded


def _symbol(row: _Row) -> str:
    shape = "square" if row.control else "circle" if row.rate.measure.design == "single-arm" else "diamond"
    return f"{shape}-open" if _is_open(row) else shape


def _diameter(people: int | None) -> float:
    """The area of the dot grows with the people studied; nobody's dot is too small to see."""
    return _SMALLEST + (_LARGEST - _SMALLEST) * sqrt(min(people or 0, _MANY_PEOPLE) / _MANY_PEOPLE)


def _label(bottom: float, row: _Row, look: palette.Palette) -> dict[str, object]:
    overdue = f" {passport.OVERDUE} overdue for a check" if row.rate.measure.passport.overdue else ""
    name = plot.text(row.name) if row.control else f"<b>{plot.text(row.name)}</b>"
    return {
        "x": 0,
        "y": bottom,
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "showarrow": False,
        "bgcolor": look.ground,
        "borderpad": 0,
        "text": f"{name}{'<br>' if row.long else ' '}{plot.text(row.label)}{overdue}"
        f'<br><span style="font-size:13px;color:{look.quiet}">{"<br>".join(map(plot.text, row.words))}</span>',
    }


def _axis_lines(model: ResponseRates) -> list[str]:
    return textwrap.wrap(model.axis, _AXIS_SIGNS)


def _hover(rate: Rate) -> str:
    measure = rate.measure
    said = (
        measure.sentence,
        f"Which people: {measure.cohort}",
        f"Counted among: {measure.people}",
        measure.range_origin,
        measure.few,
        measure.comparison,
        f"Followed for: {measure.follow_up}",
        f"Evidence: {measure.evidence}, {measure.design}",
        passport.words(measure.passport),
        *measure.caveats,
    )
    wrapped = (line for text in said if text for line in textwrap.wrap(text, _HOVER_SIGNS))
    return "<br>".join([f"<b>{plot.text(rate.therapy)}</b>", *map(plot.text, wrapped)])
