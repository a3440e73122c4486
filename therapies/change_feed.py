"""Changes as an Atom feed, for whoever reads such feeds: one entry for each change, of our data or of the register.

Not here: which changes there are (`therapies.changed_data`, `therapies.what_changed`).
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

from therapies.changed_data import ChangedData
from therapies.fact_changes import SUBJECTS, FactChange
from therapies.recruiting import REGISTER
from therapies.same_facts import bare
from therapies.what_changed import WhatChanged

_ATOM = "http://www.w3.org/2005/Atom"
_URN = "urn:emerging-therapies:changes"
# What XML cannot hold, and marks that turn the reading direction round.
_NOT_ALLOWED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class _Entry:
    """`name` makes the entry's id, the same in every feed that has it; `link` may be missing."""

    name: str
    title: str
    day: date
    before: str
    after: str
    link: str | None


def atom(found: WhatChanged, day: date) -> bytes:
    """The feed of the register; `day` is that of the newer copy, in UTC."""
    entries = (
        _Entry(
            f"{change.nct}:{change.kind}:{found.earlier.isoformat()}:{day.isoformat()}:{change.mark}",
            f"{change.title}: {change.about}",
            day,
            change.before,
            change.after,
            f"{REGISTER}{change.nct}",
        )
        for change in found.changes
    )
    return _feed("What changed in the register", _URN, day, entries)


def data_atom(found: ChangedData, day: date) -> bytes:
    """The feed of our data; `day` is today, for changes whose day is not kept."""
    entries = [
        _Entry(
            f"{one.told.change.fact_id}:{one.told.kind}:{one.day or ''}:{_mark(one.told.change)}",
            ": ".join(part for part in (one.told.whose, one.told.kind, one.told.about) if part),
            one.day or day,
            " ".join(one.told.before),
            " ".join(one.told.after),
            None,
        )
        for one in found.changes
    ]
    newest = max((entry.day for entry in entries), default=day)
    return _feed("What changed in our data", f"{_URN}:data", newest, entries)


def _mark(change: FactChange) -> str:
    """A short word for what differs, so that another change of the same fact is another entry.

    It is made of the facts: their words may be others tomorrow, "too old" for one.
    """
    subject = SUBJECTS[change.subject]
    names = (*subject.known_by, *(change.columns or (*subject.facts, *subject.texts)))
    sides = [record and [bare(getattr(record, name)) for name in names] for record in (change.before, change.after)]
    return hashlib.sha256(repr(sides).encode()).hexdigest()[:12]


def _feed(title: str, name: str, day: date, entries: Iterable[_Entry]) -> bytes:
    feed = ElementTree.Element("feed", {"xmlns": _ATOM})
    _add(feed, "title", title)
    _add(feed, "id", name)
    _add(feed, "updated", _moment(day))
    _add(_add(feed, "author", ""), "name", "Emerging therapies")
    for one in entries:
        entry = ElementTree.SubElement(feed, "entry")
        _add(entry, "title", one.title)
        _add(entry, "id", f"{_URN}:{one.name}".replace(" ", "-"))
        _add(entry, "updated", _moment(one.day))
        if one.link:
            ElementTree.SubElement(entry, "link", {"href": one.link})
        _add(entry, "summary", f"Before: {_sentence(one.before)} After: {_sentence(one.after)}")
    ElementTree.indent(feed)
    return ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)


def _sentence(text: str) -> str:
    return f"{text.rstrip('.') or 'nothing'}."


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _add(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, name)
    made.text = _NOT_ALLOWED.sub(" ", text) or None
    return made
