"""What is overdue or due soon as text, readable in a terminal of 100 columns: the list of the page Sources and checks.

What people wrote is listed as it stands in the files now, so that a confirmed fact is gone at once. Not here: which
facts stand in the list (`therapies.due_list`), and what may be said to the command (`loaders.due_command`).
"""

import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from loaders.checking import dataset_of
from loaders.curated import read_curated
from loaders.rows import Rows
from therapies.current_trials import with_register
from therapies.dataset import Dataset
from therapies.due_facts import NOBODY, DueFact
from therapies.due_list import Chosen, DueList, due_list
from therapies.due_sources import DueSource
from therapies.shelf import open as open_release
from therapies.study_register import RegisterShelf

WIDTH = 100
FIRST = 50
_INDENT = "    "


def due_text(folder: Path, chosen: Chosen, today: date, *, sources: bool, every: bool) -> str:
    """The list of the choice: its facts, or the sources that make them current; all of it, or its beginning."""
    dataset, warning = _dataset(folder)
    known = {"therapy": (chosen.therapy_id, dataset.therapies), "person": (chosen.person_id, {*dataset.people, NOBODY})}
    for what, (value, values) in known.items():
        if value is not None and value not in values:
            return f"There is no {what} '{value}' in the curated files.\n"
    shown = with_register(dataset, RegisterShelf().register(dataset))
    found = due_list(dataset, shown, today, chosen)
    lines = _sources(found, every) if sources else _facts(found, every)
    return "\n".join((*warning, *_head(found), *lines, ""))


def _dataset(folder: Path) -> tuple[Dataset, list[str]]:
    """What the files say; what the release says while they have faults, and that it is so."""
    # Another day may be given to look ahead or back: no day of the files is called wrong for that.
    curated, faults = read_curated(folder, date.max)
    if curated is not None:
        return dataset_of(Rows(curated).tables), []
    count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    said = f"The curated files have {count}: see python -m loaders check. Until they are mended, this is the list of "
    return open_release(), [*_wrapped(f"{said}the release."), ""]


def _head(found: DueList) -> Iterator[str]:
    yield from _wrapped(f"{found.heading}.")
    for text in (found.lead, found.of_all):
        if text:
            yield from _wrapped(text)
    if len(found.filters) > 1:
        yield from _wrapped(f"Chosen: {'; '.join(found.filters)}.")


def _facts(found: DueList, every: bool) -> Iterator[str]:
    rows = found.rows if every else found.rows[:FIRST]
    for number, fact in enumerate(rows, 1):
        yield ""
        yield from _fact(number, fact)
    yield ""
    yield from _wrapped(_tally(len(rows), len(found.rows), found.total))


def _fact(number: int, fact: DueFact) -> Iterator[str]:
    state = "overdue since" if fact.overdue else "due on"
    yield from _wrapped(f"{number}. {fact.therapy}: {fact.name}")
    yield from _wrapped(f"{fact.kind_title}, {state} {fact.due_on}, last checked {fact.checked_on}.", _INDENT)
    yield from _wrapped(f"{fact.shown}{f': {fact.shown_in}' if fact.shown_in else ''}.", _INDENT)
    looked_after = "" if fact.person_id == NOBODY else f"Looked after by {fact.person}. "
    if said := f"{looked_after}{fact.signed}".strip():
        yield from _wrapped(said, _INDENT)
    yield f"{_INDENT}{fact.fact_id}"
    yield f"{_INDENT}{fact.file}"
    address = next((source.url for source in fact.sources if source.url), None)
    yield f"{_INDENT}{address or 'No source has an address.'}"
    yield f"{_INDENT}{fact.confirm}"


def _sources(found: DueList, every: bool) -> Iterator[str]:
    yield from _wrapped(found.sources_said)
    rows = found.sources if every else found.sources[:FIRST]
    for number, source in enumerate(rows, 1):
        yield ""
        yield from _source(number, source)
    yield ""
    yield from _wrapped(_tally(len(rows), len(found.sources), len(found.sources)))


def _source(number: int, source: DueSource) -> Iterator[str]:
    yield from _wrapped(f"{number}. {source.therapy}: {source.title}")
    yield from _wrapped(f"{source.about}. {source.said}.", _INDENT)
    yield f"{_INDENT}{source.url or 'It has no address of its own: open the file.'}"
    yield f"{_INDENT}{source.confirm}"


def _tally(shown: int, found: int, total: int) -> str:
    rest = f" Further down the list: {found - shown:,} (--all shows them)." if found > shown else ""
    return f"Shown: {shown:,}.{rest} Hidden by the choice: {total - found:,}. Total: {total:,}."


def _wrapped(text: str, indent: str = "") -> list[str]:
    later = indent or _INDENT
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=later, break_on_hyphens=False)
