"""All therapies, narrowed by words and facets: what is shown, what is hidden, and how the rest divides.

Filters of one facet widen each other (or), those of different facets narrow (and). Disease, group and ages must fit one
and the same use; the stage is the furthest of the uses that fit. The order is disease, then name, or the closeness of
the words searched: never a result. Not here: what a therapy is filtered by (`therapies.facet_values`), how words find
it (`therapies.search`), and its line (`therapies.catalogue_row`).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from therapies.catalogue_row import Row, not_looked_for, row, sheet
from therapies.dataset import Dataset
from therapies.facet import Facet
from therapies.facet_values import (
    AGES,
    CELLS,
    COUNTRY,
    DISEASE,
    GROUP,
    KIND,
    OF_THERAPY,
    OF_USE,
    STAGE,
    TARGET,
    Faceted,
    Use,
    furthest,
    profiles,
    value_titles,
)
from therapies.kept import kept
from therapies.search import Hit, search
from therapies.sheet import Sheet

LABELS = {
    DISEASE: "Disease",
    KIND: "Kind of treatment",
    CELLS: "Whose cells",
    STAGE: "Furthest stage",
    COUNTRY: "Trial said to take new people in",
    GROUP: "Group of diseases",
    TARGET: "Target",
    AGES: "Ages studied or approved",
}
SEARCH = "q"
Chosen = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Division:
    """How the therapies that the other filters leave divide over one facet: titles with counts, none left out."""

    label: str
    lines: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A filter that can be taken away, in words with what it then leaves."""

    name: str
    words: str


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """The therapies that fit, worded. `shown` and `hidden` make `total`; `asked` names the filters that are in use.

    Made once for each choice, so that what is drawn from it can be kept too.
    """

    rows: tuple[Row, ...]
    shown: int
    hidden: int
    total: int
    count: str
    order: str
    filters: tuple[str, ...]
    asked: tuple[str, ...]
    divisions: tuple[Division, ...]
    relaxations: tuple[Relaxation, ...]
    sheet: Sheet


@kept(2)
def facets(dataset: Dataset, today: date) -> dict[str, Facet]:
    """Everything that therapies can be filtered by, with the number of all therapies for each value."""
    every = tuple(profiles(dataset, today).values())
    return {
        name: Facet(
            name, label, {value: f"{title} ({count})" for value, title, count in _counted(dataset, every, name, {})}
        )
        for name, label in LABELS.items()
    }


def catalogue(dataset: Dataset, today: date, text: str = "", chosen: Chosen | None = None) -> Catalogue:
    """The therapies that answer `text` and have one of the chosen values of every facet."""
    return _made(
        dataset, today, text, tuple((name, tuple(values)) for name, values in (chosen or {}).items() if values)
    )


@kept(64)
def _made(dataset: Dataset, today: date, text: str, choice: tuple[tuple[str, tuple[str, ...]], ...]) -> Catalogue:
    asked = dict(choice)
    every = profiles(dataset, today)
    hits = {hit.therapy_id: hit for hit in search(dataset, text)} if text else {}
    found = [every[therapy_id] for therapy_id in hits] if text else list(every.values())
    rows = tuple(_rows(dataset, found, asked, hits, today))
    unused = not_looked_for(hits.values())
    filters = _filters(dataset, text, unused, asked)
    return Catalogue(
        rows=rows,
        shown=len(rows),
        hidden=len(every) - len(rows),
        total=len(every),
        count=_count(len(rows), len(every), bool(filters)) + (f" {unused}." if unused else ""),
        order="The closest words come first, then disease and name." if text else "In the order of disease, then name.",
        filters=filters,
        asked=((SEARCH,) if text else ()) + tuple(asked),
        divisions=tuple(_division(dataset, tuple(found), name, asked) for name in LABELS),
        relaxations=() if rows else tuple(_relaxations(dataset, every, found, text, asked)),
        sheet=sheet(rows),
    )


def _rows(dataset: Dataset, found: list[Faceted], asked: Chosen, hits: Mapping[str, Hit], today: date) -> list[Row]:
    return [
        row(dataset, profile, uses, hits.get(profile.therapy.id), asked.get(COUNTRY, ()), today)
        for profile in found
        if (uses := _fitting(dataset, profile, asked))
    ]


def _fitting(dataset: Dataset, profile: Faceted, asked: Chosen) -> tuple[Use, ...]:
    """The uses that fit; none where the therapy does not fit."""
    if not _has(profile, asked):
        return ()
    uses = _uses(profile, asked)
    stages = asked.get(STAGE)
    return uses if not stages or (uses and furthest(dataset, uses) in stages) else ()


def _has(profile: Faceted, asked: Chosen) -> bool:
    return all(name not in asked or not profile.values[name].isdisjoint(asked[name]) for name in OF_THERAPY)


def _uses(profile: Faceted, asked: Chosen) -> tuple[Use, ...]:
    names = [name for name in OF_USE if name in asked]
    if not names:
        return profile.uses
    return tuple(use for use in profile.uses if all(not use.values[name].isdisjoint(asked[name]) for name in names))


def _counted(dataset: Dataset, found: Sequence[Faceted], name: str, asked: Chosen) -> list[tuple[str, str, int]]:
    """The values of a facet with the number of therapies that would be shown if only that value were chosen."""
    others = {other: values for other, values in asked.items() if other != name}
    counts: Counter[str] = Counter()
    for profile in found:
        counts.update(_values(dataset, profile, name, others))
    titles = value_titles(dataset, name)
    return [(value, title, counts[value]) for value, title in titles.items() if counts[value]]


def _values(dataset: Dataset, profile: Faceted, name: str, others: Chosen) -> set[str]:
    if name == STAGE:
        uses = _fitting(dataset, profile, others)
        return {furthest(dataset, uses)} if uses else set()
    if name in OF_THERAPY:
        return set(profile.values[name]) if _fitting(dataset, profile, others) else set()
    if not _has(profile, others):
        return set()
    uses = _uses(profile, others)
    values = {value for use in uses for value in use.values[name]}
    stages = others.get(STAGE)
    if not stages:
        return values
    return {v for v in values if furthest(dataset, tuple(use for use in uses if v in use.values[name])) in stages}


def _division(dataset: Dataset, found: tuple[Faceted, ...], name: str, asked: Chosen) -> Division:
    return Division(LABELS[name], tuple((title, count) for _, title, count in _counted(dataset, found, name, asked)))


def _count(shown: int, total: int, narrowed: bool) -> str:
    if not narrowed:
        return f"All {total} therapies are shown, 0 hidden."
    return f"{shown} of {total} therapies shown, {total - shown} hidden by your search and filters."


def _filters(dataset: Dataset, text: str, unused: str | None, asked: Chosen) -> tuple[str, ...]:
    words = [f"Search: {text}"] if text else []
    words += [unused] if unused else []
    for name in LABELS:
        if name in asked:
            titles = value_titles(dataset, name)
            words.append(f"{LABELS[name]}: {', '.join(titles.get(value, value) for value in asked[name])}")
    return tuple(words)


def _relaxations(
    dataset: Dataset, every: Mapping[str, Faceted], found: list[Faceted], text: str, asked: Chosen
) -> list[Relaxation]:
    left = []
    for name in asked:
        others = {other: values for other, values in asked.items() if other != name}
        count = sum(bool(_fitting(dataset, profile, others)) for profile in found)
        left.append((count, Relaxation(name, f"Without “{LABELS[name]}”: {_therapies(count)}")))
    if text:
        count = sum(bool(_fitting(dataset, profile, asked)) for profile in every.values())
        left.append((count, Relaxation(SEARCH, f"Without the words “{text}”: {_therapies(count)}")))
    return [relaxation for count, relaxation in left if count]


def _therapies(count: int) -> str:
    return "1 therapy" if count == 1 else f"{count} therapies"
