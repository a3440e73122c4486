"""The memory of a server: with its first page open, against S0 in the same run, and for each further session.

    python -m benchmarks.memory

It is the resident set of the process (VmRSS). Not here: memory over ten minutes of clicks (`benchmarks.many_visitors`).
"""

import tempfile
from contextlib import ExitStack
from pathlib import Path

from benchmarks.measured import Measured, at_most
from benchmarks.server import Server
from benchmarks.speed import Stock, pages, view
from benchmarks.visitor import Visitor

_MORE_THAN_STOCK, _A_SESSION = 130, 2
_SESSIONS = 60


def resident_mb(process: int) -> float:
    """The MB that a process has in memory now."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def measure() -> list[Measured]:
    """Both goals. Each further session has opened two pages."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        stock, dashboard = stack.enter_context(Stock(Path(folder))), stack.enter_context(Server())
        for server in (stock, dashboard):
            stack.enter_context(Visitor(server)).open("")
        first, empty = resident_mb(dashboard.process.pid), resident_mb(stock.process.pid)
        warm = stack.enter_context(Visitor(dashboard))
        for name in pages():
            warm.open(*view(name))
        before = resident_mb(dashboard.process.pid)
        for number in range(_SESSIONS):
            visitor = stack.enter_context(Visitor(dashboard))
            for name in (pages()[number % len(pages())], "response_rates"):
                visitor.open(*view(name))
        each = (resident_mb(dashboard.process.pid) - before) / _SESSIONS
    return [
        at_most(
            "Server memory, first page open, beyond S0's",
            first - empty,
            _MORE_THAN_STOCK,
            "MB",
            f" ({first:.0f} MB, S0 {empty:.0f} MB)",
        ),
        at_most("Memory per further session", each, _A_SESSION, "MB", f" (of {_SESSIONS})"),
    ]


if __name__ == "__main__":
    for line in measure():
        print(line.row())
