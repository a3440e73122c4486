"""The denominator ladder: from those who joined to those who responded, one row for each step, with bars to one scale.

It is a table, so that what is drawn is also what is read aloud and printed. Not here: what a rate is when nobody is
left out (`therapies.denominators`).
"""

import streamlit as st

from therapies import wording
from therapies.denominators import Answer, Ladder, Ladders, Rung
from therapies.evidence import Passport
from views import number_grid, passport, safe_text

SWITCH = "Count those not checked as no response"


def show(model: Ladders) -> None:
    """Draw every ladder, or the sentence that there is none."""
    if not model.ladders:
        st.html(f'<div class="ct"><p>{safe_text.html(model.none)}</p></div>')
        return
    st.html("".join(html(ladder) for ladder in model.ladders))


def html(ladder: Ladder) -> str:
    """HTML of one ladder: its heading says the answer, then the steps, then each result with all that belongs to it."""
    return (
        f'<section class="ct ct-wide ct-ladder"><h3>{safe_text.html(ladder.heading)}</h3>'
        f"{f'<p>{safe_text.html(ladder.lost)}</p>' if ladder.lost else ''}{steps_html(ladder)}"
        + number_grid.html([answer.measure for answer in ladder.answers], brief=True)
        + "</section>"
    )


def steps_html(ladder: Ladder) -> str:
    """HTML of the steps alone, for where the results stand beside them."""
    rows = "".join(_rung(rung) for rung in ladder.rungs) + "".join(_responded(answer) for answer in ladder.answers)
    return (
        f'<table class="ct-table ct-rungs"><caption>{safe_text.html(ladder.group)}</caption>'
        f'<thead><tr><th scope="col">People</th><th scope="col">How far they came</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _row(n: int | None, said: str, detail: str, share: float, kind: str, papers: Passport) -> str:
    people = f'<th scope="row" data-stated="no">{wording.NOT_STATED}</th>' if n is None else f'<th scope="row">{n}</th>'
    late = ' data-late="yes"' if papers.overdue else ""
    # The passport of a result stands with the number beside the steps; that it is overdue is said here too.
    below = passport.html(papers) if papers.overdue or kind != "result" else ""
    return (
        f'<tr{late}>{people}<td><div class="ct-bar" data-kind="{kind}" style="width:{share:.1f}%" '
        f'aria-hidden="true"></div>{safe_text.html(said)}'
        f"{f' <span class=ct-quiet>({safe_text.html(detail)})</span>' if detail else ''}{below}</td></tr>"
    )


def _rung(rung: Rung) -> str:
    kind = "whole" if rung.whole else "step"
    return _row(rung.n, rung.said, rung.detail, rung.share, kind, rung.passport)


def _responded(answer: Answer) -> str:
    return _row(answer.responders, answer.said, "", answer.share, "result", answer.measure.passport)
