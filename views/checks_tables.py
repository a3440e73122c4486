"""The tables of the page Sources and checks: sources, counts of checks, disagreements, open questions.

Not here: what is due (`views.due_tables`).
"""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from therapies.checks import Conflict, Question, conflicts_sheet, questions_sheet
from therapies.dataset import Dataset
from therapies.method import Topic
from therapies.paging import part
from therapies.sheet import Sheet
from therapies.source_register import Registered, SourceRegister
from views import address, number, parts, passport, safe_text, stacked_table, table

PAGE = "sources_and_checks"
_NOTHING = "Nothing fits this choice. Take out a filter or a word."


def show_sources(found: SourceRegister, dataset: Dataset, today: date) -> None:
    """Draw one part of the sources, and the button for the file of all that fit."""
    shown = part(found.rows, address.text(address.PART), found.total)
    headers = ("Source", "Belongs to", "Read", "Facts")
    if shown.rows:
        stacked_table.show("Sources", headers, [_source(row) for row in shown.rows], (48, 18, 16, 18))
    else:
        st.markdown(_NOTHING)
    parts.show(PAGE, shown)
    table.download_button(found.sheet, dataset, today, found.filters)


def show_counts(sheet: Sheet, dataset: Dataset, today: date) -> None:
    """Draw a table of counts as it is downloaded."""
    table.show(sheet.title, sheet.headers, sheet.rows)
    table.download_button(sheet, dataset, today)


def show_conflicts(rows: Sequence[Conflict], total: int, dataset: Dataset, today: date) -> None:
    """Draw one part of the facts about which sources disagree, both sides with their sources."""
    shown = part(rows, address.text(address.PART), total)
    headers = ("Therapy and fact", "The better source says", "Others say")
    stacked_table.show("Sources that disagree", headers, [_conflict(row) for row in shown.rows], (24, 38, 38))
    parts.show(PAGE, shown)
    table.download_button(conflicts_sheet(rows), dataset, today)


def show_questions(rows: Sequence[Question], total: int, dataset: Dataset, today: date) -> None:
    """Draw one part of what is still open."""
    shown = part(rows, address.text(address.PART), total)
    lines = [(table.Link(row.therapy, _therapy(row.therapy_id)), row.text) for row in shown.rows]
    table.show("Open questions", ("Therapy", "What is open"), lines, "No question is open in this choice.")
    parts.show(PAGE, shown)
    table.download_button(questions_sheet(rows), dataset, today)


def show_method(topics: Sequence[Topic]) -> None:
    """Draw how all this is made, topic by topic."""
    said = "".join(f"<h2>{safe_text.html(topic.title)}</h2>{stacked_table.lines(*topic.sentences)}" for topic in topics)
    st.html(f'<section class="ct ct-method" aria-label="Method">{said}</section>')


def _therapy(therapy_id: str | None) -> str | None:
    return address.href("therapy", therapy=therapy_id) if therapy_id else None


def _source(row: Registered) -> tuple[str, ...]:
    about = f"{row.publisher} · {row.kind_title} · published {row.published}"
    owner = safe_text.html(row.belongs_to)
    if to := _therapy(row.therapy_id):
        owner = safe_text.own_link(row.belongs_to, to)
    return (
        f"<p>{safe_text.link(row.title, row.url)}</p>{stacked_table.lines(about, quiet=True)}",
        f"<p>{owner}</p>",
        stacked_table.lines(row.checked) + stacked_table.lines(row.read_title, quiet=True),
        stacked_table.lines(row.cited),
    )


def _conflict(row: Conflict) -> tuple[str, ...]:
    sources = "".join(f"<li>{passport.source_html(source)}</li>" for source in row.passport.sources)
    others = "".join(
        stacked_table.lines(other.says)
        + f'<ul class="ct-quiet">{"".join(f"<li>{passport.source_html(source)}</li>" for source in other.sources)}</ul>'
        for other in row.passport.disagreements
    )
    link = safe_text.own_link(row.therapy, address.href("therapy", therapy=row.therapy_id))
    says = number.html(row.measure, explain=False, brief=True) if row.measure else stacked_table.lines(row.says)
    return (
        f"<p>{link}</p>" + stacked_table.lines(row.name, quiet=True),
        f'{says}<ul class="ct-quiet">{sources}</ul>',
        others,
    )
