"""What the tests of the labels and of the papers share: six real therapy files read once, and a quick command."""

import json
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from loaders.__main__ import main
from loaders.curated import Curated, read_curated
from loaders.report_shelf import newest_report
from tests.loaders.conftest import CURATED, KEPT, TODAY
from tests.registry_stub.openfda import label

# The stub answers at once; what does not answer takes TOO_LONG. In between is room for a busy machine.
QUICK = ["--pause", "0", "--first-wait", "0.01", "--timeout", "1.5", "--attempts", "3"]

KYMRIAH, CARVYKTI, ABECMA = "tisagenlecleucel", "ciltacabtagene-autoleucel", "idecabtagene-vicleucel"
PINNED = "b90c1fe7-f5cc-464e-958a-af36e9c26d7c"  # in the address of a source of Abecma's file


@cache
def curated() -> Curated:
    """The six therapies that the comparison cites; three of them are approved products."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "therapies").mkdir()
        for path in CURATED.glob("*.yaml"):
            shutil.copy(path, folder)
        for therapy in KEPT:
            shutil.copy(CURATED / "therapies" / f"{therapy}.yaml", folder / "therapies")
        found, faults = read_curated(folder, TODAY)
    assert found is not None, faults
    return found


def three_labels() -> list[dict[str, Any]]:
    """The labels of the three products, one of them with the empty block that is the trap; and one of another."""
    return [
        label("KYMRIAH", "tisagenlecleucel", 1, block=False),
        label("CARVYKTI", "ciltacabtagene autoleucel", 2),
        label("ABECMA", "idecabtagene vicleucel", 3, set_id=PINNED),
        label("OTHERINE", "otherleucel", 4),
    ]


def run_command(command: str, folder: Path, url: str, *options: str) -> int:
    """One run, without waiting."""
    return main([command, "--to", str(folder), "--base-url", url, *QUICK, *options])


def saved(folder: Path) -> dict[str, Any]:
    """The newest report."""
    found = newest_report(folder)
    assert found is not None
    return found.report()


def seen(folder: Path) -> list[str]:
    """What a reader of the folder sees."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of the copies."""
    return {str(path): path.read_bytes() for path in sorted(folder.glob("2*/*"))}


def from_request(first: int, trouble: str) -> Callable[[int], str | None]:
    """A trouble that begins with the nth request and stays."""
    return lambda number: trouble if number >= first else None


def words_of(report: dict[str, Any]) -> str:
    """All of a report as one text."""
    return json.dumps(report, ensure_ascii=False)
