"""The changes of the register as an Atom feed, for whoever reads such feeds: one entry for each change."""

import re
from datetime import date
from xml.etree import ElementTree

from therapies.recruiting import REGISTER
from therapies.what_changed import WhatChanged

_ATOM = "http://www.w3.org/2005/Atom"
# What XML cannot hold, and marks that turn the reading direction round.
_NOT_ALLOWED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def atom(found: WhatChanged, day: date) -> bytes:
    """The feed; `day` is that of the newer copy, in UTC."""
    when = f"{day.isoformat()}T00:00:00Z"
    feed = ElementTree.Element("feed", {"xmlns": _ATOM})
    _add(feed, "title", "What changed in the register")
    _add(feed, "id", "urn:emerging-therapies:changes")
    _add(feed, "updated", when)
    _add(_add(feed, "author", ""), "name", "Emerging therapies")
    for number, change in enumerate(found.changes, 1):
        entry = ElementTree.SubElement(feed, "entry")
        _add(entry, "title", f"{change.title}: {change.kind}")
        _add(entry, "id", f"urn:emerging-therapies:changes:{day.isoformat()}:{number}:{change.nct}")
        _add(entry, "updated", when)
        ElementTree.SubElement(entry, "link", {"href": f"{REGISTER}{change.nct}"})
        _add(entry, "summary", f"Before: {change.before or 'nothing'}. After: {change.after or 'nothing'}.")
    ElementTree.indent(feed)
    return ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)


def _add(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, name)
    made.text = _NOT_ALLOWED.sub(" ", text) or None
    return made
