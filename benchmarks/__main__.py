"""Measures every goal and writes docs/performance.md, its history and its picture. The one command for the figures.

    python -m benchmarks                 about 45 minutes, alone on its machine; --write writes the documents
    ... --minutes 1 --rounds 3           quicker, and less sure
    ... --register FOLDER                keeps the register at its real size there (2 GB) for the next run

Everything is measured on this machine in this run; the register and its visitors are made by rule. Each part can be run
alone: `benchmarks.speed`, `wire`, `memory`, `many_visitors`, `loading`, `register_scale`. Not here, and run by
themselves only: `benchmarks.fit_check`, `linking`, `register`, `rolling_restart`, `twelve_questions`.
"""

import argparse
import os
import platform
import subprocess
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import streamlit

from benchmarks import history, loading, many_visitors, memory, register_scale, speed, wire
from benchmarks.measured import Measured
from benchmarks.server import ROOT

DOCUMENT = ROOT / "docs" / "performance.md"
# Goals.md's measure of the nearest peer, a trials monitor on Streamlit: its rerun was so many times S0's.
PEER_RERUN, LEAST_FASTER = 112, 10


def peer(rerun: Measured) -> Measured:
    """Against the nearest peer, which is not measured here: both stand as a multiple of S0."""
    assert rerun.of_stock is not None  # noqa: S101 - a rerun is measured beside S0's
    ours = rerun.of_stock
    return Measured(
        "A rerun beside the nearest peer's (its figure is from goals.md, not of this run)",
        f"{PEER_RERUN / ours:.0f} times as fast ({PEER_RERUN} x S0 and {ours:.2f} x S0)",
        f"at least {LEAST_FASTER} times as fast",
        LEAST_FASTER * ours / PEER_RERUN,
    )


def table(measured: Sequence[Measured]) -> str:
    """The Markdown table."""
    return "\n".join(["| what | goal | measured | |", "| --- | --- | --- | --- |", *(one.row() for one in measured)])


def document(measured: Sequence[Measured], command: str, commit: str, busy: float) -> str:
    """docs/performance.md: the goals, then what has none."""
    goals = [one for one in measured if one.of_goal is not None]
    others = [one for one in measured if one.of_goal is None]
    missed = sum(one.of_goal is not None and one.of_goal > 1 for one in goals)
    python = f"Python {platform.python_version()}, Streamlit {streamlit.__version__}"
    return f"""# How fast it is, and how much it bears

Written by `{command}` at {commit}. {len(goals) - missed} of {len(goals)} goals are reached, {missed} missed.
S0 is a stock Streamlit page with one `st.write("hello")`, measured in turn in the same run; medians. Only the ratios
mean something on another machine. {python}, {platform.system()} {platform.machine()},
{os.cpu_count()} processors, on average {busy:.1f} programs at work on them before the start.

{table(goals)}

Of the nearest peer the rerun alone is compared. For a filter (9 to 17 s), its cold start (19 to 34 s) and 20 sessions
(3 minutes a click) goals.md has seconds of another machine: that each is ten times as fast here is not shown.

![How far each run was from each goal](performance.svg)

What every run reached: [performance-history.csv](performance-history.csv). The register in full:
[performance-register.md](performance-register.md).

## Without a goal

{table(others)}
"""


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="how often each pair is measured (default 5)")
    parser.add_argument("--minutes", type=float, default=10, help="how long many visitors click (default 10)")
    parser.add_argument("--register", type=Path, help="where the large register is, or is made and kept")
    parser.add_argument("--write", action="store_true", help=f"also write {DOCUMENT.relative_to(ROOT)}")
    chosen = parser.parse_args()
    busy = os.getloadavg()[0]
    parts = speed.measure(chosen.rounds)
    measured = [*parts, peer(parts[0]), *wire.measure(), *memory.measure()]
    measured += many_visitors.measure(chosen.minutes)
    with tempfile.TemporaryDirectory() as folder:
        place = chosen.register or Path(folder)
        register, full = register_scale.measure(place, register_scale.STUDIES, 9)
    measured += [*register, *loading.measure()]
    command = f"python -m benchmarks --write --rounds {chosen.rounds} --minutes {chosen.minutes:g}"
    commit = _git("rev-parse", "--short", "HEAD") or "an unknown commit"
    text = document(measured, command, commit, busy)
    print(text)
    if chosen.write:
        runs = history.add(datetime.now(UTC).date().isoformat(), commit, measured)
        DOCUMENT.write_text(text, encoding="utf-8")
        history.PICTURE.write_text(history.picture(runs), encoding="utf-8")
        register_scale.DOCUMENT.write_text(full, encoding="utf-8")


if __name__ == "__main__":
    main()
