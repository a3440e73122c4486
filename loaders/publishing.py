"""Publishing a release to a place for many readers, and going back to an earlier one.

Table files come first, under the names of their content, then the record of the release, which is never written again,
then the pointer, in one step. Nothing but the pointer is ever replaced and no file of a release deleted: whoever reads
sees the old release or the new one, also when we are killed. Not here: what is found there (`loaders.published`), what
is copied (`loaders.publish_source`), the differences (`loaders.noting`), the commands (`loaders.publish_commands`).
"""

import re
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from loaders.alone import BusyError, alone
from loaders.claims import DEAD_AFTER, claimed
from loaders.noting import first_notes, notes_after, notes_after_unknown
from loaders.parquet import MANIFEST, Location, ReleaseRefusedError, verified
from loaders.place import Place, PublishStoppedError
from loaders.publish_source import FILE, Source, damaged_files, is_whole, read_source
from loaders.published import RELEASES, Looked, Manifest, Published, look, numbered, same_data
from therapies.release_notes import ReleaseNotes

OURS = Path(__file__).resolve().parent.parent / "data" / "release"
_LEFTOVER = re.compile(rf"({FILE.pattern}|{re.escape(MANIFEST)})\.part")


@dataclass(frozen=True, slots=True)
class Done:
    """What is shown now, and what was before (None: nothing that is known); what else was done, in words.

    `moved` is False where it was shown already.
    """

    shown: Published
    before: Published | None
    moved: bool
    said: tuple[str, ...] = ()


def publish(source: str | Path, place: Place, now: datetime) -> Done:
    """Show the release of `source` to the readers of `place`.

    Raises ReleaseRefusedError when the source is broken, PublishStoppedError when it was not done, and one of
    `place.UNREACHABLE`.
    """
    found = read_source(source)
    seen = look(place)
    _may_be_published_to(place, seen, Location.of(source))
    shown = seen.shown if seen.shown and same_data(seen.shown.manifest, found.manifest) else None
    if shown and not damaged_files(place, found):
        return Done(shown, shown, moved=False)
    with _turn(place, seen.pointer) as turn:
        said = _cleared(place)
        mended = damaged_files(place, found)
        for name in mended:
            place.write(name, found.files[name])
        if shown:
            return Done(shown, shown, moved=False, said=(*said, f"Files written again: {len(mended)}."))
        before, kept = _before(place, turn.seen, now)
        number = max(turn.seen.last_number, before.number if before else 0) + 1
        record = _record(found.manifest, number, before, _notes(place, turn.seen, before, found), now)
        place.write(record.name, record.content)
        _move(place, record, turn)
    return Done(record, before, moved=True, said=(*said, *kept))


def rollback(place: Place, wanted: str | None, now: datetime) -> Done:
    """Show the release that was shown before this one, or the one that is named by its id or number.

    Every file of it is verified first. Raises PublishStoppedError when it was not done, and one of
    `place.UNREACHABLE`.
    """
    seen = look(place)
    if not seen.records:
        raise PublishStoppedError(f"No release was published in {place.shown}: there is none to go back to.")
    target = _named(place, seen, wanted) if wanted else _earlier(place, seen)
    try:
        verified(place.location, target.pointer)
    except ReleaseRefusedError as error:
        raise PublishStoppedError(
            f"{target.words} cannot be shown, nothing was changed. {error}\n{_exist(seen)}"
        ) from error
    if target == seen.shown:
        return Done(target, target, moved=False)
    with _turn(place, seen.pointer) as turn:
        before, kept = _before(place, turn.seen, now)
        _move(place, target, turn)
    return Done(target, before, moved=True, said=kept)


def _may_be_published_to(place: Place, seen: Looked, source: Location) -> None:
    folder = place.folder.resolve() if place.folder else None
    same = place.location.filesystem.equals(source.filesystem) and place.location.folder == source.folder
    if same or (folder is not None and folder in (OURS, Path(source.folder).resolve())):
        raise PublishStoppedError(
            f"{place.shown} is where builds write to: the next build would take the published releases away. "
            "Publish to another folder."
        )
    if seen.pointer is not None and not seen.records and not is_whole(place, seen.unlisted):
        raise PublishStoppedError(
            f"{place.shown} has a {MANIFEST} that is not of a whole release: it may belong to something else. "
            "Nothing was written. Publish to another folder, or take that file away if nobody needs it."
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """The right to move the pointer: the place as it is since we hold it, and whether we still do."""

    seen: Looked
    holds: Callable[[], bool]


@contextmanager
def _turn(place: Place, pointer: bytes | None) -> Generator[Turn]:
    """Hold the place, if it still shows what it showed when we began."""
    try:
        if place.folder is not None:
            _made(place.folder)
            with alone(place.folder):
                yield Turn(_same(place, pointer), lambda: True)
        else:
            with claimed(place) as claim:
                yield Turn(_same(place, pointer), claim.holds)
    except BusyError as error:
        minutes = int(DEAD_AFTER.total_seconds() / 60)
        dead = "" if place.folder else f" If nobody is at work there: this counts no more {minutes} minutes later."
        raise PublishStoppedError(
            f"Somebody is publishing to {place.shown} already: {error}. You have changed nothing. Wait until that is "
            f"done, {_look(place)}.{dead}"
        ) from error


def _same(place: Place, pointer: bytes | None) -> Looked:
    seen = look(place)
    if seen.pointer != pointer:
        raise _other_meanwhile(place)
    return seen


def _other_meanwhile(place: Place) -> PublishStoppedError:
    return PublishStoppedError(
        f"Another release was published in {place.shown} meanwhile. You did not change what is shown: {_look(place)}."
    )


def _made(folder: Path) -> None:
    """Only the last folder is made: a longer way that is not there is rather a slip, or a disk that is not mounted."""
    if not folder.parent.is_dir():
        raise PublishStoppedError(
            f"There is no folder {folder.parent}. Nothing was written. Check the name, or make that folder first."
        )
    folder.mkdir(exist_ok=True)


def _cleared(place: Place) -> tuple[str, ...]:
    """Take away what a publish that was killed left half written."""
    if place.folder is None:
        return ()
    left = [path for path in place.folder.glob("*.part") if _LEFTOVER.fullmatch(path.name)]
    left += (place.folder / RELEASES).glob("*.json.part")
    for path in left:
        path.unlink(missing_ok=True)
    return ("What an earlier try left half written was cleared away.",) if left else ()


def _before(place: Place, seen: Looked, now: datetime) -> tuple[Published | None, tuple[str, ...]]:
    """What is shown before us. A whole release that was put there by other means gets a record, to go back to it."""
    if seen.unlisted is not None and is_whole(place, seen.unlisted):
        record = _record(seen.unlisted, seen.last_number + 1, None, first_notes(seen.unlisted), now)
        place.write(record.name, record.content)
        return record, (f"The release that was there is kept as {record.words}.",)
    damaged = seen.pointer is not None and seen.shown is None
    return seen.shown, (f"The {MANIFEST} that was there could not be used. It is replaced.",) if damaged else ()


def _notes(place: Place, seen: Looked, before: Published | None, found: Source) -> ReleaseNotes:
    if before is not None:
        return notes_after(place.location, before, found.manifest, found.tables)
    return notes_after_unknown(found.manifest) if seen.last_number else first_notes(found.manifest)


def _record(manifest: Manifest, number: int, before: Published | None, notes: ReleaseNotes, now: datetime) -> Published:
    return Published(
        number=number,
        release=manifest["release"],
        published_at=now.astimezone(UTC).isoformat(timespec="seconds"),
        replaces=before.number if before else None,
        summary=notes.summary,
        lines=notes.lines,
        manifest=numbered(manifest, number),
    )


def _move(place: Place, record: Published, turn: Turn) -> None:
    if place.read(MANIFEST) != turn.seen.pointer:
        raise _other_meanwhile(place)
    if not turn.holds():
        raise PublishStoppedError(
            f"Writing to {place.shown} took too long. What is shown was not changed: {_look(place)}."
        )
    place.write(MANIFEST, record.pointer)
    if place.read(MANIFEST) != record.pointer:
        raise PublishStoppedError(
            f"Another release was published in {place.shown} at the same moment, yours is not shown: {_look(place)}."
        )


def _look(place: Place) -> str:
    return f"look at what is shown (python -m loaders releases --to {place.again}), and then try again"


def _named(place: Place, seen: Looked, wanted: str) -> Published:
    found = [one for one in seen.records if wanted == one.release or (wanted.isdigit() and int(wanted) == one.number)]
    if not found:
        raise PublishStoppedError(f"{place.shown} has no release of that name. Nothing was changed. {_exist(seen)}")
    return found[-1]


def _earlier(place: Place, seen: Looked) -> Published:
    if seen.shown is None:
        raise PublishStoppedError(
            f"What is shown in {place.shown} is none of its published releases, so say which to show. {_exist(seen)}"
        )
    found = next((one for one in seen.records if one.number == seen.shown.replaces), None)
    if found is None:
        raise PublishStoppedError(
            f"Nothing that is known was shown before {seen.shown.words}. Nothing was changed. {_exist(seen)}"
        )
    return found


def _exist(seen: Looked) -> str:
    return f"These exist: {', '.join(one.words for one in reversed(seen.records))}."
