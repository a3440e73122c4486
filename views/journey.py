"""The regulator's journey as a list in order of time: each step with its date, its word, and what the word means.

Not here: the events of all therapies (`views.event_table`).
"""

import streamlit as st

from therapies.journey import Journey, Step
from views import badge, caution, passport, safe_text


def show(journey: Journey) -> None:
    """Draw all steps: those with a date, oldest first, then those without."""
    st.html(html(journey))


def html(journey: Journey) -> str:
    """HTML of the journey."""
    undated = f"<h3>Without a date in the sources</h3>{_list(journey.undated)}" if journey.undated else ""
    return f'<div class="ct"><p>{safe_text.html(journey.count)}</p>{_list(journey.dated)}{undated}</div>'


def _list(steps: tuple[Step, ...]) -> str:
    return f'<ol class="ct-journey">{"".join(_step(step) for step in steps)}</ol>' if steps else ""


def _step(step: Step) -> str:
    kind = f" · {safe_text.html(step.kind_of_date)}" if step.kind_of_date else ""
    not_ = f"<p>What it does not mean: {safe_text.html(step.does_not_mean)}</p>" if step.does_not_mean else ""
    evidence = f'<p class="ct-quiet">{safe_text.html(step.evidence)}</p>' if step.evidence else ""
    note = f"<p>{safe_text.html(step.note)}</p>" if step.note else ""
    others = "".join(caution.html(f"Sources disagree. Another one says: {says}") for says in step.other_words)
    when = f'<p class="ct-when"><strong>{safe_text.html(step.when)}</strong>{kind}</p>'
    return (
        f'<li data-fact="{safe_text.html(step.fact_id)}">{when}'
        f"<p>{badge.html(badge.of_word(step.word))} {safe_text.html(step.agency)}</p>"
        f"{others}{note}<p>What it means: {safe_text.html(step.meaning)}</p>{not_}"
        f'<p class="ct-quiet">For: {safe_text.html(step.use)}</p>{evidence}{passport.html(step.passport)}</li>'
    )
