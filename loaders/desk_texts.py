"""What a person sees of a therapy file: all but the sign-offs, which the desk writes; and the whole text again.

Here: texts. Not here: files, or what a sign-off is (`loaders.sign_offs`).
"""

from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from pydantic import ValidationError

from loaders.confirming import authored
from loaders.records import Therapy
from loaders.sign_offs import signable
from loaders.yaml_edits import block, with_block
from loaders.yaml_text import read

_KEY = "sign_offs"


def shown(text: str) -> str:
    """A therapy file without its sign-offs, which stand at its end: the lines keep their numbers."""
    return with_block(text, _KEY, []).replace("\r\n", "\n")


def same(one: str, other: str) -> bool:
    """Whether two texts say the same: empty lines at the end say nothing."""
    return one.rstrip() == other.rstrip()


def missing(there: str, seen: str) -> Iterator[tuple[int, str]]:
    """The lines that stand in `there` and not in what a person sees, with their numbers."""
    lines, others = there.splitlines(), seen.splitlines()
    for kind, start, end, _, _ in SequenceMatcher(None, lines, others, autojunk=False).get_opcodes():
        if kind in ("delete", "replace"):
            yield from ((number + 1, lines[number]) for number in range(start, end) if lines[number].strip())


def whole(seen: str, on_disk: str | None) -> str:
    """What a person sees, with the sign-offs of the file on disk, less those of facts that are no longer there."""
    signed = block(on_disk or "", _KEY)
    if "\r\n" in (on_disk or ""):
        # A browser knows one kind of line's end alone; the file keeps its own.
        seen = seen.replace("\n", "\r\n")
    if not signed:
        return seen
    therapy = _therapy(seen)
    facts = signable(therapy) if therapy else {}
    return with_block(seen, _KEY, [line for line in signed if line.partition(":")[0].strip("'\"") in facts])


def signed(seen: str, on_disk: str | None, by: str) -> tuple[str, int]:
    """The whole text in which `by` signs what is new or changed, and how many facts that are."""
    made = whole(seen, on_disk)
    after = _therapy(made)
    if after is None:
        return made, 0
    now = authored(made, _therapy(on_disk) if on_disk else None, after, by)
    before = block(made, _KEY)
    return now, sum(line not in before for line in block(now, _KEY))


def _therapy(text: str) -> Therapy | None:
    """The record of a text; None where it has faults. Its words are not looked up: the check does that."""
    try:
        return Therapy.model_validate(read(Path(), Path(), text).value)
    except ValidationError:
        return None
