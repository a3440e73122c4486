"""A quotation mark that is left at an end of a text and has no other: the text would be shown with it."""

import re
from collections.abc import Iterator
from typing import Any

from loaders.salvage import Path_

_PAIRS = (('"', '"'), ("“", "”"), ("„", "“"))
# At the end of a line, or where a text begins: few files have one there, and only they are looked through.
_MAYBE = re.compile(r"[\"“”][ \t]*(?:[,\]}].*)?\r?$|(?::|-|[\[,]) [“”„]", re.MULTILINE)


def stray_marks(value: Any, text: str, path: Path_ = ()) -> Iterator[tuple[Path_, str, str]]:
    """Where one stands in the values of a file, which is `text`: what is wrong, and what would be right."""
    if not path and not _MAYBE.search(text):
        return
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from stray_marks(inside, text, (*path, key))
    elif isinstance(value, list):
        for index, inside in enumerate(value):
            yield from stray_marks(inside, text, (*path, index))
    elif isinstance(value, str) and (bare := _without(value)):
        yield path, f"a quotation mark at one end of the text alone: {_end(value)}", f"the text without it: {bare}"


def _without(value: str) -> str | None:
    for opened, closed in _PAIRS:
        even = value.count(opened) % 2 == 0 if opened == closed else value.count(opened) == value.count(closed)
        if not even and value.endswith(closed):
            return value.removesuffix(closed).rstrip()
        if not even and value.startswith(opened):
            return value.removeprefix(opened).lstrip()
    return None


def _end(value: str) -> str:
    return value if len(value) <= 40 else f"{value[:18]} ... {value[-18:]}"
