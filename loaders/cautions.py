"""The sentences that an honest presenter must say: their record, and which results and harms they may name.

Not here: that they hold no figures (`loaders.number_guards`).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Protocol

from pydantic import AfterValidator, Field

from loaders.fields import Record, Slug, Text, no_duplicates
from loaders.salvage import Path_


class Caution(Record):
    """A sentence without a figure; `numbers` are the results and harms that it leans on, shown below it."""

    text: Text
    numbers: Annotated[list[Slug], Field(default_factory=list), AfterValidator(no_duplicates)]


class HasId(Protocol):
    """A result or a harm of a therapy file."""

    @property
    def id(self) -> str:
        """Its id within the file."""


def caution_findings(
    cautions: Sequence[Caution], results: Iterable[HasId], harms: Iterable[HasId]
) -> Iterator[tuple[Path_, str, str]]:
    """What is named under `numbers` and is not one result or harm of the file."""
    of_results, of_harms = {fact.id for fact in results}, {fact.id for fact in harms}
    for index, caution in enumerate(cautions):
        for place, name in enumerate(caution.numbers):
            if (name in of_results) == (name in of_harms):
                wrong = f"'{name}' is not one result or harm of this file"
                yield ("cautions", index, "numbers", place), wrong, "an id of `outcomes` or `safety`"


class HasNumbers(HasId, Protocol):
    """A therapy file with its results and harms."""

    @property
    def outcomes(self) -> Sequence[HasId]:
        """Its results."""

    @property
    def safety(self) -> Sequence[HasId]:
        """Its harms."""


def numbers_of(therapy: HasNumbers) -> dict[str, str]:
    """The results and harms of a therapy file: the id of each in the file, and its `fact_id` in the tables."""
    parts = (("outcome", therapy.outcomes), ("safety", therapy.safety))
    return {fact.id: f"{therapy.id}/{part}/{fact.id}" for part, facts in parts for fact in facts}


def backed(cautions: Sequence[Caution]) -> frozenset[Path_]:
    """The sentences that are shown with their numbers."""
    return frozenset(("cautions", index, "text") for index, caution in enumerate(cautions) if caution.numbers)
