"""Results about time in a list: each with its details, and what all of them share said once behind them.

How many people were counted always stands with the number; what stands among the numbers in full is named alone, with
its disease. Nothing is counted or left out here. Not here: which results these are (`therapies.lasting`), and where the
list stands (`therapies.handout`).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from therapies.call_blocks import Screen, Text
from therapies.handout_sources import Numbered, checked, without_day
from therapies.overdue_marks import overdue

_IN_FULL = "In full among the numbers above."


@dataclass(frozen=True, slots=True)
class Time:
    """One result, what belongs to it, and the marks of what is overdue in it."""

    result: str
    said: str
    overdue: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """Results in their order; `shared` belongs to each that is not said in full elsewhere, "" for nothing."""

    items: tuple[Time, ...]
    shared: str


def times(screens: Sequence[Screen], elsewhere: Collection[str], cares: Collection[str], numbered: Numbered) -> Times:
    """The results of these screens. `elsewhere`: ids of those said in full there; `cares` are warnings said there."""
    said = {screen.id: _texts(screen, cares) for screen in screens if result_of(screen) not in elsewhere}
    shared: tuple[str, ...] = ()
    day = ""
    if len(said) > 1:
        several = list(said.values())
        shared = tuple(text for text in several[0] if _may_be_shared(text) and all(text in one for one in several))
        days = {checked(one) for screen in screens if screen.id in said for one in screen.passports}
        overdue_ones = any(screen.overdue for screen in screens)
        day = next(iter(days)) if len(days) == 1 and not overdue_ones else ""
    items = []
    for screen in screens:
        about, result = _named(screen)
        late = tuple(dict.fromkeys(overdue(one) for one in screen.passports if one.overdue))
        if screen.id in said:
            own = [text for text in said[screen.id] if text not in shared]
            origin = numbered.of_part(screen.passports)
            own.append(origin.replace(day, "").replace("  ", " ").strip() if day else origin)
            items.append(Time(result, " ".join(own), late))
        else:
            items.append(Time(result, f"{about} {_IN_FULL}", late))
    together = " ".join(text for text in (*shared, day) if text)
    return Times(tuple(items), f"All {len(said)} in full here: {together}" if together else "")


def result_of(screen: Screen) -> str:
    """The result that a screen is about; "" for none."""
    return next((text.fact_id for text in _all(screen) if text.fact_id), "")


def _named(screen: Screen) -> tuple[str, str]:
    """Which use a result is about, and the result in its whole sentence."""
    texts = _all(screen)
    at = next(place for place, text in enumerate(texts) if text.fact_id)
    return texts[at - 1].words, texts[at].words


def _all(screen: Screen) -> list[Text]:
    return [block for block in screen.blocks if isinstance(block, Text)]


def _texts(screen: Screen, cares: Collection[str]) -> list[str]:
    """What is said of a result; its day of check is told with its sources."""
    days = [f", {one.check}." for one in screen.passports]
    _, result = _named(screen)
    texts = [text for text in _all(screen) if text.words != result and not (text.care and text.words in cares)]
    return [without_day(text.words, days) for text in texts]


def _may_be_shared(text: str) -> bool:
    """How many people were counted, and that they are few, always stands with the number."""
    return not text.startswith(("Counted: ", "Only "))
