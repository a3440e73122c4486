"""The stated rules of who may have a use or join a trial: their record, and how the keys of one fit together.

Here: the form of a rule. Not here: what a rule says of a person (`therapies.rulings`), and that its sources exist
(`loaders.rules`), its diseases and conditions too (`loaders.curated`, `loaders.fields`).
"""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from loaders.fields import ConditionWord, Count, Countries, Positive, Record, Slug, SourceIds, Text, no_duplicates
from loaders.salvage import Path_

# A rule, and the keys of which it must have at least one.
KEYS = {
    "disease": ("diseases",),
    "age": ("min_years", "below_years"),
    "prior-lines": ("at_least", "at_most"),
    "requires": ("any_of",),
    "excludes": ("any_of",),
    "country": ("countries",),
    "ask": ("question",),
}
_EVERY = tuple(key for keys in KEYS.values() for key in keys)


class Criterion(Record):
    """One rule as the source states it. `says`: in plain words; `only_in`: where it holds, if not everywhere."""

    id: Slug
    rule: Literal["disease", "age", "prior-lines", "requires", "excludes", "country", "ask"]
    diseases: Annotated[list[Slug], AfterValidator(no_duplicates)] | None = None
    min_years: Positive | None = None
    below_years: Positive | None = None
    at_least: Count | None = None
    at_most: Count | None = None
    any_of: Annotated[list[ConditionWord], AfterValidator(no_duplicates)] | None = None
    countries: Countries | None = None
    only_in: Countries | None = None
    says: Text
    question: Text | None = None
    sources: SourceIds

    def columns(self) -> dict[str, Any]:
        """What the table `criteria` has of it; a list that is not stated is empty there."""
        stated = self.model_dump(exclude={"id", "sources"})
        return {**stated, **{key: stated[key] or [] for key in ("diseases", "any_of", "countries", "only_in")}}


Criteria = Annotated[list[Criterion], Field(default_factory=list)]


def criteria_findings(path: Path_, criteria: Sequence[Criterion]) -> Iterator[tuple[Path_, str, str]]:
    """What is wrong between the rules of one use or trial, and between the keys of each."""
    ids = [one.id for one in criteria]
    for index, one in enumerate(criteria):
        place = (*path, "criteria", index)
        if one.id and one.id in ids[:index]:
            yield (*place, "id"), f"the id '{one.id}' stands twice", "an id of its own for every rule here"
        if one.rule in KEYS:
            yield from _keys(place, one)
        for key, low, high in (("at_least", one.at_least, one.at_most), ("min_years", one.min_years, one.below_years)):
            if low is not None and high is not None and low > high:
                yield (*place, key), f"the lowest number {low:g} is above the highest {high:g}", "the other way round"


def _keys(place: Path_, one: Criterion) -> Iterator[tuple[Path_, str, str]]:
    own = KEYS[one.rule]
    if all(getattr(one, key) in (None, []) for key in own):
        yield place, f"a rule '{one.rule}' that says nothing", f"add `{'` or `'.join(own)}`"
    for key in _EVERY:
        # Every rule may have its own question.
        if key not in (*own, "question") and getattr(one, key) is not None:
            wrong = f"`{key}` has no meaning in a rule '{one.rule}'"
            yield (*place, key), wrong, f"only {', '.join(own)}, or another rule"
