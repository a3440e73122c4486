"""The command `links`: what may be said to it. Not here: its work (`loaders.links`)."""

import argparse
from pathlib import Path

from loaders.data_commands import DATA, curated_argument


def arguments(command: argparse.ArgumentParser) -> None:
    """What may be said to it."""
    curated_argument(command)
    add = command.add_argument
    add("--to", type=Path, default=DATA / "registry" / "links", help="folder of the copies and reports")
    add("--all", action="store_true", help="ask also what was found in its place within the last 7 days")
    add("--pause", type=_seconds, default=2.0, help="seconds between requests to one site (%(default)s)")
    add("--timeout", type=_seconds, default=30.0, help="seconds that one request may take (%(default)s)")


def run(chosen: argparse.Namespace) -> int:
    """The command."""
    from loaders.links import links

    return links(chosen)


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 <= seconds <= 3600:
        raise argparse.ArgumentTypeError("0 to 3600 seconds")
    return seconds
