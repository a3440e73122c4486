"""What to open so that most facts become current at once: sources, and the records that speak in their own words.

A source makes a fact current when its confirmation moves the fact's next check behind the days that are looked at. In
the order of how much is shown that rests on it: the places of all its facts together, where a hospital counts with its
trial. Never by an outcome. Not here: the facts themselves (`therapies.due_facts`), and the list for the desk
(`therapies.due_list`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from therapies import wording
from therapies.checked_facts import Fact, every_fact
from therapies.dataset import Dataset
from therapies.due_facts import DueFact, cited, confirm_command, oldest_of
from therapies.facts import Source

_OWN_WORDS = ("therapies", "indications", "cautions", "call_notes")
_SHARED = ("designations", "access_routes", "glossary")
_ACROSS = ("comparison_cells", "comparisons")
_STATUS = ("trials", "sites", "access")
_NOT_READ, _REGISTRY = "not-read", "registry"


@dataclass(frozen=True, slots=True)
class DueSource:
    """One thing to open and confirm, and the facts that it makes current, most shown first."""

    target: str
    title: str
    url: str | None
    about: str
    therapy_id: str | None
    therapy: str
    person_id: str
    person: str
    facts: tuple[DueFact, ...]
    places: int
    said: str
    confirm: str


def due_sources(dataset: Dataset, today: date, days: int, facts: Iterable[DueFact]) -> tuple[DueSource, ...]:
    """The sources that make any of these facts current, the one on which most rests that is shown first."""
    known = {fact.fact_id: fact for fact in every_fact(dataset)}
    makes: dict[str, list[DueFact]] = {}
    for due in facts:
        for target in _targets(dataset, known[due.fact_id], today + timedelta(days=days)):
            makes.setdefault(target, []).append(due)
    found = (_due_source(dataset, target, tuple(of_target)) for target, of_target in makes.items())
    return tuple(sorted(found, key=lambda one: (-one.places, one.therapy.casefold(), one.target)))


def without_source(facts: Iterable[DueFact], sources: Iterable[DueSource]) -> int:
    """How many of the facts no single source makes current."""
    told = {fact.fact_id for source in sources for fact in source.facts}
    return sum(fact.fact_id not in told for fact in facts)


def _targets(dataset: Dataset, fact: Fact, until: date) -> Iterator[str]:
    if fact.kind in _SHARED:
        yield fact.fact_id
        return
    sources = sources_that_tell(dataset, fact)
    if fact.kind in _ACROSS:
        sources = _of_a_cell(fact, sources, until)
    elif fact.kind in _OWN_WORDS:
        yield fact.therapy_id or ""
    yield from (source.id for source in sources if source.read != _NOT_READ)


def sources_that_tell(dataset: Dataset, fact: Fact) -> tuple[Source, ...]:
    """The sources in which one reads whether a fact is still true, the best first."""
    sources = cited(dataset, fact)
    if fact.kind not in _STATUS:
        return sources
    # Whether a trial takes new people is read in the register: news that name the trial do not tell that.
    return tuple(source for source in sources if source.kind == _REGISTRY) or sources


def _of_a_cell(fact: Fact, sources: tuple[Source, ...], until: date) -> tuple[Source, ...]:
    """A cell is not signed itself: one source makes it current only where all its others were read not long ago."""
    oldest, period = oldest_of(fact, sources), fact.due_on - fact.checked_on
    others = [source for source in sources if source not in oldest]
    return oldest if len(oldest) == 1 and all(source.checked + period > until for source in others) else ()


def _due_source(dataset: Dataset, target: str, facts: tuple[DueFact, ...]) -> DueSource:
    first = facts[0]
    source = dataset.all_sources.get(target)
    therapy_id = source.therapy_id if source else first.therapy_id
    if source:
        title, url = source.title, source.url
        about = f"{dataset.title('source_kind', source.kind)}, read {wording.day(source.checked)}"
    elif therapy_id:
        title, url, about = "What its record says in our own words", None, "Compared with its sources"
    else:
        title, url, about = first.name, first.sources[0].url if first.sources else None, first.kind_title
    return DueSource(
        target=target,
        title=title,
        url=url,
        about=about,
        therapy_id=therapy_id,
        therapy=dataset.therapies[therapy_id].short_name if therapy_id else first.therapy,
        person_id=first.person_id,
        person=first.person,
        facts=facts,
        places=sum(len(fact.places) for fact in facts if fact.kind != "sites"),
        said=_said(facts),
        confirm=confirm_command((target,), first.person_id),
    )


def _said(facts: tuple[DueFact, ...]) -> str:
    """How many facts it makes current, and of which kinds."""
    kinds: dict[str, int] = {}
    for fact in facts:
        kinds[fact.kind_title] = kinds.get(fact.kind_title, 0) + 1
    count = "1 fact" if len(facts) == 1 else f"{len(facts):,} facts"
    return f"Makes {count} current: {_listed(kinds)}"


def _listed(kinds: Mapping[str, int]) -> str:
    return "; ".join(f"{title[0].lower()}{title[1:]}: {count:,}" for title, count in kinds.items())
