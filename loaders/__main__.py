"""The commands for people who keep the data: `python -m loaders check`, `build`, `describe`; and, of other places,
`refresh`, `labels` and `papers`.
"""

import argparse
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from loaders import confirm_command
from loaders.checking import check
from loaders.curated import Curated
from loaders.label_products import REAL_ADDRESS as OPENFDA
from loaders.paper_sources import REAL_ADDRESS as PUBMED
from loaders.registry_questions import REAL_ADDRESS

DATA = Path(__file__).parent.parent / "data"


_COMMANDS = {
    "check": "read every curated file and list every fault; writes nothing",
    "build": "check, write down what changed, then write the release (nothing is written when there is a fault)",
    "confirm": "write down that somebody compared facts with their sources and they are still true",
    "describe": "write the column dictionary, data/README.md",
    "refresh": "copy the register's studies of our diseases and products, all or nothing (docs/refresh.md)",
    "labels": "report what changed in the US labels of approved products (docs/labels-and-papers.md)",
    "papers": "report which cited papers were retracted or corrected (docs/labels-and-papers.md)",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it did what it says, 1 when the curated files have faults or it could not be done."""
    chosen = _parser().parse_args(arguments)
    # Imported where they are needed: Arrow takes as long to import as a tenth of all files to check.
    if chosen.command == "describe":
        from loaders.describing import write

        write(chosen.to)
        print(f"Written: {chosen.to}")
        return 0
    if chosen.command in ("refresh", "labels", "papers"):
        return _ask_outside(chosen)
    if chosen.command == "confirm":
        from loaders.confirm_command import run

        return run(chosen)
    curated = _checked(chosen.curated)
    if curated is None:
        return 1
    return _build(curated, chosen) if chosen.command == "build" else 0


def _ask_outside(chosen: argparse.Namespace) -> int:
    if chosen.command == "refresh":
        from loaders.refreshing import refresh

        return refresh(chosen)
    if chosen.command == "labels":
        from loaders.labels import labels

        return labels(chosen)
    from loaders.papers import papers

    return papers(chosen)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m loaders", description="Check and build the therapy data.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, what in _COMMANDS.items():
        command = commands.add_parser(name, help=what, description=what)
        if name != "describe":
            command.add_argument("--curated", type=Path, default=DATA / "curated", help="folder of the curated files")
        if name == "build":
            command.add_argument("--to", type=Path, default=DATA / "release", help="folder of the release")
            command.add_argument("--history", type=Path, default=DATA / "history", help="folder of what changed")
        if name == "describe":
            command.add_argument("--to", type=Path, default=DATA / "README.md", help="file to write")
        if name == "confirm":
            confirm_command.arguments(command)
        if name == "refresh":
            _refresh_arguments(command)
        if name in ("labels", "papers"):
            _watch_arguments(command, name)
    return parser


def _build(curated: Curated, chosen: argparse.Namespace) -> int:
    from loaders.building import build_and_record
    from loaders.history import HistoryDamagedError

    try:
        release, said = build_and_record(curated, chosen.to, chosen.history, datetime.now(UTC).date())
    except HistoryDamagedError as error:
        print(f"{error}\nNothing was written.", file=sys.stderr)
        return 1
    print("\n".join(line for line in (said, f"Release {release} written to {chosen.to}") if line))
    return 0


def _refresh_arguments(command: argparse.ArgumentParser) -> None:
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


def _watch_arguments(command: argparse.ArgumentParser, name: str) -> None:
    command.add_argument("--to", type=Path, default=DATA / "registry" / name, help="folder of the copies and reports")
    # openFDA allows 4 requests a second and PubMed 3; a little slower is polite, and there are few.
    _manners_arguments(command, {"labels": OPENFDA, "papers": PUBMED}[name], pause=0.5)


def _manners_arguments(command: argparse.ArgumentParser, address: str, pause: float) -> None:
    add = command.add_argument
    add("--base-url", default=address, help="address that is asked (%(default)s)")
    add("--pause", type=float, default=pause, help="seconds between requests (%(default)s)")
    add("--timeout", type=float, default=60.0, help="seconds to wait for an answer (%(default)s)")
    add("--attempts", type=int, default=6, help="how often a request is tried (%(default)s)")
    add("--first-wait", type=float, default=2.0, help="seconds before the second try, then doubled (%(default)s)")


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _checked(folder: Path) -> Curated | None:
    curated, faults = check(folder, datetime.now().astimezone().date())
    if curated is None:
        for fault in faults:
            print(fault, file=sys.stderr)
        count = f"{len(faults)} fault{'s' if len(faults) != 1 else ''}"
        print(f"\n{count} in {len({fault.file for fault in faults})} file(s). Nothing was written.", file=sys.stderr)
        return None
    facts = sum(len(t.outcomes) + len(t.regulatory) + len(t.safety) for t in curated.therapies)
    print(f"No faults: {len(curated.therapies)} therapies, {facts} results, harms and regulatory events.")
    return curated


if __name__ == "__main__":
    sys.exit(main())
