"""Where facts are shown, against what really stands in the models of the pages: their passports and ids."""

import dataclasses
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

import pytest

from tests.releases import changed, one
from therapies import (
    call,
    catalogue,
    class_comparison,
    comparing,
    denominators,
    fit_check,
    front_page,
    profile,
    prominence,
    regulatory_status,
    response_rates,
    terms,
    trials_and_access,
)
from therapies import call_notes as notes
from therapies.checked_facts import every_fact
from therapies.dataset import Dataset
from therapies.situation import Situation
from therapies.trial_candidates import Wanted

# Kinds of fact that the models of pages hold with their ids. The others have only words there.
NAMED = frozenset(("outcomes", "participants", "safety", "regulatory_events", "trials", "access", "access_routes"))


def ids_in(model: Any, seen: set[int] | None = None) -> Iterator[str]:
    """The ids of all facts that stand in a model, however deep."""
    seen = set() if seen is None else seen
    if id(model) in seen or isinstance(model, str | int | float | date) or model is None:
        return
    seen.add(id(model))
    if dataclasses.is_dataclass(model):
        if found := getattr(model, "fact_id", None):
            yield found
        for field in dataclasses.fields(model):
            yield from ids_in(getattr(model, field.name), seen)
    elif isinstance(model, dict | list | tuple | set | frozenset):
        for value in model.values() if isinstance(model, dict) else model:
            yield from ids_in(value, seen)


@pytest.fixture(scope="module")
def kinds(dataset: Dataset) -> dict[str, str]:
    return {fact.fact_id: fact.kind for fact in every_fact(dataset)}


def told(dataset: Dataset, today: date, place: str) -> set[str]:
    return {fact_id for fact_id, places in prominence.shown_at(dataset, today).items() if place in places}


def compare(said: set[str], stands: set[str], kinds: dict[str, str], of: frozenset[str] = NAMED) -> None:
    """Whatever stands there is said to; and of the kinds that models name, nothing else is."""
    known = {fact_id for fact_id in stands if fact_id in kinds}
    assert known - said == set()
    assert {fact_id for fact_id in said if kinds[fact_id] in of} - known == set()


def test_every_id_is_that_of_a_fact_and_every_place_has_some(
    dataset: Dataset, today: date, kinds: dict[str, str]
) -> None:
    shown = prominence.shown_at(dataset, today)
    assert set(shown) <= set(kinds)
    assert {place for places in shown.values() for place in places} == set(prominence.PLACES)
    order = list(prominence.PLACES)
    assert all(list(places) == sorted(set(places), key=order.index) for places in shown.values())


def test_home_and_the_list_of_therapies(dataset: Dataset, today: date, kinds: dict[str, str]) -> None:
    compare(told(dataset, today, prominence.HOME), set(ids_in(front_page.front_page(dataset, today))), kinds)
    found = catalogue.catalogue(dataset, today)
    numbers = frozenset(("outcomes", "safety"))
    compare(told(dataset, today, prominence.LIST), set(ids_in(found.rows)), kinds, numbers)
    approved = [row for row in found.rows if row.approvals]
    steps = {i for i in told(dataset, today, prominence.LIST) if kinds[i] == "regulatory_events"}
    assert {fact_id.partition("/")[0] for fact_id in steps} <= {row.therapy_id for row in approved}


def test_the_page_of_each_therapy(dataset: Dataset, today: date, kinds: dict[str, str]) -> None:
    page, first = set(), set()
    for therapy_id in dataset.therapies:
        made = profile.profile(dataset, therapy_id, today)
        page |= set(ids_in(made)) | set(ids_in(denominators.ladders(dataset, therapy_id, False, today)))
        first |= set(ids_in((made.summary, made.standing, made.first)))
        assert {step.meaning for step in (*made.journey.dated, *made.journey.undated)} >= {
            dataset.designations[fact_id.partition("/")[2]].plain
            for fact_id in prominence._page(dataset, made)
            if kinds[fact_id] == "designations"
        }
    compare(told(dataset, today, prominence.THERAPY), page, kinds)
    compare(told(dataset, today, prominence.FIRST), first, kinds)


def test_the_screens_of_each_therapy(dataset: Dataset, today: date, kinds: dict[str, str]) -> None:
    stands = {
        paper.fact_id
        for therapy_id in dataset.therapies
        for paper in call.call(dataset, (therapy_id,), frozenset(), today).sources
    }
    compare(told(dataset, today, prominence.CALL), stands, kinds, NAMED | {"indications", "therapies"})


def test_a_call_about_several_shows_no_other_facts(dataset: Dataset, today: date) -> None:
    said = told(dataset, today, prominence.CALL)
    ids = list(dataset.therapies)
    for four in (ids[at : at + 4] for at in range(0, len(ids), 12)):
        papers = call.call(dataset, tuple(four), frozenset(), today).sources
        assert {paper.fact_id for paper in papers} <= said


def test_therapies_and_classes_side_by_side(dataset: Dataset, today: date, kinds: dict[str, str]) -> None:
    ids, stands = [*dataset.therapies], set()
    for at in range(0, len(ids), 4):
        four = ids[at : at + 4] if len(ids) - at > 1 else ids[-2:]
        stands |= set(ids_in(comparing.therapy_comparison(dataset, four, today)))
        # The words of a summary stand there without what they speak of.
        stands |= {i for one in four for i in ids_in(profile.profile(dataset, one, today).summary)}
    side_by_side = frozenset(("outcomes", "safety", "trials", "access"))
    compare(told(dataset, today, prominence.COMPARE), stands, kinds, side_by_side)
    classes = [class_comparison.class_comparison(dataset, one, today) for one in class_comparison.titles(dataset)]
    said = told(dataset, today, prominence.CLASSES)
    compare(said, set(ids_in(classes)), kinds, NAMED | {"comparison_cells", "indications"})
    assert {fact_id for fact_id in said if kinds[fact_id] == "comparisons"} == set(dataset.comparisons)


def test_pages_that_show_all_of_a_kind(dataset: Dataset, today: date, kinds: dict[str, str]) -> None:
    rates = {
        fact_id
        for disease in response_rates.disease_titles(dataset)
        for endpoint in response_rates.endpoint_titles(dataset, disease)
        for fact_id in ids_in(response_rates.response_rates(dataset, disease, endpoint, "all", today).rates)
    }
    compare(told(dataset, today, prominence.RATES), rates, kinds)
    status = set(ids_in(regulatory_status.regulatory_status(dataset, today)))
    compare(told(dataset, today, prominence.STATUS), status, kinds, NAMED | {"designations"})
    trials = {
        fact_id
        for therapy_id in dataset.therapies
        for fact_id in ids_in(trials_and_access.trials_and_access(dataset, None, Wanted(None, therapy_id), today))
    }
    compare(told(dataset, today, prominence.TRIALS), trials, kinds)
    words = set(ids_in(terms.glossary(dataset, today)))
    compare(told(dataset, today, prominence.GLOSSARY), words, kinds, NAMED | {"glossary"})
    stands = {
        fact_id
        for disease in ("t-all", "lbcl")
        for fact_id in ids_in(fit_check.fit_check(dataset, None, Situation(disease), today))
    }
    fit = told(dataset, today, prominence.FIT)
    assert {fact_id for fact_id in stands if fact_id in kinds} <= fit
    # A trial that two therapies list is shown once.
    numbers = {trial.fact_id: trial.nct or trial.fact_id for trial in dataset.all_trials}
    there = {numbers.get(fact_id, fact_id) for fact_id in stands}
    named = {i for i in fit if kinds[i] in ("indications", "trials", "regulatory_events")}
    assert {numbers.get(fact_id, fact_id) for fact_id in named} <= there


def test_what_was_written_for_a_call_stands_in_its_notes(dataset: Dataset, today: date) -> None:
    ids = [t for t in dataset.therapies if dataset.call_notes(t)] + list(islice(dataset.therapies, 10))
    for therapy_id in dict.fromkeys(ids):
        (made,) = notes.call_notes(dataset, (therapy_id,), today).therapies
        said = repr(made)
        facts = [(n.fact_id, n.text) for n in (*dataset.call_notes(therapy_id), *dataset.cautions(therapy_id))]
        for fact_id, text in facts:
            assert prominence.NOTES in prominence.shown_at(dataset, today)[fact_id]
            assert repr(text)[1:-1] in said


def test_an_outcome_moves_no_fact(dataset: Dataset, today: date) -> None:
    """Rule 11: more or fewer responders of the same people change nothing of where a result is shown."""
    told_before = dict(prominence.shown_at(dataset, today))
    outcome = next(o for o in dataset.all_outcomes if o.kind == "proportion" and o.responders and (o.n or 0) > 30)
    for responders in (1, outcome.n):
        other = changed(dataset, outcomes=one(outcome.fact_id, responders=responders, percent=None))
        assert prominence.shown_at(other, today) == told_before


def test_facts_shown_in_more_places_come_first() -> None:
    many, first, later = ("first", "call", "therapy"), ("home", "therapy"), ("call", "therapy")
    assert sorted((later, (), first, many), key=prominence.most_shown) == [many, first, later, ()]


def test_it_is_made_once(dataset: Dataset, today: date) -> None:
    prominence.shown_at(dataset, today)
    began = time.perf_counter()
    prominence.shown_at(dataset, today)
    assert time.perf_counter() - began < 0.1
