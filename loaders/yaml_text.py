"""Curated YAML as plain values with line numbers, read as YAML 1.2 and with nothing that could surprise.

Only `true` and `false` are booleans (Norway stays NO), dates stay text as exact as written. Refused: tags, aliases
(and with them entity bombs), duplicate keys, keys that are not text, invisible marks, over-deep or over-long files. Not
here: what a person did where it is no YAML (`loaders.yaml_mistakes`), and which keys there may be (`loaders.records`).
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from loaders.faults import Fault, path_text
from loaders.plain_text import NotPlainTextError, decoded, refuse_other_forms, without_mark
from loaders.yaml_mistakes import mistake
from loaders.yaml_remarks import unread

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
_LONGEST_NUMBER = 15
# The sign first, and then what may stand before it: a text is looked through for one sign ten times as fast.
_MAYBE_ANCHOR = re.compile(r"&(?<![^\s\[{,:-]&)\w")

# What a value without quotation marks may be, by the sign it begins with; everything else is a text.
_IMPLIED: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
for _kind, _pattern, _first in (
    ("null", r"(?:null|~|)$", ["n", "~", ""]),
    ("bool", r"(?:true|false)$", ["t", "f"]),
    ("int", r"-?(?:0|[1-9][0-9]*)$", list("-0123456789")),
    ("float", r"-?(?:0|[1-9][0-9]*)\.[0-9]+$", list("-0123456789")),
):
    for _sign in _first:
        _IMPLIED.setdefault(_sign, []).append((_kind, re.compile(_pattern)))

_VALUE = {"null": lambda _: None, "bool": lambda text: text == "true", "int": int, "float": float, "str": str}
_TAG = "tag:yaml.org,2002:"
_TAGS = {kind: _TAG + kind for kind in (*_VALUE, "seq", "map")}

Path_ = tuple[str | int, ...]


class _TooDeepError(yaml.YAMLError):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _Loader(yaml.CSafeLoader):
    """libyaml's parser with the scalar rules of YAML 1.2's core schema, less octal and hexadecimal numbers."""

    _depth = 0

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        """Called for every node without a tag; of a scalar, `implicit` says first if it has no quotation marks."""
        if kind is yaml.ScalarNode:
            return _TAGS[_implied_kind(value) if implicit[0] else "str"]
        return _TAGS["seq" if kind is yaml.SequenceNode else "map"]

    def descend_resolver(self, current_node: yaml.Node | None, current_index: object) -> None:  # noqa: ARG002
        """Called for every node before it is read. Its parts are read by recursion in C, which no limit of Python's
        stops: so nesting that nobody writes by hand ends here.
        """
        self._depth += 1
        if current_node is not None and self._depth > MAX_DEPTH + 1:
            raise _TooDeepError(current_node.start_mark.line + 1)

    def ascend_resolver(self) -> None:
        """Called for every node after it was read."""
        self._depth -= 1


@dataclass
class Document:
    """The values of one file and the line of each path in it (1 is the first line)."""

    file: Path
    value: Any = None
    lines: dict[Path_, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    text: str = ""

    def line_of(self, path: Path_) -> int:
        """Line of a path, or of the nearest part of it that stands in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def fault(self, path: Path_, wrong: str, right: str) -> Fault:
        """A fault at a path of this file."""
        return Fault(self.file, self.line_of(path), path_text(path), wrong, right)


def read(file: Path, shown_as: Path, text: str | None = None) -> Document:
    """Read one file, or `text` as if it stood there.

    All that is wrong with it stands in `faults`; `value` is None when it could not be read. The same text gives the
    same document: nobody changes it.
    """
    try:
        if (file.stat().st_size if text is None else len(text)) > MAX_BYTES:
            raise ValueError(f"the file is larger than {MAX_BYTES:,} bytes")
        if text is None:
            text = decoded(file.read_bytes())
        else:
            refuse_other_forms(text[:20].encode())
    except NotPlainTextError as error:
        return Document(shown_as, faults=[Fault(shown_as, error.line, "", error.wrong, error.right)])
    except (OSError, ValueError) as error:
        fault = Fault(shown_as, 1, "", f"cannot be read: {error}", "a UTF-8 text file of normal size")
        return Document(shown_as, faults=[fault])
    return _parsed(shown_as, without_mark(text))


# Whoever checks again and again, with one text changed, does not parse the others anew.
@lru_cache(maxsize=256)
def _parsed(shown_as: Path, text: str) -> Document:
    document = Document(shown_as, text=text)
    if trouble := _hidden_character(text):
        line, name = trouble
        document.faults.append(
            Fault(shown_as, line, "", f"an invisible character ({name})", "delete it; type the words anew if need be")
        )
        return document
    try:
        node = yaml.compose(text, _Loader)
    except _TooDeepError as error:
        document.faults.append(Fault(shown_as, error.line, "", "nested too deep", "the format has few levels"))
        return document
    except yaml.YAMLError as error:
        document.faults.append(_syntax_fault(shown_as, text, error))
        return document
    document.faults += [Fault(shown_as, line, "", "an anchor (&name)", "the text alone") for line in _anchors(text)]
    document.faults += [Fault(shown_as, line, "", *_cut_off(rest)) for line, rest in unread(text, node)]
    document.value = None if node is None else _construct(node, (), document, set())
    if document.value is None and not document.faults:
        document.faults.append(Fault(shown_as, 1, "", "the file is empty", "see docs/evidence-format.md"))
    return document


def _cut_off(rest: str) -> tuple[str, str]:
    right = "the whole text in quotation marks; or, if it is a remark of yours, a space after the #"
    return f"a # after a space ends the text: '{rest}' is not read", right


def _hidden_character(text: str) -> tuple[int, str] | None:
    for number, line in enumerate(text.split("\n"), 1):
        if line.isprintable():
            continue
        for character in line:
            if unicodedata.category(character) in ("Cf", "Cc", "Co", "Cn", "Zl", "Zp") and character not in "\r\t":
                return number, unicodedata.name(character, f"U+{ord(character):04X}")
    return None


def _anchors(text: str) -> list[int]:
    """Lines with an anchor. The whole text is looked through only where a sign could be one."""
    if not _MAYBE_ANCHOR.search(text):
        return []
    events = yaml.parse(text, _Loader)
    return [
        event.start_mark.line + 1
        for event in events
        if getattr(event, "anchor", None) and not isinstance(event, yaml.AliasEvent)
    ]


def _syntax_fault(file: Path, text: str, error: yaml.YAMLError) -> Fault:
    if told := mistake(text, error, lambda changed: yaml.compose(changed, _Loader)):
        line, wrong, right = told
        return Fault(file, line, "", wrong, right)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    right = "valid YAML: check the indentation, and quote texts that contain ': ' or ' #' or start with a special sign"
    return Fault(file, mark.line + 1 if mark else 1, "", f"not valid YAML: {problem}", right)


def _construct(node: yaml.Node, path: Path_, document: Document, seen: set[int]) -> Any:
    document.lines.setdefault(path, node.start_mark.line + 1)
    if id(node) in seen:
        document.faults.append(document.fault(path, "an alias (*name)", "write the text out again"))
        return None
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, path, document)
    if isinstance(node, yaml.SequenceNode):
        if node.tag != _TAG + "seq":
            document.faults.append(_tag_fault(document, path, node))
        return [_construct(child, (*path, index), document, seen) for index, child in enumerate(node.value)]
    if node.tag != _TAG + "map":
        document.faults.append(_tag_fault(document, path, node))
    return _mapping(node, path, document, seen)


def _mapping(node: yaml.Node, path: Path_, document: Document, seen: set[int]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode) or not key_node.value:
            document.faults.append(
                Fault(document.file, line, path_text(path), "a key that is not a word", "a key such as `name:`")
            )
            continue
        key = key_node.value
        if key in values:
            wrong = f"the key '{key}' stands twice (first in line {document.line_of((*path, key))})"
            document.faults.append(Fault(document.file, line, path_text((*path, key)), wrong, "keep one of the two"))
            continue
        document.lines[*path, key] = line
        values[key] = _construct(value_node, (*path, key), document, seen)
    return values


def _scalar(node: yaml.ScalarNode, path: Path_, document: Document) -> Any:
    kind = node.tag.removeprefix(_TAG)
    implied = "str" if node.style else _implied_kind(node.value)
    if kind != implied:
        document.faults.append(_tag_fault(document, path, node))
        return None
    if kind in ("int", "float") and len(node.value) > _LONGEST_NUMBER:
        document.faults.append(
            document.fault(path, "a number with too many digits", "the number as the source prints it")
        )
        return None
    # Only between these marks is a sign written by its number; all others stand in the text, which was looked through.
    if node.style == '"' and (trouble := _hidden_character(node.value)):
        document.faults.append(document.fault(path, f"an invisible character ({trouble[1]})", "the words without it"))
        return None
    return _VALUE[kind](node.value)


def _implied_kind(text: str) -> str:
    for kind, pattern in _IMPLIED.get(text[:1], ()):
        if pattern.match(text):
            return kind
    return "str"


def _tag_fault(document: Document, path: Path_, node: yaml.Node) -> Fault:
    return document.fault(path, f"a tag ({node.tag})", "write the value without a tag")
