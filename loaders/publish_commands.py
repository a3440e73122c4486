"""The commands `publish`, `releases` and `rollback`: what may be said to them, and their work in words.

Not here: publishing and going back (`loaders.publishing`), and which releases there are (`loaders.published`).
"""

import argparse
import shlex
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote

from loaders.alone import moment
from loaders.data_commands import DATA
from loaders.registry_stops import shortened
from loaders.stoppable import show, tell

if TYPE_CHECKING:
    from loaders.place import Place
    from loaders.published import Published
    from loaders.publishing import Done


def publish_arguments(command: argparse.ArgumentParser) -> None:
    """What may be said to `publish`."""
    releases_arguments(command)
    command.add_argument(
        "--from", dest="source", default=str(DATA / "release"), help="the release to publish (%(default)s)"
    )


def releases_arguments(command: argparse.ArgumentParser) -> None:
    """What may be said to `releases`."""
    place = "folder or address (s3://..., gs://...) that is published to"
    command.add_argument("--to", required=True, metavar="PLACE", help=place)


def rollback_arguments(command: argparse.ArgumentParser) -> None:
    """What may be said to `rollback`."""
    releases_arguments(command)
    which = "id or number of the release to show (else the one that was shown before this one)"
    command.add_argument("release", nargs="?", help=which)


def publish(chosen: argparse.Namespace) -> int:
    """The command `publish`."""

    def work(place: "Place") -> str:
        from loaders.publishing import publish

        done = publish(chosen.source, place, datetime.now(UTC))
        if not done.moved:
            return _lines(
                *done.said, f"{done.shown.words} is shown in {place.shown} already. Nothing else was changed."
            )
        return _lines(*_shown_now(done, place), f"What it brings: {done.shown.summary}.", *_each(done.shown.lines))

    return _in_words(chosen.to, work)


def releases(chosen: argparse.Namespace) -> int:
    """The command `releases`."""

    def work(place: "Place") -> str:
        from loaders.published import look

        seen = look(place)
        if not seen.records and not seen.unreadable:
            there = (
                f" A release that was put there by other means: {seen.unlisted['release']}." if seen.unlisted else ""
            )
            return _lines(f"No release was published in {place.shown} yet.{there}")
        unknown = seen.shown is None and "What is shown is none of these: manifest.json is missing or was changed."
        damaged = [
            f"Cannot be read: {name}. Nobody edits these files: put it back as it was." for name in seen.unreadable
        ]
        listed = [line for one in reversed(seen.records) for line in _record(one, one == seen.shown)]
        return _lines(f"Releases in {place.shown}, the newest first:", *listed, *damaged, unknown or "")

    return _in_words(chosen.to, work)


def rollback(chosen: argparse.Namespace) -> int:
    """The command `rollback`."""

    def work(place: "Place") -> str:
        from loaders.publishing import rollback

        done = rollback(place, chosen.release, datetime.now(UTC))
        if not done.moved:
            return _lines(f"{done.shown.words} is shown in {place.shown} already. Nothing was changed.")
        return _lines(*_shown_now(done, place))

    return _in_words(chosen.to, work)


def _in_words(address: str, work: Callable[["Place"], str]) -> int:
    """Do the work. 0 when it is done, 1 when it could not be done, 130 when somebody pressed Ctrl-C."""
    from loaders.parquet import Location, ReleaseRefusedError, to_type_again, without_secret
    from loaders.place import UNREACHABLE, Place, PublishStoppedError

    shown = without_secret(address)
    try:
        show(work(Place(Location.of(address))))
    except (ReleaseRefusedError, PublishStoppedError) as error:
        tell(str(error))
        return 1
    except UNREACHABLE as error:
        tell(f"{shown} cannot be read or written ({_why(error, address)}). {_WHOLE} {_LOOK_AT}")
        return 1
    except KeyboardInterrupt:
        again = shlex.quote(to_type_again(address))
        tell(f"\nStopped by you. {_WHOLE} Look with: python -m loaders releases --to {again}")
        return 130
    return 0


def _why(error: Exception, address: str) -> str:
    """What the system or the bucket says, without the keys of the address."""
    said = shortened(getattr(error, "strerror", None) or str(error))
    named, _, asked = address.partition("://")[2].partition("?")
    keys = (*named.rpartition("@")[0].split(":"), *(value for _, value in parse_qsl(asked)))
    for key in (*keys, *map(unquote, keys)):
        said = said.replace(key, "...") if key else said
    return said


_LOOK_AT = "Look at its name, keys, rights and room."
_WHOLE = "Readers see what they saw before, or the new release, and never a part of one."


def _shown_now(done: "Done", place: "Place") -> tuple[str, ...]:
    instead = (
        f" Before it: {done.before.words}. To show that again: "
        f"python -m loaders rollback --to {place.again} {done.before.number}"
        if done.before
        else ""
    )
    return (*done.said, f"{done.shown.words} is shown in {place.shown} now.{instead}")


def _record(one: "Published", shown: bool) -> tuple[str, ...]:
    try:
        when = moment(datetime.fromisoformat(one.published_at))
    except ValueError:
        when = one.published_at
    mark = ", SHOWN NOW" if shown else ""
    return (f"{one.words}, published {when}{mark}", *_each((f"{one.summary}.", *one.lines)))


def _each(lines: tuple[str, ...]) -> list[str]:
    return [f"    {line}" for line in lines]


def _lines(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines if line)
