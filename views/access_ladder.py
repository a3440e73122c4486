"""The ways to get a therapy: is it open, who may use it, who must ask and who must say yes, step by step.

Not here: the ways of several therapies, in one line each (`views.access_ways`).
"""

import streamlit as st

from therapies.access_ladder import AccessLadder, Rung
from views import badge, caution, labelled, passport, safe_text


def show(ladder: AccessLadder) -> None:
    """Draw all ways."""
    rungs = "".join(html(rung) for rung in ladder.rungs)
    st.html(f'<div class="ct"><p>{safe_text.html(ladder.count)}</p>{rungs}</div>')


def html(rung: Rung) -> str:
    """HTML of one way: what is known for this therapy first, then what holds for the way as such."""
    status = badge.of_word(rung.status, rung.as_read)
    steps = "".join(f"<li>{safe_text.html(step)}</li>" for step in rung.steps)
    cautions = "".join(map(caution.html, rung.cautions))
    return (
        f'<article class="ct-trial" data-fact="{safe_text.html(rung.fact_id)}"><h3>{safe_text.html(rung.name)}</h3>'
        f"<p>{badge.html(status)} {safe_text.html(status.meaning)}</p>"
        f"{labelled.html((('Where', rung.where), ('For this treatment', rung.detail)))}{passport.html(rung.passport)}"
        f"<p>{safe_text.html(rung.plain)}</p>{labelled.html(rung.about)}{cautions}"
        f'<details class="ct-fold"><summary>Step by step</summary><ol>{steps}</ol></details>'
        f"{passport.html(rung.rules)}</article>"
    )
