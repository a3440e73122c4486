"""From the newest release alone, every earlier day on which changes were kept is had back exactly."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.releases import changed, one, with_past, without
from therapies import earlier
from therapies.dataset import Dataset
from therapies.fact_changes import dataset_changes
from therapies.facts import RECORDS, EarlierFact

SOFI = "wu-cart-007"
TRIAL = f"{SOFI}/trial/nct06514794"
DAYS = tuple(date(2026, 11, day) for day in (1, 5, 9, 20))


def steps(dataset: Dataset) -> list[Dataset]:
    """Four releases: a number, a text, a site, a treatment and a trial come, go and change."""
    second = changed(
        dataset,
        outcomes=one(f"{SOFI}/outcome/o1", responders=9, percent=81.8, ci_origin=None),
        sites=lambda rows: [row for row in rows if row.fact_id != f"{TRIAL}/site/3"],
        cautions=lambda rows: rows[1:],
    )
    third = changed(
        changed(second, outcomes=one(f"{SOFI}/outcome/o1", responders=10, n=12)),
        therapies=lambda rows: [row for row in rows if row.id != "nelarabine"],
        **{
            name: lambda rows: [row for row in rows if row.therapy_id != "nelarabine"]
            for name in RECORDS
            if "therapy_id" in RECORDS[name].__dataclass_fields__  # ty: ignore[missing-attribute]
        },
    )
    fourth = changed(
        third,
        regulatory_events=without(f"{SOFI}/regulatory/r1"),
        trials=one(TRIAL, status="COMPLETED", registry_copy=None, countries=("US",)),
        cautions=lambda rows: [replace(rows[0], text="Quite new."), *rows],
    )
    return [dataset, second, third, fourth]


def facts(dataset: Dataset) -> dict[str, Counter[Any]]:
    """The records by table, in no order; the day of the next check follows from the day of the last."""
    left_out = ("history", "history_days", "search")
    return {
        name: Counter(replace(r, due_on=r.checked_on) if hasattr(r, "due_on") else r for r in rows)
        for name, rows in dataset.rows.items()
        if name not in left_out
    }


@pytest.mark.parametrize("place", [1, 2, 3])
def test_the_dataset_before_a_day_is_the_one_that_was_there(dataset: Dataset, place: int) -> None:
    states = steps(dataset)
    newest = with_past(*zip(DAYS, states, strict=True))
    before = earlier.before(newest, DAYS[place])
    assert facts(before) == facts(states[place - 1])
    assert before.release == f"release before {DAYS[place]}"
    assert dataset_changes(states[place - 1], before) == ()
    assert len(dataset_changes(before, newest)) == len(dataset_changes(states[place - 1], states[-1]))


def test_a_day_between_two_changes_is_as_the_next_one(dataset: Dataset) -> None:
    newest = with_past(*zip(DAYS, steps(dataset), strict=True))
    assert facts(earlier.before(newest, date(2026, 11, 6))) == facts(earlier.before(newest, DAYS[2]))
    assert facts(earlier.before(newest, date(2026, 11, 21))) == facts(newest)
    assert facts(earlier.before(newest, date(2020, 1, 1))) == facts(dataset)


def test_when_a_fact_changed_last(dataset: Dataset) -> None:
    newest = with_past(*zip(DAYS, steps(dataset), strict=True))
    days = {
        (change.subject, change.fact_id): earlier.last_changed(
            newest, change.subject, change.fact_id, change.before, change.after
        )
        for change in dataset_changes(earlier.before(newest, DAYS[0]), newest)
    }
    assert days["outcomes", f"{SOFI}/outcome/o1"] == DAYS[2]
    assert days["regulatory_events", f"{SOFI}/regulatory/r1"] == DAYS[3]
    assert days["sites", f"{TRIAL}/site/3"] == DAYS[1]
    assert all(days.values())
    assert earlier.kept_since(newest) == DAYS[1]
    assert earlier.kept_since(Dataset(dict.fromkeys(RECORDS, ()))) is None


def test_entries_of_another_data_version_are_read_as_far_as_they_go(dataset: Dataset) -> None:
    """A column that is no longer there is left out, one that came later is empty, a table of old is passed over."""
    past = (
        EarlierFact(DAYS[1], "trials", f'{{"fact_id": "{TRIAL}"}}', '{"colour": "blue", "enrollment": 7}'),
        EarlierFact(DAYS[1], "trials", '{"fact_id": "x"}', f'{{"fact_id": "x", "therapy_id": "{SOFI}", "nct": "N"}}'),
        EarlierFact(DAYS[1], "opinions", '{"id": "x"}', "{}"),
    )
    newest = changed(dataset, history=lambda _: past)
    before = earlier.before(newest, DAYS[0])
    trials = {trial.fact_id: trial for trial in before.all_trials}
    assert trials[TRIAL].enrollment == 7
    assert (trials["x"].nct, trials["x"].phase, trials["x"].countries, trials["x"].sites_listed) == (
        "N",
        None,
        (),
        False,
    )
