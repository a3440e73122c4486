"""Two processes behind nginx are restarted one after the other, and two releases are published, while people click.

    python -m benchmarks.rolling_restart            40 visitors, most of them in Present, each at a screen of its own

Each must come back by itself to the same therapies and the same screen, and see no error. A session that a new process
begins shows the newest data; one that goes on keeps those that it began with. Ends with 0 if so, with 2 if anything
was wrong. Linux with nginx only. Not here: speed and memory under many visitors (`benchmarks.many_visitors`).
"""

import argparse
import asyncio
import json
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import uvloop

from benchmarks.behind_nginx import Front
from benchmarks.crowd import Seen, Visit
from benchmarks.crowd_figures import middle_p95_longest
from benchmarks.guest import Guest
from benchmarks.journeys import PRESENT, Journeys, Step
from benchmarks.server import ROOT
from loaders import parquet
from therapies import at_hand, shelf

_SEED = 8
_RELEASE = re.compile(rb"release (\d{4}-\d\d-\d\d-[0-9a-f]+)</p>")
# A dashboard looks for another release every five seconds; a click may be on its way for some more.
_NOTICED_SECONDS = 12.0


@dataclass
class Releases:
    """The place that the dashboards read, and what was published to it, when."""

    folder: Path
    published: list[tuple[str, float]] = field(default_factory=list)

    @property
    def place(self) -> Path:
        """Where the dashboards look."""
        return self.folder / "place"

    def publish(self) -> None:
        """Build the next release, which differs from the real one in the words of one term, and publish it."""
        number = len(self.published)
        tables = dict(parquet.read_release(shelf.EMBEDDED).tables)
        terms = tables["glossary"]
        said = [f"{text} ({number})" if number else text for text in terms["plain"].to_pylist()]
        at = terms.schema.get_field_index("plain")
        tables["glossary"] = terms.set_column(at, terms.schema.field(at), pa.array(said, terms.schema.field(at).type))
        day = (datetime.now(UTC) - timedelta(days=10 - number)).date().isoformat()
        built = self.folder / f"built-{number}"
        name = parquet.publish(tables, built, day)
        command = [sys.executable, "-m", "loaders", "publish", "--from", str(built), "--to", str(self.place)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        self.published.append((name, time.monotonic()))

    def number(self, name: str) -> int:
        """Which of them it is; -1 for none of them."""
        return next((number for number, (one, _) in enumerate(self.published) if one == name), -1)

    def newest_by(self, moment: float) -> int:
        """Which one everybody who began at that moment must see, or a later one."""
        return sum(at < moment - _NOTICED_SECONDS for _, at in self.published) - 1


@dataclass
class Watched(Visit):
    """A visit whose data are watched: each session keeps its release, and a session that begins has the newest."""

    releases: Releases | None = None
    session: str = ""
    began: float = 0.0
    release: str = ""
    sessions: int = 0

    async def take(self, step: Step) -> None:
        """One step, then a look at the release in the footer."""
        before = time.monotonic()
        await super().take(step)
        if self.guest.answers.session != self.session:
            self.session, self.began, self.release = self.guest.answers.session, before, ""
            self.sessions += 1
        for name in _RELEASE.findall(b"\n".join(self.guest.answers.run)):
            self._shown(step, name.decode())

    def _shown(self, step: Step, name: str) -> None:
        assert self.releases  # noqa: S101 - given to each
        if self.release and name != self.release:
            self.seen.fault(self.number, step.page, f"data changed: from {self.release} to {name} in one session")
        if self.releases.number(name) < self.releases.newest_by(self.began):
            self.seen.fault(self.number, step.page, f"old data: {name} in a session that began after newer ones came")
        self.release = name


@dataclass(frozen=True)
class Figures:
    """What was seen. Times in milliseconds, but for the cut, in seconds."""

    visitors: int
    in_present: int
    clicks: int
    restarts: int
    releases: int
    cuts: int
    sessions_begun_anew: int
    longest_cut_seconds: float
    places_kept: int
    all_pages_ms: tuple[float, float, float]
    wrong: dict[str, int]
    told: list[str]

    def table(self) -> str:
        """The figures as a Markdown table."""
        middle, p95, longest = self.all_pages_ms
        lines = [
            ("Processes restarted, one after the other", f"{self.restarts}", ""),
            ("Releases published meanwhile", f"{self.releases}", ""),
            ("Clicks answered", f"{self.clicks:,}", ""),
            ("Connections cut by a restart", f"{self.cuts}", ""),
            ("Sessions that began anew in the other process", f"{self.sessions_begun_anew}", ""),
            ("Longest time without a connection", f"{self.longest_cut_seconds:.1f} s", ""),
            ("Visitors who are where they were", f"{self.places_kept}", f"{self.visitors}"),
            ("Errors, wrong or mixed answers, lost screens", f"{sum(self.wrong.values())}", "0"),
            ("A click: median / p95 / longest", f"{middle:.0f} ms / {p95:.0f} ms / {longest:.0f} ms", ""),
        ]
        return "\n".join(
            [
                f"{self.visitors} visitors, {self.in_present} of them in Present.",
                "",
                "| what | seen | must be |",
                "| --- | ---: | ---: |",
                *(f"| {what} | {seen} | {goal} |" for what, seen, goal in lines),
            ]
        )


def presenting(journeys: Journeys, number: int) -> Iterator[Step]:
    """A call, from a screen of its own on: two looks at each screen, then the next one."""
    listed = journeys.call_list(number)
    screens = journeys.screens(listed)
    place = random.Random(f"{_SEED} {number}").randrange(len(screens))
    while True:
        step = journeys.screen(listed, screens, place % len(screens))
        yield from (step, step)
        place += 1


def _same_everywhere(steps: list[Step]) -> list[Step]:
    """Without the name of the release, which is watched by itself here."""
    return [
        Step(
            one.page, one.query, tuple(text for text in one.shows if not _RELEASE.search(text)), one.choices, one.press
        )
        for one in steps
        if not one.stays  # what was typed on a page ends with its session
    ]


async def measured(front: Front, releases: Releases, journeys: Journeys, asked: argparse.Namespace) -> Figures:
    """All of it."""
    seen, chance, in_present = Seen(counting=True), random.Random(_SEED), round(asked.visitors * 0.75)
    visits = []
    for number in range(asked.visitors):
        shows = number < in_present
        steps = presenting(journeys, number) if shows else _same_everywhere(journeys.of(number, _SEED))
        guest = Guest(front.url)
        listed = journeys.call_list(number)
        visits.append(Watched(number, listed, steps, guest, seen, cuts_are_faults=False, releases=releases))
    going = [
        asyncio.create_task(visit.go(asked.every, chance.uniform(0, asked.every), random.Random(visit.number)))
        for visit in visits
    ]
    try:
        await asyncio.sleep(2 * asked.every)
        for number in range(len(front.dashboards)):
            await asyncio.to_thread(releases.publish)
            _say(f"published {releases.published[-1][0]}", seen)
            await asyncio.sleep(asked.every)
            await asyncio.to_thread(front.restart, number)
            _say(f"process {number + 1} is ready again", seen)
            await asyncio.sleep(max(_NOTICED_SECONDS, 2 * asked.every))
        _tell_broken(going, seen)
    finally:
        for task in going:
            task.cancel()
        await asyncio.gather(*going, return_exceptions=True)
    kept = await asyncio.gather(*(_is_where_it_was(visit, journeys, seen) for visit in visits))
    await asyncio.gather(*(visit.guest.leave() for visit in visits), return_exceptions=True)
    for text in (*front.printed, *(server.output() for server in front.dashboards)):
        if "Traceback" in text:
            seen.fault(-1, "", f"the log: {text[-2000:]}")
    return Figures(
        visitors=asked.visitors,
        in_present=in_present,
        clicks=seen.clicks,
        restarts=len(front.dashboards),
        releases=len(releases.published) - 1,
        cuts=sum(visit.guest.cuts for visit in visits),
        sessions_begun_anew=sum(visit.sessions - 1 for visit in visits),
        longest_cut_seconds=max(visit.guest.longest_cut for visit in visits),
        places_kept=sum(kept),
        all_pages_ms=middle_p95_longest(seen.every()),
        wrong=dict(seen.wrong),
        told=seen.told,
    )


def _tell_broken(going: list[asyncio.Task[None]], seen: Seen) -> None:
    for task in going:
        if task.done() and (error := task.exception()):
            seen.fault(-1, "", f"the measurement itself: {error!r}")


async def _is_where_it_was(visit: Watched, journeys: Journeys, seen: Seen) -> bool:
    """The last address once more, as a reload asks for it; then a page that says which data the session has."""
    before, answers = sum(seen.wrong.values()), visit.guest.answers
    parts = dict(part.split("=", 1) for part in answers.query.split("&"))
    if answers.page == PRESENT:
        screens = journeys.screens(visit.own)
        await visit.take(journeys.screen(visit.own, screens, screens.index(parts["screen"])))
    else:
        await visit.take(Step(answers.page, answers.query))
    await visit.take(Step("glossary", f"call={visit.own}"))
    if visit.releases and visit.release != visit.releases.published[-1][0] and visit.guest.cuts > 1:
        seen.fault(visit.number, "glossary", f"old data: {visit.release} after the last restart")
    return sum(seen.wrong.values()) == before


def _say(words: str, seen: Seen) -> None:
    wrong = sum(seen.wrong.values())
    print(f"{datetime.now(UTC):%H:%M:%S} {words}; {seen.clicks} clicks, {wrong} wrong", file=sys.stderr, flush=True)


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rolling_restart", description=__doc__.splitlines()[0])
    parser.add_argument("--visitors", type=int, default=40)
    parser.add_argument("--every", type=float, default=5.0, help="seconds between two clicks of one visitor")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))  # cleans up in the same way
    today = datetime.now(UTC).date()
    journeys = Journeys(at_hand.newest(30), today)
    with tempfile.TemporaryDirectory() as folder:
        releases = Releases(Path(folder))
        releases.publish()
        (behind := Path(folder) / "nginx").mkdir()
        environment = {"THERAPY_TODAY": today.isoformat(), "THERAPY_DATA": str(releases.place)}
        with (
            Front(behind, environment) as front,
            asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
            suppress(KeyboardInterrupt),
        ):
            figures = runner.run(measured(front, releases, journeys, asked))
            print(figures.table())
            if asked.json:
                asked.json.write_text(json.dumps(asdict(figures), indent=2), encoding="utf-8")
            print(*figures.told, sep="\n", file=sys.stderr)
            return 2 if figures.wrong else 0
    print("Interrupted.", file=sys.stderr)
    return 130


if __name__ == "__main__":
    sys.exit(main())
