"""What is said of a value that its record refuses: what is wrong and what would be right, in plain words.

Here: values that a record of pydantic refuses. Not here: the rules that `loaders.fields` words itself, and what is said
of numbers (`loaders.number_words`).
"""

import re
from itertools import takewhile
from typing import Any

from pydantic_core import ErrorDetails

from loaders.fields import Record
from loaders.near_words import near
from loaders.number_words import NUMBER_TYPES, number_right
from loaders.salvage import Path_, inside
from loaders.yaml_text import Document

_TYPES = {
    "string_type": "a text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "a group of keys",
    "model_type": "a group of keys",
}
_DASHES = "lines that begin with a dash"
# A text with more commas than this is not looked for: a file of 20,000 unknown keys is told in seconds.
_IN_A_LINE = 30


def path_of(detail: ErrorDetails) -> Path_:
    """Where in the file the refused value stands."""
    return tuple(part for part in detail["loc"] if part != "[key]")


def doubled(detail: ErrorDetails) -> bool:
    """True for an entry that stands twice in a list: the list still holds what it holds."""
    return detail["type"] == "curated" and isinstance(detail["input"], list)


def words(detail: ErrorDetails, kind: type[Record], document: Document) -> tuple[str, str] | None:
    """What is wrong with a value of `document`, whose record is `kind`, and what would be right.

    None where the fault before it says it already.
    """
    given, path, form = detail["input"], path_of(detail), detail["type"]
    if form == "curated":
        return detail["ctx"]["wrong"], detail["ctx"]["right"]
    if form == "missing":
        if apart := _taken_apart(document.value, path):
            return apart if path[-2] == 0 else None
        return f"the key '{path[-1]}' is missing", f"add `{path[-1]}:` with its value"
    if form == "extra_forbidden":
        return _unknown_key(kind, path, document)
    if form == "literal_error":
        return _unknown_word(given, detail["ctx"]["expected"])
    if form in _TYPES:
        return f"{_shown(given)} stands where {_TYPES[form]} should be", _right_type(form, given, kind, path)
    return _limit(detail, given)


def _limit(detail: ErrorDetails, given: Any) -> tuple[str, str]:
    context = detail.get("ctx", {})
    match detail["type"]:
        case "greater_than_equal":
            return f"{given} is too small", f"a number of {context['ge']:g} or more; null where none is stated"
        case "less_than_equal":
            return f"{given} is too large", f"a number of at most {context['le']:g}; null where none is stated"
        case "too_short" | "too_long" if path_of(detail)[-1] == "ci95":
            return f"{len(given)} in place of two numbers", _two_numbers(given)
    if detail["type"] == "too_short":
        entries = "one entry" if context["min_length"] == 1 else f"{context['min_length']} entries"
        return f"a list that must have at least {entries} has {len(given) or 'none'}", f"at least {entries}"
    return f"{detail['msg'].lower()} (given: {given!r})", "see docs/evidence-format.md"


def _two_numbers(given: list[Any]) -> str:
    numbers = re.findall(r"-?\d+", " ".join(map(str, given)))
    if len(given) in (3, 4) and len(numbers) == 4:
        low, low_rest, high, high_rest = numbers
        return f"[{low}.{low_rest}, {high}.{high_rest}]: a point in a number, and a comma between the two"
    return "[low, high], as [58.7, 99.8]; null for one of them that is not stated"


def _shown(given: Any) -> str:
    if isinstance(given, bool):
        return f"'{str(given).lower()}'"
    if given is None:
        return "nothing"
    return {dict: "a group of keys", list: "a list"}.get(type(given), f"'{given}'")


def _taken_apart(document: Any, path: Path_) -> tuple[str, str] | None:
    """[says: 2026-03, sources: [s1]] is a list of two entries, each with one key."""
    entries = _at(document, path[:-2]) if len(path) > 1 and isinstance(path[-2], int) else []
    if len(entries) < 2 or any(not isinstance(entry, dict) or len(entry) != 1 for entry in entries):
        return None
    keys = [key for entry in entries for key in entry]
    if len(set(keys)) != len(keys):
        return None
    return "keys of one entry without { } around them", f"[{{{', '.join(f'{key}: ...' for key in keys)}}}]"


def _unknown_word(given: Any, expected: str) -> tuple[str, str]:
    known = re.findall("'([^']+)'", expected)
    return f"'{given}' is not a word that may stand here", f"{near(str(given), known)}one of: {', '.join(known)}"


def _unknown_key(kind: type[Record], path: Path_, document: Document) -> tuple[str, str] | None:
    group, key = _at(document.value, path[:-1]), str(path[-1])
    known = _keys(kind, path[:-1])
    names = list(group)
    # The key before it that is known, and what follows on that in its line without a value of its own.
    here = names.index(path[-1])
    start = next((place for place in range(here - 1, max(here - _IN_A_LINE, 0) - 1, -1) if names[place] in known), None)
    if start is not None:
        before, rest = names[start], names[start + 1 : here + 1]
        line = document.line_of((*path[:-1], before))
        if all(group[name] is None and document.line_of((*path[:-1], name)) == line for name in rest):
            return _after_a_comma(group, before, key, known) if len(rest) == 1 else None
    return f"the key '{key}' is not known here", f"{near(key, known)}known keys: {', '.join(known)}"


def _after_a_comma(group: dict[str, Any], name: str, key: str, known: list[str]) -> tuple[str, str]:
    """Inside of { } a comma ends the value: what stands behind it is read as a key that has no value."""
    value, names = group[name], list(group)
    if isinstance(value, int | float) and key.isdigit():
        joined = f"{value}{key} for a thousand and more, " if len(key) == 3 else ""
        right = f"{joined}{value}.{key} for decimals: no comma in a number"
        return f"a comma ends the number {value}: '{key}' is read as a key", right
    rest = list(takewhile(lambda one: one not in known and group[one] is None, names[names.index(key) :]))
    wrong = f"a comma inside {{ }} ends the value: '{', '.join(rest)}' is read as a key"
    if isinstance(value, str):
        return wrong, f'the whole text in quotation marks: "{", ".join([value, *rest])}"'
    return wrong, f"take it away; known keys: {', '.join(known)}"


def _at(document: Any, path: Path_) -> Any:
    for part in path:
        document = document[part]
    return document


def _right_type(form: str, given: Any, record: type[Record], path: Path_) -> str:
    what = _TYPES[form]
    if form == "model_type":
        keys = ", ".join(_keys(record, path))
        lead = "take away the dash or the [ ]: " if isinstance(given, list) else ""
        return f"{lead}{what}, each with its value: {keys}"
    if form in NUMBER_TYPES and isinstance(given, str):
        return number_right(what, given, path)
    if form == "list_type":
        return _right_list(given, path)
    if form == "bool_type" and str(given).casefold() in ("yes", "no", "true", "false"):
        return "true" if str(given).casefold() in ("yes", "true") else "false"
    if form == "int_type" and isinstance(given, float):
        return f"{what}: {given:g}" if given == int(given) else f"{what}: a count has no decimals"
    if form == "string_type" and given is None:
        return "its value: this key must say something"
    if form == "string_type" and isinstance(given, bool | int | float):
        return f'{what}, in quotation marks: "{str(given).lower()}"'
    return what


def _right_list(given: Any, path: Path_) -> str:
    if isinstance(given, dict) and path[-1] == "ci95" and len(given) == 2:
        return f"a list: [{', '.join(map(str, given.values()))}]"
    if isinstance(given, dict) and not any(given.values()):
        return f"a list: [{', '.join(given)}]"
    if isinstance(given, dict):
        return f"a dash before the first key of each entry: `- {next(iter(given), 'id')}: ...`"
    if given is None and path[-1] == "sources":
        return "the ids of the sources in which it was read: [s1]"
    if given is None:
        return "a list: [one, two], or [] where there is none"
    parts = [part.strip() for part in re.split("[,;]", str(given).strip(" ()[]{}")) if part.strip()]
    numbers = re.findall(r"\d+(?:\.\d+)?", str(given))
    if path[-1] == "ci95" and not numbers:
        return "a list: [58.7, 99.8], or null where none is stated"
    if path[-1] == "ci95" and len(numbers) == 2:
        return f"a list: [{numbers[0]}, {numbers[1]}]"
    if all(re.fullmatch(r"[\w.-]+", part) for part in parts) and parts:
        return f"a list: [{', '.join(parts)}]"
    return f"a list: [one, two], or {_DASHES}"


def _keys(kind: type[Record], path: Path_) -> list[str]:
    """Known keys of the record at a path."""
    found: Any = kind
    for part in path:
        found = inside(found, part)
    return list(found.model_fields)
