"""A copy made from a file says less: what it does not hold is told as no change, and the page says so."""

import csv
import json
from pathlib import Path

import msgspec
import pytest

from loaders.__main__ import main
from loaders.registry_shelf import copies
from loaders.registry_study import Study
from tests.register_copy import CHICAGO, ST_LOUIS, copy, site, study
from tests.releases import RELEASE
from therapies.study_register import StudyRegister
from therapies.what_changed import OF_COPIES, WhatChanged, what_changed

STUDY = study(
    1,
    "Cells",
    status="SUSPENDED",
    why_stopped="Supply",
    ages=("1 Year", "30 Years"),
    sites=[site(ST_LOUIS), site(CHICAGO, "SUSPENDED")],
    days=("2026-03", "2027-03-01", "2028"),
    people=30,
)
OTHER = study(2, "Other cells", sites=[site(ST_LOUIS)])
ROW = {
    "NCT Number": STUDY.nct,
    "Study Title": "Cells",
    "Study Status": "SUSPENDED",
    "Conditions": "T-cell Acute Lymphoblastic Leukemia",
    "Sponsor": "Example Bio",
    "Phases": "PHASE1|PHASE2",
    "Enrollment": "30",
    "Study Type": "INTERVENTIONAL",
    "Start Date": "2026-03",
    "Primary Completion Date": "2027-03-01",
    "Completion Date": "2028",
    "Last Update Posted": "2026-11-01",
    "Locations": "Barnes, St. Louis, Missouri, 63110, United States|Lakeside, Chicago, Illinois, United States",
}
NO_SITES = "came from a file (CSV) that does not hold sites with their status, age limits or why a study was stopped"
OF_FILE = "copy came from a file. A study that is not in that file is not said to be"


def from_csv(folder: Path, day: str, **cells: str | None) -> None:
    """A copy from the website's CSV with one row, in which these cells are others; None: without that column."""
    row = {name: text for name, text in {**ROW, **cells}.items() if text is not None}
    path = folder.with_suffix(".csv")
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, row)
        writer.writeheader()
        writer.writerow(row)
    assert main(["refresh", "--to", str(folder), "--from", str(path), "--as-of", day]) == 0


def from_json(folder: Path, day: str, studies: list[Study]) -> None:
    path = folder.with_suffix(".json")
    path.write_text(json.dumps(msgspec.to_builtins(studies)))
    assert main(["refresh", "--to", str(folder), "--from", str(path), "--as-of", day]) == 0


def compared(folder: Path) -> WhatChanged:
    new, old = (StudyRegister(found, RELEASE) for found in copies(folder))
    return what_changed(RELEASE, old, new, None, None)


@pytest.mark.parametrize("first", ["register", "csv"])
def test_what_a_csv_does_not_hold_is_no_change_and_that_is_said(tmp_path: Path, first: str) -> None:
    days = {"register": "2026-11-01", "csv": "2026-11-20"}
    if first == "csv":
        days = {"csv": "2026-11-01", "register": "2026-11-20"}
    copy(tmp_path / "copies", [STUDY, OTHER], days["register"])
    from_csv(tmp_path / "copies", days["csv"])
    found = compared(tmp_path / "copies")
    assert found.changes == ()
    said, of_file = found.not_held
    assert said.startswith(f"The copy of {'20' if first == 'register' else '1'} November 2026 {NO_SITES}")
    assert of_file == (f"The newer {OF_FILE} gone." if first == "register" else f"The earlier {OF_FILE} new.")


@pytest.mark.parametrize("missing", ["Sponsor", "Phases", "Enrollment", "Start Date", "Completion Date", "Locations"])
def test_a_column_that_a_csv_does_not_have_is_no_change(tmp_path: Path, missing: str) -> None:
    copy(tmp_path / "copies", [STUDY], "2026-11-01")
    from_csv(tmp_path / "copies", "2026-11-20", **{missing: None})
    assert compared(tmp_path / "copies").changes == ()


def test_what_a_csv_does_hold_is_compared(tmp_path: Path) -> None:
    copy(tmp_path / "copies", [STUDY], "2026-11-01")
    cells = {"Study Status": "TERMINATED", "Enrollment": "12", "Start Date": "2026-05", "Phases": "PHASE1"}
    from_csv(tmp_path / "copies", "2026-11-20", **cells)
    assert [(one.kind, one.before, one.after) for one in compared(tmp_path / "copies").changes] == [
        ("status", "Suspended", "Ended early"),
        ("number of people", "30", "12"),
        ("dates", "Start: March 2026", "Start: May 2026"),
        ("phase", "Phase 1/2", "Phase 1"),
    ]


def test_two_csv_copies_are_compared_in_what_they_hold(tmp_path: Path) -> None:
    from_csv(tmp_path / "copies", "2026-11-01")
    from_csv(tmp_path / "copies", "2026-11-20", Enrollment="12", Locations="Barnes, St. Louis, United States")
    found = compared(tmp_path / "copies")
    assert [one.kind for one in found.changes] == ["number of people"]
    (said,) = found.not_held
    assert said.startswith("The copies of 1 November 2026 and 20 November 2026 came from a file")


def test_a_json_file_holds_all_of_a_study_but_maybe_not_all_studies(tmp_path: Path) -> None:
    copy(tmp_path / "copies", [STUDY, OTHER], "2026-11-01")
    moved = study(2, "Other cells", sites=[site(ST_LOUIS, "COMPLETED")])
    from_json(tmp_path / "copies", "2026-11-20", [moved, study(3, "Comes new")])
    found = compared(tmp_path / "copies")
    assert [(one.title, one.about) for one in found.changes] == [
        ("Other cells", "site closed to new people"),
        ("Comes new", "new in the copy"),
    ]
    assert found.not_held == (f"The newer {OF_FILE} gone.",)
    from_json(tmp_path / "copies", "2026-11-21", [moved])
    new, old, _ = (StudyRegister(one, RELEASE) for one in copies(tmp_path / "copies"))
    again = what_changed(RELEASE, old, new, None, None)
    assert [(one.title, one.about) for one in again.changes] == [("Comes new", "no longer in the copy")]
    # Two files: what left the second one may still be in the register, and that is said.
    assert again.not_held == ()
    assert again.care == OF_COPIES
