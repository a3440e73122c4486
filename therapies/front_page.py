"""Home: the diseases, the two kinds of CAR-T, the story of sofi-cel, the newest milestones, how fresh the data are.

Not here: what a search on Home finds (`therapies.search_results`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from therapies import wording
from therapies.dataset import Dataset
from therapies.denominators import Ladder, ladders
from therapies.evidence import uses_checked
from therapies.facts import Word
from therapies.freshness import Freshness, freshness
from therapies.kept import kept
from therapies.measures import Measure, outcome_measure, safety_measure
from therapies.overdue_marks import checked_on, marks, when_checked
from therapies.regulatory_events import TARGET_DATE, Event, events, newest_first
from therapies.study_design import has_no_comparison
from therapies.summary import Summary, summary

STORY = "wu-cart-007"
MILESTONES = 6
_TOLD = ("ORR", "composite-CR", "crs-any", "crs-grade-3-plus", "death-any-cause")


@dataclass(frozen=True, slots=True)
class DiseaseLine:
    """A disease with the number of its therapies, in words: "T-cell leukemia (T-ALL) (9)"."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class DiseaseGroup:
    """A group of diseases, with the number of its therapies in `title`."""

    id: str
    title: str
    diseases: tuple[DiseaseLine, ...]


@dataclass(frozen=True, slots=True)
class Teaser:
    """The comparison of two classes: its id, title, first words, and each class in one line."""

    comparison_id: str
    title: str
    lead: str
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The first story: how many joined, were treated and checked, what was seen and what harmed, what is not known.

    `before` must be read before the numbers.
    """

    therapy_id: str
    name: str
    headline: str
    before: tuple[str, ...]
    summary: Summary
    ladders: tuple[Ladder, ...]
    unknowns: tuple[str, ...]
    results: tuple[Measure, ...]
    risks: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class FrontPage:
    """All of Home. `teaser` and `story` are None where the data do not have them."""

    lead: str
    groups: tuple[DiseaseGroup, ...]
    teaser: Teaser | None
    story: Story | None
    milestones: tuple[Event, ...]
    milestones_count: str
    freshness: Freshness


@kept(2)
def front_page(dataset: Dataset, today: date) -> FrontPage:
    """Home for this dataset and day."""
    happened = [event for event in events(dataset, today) if _has_happened(event, today)]
    return FrontPage(
        lead=_lead(dataset),
        groups=_groups(dataset),
        teaser=_teaser(dataset),
        story=_story(dataset, today) if STORY in dataset.therapies else None,
        milestones=newest_first(happened)[:MILESTONES],
        milestones_count=f"The newest {min(MILESTONES, len(happened))} of {len(happened)} events with a date.",
        freshness=freshness(dataset, today),
    )


def _lead(dataset: Dataset) -> str:
    return (
        f"{len(dataset.therapies)} cell and gene treatments, and medicines that families compare them with: what is "
        "known, how sure it is, and where each number comes from."
    )


def _has_happened(event: Event, today: date) -> bool:
    return event.word.code != TARGET_DATE and event.first is not None and event.first <= today


def _groups(dataset: Dataset) -> tuple[DiseaseGroup, ...]:
    of_disease: dict[str, set[str]] = {}
    for use in dataset.all_indications:
        disease = dataset.diseases[use.disease_id]
        for wider in (disease.id, disease.parent):
            if wider:
                of_disease.setdefault(wider, set()).add(use.therapy_id)
    return tuple(
        DiseaseGroup(word.code, f"{word.title} ({_in_group(dataset, word, of_disease)})", lines)
        for word in dataset.words("disease_group")
        if (lines := _lines(dataset, word, of_disease))
    )


def _lines(dataset: Dataset, group: Word, of_disease: dict[str, set[str]]) -> tuple[DiseaseLine, ...]:
    return tuple(
        DiseaseLine(
            disease.id, f"{disease.plain_name[0].upper()}{disease.plain_name[1:]} ({len(of_disease[disease.id])})"
        )
        for disease in dataset.diseases.values()
        if disease.group == group.code and disease.id in of_disease
    )


def _in_group(dataset: Dataset, group: Word, of_disease: dict[str, set[str]]) -> int:
    found: set[str] = set()
    return len(
        found.union(*(ids for disease, ids in of_disease.items() if dataset.diseases[disease].group == group.code))
    )


def _teaser(dataset: Dataset) -> Teaser | None:
    for comparison in dataset.comparisons.values():
        classes = tuple(f"{column.title}: {column.plain}." for column in dataset.columns(comparison.id))
        return Teaser(comparison.id, comparison.title, comparison.lead, classes)
    return None


def _story(dataset: Dataset, today: date) -> Story:
    therapy = dataset.therapies[STORY]
    results = _results(dataset, today)
    risks = _risks(dataset, {measure.trial for measure in results}, today)
    return Story(
        therapy_id=STORY,
        name=therapy.short_name,
        headline=f"{therapy.short_name}: what its study saw, and what harmed people",
        before=tuple(
            dict.fromkeys(said for measure in results for said in measure.caveats if said == wording.FIRST_STUDY)
        ),
        summary=summary(dataset, STORY, today),
        ladders=ladders(dataset, STORY, False, today).ladders,
        unknowns=_unknowns(dataset, today),
        results=results,
        risks=risks,
    )


def _results(dataset: Dataset, today: date) -> tuple[Measure, ...]:
    return tuple(
        outcome_measure(dataset, outcome, today)
        for outcome in dataset.outcomes(STORY)
        if outcome.headline and outcome.endpoint in _TOLD
    )


def _risks(dataset: Dataset, trials: Iterable[str | None], today: date) -> tuple[Measure, ...]:
    told = [
        fact for fact in dataset.safety(STORY) if fact.event in _TOLD and fact.n is not None and fact.trial in trials
    ]
    return tuple(safety_measure(dataset, fact, today) for fact in told)


def _unknowns(dataset: Dataset, today: date) -> tuple[str, ...]:
    """What must be said with the numbers, from the record: no approval, no survival result, no comparison."""
    outcomes = dataset.outcomes(STORY)
    said = []
    if all(use.stage != "approved" for use in dataset.indications(STORY)):
        papers = uses_checked(dataset, STORY, today)
        known = when_checked("No known approval anywhere.", papers)
        said.append(" ".join(part for part in (known, checked_on(papers), *marks(papers)) if part))
    if not any(dataset.word("endpoint", outcome.endpoint).survival for outcome in outcomes):
        said.append(f"There is no survival result. {wording.SURVIVAL_UNKNOWN}")
    if all(has_no_comparison(dataset, outcome) for outcome in outcomes):
        said.append("There was no comparison group.")
    return tuple(said)
