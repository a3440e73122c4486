"""A quotation mark that is left at an end of a text and has no other: the text would be shown with it.

Not here: marks that leave no YAML (`loaders.yaml_value_mistakes`).
"""

import re
from collections.abc import Iterator
from typing import Any

from loaders.salvage import Path_

_PAIRS = (('"', '"'), ("“", "”"), ("„", "“"))
_AT_THE_END = re.compile(r"\"[ \t]*(?:[,\]}#].*)?\r?$", re.MULTILINE)


def stray_marks(value: Any, text: str, path: Path_ = ()) -> Iterator[tuple[Path_, str, str]]:
    """Where one stands in the values of a file, which is `text`: what is wrong, and what would be right."""
    if not path and not _may_hold(text):
        return
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from stray_marks(inside, text, (*path, key))
    elif isinstance(value, list):
        for index, inside in enumerate(value):
            yield from stray_marks(inside, text, (*path, index))
    elif isinstance(value, str) and (bare := _without(value)):
        yield path, f"a quotation mark at one end of the text alone: {_end(value)}", f"the text without it: {bare}"


def _may_hold(text: str) -> bool:
    """Few files have a line that ends with a mark and has no other: only they are looked through.

    A text that begins with a plain one and does not end with one is no YAML.
    """
    if text.count("“") != text.count("”"):
        return True
    lines = (text[text.rfind("\n", 0, found.start()) + 1 : found.start()] for found in _AT_THE_END.finditer(text))
    return any(line.count('"') % 2 == 0 for line in lines)


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
