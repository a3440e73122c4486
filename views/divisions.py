"""How what is listed divides: for each facet its values with their counts, folded away until it is opened.

Not here: the filters themselves (`views.filters`).
"""

from collections.abc import Sequence

import streamlit as st

from therapies.catalogue import Division
from views import safe_text


def show(divisions: Sequence[Division]) -> None:
    """Draw the counts; nothing where there is nothing to count."""
    if any(division.lines for division in divisions):
        st.html(html(divisions))


def html(divisions: Sequence[Division]) -> str:
    """HTML of the counts."""
    parts = "".join(map(_part, divisions))
    return (
        '<details class="ct ct-divisions"><summary>Count the therapies for each filter</summary>'
        '<p class="ct-quiet">Each number says how many therapies would be shown if only that value were chosen in its '
        f"filter, with your other filters as they are.</p><div>{parts}</div></details>"
    )


def _part(division: Division) -> str:
    lines = "".join(f"<li>{safe_text.html(title)}: {count}</li>" for title, count in division.lines)
    return f"<section><h2>{safe_text.html(division.label)}</h2><ul>{lines or '<li>no therapy</li>'}</ul></section>"
