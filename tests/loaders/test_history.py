"""A build writes down what facts said before: all of what changed, nothing of what was only written otherwise."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from loaders import history
from loaders.__main__ import main
from loaders.building import arrow_table, build, build_and_record
from loaders.curated import read_curated
from loaders.history import Entry, HistoryDamagedError
from loaders.parquet import publish, read_release
from loaders.tables import TABLES
from tests.loaders.conftest import TODAY, small_set

ONE, TWO, THREE = date(2026, 11, 26), date(2026, 11, 27), date(2026, 12, 1)
Edit = tuple[str, str]
ORPHAN = ("event: orphan-drug\n    date: 2022-03-15", "event: orphan-drug\n    date: 2022-03-16")
NOTE = ("The company says it is for acute lymphoblastic leukemia.", "The company says it is for one kind of leukemia.")


class Kept:
    """A folder with curated files, a release and its history."""

    def __init__(self, curated: Path, folder: Path) -> None:
        self.curated, self.release, self.history = curated, folder / "release", folder / "history"
        self.sofi = curated / "therapies" / "wu-cart-007.yaml"

    def edit(self, *edits: Edit) -> None:
        text = self.sofi.read_text(encoding="utf-8")
        for old, new in edits:
            assert old in text, old
            text = text.replace(old, new, 1)
        self.sofi.write_text(text, encoding="utf-8")

    def build(self, day: date) -> str:
        curated, faults = read_curated(self.curated, TODAY)
        assert curated is not None, faults
        return build_and_record(curated, self.release, self.history, day).recorded

    def entries(self, day: date) -> list[tuple[str, Any]]:
        found = next(one for one in history.read(self.history) if one.day == day)
        return [(one.table, one.before) for one in found.entries]

    def files(self) -> list[str]:
        return sorted(path.name for path in self.history.iterdir())


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with curated files and their first release: each test has a copy of it."""
    folder = tmp_path_factory.mktemp("begun")
    assert Kept(small_set(folder / "curated"), folder).build(ONE) == ""
    return folder


@pytest.fixture
def kept(begun: Path, tmp_path: Path) -> Kept:
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    return Kept(tmp_path / "curated", tmp_path)


def test_the_first_build_over_a_release_marks_the_beginning(kept: Kept) -> None:
    before = read_release(kept.release).release
    assert "No fact differs" in kept.build(ONE)
    assert [(one.day, one.release_before, one.entries) for one in history.read(kept.history)] == [(ONE, before, ())]
    assert kept.build(TWO) == "Nothing in the facts is other than before."
    assert kept.files() == ["2026-11-26.json"]


def test_what_changed_is_written_down_and_nothing_else(kept: Kept) -> None:
    kept.build(ONE)
    kept.edit(ORPHAN, ("enrollment: 125", "enrollment: 130"))
    assert "2 facts differ" in kept.build(TWO)
    assert kept.entries(TWO) == [
        ("regulatory_events", {"date": "2022-03-15", "date_start": "2022-03-15"}),
        ("trials", {"enrollment": 125}),
    ]
    assert kept.entries(ONE) == []


def test_builds_of_one_day_fold_together(kept: Kept) -> None:
    kept.build(ONE)
    kept.edit(ORPHAN)
    kept.build(TWO)
    kept.edit(("2022-03-16", "2022-03-17"), NOTE)
    kept.build(TWO)
    assert kept.entries(TWO) == [
        ("regulatory_events", {"date": "2022-03-15", "date_start": "2022-03-15", "note": NOTE[0]}),
    ]
    kept.edit(("2022-03-17", "2022-03-15"), (NOTE[1], NOTE[0]))
    assert kept.build(TWO) == "Nothing in the facts is other than before."
    assert kept.files() == ["2026-11-26.json"]


def test_a_later_day_has_a_file_of_its_own(kept: Kept) -> None:
    kept.build(ONE)
    kept.edit(ORPHAN)
    kept.build(TWO)
    kept.edit(("2022-03-16", "2022-03-17"))
    kept.build(THREE)
    assert kept.entries(TWO)[0][1]["date"] == "2022-03-15"
    assert kept.entries(THREE)[0][1]["date"] == "2022-03-16"


def test_another_way_of_writing_the_same_is_no_change(kept: Kept) -> None:
    kept.build(ONE)
    text = kept.sofi.read_text(encoding="utf-8")
    cautions = text[text.index("\ncautions:\n") + 11 : text.index("\ncall_notes:")]
    items = cautions.split("\n  - ")
    turned = "\n  - ".join([f"  - {items[-1]}".strip("\n"), *items[1:-1], items[0].removeprefix("  - ")])
    kept.edit(
        ("countries: [AU, US]", "countries: [US,   AU]"),
        ("percent: 90.9", "percent: 90.90"),
        (
            "- {facility: Children's Hospital of Atlanta, city: Atlanta, region: Georgia, country: US,\n",
            "- {facility: Children's Hospital of Atlanta,  city: Atlanta,\n         region: Georgia, country: US,\n",
        ),
        (cautions, turned.replace("  -   - ", "  - ")),
        (NOTE[0], f'"{NOTE[0].replace(" for ", "   for ")}"'),
    )
    assert kept.build(TWO) == "Nothing in the facts is other than before."


def test_a_stopped_build_is_made_good_by_the_next_one(kept: Kept) -> None:
    kept.build(ONE)
    there = shutil.copytree(kept.release, kept.release.with_name("there"))
    kept.edit(ORPHAN)
    kept.build(TWO)
    # As if it had been stopped after the history and before the release.
    shutil.rmtree(kept.release)
    shutil.copytree(there, kept.release)
    kept.edit(("enrollment: 125", "enrollment: 130"))
    kept.build(THREE)
    assert kept.files() == ["2026-11-26.json", "2026-11-27.json"]
    assert [table for table, _ in kept.entries(TWO)] == ["regulatory_events", "trials"]


def test_a_release_much_older_than_the_history_records_nothing(kept: Kept) -> None:
    kept.build(ONE)
    there = shutil.copytree(kept.release, kept.release.with_name("there"))
    kept.edit(ORPHAN)
    kept.build(TWO)
    kept.edit(NOTE)
    kept.build(THREE)
    before = [path.read_text() for path in sorted(kept.history.iterdir())]
    shutil.rmtree(kept.release)
    shutil.copytree(there, kept.release)
    assert kept.build(THREE).startswith("Nothing recorded: 2 days of history are newer")
    assert [path.read_text() for path in sorted(kept.history.iterdir())] == before


def test_a_lost_file_is_missed_before_anything_is_written(kept: Kept) -> None:
    kept.build(ONE)
    kept.edit(ORPHAN)
    kept.build(TWO)
    (kept.history / "2026-11-27.json").unlink()
    published = read_release(kept.release).release
    with pytest.raises(HistoryDamagedError, match=r"2026-11-27\.json back"):
        kept.build(TWO)
    assert read_release(kept.release).release == published


@pytest.mark.parametrize("text", ["<<<<<<< HEAD\n{}\n=======\n", "{}", '{"release_before": "x", "facts": [{}]}', "[]"])
def test_a_damaged_file_is_named_with_what_to_do(kept: Kept, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    kept.build(ONE)
    (kept.history / "2026-11-26.json").write_text(text)
    arguments = ["--curated", str(kept.curated), "--to", str(kept.release), "--history", str(kept.history)]
    assert main(["build", *arguments]) == 1
    said = capsys.readouterr().err
    assert "2026-11-26.json cannot be read" in said
    assert "build again" in said


def test_columns_and_tables_of_another_data_version_are_no_change(kept: Kept) -> None:
    tables = dict(read_release(kept.release).tables)
    tables["outcomes"] = tables["outcomes"].drop_columns(["assessed_by"])
    tables["trials"] = tables["trials"].append_column("colour", pa.array(["blue"] * tables["trials"].num_rows))
    del tables["participants"], tables["history"], tables["history_days"]
    publish(tables, kept.release, "2026-11-01")
    kept.edit(ORPHAN)
    kept.build(ONE)
    assert [table for table, _ in kept.entries(ONE)] == ["regulatory_events"]


def test_a_release_that_cannot_be_read_is_replaced_without_a_word_of_changes(kept: Kept) -> None:
    kept.build(ONE)
    kept.edit(ORPHAN)
    next(kept.release.glob("trials-*.parquet")).write_bytes(b"x")
    assert kept.build(TWO) == ""
    assert kept.files() == ["2026-11-26.json"]
    assert read_release(kept.release).tables["history_days"].num_rows == 1


def test_the_history_and_the_files_make_the_same_release_anywhere(kept: Kept, tmp_path: Path) -> None:
    kept.build(ONE)
    kept.edit(ORPHAN, NOTE)
    kept.build(TWO)
    curated, _ = read_curated(kept.curated, TODAY)
    assert curated is not None
    build(curated, tmp_path / "anew", history.read(kept.history))
    assert {path.name for path in (tmp_path / "anew").iterdir()} == {path.name for path in kept.release.iterdir()}
    assert read_release(tmp_path / "anew").fingerprint == read_release(kept.release).fingerprint


def sites(*rows: dict[str, Any]) -> dict[str, pa.Table]:
    known = {"therapy_id": "x", "trial_id": "x/trial/t", "country": "US", "checked_on": ONE, "due_on": TWO}
    full = [{**known, "fact_id": f"x/trial/t/site/{place}", **row} for place, row in enumerate(rows, 1)]
    return {"sites": arrow_table(TABLES["sites"], full)}


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ([{"city": "A"}, {"city": "B"}], [{"city": "B"}, {"city": "A"}], []),
        ([{"city": "A"}, {"city": "B"}], [{"city": "B"}], [("A", True)]),
        ([{"city": "A"}], [{"city": "C"}, {"city": "A"}], [("C", False)]),
        ([{"city": "A"}, {"city": "A"}], [{"city": "A"}], [("A", True)]),
        # hospitals of one town without names
        ([{"city": "A", "status": "X"}, {"city": "A"}], [{"city": "A"}, {"city": "A", "status": "X"}], []),
        (
            [{"city": "A", "status": "X"}, {"city": "A"}, {"city": "A", "status": "Y"}],
            [{"city": "A"}, {"city": "A", "status": "Z"}, {"city": "A", "status": "X"}],
            [("A", True)],
        ),
        (
            [{"city": "A", "status": "X"}, {"city": "A", "status": "Y"}, {"city": "A", "status": "Z"}],
            [{"city": "A", "status": "Z"}, {"city": "A", "status": "Y"}],
            [("A", True)],
        ),
    ],
)
def test_a_place_in_a_list_is_no_name(before: list[Any], after: list[Any], changed: list[tuple[str, bool]]) -> None:
    found = history.differences(history.state(sites(*before)), history.state(sites(*after)))
    assert [(json.loads(one.key)["city"], one.before is not None) for one in found] == changed


def test_going_back_gives_what_was_there(small: Path) -> None:
    before, after = (
        history.state(sites(*rows))
        for rows in (
            [{"city": "A"}, {"city": "B", "status": "RECRUITING"}, {"city": "B"}],
            [{"city": "C"}, {"city": "B"}, {"city": "B", "status": "COMPLETED"}],
        )
    )
    found = history.differences(before, after)
    back = history.rewound(after, found)
    assert history.differences(before, back) == ()
    assert history.rewound(back, found) == back, "once more changes nothing"


def test_a_file_reads_as_it_was_written(tmp_path: Path) -> None:
    entries = (
        Entry("sites", history.key_text({"city": "Zürich “x”", "nth": 2}), {"status": None, "lat": 47.1}),
        Entry("cautions", history.key_text({"text": "a"}), None),
    )
    made = history.HistoryDay(ONE, "2026-11-22-abc", entries)
    history.write(tmp_path, made)
    assert history.read(tmp_path) == (made,)
    assert history.read(tmp_path / "nowhere") == ()
