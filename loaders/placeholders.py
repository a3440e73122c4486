"""Places of a template that nobody has filled in: `FILL IN what stands there`. The check refuses each of them, also
where only the sign was written over and the template's own words still stand there.

Here: the sign, the template's words, and where they stand in a file. Not here: making a file (`loaders.new_therapy`).
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from loaders.salvage import Path_

SIGN = "FILL IN"
TEMPLATE = Path(__file__).with_name("new_therapy.yaml")
# Also as it is mistyped. In small letters it may be a word of a sentence, but not at its beginning.
_PLACE = re.compile(
    r"(?:\bFILL\b(?:[\s_-]*IN\b)?|\bFILLIN\b|^fill[\s_-]?in\b|^Fill[\s_-]?in$)[\s:-]*(?P<what>.*)", re.DOTALL
)
_MAYBE = ("FILL", "fill", "Fill")
_WORDS = re.compile(rf"{SIGN} (?P<words>[^\]}}\n]+?)(?=\]|\}}|, label:|\n)")
_EXAMPLE = re.compile(r",? as (?!one word)|, or null$")
# Fewer words than these may stand in a sentence of somebody else.
_MANY_WORDS = 5
# And so many stay in one line.
_ONE_LINE = 12


def unfilled(value: Any, text: str, of_template: bool) -> dict[Path_, tuple[str, str]]:
    """By place in the values of a file: what is wrong, and what to write there. `text`: the file as it is.

    `of_template`: whether the file may have been made from the template.
    """
    left = tuple(prompt for prompt in _prompts() if _may_hold(text, prompt)) if of_template else ()
    if not left and not any(sign in text for sign in _MAYBE):
        return {}
    return {path: (wrong, right) for path, wrong, right in placeholders(value, left)}


def placeholders(value: Any, left: tuple[str, ...] = (), path: Path_ = ()) -> Iterator[tuple[Path_, str, str]]:
    """Where a placeholder stands in the values of a file, what is wrong, and what to write there."""
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from placeholders(inside, left, (*path, key))
    elif isinstance(value, list):
        for index, inside in enumerate(value):
            yield from placeholders(inside, left, (*path, index))
    elif isinstance(value, str):
        if found := _PLACE.search(value):
            what = " ".join(found["what"].split())
            yield (
                path,
                f"a placeholder of the template: '{_short(found[0])}'",
                what or "the value, or null if not stated",
            )
        elif prompt := next((prompt for prompt in left if prompt in " ".join(value.split())), None):
            right = "the value alone: take away all words of the template"
            yield path, f"words of the template are left in the text: '{_short(prompt)}'", right


def to_fill_in(wrong: str, right: str, refused: tuple[str, str] | None) -> tuple[str, str]:
    """What is said of a placeholder, with the words that may stand there, where its value was `refused` for them."""
    words = refused[1].partition("one of: ")[2] if refused else ""
    return wrong, f"{right} (one of: {words})" if words else right


@cache
def _prompts() -> tuple[str, ...]:
    """What the template says after its signs: in full, and where it is long enough without its example."""
    said = [found["words"].strip() for found in _WORDS.finditer(TEMPLATE.read_text(encoding="utf-8"))]
    short = [part.rstrip(".?") for words in said for part in _EXAMPLE.split(words)[0].split(". ")]
    short = [words for words in short if len(words.split()) >= _MANY_WORDS]
    return tuple(dict.fromkeys([*short, *(words for words in said if not any(part in words for part in short))]))


def _may_hold(text: str, prompt: str) -> bool:
    """Whether it may stand there; a long one may be broken into two lines, and then one end of it is whole."""
    words = prompt.split()
    if len(words) <= _ONE_LINE:
        return prompt in text
    half = len(words) // 2
    return " ".join(words[:half]) in text or " ".join(words[half:]) in text


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:57]}..."
