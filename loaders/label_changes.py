"""What differs between two copies of the labels, product by product.

Not here: which sentences of a text differ (`loaders.label_texts`), and the words for people (`loaders.label_report`).
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

from loaders.label_client import Label
from loaders.label_texts import text_change
from loaders.label_ties import DOUBTFUL, TAKEN
from loaders.label_watch import LabelCopy, Watched

SECTIONS = {
    "boxed_warning": "boxed warning",
    "indications_and_usage": "indications and usage",
    "recent_major_changes": "recent major changes",
}
_GONE, _DOUBT, _FOUND = "label no longer found here", "label is now doubtful and not taken", "label found"
_UUID = re.compile(r"[0-9A-Fa-f-]{36}")


@dataclass(frozen=True)
class Difference:
    """One thing that differs: values for a date or a version, sentences for a text."""

    what: str
    before: str | None = None
    after: str | None = None
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChangedProduct:
    """A product of both copies, and all that differs."""

    before: Watched
    after: Watched
    differences: tuple[Difference, ...]


def changed_products(before: LabelCopy, after: LabelCopy) -> list[ChangedProduct]:
    """The products of both copies that differ, in the order of the newer copy."""
    last = {(one.therapy_id, one.product): one for one in before.products}
    found = []
    for one in after.products:
        had = last.get((one.therapy_id, one.product))
        if had and (differences := tuple(_differences(had, one))):
            found.append(ChangedProduct(had, one, differences))
    return found


def new_products(before: LabelCopy, after: LabelCopy) -> list[Watched]:
    """The products that are asked for since: there is nothing to compare them with."""
    last = {(one.therapy_id, one.product) for one in before.products}
    return [one for one in after.products if (one.therapy_id, one.product) not in last]


def _differences(before: Watched, after: Watched) -> list[Difference]:
    found = []
    if before.status != after.status:
        if after.status == TAKEN:
            found.append(Difference(_FOUND, before.status, after.route))
        elif before.status == TAKEN:
            what = _DOUBT if after.status == DOUBTFUL else _GONE
            found.append(Difference(what, before.route, after.route))
        else:
            found.append(Difference("what the searches find", before.status, after.status))
    elif after.status == DOUBTFUL and _set_ids(before) != _set_ids(after):
        found.append(Difference("labels in doubt", ", ".join(_set_ids(before)), ", ".join(_set_ids(after))))
    if after.status == TAKEN and before.label and after.label:
        found += _label_differences(before.label, after.label)
    return found


def _set_ids(one: Watched) -> list[str]:
    return sorted(candidate.set_id for candidate in one.doubtful)


def _label_differences(before: Label, after: Label) -> list[Difference]:
    found = []
    if before.set_id != after.set_id:
        found.append(Difference("another label (set id)", before.set_id, after.set_id))
    if _text(before.version) != _text(after.version):
        found.append(Difference("new label version", _text(before.version), _text(after.version)))
    elif before.id != after.id:
        found.append(Difference("new label version (id)", before.id, after.id))
    if effective(before) != effective(after):
        found.append(Difference("effective time moved", effective(before), effective(after)))
    for section, name in SECTIONS.items():
        if change := text_change(getattr(before, section), getattr(after, section)):
            found.append(Difference(f"{name} {change.word}", gone=change.gone, new=change.new))
    return found


def _text(version: str | int | None) -> str | None:
    return None if version is None else str(version).strip()


def effective(label: Label) -> str | None:
    """The date of a label's version as YYYY-MM-DD, or as it is given when that is no date of openFDA's."""
    given = label.effective_time
    digits = re.fullmatch(r"(\d{4})-?(\d{2})-?(\d{2})", given.strip()) if given else None
    return "-".join(digits.groups()) if digits else given


def address_of(label: Label) -> str:
    """Where people read the label, in its newest version."""
    set_id = label.set_id if _UUID.fullmatch(label.set_id) else quote(label.set_id[:60], safe="")
    return f"https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid={set_id}"
