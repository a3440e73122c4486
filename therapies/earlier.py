"""The dataset as it was before a day: today's facts, with what changed since then taken back.

A release carries what its facts said before they changed (tables `history_days` and `history`), so one release alone
can say what changed since any day on which changes were already kept. Here too: the last day on which a fact changed.
Not here: how changes are recorded (`loaders.recording`), and which facts differ (`therapies.fact_changes`).
"""

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import groupby
from typing import Any

from therapies.dataset import Dataset
from therapies.facts import RECORDS, EarlierFact
from therapies.kept import kept

_NTH = "nth"
_OF_CITATIONS = ("disagreements", "citations")


@dataclass(frozen=True, slots=True)
class _Key:
    """By which columns a fact is known, and their values; `nth` tells apart what is there twice."""

    names: tuple[str, ...]
    values: tuple[Any, ...]
    nth: int = 1


def kept_since(dataset: Dataset) -> date | None:
    """The day since which changes are kept; None where none are."""
    return min((one.day for one in dataset.history_days), default=None)


@kept(4)
def before(dataset: Dataset, day: date) -> Dataset:
    """The dataset as it was before `day`: without what changed on it or later."""
    undone = [fact for fact in dataset.history if fact.day >= day]
    # By table, and within it the newest first: taking back goes backwards in time.
    undone.sort(key=lambda fact: (fact.table, -fact.day.toordinal()))
    rows = dict(dataset.rows)
    for table, facts in groupby(undone, key=lambda fact: fact.table):
        if table in RECORDS:
            rows[table] = _taken_back(RECORDS[table], rows[table], facts)
    released = min((one for one in dataset.history_days if one.day >= day), key=lambda one: one.day, default=None)
    return Dataset(rows, released.release_before if released else dataset.release, dataset.built_at)


def last_changed(dataset: Dataset, subject: str, fact_id: str, *records: Any) -> date | None:
    """The last day on which a fact changed, given as it is and as it was; None where that is not kept."""
    days, names = _last_days(dataset)
    if subject in _OF_CITATIONS:
        return days.get(("citations", fact_id))
    keys = ((subject, _key_of(record, known)) for known in names.get(subject, ()) for record in records if record)
    return max((day for key in keys if (day := days.get(key))), default=None)


@kept(2)
def _last_days(dataset: Dataset) -> tuple[dict[tuple[str, Any], date], dict[str, set[tuple[str, ...]]]]:
    """By table and key the last day; by table the columns by which its facts are known."""
    days: dict[tuple[str, Any], date] = {}
    names: dict[str, set[tuple[str, ...]]] = {}
    for fact in sorted(dataset.history, key=lambda fact: fact.day):
        key = _key(fact)
        names.setdefault(fact.table, set()).add(key.names)
        days[fact.table, key] = fact.day
        if fact.table == "citations":
            days[fact.table, json.loads(fact.key)["fact_id"]] = fact.day
    return days, names


def _taken_back(kind: type, records: Iterable[Any], facts: Iterable[EarlierFact]) -> tuple[Any, ...]:
    """The records of one table with these facts taken back, newest first."""
    found = tuple(records)
    for names, same in groupby(facts, key=lambda fact: _key(fact).names):
        places = _by_key(found, names)
        for fact in same:
            key, values = _key(fact), _values(kind, fact)
            old = places.pop(key, None)
            if values is not None:
                places[key] = replace(old, **values) if old else _whole(kind, values)
        found = tuple(places.values())
    return found


def _key(fact: EarlierFact) -> _Key:
    key = json.loads(fact.key)
    nth = key.pop(_NTH, 1)
    return _Key(tuple(key), tuple(key.values()), nth)


def _by_key(records: Iterable[Any], names: tuple[str, ...]) -> dict[_Key, Any]:
    places: dict[_Key, Any] = {}
    for record in records:
        key = _key_of(record, names)
        while key in places:
            key = replace(key, nth=key.nth + 1)
        places[key] = record
    return places


def _key_of(record: Any, names: tuple[str, ...]) -> _Key:
    return _Key(names, tuple(_bare(getattr(record, name)) for name in names))


def _bare(value: Any) -> Any:
    """A value of a key as `loaders.history` writes it: without spacing."""
    return " ".join(unicodedata.normalize("NFC", value).split()) if isinstance(value, str) else value


def _values(kind: Any, fact: EarlierFact) -> dict[str, Any] | None:
    """The earlier values as a record holds them; None for a fact that was not there. Columns of old are left out."""
    if fact.before is None:
        return None
    types = {one.name: one.type for one in fields(kind)}
    return {name: _typed(types[name], value) for name, value in json.loads(fact.before).items() if name in types}


def _typed(type_: Any, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return date.fromisoformat(value) if value is not None and type_ in (date, date | None) else value


def _whole(kind: Any, values: dict[str, Any]) -> Any:
    """A record that is gone; a column that came later is empty."""
    return kind(**{one.name: _empty(one.type) for one in fields(kind)} | values)


def _empty(type_: Any) -> Any:
    return () if type_ == tuple[str, ...] else {str: "", bool: False}.get(type_)
