"""The commands `check`, `build` and `describe`: what may be said to them, and their work in words.

Not here: the check (`loaders.checking`), the release (`loaders.building`) and the dictionary (`loaders.describing`).
"""

import argparse
from pathlib import Path

from loaders.checking import check
from loaders.curated import Curated
from loaders.stoppable import show, tell
from therapies.today import this_day

DATA = Path(__file__).parent.parent / "data"


def curated_argument(command: argparse.ArgumentParser) -> None:
    """Which curated files."""
    command.add_argument("--curated", type=Path, default=DATA / "curated", help="folder of the curated files")


def check_arguments(command: argparse.ArgumentParser) -> None:
    """What may be said to `check`."""
    curated_argument(command)


def check_files(chosen: argparse.Namespace) -> int:
    """The command `check`."""
    return 1 if _checked(chosen.curated) is None else 0


def build_arguments(command: argparse.ArgumentParser) -> None:
    """What may be said to `build`."""
    curated_argument(command)
    command.add_argument("--to", type=Path, default=DATA / "release", help="folder of the release")
    command.add_argument("--history", type=Path, default=DATA / "history", help="folder of what changed")


def build_release(chosen: argparse.Namespace) -> int:
    """The command `build`."""
    curated = _checked(chosen.curated)
    if curated is None:
        return 1
    from loaders.building import BuildStoppedError, build_and_record
    from loaders.history import HistoryDamagedError

    try:
        built = build_and_record(curated, chosen.to, chosen.history, this_day())
    except (HistoryDamagedError, BuildStoppedError) as error:
        tell(f"{error}\nNothing was written.")
        return 1
    brings = built.brings and f"What it brings: {built.brings}."
    lines = (built.recorded, brings, f"Release {built.release} written to {chosen.to}")
    show("".join(f"{line}\n" for line in lines if line))
    return 0


def describe_arguments(command: argparse.ArgumentParser) -> None:
    """What may be said to `describe`."""
    command.add_argument("--to", type=Path, default=DATA / "README.md", help="file to write")


def describe(chosen: argparse.Namespace) -> int:
    """The command `describe`."""
    from loaders.describing import write

    write(chosen.to)
    show(f"Written: {chosen.to}\n")
    return 0


def _checked(folder: Path) -> Curated | None:
    curated, faults = check(folder, this_day())
    if curated is None:
        for fault in faults:
            tell(str(fault))
        count = f"{len(faults)} fault{'s' if len(faults) != 1 else ''}"
        tell(f"\n{count} in {len({fault.file for fault in faults})} file(s). Nothing was written.")
        return None
    facts = sum(len(t.outcomes) + len(t.regulatory) + len(t.safety) for t in curated.therapies)
    show(f"No faults: {len(curated.therapies)} therapies, {facts} results, harms and regulatory events.\n")
    return curated
