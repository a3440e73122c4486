"""What processes take while something else goes on: their memory every few seconds, and their processor time.

Linux only: it reads /proc. Not here: who makes the load.
"""

import asyncio
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import linear_regression, mean

from benchmarks.memory import resident_mb

_TICKS = os.sysconf("SC_CLK_TCK")


def threads(process: int) -> int:
    """How many threads the process has now."""
    return len(list(Path(f"/proc/{process}/task").iterdir()))


def processor_seconds(process: int) -> float:
    """Processor time that the process has used so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


@dataclass
class Samples:
    """The memory of one process over time: seconds since the start, and MB."""

    times: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    threads: int = 0

    @property
    def first(self) -> float:
        """The mean of the first third."""
        return mean(self.memory[: max(1, len(self.memory) // 3)])

    @property
    def last(self) -> float:
        """The mean of the last third."""
        return mean(self.memory[-max(1, len(self.memory) // 3) :])

    @property
    def slope(self) -> float:
        """MB a minute in the last two thirds: what comes before is the filling of caches."""
        start = len(self.memory) // 3
        if len(self.memory) - start < 2:
            return 0.0
        return 60 * linear_regression(self.times[start:], self.memory[start:]).slope


async def sample(processes: Callable[[], Sequence[int]], every: float, into: list[Samples]) -> None:
    """Take samples of these processes until cancelled; a process that ended is left out."""
    began = time.monotonic()
    while True:
        for samples, process in zip(into, processes(), strict=True):
            samples.times.append(time.monotonic() - began)
            samples.memory.append(resident_mb(process))
            samples.threads = max(samples.threads, threads(process))
        await asyncio.sleep(every)
