"""One fact whose check is overdue or due soon: whose it is, where it is shown, what to open, and how it is confirmed.

Most shown first, then what is due longest. Not here: the list for the desk (`therapies.due_list`), and which single
source makes many facts current (`therapies.due_sources`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from therapies import wording
from therapies.checked_facts import KINDS, Fact, every_fact
from therapies.dataset import Dataset
from therapies.evidence import is_overdue
from therapies.facts import ReferenceSource, Source
from therapies.kept import kept
from therapies.prominence import counted, most_shown, named, shown_at
from therapies.reviewed import signed_words

NOBODY, NOBODY_YET = "nobody", "nobody yet"
NO_THERAPY = "no single therapy"
SIGN = "SIGN"
_SHARED_FILES = {"glossary": "glossary", "designations": "pathways", "access_routes": "pathways"}
_FROM_REGISTER = ("trials", "sites")
_SOURCES = 4
_TOLD_ANEW = "Not shown: the pages have a newer copy of the register instead"


@dataclass(frozen=True, slots=True)
class ToOpen:
    """A source to open: its id with the therapy ("" for a page read for a word or a way), and where it stands."""

    id: str
    title: str
    url: str | None
    about: str


@dataclass(frozen=True, slots=True)
class DueFact:
    """One fact, worded. `places`: codes of `prominence.PLACES`; `sources`: the best first.

    `person_id` is NOBODY where nobody looks after its therapy. `rests` says how the fact rests on its sources where
    none of them is its own.
    """

    fact_id: str
    kind: str
    kind_title: str
    name: str
    therapy_id: str | None
    therapy: str
    person_id: str
    person: str
    overdue: bool
    due: date
    due_on: str
    checked_on: str
    places: tuple[str, ...]
    shown: str
    shown_in: str
    sources: tuple[ToOpen, ...]
    rests: str
    signed: str
    file: str
    confirm: str


@kept(4)
def due_facts(dataset: Dataset, shown: Dataset, today: date, days: int) -> tuple[DueFact, ...]:
    """All facts of our record that are overdue or due within so many days, most shown first.

    `shown`: the dataset that the pages show, where a newer copy of the register stands for our record of a trial.
    """
    until = today + timedelta(days=days)
    places = shown_at(dataset, today)
    told_anew = _told_anew(dataset, shown)
    found = [
        _due_fact(dataset, fact, today, places.get(fact.fact_id, ()), _trial_of(fact) in told_anew)
        for fact in every_fact(dataset)
        if fact.due_on <= until
    ]

    def place(fact: DueFact) -> tuple[tuple[int, tuple[int, ...]], date, str]:
        return most_shown(fact.places), fact.due, fact.therapy.casefold()

    return tuple(sorted(found, key=place))


def person_of(dataset: Dataset, therapy_id: str | None) -> tuple[str, str]:
    """The sign and the name of who looks after a therapy; NOBODY where nobody does."""
    sign = dataset.therapies[therapy_id].looked_after_by if therapy_id else None
    return (sign, dataset.people[sign].name) if sign else (NOBODY, NOBODY_YET)


def confirm_command(targets: Sequence[str], person_id: str) -> str:
    """The command that confirms these facts or sources; SIGN stands for that of the person who looked."""
    return f"python -m loaders confirm {' '.join(targets)} --by {SIGN if person_id == NOBODY else person_id}"


def cited(dataset: Dataset, fact: Fact) -> tuple[Source, ...]:
    """The sources on which a fact rests, the best first; a hospital rests on those of its trial."""
    kinds = {word.code: word.position for word in dataset.words("source_kind")}
    if fact.kind == "comparisons":
        ids = [one.source_id for cell in dataset.cells(fact.fact_id) for one in dataset.citations(cell.fact_id)]
    else:
        ids = [one.source_id for one in dataset.citations(_trial_of(fact)) if one.role == "supports"]
    found = [dataset.all_sources[source_id] for source_id in dict.fromkeys(ids)]
    # What a trial's record says is known from the register, also where a paper names the trial.
    register = fact.kind in _FROM_REGISTER
    return tuple(sorted(found, key=lambda one: (register and one.kind != "registry", kinds[one.kind])))


def oldest_of(fact: Fact, sources: Sequence[Source]) -> tuple[Source, ...]:
    """Those of its sources whose day is that of the fact: none of the others makes it current."""
    return tuple(source for source in sources if source.checked <= fact.checked_on)


def _due_fact(dataset: Dataset, fact: Fact, today: date, places: tuple[str, ...], told_anew: bool) -> DueFact:
    person_id, person = person_of(dataset, fact.therapy_id)
    sources, rests = _to_open(dataset, fact)
    return DueFact(
        fact_id=fact.fact_id,
        kind=fact.kind,
        kind_title=KINDS[fact.kind],
        name=fact.name,
        therapy_id=fact.therapy_id,
        therapy=dataset.therapies[fact.therapy_id].short_name if fact.therapy_id else NO_THERAPY,
        person_id=person_id,
        person=person,
        overdue=is_overdue(fact.due_on, today),
        due=fact.due_on,
        due_on=wording.day(fact.due_on),
        checked_on=wording.day(fact.checked_on),
        places=() if told_anew else places,
        shown=_TOLD_ANEW if told_anew else counted(places),
        shown_in="" if told_anew else named(places),
        sources=sources,
        rests=rests,
        signed=signed_words(dataset, fact),
        file=_file(fact),
        confirm=confirm_command(_targets(dataset, fact), person_id),
    )


def _trial_of(fact: Fact) -> str:
    return fact.fact_id.partition("/site/")[0] if fact.kind == "sites" else fact.fact_id


def _told_anew(dataset: Dataset, shown: Dataset) -> frozenset[str]:
    """The trials and ways of access of which the pages have a newer record than ours."""
    if shown is dataset:
        return frozenset()
    ours = {fact.fact_id: fact.checked_on for table in ("trials", "access") for fact in dataset.rows[table]}
    newer = (fact for table in ("trials", "access") for fact in shown.rows[table])
    return frozenset(fact.fact_id for fact in newer if fact.checked_on > ours.get(fact.fact_id, date.max))


def _to_open(dataset: Dataset, fact: Fact) -> tuple[tuple[ToOpen, ...], str]:
    if fact.kind in _SHARED_FILES:
        read = dataset.reading(fact.kind, fact.fact_id.partition("/")[2])
        return tuple(_page(source) for source in read), ""
    if found := cited(dataset, fact):
        return tuple(_source(dataset, source) for source in found), ""
    kinds = {word.code: word.position for word in dataset.words("source_kind")}
    every = sorted(dataset.sources(fact.therapy_id or ""), key=lambda one: kinds[one.kind])
    said = f"In our own words. The best {min(_SOURCES, len(every))} of the {len(every)} sources of its record:"
    return tuple(_source(dataset, source) for source in every[:_SOURCES]), said if every else ""


def _source(dataset: Dataset, source: Source) -> ToOpen:
    kind = dataset.title("source_kind", source.kind)
    return ToOpen(source.id, source.title, source.url, f"{kind}, read {wording.day(source.checked)}")


def _page(source: ReferenceSource) -> ToOpen:
    return ToOpen("", source.title, source.url, f"Read {wording.day(source.checked)}")


def _targets(dataset: Dataset, fact: Fact) -> tuple[str, ...]:
    """What `confirm` is told. A cell of a comparison rests on sources of therapies: its oldest ones."""
    if fact.kind in ("comparison_cells", "comparisons"):
        return tuple(source.id for source in oldest_of(fact, cited(dataset, fact)))
    return (_trial_of(fact),)


def _file(fact: Fact) -> str:
    if fact.therapy_id:
        return f"data/curated/therapies/{fact.therapy_id}.yaml"
    return f"data/curated/{_SHARED_FILES.get(fact.kind, 'comparisons')}.yaml"
