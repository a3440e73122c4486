"""What was measured while many visitors clicked: the figures, the goals for them, and both as a table.

Not here: how it is measured (`many_visitors`).
"""

from dataclasses import dataclass
from statistics import median, quantiles

from benchmarks.measured import Measured, at_most, none_of, times

GOAL = 4.0
MB_A_SESSION = 2.0
# What counts as flat, and how long a run must be to tell.
FLAT_MB_A_MINUTE = 1.0
FLAT_FROM_MINUTES = 5.0


@dataclass(frozen=True)
class Figures:
    """What was measured. Times in milliseconds, memory in MB; one number for each process where there is a list."""

    visitors: int
    minutes: float
    processes: int
    journeys: str
    clicks: int
    stock_ms: float
    chart_and_table_ms: tuple[float, float, float]
    all_pages_ms: tuple[float, float, float]
    pages_p95_ms: dict[str, float]
    ratio: float
    memory_before: list[float]
    memory_first_third: list[float]
    memory_last_third: list[float]
    memory_slope: list[float]
    memory_a_session: float
    memory_after_all_left: list[float]
    threads: list[int]
    server_processor: list[float]
    own_processor: float
    wrong: dict[str, int]
    told: list[str]

    @property
    def reached(self) -> bool:
        """Whether the goals are reached, apart from what was wrong."""
        flat = self.minutes < FLAT_FROM_MINUTES or max(self.memory_slope) <= FLAT_MB_A_MINUTE
        return self.ratio <= GOAL and self.memory_a_session <= MB_A_SESSION and flat

    @property
    def where(self) -> str:
        """What was visited."""
        return "one process" if self.processes == 1 else f"{self.processes} processes behind nginx"

    def lines(self) -> list[Measured]:
        """The goals for many visitors."""
        who = f"{self.visitors} visitors for {self.minutes:g} minutes, {self.where}"
        stock = self.stock_ms / 1000
        return [
            times(f"{who}: p95 with a chart and a table", self.chart_and_table_ms[1] / 1000, stock, GOAL),
            times(f"{who}: p95 of all pages", self.all_pages_ms[1] / 1000, stock),
            none_of(f"{who}: errors, wrong or mixed answers", sum(self.wrong.values()), f"{self.clicks:,} clicks"),
            at_most(f"{who}: memory a session", self.memory_a_session, MB_A_SESSION, "MB"),
            at_most(f"{who}: memory a minute, last two thirds", max(self.memory_slope), FLAT_MB_A_MINUTE, "MB"),
        ]

    def table(self) -> str:
        """The figures as a Markdown table."""
        lines = [
            ("Clicks answered", f"{self.clicks:,}", ""),
            ("Errors, lost connections, wrong or mixed answers", f"{sum(self.wrong.values())}", "0"),
            ("S0: one click, nobody else there", f"{self.stock_ms:.0f} ms", ""),
            ("Chart and table: median / p95 / longest", _times(self.chart_and_table_ms), ""),
            ("Chart and table: p95, times S0", f"{self.ratio:.2f}", f"{GOAL:.1f}"),
            ("All pages: median / p95 / longest", _times(self.all_pages_ms), ""),
            *((f"p95 of {page}", f"{spent:.0f} ms", "") for page, spent in self.pages_p95_ms.items()),
            ("Memory with one visitor", _each(self.memory_before), ""),
            ("Memory in the first third", _each(self.memory_first_third), ""),
            ("Memory in the last third", _each(self.memory_last_third), ""),
            ("Memory a minute, last two thirds", _each(self.memory_slope, 2), f"{FLAT_MB_A_MINUTE:.1f} MB"),
            ("Memory a session", f"{self.memory_a_session:.2f} MB", f"{MB_A_SESSION:.1f} MB"),
            ("Memory when all had left and were forgotten", _each(self.memory_after_all_left), ""),
            ("Threads of a process at most", " / ".join(map(str, self.threads)), ""),
            ("Processor cores used by the dashboard", " / ".join(f"{one:.2f}" for one in self.server_processor), ""),
            ("Processor cores used by this measurement", f"{self.own_processor:.2f}", ""),
        ]
        return "\n".join(
            [
                f"{self.visitors} visitors for {self.minutes:g} minutes, {self.where}; journeys: {self.journeys}.",
                "",
                "| what | measured | at most |",
                "| --- | ---: | ---: |",
                *(f"| {what} | {measured} | {goal} |" for what, measured, goal in lines),
            ]
        )


def _times(three: tuple[float, float, float]) -> str:
    return " / ".join(f"{one:.0f} ms" for one in three)


def _each(numbers: list[float], digits: int = 0) -> str:
    return " / ".join(f"{one:.{digits}f} MB" for one in numbers)


def middle_p95_longest(seconds: list[float]) -> tuple[float, float, float]:
    """Three numbers of a list of seconds, in milliseconds; zeros for an empty one."""
    if len(seconds) < 2:
        return (0.0, 0.0, 0.0)
    return 1000 * median(seconds), 1000 * quantiles(seconds, n=20)[-1], 1000 * max(seconds)
