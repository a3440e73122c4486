"""Facts to look at again although they are not due: on weak sources alone, or contradicted by another record.

Not here: facts that are due (`views.due_tables`), and sources that disagree (`views.checks_tables`).
"""

from datetime import date

import streamlit as st

from therapies.contradicted import Contradiction, Contradictions
from therapies.dataset import Dataset
from therapies.paging import part
from therapies.weak_sources import WeakFact, WeakFacts
from views import address, due_tables, note, parts, safe_text, stacked_table, table


def show_weak(found: WeakFacts, dataset: Dataset, today: date) -> None:
    """Draw one part of the facts that rest on weak sources alone."""
    st.markdown(safe_text.markdown(found.sentence))
    shown = part(found.rows, address.text(address.PART), found.total)
    headers = ("Fact", "All its sources")
    stacked_table.show(
        "Facts on weak sources alone, most shown first", headers, [_weak(r) for r in shown.rows], (48, 52)
    )
    if not shown.rows:
        st.markdown("No fact of this choice rests on weak sources alone.")
    parts.show(due_tables.PAGE, shown)
    table.download_button(found.sheet, dataset, today, found.filters)


def show_contradicted(found: Contradictions, dataset: Dataset, today: date) -> None:
    """Draw one part of what other records contradict, with what was compared."""
    note.show(*found.sentences)
    shown = part(found.rows, address.text(address.PART), found.total)
    headers = ("What", "Our record", "The other says")
    rows = [_contradicted(row) for row in shown.rows]
    stacked_table.show("Contradicted by another record", headers, rows, (26, 36, 38))
    if not shown.rows:
        st.markdown("Nothing of what was compared contradicts this choice. That is no proof that all of it is right.")
    parts.show(due_tables.PAGE, shown)
    table.download_button(found.sheet, dataset, today)


def _weak(row: WeakFact) -> tuple[str, ...]:
    sources = "".join(
        f"<p>{safe_text.link(title, url)}</p>{stacked_table.lines(kind, quiet=True)}"
        for title, url, kind in row.sources
    )
    return (
        _owner(row.therapy, due_tables.fact_page(row.kind, row.therapy_id, row.fact_id))
        + stacked_table.lines(row.name)
        + stacked_table.lines(row.kind_title, quiet=True)
        + due_tables.shown_html(row.shown, row.shown_in),
        sources,
    )


def _contradicted(row: Contradiction) -> tuple[str, ...]:
    to = address.href("therapy", therapy=row.therapy_id) if row.therapy_id else None
    return (
        _owner(row.therapy, to)
        + f"<p>{safe_text.link(row.about, row.address)}</p>"
        + stacked_table.lines(f"{row.by}. {row.newer}", quiet=True),
        stacked_table.lines(row.ours),
        stacked_table.lines(row.theirs),
    )


def _owner(name: str, to: str | None) -> str:
    if to is None:
        return stacked_table.lines(name)
    return f"<p>{safe_text.own_link(name, to)}</p>"
