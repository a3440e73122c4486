"""Texts that would act if anything let them: as HTML, Markdown, a formula, a direction mark, or by length."""

from typing import Any

ELSEWHERE = "http://elsewhere.test/x.png"
IMAGE = f'<img src="{ELSEWHERE}" onerror="window.acted=1">'
SCRIPT = "</p></div><script>window.acted=1</script><style>body{display:none}</style>"
MARKDOWN = f"![x]({ELSEWHERE}) [x](javascript:window.acted=1) **b** $a^2$ :material/face: :red[x] # h"
FORMULA = f'=HYPERLINK("{ELSEWHERE}","x")'
FORMULAS = (FORMULA, "+1+1", "-1+1", "@SUM(1,1)", "\t=1+1", "\r=1+1", " =1+1", "\u200b=1+1", "\uff1d1+1")
# Where a cell ends at a semicolon, and its lines are lines of the table.
FORMULAS_INSIDE = (f"Study;{FORMULA};x", "a; +1+1", 'a;"=1+1', "a;\t@SUM(1,1)", "a\n=1+1", 'a"\n"=1+1;b', "a;\uff1d1+1")
LONG = "W" * 300
TURNED = "a\u202egnirts\u2066\u200b\ufeff\u2028b"
# What the check of the curated files does not let through is left out of them anyway: see hostile_files.
FOR_FILES = (f"{IMAGE} {MARKDOWN}", SCRIPT, f"{FORMULA} {IMAGE}", LONG, f"<b>{IMAGE}", "<i>x", "a & b < c")
FOR_REGISTER = (f"{IMAGE}{MARKDOWN}", f"{SCRIPT}{TURNED}", FORMULA, LONG, f"{TURNED}{IMAGE}", "\x00\x07 a\r\n\t=1+1")


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of all texts in a value."""
    if isinstance(value, dict):
        return [found for key, part in value.items() for found in leaves(part, (*path, key))]
    if isinstance(value, list):
        return [found for place, part in enumerate(value) for found in leaves(part, (*path, place))]
    return [path] if isinstance(value, str) else []


def at(value: Any, path: tuple[str | int, ...]) -> Any:
    """What stands at a path."""
    for step in path:
        value = value[step]
    return value


def put(value: Any, path: tuple[str | int, ...], text: str) -> None:
    """Put a text where another one is."""
    at(value, path[:-1])[path[-1]] = text
