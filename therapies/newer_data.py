"""What a session is told when it does not show the newest data: which there are, and in one line what is newer.

It counts what staff speak of on a call. Not here: every change, one by one (`therapies.changed_data`), and looking for
newer data (`therapies.looking`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from therapies import wording
from therapies.dataset import Dataset
from therapies.editions import Edition
from therapies.kept import kept

_COUNTED = {
    "therapies": ("treatment", "treatments"),
    "outcomes": ("result", "results"),
    "safety": ("risk", "risks"),
    "regulatory_events": ("regulatory step", "regulatory steps"),
    "trials": ("trial", "trials"),
}
_CHECKS = ("checked_on", "due_on", "registry_copy", "status_as_of")


@dataclass(frozen=True, slots=True)
class Newer:
    """What is said: which data there are, which are shown still, and what differs; `button` shows the others."""

    said: str
    shown: str
    differs: str
    button: str


def newer(shown: Edition, newest: Edition) -> Newer | None:
    """What to say to a session that shows one edition while another is the newest; None where it is the same."""
    if shown.same_as(newest):
        return None
    if shown.record.fingerprint == newest.record.fingerprint:
        return Newer(
            f"A newer copy of the register is here, {_copy(newest)}.",
            f"You still see {_copy(shown)}.",
            "",
            "Show the newer data",
        )
    # An older release is published again where somebody went back to it.
    back = newest.record.built_at < shown.record.built_at
    first = "The published data went back to an earlier release" if back else "Newer data are here"
    return Newer(
        f"{first}: release {newest.record.release} of {wording.data_day(newest.record.built_at)}.",
        f"You still see those of {wording.data_day(shown.record.built_at)}, release {shown.record.release}.",
        _differs(shown.record, newest.record),
        "Show these data" if back else "Show the newer data",
    )


def _copy(edition: Edition) -> str:
    return f"the copy of {wording.day(edition.register.day)}" if edition.register else "none"


@kept(1)
def _differs(old: Dataset, new: Dataset) -> str:
    parts = [part for table in _COUNTED for part in _counts(table, old, new)]
    return f"There: {wording.listing(parts)}." if parts else ""


def _counts(table: str, old: Dataset, new: Dataset) -> Iterator[str]:
    was, now = ({_name(record): record for record in one.rows[table]} for one in (old, new))
    changed = sum(_facts(was[name]) != _facts(now[name]) for name in was.keys() & now.keys() if was[name] != now[name])
    counts = (("new", len(now.keys() - was.keys())), ("changed", changed), ("gone", len(was.keys() - now.keys())))
    one, many = _COUNTED[table]
    yield from (f"{count:,} {one if count == 1 else many} {said}" for said, count in counts if count)


def _name(record: Any) -> str:
    return record.fact_id


def _facts(record: Any) -> Any:
    """The record without its days of checks."""
    return replace(record, **{name: None for name in _CHECKS if hasattr(record, name)})
