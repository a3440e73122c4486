"""What every run reached, kept in docs/performance-history.csv, and a picture of it: docs/performance.svg.

One small chart a goal: each run a dot, how far from the goal upwards on a scale of doubling, the goal a line. Below the
line is reached. Not here: what is measured.
"""

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from benchmarks.measured import Measured
from benchmarks.server import ROOT

FILE = ROOT / "docs" / "performance-history.csv"
PICTURE = ROOT / "docs" / "performance.svg"
_COLUMNS = ("day", "commit", "what", "of_goal")
_WIDE, _HIGH, _ACROSS = 300, 96, 3
_DOUBLINGS = 5  # as far down from the goal as the charts reach; one up


@dataclass(frozen=True)
class Run:
    """One figure of one run: `of_goal` at most 1 is reached."""

    day: str
    commit: str
    what: str
    of_goal: float


def read(file: Path = FILE) -> list[Run]:
    """All figures, oldest first."""
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        return [Run(row["day"], row["commit"], row["what"], float(row["of_goal"])) for row in csv.DictReader(lines)]


def add(day: str, commit: str, measured: Sequence[Measured], file: Path = FILE) -> list[Run]:
    """Write down a run; one more run of a commit takes the place of its last one. All figures, oldest first."""
    now = [Run(day, commit, one.what, round(one.of_goal, 4)) for one in measured if one.of_goal is not None]
    names = {one.what for one in now}
    runs = [one for one in read(file) if one.commit != commit or one.what not in names] + now
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows((one.day, one.commit, one.what, one.of_goal) for one in runs)
    return runs


def picture(runs: Sequence[Run]) -> str:
    """SVG of all goals that the newest run has measured."""
    if not runs:
        return ""
    commits = list(dict.fromkeys(one.commit for one in runs))
    goals = [one.what for one in runs if one.commit == runs[-1].commit]
    charts = []
    for place, goal in enumerate(goals):
        x, y = place % _ACROSS * _WIDE, place // _ACROSS * _HIGH
        dots = [(commits.index(one.commit), one) for one in runs if one.what == goal]
        charts.append(f'<g transform="translate({x} {y})">{_chart(goal, dots, len(commits))}</g>')
    wide, high = _WIDE * _ACROSS, _HIGH * math.ceil(len(goals) / _ACROSS)
    style = "text{font:11px sans-serif;fill:#1f2422}line{stroke:#6a6a64}circle{fill:#0f6b6b}.over{fill:#a23b2a}"
    size = f'viewBox="0 0 {wide} {high}" width="{wide}" height="{high}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">'
        f"<title>How far each run was from each goal: {len(commits)} runs</title><style>{style}</style>"
        f'<rect width="{wide}" height="{high}" fill="#fbf9f4"/>{"".join(charts)}</svg>\n'
    )


def _chart(goal: str, dots: Sequence[tuple[int, Run]], runs: int) -> str:
    last = dots[-1][1].of_goal
    marks = "".join(
        f'<circle cx="{_across(number, runs):.0f}" cy="{_down(one.of_goal):.0f}" r="3.5"{_over(one.of_goal)}>'
        f"<title>{escape(one.day)} {escape(one.commit)}: {one.of_goal:.2f} of the goal</title></circle>"
        for number, one in dots
    )
    line = _down(1)
    words = goal if len(goal) <= 46 else goal[:45] + "…"
    return (
        f'<text x="8" y="14">{escape(words)}</text>'
        f'<line x1="8" x2="{_WIDE - 50}" y1="{line:.0f}" y2="{line:.0f}"/>{marks}'
        f'<text x="{_WIDE - 44}" y="{_down(last) + 4:.0f}">{last:.2f}</text>'
    )


def _over(of_goal: float) -> str:
    return ' class="over"' if of_goal > 1 else ""


def _across(number: int, runs: int) -> float:
    return 14 + (number + 0.5) * (_WIDE - 70) / runs


def _down(of_goal: float) -> float:
    doublings = max(-_DOUBLINGS, min(1.0, math.log2(of_goal))) if of_goal > 0 else -_DOUBLINGS
    return 30 + (1 - doublings) * (_HIGH - 40) / (_DOUBLINGS + 1)
