"""The commands for people who keep the data: `python -m loaders check`, `build`, `describe` and `refresh`."""

import argparse
import sys
from datetime import date, datetime
from pathlib import Path

from loaders.checking import check
from loaders.curated import Curated
from loaders.registry_questions import REAL_ADDRESS

DATA = Path(__file__).parent.parent / "data"


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it did what it says, 1 when the curated files have faults."""
    parser = argparse.ArgumentParser(prog="python -m loaders", description="Check and build the therapy data.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, what in {
        "check": "read every curated file and list every fault; writes nothing",
        "build": "check, then write the release (nothing is written when there is a fault)",
        "describe": "write the column dictionary, data/README.md",
        "refresh": "copy the register's studies of our diseases and products, all or nothing (docs/refresh.md)",
    }.items():
        command = commands.add_parser(name, help=what, description=what)
        if name != "describe":
            command.add_argument("--curated", type=Path, default=DATA / "curated", help="folder of the curated files")
        if name == "build":
            command.add_argument("--to", type=Path, default=DATA / "release", help="folder of the release")
        if name == "describe":
            command.add_argument("--to", type=Path, default=DATA / "README.md", help="file to write")
        if name == "refresh":
            _refresh_arguments(command)
    chosen = parser.parse_args(arguments)
    # Imported where they are needed: Arrow takes as long to import as a tenth of all files to check.
    if chosen.command == "describe":
        from loaders.describing import write

        write(chosen.to)
        print(f"Written: {chosen.to}")
        return 0
    if chosen.command == "refresh":
        from loaders.refreshing import refresh

        return refresh(chosen)
    curated = _checked(chosen.curated)
    if curated is None:
        return 1
    if chosen.command == "build":
        from loaders.building import build

        print(f"Release {build(curated, chosen.to)} written to {chosen.to}")
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
    add("--base-url", default=REAL_ADDRESS, help="address of the register (%(default)s)")
    add("--page-size", type=int, default=500, choices=range(1, 1001), metavar="N", help="1 to 1000 (%(default)s)")
    add("--pause", type=float, default=1.0, help="seconds between requests (%(default)s)")
    add("--timeout", type=float, default=60.0, help="seconds to wait for an answer (%(default)s)")
    add("--attempts", type=int, default=6, help="how often a page is tried (%(default)s)")
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
