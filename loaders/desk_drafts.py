"""What a person typed and has not saved: a draft of a file, kept outside the curated files.

So what is not finished stops nobody's build, and no letter is lost. A person may have a file open in two tabs: no tab
replaces or takes away a draft that it neither read nor wrote, which it tells by the draft's print. Not here: what is
in a text (`loaders.desk_texts`).
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from loaders import desk_files, desk_texts
from loaders.desk_files import Places, RefusedError
from loaders.file_saving import put


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that somebody has not saved: when it was kept, and the print of the file that it began from."""

    text: str
    kept: datetime
    of: str

    @property
    def print(self) -> str:
        """What tells it from another one."""
        return desk_files.print_of(self.text)


def draft(places: Places, name: str, by: str) -> Draft | None:
    """The draft that this person has of a file."""
    path = _path(places, name, by)
    try:
        kept = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
        return Draft(path.read_bytes().decode("utf-8"), kept, _began(path).read_text(encoding="utf-8"))
    except (FileNotFoundError, UnicodeDecodeError):
        return None


def other_draft(places: Places, name: str, by: str, seen: str, words: str) -> Draft | None:
    """The draft that is there, if it says something else than `words`, and the tab has not seen it."""
    there = draft(places, name, by)
    return None if there is None or there.print == seen or desk_texts.same(there.text, words) else there


def keep_draft(places: Places, name: str, by: str, words: str, of: str) -> Path:
    """Keep a text as this person's draft; `of` is the print of the file that it began from."""
    path = _path(places, name, by)
    path.parent.mkdir(parents=True, exist_ok=True)
    put(path, words)
    put(_began(path), of)
    return path


def drop_draft(places: Places, name: str, by: str) -> None:
    """Take the draft away: the file says the same now."""
    path = _path(places, name, by)
    path.unlink(missing_ok=True)
    _began(path).unlink(missing_ok=True)


def drop_seen(places: Places, name: str, by: str, seen: str) -> None:
    """Take away the draft that somebody saw and does not want. Raises RefusedError where it is another one by now."""
    there = draft(places, name, by)
    if there and there.print != seen:
        raise RefusedError("Nothing was taken away: the draft was changed meanwhile, in another tab or browser.")
    drop_draft(places, name, by)


def _path(places: Places, name: str, by: str) -> Path:
    return desk_files.texts_folder(places, by) / desk_files.file_name(name)


def _began(path: Path) -> Path:
    return path.with_suffix(".of")
