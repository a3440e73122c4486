"""What the curation page says: faults, differences in facts, what is overdue, and what an action did, in words.

Made of the answers of the process that reads the files (`therapies.desk_process`). Not here: how it is drawn.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from therapies import wording

Answer = Mapping[str, Any]
_INDEX = re.compile(r"(\[\d+\])+$")


@dataclass(frozen=True, slots=True)
class File:
    """A curated file: its name, and what it is called in the list."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend. `here`: it is in the file that is open, at this line; else `place` says in which.

    `key` is that of the value which is wrong; "" where the fault is no value's.
    """

    line: int
    key: str
    here: bool
    place: str
    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class Change:
    """One difference in facts, as the page Changes says it."""

    what: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """Something to confirm with one action: a fact or a source. `target` names it to the process."""

    target: str
    name: str
    more: str
    url: str | None


@dataclass(frozen=True, slots=True)
class OtherWords:
    """What the same person typed into the same file in another tab: `lines` are those that the text here has not."""

    print: str
    warning: str
    lines_heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check says of a text. `lines`: those of the file as it is now that the text has not.

    `other`: words of another tab that this one would replace; while there are some, its text is not kept.
    """

    heading: str
    faults: tuple[Fault, ...]
    changes_heading: str
    changes: tuple[Change, ...]
    due_facts: tuple[Due, ...]
    due_sources: tuple[Due, ...]
    lines_heading: str
    lines: tuple[str, ...]
    other: OtherWords | None

    @property
    def sound(self) -> bool:
        """Whether it can be looked at and saved."""
        return not self.faults


def files(answer: Answer, names: Mapping[str, str]) -> tuple[File, ...]:
    """All files that can be opened; `names`: the short names of the therapies that are published."""
    return tuple(_file(one["file"], names) for one in answer["files"])


def therapy_of(name: str) -> str | None:
    """The therapy whose file it is; None for a shared file."""
    return name.removeprefix("therapies/").removesuffix(".yaml") if name.startswith("therapies/") else None


def address_of(name: str) -> str:
    """What a file is called in the address of the page: a therapy's by its id."""
    return therapy_of(name) or name


def _file(name: str, names: Mapping[str, str]) -> File:
    therapy = therapy_of(name)
    if therapy is None:
        return File(name, f"Shared: {name}")
    called = names.get(therapy, therapy)
    title = therapy if called == therapy else f"{called} ({therapy})"
    return File(name, title)


def checked(answer: Answer, file: str, of_file: bool) -> Checked:
    """What the check says; `of_file`: compared with the file as it is now, not with the release."""
    faults = tuple(_fault(one, file) for one in answer["faults"])
    changes = tuple(_change(one) for one in answer["changes"] or ())
    due = answer["due"]
    return Checked(
        heading=_count(len(faults), "fault", "faults") + " to mend" if faults else "No faults",
        faults=faults,
        changes_heading=_changes_heading(answer["changes"], bool(faults), of_file),
        changes=changes,
        due_facts=_due_facts(due),
        due_sources=_due_sources(due),
        lines_heading=_lines_heading(len(answer["lines"])) if of_file else "",
        lines=_lines(answer["lines"]),
        other=_other(answer["other"]) if answer["other"] else None,
    )


def _other(one: Answer) -> OtherWords:
    count = len(one["lines"])
    return OtherWords(
        one["print"],
        f"You have this file open in another tab or browser too, and what you typed there is your draft, of "
        f"{_moment(one['kept'])}. Nothing of it was replaced. What you type here is not kept as long as you have not "
        "chosen which words you go on with.",
        f"{_count(count, 'line', 'lines')} of the other words that your text here has not" if count else "",
        _lines(one["lines"]),
    )


def _lines(numbered: list[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(f"Line {number}: {line}" for number, line in numbered)


def _fault(one: Answer, file: str) -> Fault:
    here = one["file"] == file
    place = f"Line {one['line']}" if here else f"{one['file']}, line {one['line']}"
    if one["path"]:
        place = f"{place}: {one['path']}"
    key = _INDEX.sub("", one["path"]).rpartition(".")[2]
    return Fault(one["line"], key, here, place, one["wrong"], one["right"])


def _change(one: Answer) -> Change:
    what = f"{one['kind']}. {one['about']}" if one["about"] else one["kind"]
    before, after = one["before"], one["after"]
    # What both say again needs no second look, as long as something is left to say.
    alone = [line for line in before if line not in after], [line for line in after if line not in before]
    return Change(what, *(tuple(less or full) for less, full in zip(alone, (before, after), strict=True)))


def _changes_heading(changes: list[Answer] | None, faults: bool, of_file: bool) -> str:
    other = "the file as it is now" if of_file else "the release"
    if changes is None:
        return "What it changes is told when no fault is left" if faults else "There is no release to compare with"
    if not changes:
        return f"No fact differs from {other}"
    return f"{_count(len(changes), 'fact differs', 'facts differ')} from {other}"


def _lines_heading(count: int) -> str:
    if not count:
        return "Your text has every line of the file as it is now"
    return f"{_count(count, 'line', 'lines')} of the file as it is now that your text has not"


def _due_facts(due: list[Answer]) -> tuple[Due, ...]:
    """One for each thing that is confirmed: a trial with its hospitals, or what a file says in its own words."""
    found: dict[str, list[Answer]] = {}
    for one in due:
        found.setdefault(one["target"], []).append(one)
    return tuple(
        Due(target, f"{ones[0]['name']}{_more(len(ones) - 1)}.", _overdue(ones), None) for target, ones in found.items()
    )


def _overdue(ones: list[Answer]) -> str:
    return f"Overdue since {_day(min(one['due'] for one in ones))}."


def _more(count: int) -> str:
    return f", and {_count(count, 'more fact', 'more facts')}" if count else ""


def _due_sources(due: list[Answer]) -> tuple[Due, ...]:
    """The sources of the overdue facts, each with how many of them rest on it, the most first."""
    found: dict[str, tuple[str, str | None, int]] = {}
    for fact in due:
        for source in fact["sources"]:
            _, _, count = found.get(source["id"], ("", None, 0))
            found[source["id"]] = (source["title"], source["url"], count + 1)
    return tuple(
        Due(target, f"{title}.", f"{_count(count, 'overdue fact rests', 'overdue facts rest')} on it.", url)
        for target, (title, url, count) in sorted(found.items(), key=lambda item: -item[1][2])
    )


def confirmed(answer: Answer) -> str:
    """What a confirmation did, and what is current again."""
    names = list(answer["current"])
    if not names:
        return f"{answer['said']} Nothing that was overdue is current by it: it may rest on other sources too."
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return f"{answer['said']} Current again: {'; '.join(names[:5])}{more}."


def draft_question(kept: str, older: bool) -> str:
    """What is asked of somebody who left a draft; `kept` is the moment in ISO form."""
    said = f"You have a draft of this file of {_moment(kept)}, that is not saved."
    return f"{said} The file was changed since then, by somebody else or in another tab." if older else said


def _moment(kept: str) -> str:
    moment = datetime.fromisoformat(kept).astimezone(UTC)
    return f"{wording.day(moment.date())}, {moment:%H:%M} UTC"


def _day(text: str) -> str:
    return wording.day(datetime.fromisoformat(text).date())


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
