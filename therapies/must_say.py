"""The sentences that an honest presenter must say, each with the numbers that it leans on.

The sentences hold no figures (`loaders.number_guards`): a figure stands only where its range and its source stand. Not
here: what follows from the numbers themselves (`therapies.reminders`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from therapies.dataset import Dataset
from therapies.measures import Measure


@dataclass(frozen=True, slots=True)
class MustSay:
    """One sentence, and the results and harms that show it, as named in the record."""

    text: str
    numbers: tuple[Measure, ...]


def must_say(dataset: Dataset, therapy_id: str, measures: Iterable[Measure]) -> tuple[MustSay, ...]:
    """The sentences of a therapy in the order of the record; `measures`: all its results and harms."""
    found = {measure.fact_id: measure for measure in measures}
    return tuple(
        MustSay(caution.text, tuple(found[fact_id] for fact_id in caution.numbers))
        for caution in dataset.cautions(therapy_id)
    )
