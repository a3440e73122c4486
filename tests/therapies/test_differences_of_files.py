"""Differences of two sets of curated files are by fact, complete and minimal: another layout or order gives none."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from loaders import history
from loaders.building import arrow_table
from loaders.checking import dataset_of
from loaders.confirming import authored
from loaders.curated import Curated, read_curated
from loaders.fields import Record
from loaders.records import Therapy
from loaders.reference_records import ComparisonsFile, PeopleFile, Person
from loaders.rows import Rows
from loaders.tables import TABLES
from loaders.yaml_text import read
from therapies.dataset import Dataset
from therapies.fact_changes import CHECKED, dataset_changes

CURATED = Path(__file__).parents[2] / "data" / "curated"
TODAY = date(2026, 11, 26)
# Lists whose order says something: steps of a group, words in the order of the screen, what must be done first.
IN_ORDER = {"steps", "ci95", "columns", "rows"}
# How a fact is shown, or where: no fact.
SHOWN = {"headline", "numbers", "results", "lat", "lon", "status of review"}
DAYS = {"checked", "checked_on", "registry_copy", "status_as_of"}
# In these a single value names other records, which a set with one changed value alone would leave without their name.
NAMES = {"id", "nct", "disease", "diseases", "kind", "indication", "trial", "any_of"}


@cache
def curated() -> Curated:
    """The real files."""
    found, faults = read_curated(CURATED, TODAY)
    assert found is not None, faults[:3]
    return found


def shuffled(value: Any, chance: random.Random, name: str = "") -> Any:
    """The same with keys in another order, and so the entries of every list whose order says nothing."""
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: shuffled(value[key], chance, key) for key in keys}
    if isinstance(value, list):
        entries = [shuffled(one, chance) for one in value]
        if name not in IN_ORDER:
            chance.shuffle(entries)
        return entries
    return value


class Dumper(yaml.SafeDumper):
    """Quotes what our reader would take for a number or a date, and never shortens by an alias."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def test_files_in_another_order_and_layout_give_no_difference() -> None:
    chance = random.Random(11)
    instead = {}
    for path in sorted((CURATED / "therapies").glob("*.yaml")):
        values = shuffled(read(path, path).value, chance)
        layout = {"width": chance.choice([40, 80, 4000]), "default_flow_style": chance.choice([None, False])}
        text = yaml.dump(values, Dumper=Dumper, sort_keys=False, allow_unicode=True, **layout)
        instead[f"therapies/{path.name}"] = f"# laid out anew\n{text}"
    found, faults = read_curated(CURATED, TODAY, instead)
    assert found is not None, "\n".join(map(str, faults[:5]))
    before, after = Rows(curated()).tables, Rows(found).tables
    assert dataset_changes(dataset_of(before), dataset_of(after)) == ()
    assert history.differences(_state(before), _state(after)) == ()
    assert [one.name for one in found.therapies] == [one.name for one in curated().therapies]


def _state(rows: dict[str, Any]) -> history.State:
    return history.state({name: arrow_table(table, rows.get(name, [])) for name, table in TABLES.items()})


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every single value, and every list of single values, of a record."""
    if isinstance(value, Record):
        for name in type(value).model_fields:
            yield from leaves(getattr(value, name), (*path, name))
    elif isinstance(value, list) and value and isinstance(value[0], Record):
        for index, one in enumerate(value):
            yield from leaves(one, (*path, index))
    elif value is not None and value != [] and not isinstance(value, dict):
        yield path, value


def one_of_each() -> Iterator[tuple[str, Therapy, tuple[str | int, ...], Any]]:
    """For every key that any file has, one therapy and place where it has a value."""
    seen = set()
    for therapy in curated().therapies:
        for path, value in leaves(therapy):
            name = ".".join(part for part in path if isinstance(part, str))
            # A fact without a source is no fact: of its sources one is taken away only where there are two.
            if name not in seen and not (path[-1] == "sources" and len(value) == 1):
                seen.add(name)
                yield name, therapy, path, value


def other(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value - 1 if value >= 1 else value + 1
    if isinstance(value, list):
        return [value[0] - 1, value[1]] if isinstance(value[0], float) else value[1:]
    return "2019-01-01" if len(value) == 10 and value[4] == "-" else f"{value} x"


def with_other(value: Any, path: tuple[str | int, ...], new: Any) -> Any:
    if not path:
        return new
    if isinstance(value, list):
        return [with_other(one, path[1:], new) if index == path[0] else one for index, one in enumerate(value)]
    return value.model_copy(update={path[0]: with_other(getattr(value, str(path[0])), path[1:], new)})


def alone(therapy: Therapy) -> Dataset:
    """The dataset of one file."""
    few = replace(curated(), therapies=(therapy,), comparisons=ComparisonsFile(comparisons=[]))
    return dataset_of(Rows(few).tables)


CASES = [case for case in one_of_each() if case[0].rpartition(".")[2] not in NAMES and case[0] != "review.status"]


def belongs(therapy: Therapy, path: tuple[str | int, ...]) -> str:
    """How the name of the fact ends or goes on that holds the value at a path."""
    if not isinstance(path[1] if len(path) > 1 else None, int):
        return f"{therapy.id}/note/" if path[0] == "call_notes" else therapy.id
    entry = getattr(therapy, str(path[0]))[path[1]]
    kind = {"indications": "indication", "outcomes": "outcome", "trials": "trial", "cautions": "caution"}
    name = f"{therapy.id}/{kind.get(str(path[0]), str(path[0]))}/"
    if path[0] == "sources":
        return f"{therapy.id}/{entry.id}"
    return name if path[0] == "cautions" else name + (entry.id or entry.nct.lower())


@pytest.mark.parametrize(("name", "therapy", "path", "value"), CASES, ids=[case[0] for case in CASES])
def test_one_other_value_is_told_as_a_change_of_its_fact_and_of_no_other(
    name: str, therapy: Therapy, path: tuple[str | int, ...], value: Any
) -> None:
    changes = dataset_changes(alone(therapy), alone(with_other(therapy, path, other(value))))
    key = name.rpartition(".")[2]
    if key in SHOWN:
        assert changes == ()
        return
    assert changes, "it was not told"
    if key in DAYS:
        assert {change.verb for change in changes} == {CHECKED}
        return
    fact = belongs(therapy, path)
    assert {change.fact_id for change in changes if not change.fact_id.startswith(fact)} == set()
    assert all(change.verb != CHECKED for change in changes)
    steps = 1
    if path[0] == "participants" and "steps" not in path:
        steps = len(therapy.participants[int(path[1])].steps)  # the name of a group stands at each of its steps
    if name == "participants.steps.step":
        steps = 2  # the steps are the names of these facts: one is gone, one is new
    told = {change.fact_id for change in changes}
    assert len(told) == steps, told


def test_who_signs_a_fact_changes_no_fact() -> None:
    people = PeopleFile(people={"mk": Person(name="M. Koch", looks_after=["wu-cart-007"])})
    therapy = next(one for one in curated().therapies if one.id == "wu-cart-007")
    path = CURATED / "therapies" / "wu-cart-007.yaml"
    text = authored(path.read_text(encoding="utf-8"), None, therapy, "mk")
    signed = Therapy.model_validate(read(path, path, text).value)
    others = tuple(signed if one.id == therapy.id else one for one in curated().therapies)
    before, after = Rows(curated()).tables, Rows(replace(curated(), therapies=others, people=people)).tables
    assert len(after["sign_offs"]) > 50
    assert dataset_changes(dataset_of(before), dataset_of(after)) == ()
    assert history.differences(_state(before), _state(after)) == ()


def test_another_source_of_a_word_is_told() -> None:
    first = curated().pathways.designations[0]
    source = first.sources[0].model_copy(update={"title": "Another page"})
    designations = [first.model_copy(update={"sources": [source]}), *curated().pathways.designations[1:]]
    pathways = curated().pathways.model_copy(update={"designations": designations})
    before, after = Rows(curated()).tables, Rows(replace(curated(), pathways=pathways)).tables
    changes = dataset_changes(dataset_of(before), dataset_of(after))
    told = {change.fact_id for change in changes}
    assert f"designations/{first.id}" in told and len(told) <= 2  # and the day of the entry itself
    assert {change.record.table for change in changes if change.subject == "reference_sources"} == {"designations"}
