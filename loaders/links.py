"""The command `links`: asks whether the cited pages are still in their place, and reports which are not.

What each address said is remembered under `data/registry/links`. Every answer is kept when it comes, so a run that was
stopped goes on where it was. Nothing that people curate is changed. Here: the order of steps, and the words when it did
not work. Not here: what may be said to it (`loaders.link_command`).
"""

import argparse
import asyncio
import json
from collections.abc import Awaitable, Sequence
from datetime import date, timedelta
from pathlib import Path
from time import monotonic

import msgspec

from loaders.link_answers import Answer
from loaders.link_client import LinkClient
from loaders.link_memory import Journal, LinkCopy, is_due, seen
from loaders.link_report import Asked, report, text
from loaders.link_sources import Lines, cited_links
from loaders.link_turns import Turns, site_of
from loaders.registry_stops import RefreshStoppedError
from loaders.report_copy import last_copy, publish
from loaders.report_shelf import REPORT
from loaders.resting_facts import RestingFacts
from loaders.stoppable import Words, curated_files, run, show, tell
from therapies.today import this_day

_LINKS, _JOURNAL = "links.json", ".asked"
_AT_ONCE = 4  # sites
_UNREACHED = 8  # sites one after the other that cannot be reached, before the connection is doubted
_FEW = 10  # sites of which one in ten must have its page in its place, before the answers are believed
_TOLD_EVERY = 50


def links(options: argparse.Namespace) -> int:
    """Make a report. 0 when it is there, 1 when it could not be made, 130 when somebody pressed Ctrl-C."""
    words = Words(
        not_made="No report on links was made.",
        still_works=lambda: _still_works(options.to),
        after_stop="run the same command again, it goes on where it was.",
    )
    return run(options.to, lambda: _report(options), words)


def _still_works(folder: Path) -> str:
    last = last_copy(folder, _LINKS, LinkCopy)
    kept = f"the report on links of {last[0].folder.name} stays" if last else "there was no report on links yet"
    count = len(Journal(folder / _JOURNAL).read())
    return f"What still works: the dashboard as before; {kept}; {count:,} answers since then are kept."


def _report(options: argparse.Namespace) -> None:
    today = this_day()
    curated = curated_files(options.curated, today)
    cited = cited_links(curated)
    if not cited:
        raise RefreshStoppedError("No source of the curated files has an address.", "Look at --curated.")
    addresses = list(dict.fromkeys(link.asked for link in cited))
    last = last_copy(options.to, _LINKS, LinkCopy)
    before = last[1] if last else None
    round_ = _Round(before, Journal(options.to / _JOURNAL), today)
    due = [
        one for one in addresses if one not in round_.asked and (options.all or is_due(round_.known.get(one), today))
    ]
    tell(f"{len(addresses):,} addresses; to ask now: {len(due):,}. Stop it with Ctrl-C, it goes on where it was.")
    turns = Turns(due, options.pause)
    if due:
        asyncio.run(_ask_all(turns, LinkClient(turns, options.timeout), round_, len(due)))
    round_.plausible()
    left = turns.not_asked()
    for site in sorted({site_of(address) for address in left}):
        tell(f"{site} asks for fewer requests: what else is cited of it is left for another day.")
    after = LinkCopy(today, tuple(round_.known[one] for one in addresses if one in round_.known))
    asked = sum(one in round_.asked for one in addresses)
    found = report(before, after, cited, Asked(asked, left), Lines(options.curated), RestingFacts(curated))
    words = text(found)
    files = {
        _LINKS: msgspec.json.format(msgspec.json.encode(after), indent=1).decode(),
        REPORT: json.dumps(found, indent=1, ensure_ascii=False),
        "report.txt": words,
    }
    saved = publish(options.to, today.isoformat(), files, {"addresses": len(addresses), "asked": asked})
    round_.end()
    show(words)
    tell(f"Written: {saved.folder}")


class _Round:
    """What is known of the addresses, and which of them were asked since the last report."""

    def __init__(self, before: LinkCopy | None, journal: Journal, today: date) -> None:
        self._before = {one.address: one for one in before.links} if before else {}
        self._journal, self._today = journal, today
        self.known = dict(self._before)
        self.asked: set[str] = set()
        for one in journal.read():
            self.known[one.address] = one
            if timedelta(0) <= today - one.asked_on <= timedelta(days=1):
                self.asked.add(one.address)

    def keep(self, answers: Sequence[tuple[str, Answer]]) -> None:
        """Remember these, also on disk."""
        if not answers:
            return
        fresh = [seen(self.known.get(address), address, answer, self._today) for address, answer in answers]
        self._journal.add(fresh)
        self.known |= {one.address: one for one in fresh}
        self.asked |= {one.address for one in fresh}

    def there(self) -> list[str]:
        """Addresses whose pages were in their place: the last ones that were seen so first."""
        found = [one for one in self.known.values() if one.is_there]
        return [one.address for one in sorted(found, key=lambda one: one.asked_on, reverse=True)]

    def plausible(self) -> None:
        """Raises RefreshStoppedError, and forgets the answers, when next to no page is in its place any more."""
        answered = [one for one in self.asked if self.known[one].status is not None]
        expected = [one for one in answered if one not in self._before or self._before[one].is_there]
        there = sum(self.known[one].is_there for one in expected)
        if len({site_of(one) for one in expected}) >= _FEW and there * 10 < len(expected):
            self._journal.forget()
            happened = f"Only {there:,} of {len(expected):,} pages that should be there are there: a fault, not news."
            raise RefreshStoppedError(happened, "Look whether a proxy or a sign-in page stands in between.")

    def end(self) -> None:
        """The report holds all of it."""
        self._journal.forget()


async def _ask_all(turns: Turns, client: LinkClient, round_: _Round, total: int) -> None:
    answers = _Answers(client, round_, total)

    async def work() -> None:
        while (address := turns.take()) is not None:
            began = monotonic()
            await answers.add(address, await client.ask(address), began)
            turns.done(address)

    await _together([work() for _ in range(_AT_ONCE)])
    await answers.end()


async def _together(works: Sequence[Awaitable[None]]) -> None:
    """All of them; when one fails the others end at once."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class _Answers:
    """Answers as they come. A site that cannot be reached is believed when another one was reached after it."""

    def __init__(self, client: LinkClient, round_: _Round, total: int) -> None:
        self._client, self._round, self._total = client, round_, total
        self._unreached: list[tuple[float, str, Answer]] = []
        self._doubt = asyncio.Lock()
        self._count = 0

    async def add(self, address: str, answer: Answer, began: float) -> None:
        """One answer, and when it was asked for."""
        self._count += 1
        if self._count % _TOLD_EVERY == 0:
            tell(f"{self._count:,} of {self._total:,} asked")
        if answer.reached:
            self._believe(began)
            self._round.keep([(address, answer)])
            return
        self._unreached.append((monotonic(), address, answer))
        async with self._doubt:
            if self._sites() >= _UNREACHED:
                await self.end()

    async def end(self) -> None:
        """Believe what could not be reached, or raise RefreshStoppedError: then nothing of it is remembered."""
        if not self._unreached:
            return
        for address in self._round.there()[:2]:
            began = monotonic()
            answer = await self._client.ask(address)
            if answer.reached:
                self._believe(began)
                self._round.keep([(address, answer)])
                return
        happened = f"No connection: {self._sites():,} site(s) one after the other could not be reached."
        raise RefreshStoppedError(happened, "Look whether this machine has a connection, then run it again.")

    def _believe(self, began: float) -> None:
        self._round.keep([(address, answer) for at, address, answer in self._unreached if at <= began])
        self._unreached = [one for one in self._unreached if one[0] > began]

    def _sites(self) -> int:
        return len({site_of(address) for _, address, _ in self._unreached})
