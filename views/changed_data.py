"""The changes of our data as a table: whose, what changed, before and after. And its files.

Not here: the changes of the register (`views.change_list`).
"""

from collections.abc import Sequence

import streamlit as st

from therapies import changed_words, paging
from therapies.change_feed import data_atom
from therapies.change_words import ToldChange
from therapies.changed_data import NEW_IN_OUR_DATA, ChangedData, DatedChange
from therapies.dataset import Dataset
from therapies.wording import day
from views import address, note, parts, safe_text, saving, stacked_table, table
from views.frame import Frame

HEADERS = ("Therapy", "What changed", "Before", "After")
_WIDTHS = (14, 22, 32, 32)
# A change holds two whole numbers: half a list is long enough.
_SIZE = 25
# What changed in the sources of a fact: the fact itself is not shown there.
_OF_SOURCES = ("disagreements", "citations")


def show(found: ChangedData, here: Frame) -> None:
    """Draw the counts, the table in parts, and the buttons for its files."""
    note.show(found.kept)
    st.html(counts_html(found))
    note.show(found.checked)
    if not found.changes:
        return
    note.show(NEW_IN_OUR_DATA)
    part = paging.part(found.changes, address.text(address.PART), found.total, _SIZE)
    st.html(table_html(found.compared, part.rows, here.dataset))
    parts.show("changes", part)
    table.download_button(found.sheet, here.dataset, here.today, found.filters)
    saving.button(
        "Download as Atom feed",
        data=lambda: data_atom(found, here.today),
        file_name=f"changes-in-our-data-{here.today.isoformat()}.atom",
        mime="application/atom+xml",
        key="feed of our data",
    )


def counts_html(found: ChangedData) -> str:
    """HTML of how many changes there are, and how many of each kind."""
    kinds = "".join(f"<li>{safe_text.html(f'{name} ({count})')}</li>" for name, count in found.kinds)
    listed = f'<ul class="ct-columns">{kinds}</ul>' if kinds else ""
    return f'<div class="ct ct-wide"><p>{safe_text.html(found.count)}</p>{listed}</div>'


def table_html(compared: str, changes: Sequence[DatedChange], dataset: Dataset) -> str:
    """HTML of the changes; those of words alone, which come last, are folded away where there are others."""
    facts, words = ([row(one, dataset) for one in changes if one.told.reworded is folded] for folded in (False, True))
    if not facts or not words:
        return stacked_table.html(compared, HEADERS, facts or words, _WIDTHS)
    count = "1 text was" if len(words) == 1 else f"{len(words)} texts were"
    return (
        f"{stacked_table.html(compared, HEADERS, facts, _WIDTHS)}"
        f'<details class="ct-more"><summary>{count} only reworded</summary>'
        f"{stacked_table.html(f'Only reworded. {compared}', HEADERS, words, _WIDTHS)}</details>"
    )


def row(one: DatedChange, dataset: Dataset) -> tuple[str, ...]:
    """HTML of one change, a cell for each of HEADERS."""
    told = one.told
    since = f"Our data changed on {day(one.day)}." if one.day else None
    differs = f"Differs: {told.differs}." if told.differs else None
    return (
        _whose(one.told, dataset),
        stacked_table.lines(told.kind) + stacked_table.lines(told.about, differs, since, quiet=True),
        _side(told.before, told.after, "del", ""),
        _side(told.after, told.before, "ins", "" if told.change.subject in _OF_SOURCES else told.change.fact_id),
    )


def _whose(told: ToldChange, dataset: Dataset) -> str:
    if told.change.therapy_id not in dataset.therapies:
        return stacked_table.lines(told.whose or "no single treatment")
    return f"<p>{safe_text.own_link(told.whose, address.href('therapy', therapy=told.change.therapy_id))}</p>"


def _side(lines: tuple[str, ...], other: tuple[str, ...], tag: str, fact_id: str) -> str:
    """What it was or is; what it is now names its fact. Where there are two sides, the words that differ stand out."""
    about = f' data-fact="{safe_text.html(fact_id)}"' if fact_id else ""
    if lines and other:
        rest = [line for line in other if line not in lines]
        said = "".join(stacked_table.lines(line) if line in other else _marked(line, rest, tag) for line in lines)
    else:
        said = stacked_table.lines(*lines) or stacked_table.lines("nothing", quiet=True)
    return f"<div{about}>{said}</div>"


def _marked(line: str, others: Sequence[str], tag: str) -> str:
    """A line in which the words that differ are bold, in a `tag` that strikes through or underlines them."""
    said = (
        f"<{tag}><strong>{safe_text.html(words)}</strong></{tag}>" if differs else safe_text.html(words)
        for words, differs in changed_words.runs(line, others)
    )
    return f"<p>{' '.join(said)}</p>"
