"""What a release brings is counted in plain words: each change once, in one order, with the right plural, no praise."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.releases import changed, one, without
from therapies import release_notes as notes
from therapies.dataset import Dataset
from therapies.fact_changes import SUBJECTS, VERBS, FactChange, dataset_changes
from therapies.release_notes import NO_FACT_DIFFERS, first_release, not_compared, release_notes
from therapies.wording import hype_in

SOFI = "wu-cart-007"
TRIAL = f"{SOFI}/trial/nct06514794"
Change = Callable[[tuple[Any, ...]], Any]


def like_first(**values: Any) -> Change:
    """One more record like the first one of Sofi."""

    def more(records: tuple[Any, ...]) -> tuple[Any, ...]:
        first = next(record for record in records if record.therapy_id == SOFI)
        return (*records, replace(first, fact_id=f"{first.fact_id}x", **values))

    return more


def every(count: int, **values: Any) -> Change:
    """The first records of a table rewritten."""
    return lambda records: [*(replace(record, **values) for record in records[:count]), *records[count:]]


@pytest.mark.parametrize(
    ("table", "change", "said"),
    [
        ("outcomes", lambda rows: rows, NO_FACT_DIFFERS),
        ("outcomes", one(f"{SOFI}/outcome/o1", responders=9), "1 changed result"),
        ("outcomes", every(2, n=999), "2 changed results"),
        ("outcomes", without(f"{SOFI}/outcome/o8"), "1 result no longer in our data"),
        ("outcomes", like_first(n=5), "1 new result"),
        ("outcomes", one(f"{SOFI}/outcome/o1", label="response"), "1 reworded text"),
        ("safety", one(f"{SOFI}/safety/h1", n_affected=5), "1 changed risk"),
        ("regulatory_events", like_first(event="approval"), "1 approval"),
        ("regulatory_events", like_first(event="label-expansion"), "1 approval"),
        ("regulatory_events", one(f"{SOFI}/regulatory/r1", event="accelerated-approval"), "1 approval"),
        ("regulatory_events", like_first(event="withdrawal"), "1 ended approval"),
        ("regulatory_events", like_first(event="complete-response-letter"), "1 refusal"),
        ("regulatory_events", like_first(event="clinical-hold"), "1 other refusal, hold or stop"),
        ("regulatory_events", like_first(event="chmp-negative-opinion"), "1 other refusal, hold or stop"),
        ("regulatory_events", like_first(event="boxed-warning"), "1 new boxed warning"),
        ("regulatory_events", like_first(event="target-action-date"), "1 new regulatory step"),
        ("regulatory_events", like_first(event="chmp-positive-opinion"), "1 new regulatory step"),
        ("regulatory_events", one(f"{SOFI}/regulatory/r1", date="2022-04"), "1 changed regulatory step"),
        ("regulatory_events", without(f"{SOFI}/regulatory/r1"), "1 regulatory step no longer in our data"),
        ("trials", one(TRIAL, status="ACTIVE_NOT_RECRUITING"), "1 trial closed to new people"),
        ("trials", one(TRIAL, enrollment=1), "1 changed trial"),
        ("access", one(f"{SOFI}/access/a1", status="closed"), "1 changed way of access"),
        ("cautions", lambda rows: rows[1:], "1 text no longer in our data"),
        ("glossary", lambda rows: [replace(rows[0], plain="Other."), *rows[1:]], "1 changed text|1 reworded text"),
        ("sources", one(f"{SOFI}/s1", read="not-read"), "1 changed source"),
        ("therapies", every(1, developer="Another"), "1 changed therapy"),
    ],
)
def test_a_known_change_is_said(dataset: Dataset, table: str, change: Change, said: str) -> None:
    told = release_notes(dataset, changed(dataset, **{table: change})).summary
    # What follows from a fact (a trial's way of access, the sources of a new one) is not what is asked here.
    assert re.fullmatch(said, told), told


def test_opened_closed_and_neither(dataset: Dataset) -> None:
    closed = changed(dataset, trials=one(TRIAL, status="SUSPENDED"))
    assert release_notes(closed, dataset).summary == "1 trial opened to new people"
    assert release_notes(dataset, closed).summary == "1 trial closed to new people"
    done = changed(dataset, trials=one(TRIAL, status="COMPLETED"))
    assert release_notes(closed, done).summary == "1 trial with another status"


def test_a_new_treatment_is_one_thing_whatever_its_facts(dataset: Dataset) -> None:
    less = Dataset({name: tuple(one for one in rows if not _of_sofi(one)) for name, rows in dataset.rows.items()})
    assert release_notes(less, dataset).summary.startswith("1 new therapy")
    assert "result" not in release_notes(less, dataset).summary
    assert release_notes(dataset, less).summary.startswith("1 therapy no longer in our data")
    assert "sofi-cel. Treatment: new in our data." in release_notes(less, dataset).lines
    assert "sofi-cel. Treatment: no longer in our data." in release_notes(dataset, less).lines


def _of_sofi(record: Any) -> bool:
    names = (str(getattr(record, name, "")) for name in ("therapy_id", "id", "fact_id", "source_id"))
    return any(name == SOFI or name.startswith(f"{SOFI}/") for name in names)


def test_the_order_is_fixed_and_the_lines_are_by_treatment(dataset: Dataset) -> None:
    other = next(record for record in dataset.all_outcomes if record.therapy_id == "tisagenlecleucel")
    after = changed(
        dataset,
        glossary=lambda rows: [replace(rows[0], plain="It is 7."), *rows[1:]],
        trials=one(TRIAL, status="COMPLETED"),
        outcomes=lambda rows: one(other.fact_id, n=1)(tuple(one(f"{SOFI}/outcome/o1", n=99)(rows))),
        regulatory_events=like_first(event="approval"),
        sources=every(1, read="not-read"),
    )
    told = release_notes(dataset, after)
    order = "2 changed results, 1 approval, 1 trial closed to new people, 1 changed source, 1 changed text"
    assert told.summary == order
    assert len(told.lines) == len({change.therapy_id for change in dataset_changes(dataset, after)})
    sofi = next(line for line in told.lines if line.startswith("sofi-cel. "))
    assert "Regulatory step: new in our data" in sofi
    assert "Result: changed (" in sofi
    assert f"Trial: other status ({dataset.trials(SOFI)[0].name}" in sofi
    assert told.lines[-1].startswith("No single treatment. Glossary: text changed (")
    assert not any("%" in line for line in told.lines)


def test_many_of_one_kind_are_counted(dataset: Dataset) -> None:
    after = changed(
        dataset, outcomes=lambda rows: [replace(r, n=(r.n or 0) + 1) if r.therapy_id == SOFI else r for r in rows]
    )
    count = len(dataset.outcomes(SOFI))
    assert count > 3
    assert release_notes(dataset, after).lines == (f"sofi-cel. Result: changed, {count} of them.",)


def test_checked_again_is_no_difference(dataset: Dataset) -> None:
    outcome = dataset.outcomes(SOFI)[0]
    again = changed(dataset, outcomes=one(outcome.fact_id, checked_on=outcome.due_on))
    assert release_notes(dataset, again) == notes.ReleaseNotes("No fact differs, 1 fact checked again")


def test_a_first_release_and_one_that_cannot_be_compared() -> None:
    assert first_release(104).summary == "104 therapies, 1st release"
    assert first_release(1).summary == "1 therapy, 1st release"
    assert not_compared(1_104, "why").summary == "1,104 therapies, not compared with the release before: why"


def test_every_word_is_plain() -> None:
    said = ", ".join(noun.count(number) for noun in notes._ORDER for number in (1, 2, 1_000))
    assert hype_in(said) is None
    assert "%" not in said
    assert len(set(notes._ORDER)) == len(notes._ORDER)
    for noun in notes._ORDER:
        assert noun.one != noun.several
        assert noun.count(1) == f"1 {noun.one}"
        assert noun.count(1_000) == f"1,000 {noun.several}"


@given(st.data())
def test_every_change_is_counted_once(dataset: Dataset, data: st.DataObject) -> None:
    """Whatever differs, also what no summary ever had: the counts add up to all changes."""
    found = []
    for _ in range(data.draw(st.integers(0, 8))):
        name = data.draw(st.sampled_from(sorted({*SUBJECTS} & {*dataset.rows})))
        record = data.draw(st.sampled_from(dataset.rows[name]))
        verb = data.draw(st.sampled_from(VERBS))
        wording = verb in ("changed", "reworded") and data.draw(st.booleans())
        if verb == "reworded" or (verb == "status" and name != "trials"):
            wording = verb == "reworded"
        before, after = (None if verb == "new" else record), (None if verb == "gone" else record)
        columns = data.draw(st.sampled_from([(), ("event",), ("n",)]))
        found.append(FactChange(name, verb, None, "x", before, after, columns, wording))
    summary = notes._summary(dataset, tuple(found))
    counts = [int(one.replace(",", "")) for one in re.findall(r"(?:^|, )([\d,]*\d) ", summary)]
    assert sum(counts) == len(found), summary
    assert summary.startswith(NO_FACT_DIFFERS) == all(change.verb == "checked" for change in found)
