"""What is due for a check: the facts, the sources that make most of them current, and the same by therapy and person.

One click to the source (a new tab) and one to the fact's page. Here too: the filters, and how many facts are reviewed.
Not here: how many of each kind, and on which days (`views.checks_tables`).
"""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from therapies import comparing, due_list, reviewed
from therapies.dataset import Dataset
from therapies.due_facts import NOBODY, DueFact, ToOpen
from therapies.due_list import Chosen, DueList, Group
from therapies.due_sources import DueSource
from therapies.paging import part
from views import address, note, parts, safe_text, stacked_table, table

PAGE = "sources_and_checks"
ONE_BY_ONE, BY_SOURCE, BY_THERAPY, BY_PERSON = "facts", "sources", "therapies", "people"
_LISTS = {
    ONE_BY_ONE: "Fact by fact",
    BY_SOURCE: "By source",
    BY_THERAPY: "By therapy",
    BY_PERSON: "By person",
}
_DAYS = {"0": "Overdue only", "7": "7 days", "14": "14 days", "30": "30 days", "90": "90 days"}
_PAGES = {"glossary": ("glossary", "term"), "designations": ("regulatory_status", ""), "access_routes": ("trials", "")}
_SIZE = 25
_NOTHING = "Nothing is due in this choice. Take out a filter, or look further ahead."


def ask(dataset: Dataset, shown: Dataset, today: date) -> Chosen:
    """Ask for a therapy, a kind of fact, how far ahead, and, where there are people, a person."""
    people = due_list.person_titles(dataset)
    boxes = st.columns(4 if people else 3)
    with boxes[0]:
        therapy = address.choice("Therapy", address.THERAPY, comparing.titles(dataset), none="All, and what is of none")
    with boxes[1]:
        ahead = address.choice("Look ahead", address.DAYS, _DAYS, default=str(due_list.DAYS))
    days = int(ahead or due_list.DAYS)
    with boxes[2]:
        kinds = due_list.kind_titles(dataset, shown, today, days)
        kind = address.choice("Kind of fact", address.TABLE, kinds, none="All kinds")
    person = None
    if people:
        with boxes[3]:
            person = address.choice("Looked after by", address.PERSON, people, none="Everybody")
    return Chosen(therapy, person, kind, days)


def show(found: DueList, dataset: Dataset, today: date) -> None:
    """Draw what to begin with, and the list in one of its four orders."""
    if found.lead:
        st.markdown(safe_text.markdown(found.lead))
    note.show(found.of_all)
    chosen = address.choice("List", address.GROUP, _LISTS, segments=True)
    if chosen == BY_SOURCE:
        _sources(found, dataset, today)
    elif chosen == BY_THERAPY:
        _groups(found, found.therapies, address.THERAPY, ("Therapy", "Looked after by"), dataset, today)
    elif chosen == BY_PERSON:
        _groups(found, found.people, address.PERSON, ("Person", "Looks after"), dataset, today)
    else:
        _facts(found, dataset, today)


def show_reviewed(dataset: Dataset, today: date) -> None:
    """Draw how many facts two people, one or nobody stands for."""
    sheet = reviewed.reviewed_sheet(dataset)
    st.markdown(
        "A fact is reviewed when another person than the one who entered it has compared it with its source. "
        + safe_text.markdown(reviewed.reviewed_sentence(dataset))
    )
    table.show(sheet.title, sheet.headers, sheet.rows)
    table.download_button(sheet, dataset, today)


def fact_page(kind: str, therapy_id: str | None, fact_id: str) -> str:
    """The address of the page on which a fact stands."""
    if therapy_id:
        return address.href("therapy", therapy=therapy_id)
    page, parameter = _PAGES.get(kind, ("compare", "comparison"))
    name = fact_id.split("/")[1 if kind in _PAGES else 0]
    return address.href(page, **({parameter: name} if parameter else {}))


def shown_html(count: str, places: str) -> str:
    """HTML of where a fact is shown: how many places, which open to their names. Both are texts."""
    if not places:
        return stacked_table.lines(count, quiet=True)
    said = f"<summary>{safe_text.html(count)}</summary><div>{stacked_table.lines(places)}</div>"
    return f'<details class="ct-passport">{said}</details>'


def _facts(found: DueList, dataset: Dataset, today: date) -> None:
    shown = part(found.rows, address.text(address.PART), found.total, _SIZE)
    if shown.rows:
        headers = ("Fact", "Due", "Source to open", "If it is still true")
        rows = [_fact(row) for row in shown.rows]
        stacked_table.show("Facts to check, most shown first", headers, rows, (34, 16, 26, 24))
    else:
        st.markdown(_NOTHING)
    parts.show(PAGE, shown)
    table.download_button(due_list.facts_sheet(found.rows), dataset, today, found.filters)


def _sources(found: DueList, dataset: Dataset, today: date) -> None:
    note.show(found.sources_said)
    shown = part(found.sources, address.text(address.PART), len(found.sources), _SIZE)
    if shown.rows:
        headers = ("Source to open", "Makes current", "If all of it is still true")
        rows = [_source(row) for row in shown.rows]
        stacked_table.show("Sources to open, where most is shown first", headers, rows, (38, 34, 28))
    else:
        st.markdown(_NOTHING)
    parts.show(PAGE, shown)
    table.download_button(due_list.sources_sheet(found.sources), dataset, today, found.filters)


def _groups(
    found: DueList, groups: Sequence[Group], name: str, heads: tuple[str, str], dataset: Dataset, today: date
) -> None:
    sheet = due_list.groups_sheet(f"Due by {heads[0].lower()}", groups, *heads)
    rows = [_group(row, name, cells) for row, cells in zip(groups, sheet.rows, strict=True)]
    stacked_table.show(sheet.title, sheet.headers, rows, (22, 18, 11, 11, 38))
    note.show(f"Shown: {len(found.rows):,}. Hidden by the filters: {_hidden(found):,}. Total: {found.total:,}.")
    table.download_button(sheet, dataset, today, found.filters)


def _group(row: Group, name: str, cells: Sequence[str]) -> tuple[str, ...]:
    title = safe_text.html(row.title)
    if row.id and row.first:
        title = safe_text.own_link(row.title, _narrowed(name, row.id))
    return (f"<p>{title}</p>", *map(stacked_table.lines, cells[1:]))


def _hidden(found: DueList) -> int:
    return found.total - len(found.rows)


def _narrowed(name: str, value: str) -> str:
    kept = {key: address.text(key) for key in (address.DAYS, address.TABLE, address.THERAPY, address.PERSON)}
    return address.href(PAGE, **{address.SHOW: "checks", **kept, name: value})


def _fact(row: DueFact) -> tuple[str, ...]:
    to = fact_page(row.kind, row.therapy_id, row.fact_id)
    state = "Overdue since" if row.overdue else "Due on"
    return (
        f"<p>{safe_text.own_link(row.therapy, to)}</p>"
        + stacked_table.lines(row.name)
        + stacked_table.lines(row.kind_title, quiet=True)
        + shown_html(row.shown, row.shown_in),
        stacked_table.lines(f"{state} {row.due_on}")
        + stacked_table.lines(f"Last checked {row.checked_on}.", _looked_after(row.person_id, row.person), quiet=True),
        _to_open(row.sources, row.rests),
        _confirm(row.confirm) + stacked_table.lines(row.signed, quiet=True),
    )


def _looked_after(person_id: str, person: str) -> str:
    """Who looks after it; nothing where nobody does."""
    return "" if person_id == NOBODY else f"Looked after by {person}."


def _to_open(sources: Sequence[ToOpen], rests: str) -> str:
    """The best source as a link; the others open below it."""
    said = stacked_table.lines(rests, quiet=True)
    if not sources:
        return said + stacked_table.lines("No source is named.")
    first, *others = (
        f"<p>{safe_text.link(one.title, one.url)}</p>{stacked_table.lines(one.about, quiet=True)}" for one in sources
    )
    if not others:
        return said + first
    count = f"{len(others)} more {'source' if len(others) == 1 else 'sources'}"
    return f'{said}{first}<details class="ct-passport"><summary>{count}</summary><div>{"".join(others)}</div></details>'


def _source(row: DueSource) -> tuple[str, ...]:
    own = address.href("therapy", therapy=row.therapy_id) if row.therapy_id else None
    therapy = safe_text.own_link(row.therapy, own) if own else ""
    names = "".join(f"<li>{safe_text.html(fact.name)}</li>" for fact in row.facts)
    title = safe_text.link(row.title, row.url)
    if row.therapy_id == row.target:
        title = safe_text.own_link(row.title, address.href(PAGE, therapy=row.target))
    return (
        f"<p>{title}</p>" + stacked_table.lines(row.about, quiet=True) + (f"<p>{therapy}</p>" if therapy else ""),
        stacked_table.lines(row.said)
        + stacked_table.lines(_looked_after(row.person_id, row.person), quiet=True)
        + f'<details class="ct-passport"><summary>Which</summary><div><ul>{names}</ul></div></details>',
        _confirm(row.confirm),
    )


def _confirm(command: str) -> str:
    return f'<p><code class="ct-command">{safe_text.html(command)}</code></p>'
