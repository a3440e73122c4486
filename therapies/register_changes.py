"""What is different between two copies of the register: studies, status, sites, ages, people, dates, phase, sponsor.

Only what says something to a reader: another spelling, order, spacing or unit is no change. Two identical copies give
none.
What one of the copies does not hold, as one made from a CSV, is not compared. Nor is whether a day is planned or has
come: the status says that. Not here: sites (`therapies.site_changes`), and the words for statuses and phases.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from therapies.registered_study import RegisteredStudy
from therapies.same_facts import bare_name, bare_text
from therapies.site_changes import site_changes
from therapies.trial_ages import age_groups, limits_said
from therapies.wording import NOT_STATED, printed_date

NEW, GONE, NUMBER, STATUS, STOPPED = (
    *("new in the copy", "no longer in the copy", "register number", "status", "why stopped"),
)
SITES, AGES, PEOPLE, DATES, PHASE, SPONSOR, TITLE = (
    *("sites", "ages", "number of people", "dates", "phase", "sponsor", "title"),
)
KINDS = (NEW, GONE, NUMBER, STATUS, STOPPED, SITES, AGES, PEOPLE, DATES, PHASE, SPONSOR, TITLE)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference of a study: its kind (KINDS), the words before and after; "" where there was or is nothing.

    `about` is the kind, of a site what happened to it. `mark` is short and belongs to this difference alone among those
    of the study and kind: it is made of the register's own words.
    """

    nct: str
    title: str
    kind: str
    about: str
    before: str
    after: str
    mark: str


def changes(before: Iterable[RegisteredStudy], after: Iterable[RegisteredStudy]) -> tuple[Change, ...]:
    """All differences, by the number of the study and then in the order of KINDS."""
    old, new = ({study.nct: study for study in studies} for studies in (before, after))
    found: list[Change] = []
    # A study that was given another number is neither gone nor new.
    former = {
        nct: older
        for nct, study in new.items()
        if nct not in old
        for older in study.aliases
        if older in old and older not in new
    }
    for nct in sorted((old.keys() | new.keys()) - set(former.values())):
        if nct in former:
            found.append(_change(new[nct], NUMBER, former[nct], nct))
            found += _in_order(_between(old[former[nct]], new[nct]))
        elif nct not in old:
            found.append(_change(new[nct], NEW, "", new[nct].status or NOT_STATED))
        elif nct not in new:
            found.append(_change(old[nct], GONE, old[nct].status or NOT_STATED, ""))
        else:
            found += _in_order(_between(old[nct], new[nct]))
    return tuple(found)


def _in_order(found: Iterable[Change]) -> list[Change]:
    return sorted(found, key=lambda one: KINDS.index(one.kind))


def _between(old: RegisteredStudy, new: RegisteredStudy) -> Iterator[Change]:
    after = _values(new)
    for (kind, label), was in _values(old).items():
        is_ = after[kind, label]
        # A CSV may come without a column: what is missing there is not known.
        known = (was or not old.from_csv) and (is_ or not new.from_csv)
        alike = _same_name if kind == SPONSOR else _same
        if known and was != is_ and alike(was) != alike(is_):
            yield _change(new, kind, *(f"{label}{value or NOT_STATED}" for value in (was, is_)))
    if old.limits_known and new.limits_known and _ages(old) != _ages(new):
        yield _change(new, AGES, limits_said(old), limits_said(new))
    if old.sites != new.sites and not old.from_csv and not new.from_csv:
        for site in site_changes(old.sites, new.sites):
            yield _change(new, SITES, site.before, site.after, site.about)


def _values(study: RegisteredStudy) -> dict[tuple[str, str], str | None]:
    """What is one text, by its kind and the label that stands before it; None is "not stated"."""
    return {
        (STATUS, ""): study.status,
        (STOPPED, ""): study.why_stopped,
        (PEOPLE, ""): None if study.enrollment is None else str(study.enrollment),
        (DATES, "Start: "): _day(study.start),
        (DATES, "Last visit for the main result (primary completion): "): _day(study.primary_completion),
        (DATES, "End (completion): "): _day(study.completion),
        (PHASE, ""): "/".join(sorted(study.phases)) if study.phases else None,
        (SPONSOR, ""): study.sponsor,
        (TITLE, ""): study.title,
    }


def _day(printed: str | None) -> str | None:
    return printed_date(printed) if printed else None


def _change(study: RegisteredStudy, kind: str, before: str, after: str, about: str = "") -> Change:
    told = "\n".join((_same(before) or "", _same(after) or ""))
    mark = hashlib.sha256(told.encode()).hexdigest()[:12]
    title = study.title or "Study without a title in the register"
    return Change(study.nct, title, kind, about or kind, before, after, mark)


def _ages(study: RegisteredStudy) -> tuple[Any, ...]:
    """What the limits and groups say, whatever their units; from 0 on is no lower limit."""
    return study.youngest.extent if study.youngest.amount != 0 else None, study.oldest.extent, age_groups(study)


def _same_name(name: str | None) -> str | None:
    return bare_name(name) if name else None


def _same(text: str | None) -> str | None:
    """What of a text says something."""
    return bare_text(text) if text else None
