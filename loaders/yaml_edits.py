"""Edits of a YAML text that leave every other byte of it as it is: comments, spacing and order are people's own.

Here: texts. Not here: what is edited (`loaders.confirming`) or how a file is written (`loaders.file_saving`).
"""

from itertools import takewhile

import yaml

from loaders.plain_text import without_mark
from loaders.salvage import Path_


class NoSuchPlaceError(Exception):
    """A place that is not in the text, or is no single value."""


def with_value(text: str, path: Path_, value: str) -> str:
    """The text with another single value at a path. Raises NoSuchPlaceError."""
    bare = without_mark(text)
    mark, text = text.removesuffix(bare), bare
    node = _at(yaml.compose(text, yaml.CSafeLoader), path)
    if not isinstance(node, yaml.ScalarNode):
        raise NoSuchPlaceError(f"{path} is no single value")
    start, end = node.start_mark, node.end_mark
    if start is None or end is None:
        raise NoSuchPlaceError(f"{path} has no place in the text")
    return mark + text[: start.index] + value + text[end.index :]


def with_block(text: str, key: str, lines: list[str]) -> str:
    """The text with these lines under a key of the outermost level: in its place, else at the end; none take it out."""
    newline = "\r\n" if "\r\n" in text else "\n"
    rows = text.splitlines(keepends=True)
    start = next((place for place, row in enumerate(rows) if row.startswith(f"{key}:")), None)
    if start is None:
        before, after = rows, []
    else:
        later = range(start + 1, len(rows))
        end = next((place for place in later if not _belongs(rows[place])), len(rows))
        before, after = rows[:start], rows[end:]
    if not lines:
        return "".join(before + after)
    if before and not before[-1].endswith(("\n", "\r")):
        before = [*before[:-1], before[-1] + newline]
    if start is None and before and before[-1].strip():
        before = [*before, newline]
    block = [f"{key}:{newline}", *(f"  {line}{newline}" for line in lines)]
    return "".join(before + block + after)


def block(text: str, key: str) -> list[str]:
    """The lines under a key of the outermost level, as `with_block` takes them; none where the key is not there."""
    rows = text.splitlines()
    start = next((place for place, row in enumerate(rows) if row.startswith(f"{key}:")), len(rows))
    return [row.removeprefix("  ") for row in takewhile(_belongs, rows[start + 1 :])]


def _belongs(row: str) -> bool:
    """Whether a line after a key of the outermost level still belongs to it; an empty one is left to what follows."""
    return row[:1] in (" ", "\t") and bool(row.strip())


def _at(node: yaml.Node | None, path: Path_) -> yaml.Node:
    for part in path:
        found: yaml.Node | None = None
        if isinstance(node, yaml.MappingNode):
            found = next((value for name, value in node.value if name.value == part), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            found = node.value[part]
        if found is None:
            raise NoSuchPlaceError(f"there is no {part} in {path}")
        node = found
    if node is None:
        raise NoSuchPlaceError("the text is empty")
    return node
