"""Words that stand after a # and were not meant as a remark: YAML drops them without a word ("Adults #1 at last").

Not here: slips that leave no YAML (`loaders.yaml_mistakes`).
"""

import re
from collections.abc import Iterator

import yaml

# The # first, and then what stands beside it: a text is looked through for one sign ten times as fast.
_MAYBE = re.compile(r"#(?<=[ \t]#)(?=\S)")


def unread(text: str, node: yaml.Node | None) -> Iterator[tuple[int, str]]:
    """Line (1 is the first) and words that are dropped; a remark with a space after its # is none of them."""
    found = [one.start() for one in _MAYBE.finditer(text) if _after_words(text, one.start())]
    if not found or node is None:
        return
    inside = list(_scalars(node))
    for at in found:
        start = text.rfind("\n", 0, at) + 1
        before = [start + place for place, sign in enumerate(text[start:at]) if sign == "#"]
        if not any(low <= at < high for low, high in inside) and not any(_begins(text, place) for place in before):
            yield text.count("\n", 0, at) + 1, text[at:].partition("\n")[0].strip()


def _after_words(text: str, place: int) -> bool:
    """Whether something stands before a # on its line."""
    before = text[text.rfind("\n", 0, place) + 1 : place].rstrip(" \t")
    return before != "" and not before[-1].isspace()


def _begins(text: str, place: int) -> bool:
    """Whether a remark begins at a #: what stands after it on the line is part of it."""
    return place == 0 or text[place - 1] in " \t\n"


def _scalars(node: yaml.Node) -> Iterator[tuple[int, int]]:
    # A part may stand again in itself, by its alias: each is looked at once.
    stack, seen = [node], set()
    while stack:
        one = stack.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, yaml.ScalarNode):
            if one.start_mark and one.end_mark:
                yield one.start_mark.index, one.end_mark.index
        else:
            parts = one.value if isinstance(one.value, list) else []
            stack += [child for part in parts for child in (part if isinstance(part, tuple) else (part,))]
