"""`python -m loaders new`: a file for a new therapy, from the template `new_therapy.yaml` beside this module.

What a person has to write stands there as `FILL IN ...` (`loaders.placeholders`). Here: the text, and writing it. Not
here: the check of the finished file (`loaders.checking`).
"""

import argparse
import re
import textwrap
from pathlib import Path
from typing import Any

from loaders.data_commands import curated_argument
from loaders.fields import is_slug
from loaders.file_saving import ChangedMeanwhileError, save
from loaders.placeholders import SIGN, TEMPLATE
from loaders.stoppable import show, tell
from loaders.yaml_text import read

_WORDS = re.compile(r"^(?P<before>.*# )ONE OF (?P<list>\w+)$", re.MULTILINE)
_LONGEST_ID = 60
_ANY = f"{SIGN} what kind of treatment it is, as one word of the lines above"


class NotBegunError(Exception):
    """A therapy that cannot be begun so; the message says why and what would be right."""


def arguments(command: argparse.ArgumentParser) -> None:
    """What the command takes."""
    curated_argument(command)
    command.add_argument(
        "id", metavar="ID", help="the name of the file: small letters, digits, hyphens, as wu-cart-007"
    )
    command.add_argument("--like", metavar="KIND", help="what kind of treatment, as car-t: a word of `modality`")


def run(chosen: argparse.Namespace) -> int:
    """0 when the file was written, 1 when nothing was."""
    name = f"therapies/{chosen.id}.yaml"
    try:
        text = begun(chosen.curated, chosen.id, chosen.like)
        save(chosen.curated, {name: text}, {name: None})
    except (NotBegunError, ChangedMeanwhileError) as error:
        tell(f"{error}\nNothing was written.")
        return 1
    show(
        f"Written: {chosen.curated / name}\n"
        f"Now: open it, write over the {places(text)} places that say {SIGN}, and run: python -m loaders check\n"
    )
    return 0


def begun(folder: Path, therapy_id: str, like: str | None = None) -> str:
    """The text of a new therapy file for the curated files in `folder`. Raises NotBegunError."""
    if not is_slug(therapy_id) or len(therapy_id) > _LONGEST_ID:
        raise NotBegunError(
            f"'{therapy_id}' is not an id. Right: small letters, digits and single hyphens, as wu-cart-007; "
            f"at most {_LONGEST_ID} signs."
        )
    path = folder / "therapies" / f"{therapy_id}.yaml"
    if path.exists():
        raise NotBegunError(f"{path} is there already. Open that file, or choose another id.")
    words = _words(folder)
    if like is not None and like not in words["modality"]:
        raise NotBegunError(f"'{like}' is no kind of treatment. One of: {', '.join(words['modality'])}")
    text = TEMPLATE.read_text(encoding="utf-8").replace("{id}", therapy_id).replace("{modality}", like or _ANY)
    return _WORDS.sub(lambda found: _lines(found["before"], words[found["list"]]), text)


def places(text: str) -> int:
    """How many places of a text must be written over before it can pass the check."""
    return sum(SIGN in line for line in text.splitlines() if not line.startswith("#"))


def _words(folder: Path) -> dict[str, list[str]]:
    """The words that a value may be, as the curated files have them now."""
    words = {field: list(codes) for field, codes in _read(folder, "vocabulary").items()}
    return {**words, "disease": list(_read(folder, "diseases")["diseases"])}


def _read(folder: Path, name: str) -> dict[str, Any]:
    path = folder / f"{name}.yaml"
    document = read(path, path)
    if document.faults:
        raise NotBegunError(f"{path} has a fault. See it with: python -m loaders check")
    return document.value


def _lines(before: str, words: list[str]) -> str:
    said = f"One of: {', '.join(words)}"
    return textwrap.fill(said, 118, initial_indent=before, subsequent_indent=before, break_on_hyphens=False)
