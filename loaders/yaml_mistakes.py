"""What a person did where a text is no YAML: the line of the slip and how to mend it, not where the reader gave up.

A slip is told only if its mend lets the text be read further than before. Here: guessing. Not here: reading
(`loaders.yaml_text`).
"""

import re
from collections.abc import Callable, Iterator

import yaml

from loaders.template_keys import is_key, is_part, missing_between
from loaders.yaml_value_mistakes import SPECIAL, backslash, bracket, commas, inner, quote, quoted, sign

# A key as our files have them, what stands before it, and its value.
_KEY = re.compile(r"^(?P<before>\s*(?:- )?)(?P<key>[a-z][\w-]*)(?P<rest>.*)$")
_DASH = re.compile(r"^(?P<before>[ ]*)(?P<sign>[-–—*•+])(?P<space>\s*)(?P<rest>[a-z][\w-]*:.*)$")
_EMPTY_LIST = re.compile(r"^(?P<before>\s*(?:- )?[\w-]+:)\s*\[\]\s*(?P<comment>#.*)?$")
_MERGE = re.compile(r"(?:<{7}|>{7}|\|{7}|={7})(?: |$)")
_BLOCK = re.compile(r":(?:\s+[>|][+-]?)?\s*$")
_MANY = 400

Told = tuple[int, str, str]
# The line (from 0), what is wrong, what would be right, the mended line.
_Slip = tuple[int, str, str, str]


def mistake(text: str, error: yaml.YAMLError, parse: Callable[[str], object]) -> Told | None:
    """Line (1 is the first), what is wrong, what would be right; None for what no mend of one line explains.

    `parse` raises yaml.YAMLError for what cannot be read.
    """
    lines = text.split("\n")
    if merge := next((number for number, line in enumerate(lines) if _MERGE.match(line)), None):
        right = "one of the two versions between <<<<<<< and >>>>>>>, and these lines with signs taken away"
        return merge + 1, "a mark of two versions of the file that were put together (not valid YAML)", right
    reached = _line(error, len(lines))
    for number, wrong, right, mended in _slips(lines, reached):
        changed = "\n".join([*lines[:number], mended, *lines[number + 1 :]])
        try:
            parse(changed)
        except yaml.YAMLError as further:
            if _line(further, len(lines)) <= reached:
                continue
        return number + 1, f"{wrong} (not valid YAML)", right
    return None


def _line(error: yaml.YAMLError, end: int) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return mark.line if mark else end


def _slips(lines: list[str], reached: int) -> Iterator[_Slip]:
    """What may be wrong in the lines that were read, the nearest to where the reader gave up first."""
    last = min(reached, len(lines) - 1)
    # First what is wrong wherever it stands, then what is wrong beside the lines around it.
    for slips in (_PLAIN, _BESIDE):
        for number in range(last, max(-1, last - _MANY), -1):
            line = lines[number]
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            for slip in slips:
                if found := slip(lines, number):
                    yield (number, *found)


def _dash(lines: list[str], number: int) -> tuple[str, str, str] | None:
    found = _DASH.match(lines[number])
    if not found or (found["sign"] == "-" and found["space"]):
        return None
    wrong = "no space after the dash" if found["sign"] == "-" else f"'{found['sign']}' in place of a dash"
    return wrong, "`- `: a plain dash and a space, then the word", f"{found['before']}- {found['rest']}"


def _other_spaces(lines: list[str], number: int) -> tuple[str, str, str] | None:
    line = lines[number]
    start = line[: len(line) - len(line.lstrip())]
    if not set(start) - {" ", "\t"}:
        return None
    right = "plain spaces: delete those at the beginning of the line and type them anew"
    return "spaces of another kind, as pages of the web have them", right, " " * len(start) + line.lstrip()


def _document(lines: list[str], number: int) -> tuple[str, str, str] | None:
    signs = lines[number].partition("#")[0].strip()
    if not number or signs not in ("---", "..."):
        return None
    return f"a line of {signs}", "take the line away", ""


def _dash_too_many(lines: list[str], number: int) -> tuple[str, str, str] | None:
    """A dash before a key that begins no entry, at the beginning of a line."""
    found = re.match(r"- (?P<rest>(?P<key>\w+):.*)$", lines[number])
    if not found or not is_part(found["key"]):
        return None
    return f"a dash before '{found['key']}:'", f"`{found['key']}:` without the dash", found["rest"]


_PLAIN = (_dash, _dash_too_many, _other_spaces, _document, commas, backslash)


def _loose(lines: list[str], number: int) -> tuple[str, str, str] | None:
    """A further line of a text that begins further out than the one before."""
    line, before = lines[number], lines[number - 1] if number else ""
    spaces = len(before) - len(before.lstrip(" "))
    if _begins(line) or _begins_a_key(before):
        return None
    if not before.strip() or len(line) - len(line.lstrip(" ")) >= spaces:
        return None
    return "a text that is not moved in", f"{spaces} spaces before every line of it", " " * spaces + line.lstrip(" ")


def _begins_a_key(line: str) -> bool:
    found = _KEY.match(line)
    return bool(found) and found["rest"].startswith(":")


def _empty(lines: list[str], number: int) -> tuple[str, str, str] | None:
    found = _EMPTY_LIST.match(lines[number])
    right = "take away the [], or put the # back in front of the lines below"
    return found and ("[] says that the list is empty, and entries stand below it", right, found["before"])


def _tab(lines: list[str], number: int) -> tuple[str, str, str] | None:
    line = lines[number]
    start = line[: len(line) - len(line.lstrip())]
    if "\t" not in start:
        return None
    mended = " " * _indent_of_entry(lines, number) + line.lstrip()
    return "a tab at the beginning of the line", "spaces instead of the tab, as in the lines around it", mended


def _block(lines: list[str], number: int) -> tuple[str, str, str] | None:
    if not number or not _BLOCK.search(lines[number - 1]):
        return None
    if not lines[number - 1].rstrip().endswith((">", "|", "-", "+")) and _begins(lines[number]):
        return None
    spaces = " " * (_indent_of_entry(lines, number) + 2)
    return (
        "a text that is not moved in",
        f"{len(spaces)} spaces before every line of it",
        spaces + lines[number].lstrip(),
    )


def _begins(line: str) -> bool:
    return _begins_a_key(line) or line.lstrip()[0] in "-#[{"


def _colon(lines: list[str], number: int) -> tuple[str, str, str] | None:
    found = _KEY.match(lines[number])
    if not found or found["rest"].startswith(": ") or found["rest"] == ":":
        return None
    key, rest = found["key"], found["rest"]
    mended = f"{found['before']}{key}: {rest.lstrip(': ')}"
    if rest.startswith(":"):
        return f"no space after the colon of '{key}:'", f"`{key}: ` with a space, then the value", mended
    if not is_key(key) and not any(re.match(rf"\s*(?:- )?{key}:", line) for line in lines):
        return None
    return f"no colon after '{key}'", f"`{key}: ` with a colon and a space, then the value", mended


def _no_key(lines: list[str], number: int) -> tuple[str, str, str] | None:
    """A value alone in its line: its key was typed away."""
    value = lines[number].strip()
    if re.match(r"[\w-]+:(?: |$)", value) or value.startswith(("- ", "#", "[", "{", '"', "'")) or not number:
        return None
    before, after = _key_near(lines, range(number - 1, -1, -1)), _key_near(lines, range(number + 1, len(lines)))
    key = missing_between(before, after)
    spaces = " " * (0 if key and is_part(key) else _indent_of_entry(lines, number))
    text = quoted(value) if ": " in value or value[0] in SPECIAL else value
    right = f"`{key}: ` before it" if key else "the key that it belongs to before it, with a colon and a space"
    return f"a line without a key: '{_short(value)}'", right, f"{spaces}{key or 'key'}: {text}"


def _key_near(lines: list[str], numbers: range) -> str | None:
    found = (_KEY.match(lines[number]) for number in numbers if not lines[number].lstrip().startswith("#"))
    return next((one["key"] for one in found if one and one["rest"].startswith(":")), None)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}..."


def _spaces(lines: list[str], number: int) -> tuple[str, str, str] | None:
    line = lines[number]
    found = _KEY.match(line)
    if not found:
        return None
    part = is_part(found["key"]) and found["rest"].strip() == ":"
    here, others = len(line) - len(line.lstrip(" ")), 0 if part else _indent_of_entry(lines, number)
    if here == others:
        return None
    counted = f"{here} space{'' if here == 1 else 's'} at the beginning of the line"
    right = f"{others}, as the lines around it have" if others else "none: the line begins with the word"
    return counted, right, " " * others + line.lstrip(" ")


def _indent_of_entry(lines: list[str], number: int) -> int:
    """How far the keys of the line before begin, a dash counted as two spaces."""
    for line in reversed(lines[:number]):
        if line.strip() and not line.lstrip().startswith("#"):
            found = _KEY.match(line)
            return len(found["before"]) if found else len(line) - len(line.lstrip(" "))
    return 0


_BESIDE = (_empty, _tab, _block, _loose, _colon, quote, bracket, inner, sign, _no_key, _spaces)
