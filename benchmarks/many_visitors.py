"""Many visitors at once, for minutes: how long a click takes, whether memory stays flat, whether anything is wrong.

    python -m benchmarks.many_visitors                        200 visitors, 10 minutes, one process as ./run starts it
    python -m benchmarks.many_visitors --behind-nginx         the same over two processes behind deploy/nginx.conf

Each visitor explores, compares, presents and checks a fit, one click every 5 seconds, and holds every answer against
the data. S0, a click on a stock Streamlit page with nobody else there, is measured before and after. Ends with 0 if
all goals of goals.md are reached, 1 if one is missed, 2 if anything was wrong. Linux only. Not here: where they go
(`benchmarks.journeys`), and the figures with their goals (`benchmarks.crowd_figures`).
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
from statistics import median

import uvloop

from benchmarks.behind_nginx import NGINX, Front
from benchmarks.crowd import Seen, Visit
from benchmarks.crowd_figures import Figures, middle_p95_longest
from benchmarks.guest import Guest
from benchmarks.journeys import CHART_AND_TABLE, NAMES, Journeys
from benchmarks.measured import Measured
from benchmarks.memory import resident_mb
from benchmarks.process_memory import Samples, processor_seconds, sample
from benchmarks.server import STREAMLIT, Server
from benchmarks.speed import Stock
from benchmarks.visitor import Visitor
from therapies import at_hand

SAMPLE_SECONDS = 5.0
_STOCK_CLICKS = 30
_SEED = 8


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

    def processor_seconds(self) -> list[float]:
        """Of each process, so far."""
        return [processor_seconds(process) for process in self.processes()]


async def alone(place: Place, journeys: Journeys, seen: Seen, number: int) -> None:
    """One visitor to each process, through all journeys: what is loaded late is loaded then."""
    for server in place.servers:
        guest = Guest(server.url)
        await guest.arrive()
        visit = Visit(number, journeys.call_list(number), journeys.of(number, _SEED), guest, seen)
        for step in visit.steps:
            await visit.take(step)
        await guest.leave()


@dataclass
class Used:
    """What the processes took while the visitors clicked. Processor time in cores."""

    samples: list[Samples]
    servers: list[float]
    own: float


async def measured(place: Place, journeys: Journeys, asked: argparse.Namespace, stock: Server) -> Figures:
    """All of it."""
    _tell(f"{asked.visitors} visitors: working out what each must see")
    seen = Seen()
    visits = [
        Visit(number, journeys.call_list(number), journeys.of(number, _SEED), Guest(place.url), seen)
        for number in range(asked.visitors)
    ]
    clicks = await asyncio.to_thread(stock_clicks, stock)
    await alone(place, journeys, seen, asked.visitors)
    before = place.memory()
    used = await clicking(place, visits, asked, seen)
    _tell(f"All have left; they are forgotten after {asked.forget:g} s")
    await asyncio.sleep(asked.forget + 2)
    # Streamlit forgets whose time is over when the next one leaves.
    await alone(place, journeys, seen, asked.visitors)
    await asyncio.sleep(1)
    after = place.memory()
    clicks += await asyncio.to_thread(stock_clicks, stock)
    for server in place.servers:
        if "Traceback" in server.output():
            seen.fault(-1, "", f"the log: {server.output()[-2000:]}")
    chart, every = middle_p95_longest(seen.seconds.get(CHART_AND_TABLE, [])), middle_p95_longest(seen.every())
    return Figures(
        visitors=asked.visitors,
        minutes=asked.minutes,
        processes=len(place.servers),
        journeys=", ".join(journeys.names),
        clicks=seen.clicks,
        stock_ms=1000 * median(clicks),
        chart_and_table_ms=chart,
        all_pages_ms=every,
        pages_p95_ms={page: middle_p95_longest(seen.seconds[page])[1] for page in sorted(seen.seconds)},
        ratio=chart[1] / (1000 * median(clicks)),
        memory_before=before,
        memory_first_third=[one.first for one in used.samples],
        memory_last_third=[one.last for one in used.samples],
        memory_slope=[one.slope for one in used.samples],
        memory_a_session=(sum(one.last for one in used.samples) - sum(before)) / asked.visitors,
        memory_after_all_left=after,
        threads=[one.threads for one in used.samples],
        server_processor=used.servers,
        own_processor=used.own,
        wrong=dict(seen.wrong),
        told=seen.told,
    )


async def clicking(place: Place, visits: list[Visit], asked: argparse.Namespace, seen: Seen) -> Used:
    """All visitors come, click for so many minutes, and leave. What counts begins when all are there."""
    chance, ramp = random.Random(_SEED), len(visits) / 10
    going = [
        asyncio.create_task(visit.go(asked.every, chance.uniform(0, ramp), random.Random(f"{_SEED} {visit.number}")))
        for visit in visits
    ]
    used = Used([Samples() for _ in place.servers], [], 0.0)
    try:
        await asyncio.sleep(ramp + asked.every)
        seen.counting = True
        sampling = asyncio.create_task(sample(place.processes, SAMPLE_SECONDS, used.samples))
        spent, own, began = place.processor_seconds(), time.process_time(), time.monotonic()
        await _wait(asked.minutes, seen, used.samples)
        took = time.monotonic() - began
        used.servers = [(now - was) / took for now, was in zip(place.processor_seconds(), spent, strict=True)]
        used.own = (time.process_time() - own) / took
        sampling.cancel()
        for task in going:
            if task.done() and (error := task.exception()):
                seen.fault(-1, "", f"the measurement itself: {error!r}")
    finally:
        for task in going:
            task.cancel()
        await asyncio.gather(*going, return_exceptions=True)
        await asyncio.gather(*(visit.guest.leave() for visit in visits), return_exceptions=True)
    return used


async def _wait(minutes: float, seen: Seen, samples: list[Samples]) -> None:
    end = time.monotonic() + 60 * minutes
    while (left := end - time.monotonic()) > 0:
        await asyncio.sleep(min(60, left))
        used = ", ".join(f"{one.memory[-1]:.0f} MB" for one in samples)
        p95 = middle_p95_longest(seen.every())[1]
        _tell(f"{seen.clicks} clicks, p95 {p95:.0f} ms, {used}, {sum(seen.wrong.values())} wrong")


def _tell(words: str) -> None:
    print(f"{datetime.now(UTC):%H:%M:%S} {words}", file=sys.stderr, flush=True)


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
