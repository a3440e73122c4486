"""The report on labels for curators: as data (saved, for a page to show) and as text (printed). It changes no fact.

Texts of labels stay whole in the data; in print they are on one line, without control characters, and not endless. Not
here: what differs (`loaders.label_changes`), and how the page Sources and checks tells it (`therapies.watch_reports`).
"""

from dataclasses import asdict
from typing import Any

import msgspec

from loaders.label_changes import ChangedProduct, address_of, changed_products, effective, new_products
from loaders.label_client import Label
from loaders.label_fit import Misfit
from loaders.label_ties import DOUBTFUL, NOT_FOUND, TAKEN
from loaders.label_watch import LabelCopy, Watched
from loaders.registry_stops import shortened
from loaders.resting_facts import RestingFacts, listed

_LONGEST = 600
_CANDIDATES = 8


def report(before: LabelCopy | None, after: LabelCopy, unfit: list[Misfit], facts: RestingFacts) -> dict[str, Any]:
    """What differs, what does not fit the files, what is doubtful or was not found, and how each label is tied."""
    changed = changed_products(before, after) if before else []
    return {
        "watch": "labels",
        "made_on": after.asked_on,
        "compared_with": before.asked_on if before else None,
        "data_of": after.data_of,
        "data_of_before": before.data_of if before else None,
        "disclaimer": after.disclaimer,
        "changed": [_changed(one, facts) for one in changed],
        "first_asked": [_named(one) for one in new_products(before, after)] if before else [],
        "misfits": [asdict(one) for one in unfit],
        "taken": [_named(one) | _label(one) for one in after.products if one.status == TAKEN],
        "doubtful": [_named(one) | _doubtful(one) for one in after.products if one.status == DOUBTFUL],
        "not_found": [_named(one) | _last(one) for one in after.products if one.status == NOT_FOUND],
    }


def _named(one: Watched) -> dict[str, Any]:
    return {"therapy_id": one.therapy_id, "product": one.product, "generic": one.generic, "tied_by": one.route}


def _label(one: Watched) -> dict[str, Any]:
    label = one.label
    return _identity(label) | {"data_of": one.data_of, "others": one.others} if label else {}


def _identity(label: Label) -> dict[str, Any]:
    return {
        "set_id": label.set_id,
        "applications": list(label.openfda.application_number),
        "version": None if label.version is None else str(label.version),
        "effective": effective(label),
        "boxed_warning": bool(label.boxed_warning),
        "address": address_of(label),
    }


def _doubtful(one: Watched) -> dict[str, Any]:
    return {"labels": msgspec.to_builtins(one.doubtful)} | _last(one)


def _last(one: Watched) -> dict[str, Any]:
    return {"last_found_on": one.found_on} | (_identity(one.label) if one.label else {})


def _changed(one: ChangedProduct, facts: RestingFacts) -> dict[str, Any]:
    named = _named(one.after) | (_identity(one.after.label) if one.after.label else {})
    dates = {"compared_with": one.before.found_on, "data_of_before": one.before.data_of, "data_of": one.after.data_of}
    differences = [
        {"what": each.what, "before": each.before, "after": each.after, "gone": list(each.gone), "new": list(each.new)}
        for each in one.differences
    ]
    return named | dates | {"differences": differences, "facts": facts.of_label(one.after.therapy_id)}


def text(found: dict[str, Any]) -> str:
    """The report in words."""
    compared = found["compared_with"]
    lines = [
        f"LABELS OF APPROVED PRODUCTS, asked of openFDA on {found['made_on']} (its data of {_or(found['data_of'])})",
        f"Compared with the copy of {compared} (its data of {_or(found['data_of_before'])})."
        if compared
        else "This is the first copy: there is nothing to compare it with.",
        *([f"openFDA says: {_line(found['disclaimer'])}"] if found["disclaimer"] else []),
        "openFDA lags behind the FDA's own pages. A label that is not found here says nothing of an approval.",
    ]
    if compared:
        lines += ["", f"WHAT DIFFERS: {len(found['changed']) or 'nothing'}"]
        for one in found["changed"]:
            lines += _changed_lines(one, found)
        for one in found["first_asked"]:
            lines.append(f"  {one['therapy_id']}: {one['product']} is asked for since this copy")
    lines += ["", f"DOES NOT FIT THE CURATED FILE: {len(found['misfits']) or 'nothing'}"]
    for one in found["misfits"]:
        lines.append(f"  {one['therapy_id']}: {one['product']}: {one['says']}")
        lines += [f"    facts: {listed(one['facts'])}"] if one["facts"] else []
    lines += ["", f"DOUBTFUL, NOT TAKEN: {len(found['doubtful']) or 'none'}"]
    for one in found["doubtful"]:
        lines += _doubtful_lines(one)
    lines += ["", f"NOT FOUND HERE: {len(found['not_found']) or 'none'}"]
    for one in found["not_found"]:
        seen = f"; last found on {one['last_found_on']}, {one['address']}" if one["last_found_on"] else ""
        lines.append(f"  {one['therapy_id']}: {one['product']} ({one['generic']}): {one['tied_by']}{seen}")
    lines += ["", f"TAKEN: {len(found['taken']) or 'none'}"]
    lines += [_taken_line(one) for one in found["taken"]]
    return "\n".join(
        [*lines, "", "No curated fact was changed. Read the label itself, then edit the therapy's file.", ""]
    )


def _changed_lines(one: dict[str, Any], found: dict[str, Any]) -> list[str]:
    lines = [f"  {one['therapy_id']}: {one['product']}"]
    for each in one["differences"]:
        values = (
            f": {_line(_or(each['before']))} → {_line(_or(each['after']))}" if each["before"] or each["after"] else ""
        )
        lines.append(f"    {each['what']}{values}")
        lines += [f"      gone: “{_line(sentence)}”" for sentence in each["gone"]]
        lines += [f"      new:  “{_line(sentence)}”" for sentence in each["new"]]
    days = f"{_or(one['compared_with'])} (data of {_or(one['data_of_before'])}) and {found['made_on']}"
    lines.append(f"    copies of {days} (data of {_or(found['data_of'])}); tied by: {_line(one['tied_by'])}")
    if "address" in one:
        lines.append(f"    look at: {one['address']} ({_ids(one)})")
    return [*lines, f"    facts that may need it: {listed(one['facts'])}"]


def _doubtful_lines(one: dict[str, Any]) -> list[str]:
    lines = [f"  {one['therapy_id']}: {one['product']} ({one['generic']}): {_line(one['tied_by'])}"]
    for label in one["labels"][:_CANDIDATES]:
        names = ", ".join([*label["brands"], *label["generics"]]) or "names not stated"
        numbers = ", ".join(label["applications"]) or "no licence number stated"
        lines.append(
            f"    set id {_line(label['set_id'], 60)}: {_line(names, 160)}; {_line(numbers, 80)}; {label['why']}"
        )
    if len(one["labels"]) > _CANDIDATES:
        lines.append(f"    and {len(one['labels']) - _CANDIDATES} more")
    if one["labels"]:
        lines.append("    to take one: name a source of kind `label` with its set id in the address")
    return lines


def _taken_line(one: dict[str, Any]) -> str:
    others = f"; other labels of the same substance: {one['others']}" if one["others"] else ""
    head = f"  {one['therapy_id']}: {one['product']}, effective {_line(_or(one['effective']), 40)}, {_ids(one)}"
    return f"{head}; tied by {_line(one['tied_by'])}{others}"


def _ids(one: dict[str, Any]) -> str:
    numbers = ", ".join(one["applications"]) or "licence number not stated"
    return f"set id {_line(one['set_id'], 60)}, {_line(numbers, 80)}"


def _or(value: str | None) -> str:
    return value or "not stated"


def _line(words: str, length: int = _LONGEST) -> str:
    return shortened(words, length)
