"""What a person did where one value of a line is no YAML: marks, brackets, commas and signs in it.

Each function says for one line what may be wrong, what would be right, and the line mended; None where it is not that.
Here: guessing about the value of a line. Not here: its key and its place (`loaders.yaml_mistakes`).
"""

import re

from loaders.template_keys import is_key

_VALUE = re.compile(r"^(?P<before>\s*(?:- )?(?:[\w-]+:\s+)?)(?P<value>\S.*)$")
# A value inside of { }: up to the comma, or to a bracket that closes.
_INNER = re.compile(r"(?P<before>[{,]\s*[\w-]+:\s+)(?P<value>[^,{}\[\]\"'\s][^,{}\[\]]*)")
_TWO = re.compile(r"(?P<first>\S+)[,;]?\s+(?P<key>[a-z]\w*): ")
SPECIAL = "@`%&*!|>?-"


def commas(lines: list[str], number: int) -> tuple[str, str, str] | None:
    """Two commas, or one at the beginning of a list."""
    mended = re.sub(r",(\s*,)+", ",", re.sub(r"\[\s*,", "[", lines[number]))
    return ("a comma with nothing before it", "one comma between two", mended) if mended != lines[number] else None


def backslash(lines: list[str], number: int) -> tuple[str, str, str] | None:
    """A sign that means something else inside double quotation marks."""
    found = _VALUE.match(lines[number])
    if not found or found["value"][0] != '"' or "\\" not in found["value"]:
        return None
    inside = found["value"].partition(" #")[0].strip().strip('"')
    return (
        "a \\ inside double quotation marks",
        f"single ones: {quoted(inside)}",
        f"{found['before']}{quoted(inside)}",
    )


def quote(lines: list[str], number: int) -> tuple[str, str, str] | None:
    """A quotation mark without its other, or words behind it."""
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


def bracket(lines: list[str], number: int) -> tuple[str, str, str] | None:
    """A bracket without its other."""
    found = _VALUE.match(lines[number])
    for opened, closed in ("[]", "{}"):
        if found and found["value"].count(opened) > found["value"].count(closed):
            text, _, comment = lines[number].partition(" #")
            mended = text.rstrip() + closed + (f" #{comment}" if comment else "")
            if text.rstrip()[-1] in "]})" and text.rstrip()[-1] != closed:
                mended = text.rstrip()[:-1] + closed
            return f"a {opened} that is not closed", f"the closing {closed} at the end", mended
    return None


def inner(lines: list[str], number: int) -> tuple[str, str, str] | None:
    """A value inside of { } that must stand in quotation marks: that one alone, not the whole group."""
    for found in _INNER.finditer(lines[number]):
        value = found["value"].rstrip()
        told = _as_text(value)
        if told:
            line = lines[number]
            start = found.start("value")
            return *told, f"{line[:start]}{quoted(value)}{line[start + len(value) :]}"
    return None


def _as_text(value: str) -> tuple[str, str] | None:
    """What is wrong with a text that cannot stand without quotation marks, and what would be right."""
    if value.strip("-–— ") == "":
        return "a dash in place of a value", "null where no source states it"
    if re.fullmatch(r"(?:>=?|[@%&*!|?~])\s*\d+(?:\.\d+)?", value):
        return f"'{value[0]}' before a number", f"the number alone: {value.lstrip('>=@%&*!|?~ ')}"
    if value[0] in SPECIAL:
        return f"a text that begins with '{value[0]}'", f"the text in quotation marks: {quoted(value)}"
    if ": " in value or value.endswith(":"):
        return "a colon inside a text", f"the text in quotation marks: {quoted(value)}"
    return None


def sign(lines: list[str], number: int) -> tuple[str, str, str] | None:
    """A text that needs quotation marks, or is more than one value."""
    found = _VALUE.match(lines[number])
    if not found or not found["before"].strip().endswith((":", "-")):
        return None
    value = found["value"].partition(" #")[0].rstrip()
    mended = f"{found['before']}{quoted(value)}"
    two = _TWO.match(value)
    if two and is_key(two["key"]) and two["first"].endswith((",", ";")):
        entry = lines[number].strip().removeprefix("- ")
        start = lines[number][: lines[number].index(entry)]
        return "several keys in one line", f"{{ }} around them: {{{entry}}}", f"{start}{{{entry}}}"
    if two and is_key(two["key"]):
        wrong = f"two keys in one line: '{two['key']}:' after '{two['first']}'"
        return wrong, f"a line of its own for `{two['key']}:`", f"{found['before']}{two['first']}"
    if re.match(r"[>|][+-]? ", value):
        right = f"`{value[:2].strip()}` alone in its line; the words in the next one, with 2 spaces more before them"
        return f"words in the line of {value[:2].strip()}", right, mended
    if value[0] in "[{" and value[-1] not in "]}":
        return f"a text that begins with '{value[0]}'", f"the text in quotation marks: {quoted(value)}", mended
    told = _as_text(value) if value[0] not in "[{" else None
    return told and (*told, mended)


def quoted(value: str) -> str:
    """The text in single quotation marks."""
    return "'" + value.replace("'", "''") + "'"
