"""The dataset keeps types, finds by key, and never leaves the last good release for a broken one."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from loaders.parquet import ReleaseRefusedError, publish, read_release
from loaders.tables import TABLES
from therapies import shelf as shelves
from therapies.dataset import Dataset
from therapies.facts import RECORDS
from therapies.shelf import EMBEDDED, Shelf


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EMBEDDED, tmp_path / "release"))


@pytest.fixture
def shelf(release: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A shelf that looks again at every question."""
    monkeypatch.setattr(shelves, "_LOOK_AGAIN_SECONDS", 0.0)
    return Shelf(release)


def publish_another(release: Path, day: str = "2027-01-02") -> str:
    """The same tables, built on another day; its name."""
    return publish(dict(read_release(EMBEDDED).tables), release, day)


@pytest.mark.parametrize("name", list(TABLES))
def test_records_have_the_columns_of_their_table_in_order(name: str) -> None:
    assert list(vars(RECORDS[name])["__dataclass_fields__"]) == [column.name for column in TABLES[name].columns]


def test_types_survive(dataset: Dataset) -> None:
    sofi = dataset.outcomes("wu-cart-007")[0]
    assert (sofi.responders, sofi.n) == (10, 11)
    assert isinstance(sofi.n, int)
    assert isinstance(sofi.due_on, date)
    assert dataset.therapies["wu-cart-007"].targets == ("CD7",)
    assert dataset.therapies["wu-cart-007"].brand_name is None


def test_facts_are_found_by_their_keys(dataset: Dataset) -> None:
    trial = next(trial for trial in dataset.trials("wu-cart-007") if trial.nct == "NCT06514794")
    assert len(dataset.sites(trial.fact_id)) == 17
    breakthrough = next(e for e in dataset.events("wu-cart-007") if e.event == "breakthrough-therapy")
    roles = [(citation.role, citation.says) for citation in dataset.citations(breakthrough.fact_id)]
    assert roles == [("supports", None)] * 3 + [("disagrees", "2026-03")]
    assert dataset.outcomes("nobody") == ()
    assert dataset.title("stage", None) == "not stated"
    with pytest.raises(KeyError):
        dataset.word("stage", "nonsense")


def test_every_code_has_its_word(dataset: Dataset) -> None:
    for outcome in dataset.all_outcomes:
        assert dataset.word("endpoint", outcome.endpoint).title
    for event in dataset.all_events:
        assert dataset.word("regulatory_event", event.event).plain
        assert dataset.word("agency", event.agency).title
    for fact in dataset.all_safety:
        assert dataset.word("safety_event", fact.event).title


def test_a_newer_release_is_taken_up(shelf: Shelf, release: Path) -> None:
    first = shelf.dataset()
    assert shelf.dataset() is first
    newer = publish_another(release)
    assert newer != first.release
    assert shelf.dataset().release == newer


def test_a_broken_newer_release_leaves_the_last_good_one(shelf: Shelf, release: Path) -> None:
    good = shelf.dataset()
    publish_another(release)
    next(release.glob("outcomes-*.parquet")).unlink()
    assert shelf.dataset() is good
    assert shelf.warning is not None
    assert "outcomes" in shelf.warning
    shutil.rmtree(release)
    assert shelf.dataset() is good
    shutil.copytree(EMBEDDED, release)
    assert shelf.dataset().release == good.release
    assert shelf.warning is None


def test_an_error_that_nobody_foresaw_leaves_the_last_good_one(shelf: Shelf, release: Path) -> None:
    good = shelf.dataset()
    (release / "manifest.json").write_text("[" * 100_000)
    assert shelf.dataset() is good
    assert shelf.warning


def test_without_any_good_release_the_reason_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReleaseRefusedError, match="No therapy data were found"):
        Shelf(tmp_path).dataset()


def test_the_place_can_be_given_by_the_environment(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = publish_another(release)
    monkeypatch.setenv("THERAPY_DATA", release.as_uri())
    assert shelves.open().release == there
    assert Shelf().dataset().release == there
