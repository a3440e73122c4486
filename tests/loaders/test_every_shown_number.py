"""Every guard over what the pages show refuses what it is there for, and the check tells it at the fact in its file."""

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from loaders import checking
from loaders.curated import read_curated
from loaders.rows import Rows
from tests.loaders.tiny_files import THERAPY, TODAY, copied
from therapies import shown_guards, wording
from therapies.dataset import Dataset
from therapies.evidence import passport
from therapies.facts import Outcome
from therapies.measures import Measure, outcome_measure
from therapies.sentences import COUNT_NOT_STATED

NO_PEOPLE = "a number without its people"


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    curated, faults = read_curated(copied(tmp_path_factory.mktemp("shown")), TODAY)
    assert curated is not None, faults
    return checking.dataset_of(Rows(curated).tables)


def outcome(dataset: Dataset, name: str) -> Outcome:
    return next(found for found in dataset.all_outcomes if found.fact_id == f"tiny/outcome/{name}")


def spoilt(dataset: Dataset, name: str, **changes: Any) -> list[str]:
    measure = outcome_measure(dataset, outcome(dataset, name), TODAY)
    assert list(shown_guards.measure_faults(measure)) == []
    return list(shown_guards.measure_faults(dataclasses.replace(measure, **changes)))


@pytest.mark.parametrize("label", ["", " ", wording.NOT_STATED])
def test_a_number_has_an_evidence_label(dataset: Dataset, label: str) -> None:
    assert spoilt(dataset, "o1", evidence=label) == [shown_guards.NO_LABEL]


@pytest.mark.parametrize("people", ["", " "])
def test_a_number_has_its_people(dataset: Dataset, people: str) -> None:
    assert spoilt(dataset, "o1", people=people) == [NO_PEOPLE]
    assert spoilt(dataset, "o3", people=people) == [NO_PEOPLE]


@pytest.mark.parametrize(
    ("name", "sentence", "count"),
    [("o1", "50%.", "10 of 20"), ("o2", "80%.", "of 20"), ("o6", "50%.", COUNT_NOT_STATED)],
)
def test_a_share_has_its_count_in_its_sentence(dataset: Dataset, name: str, sentence: str, count: str) -> None:
    assert spoilt(dataset, name, sentence=sentence) == [f"a percentage without '{count}' in its sentence: {sentence}"]
    assert spoilt(dataset, name, sentence=f"{count}: {sentence}") == []


def test_what_is_no_share_needs_no_count(dataset: Dataset) -> None:
    assert spoilt(dataset, "o3", sentence="Long.") == []
    assert spoilt(dataset, "o4", sentence="Lower.", percent=5.0) == []
    assert spoilt(dataset, "o1", sentence="Not known.", percent=None) == []


def test_a_response_rate_says_what_is_not_known(dataset: Dataset) -> None:
    def faults(name: str, caveats: tuple[str, ...] = (), **changes: Any) -> list[str]:
        found = outcome(dataset, name)
        measure = dataclasses.replace(outcome_measure(dataset, found, TODAY), caveats=caveats)
        return list(shown_guards.survival_faults(dataset, dataclasses.replace(found, **changes), measure))

    missing = [f"a response rate without '{wording.SURVIVAL_UNKNOWN}'"]
    assert faults("o1") == missing
    assert faults("o1", ("Few people.",)) == missing
    assert faults("o1", (wording.SURVIVAL_UNKNOWN,)) == []
    assert faults("o3") == []  # not a rate
    assert faults("o1", endpoint="received-treatment") == []  # not yet a response
    # The survival of the same study and use stands beside it: o2 is compared, and names no study.
    assert faults("o1", trial=None, trial_name=None, cohort=None) == []


@pytest.mark.parametrize(("days", "shown"), [(0, "current"), (-1, "current"), (1, "overdue")])
def test_what_is_overdue_is_shown_so_and_what_is_not_is_not(dataset: Dataset, days: int, shown: str) -> None:
    fact = outcome(dataset, "o1")
    right = passport(dataset, fact, date.fromordinal(fact.due_on.toordinal() - days))
    today = date.fromordinal(fact.due_on.toordinal() - days)
    assert list(shown_guards.date_faults(fact.due_on, right, today)) == []
    wrong = dataclasses.replace(right, overdue=not right.overdue)
    found = list(shown_guards.date_faults(fact.due_on, wrong, today))
    assert found == [f"due for a check on {wording.day(fact.due_on)}, and shown as {shown}"]


PARTS = {
    "all_outcomes": "tiny/outcome/o1",
    "all_safety": "tiny/safety/h1",
    "all_events": "tiny/regulatory/r1",
    "all_trials": "tiny/trial/nct00000001",
    "all_access": "tiny/access/a1",
}


@pytest.mark.parametrize(("part", "fact_id"), PARTS.items())
def test_every_kind_of_fact_is_asked_for_its_day(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch, part: str, fact_id: str
) -> None:
    real = shown_guards.passport

    def overdue(data: Dataset, fact: Any, today: date) -> Any:
        shown = real(data, fact, today)
        return dataclasses.replace(shown, overdue=True) if fact.fact_id == fact_id else shown

    monkeypatch.setattr(shown_guards, "passport", overdue)
    assert [found for found, _ in shown_guards.shown_faults(dataset, TODAY)] == [fact_id], part


def test_every_kind_of_number_is_asked_for_its_label(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in ("all_outcomes", "all_safety", "all_participants"):
        first, *others = getattr(dataset, part)
        with monkeypatch.context() as patch:
            patch.setattr(dataset, part, (dataclasses.replace(first, evidence=None), *others))
            assert list(shown_guards.shown_faults(dataset, TODAY)) == [(first.fact_id, shown_guards.NO_LABEL)]


def test_the_measure_of_every_result_is_asked_for_its_survival(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(*arguments: Any) -> Measure:
        return dataclasses.replace(outcome_measure(*arguments), caveats=())

    monkeypatch.setattr(shown_guards, "outcome_measure", silent)
    found = [fact_id for fact_id, _ in shown_guards.shown_faults(dataset, TODAY)]
    assert found == ["tiny/outcome/o1", "tiny/outcome/o6"]


PLACES = {
    "tiny/outcome/o3": ("outcomes[2]", "id: o3"),
    "tiny/safety/h2": ("safety[1]", "id: h2"),
    "tiny/participants/p2/checked": ("participants[1]", "id: p2"),
    "tiny/regulatory/r4": ("regulatory[3]", "id: r4"),
    "tiny/trial/nct00000001": ("trials[0]", "nct: NCT00000001"),
    "tiny/trial/t2": ("trials[1]", "id: t2"),
    "tiny/access/a2": ("access[1]", "id: a2"),
}


@pytest.mark.parametrize("fact_id", PLACES)
def test_the_check_tells_it_at_the_fact_in_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fact_id: str
) -> None:
    monkeypatch.setattr(checking, "shown_faults", lambda *_: iter([(fact_id, "shown wrongly")]))
    folder = copied(tmp_path)
    curated, faults = checking.check(folder, TODAY)
    assert curated is None
    path, line = PLACES[fact_id]
    assert [(fault.file, fault.path, fault.wrong) for fault in faults] == [(folder / THERAPY, path, "shown wrongly")]
    assert line in faults[0].file.read_text(encoding="utf-8").splitlines()[faults[0].line - 1]
    assert "mend the fact" in faults[0].right


def test_the_check_asks_for_today_and_for_the_day_when_all_is_overdue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in (TODAY, date.max):
        seen: list[date] = []

        def found(_: Dataset, today: date, day: date = day, seen: list[date] = seen) -> Iterator[tuple[str, str]]:
            seen.append(today)
            return iter([("tiny/outcome/o1", "shown wrongly")] if today == day else [])

        monkeypatch.setattr(checking, "shown_faults", found)
        folder = copied(tmp_path / day.isoformat())
        assert [fault.wrong for fault in checking.check(folder, TODAY)[1]] == ["shown wrongly"]
        assert seen == [TODAY, date.max]


def test_the_check_says_what_the_files_have_wrong_and_nothing_of_what_they_have_right(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    curated, faults = checking.check(folder, TODAY)
    assert curated is not None and faults == []
    (folder / "glossary.yaml").unlink()
    curated, faults = checking.check(folder, TODAY)
    assert curated is None
    assert [fault.file.name for fault in faults] == ["glossary.yaml"]
