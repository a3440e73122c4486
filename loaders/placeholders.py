"""Places of a template that nobody has filled in: `FILL IN what stands there`. The check refuses each of them.

Here: the sign, and where it stands in a file. Not here: the template (`loaders.new_therapy`).
"""

import re
from collections.abc import Iterator
from typing import Any

from loaders.salvage import Path_

SIGN = "FILL IN"
_PLACE = re.compile(rf"{SIGN}\b[\s:-]*(?P<what>.*)", re.DOTALL)


def placeholders(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, str, str]]:
    """Where a placeholder stands in the values of a file, what is wrong, and what to write there."""
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from placeholders(inside, (*path, key))
    elif isinstance(value, list):
        for index, inside in enumerate(value):
            yield from placeholders(inside, (*path, index))
    elif isinstance(value, str) and (found := _PLACE.search(value)):
        what = " ".join(found["what"].split())
        yield path, f"a placeholder of the template: '{_short(found[0])}'", what or "the value, or null if not stated"


def to_fill_in(wrong: str, right: str, refused: tuple[str, str] | None) -> tuple[str, str]:
    """What is said of a placeholder, with the words that may stand there, where its value was `refused` for them."""
    words = refused[1].partition("one of: ")[2] if refused else ""
    return wrong, f"{right} (one of: {words})" if words else right


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:57]}..."
