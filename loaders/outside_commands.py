"""The commands that ask an outside service, `refresh`, `labels` and `papers`: what may be said to them.

Not here: their work (`loaders.refreshing`, `loaders.labels`, `loaders.papers`).
"""

import argparse
from datetime import date
from pathlib import Path

from loaders.data_commands import DATA, curated_argument
from loaders.label_products import REAL_ADDRESS as OPENFDA
from loaders.paper_sources import REAL_ADDRESS as PUBMED
from loaders.registry_questions import REAL_ADDRESS

# openFDA allows 4 requests a second and PubMed 3; a little slower is polite, and there are few.
_POLITE = 0.5


def refresh_arguments(command: argparse.ArgumentParser) -> None:
    """What may be said to `refresh`."""
    curated_argument(command)
    add = command.add_argument
    add("--to", type=Path, default=DATA / "registry", help="folder of the copies")
    add("--query", action="append", default=[], metavar="WORDS", help="also these studies (may be given repeatedly)")
    add("--only-query", action="store_true", help="those of --query alone")
    add("--all", action="store_true", help="the whole register: hours, and some GB")
    add("--since", nargs="?", const="last", metavar="DAY", help="only what was updated since the last copy (or DAY)")
    add(
        "--from", dest="file", type=Path, metavar="FILE", help="a downloaded JSON, CSV or zip instead of the connection"
    )
    add("--as-of", type=_day, metavar="DAY", help="with --from: the day of download (else that of its newest record)")
    add("--page-size", type=int, default=500, choices=range(1, 1001), metavar="N", help="1 to 1000 (%(default)s)")
    _manners_arguments(command, REAL_ADDRESS, pause=1.0)


def labels_arguments(command: argparse.ArgumentParser) -> None:
    """What may be said to `labels`."""
    _watch_arguments(command, "labels", OPENFDA)


def papers_arguments(command: argparse.ArgumentParser) -> None:
    """What may be said to `papers`."""
    _watch_arguments(command, "papers", PUBMED)


def refresh(chosen: argparse.Namespace) -> int:
    """The command `refresh`."""
    from loaders.refreshing import refresh

    return refresh(chosen)


def labels(chosen: argparse.Namespace) -> int:
    """The command `labels`."""
    from loaders.labels import labels

    return labels(chosen)


def papers(chosen: argparse.Namespace) -> int:
    """The command `papers`."""
    from loaders.papers import papers

    return papers(chosen)


def _watch_arguments(command: argparse.ArgumentParser, name: str, address: str) -> None:
    curated_argument(command)
    command.add_argument("--to", type=Path, default=DATA / "registry" / name, help="folder of the copies and reports")
    _manners_arguments(command, address, pause=_POLITE)


def _manners_arguments(command: argparse.ArgumentParser, address: str, pause: float) -> None:
    add = command.add_argument
    add("--base-url", default=address, help="address that is asked (%(default)s)")
    add("--pause", type=float, default=pause, help="seconds between requests (%(default)s)")
    add("--timeout", type=float, default=60.0, help="seconds to wait for an answer (%(default)s)")
    add("--attempts", type=int, default=6, help="how often a request is tried (%(default)s)")
    add("--first-wait", type=float, default=2.0, help="seconds before the second try, then doubled (%(default)s)")


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat()
