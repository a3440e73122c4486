"""The commands for people who keep the data: `python -m loaders check`, `build` and `describe`."""

import argparse
import sys
from datetime import datetime
from pathlib import Path

from loaders.checking import check
from loaders.curated import Curated

DATA = Path(__file__).parent.parent / "data"


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it did what it says, 1 when the curated files have faults."""
    parser = argparse.ArgumentParser(prog="python -m loaders", description="Check and build the therapy data.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, what in {
        "check": "read every curated file and list every fault; writes nothing",
        "build": "check, then write the release (nothing is written when there is a fault)",
        "describe": "write the column dictionary, data/README.md",
    }.items():
        command = commands.add_parser(name, help=what, description=what)
        if name != "describe":
            command.add_argument("--curated", type=Path, default=DATA / "curated", help="folder of the curated files")
        if name == "build":
            command.add_argument("--to", type=Path, default=DATA / "release", help="folder of the release")
        if name == "describe":
            command.add_argument("--to", type=Path, default=DATA / "README.md", help="file to write")
    chosen = parser.parse_args(arguments)
    # Imported where they are needed: Arrow takes as long to import as a tenth of all files to check.
    if chosen.command == "describe":
        from loaders.describing import write

        write(chosen.to)
        print(f"Written: {chosen.to}")
        return 0
    curated = _checked(chosen.curated)
    if curated is None:
        return 1
    if chosen.command == "build":
        from loaders.building import build

        print(f"Release {build(curated, chosen.to)} written to {chosen.to}")
    return 0


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
