"""The tiny curated files with a hostile text in every place where the check lets one stand."""

import json
import re
from pathlib import Path
from typing import Any

from loaders.yaml_text import read
from tests.faults.hostile_texts import FOR_FILES, at, leaves, put
from tests.loaders.tiny_files import checked, copied

Place = tuple[str, tuple[str | int, ...]]
_CODE = re.compile(r"[a-z0-9-]+|[A-Z]{2,}[0-9]*|[0-9-]+")


def hostile_files(folder: Path) -> tuple[Path, list[Place]]:
    """A copy of the tiny files in `folder`, and the places in it that hold a hostile text."""
    copy = copied(folder)
    taken: list[Place] = []
    for path in sorted(copy.rglob("*.yaml")):
        value = read(path, path).value
        places = [place for place in leaves(value) if not _CODE.fullmatch(at(value, place))]
        for turn in range(len(FOR_FILES)):
            # Another text in each place, so that every text stands in many of them.
            texts = {place: FOR_FILES[(turn + number) % len(FOR_FILES)] for number, place in enumerate(places)}
            passed = _put_what_passes(copy, path, value, texts)
            taken += [(path.name, place) for place in passed]
            places = [place for place in places if place not in passed]
    return copy, taken


def _put_what_passes(copy: Path, path: Path, value: Any, texts: dict[tuple[str | int, ...], str]) -> list[Any]:
    """Put texts into a file, all at once or in halves down to each by itself; returns the places that took one."""
    before = {place: at(value, place) for place in texts}
    for place, text in texts.items():
        put(value, place, text)
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    if not texts or checked(copy) == []:
        return list(texts)
    for place, text in before.items():
        put(value, place, text)
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    if len(texts) == 1:
        return []
    halves = list(texts.items())
    middle = len(halves) // 2
    return [
        *_put_what_passes(copy, path, value, dict(halves[:middle])),
        *_put_what_passes(copy, path, value, dict(halves[middle:])),
    ]
