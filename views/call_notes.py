"""The notes for a call as one calm page: how to open, then for each therapy what to check, to say, to avoid, to answer.

For staff. It is marked so at the top and again at every therapy, where somebody may have scrolled to. Not here: what
they say (`therapies.call_notes`), or what the family sees (`views.call_stage`).
"""

from collections.abc import Sequence

import streamlit as st

from therapies.before_the_call import BeforeTheCall, OverdueFacts
from therapies.call_notes import STAFF_ONLY, CallNotes, OpeningStep, TherapyNotes
from therapies.likely_questions import LikelyQuestion
from therapies.spoken_notes import Note
from views import caution, safe_text

# Up to so many names of overdue facts stand open; more of them open with a click.
_OPEN = 3


def show(notes: CallNotes) -> None:
    """Draw the notes."""
    st.html(html(notes))


def html(notes: CallNotes) -> str:
    """HTML of the notes."""
    title = safe_text.html(notes.title)
    made = safe_text.html(f"Made on {notes.made_on}.")
    return (
        f'<section class="ct ct-notes" aria-label="{title}">{caution.html(STAFF_ONLY)}<p class="ct-quiet">{made}</p>'
        f"<h2>Ask, tell, ask</h2>{''.join(_step(step) for step in notes.opening)}"
        f"{''.join(therapy_html(one) for one in notes.therapies)}</section>"
    )


def therapy_html(one: TherapyNotes) -> str:
    """HTML of the notes about one therapy."""
    title = safe_text.html(one.title)
    questions = "".join(_question(question) for question in one.questions)
    return (
        f'<section class="ct-use" aria-label="{title}"><h2>{title}</h2>{caution.html(STAFF_ONLY)}'
        f'<p class="ct-quiet">{safe_text.html(one.written)}</p>'
        f"<h3>Check before the call</h3>{_before(one.before)}"
        f"<h3>Say</h3>{list_html(one.say)}<h3>Avoid</h3>{list_html(one.avoid)}"
        f"<h3>Likely questions</h3>{questions}</section>"
    )


def _step(step: OpeningStep) -> str:
    items = "".join(f"<li>{safe_text.html(sentence)}</li>" for sentence in step.sentences)
    return f'<h3>{safe_text.html(step.title)}</h3><ul class="ct-say">{items}</ul>'


def list_html(notes: Sequence[Note]) -> str:
    """HTML of notes that are said one after the other; nothing where there are none."""
    return f'<ul class="ct-say">{"".join(map(_item, notes))}</ul>' if notes else ""


def _item(note: Note) -> str:
    about = f' data-fact="{safe_text.html(note.fact_id)}"' if note.fact_id else ""
    return f"<li{about}>{_note(note)}</li>"


def _note(note: Note) -> str:
    """A note; below it that its fact is overdue, in words and with a sign."""
    overdue = (
        f'<br><span class="ct-care"><span aria-hidden="true">▲</span> {safe_text.html(note.overdue)}</span>'
        if note.overdue
        else ""
    )
    return f"{safe_text.html(note.text)}{overdue}"


def _question(question: LikelyQuestion) -> str:
    return f"<h4>{safe_text.html(question.ask)}</h4>{list_html(question.answer)}"


def _before(before: BeforeTheCall) -> str:
    overdue = "".join(_overdue(facts) for facts in before.overdue)
    disagree = list_html(before.disagreements) or "<p>No sources that disagree are recorded.</p>"
    return (
        f"<h4>Overdue facts</h4><p>{safe_text.html(before.overdue_count)}</p>{overdue}"
        f"<h4>Trials and the age of their records</h4>{list_html(before.trials)}"
        f"<h4>Sources that disagree</h4>{disagree}"
        f"<h4>Open questions</h4><p>{safe_text.html(before.open_questions)}</p>"
    )


def _overdue(facts: OverdueFacts) -> str:
    names = "".join(f"<li>{safe_text.html(name)}</li>" for name in facts.names)
    opened = " open" if len(facts.names) <= _OPEN else ""
    said = safe_text.html(facts.said)
    return f'<details class="ct-fold"{opened}><summary>{said}</summary><ul>{names}</ul></details>'
