"""The files that the desk opens, by their names as `therapies/wu-cart-007.yaml`, and the folders of each person.

A name that is not one of the curated files' leads nowhere. Not here: what is in a file, drafts (`loaders.desk_drafts`).
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.fields import is_slug

SHARED = ("vocabulary", "diseases", "conditions", "pathways", "comparisons", "glossary", "people")
THERAPIES = "therapies/"
NOBODY = "nobody"
_PREVIEW = "preview"
_MOST_BYTES = 2_000_000


class RefusedError(Exception):
    """Something that the desk does not do; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of the desk. Nothing is written anywhere else."""

    curated: Path
    release: Path
    history: Path
    drafts: Path


def therapy_of(name: str) -> str | None:
    """The therapy whose file it is; None for a shared file."""
    return name.removeprefix(THERAPIES).removesuffix(".yaml") if name.startswith(THERAPIES) else None


def file_name(given: object) -> str:
    """The name of a curated file. Raises RefusedError for every other one."""
    name = str(given)
    therapy = therapy_of(name)
    if name.endswith(".yaml") and (is_slug(therapy) if therapy is not None else name.removesuffix(".yaml") in SHARED):
        return name
    raise RefusedError(f"'{name}' is no curated file. Choose one of the list.")


def text(places: Places, name: str) -> str | None:
    """What stands in a curated file; None where there is none. Raises RefusedError where it is no text."""
    path = places.curated / file_name(name)
    if not path.is_file():
        return None
    if path.stat().st_size > _MOST_BYTES:
        raise RefusedError(f"{path} is larger than {_MOST_BYTES:,} bytes. Open it in an editor of your own.")
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(
            f"{path} is no UTF-8 text. Open it in an editor of your own, and save it as UTF-8."
        ) from error


def print_of(found: str | None) -> str:
    """What tells one state of a file from another; "" for no file."""
    return "" if found is None else hashlib.sha256(found.encode()).hexdigest()


def listed(places: Places, by: str) -> Iterator[tuple[str, bool]]:
    """The names of all files, therapies first, and whether each is there: a draft of a new one may be all there is."""
    there = {path.stem for path in (places.curated / THERAPIES).glob("*.yaml")}
    begun = {path.stem for path in (texts_folder(places, by) / THERAPIES).glob("*.yaml")}
    for therapy in sorted(there | begun):
        if is_slug(therapy):
            yield f"{THERAPIES}{therapy}.yaml", therapy in there
    for name in SHARED:
        yield f"{name}.yaml", True


def texts_folder(places: Places, by: str) -> Path:
    """Where the drafts of this person stand."""
    return places.drafts / "texts" / _person(by)


def preview_folder(places: Places, by: str) -> Path:
    """Where the draft release of this person stands."""
    return places.drafts / _PREVIEW / _person(by)


def _person(by: str) -> str:
    sign = by or NOBODY
    if not is_slug(sign):
        raise RefusedError(f"'{sign}' is not the sign of a person.")
    return sign
