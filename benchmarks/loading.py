"""How long the commands for the curated data take, and the PDF of one therapy.

    python -m benchmarks.loading

A command is timed by the clock, from the start of its process to its end; the PDF in a process that has made one
before. Not here: a refresh of the register (`benchmarks.register`).
"""

import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.measured import Measured, at_most
from benchmarks.server import ROOT
from therapies import shelf
from therapies.call import call
from views import leave_behind

_BUILD, _CHECK, _PDF = 3, 1.5, 0.5
_ROUNDS = 5
_DAY = date(2026, 11, 26)


def command(*words: str) -> float:
    """The median of the seconds that `python -m loaders ...` takes."""
    took = []
    for _ in range(_ROUNDS + 1):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "loaders", *words], cwd=ROOT, check=True, capture_output=True)
        took.append(time.perf_counter() - began)
    return median(took[1:])


def pdf() -> float:
    """The median of the seconds for the paper of one therapy, of several therapies."""
    dataset, took = shelf.open(), []
    for therapy_id in list(dataset.therapies)[: _ROUNDS + 1]:
        of = call(dataset, (therapy_id,), frozenset(), _DAY)
        began = time.perf_counter()
        leave_behind.pdf(of, "a4")
        took.append(time.perf_counter() - began)
    return median(took[1:])


def measure() -> list[Measured]:
    """The three goals."""
    with tempfile.TemporaryDirectory() as folder:
        history = shutil.copytree(ROOT / "data" / "history", Path(folder, "history"))
        built = command("build", "--to", str(Path(folder, "release")), "--history", str(history))
    checked = command("check")
    therapies = len(shelf.open().therapies)
    return [
        at_most(f"Curated build, {therapies} therapies", built, _BUILD, "s"),
        at_most("Curated check alone", checked, _CHECK, "s"),
        at_most("PDF of one therapy, warm", pdf(), _PDF, "s"),
    ]


if __name__ == "__main__":
    for line in measure():
        print(line.row())
