"""The newest regulatory events as a picture: one lane for each kind, refusals and stops as large as approvals.

A day is a mark; a month or a year, where the source says no more, is a bar over all the days it can mean. Not here:
the table of the same events (`views.event_table`).
"""

import textwrap
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import accumulate

import plotly.graph_objects as go
import streamlit as st

from therapies.event_lanes import Lane, Lanes
from therapies.regulatory_events import ALLOWED, DESIGNATION, REFUSED, SAFETY, STEP, Event
from views import note, palette, passport, plot

KEY = (
    "A mark is an event with its day: point at it or tap it to see of which therapy. "
    "A thick bar: the source gives only the month. A thin bar: only the year. Grey: overdue for a check."
)
# All heights in pixels. A lane without events has its line of words alone.
_LANE, _WORDS_ALONE, _ABOVE, _BELOW = 68, 28, 30, 40
_LABEL_AT, _MARK_AT, _BAR_AT, _YEAR_AT = 14, 37, 52, 60
_LONGEST_MONTH = 31
# As on the badges in the table, apart from a step: no mark of a picture is half full.
_SYMBOLS = {
    ALLOWED: "circle",
    REFUSED: "square",
    DESIGNATION: "circle-open",
    SAFETY: "triangle-up",
    STEP: "triangle-right",
}
_HOVER_SIGNS = 64


def show(model: Lanes) -> None:
    """Draw the picture with its text alternative, its key and what is not in it; without events only the words."""
    if model.drawn:
        st.plotly_chart(
            figure(model, palette.current()),
            alt=alternative(model),
            config=plot.config("regulatory-events"),
            key="event timeline",
        )
        note.show(KEY, model.left_out)
    else:
        note.show(model.left_out)


def alternative(model: Lanes) -> str:
    """The picture in words."""
    return model.in_words


@lru_cache(maxsize=16)
def figure(model: Lanes, look: palette.Palette) -> go.Figure:
    """The picture: time from left to right, lanes in a fixed order, today as a line. Not to be changed: it is kept."""
    traces = [
        trace
        for top, lane in _from_top(model)
        if lane.events
        for some, colour in _by_age(lane, look)
        for trace in (_bars(top, some, colour, years=True), _bars(top, some, colour), _marks(top, some, colour, look))
    ]
    return go.Figure(traces, _layout(model, look))


def _from_top(model: Lanes) -> list[tuple[int, Lane]]:
    """Each lane with where it begins."""
    ends = accumulate(map(_height, model.lanes))
    return [(end - _height(lane), lane) for end, lane in zip(ends, model.lanes, strict=True)]


def _height(lane: Lane) -> int:
    return _LANE if lane.events else _WORDS_ALONE


def _layout(model: Lanes, look: palette.Palette) -> dict[str, object]:
    whole = sum(map(_height, model.lanes))
    return {
        **plot.layout(whole, _ABOVE, _BELOW, look),
        "xaxis": {
            "type": "date",
            "range": [model.first.isoformat(), model.last_shown.isoformat()],
            "gridcolor": look.line,
            "tickfont": {"color": look.quiet},
            "tickformat": "%b<br>%Y",
            "nticks": 7,
            "fixedrange": True,
        },
        "yaxis": {"range": [whole, 0], "visible": False, "fixedrange": True},
        "shapes": [_today_line(model, look)],
        "annotations": [_today(model, look), *(_label(top, lane, look) for top, lane in _from_top(model))],
    }


def _colour(lane: Lane, look: palette.Palette) -> str:
    return {ALLOWED: look.responded, REFUSED: look.ink, DESIGNATION: look.did_not, SAFETY: look.care}.get(
        lane.kind, look.quiet
    )


def _by_age(lane: Lane, look: palette.Palette) -> list[tuple[Lane, str]]:
    """The events that are not overdue in the colour of their kind, and those that are in grey."""
    late = tuple(event for event in lane.events if event.overdue)
    current = tuple(event for event in lane.events if not event.overdue)
    parts = ((current, _colour(lane, look)), (late, look.quiet))
    return [(replace(lane, events=events), colour) for events, colour in parts if events]


def _today_line(model: Lanes, look: palette.Palette) -> dict[str, object]:
    day = model.today.isoformat()
    line = {"color": look.quiet, "width": 1, "dash": "dot"}
    return {"type": "line", "x0": day, "x1": day, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def _today(model: Lanes, look: palette.Palette) -> dict[str, object]:
    return {
        "x": model.today.isoformat(),
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
        "text": "today",
        "font": {"color": look.quiet, "size": 13},
    }


def _bars(top: int, lane: Lane, colour: str, *, years: bool = False) -> dict[str, object]:
    """All bars of a lane as one broken line below the marks: those of months, or the thinner ones of whole `years`."""
    wide = [event for event in lane.events if event.first != event.last and _is_year(event) is years]
    return {
        "type": "scatter",
        "x": [day for event in wide for day in (_iso(event.first), _iso(event.last), None)],
        "y": [top + (_YEAR_AT if years else _BAR_AT)] * (3 * len(wide)),
        "mode": "lines",
        "line": {"color": colour, "width": 3 if years else 7},
        "opacity": 0.5,
        "hovertext": [text for event in wide for text in [_hover(event)] * 3],
        "hoverinfo": "text",
    }


def _is_year(event: Event) -> bool:
    return bool(event.first and event.last and (event.last - event.first).days > _LONGEST_MONTH)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _marks(top: int, lane: Lane, colour: str, look: palette.Palette) -> dict[str, object]:
    exact = [event for event in lane.events if event.first == event.last]
    rim = colour if lane.kind == DESIGNATION else look.ground
    return {
        "type": "scatter",
        "x": [_iso(event.first) for event in exact],
        "y": [top + _MARK_AT] * len(exact),
        "mode": "markers",
        "marker": {
            "symbol": _SYMBOLS[lane.kind],
            "size": 14,
            "color": colour,
            "line": {"color": rim, "width": 1.5},
        },
        "hovertext": [_hover(event) for event in exact],
        "hoverinfo": "text",
    }


def _label(top: int, lane: Lane, look: palette.Palette) -> dict[str, object]:
    return {
        "x": 0,
        "xref": "paper",
        "y": top + _LABEL_AT,
        "xanchor": "left",
        "yanchor": "middle",
        "showarrow": False,
        "bgcolor": look.ground,
        "text": f"<b>{plot.text(lane.title)}</b>: {len(lane.events)}",
    }


def _hover(event: Event) -> str:
    when = f"{event.when}, {event.date_is}" if event.date_is else event.when
    said = (
        f"{event.word.title}. {event.agency.title}",
        when[0].upper() + when[1:],
        f"For: {event.for_whom}",
        event.must_be_said,
        event.note,
        *(f"Another source says: {says}" for says in event.disagreements),
        passport.words(event.passport),
    )
    wrapped = (line for text in said if text for line in textwrap.wrap(text, _HOVER_SIGNS))
    return "<br>".join([f"<b>{plot.text(event.therapy)}</b>", *map(plot.text, wrapped)])
