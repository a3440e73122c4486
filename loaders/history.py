"""What facts said before the day on which they changed: `data/history/`, one file for each day with changes.

An entry holds the earlier values of one fact. From the facts of now and the entries, newest first, the facts of any
earlier day are had back; so a release carries its own past, and only what changed takes room. `python -m loaders build`
writes the files, nobody edits them. Here: files, entries, comparing. Not here: what is said of a change
(`therapies.fact_changes`), or when entries are made (`loaders.recording`).
"""

import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import isclose
from pathlib import Path
from typing import Any

import pyarrow as pa

from loaders.parquet import replace_file
from loaders.tables import TABLES

Row = dict[str, Any]
# Table, then the key of a fact as JSON, then its values as JSON holds them.
State = dict[str, dict[str, Row]]

# Who keeps and signs the data is no fact about a therapy.
_OWN = ("history", "history_days", "search", "people", "sign_offs")
# What a fact is told by where its id is only its place in a list: another order is no change.
_KEYS = {
    "sites": ("trial_id", "facility", "city", "region", "country"),
    "cautions": ("therapy_id", "text"),
    "call_notes": ("therapy_id", "part", "text"),
    "citations": ("table", "fact_id", "source_id", "role"),
    "reference_sources": ("table", "entry_id", "title"),
}
# Follows from other values, from the order in a file, or from who does the work.
_DERIVED = {"due_on", "position", "row_position", "looked_after_by"}
_NTH = '"nth": '
_DERIVED_OF = {
    "sites": {"fact_id", "therapy_id", "nct", "checked_on", "evidence"},
    "cautions": {"fact_id"},
    "call_notes": {"fact_id"},
}


class HistoryDamagedError(Exception):
    """A file of the history that cannot be read; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact that changed: `before` are its values that were others, all of them if it is gone, None if it is new."""

    table: str
    key: str
    before: Row | None


@dataclass(frozen=True, slots=True)
class HistoryDay:
    """The changes of one day, and the release that stood before them."""

    day: date
    release_before: str
    entries: tuple[Entry, ...]


def read(folder: Path) -> tuple[HistoryDay, ...]:
    """All days of a folder, oldest first; none where there is no folder. Raises HistoryDamagedError."""
    return tuple(_read(path) for path in sorted(folder.glob("*.json")))


def _read(path: Path) -> HistoryDay:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        entries = tuple(
            Entry(str(one["table"]), key_text(one["key"]), None if one["before"] is None else dict(one["before"]))
            for one in found["facts"]
        )
        return HistoryDay(date.fromisoformat(path.stem), str(found["release_before"]), entries)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise HistoryDamagedError(
            f"{path} cannot be read ({error}). Nobody edits these files: take it, and data/release, as they are in the "
            "branch that you build on, and build again."
        ) from error


def write(folder: Path, day: HistoryDay) -> None:
    """Write the file of one day, one fact to a line, in one step."""
    lines = (
        json.dumps({"table": one.table, "key": json.loads(one.key), "before": one.before}, ensure_ascii=False)
        for one in day.entries
    )
    facts = ",".join(f"\n    {line}" for line in lines)
    text = f'{{\n  "release_before": {json.dumps(day.release_before)},\n  "facts": [{facts}\n  ]\n}}\n'
    folder.mkdir(parents=True, exist_ok=True)
    replace_file(folder / f"{day.day}.json", text.encode())


def rows(days: Sequence[HistoryDay]) -> dict[str, list[Row]]:
    """The history as rows of its two tables."""
    return {
        "history_days": [{"day": one.day, "release_before": one.release_before} for one in days],
        "history": [
            {
                "day": one.day,
                "table": entry.table,
                "key": entry.key,
                "before": None if entry.before is None else json.dumps(entry.before, ensure_ascii=False),
            }
            for one in days
            for entry in one.entries
        ],
    }


def state(tables: dict[str, pa.Table]) -> State:
    """The facts of a release, also of one with other columns than ours, by their keys."""
    return {
        name: _by_key(_KEYS.get(name, TABLES[name].key), table.to_pylist())
        for name, table in tables.items()
        if name in TABLES and name not in _OWN and set(_KEYS.get(name, TABLES[name].key)) <= set(table.schema.names)
    }


def _by_key(names: tuple[str, ...], found: Iterable[Row]) -> dict[str, Row]:
    by_key: dict[str, Row] = {}
    for row in found:
        values = {name: _plain(value) for name, value in row.items()}
        key = {name: _bare(values[name]) for name in names}
        text, count = key_text(key), 1
        while text in by_key:
            count += 1
            text = key_text({**key, "nth": count})
        by_key[text] = values
    return by_key


def key_text(key: Row) -> str:
    """A key as one text, the same for the same key."""
    return json.dumps(key, ensure_ascii=False, sort_keys=True)


def differences(before: State, after: State) -> tuple[Entry, ...]:
    """The entries that lead from `after` back to `before`. White space, order and the form of numbers are no change.

    A table or a column that only one of them has is another form of record, not another fact: it is left out.
    """
    return tuple(
        entry
        for name in TABLES
        if name in before and name in after
        for was in [_placed(name, before[name], after[name])]
        for key in sorted(was.keys() | after[name].keys())
        if (entry := _between(name, key, was.get(key), after[name].get(key)))
    )


def _placed(table: str, before: dict[str, Row], after: dict[str, Row]) -> dict[str, Row]:
    """`before` with facts of one key (two hospitals without a name) in the places where `after` says the same."""
    placed = dict(before)
    doubled = {_first(key) for key in (*before, *after) if _NTH in key}
    for first in doubled:
        was, is_ = ({key: row for key, row in found.items() if _first(key) == first} for found in (before, after))
        places, rest = sorted(was.keys() | is_.keys(), key=lambda key: json.loads(key).get("nth", 1)), []
        taken = {}
        for row in was.values():
            free = (key for key in places if key not in taken and key in is_)
            same = next((key for key in free if _between(table, key, row, is_[key]) is None), None)
            if same:
                taken[same] = row
            else:
                rest.append(row)
        taken |= dict(zip([key for key in places if key not in taken], rest, strict=False))
        placed = {key: row for key, row in placed.items() if key not in was} | taken
    return placed


def _first(key: str) -> str:
    """The key of the first of several facts with one key."""
    return key_text({name: value for name, value in json.loads(key).items() if name != "nth"}) if _NTH in key else key


def _between(table: str, key: str, before: Row | None, after: Row | None) -> Entry | None:
    if before is None or after is None:
        return Entry(table, key, before)
    derived = _DERIVED | _DERIVED_OF.get(table, set())
    changed = {
        name: value
        for name, value in before.items()
        if name in after and name not in derived and not _same(value, after[name])
    }
    return Entry(table, key, changed) if changed else None


def rewound(found: State, entries: Iterable[Entry]) -> State:
    """The facts as they were before these entries of one day. A fact that is so already stays as it is."""
    earlier = {name: dict(rows_) for name, rows_ in found.items()}
    for entry in entries:
        table = earlier.setdefault(entry.table, {})
        if entry.before is None:
            table.pop(entry.key, None)
        else:
            table[entry.key] = {**table.get(entry.key, {}), **entry.before}
    return earlier


def _plain(value: Any) -> Any:
    """A value as JSON holds it."""
    return value.isoformat() if isinstance(value, date) else value


def _bare(value: Any) -> Any:
    """What of a value says something: without spacing and the order of a list."""
    if isinstance(value, str):
        return " ".join(unicodedata.normalize("NFC", value).split())
    if isinstance(value, list):
        return sorted(_bare(part) for part in value)
    return value


def _same(before: Any, after: Any) -> bool:
    if isinstance(before, float) and isinstance(after, float):
        return isclose(before, after, rel_tol=1e-9)
    return bool(_bare(before) == _bare(after))
