"""What each therapy is filtered by: its values for every facet, and its uses with their disease, ages and stage.

Prepared once per dataset and day. A value that is missing is the value NOT_STATED, so nothing can be filtered away
unseen. Not here: filtering and counting (`therapies.catalogue`).
"""

from dataclasses import dataclass
from datetime import date

from therapies.dataset import Dataset
from therapies.facts import Indication, Therapy
from therapies.kept import kept
from therapies.open_trials import NO_OPEN_TRIAL, NOT_STATED, OpenTrials, open_trials
from therapies.places import place
from therapies.search import default_order
from therapies.stages import furthest_stage
from therapies.wording import slug

GROUP, DISEASE, AGES, STAGE = "group", "disease", "ages", "stage"
KIND, CELLS, TARGET, COUNTRY = "kind", "cells", "target", "country"
OF_USE = (GROUP, DISEASE, AGES)
OF_THERAPY = (KIND, CELLS, TARGET, COUNTRY)
AGE_BANDS = {"children": (0.0, 12.0), "teenagers": (12.0, 18.0), "adults": (18.0, 200.0)}
_AGE_TITLES = {"children": "Under 12", "teenagers": "12 to 17", "adults": "18 and older"}
_NOT_STATED_TITLE = "Not stated"


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a therapy: its id and disease, its facet values, and where its stage holds (country codes)."""

    id: str | None
    disease: str
    values: dict[str, frozenset[str]]
    stage: str
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Faceted:
    """One therapy with all that it is filtered by."""

    therapy: Therapy
    values: dict[str, frozenset[str]]
    uses: tuple[Use, ...]
    trials: OpenTrials


@kept(2)
def profiles(dataset: Dataset, today: date) -> dict[str, Faceted]:
    """The profiles of all therapies by id, in the default order: disease, then name."""
    order = default_order(dataset)
    return {therapy_id: _profile(dataset, therapy_id, today) for therapy_id in sorted(order, key=order.__getitem__)}


def furthest(dataset: Dataset, uses: tuple[Use, ...]) -> str:
    """The code of the furthest stage of these uses; NOT_STATED where none is known."""
    stage = furthest_stage(dataset, (use.stage for use in uses if use.stage != NOT_STATED))
    return stage.code if stage else NOT_STATED


def value_titles(dataset: Dataset, facet: str) -> dict[str, str]:
    """All values that a facet can have, in display order: id to title. "Not stated" comes last."""
    titles = _titles(dataset, facet)
    return {**titles, NOT_STATED: _NOT_STATED_TITLE}


def _titles(dataset: Dataset, facet: str) -> dict[str, str]:
    vocabulary = {GROUP: "disease_group", STAGE: "stage", KIND: "modality", CELLS: "cell_source"}
    if facet in vocabulary:
        return {word.code: word.title for word in dataset.words(vocabulary[facet])}
    if facet == DISEASE:
        return {disease.id: disease.plain_name for disease in dataset.diseases.values()}
    if facet == AGES:
        return _AGE_TITLES
    if facet == TARGET:
        targets = {target for therapy in dataset.therapies.values() for target in therapy.targets}
        return {slug(target): target for target in sorted(targets, key=lambda target: (target.casefold(), target))}
    return _country_titles(dataset)


def _country_titles(dataset: Dataset) -> dict[str, str]:
    codes = {code for trial in dataset.all_trials for code in trial.countries}
    codes |= {site.country for site in dataset.all_sites}
    named = {code: place(code) for code in sorted(codes, key=place)}
    return {**named, NO_OPEN_TRIAL: "No trial said to take new people"}


def _profile(dataset: Dataset, therapy_id: str, today: date) -> Faceted:
    therapy = dataset.therapies[therapy_id]
    trials = open_trials(dataset, therapy_id, today)
    return Faceted(
        therapy=therapy,
        values={
            KIND: frozenset((therapy.modality,)),
            CELLS: frozenset((therapy.cell_source,)),
            TARGET: frozenset(slug(target) for target in therapy.targets) or frozenset((NOT_STATED,)),
            COUNTRY: trials.countries,
        },
        uses=tuple(_use(dataset, use) for use in dataset.indications(therapy_id)) or (_no_use(),),
        trials=trials,
    )


def _use(dataset: Dataset, use: Indication) -> Use:
    disease = dataset.diseases[use.disease_id]
    # A use for a special form of a disease is found under the wider disease too.
    diseases = frozenset(wider for wider in (disease.id, disease.parent) if wider)
    values = {GROUP: frozenset((disease.group,)), DISEASE: diseases, AGES: _ages(use)}
    return Use(use.id, disease.id, values, use.stage, use.countries)


def _no_use() -> Use:
    return Use(None, NOT_STATED, dict.fromkeys(OF_USE, frozenset((NOT_STATED,))), NOT_STATED, ())


def _ages(use: Indication) -> frozenset[str]:
    if use.age_min_years is None and use.age_max_years is None:
        return frozenset((NOT_STATED,))
    youngest = use.age_min_years or 0.0
    # An upper limit of 17 years takes in everybody until the 18th birthday.
    oldest = 200.0 if use.age_max_years is None else use.age_max_years + 1
    return frozenset(band for band, (low, high) in AGE_BANDS.items() if youngest < high and oldest > low)
