"""Where a visitor goes with staff's questions, and what must stand in each answer: its own choice, and nobody else's.

Every visitor has a call list that nobody else has, and the dashboard carries it from page to page. What is expected is
worked out beforehand from the models, so that the answers are compared with the data and not with one another. Not
here: how a visitor clicks (`benchmarks.guest`), and many at once (`benchmarks.crowd`).
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape

from benchmarks.answers import Value
from therapies import call, catalogue, comparing, profile, response_rates, trials_and_access
from therapies.editions import Edition
from therapies.fit_check import fit_check
from therapies.situation import Situation
from views import safe_text

# The page with a chart and a table, of which goals.md speaks.
CHART_AND_TABLE = "response_rates"
PRESENT = "present"
NAMES = ("explore", "rates", "compare", "present", "fit check")
_LISTS = re.compile(rb'data-call="([^"]*)"|data-leave="[^"]*?call=([^"&]*)')
_FAILED = (b"** did not work.**", b"therapy data cannot be shown now", b"could not be used", b"which is not known here")


@dataclass(frozen=True)
class Step:
    """One click: to another page, or with `choices` and `press` on the page that is open. `shows` must stand there."""

    page: str
    query: str = ""
    shows: tuple[bytes, ...] = ()
    choices: Mapping[str, Value] = field(default_factory=dict)
    press: str | None = None
    stays: bool = False


def faults(step: Step, own: str, answers: Sequence[bytes]) -> Iterator[str]:
    """What is wrong in the answers to a step of the visitor whose call list is `own`."""
    text = b"\n".join(answers)
    yield from (f"missing: {wanted.decode()}" for wanted in step.shows if wanted not in text)
    yield from (f"failed: {words.decode()}" for words in _FAILED if words in text)
    lists = {(one or other).decode() for one, other in _LISTS.findall(text)}
    if lists != {own}:
        yield f"mixed: the call list of this visitor is {own}, and there stands {sorted(lists) or 'none'}"


@dataclass(frozen=True)
class Journeys:
    """All that can be asked of an edition, and what the answers must hold. Each visitor's way follows from its seed."""

    edition: Edition
    today: date
    names: tuple[str, ...] = NAMES

    def call_list(self, number: int) -> str:
        """Three therapies in an order that no other number has."""
        ids = list(self.edition.shown.therapies)
        count = len(ids)
        # Of two numbers at least one of the first two differs.
        first, second = number % count, (number + 1 + number // count) % count
        third = (second + 1) % count if (second + 1) % count != first else (second + 2) % count
        return ",".join(ids[place] for place in (first, second, third))

    def of(self, number: int, seed: int) -> list[Step]:
        """One round of the visitor with this number; it goes round after round."""
        chance = random.Random(f"{seed} {number}")
        order = list(self.names)
        chance.shuffle(order)
        listed = self.call_list(number)
        ways = {
            "explore": self._explore,
            "rates": self._rates,
            "compare": self._compare,
            "present": self._present,
            "fit check": self._fit_check,
        }
        return [step for name in order for step in ways[name](listed, chance)]

    def _explore(self, listed: str, chance: random.Random) -> Iterator[Step]:
        shown, today = self.edition.shown, self.today
        yield Step("", f"call={listed}", (self._end(),))
        titles = catalogue.facets(shown, today)["disease"].titles
        for disease, widget in ((chance.choice(list(titles)), False), (chance.choice(list(titles)), True)):
            counted = _said(catalogue.catalogue(shown, today, "", {"disease": [disease]}).count)
            choices = {"disease": (titles[disease],)} if widget else {}
            query = f"call={listed}&disease={disease}"
            yield Step("therapies", query, (self._end(), counted), choices, stays=widget)
        for therapy in listed.split(",")[:2]:
            title = safe_text.markdown(profile.profile(shown, therapy, today).title).encode()
            yield Step("therapy", f"call={listed}&therapy={therapy}", (self._end(), title))

    def _rates(self, listed: str, chance: random.Random) -> Iterator[Step]:
        shown = self.edition.shown
        for _ in range(3):
            disease = chance.choice(list(response_rates.disease_titles(shown)))
            endpoint = chance.choice(list(response_rates.endpoint_titles(shown, disease)))
            found = response_rates.response_rates(shown, disease, endpoint, response_rates.EVERYBODY, self.today)
            title = safe_text.markdown(found.title).encode()
            query = f"call={listed}&disease={disease}&endpoint={endpoint}"
            yield Step(CHART_AND_TABLE, query, (self._end(), title))

    def _compare(self, listed: str, _: random.Random) -> Iterator[Step]:
        ids = listed.split(",")
        for chosen in (ids, ids[:2]):
            heading = comparing.therapy_comparison(self.edition.shown, chosen, self.today).heading
            query = f"call={listed}&therapies={','.join(chosen)}"
            yield Step("compare", query, (self._end(), safe_text.markdown(heading).encode()))

    def _present(self, listed: str, chance: random.Random) -> Iterator[Step]:
        screens = self.screens(listed)
        for place in (0, *sorted(chance.sample(range(1, len(screens)), 2))):
            yield self.screen(listed, screens, place)

    def screens(self, listed: str) -> list[str]:
        """The ids of the screens of a call."""
        made = call.call(self.edition.shown, tuple(listed.split(",")), frozenset(), self.today)
        return [screen.id for screen in made.screens]

    def screen(self, listed: str, screens: Sequence[str], place: int) -> Step:
        """Present at one screen, which alone is not hidden."""
        name = screens[place]
        # Only the screen that is shown ends so: all others are hidden.
        open_there = f'data-screen="{escape(name)}" aria-label="Screen {place + 1} of {len(screens)}">'
        return Step(PRESENT, f"call={listed}&screen={name}", (open_there.encode(),))

    def _fit_check(self, listed: str, chance: random.Random) -> Iterator[Step]:
        titles = trials_and_access.disease_titles(self.edition.record)
        disease, age = chance.choice(list(titles)), chance.randint(1, 80)
        found = fit_check(self.edition.record, self.edition.register, Situation(disease, age), self.today)
        yield Step("fit_check", f"call={listed}", (self._end(),))
        chosen: dict[str, Value] = {"fit disease": titles[disease]}
        yield Step("fit_check", f"call={listed}", (self._end(), b"Age in years"), chosen, stays=True)
        asked: dict[str, Value] = {"fit age": float(age)}
        shows = (self._end(), _said(found.count))
        yield Step("fit_check", f"call={listed}", shows, asked, "FormSubmitter:fit check-Check the fit", stays=True)

    def _end(self) -> bytes:
        """Stands in the footer: the run came to the end of the page."""
        return f"release {safe_text.html(self.edition.shown.release)}</p>".encode()


def _said(text: str) -> bytes:
    return safe_text.html(text).encode()
