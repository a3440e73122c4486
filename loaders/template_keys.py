"""The keys of a therapy file in their order, as the template has them: which one is missing between two others.

For guessing alone what somebody meant (`loaders.yaml_mistakes`). Not here: which keys there may be (`loaders.records`).
"""

import re
from functools import cache

from loaders.placeholders import TEMPLATE

_KEY = re.compile(r"^#?(?P<before> *(?:- )?)\{?(?P<key>[a-z]\w*):")


@cache
def _keys() -> tuple[tuple[int, str], ...]:
    """How far each key is moved in, and the key."""
    lines = TEMPLATE.read_text(encoding="utf-8").splitlines()
    return tuple((len(found["before"]), found["key"]) for line in lines if (found := _KEY.match(line)))


def is_key(word: str) -> bool:
    """Whether the template has it as a key."""
    return any(key == word for _, key in _keys())


def is_part(word: str) -> bool:
    """Whether it is a key at the beginning of a line."""
    return (0, word) in _keys()


def missing_between(before: str | None, after: str | None) -> str | None:
    """The one key that stands between two others; None where it cannot be told."""
    names = [key for _, key in _keys()]
    found = {
        names[place]
        for place in range(1, len(names) - 1)
        if names[place - 1] == before and after in (None, names[place + 1])
    }
    return found.pop() if len(found) == 1 else None
