"""The ways of access to each therapy of the choice: in one line each, or step by step where one therapy is chosen.

Not here: the steps of a way (`views.access_ladder`).
"""

from collections.abc import Sequence

import streamlit as st

from therapies.trials_and_access import Way
from views import access_ladder, address, badge, safe_text


def show(ways: Sequence[Way]) -> None:
    """Draw the ladder of one therapy, or for several a table of lines with links to each ladder."""
    if len(ways) == 1:
        access_ladder.show(ways[0].ladder)
        return
    lines = (
        "".join(map(_way, ways))
        or "<p>No therapy of this disease is in our data. Ask the doctor which treatments there are.</p>"
    )
    st.html(f'<div class="ct ct-wide">{lines}</div>')


def _way(way: Way) -> str:
    link = safe_text.own_link(way.name, address.href("trials", therapy=way.therapy_id))
    rungs = "".join(
        f"<li>{badge.html(badge.of_word(rung.status, rung.as_read))} {safe_text.html(f'{rung.name}: {rung.where}')}. "
        f"{safe_text.html(rung.who_must_ask)}</li>"
        for rung in way.ladder.rungs
    )
    none = f"<p>{safe_text.html(way.ladder.count)}</p>" if not rungs else ""
    return f'<section class="ct-use"><h3>{link}</h3><ul class="ct-say">{rungs}</ul>{none}</section>'
