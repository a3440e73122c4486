"""The register at its real size: 600,000 studies and 3 million sites, asked in our way and in DuckDB's, in one run.

    python -m benchmarks.register_scale --folder FOLDER    makes the copy there once (some minutes, 2 GB), then measures
    ... --write                                            also writes docs/performance-register.md
    python -m benchmarks                                   measures it with all other goals

Each question is asked in turn in our way and in each of DuckDB's (its file, its memory, Parquet, Arrow), again and
again; medians are compared with the quickest of DuckDB's, and the answers must be the same. Opening is measured in a
new process that has imported everything: its own memory is what /proc says is private to it and no mapped file. Not
here: how the copy is made by rule (`benchmarks.many_studies`), and DuckDB's ways (`benchmarks.register_duckdb`).
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import numpy as np

from benchmarks.many_studies import many_studies
from benchmarks.measured import Measured, at_most
from benchmarks.register_duckdb import DuckDB, counted, write_tables
from benchmarks.server import ROOT
from loaders.registry_shelf import Copy, newest
from loaders.registry_study import read_studies
from tests.registry_stub.studies import study
from therapies import shelf
from therapies.gazetteer import find_towns
from therapies.study_register import StudyRegister
from therapies.study_search import Asked

WAYS = ("file", "memory", "Parquet", "Arrow")
CHOSEN = {"phase": "PHASE2", "status": "RECRUITING", "country": "United States"}
WORDS = ("lung", "canc")
TOWN = "63110"
STUDIES = 600_000
OPENINGS = 5
DOCUMENT = ROOT / "docs" / "performance-register.md"
GOAL, MOST_SECONDS, MOST_MB, LEAST_MB_A_SECOND = 0.1, 0.5, 120, 400


@dataclass(frozen=True)
class Line:
    """A question: our milliseconds, DuckDB's by way, and whether goals.md sets a goal for it."""

    what: str
    ours: float
    duckdb: dict[str, float]
    goal: bool

    @property
    def ratio(self) -> float:
        """How many times the quickest of DuckDB's ways."""
        return self.ours / min(self.duckdb.values())

    def row(self) -> str:
        """The line of a Markdown table."""
        times = " | ".join(f"{self.duckdb[way]:.1f}" for way in WAYS)
        verdict = "" if not self.goal else f"{GOAL} " + ("✓" if self.ratio <= GOAL else "missed")
        return f"| {self.what} | {self.ours:.2f} | {times} | {self.ratio:.3f} | {verdict} |"


class Ours:
    """The questions in our way, answered in the form that DuckDB answers."""

    way = "ours"

    def __init__(self, copy: Copy, register: StudyRegister) -> None:
        self._copy, self.register = copy, register

    def _top(self, rows: np.ndarray) -> list[tuple[str, str | None]]:
        found = self._copy.rows(rows, ["nct", "brief_title"])
        return list(zip(found["nct"].to_pylist(), found["brief_title"].to_pylist(), strict=True))

    def filter(self, phase: str, status: str, country: str) -> Any:
        """See `DuckDB.filter`."""
        found = self.register.search.find(Asked(phase=phase, status=status, country=country))
        return found.total, found.phases, found.statuses, found.countries, self._top(found.newest)

    def newest(self, phase: str, status: str, country: str) -> Any:
        """See `DuckDB.newest`."""
        found = self.register.search.find(Asked(phase=phase, status=status, country=country))
        return found.total, self._top(found.newest)

    def group(self) -> Any:
        """See `DuckDB.group`."""
        return self.register.search.counts(None)

    def group_of(self, *words: str) -> Any:
        """See `DuckDB.group_of`."""
        search = self.register.search
        return search.counts(search.having(" ".join(words)))

    def counted(self, block: np.ndarray) -> dict[tuple[str, str, str], int]:
        """The answer to `group` by phase, status and country; without the sum of all countries."""
        search = self.register.search
        phases, statuses, countries = (list(values) for values in (search.phases, search.statuses, search.countries))
        return {
            (phases[phase], statuses[status], countries[country]): int(block[phase, status, country + 1])
            for phase, status, country in np.argwhere(block[:, :, 1:]).tolist()
        }

    def text(self, *words: str) -> Any:
        """See `DuckDB.text`."""
        found = self.register.search.find(Asked(" ".join(words)))
        return found.total, self._top(found.newest)

    def nearest(self, town: Any) -> Any:
        """See `DuckDB.nearest`."""
        near = self.register.sites.recruiting(town, 20)
        found = zip(near, map(self.register.site, near), strict=True)
        return [(nct, site.facility, site.city, round(one.km, 3)) for one, (nct, site) in found]

    def join(self) -> Any:
        """See `DuckDB.join`."""
        counts = self.register.giving.counts()
        return {key: (one.studies, one.recruiting, one.sites) for key, one in counts.items() if one.studies}


def questions(rounds: int, ours: Ours, ways: list[DuckDB]) -> list[Line]:
    """Every question in turn in every way, after one round that warms all."""
    town = find_towns(TOWN)[0]
    asked: dict[str, tuple[str, tuple[Any, ...], bool]] = {
        "filter": ("Filter by phase, status and country: all counts, 50 newest", tuple(CHOSEN.values()), True),
        "newest": ("The same, without the counts of the other choices", tuple(CHOSEN.values()), False),
        "group": ("Group by phase, status and country", (), True),
        "group_of": ("The same, of the studies with two words (nothing prepared)", WORDS, False),
        "text": ("Free text, two beginnings of words: count, 50 newest", WORDS, True),
        "nearest": ("Nearest 20 recruiting sites", (town,), True),
        "join": ("Join with our therapies: studies, recruiting, sites", (), True),
    }
    times: dict[tuple[str, str], list[float]] = {}
    for number in range(rounds + 1):
        for name, (_, values, _goal) in asked.items():
            expected = None
            for asker in (ours, *ways):
                took, answer = _timed(partial(getattr(asker, name), *values))
                if name.startswith("group"):
                    answer = ours.counted(answer) if asker is ours else counted(answer)
                expected = answer if asker is ours else expected
                if answer != expected:
                    raise SystemExit(f"{name}: DuckDB ({asker.way}) answers otherwise")
                if number:
                    times.setdefault((name, asker.way), []).append(took)
    return [
        Line(what, median(times[name, "ours"]), {way: median(times[name, way]) for way in WAYS}, goal)
        for name, (what, _, goal) in asked.items()
    ]


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    answer = work()
    return (time.perf_counter() - began) * 1000, answer


def open_here(folder: Path) -> None:
    """In a process of its own: open the copy and say how long it took and how much memory of its own it needs."""
    dataset, town = shelf.open(), find_towns(TOWN)[0]
    import_module("pandas")  # the running dashboard has it, and pyarrow would bring it now
    before, began, worked = private_mb(), time.perf_counter(), time.process_time()
    copy = newest(folder)
    if copy is None:
        raise SystemExit(f"no whole copy in {folder}")
    register = StudyRegister(copy, dataset)
    took = {"seconds": time.perf_counter() - began, "processor": time.process_time() - worked}
    found = {**took, "mb": private_mb() - before, "linked": sum(map(len, register.links.values()))}
    Ours(copy, register).filter(**CHOSEN)
    register.sites.recruiting(town, 20)
    print(json.dumps({**found, "mb_asked": private_mb() - before}))


def private_mb() -> float:
    """The memory that is this process's own: not shared, and no page of a mapped file."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Anonymous:"))


def opening(folder: Path) -> dict[str, float]:
    """The medians of several openings, each in a new process."""
    command = [sys.executable, "-m", "benchmarks.register_scale", "--folder", str(folder), "--open"]
    runs = [
        json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
        for _ in range(OPENINGS)
    ]
    return {name: median(run[name] for run in runs) for name in runs[0]}


def parsing(count: int = 5_000) -> float:
    """MB of the register's JSON read in a second of one processor."""
    array, took = json.dumps([study(number) for number in range(count)], ensure_ascii=False).encode(), []
    for _ in range(7):
        began = time.process_time()
        read_studies(array)
        took.append(time.process_time() - began)
    return len(array) / 1e6 / median(took)


def document(lines: list[Line], opened: dict[str, float], read: float, told: dict[str, Any], rounds: int) -> str:
    """The document."""
    speeds = opened["seconds"] <= MOST_SECONDS, opened["mb"] <= MOST_MB, read >= LEAST_MB_A_SECOND
    quick, small, typed = ("✓" if good else "missed" for good in speeds)
    return f"""# How fast the register is at its real size

Written by `python -m benchmarks.register_scale --write --rounds {rounds}`: {told["studies"]:,} studies and
{told["sites"]:,} sites made by rule. Every question was asked in turn in our way and in DuckDB's four, the answers were
the same; medians in milliseconds; the ratio is to the quickest of the four.
Python {platform.python_version()}, DuckDB {duckdb.__version__}, {platform.system()} {platform.machine()}.
{os.getloadavg()[0]:.0f} programs shared {os.cpu_count()} processors at the end: by the clock all takes longer then.

| what | ours | file | memory | Parquet | Arrow | ratio | at most |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |
{chr(10).join(line.row() for line in lines)}

| what | measured | goal |
| --- | ---: | --- |
| Opening the copy beside our dataset | {opened["seconds"]:.2f} s | at most {MOST_SECONDS} s {quick} |
| Of which the processor works for us | {opened["processor"]:.2f} s | |
| Memory of its own after that | {opened["mb"]:.0f} MB | at most {MOST_MB} MB {small} |
| The same after a filter and a search for sites | {opened["mb_asked"]:.0f} MB | |
| Reading the register's JSON, a second of one processor | {read:.0f} MB/s | at least {LEAST_MB_A_SECOND} MB/s {typed} |
| The copy on disk: tables, and prepared files | {told["tables"]:,.0f} and {told["prepared"]:,.0f} MB | |

Opening finds the studies of our therapies ({opened["linked"]:,.0f} links) and diseases anew, so that changed names
need no new copy. Its own memory: the growth of `Anonymous` in /proc/self/smaps_rollup; pages of mapped files belong to
the system, which takes them back when it needs them. DuckDB is used by this benchmark alone.
"""


def measure(folder: Path, studies: int, rounds: int) -> tuple[list[Measured], str]:
    """The goals, and the document; the copy is made in the folder where it is not there yet."""
    dataset = shelf.open()
    copy = newest(folder) or many_studies(dataset, folder, studies)
    register = StudyRegister(copy, dataset)
    tables = folder / "duckdb"
    if not tables.exists():
        tables.mkdir()
        write_tables(copy, register, tables)
    told = {name: copy.manifest["tables"][name]["rows"] for name in ("studies", "sites")}
    told |= {kind: sum(one["bytes"] for one in copy.manifest[kind].values()) / 1e6 for kind in ("tables", "prepared")}
    opened, read = opening(folder), parsing()
    lines = questions(rounds, Ours(copy, register), [DuckDB(way, tables) for way in WAYS])
    return goals(lines, opened, read, told["studies"]), document(lines, opened, read, told, rounds)


def goals(lines: list[Line], opened: dict[str, float], read: float, studies: int) -> list[Measured]:
    """What goals.md asks of a register of that size."""
    asked = [
        Measured(
            f"Register of {studies:,} studies: {line.what[0].lower()}{line.what[1:]}",
            f"{line.ratio:.3f} x DuckDB's best way ({line.ours:.2f} ms, DuckDB {min(line.duckdb.values()):.1f} ms)",
            f"at most {GOAL} x DuckDB's best",
            line.ratio / GOAL,
        )
        for line in lines
        if line.goal
    ]
    parsed = f"at least {LEAST_MB_A_SECOND} MB/s"
    return [
        *asked,
        at_most("Opening that register", opened["seconds"], MOST_SECONDS, "s"),
        at_most("Memory of its own for that", opened["mb"], MOST_MB, "MB"),
        Measured("Reading the register's JSON, one processor", f"{read:.0f} MB/s", parsed, LEAST_MB_A_SECOND / read),
    ]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.register_scale", description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, required=True, help="where the copy is, or is made")
    parser.add_argument("--studies", type=int, default=STUDIES)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--write", action="store_true", help=f"also write {DOCUMENT.relative_to(ROOT)}")
    parser.add_argument("--open", action="store_true", help="only open the copy, for the measure of memory")
    chosen = parser.parse_args()
    if chosen.open:
        open_here(chosen.folder)
        return
    _, text = measure(chosen.folder, chosen.studies, chosen.rounds)
    print(text)
    if chosen.write:
        DOCUMENT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
