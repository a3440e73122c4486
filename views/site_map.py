"""The sites of trials on a map, and the same as a table: the map is a picture of the table and says no more.

Not here: which sites, and how far each is (`therapies.trial_sites`).
"""

import plotly.graph_objects as go
import streamlit as st

from therapies.trial_sites import SitePlace, Sites
from views import palette, plot, safe_text, table
from views.palette import Palette

HEADERS = ("Hospital", "Where", "Distance", "Trials", "Status of the site")
_HEIGHT = 420
# The outlines of the countries lie beside the pages: Plotly would fetch them from elsewhere.
_OUTLINES = {"topojsonURL": "app/static/topojson/"}
_OPEN = 12


def figure(sites: Sites, look: Palette) -> go.Figure:
    """One sign for each site with a known place, and a cross for the town that distances are from."""
    known = [place for place in sites.places if place.lat is not None and place.lon is not None]
    made = go.Figure(
        go.Scattergeo(
            lat=[place.lat for place in known],
            lon=[place.lon for place in known],
            mode="markers",
            marker={"size": 10, "color": look.responded, "line": {"width": 1.5, "color": look.ground}},
            hovertext=["<br>".join(map(plot.text, _lines(place))) for place in known],
            hoverinfo="text",
        )
    )
    if sites.town:
        made.add_scattergeo(
            lat=[sites.town.lat],
            lon=[sites.town.lon],
            marker={"size": 15, "color": look.ink, "symbol": "x"},
            hovertext=[plot.text(sites.town.name)],
            hoverinfo="text",
        )
    made.update_layout(plot.layout(_HEIGHT, 6, 6, look))
    made.update_geos(
        fitbounds="locations" if len(known) > 1 else False,
        showland=True,
        landcolor=look.panel,
        showcountries=True,
        countrycolor=look.line,
        coastlinecolor=look.line,
        bgcolor=look.ground,
        showframe=False,
        projection_type="natural earth",
    )
    return made


def _lines(place: SitePlace) -> tuple[str, ...]:
    return (place.facility, place.where, *place.trials)


def show(sites: Sites) -> None:
    """Draw the map and its table."""
    st.markdown(safe_text.markdown(sites.title))
    if not sites.places:
        return
    look = palette.current()
    config = plot.config("sites") | _OUTLINES
    st.plotly_chart(figure(sites, look), alt=alternative(sites), config=config, key="sites")
    st.html(table_html(sites))


def alternative(sites: Sites) -> str:
    """The map in words."""
    placed = sum(place.lat is not None and place.lon is not None for place in sites.places)
    marked = f"{placed} of {len(sites.places)} sites"
    return f"{sites.title}. Marked on the map: {marked}. The table below lists all of them."


def table_html(sites: Sites) -> str:
    """HTML of the table; a long one is folded."""
    rows = [
        (one.facility, one.where, one.distance, "; ".join(one.trials), ", ".join(one.statuses)) for one in sites.places
    ]
    opened = " open" if len(rows) <= _OPEN else ""
    said = safe_text.html(f"The sites as a table: {len(rows)}")
    twin = table.html(sites.title, HEADERS, rows)
    return f'<details class="ct ct-fold"{opened}><summary>{said}</summary>{twin}</details>'
