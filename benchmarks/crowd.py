"""Many guests at once: each goes its own way, one click every few seconds, and looks at every answer.

Not here: where they go (`journeys`), what is made of what was seen (`many_visitors`).
"""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle

from benchmarks.guest import Guest
from benchmarks.journeys import Step, faults

_MOST_TOLD = 20


@dataclass
class Seen:
    """Seconds of every click by page, and everything that was wrong. Only what comes while `counting` is a time."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    wrong: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)
    clicks: int = 0
    counting: bool = False

    def click(self, page: str, seconds: float) -> None:
        """A click was answered."""
        self.clicks += 1
        if self.counting:
            self.seconds.setdefault(page or "home", []).append(seconds)

    def every(self) -> list[float]:
        """The seconds of all clicks."""
        return [each for seconds in self.seconds.values() for each in seconds]

    def fault(self, number: int, page: str, words: str) -> None:
        """Something was wrong: it is counted by its first word, and the first few are told in full."""
        self.wrong[words.partition(":")[0]] += 1
        if len(self.told) < _MOST_TOLD:
            self.told.append(f"visitor {number} on {page or 'home'}: {words}")


@dataclass
class Visit:
    """One guest of a crowd, on its way. `cuts_are_faults`: where nobody restarts anything."""

    number: int
    own: str
    steps: Iterable[Step]
    guest: Guest
    seen: Seen
    cuts_are_faults: bool = True

    async def go(self, every: float, wait: float, chance: random.Random) -> None:
        """Come after `wait` seconds, and click `every` so many seconds, more or less, until cancelled."""
        await asyncio.sleep(wait)
        with suppress(OSError):
            await self.guest.arrive()
        next_click = time.monotonic()
        for step in cycle(self.steps):
            await self.take(step)
            # By the clock, so that slow answers make no fewer clicks; nobody clicks twice at once.
            next_click = max(time.monotonic(), next_click + every * chance.uniform(0.6, 1.4))
            await asyncio.sleep(next_click - time.monotonic())

    async def take(self, step: Step) -> None:
        """One step; whatever is wrong with it is written down."""
        cuts = self.guest.cuts
        try:
            if step.stays:
                seconds = await self.guest.click(step.choices, step.press)
            else:
                seconds = await self.guest.go_to(step.page, step.query)
        except TimeoutError:
            self.seen.fault(self.number, step.page, "no answer: in time")
            return
        except KeyError as error:
            self.seen.fault(self.number, step.page, f"not there: the widget {error}")
            return
        self.seen.click(step.page, seconds)
        if self.cuts_are_faults and self.guest.cuts > cuts:
            self.seen.fault(self.number, step.page, "connection: it was lost")
        for words in (*self.guest.answers.faults, *faults(step, self.own, self.guest.answers.run)):
            self.seen.fault(self.number, step.page, words)
