"""The middle of a therapy's page: what it is, the wait, each use with its results, the risks, and what must be said.

And the open questions of the curators, for staff, at its end. Not here: its first screen (`views.therapy_head`).
"""

from collections.abc import Sequence

import streamlit as st

from therapies.measures import Measure
from therapies.must_say import MustSay
from therapies.profile import Wait
from therapies.uses import Group, Use
from views import labelled, number, number_grid, passport, safe_text

# Up to so many further results of one kind stand open; more of them open with a click.
_OPEN = 8


def show_about(how_it_works: str, about: Sequence[tuple[str, str]]) -> None:
    """Draw how it works, and names, kind and making as labelled lines."""
    st.html(f'<div class="ct"><p>{safe_text.html(how_it_works)}</p>{labelled.html(about)}</div>')


def show_wait(wait: Wait) -> None:
    """Draw what the waiting time counts and where that was read."""
    said = wait_html(wait)
    if said:
        st.html(said)


def wait_html(wait: Wait) -> str:
    """HTML of what stands below the heading of the wait; nothing where the heading says it all."""
    basis = f"<p>{safe_text.html(_sentence(wait.basis))}</p>" if wait.basis else ""
    papers = passport.html(wait.passport) if wait.passport else ""
    return f'<div class="ct">{basis}{papers}</div>' if basis or papers else ""


def show_uses(uses: Sequence[Use]) -> None:
    """Draw each use: for whom, how far, its headline results large, then all others."""
    st.html("".join(use_html(use) for use in uses))


def use_html(use: Use) -> str:
    """HTML of one use."""
    return (
        f'<section class="ct ct-wide ct-use" data-fact="{safe_text.html(use.fact_id)}">'
        f"<h3>{safe_text.html(use.title)}</h3><p>{safe_text.html(use.for_whom)}</p>"
        f'<p class="ct-quiet">{safe_text.html(use.disease)}</p>{labelled.html(use.about, compact=True)}'
        f"<p>{safe_text.html(use.count)}</p>{number_grid.html(use.headline, large=True)}"
        f"{''.join(_group(group) for group in use.others)}</section>"
    )


def _group(group: Group) -> str:
    opened = " open" if len(group.measures) <= _OPEN else ""
    said = safe_text.html(f"{group.title}: {len(group.measures)} more")
    numbers = number_grid.html(group.measures, large=True)
    return f'<details class="ct-fold"{opened}><summary>{said}</summary>{numbers}</details>'


def show_risks(count: str, risks: Sequence[Measure]) -> None:
    """Draw all risks, as large as the headline results."""
    st.html(f'<div class="ct ct-wide"><p>{safe_text.html(count)}</p>{number_grid.html(risks, large=True)}</div>')


def show_cautions(cautions: Sequence[MustSay]) -> None:
    """Draw the sentences that an honest presenter must say, each with its numbers below it."""
    st.html(cautions_html(cautions))


def cautions_html(cautions: Sequence[MustSay]) -> str:
    """HTML of the sentences."""
    items = "".join(map(_caution, cautions)) or "<li>None is written yet.</li>"
    return f'<div class="ct ct-wide"><ul class="ct-say">{items}</ul></div>'


def _caution(caution: MustSay) -> str:
    return f"<li><p>{safe_text.html(caution.text)}</p>{''.join(map(_behind, caution.numbers))}</li>"


def _behind(measure: Measure) -> str:
    """A number with its count in sight: "most people" says nothing without it (honesty.md, rule 6)."""
    said = safe_text.html(f"{measure.name}: {measure.sentence} Counted: {measure.people}.")
    fact_id = safe_text.html(measure.fact_id)
    return (
        f'<details class="ct-fold ct-behind" data-fact="{fact_id}"><summary>{said}</summary>'
        f"{number.html(measure, explain=False)}</details>"
    )


def show_open_questions(questions: Sequence[str]) -> None:
    """Draw, closed, what the curators could not read or decide: for staff, not for a family."""
    with st.expander(f"Staff only: {len(questions)} open questions of the curators"):
        st.markdown("Not for a call with a family. What could not be read or decided:")
        st.markdown("\n".join(f"- {safe_text.markdown(text)}" for text in questions) or "No open question is written.")


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"
