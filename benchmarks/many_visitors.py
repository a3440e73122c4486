"""Many visitors at once, for minutes: how long a click takes, whether memory stays flat, whether anything is wrong.

    python -m benchmarks.many_visitors                        200 visitors, 10 minutes, one process as ./run starts it
    python -m benchmarks.many_visitors --behind-nginx         the same over two processes behind deploy/nginx.conf

Each visitor explores, compares, presents and checks a fit, one click every 5 seconds, and holds every answer against
the data. S0, a click on a stock Streamlit page with nobody else there, is measured before and after. Ends with 0 if
all goals of goals.md are reached, 1 if one is missed, 2 if anything was wrong. Linux only.
"""

import argparse
import asyncio
import json
import random
import signal
import sys
import tempfile
import time
from contextlib import AbstractContextManager, ExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

import uvloop

from benchmarks.behind_nginx import NGINX, Front
from benchmarks.crowd import Seen, Visit
from benchmarks.guest import Guest
from benchmarks.journeys import CHART_AND_TABLE, NAMES, Journeys
from benchmarks.measured import Measured, at_most, none_of, times
from benchmarks.memory import resident_mb
from benchmarks.process_memory import Samples, processor_seconds, sample
from benchmarks.server import STREAMLIT, Server
from benchmarks.speed import Stock
from benchmarks.visitor import Visitor
from therapies import at_hand

GOAL = 4.0
MB_A_SESSION = 2.0
# What counts as flat, and how long a run must be to tell.
FLAT_MB_A_MINUTE = 1.0
FLAT_FROM_MINUTES = 5.0
SAMPLE_SECONDS = 5.0
_STOCK_CLICKS = 30
_SEED = 8


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
        return [
            times(
                f"{who}: p95 with a chart and a table", self.chart_and_table_ms[1] / 1000, self.stock_ms / 1000, GOAL
            ),
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


def stock_clicks(stock: Server) -> list[float]:
    """Single clicks on S0, one after the other."""
    with Visitor(stock) as visitor:
        visitor.open("")
        spent = []
        for _ in range(_STOCK_CLICKS):
            time.sleep(0.1)
            spent.append(visitor.rerun())
        return spent


class Place:
    """What is visited: one process, or two behind nginx."""

    def __init__(self, stack: ExitStack, folder: Path, behind_nginx: bool, forget: float, environment: dict) -> None:
        command = [*STREAMLIT, "--server.disconnectedSessionTTL", str(int(forget))]
        one: AbstractContextManager[Front | Server] = (
            Front(folder, environment, command) if behind_nginx else Server(command, environment=environment)
        )
        found = stack.enter_context(one)
        self.url = found.url
        self.servers = found.dashboards if isinstance(found, Front) else [found]

    def processes(self) -> list[int]:
        """The ids of the dashboard's processes."""
        return [server.process.pid for server in self.servers]

    def memory(self) -> list[float]:
        """Of each process."""
        return [resident_mb(process) for process in self.processes()]


async def alone(place: Place, journeys: Journeys, seen: Seen, number: int) -> None:
    """One visitor to each process, through all journeys: what is loaded late is loaded then."""
    for server in place.servers:
        guest = Guest(server.url)
        await guest.arrive()
        visit = Visit(number, journeys.call_list(number), journeys.of(number, _SEED), guest, seen)
        for step in visit.steps:
            await visit.take(step)
        await guest.leave()


async def measured(place: Place, journeys: Journeys, asked: argparse.Namespace, stock: Server) -> Figures:
    """All of it."""
    print(f"{asked.visitors} visitors: working out what each must see", file=sys.stderr, flush=True)
    seen, chance = Seen(), random.Random(_SEED)
    visits = [
        Visit(number, journeys.call_list(number), journeys.of(number, _SEED), Guest(place.url), seen)
        for number in range(asked.visitors)
    ]
    clicks = await asyncio.to_thread(stock_clicks, stock)
    await alone(place, journeys, seen, asked.visitors)
    before = place.memory()
    ramp = asked.visitors / 10
    going = [
        asyncio.create_task(visit.go(asked.every, chance.uniform(0, ramp), random.Random(f"{_SEED} {visit.number}")))
        for visit in visits
    ]
    samples = [Samples() for _ in place.servers]
    try:
        await asyncio.sleep(ramp + asked.every)
        seen.counting = True
        sampling = asyncio.create_task(sample(place.processes, SAMPLE_SECONDS, samples))
        spent, own, began = [processor_seconds(one) for one in place.processes()], time.process_time(), time.monotonic()
        await _wait(asked.minutes, seen, samples)
        took = time.monotonic() - began
        spent = [(processor_seconds(one) - was) / took for one, was in zip(place.processes(), spent, strict=True)]
        own = (time.process_time() - own) / took
        sampling.cancel()
        for task in going:
            if task.done() and (error := task.exception()):
                seen.fault(-1, "", f"the measurement itself: {error!r}")
    finally:
        for task in going:
            task.cancel()
        await asyncio.gather(*going, return_exceptions=True)
        await asyncio.gather(*(visit.guest.leave() for visit in visits), return_exceptions=True)
    print(f"All have left; they are forgotten after {asked.forget:g} s", file=sys.stderr, flush=True)
    await asyncio.sleep(asked.forget + 2)
    # Streamlit forgets whose time is over when the next one leaves.
    await alone(place, journeys, seen, asked.visitors)
    await asyncio.sleep(1)
    after = place.memory()
    clicks += await asyncio.to_thread(stock_clicks, stock)
    for server in place.servers:
        if "Traceback" in server.output():
            seen.fault(-1, "", f"the log: {server.output()[-2000:]}")
    one, every = seen.seconds.get(CHART_AND_TABLE, []), [each for page in seen.seconds.values() for each in page]
    return Figures(
        visitors=asked.visitors,
        minutes=asked.minutes,
        processes=len(place.servers),
        journeys=", ".join(journeys.names),
        clicks=seen.clicks,
        stock_ms=1000 * median(clicks),
        chart_and_table_ms=middle_p95_longest(one),
        all_pages_ms=middle_p95_longest(every),
        pages_p95_ms={page: middle_p95_longest(seen.seconds[page])[1] for page in sorted(seen.seconds)},
        ratio=middle_p95_longest(one)[1] / (1000 * median(clicks)),
        memory_before=before,
        memory_first_third=[one.first for one in samples],
        memory_last_third=[one.last for one in samples],
        memory_slope=[one.slope for one in samples],
        memory_a_session=(sum(one.last for one in samples) - sum(before)) / asked.visitors,
        memory_after_all_left=after,
        threads=[one.threads for one in samples],
        server_processor=spent,
        own_processor=own,
        wrong=dict(seen.wrong),
        told=seen.told,
    )


async def _wait(minutes: float, seen: Seen, samples: list[Samples]) -> None:
    end = time.monotonic() + 60 * minutes
    while (left := end - time.monotonic()) > 0:
        await asyncio.sleep(min(60, left))
        every = [each for page in seen.seconds.values() for each in page]
        _, p95, _ = middle_p95_longest(every)
        used = ", ".join(f"{one.memory[-1]:.0f} MB" for one in samples)
        wrong = sum(seen.wrong.values())
        print(
            f"{datetime.now(UTC):%H:%M:%S} {seen.clicks} clicks, p95 {p95:.0f} ms, {used}, {wrong} wrong",
            file=sys.stderr,
            flush=True,
        )


def parser() -> argparse.ArgumentParser:
    """The command's arguments."""
    found = argparse.ArgumentParser(prog="python -m benchmarks.many_visitors", description=__doc__.splitlines()[0])
    found.add_argument("--visitors", type=int, default=200)
    found.add_argument("--minutes", type=float, default=10.0)
    found.add_argument("--every", type=float, default=5.0, help="seconds between two clicks of one visitor")
    found.add_argument("--behind-nginx", action="store_true", help="two processes behind deploy/nginx.conf")
    found.add_argument("--journeys", nargs="+", choices=NAMES, default=list(NAMES), help="only some of the journeys")
    found.add_argument("--forget", type=float, default=60.0, help="seconds until a session that left is forgotten")
    found.add_argument("--json", type=Path, help="also write the figures to this file")
    return found


def seen_by(asked: argparse.Namespace) -> Figures:
    """Start all, measure, stop all."""
    today = datetime.now(UTC).date()
    journeys = Journeys(at_hand.newest(30), today, tuple(asked.journeys))
    with ExitStack() as stack:
        folders = [Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in range(2)]
        stock = stack.enter_context(Stock(folders[0]))
        (behind := folders[1] / "nginx").mkdir()
        environment = {"THERAPY_TODAY": today.isoformat()}
        place = Place(stack, behind, asked.behind_nginx, asked.forget, environment)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            return runner.run(measured(place, journeys, asked, stock))


def measure(minutes: float) -> list[Measured]:
    """The goals: against one process, and over two behind nginx where that is installed."""
    found = []
    for behind in ([], ["--behind-nginx"]) if NGINX else ([],):
        figures = seen_by(parser().parse_args(["--minutes", str(minutes), *behind]))
        print(*figures.told, sep="\n", file=sys.stderr)
        found += figures.lines()
    return found


def main() -> int:
    """The command."""
    asked = parser().parse_args()
    signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))  # cleans up in the same way
    try:
        figures = seen_by(asked)
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return 130
    print(figures.table())
    if asked.json:
        asked.json.write_text(json.dumps(asdict(figures), indent=2), encoding="utf-8")
    print(*figures.told, sep="\n", file=sys.stderr)
    return 2 if figures.wrong else 0 if figures.reached else 1


if __name__ == "__main__":
    sys.exit(main())
