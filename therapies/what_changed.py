"""What changed in the register between the last two copies, for the studies of our therapies and diseases.

Not here: which differences count (`therapies.register_changes`), and what changed in our data
(`therapies.changed_data`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from therapies import wording
from therapies.dataset import Dataset
from therapies.recruiting import REGISTER
from therapies.register_changes import GONE, KINDS, NEW, PHASE, SITES, STATUS, Change, changes
from therapies.registered_study import RegisteredStudy
from therapies.sheet import Sheet
from therapies.study_register import StudyRegister
from therapies.trial_phases import phase_code, phase_title

_CODE = re.compile(r"\b[A-Z]{2,}(?:_[A-Z]+)+\b|\b[A-Z]{4,}\b")
NONE_YET = (
    "Two copies of the register are needed to say what changed, each of another day. "
    "Ask the person who runs this dashboard for them."
)


@dataclass(frozen=True, slots=True)
class WhatChanged:
    """The page: what was compared, the counts, and the changes with the therapies of each study.

    `earlier` is the day of the older copy. `not_held` says what a copy does not hold or was not asked for, so
    that no change of it is told; `care`: that a copy is not the register, where a study is new or gone.
    """

    earlier: date
    compared: str
    not_held: tuple[str, ...]
    care: str
    count: str
    changes: tuple[Change, ...]
    therapies: dict[str, tuple[str, ...]]
    sheet: Sheet


OF_COPIES = (
    "“New” and “no longer” are about the copies. Such a study may have been, or may still be, in the register: it may "
    "just not match what was asked for, or not be in the file. Look it up before you say that it is gone."
)


def what_changed(
    dataset: Dataset,
    earlier: StudyRegister,
    register: StudyRegister,
    therapy_id: str | None,
    disease_id: str | None,
) -> WhatChanged:
    """The changes of the studies of a therapy, a disease, or all of ours. Raises KeyError for an unknown id."""
    wanted = _wanted(earlier, therapy_id, disease_id) | _wanted(register, therapy_id, disease_id)
    old, new = (list(one.studies([nct for nct in sorted(wanted) if nct in one])) for one in (earlier, register))
    every = changes(old, new)
    told = [change for change in every if _told(change, earlier, register)]
    untold = Counter(change.kind for change in every) - Counter(change.kind for change in told)
    found = tuple(_worded(dataset, change) for change in told)
    names = {nct: _names(dataset, register, earlier, nct) for nct in {change.nct for change in found}}
    return WhatChanged(
        earlier=earlier.day,
        compared=(
            f"Compared: the copies of the register of {wording.day(earlier.day)} and {wording.day(register.day)}, "
            f"{len(wanted):,} studies."
        ),
        not_held=(*_not_held([(earlier.day, old), (register.day, new)]), *_not_asked(earlier, register, untold)),
        care=OF_COPIES if {NEW, GONE} & {change.kind for change in found} else "",
        count=_count(found),
        changes=found,
        therapies=names,
        sheet=_sheet(found, names),
    )


def _wanted(register: StudyRegister, therapy_id: str | None, disease_id: str | None) -> set[str]:
    if therapy_id:
        return set(register.links[therapy_id])
    return set(register.of_disease[disease_id]) if disease_id else register.ours()


def _worded(dataset: Dataset, change: Change) -> Change:
    """Statuses and phases in the words of the other pages; all else as the register writes it."""
    before, after = (_in_words(dataset, change.kind, text) for text in (change.before, change.after))
    return replace(change, before=before, after=after)


def _in_words(dataset: Dataset, kind: str, text: str) -> str:
    if kind == PHASE:
        return text if text == wording.NOT_STATED else phase_title(dataset, phase_code(text.split("/")))
    if kind not in (NEW, GONE, STATUS, SITES):
        return text
    titles = {word.code: word.title for field in ("site_status", "trial_status") for word in dataset.words(field)}
    place, colon, statuses = text.rpartition(": ")
    return place + colon + _CODE.sub(lambda found: titles.get(found[0], found[0]), statuses)


def _told(change: Change, earlier: StudyRegister, register: StudyRegister) -> bool:
    """Whether a change is one: a study that is in one copy alone must have been asked for in the other one too."""
    if change.kind not in (NEW, GONE):
        return True
    has, lacks = (register, earlier) if change.kind == NEW else (earlier, register)
    return lacks.asked.covers(has.asked) or lacks.asked.would_find(has.asked_study(change.nct))


def _not_asked(earlier: StudyRegister, register: StudyRegister, untold: Counter[str]) -> Iterator[str]:
    """Why studies that one copy alone has are called neither new nor gone."""
    if register.from_file and not earlier.from_file:
        yield "The newer copy came from a file. A study that is not in that file is not said to be gone."
    if earlier.from_file and not register.from_file:
        yield "The earlier copy came from a file. A study that is not in that file is not said to be new."
    for kind, lacks, has, others, word in (
        (GONE, register, "earlier", "newer", "gone"),
        (NEW, earlier, "newer", "earlier", "new"),
    ):
        if untold[kind] and not lacks.from_file:
            one = untold[kind] == 1
            yield (
                f"{untold[kind]:,} {'study stands' if one else 'studies stand'} in the {has} copy alone. The {others} "
                f"copy was made with other questions and may not have asked for {'it' if one else 'them'}: "
                f"{'it is' if one else 'they are'} not said to be {word}."
            )


def _not_held(copies: Sequence[tuple[date, list[RegisteredStudy]]]) -> Iterator[str]:
    if days := [wording.day(day) for day, studies in copies if any(study.from_csv for study in studies)]:
        copy = "copies" if len(days) > 1 else "copy"
        yield (
            f"The {copy} of {' and '.join(days)} came from a file (CSV) that does not hold sites with their status, "
            "age limits or why a study was stopped: no change of these is told."
        )


def _names(dataset: Dataset, register: StudyRegister, earlier: StudyRegister, nct: str) -> tuple[str, ...]:
    return tuple(
        therapy.short_name
        for therapy in dataset.therapies.values()
        if nct in register.links[therapy.id] or nct in earlier.links[therapy.id]
    )


def _count(found: Sequence[Change]) -> str:
    if not found:
        return "Nothing changed that matters to a reader."
    counts = Counter(change.kind for change in found)
    said = ", ".join(f"{kind} {counts[kind]}" for kind in KINDS if counts[kind])
    studies = len({change.nct for change in found})
    changed = "1 change" if len(found) == 1 else f"{len(found)} changes"
    return f"{changed} in {'1 study' if studies == 1 else f'{studies} studies'}: {said}."


def _sheet(found: Sequence[Change], names: dict[str, tuple[str, ...]]) -> Sheet:
    return Sheet(
        "What changed in the register",
        ("Study", "Register number", "Therapies", "What changed", "Before", "After", "Address"),
        tuple(
            (
                one.title,
                one.nct,
                ", ".join(names[one.nct]),
                one.about,
                one.before,
                one.after,
                f"{REGISTER}{one.nct}",
            )
            for one in found
        ),
    )
