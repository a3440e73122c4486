"""The filters of a page: one choice for each facet, bound to the address. The later ones may be folded away.

Not here: what follows from a choice (`therapies.catalogue`, `therapies.regulatory_status`).
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from therapies.facet import Facet
from views import address

MORE = "More filters"


def ask(facets: Mapping[str, Facet], in_a_row: int) -> dict[str, list[str]]:
    """Draw a choice for every facet that has values: one row, the others below "More filters". Returns chosen ids.

    What is chosen below "More filters" keeps it unfolded, so that no filter works unseen.
    """
    asked = [facet for facet in facets.values() if facet.titles]
    first, others = asked[:in_a_row], asked[in_a_row:]
    chosen = _row(first, in_a_row)
    if others:
        named = ", ".join(facet.label.lower() for facet in others)
        in_use = any(address.several(facet.name, facet.titles, quiet=True) for facet in others)
        with st.expander(f"{MORE}: {named}", expanded=in_use):
            chosen |= _row(others, len(others))
    return chosen


def _row(row: Sequence[Facet], in_a_row: int) -> dict[str, list[str]]:
    chosen = {}
    for column, facet in zip(st.columns(in_a_row), row, strict=False):
        with column:
            chosen[facet.name] = address.choices(facet.label, facet.name, facet.titles)
    return chosen
