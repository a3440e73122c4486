"""The screens of a call about time: how long it lasted, and how long people lived; one result on each screen.

All results of these kinds are shown, each with all that it may not stand without. Not here: which results these are
(`therapies.lasting`), so that the page Compare and the paper say the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from therapies import lasting, wording
from therapies.call_blocks import Text
from therapies.call_headings import time_heading
from therapies.call_numbers import details, lived_longer, range_origin
from therapies.dataset import Dataset
from therapies.evidence import Passport
from therapies.lasting import OfUse
from therapies.profile import Profile

LASTED = "How long did it last?"


@dataclass(frozen=True, slots=True)
class TimeScreen:
    """The heading of a screen, what stands below it, and where that was read: empty where there is no result."""

    heading: str
    texts: tuple[Text, ...]
    passports: tuple[Passport, ...] = ()


def lasted(dataset: Dataset, found: Profile) -> Iterator[TimeScreen]:
    """How long it lasted: every result, or that there is none."""
    results = lasting.lasted(dataset, found.id, found.uses)
    if not results:
        said = "Our data have no result about how long a response or a remission lasted."
        yield TimeScreen("How long it lasted is not stated", (Text(said),))
    for one in results:
        yield _screen(one, "")


def lived(dataset: Dataset, found: Profile) -> Iterator[TimeScreen]:
    """How long people lived, or lived without the disease growing: every result, or that there is none."""
    results = lasting.lived(dataset, found.id, found.uses)
    if not results:
        yield TimeScreen("How long people lived is not stated", (Text(wording.SURVIVAL_UNKNOWN, care=True),))
    about_life = lasting.alive(dataset, found.id, found.uses)
    for use, measure in results:
        yield _screen((use, measure), lasting.survival_unknown(one for one in about_life if one[0] == use))


def _screen(one: OfUse, unknown: str) -> TimeScreen:
    use, measure = one
    cares = (measure.few, unknown, *(said for said in measure.caveats if said == wording.SURVIVAL_UNKNOWN))
    texts = (
        *((Text(measure.opening, care=True),) if measure.opening else ()),
        Text(f"{use.title}."),
        Text(f"{measure.name}: {measure.sentence.rstrip('.')}{range_origin(measure)}.", fact_id=measure.fact_id),
        *map(Text, details(measure)),
        *lived_longer([measure]),
        *(Text(said, care=True) for said in dict.fromkeys(cares) if said),
    )
    papers = (measure.passport, *((measure.survival.passport,) if measure.survival else ()))
    return TimeScreen(time_heading(measure), texts, papers)
