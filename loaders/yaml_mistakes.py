"""What a person did where a text is no YAML: the line of the slip and how to mend it, not where the reader gave up.

A slip is told only if its mend lets the text be read further than before. Here: guessing. Not here: reading
(`loaders.yaml_text`).
"""

import re
from collections.abc import Callable, Iterator

import yaml

# A key as our files have them, what stands before it, and its value.
_KEY = re.compile(r"^(?P<before>\s*(?:- )?)(?P<key>[a-z][\w-]*)(?P<rest>.*)$")
_VALUE = re.compile(r"^(?P<before>\s*(?:- )?(?:[\w-]+:\s+)?)(?P<value>\S.*)$")
_DASH = re.compile(r"^(?P<before>[ ]*)(?P<sign>[-–—*•+])(?P<space>\s*)(?P<rest>[a-z][\w-]*:.*)$")
_EMPTY_LIST = re.compile(r"^(?P<before>\s*(?:- )?[\w-]+:)\s*\[\]\s*(?P<comment>#.*)?$")
_BLOCK = re.compile(r":\s+[>|][+-]?\s*$")
_SPECIAL = "@`%&*!|>?-"
_MANY = 400

Told = tuple[int, str, str]
# The line (from 0), what is wrong, what would be right, the mended line.
_Slip = tuple[int, str, str, str]


def mistake(text: str, error: yaml.YAMLError, parse: Callable[[str], object]) -> Told | None:
    """Line (1 is the first), what is wrong, what would be right; None for what no mend of one line explains.

    `parse` raises yaml.YAMLError for what cannot be read.
    """
    lines = text.split("\n")
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
    for slips in (_PLAIN, (_empty, _tab, _block, _loose, _colon, _quote, _bracket, _sign, _spaces)):
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


def _commas(lines: list[str], number: int) -> tuple[str, str, str] | None:
    mended = re.sub(r",(\s*,)+", ",", re.sub(r"\[\s*,", "[", lines[number]))
    return ("a comma with nothing before it", "one comma between two", mended) if mended != lines[number] else None


def _backslash(lines: list[str], number: int) -> tuple[str, str, str] | None:
    found = _VALUE.match(lines[number])
    if not found or found["value"][0] != '"' or "\\" not in found["value"]:
        return None
    inside = found["value"].partition(" #")[0].strip().strip('"')
    return (
        "a \\ inside double quotation marks",
        f"single ones: {_quoted(inside)}",
        f"{found['before']}{_quoted(inside)}",
    )


_PLAIN = (_dash, _other_spaces, _document, _commas, _backslash)


def _loose(lines: list[str], number: int) -> tuple[str, str, str] | None:
    """A further line of a text that begins further out than the one before."""
    line, before = lines[number], lines[number - 1] if number else ""
    spaces = len(before) - len(before.lstrip(" "))
    if _begins_a_key(line) or _begins_a_key(before) or line.lstrip()[0] in "-#[{":
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
    spaces = " " * (_indent_of_entry(lines, number) + 2)
    return (
        "a text that is not moved in",
        f"{len(spaces)} spaces before every line of it",
        spaces + lines[number].lstrip(),
    )


def _colon(lines: list[str], number: int) -> tuple[str, str, str] | None:
    found = _KEY.match(lines[number])
    if not found or found["rest"].startswith(": ") or found["rest"] == ":":
        return None
    key, rest = found["key"], found["rest"]
    mended = f"{found['before']}{key}: {rest.lstrip(': ')}"
    if rest.startswith(":"):
        return f"no space after the colon of '{key}:'", f"`{key}: ` with a space, then the value", mended
    return f"no colon after '{key}'", f"`{key}: ` with a colon and a space, then the value", mended


def _quote(lines: list[str], number: int) -> tuple[str, str, str] | None:
    found = _VALUE.match(lines[number])
    if not found or found["value"][0] not in "\"'":
        return None
    value, mark = found["value"], found["value"][0]
    inside = value[1:].replace('\\"', "") if mark == '"' else value[1:].replace("''", "")
    if mark not in inside:
        return "a quotation mark that is not closed", f"the closing {mark} at the end of the text", lines[number] + mark
    if inside.rstrip().endswith((mark, ",", "]", "}")) and inside.count(mark) == 1:
        return None
    bare = value.strip(mark).replace(mark, "")
    right = "one pair around the whole text; inside it, the other kind of quotation marks"
    return "words after the closing quotation mark", right, f"{found['before']}{mark}{bare}{mark}"


def _bracket(lines: list[str], number: int) -> tuple[str, str, str] | None:
    found = _VALUE.match(lines[number])
    for opened, closed in ("[]", "{}"):
        if found and found["value"].count(opened) > found["value"].count(closed):
            text, _, comment = lines[number].partition(" #")
            mended = text.rstrip() + closed + (f" #{comment}" if comment else "")
            return f"a {opened} that is not closed", f"the closing {closed} at the end", mended
    return None


def _sign(lines: list[str], number: int) -> tuple[str, str, str] | None:
    found = _VALUE.match(lines[number])
    if not found or not found["before"].strip().endswith((":", "-")):
        return None
    value = found["value"].partition(" #")[0].rstrip()
    mended = f"{found['before']}{_quoted(value)}"
    if value[0] in _SPECIAL:
        return f"a text that begins with '{value[0]}'", f"the text in quotation marks: {_quoted(value)}", mended
    if ": " in value or value.endswith(":"):
        return "a colon inside a text", f"the text in quotation marks: {_quoted(value)}", mended
    return None


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _spaces(lines: list[str], number: int) -> tuple[str, str, str] | None:
    line = lines[number]
    here, others = len(line) - len(line.lstrip(" ")), _indent_of_entry(lines, number)
    if here == others or not _KEY.match(line):
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
