"""The records of the shared files: diseases, conditions, vocabulary, pathways, comparisons, glossary and people.

Not here: a therapy's file (`loaders.records`), and rules between files (`loaders.shared_names`, `loaders.curated`).
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field

from loaders.fields import (
    Address,
    Agency,
    CellSource,
    Countries,
    DiseaseGroup,
    FullDay,
    Modality,
    Record,
    RegulatoryWord,
    RouteWord,
    Slug,
    SourceRead,
    Text,
    no_duplicates,
)
from therapies import wording


class Disease(Record):
    """One disease."""

    name: Text
    plain_name: Text
    group: DiseaseGroup
    parent: Slug | None = None
    includes: Annotated[list[Slug], Field(default_factory=list)]
    plain: Text
    register_terms: list[Text]


class DiseasesFile(Record):
    """diseases.yaml."""

    diseases: dict[Slug, Disease]


class Condition(Record):
    """Something about a person that a rule of a use or a trial may name.

    `implies`: what is then true as well; `leads_to`: what is then asked of a trial as well; `not_with`: what cannot be
    true beside it; `often_a_rule`: of uses or trials, so that where it is there and no rule names it, it is asked;
    `offered_for`: always asked of these groups of diseases.
    """

    group: Literal["treatment", "cells", "disease", "health"]
    title: Text
    plain: Text
    question: Text
    implies: Annotated[list[Slug], Field(default_factory=list)]
    leads_to: Annotated[list[Slug], Field(default_factory=list)]
    not_with: Annotated[list[Slug], Field(default_factory=list)]
    often_a_rule: Annotated[list[Literal["use", "trial"]], Field(default_factory=list)]
    offered_for: Annotated[list[DiseaseGroup], Field(default_factory=list)]


class ConditionsFile(Record):
    """conditions.yaml, in the order on the screen."""

    conditions: dict[Slug, Condition]


class Person(Record):
    """Somebody who keeps the data: the name that colleagues know, and the therapies that this person looks after."""

    name: Text
    looks_after: Annotated[list[Slug], Field(default_factory=list), AfterValidator(no_duplicates)]


class PeopleFile(Record):
    """people.yaml, by their short signs."""

    people: dict[Slug, Person]


class Word(Record):
    """One controlled word: what staff see and what it means."""

    title: Text
    plain: Text
    label: Literal["required"] | None = None
    kinds: list[Text] | None = None
    survival: bool = False
    direction: Literal["higher-is-benefit", "lower-is-benefit", "neither"] | None = None
    group: Literal["designation", "review", "approval", "safety", "stop", "company", "advice"] | None = None
    approval: bool = False
    without_numbers: bool = False
    region: Text | None = None


# Not empty: a list without words (because it was refused) is asked of no word, so an empty one would let all pass.
Words = Annotated[dict[Text, Word], Field(min_length=1)]

# The codes of the lists that the program knows word by word: a new one has its place there before it has one here.
PROGRAM_CODES = {
    "analysis_set": ("evaluable", "infused", "enrolled", "randomised", "not-stated"),  # therapies.measures
    "outcome_kind": ("proportion", "rate-at-time", "duration", "change"),  # loaders.rules
}


class VocabularyFile(Record):
    """vocabulary.yaml: every list of controlled words, in display order."""

    modality: Words
    cell_source: Words
    stage: Words
    agency: Words
    regulatory_event: Words
    endpoint: Words
    outcome_kind: Words
    analysis_set: Words
    participant_step: Words
    assessed_by: Words
    count_unit: Words
    comparison_type: Words
    effect_measure: Words
    safety_event: Words
    access_route: Words
    access_status: Words
    source_kind: Words
    source_read: Words
    trial_phase: Words
    trial_status: Words
    site_status: Words
    disease_group: Words
    date_of: Words

    def lists(self) -> dict[str, dict[str, Word]]:
        """Every list by its name."""
        return {name: getattr(self, name) for name in type(self).model_fields}


class ReadSource(Record):
    """A page that was read for a shared entry."""

    title: Text
    url: Address | None = None
    checked: FullDay
    read: SourceRead


class Designation(Record):
    """What a regulatory word means."""

    id: RegulatoryWord
    agency: Agency
    name: Text
    official_definition_in_own_words: Text
    plain: Text
    what_it_does_not_mean: Text
    note: Text | None = None
    sources: Annotated[list[ReadSource], Field(min_length=1)]


class AccessMeaning(Record):
    """What a way of access is, and who has to ask whom."""

    id: RouteWord
    name: Text
    plain: Text
    who_may_use: Text
    who_must_ask: Text
    steps: list[Text]
    typical_time: Text | None = None
    costs: Text | None = None
    official_links: list[Address]
    countries: Countries
    sources: Annotated[list[ReadSource], Field(min_length=1)]
    note: Text | None = None
    caution: Text | None = None


class PathwaysFile(Record):
    """pathways.yaml."""

    designations: list[Designation]
    access_routes: list[AccessMeaning]


class Term(Record):
    """One term of the glossary."""

    term: Text
    abbreviation: Text | None = None
    plain: Text
    why_it_matters: Text | None = None
    sources: Annotated[list[ReadSource], Field(min_length=1)]

    def slug(self) -> str:
        """The id of the term in links: its letters and digits."""
        return wording.slug(self.term or "")


class GlossaryFile(Record):
    """glossary.yaml."""

    terms: list[Term]


class CitedSource(Record):
    """A source of a comparison's cell: one of a therapy's own sources."""

    therapy: Slug
    source: Text


class CitedNumber(Record):
    """A number below a comparison's cell: one of a therapy's own results or harms."""

    therapy: Slug
    fact: Slug


class Cell(Record):
    """What one class has in one row: a text without figures; `numbers` are the results and harms shown below it."""

    text: Text
    numbers: Annotated[list[CitedNumber], Field(default_factory=list)]
    sources: list[CitedSource]


class ClassFilter(Record):
    """Which therapies belong to a class."""

    modality: list[Modality]
    cell_source: list[CellSource]


class ClassColumn(Record):
    """One class of a comparison."""

    id: Slug
    title: Text
    plain: Text
    where: ClassFilter
    example: Slug | None = None


class ComparisonRow(Record):
    """One row; every further key is the id of a column and holds its cell."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Cell]  # ty: ignore[incompatible-mutable-override] - pydantic reads the cells' type here

    id: Slug
    title: Text
    seed: bool = False

    def cells(self) -> dict[str, Cell]:
        """Cells by column id."""
        return dict(self.__pydantic_extra__)


class Comparison(Record):
    """A comparison of whole classes."""

    id: Slug
    title: Text
    lead: Text
    columns: Annotated[list[ClassColumn], Field(min_length=2)]
    rows: Annotated[list[ComparisonRow], Field(min_length=1)]


class ComparisonsFile(Record):
    """comparisons.yaml."""

    comparisons: list[Comparison]
