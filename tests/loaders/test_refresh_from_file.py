"""A downloaded file gives the same copy as the connection; a file that is not what it should be is refused in words."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from loaders.__main__ import main
from loaders.json_pieces import PIECE
from loaders.registry_file import file_studies
from loaders.registry_shelf import newest
from loaders.registry_tables import COPY_TABLES
from tests.registry_stub.server import HTML, Register
from tests.registry_stub.studies import nct, study

STUDIES = [study(number) for number in range(40)]
NEWEST = max(one["protocolSection"]["statusModule"]["lastUpdatePostDateStruct"]["date"] for one in STUDIES)
# The columns of the website's download, with a row for a trial, an observational study and one with odd values.
COLUMNS = (
    *("NCT Number", "Study Title", "Study URL", "Acronym", "Study Status", "Brief Summary", "Study Results"),
    *("Conditions", "Interventions", "Primary Outcome Measures", "Secondary Outcome Measures"),
    *("Other Outcome Measures", "Sponsor", "Collaborators", "Sex", "Age", "Phases", "Enrollment", "Funder Type"),
    *("Study Type", "Study Design", "Other IDs", "Start Date", "Primary Completion Date", "Completion Date"),
    *("First Posted", "Results First Posted", "Last Update Posted", "Locations", "Study Documents"),
)
ROW = {
    "NCT Number": "NCT00000001",
    "Study Title": 'Cells, "ready" & <b>bold</b>',
    "Study Status": "RECRUITING",
    "Study Results": "NO",
    "Conditions": "T-ALL|T-LBL",
    "Interventions": "BIOLOGICAL: WU-CART-007|DRUG: Cyclophosphamide: low|Something",
    "Sponsor": "Sponsor",
    "Collaborators": "One|Two",
    "Sex": "ALL",
    "Age": "CHILD, ADULT",
    "Phases": "NA",
    "Enrollment": "44",
    "Funder Type": "INDUSTRY",
    "Study Type": "INTERVENTIONAL",
    "Other IDs": "ORG-1|2020-001",
    "Start Date": "2024-03",
    "Last Update Posted": "2026-11-02",
    "Locations": (
        "Hospital, Ward 3, St. Louis, Missouri, 63110, United States|Clinic, Lyon, France"
        "|Ward, Seoul, Korea, Republic of"
    ),
}


@pytest.fixture
def load(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Load a file with this name and content: the result, and what was said."""

    def load(name: str, content: bytes, *options: str) -> tuple[int, str]:
        (tmp_path / name).write_bytes(content)
        result = main(["refresh", "--to", str(tmp_path / "copies"), "--from", str(tmp_path / name), *options])
        return result, capsys.readouterr().err

    return load


def tables(folder: Path) -> dict[str, list[dict[str, Any]]]:
    copy = newest(folder)
    assert copy is not None
    return {name: pq.read_table(copy.folder / f"{name}.parquet").to_pylist() for name in COPY_TABLES}


def as_csv(*rows: dict[str, str]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def as_zip(path: Path, members: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path.read_bytes()


@pytest.mark.parametrize("form", ["array", "object", "with a mark in front", "zip of studies", "zip of an array"])
def test_each_form_gives_the_copy_that_the_connection_gives(
    load: Callable[..., tuple[int, str]], tmp_path: Path, form: str
) -> None:
    array = json.dumps(STUDIES, ensure_ascii=False).encode()
    members = {f"{nct(number)}.json": json.dumps(one).encode() for number, one in enumerate(STUDIES)}
    content = {
        "array": lambda: array,
        "object": lambda: b'{"nextPageToken": "x", "studies": ' + array + b"}",
        "with a mark in front": lambda: b"\xef\xbb\xbf \n" + array,
        "zip of studies": lambda: as_zip(tmp_path / "a.zip", {"readme.txt": b"x", **members}),
        "zip of an array": lambda: as_zip(tmp_path / "a.zip", {"ctg-studies.json": array}),
    }[form]()
    assert load("download", content)[0] == 0
    with Register(40) as register:
        address = ["--base-url", register.url, "--pause", "0"]
        assert main(["refresh", "--to", str(tmp_path / "fetched"), "--all", *address]) == 0
    assert tables(tmp_path / "copies") == tables(tmp_path / "fetched")
    copy = newest(tmp_path / "copies")
    assert copy is not None
    assert copy.folder.name == copy.manifest["as_of"] == NEWEST, "never said to be newer than its newest record"
    assert copy.manifest["source"]["kind"] == "file"


def test_a_record_of_the_future_makes_no_copy_of_the_future(
    load: Callable[..., tuple[int, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THERAPY_TODAY", "2026-11-26")
    result, said = load(
        "ctg-studies.csv", as_csv(ROW, {"NCT Number": "NCT00000002", "Last Update Posted": "9999-12-31"})
    )
    assert result == 1
    assert "A record of the file is dated 9999-12-31, which is after today." in said
    assert newest(tmp_path / "copies") is None
    result, _ = load("ctg-studies.csv", as_csv(ROW, {"NCT Number": "NCT00000002", "Last Update Posted": "2026-11-27"}))
    assert result == 0, "it may be tomorrow there already"


def test_a_csv_says_less_and_that_is_kept_apart_from_no_limit(
    load: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    observational = {"NCT Number": "NCT00000002", "Study Type": "OBSERVATIONAL", "Enrollment": "many", "Sex": "FEMALE"}
    result, _ = load("ctg-studies.csv", b"\xef\xbb\xbf" + as_csv(ROW, observational))
    assert result == 0
    found = tables(tmp_path / "copies")
    first, second = found["studies"]
    assert (first["phases"], second["phases"]) == (["NA"], None)
    assert (first["start"], first["start_precision"], first["start_type"]) == ("2024-03", "month", None)
    assert (first["enrollment_count"], second["enrollment_count"]) == (44, None)
    assert (first["brief_title"], first["collaborators"], first["org_study_id"]) == (
        ROW["Study Title"],
        ["One", "Two"],
        "ORG-1",
    )
    assert [(row["type"], row["name"]) for row in found["interventions"]] == [
        ("BIOLOGICAL", "WU-CART-007"),
        ("DRUG", "Cyclophosphamide: low"),
        (None, "Something"),
    ]
    assert [row["country"] for row in found["sites"]] == ["United States", "France", "Korea, Republic of"]
    assert {row["status"] for row in found["sites"]} == {None}
    assert [row["condition"] for row in found["conditions"]] == ["T-ALL", "T-LBL"]
    assert not any(row["limits_known"] for row in found["eligibility"])
    assert found["eligibility"][0]["std_ages"] == ["CHILD", "ADULT"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty", b" \n", "empty"),
        ("page.json", HTML, "a web page"),
        ("picture.csv", b"\x89PNG", "neither JSON nor CSV nor zip"),
        ("cut.json", json.dumps(STUDIES).encode()[:-500], "cut off or is not JSON"),
        ("none.json", b'{"studies": []}', "No study was found"),
        ("none.csv", as_csv(), "No study was found"),
        ("other.json", b'[{"a": 1}, {"b": 2}]', "2 of 2 studies cannot be read"),
        ("cut.csv", as_csv(ROW, {**ROW, "NCT Number": "NCT00000002"})[:-120], "cut off or damaged"),
        ("few.csv", b"NCT Number,Study Title\r\nNCT00000001,x\r\n", "has no column 'Study Status'"),
        ("latin.csv", as_csv(ROW) + "é".encode("latin-1"), "cut off or damaged"),
        ("cut.zip", b"PK\x03\x04nothing", "is damaged"),
    ],
)
def test_what_is_no_file_of_studies_is_refused(
    load: Callable[..., tuple[int, str]], tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    result, said = load(name, content)
    assert result == 1
    assert words in said
    assert "What still works: " in said
    assert "What to do: " in said
    assert newest(tmp_path / "copies") is None


def test_a_damaged_member_of_a_zip_is_found(load: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    content = bytearray(as_zip(tmp_path / "a.zip", {"a.json": json.dumps(STUDIES).encode()}))
    content[len(content) // 2] ^= 255
    result, said = load("b.zip", bytes(content))
    assert (result, "damaged" in said) == (1, True)


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["refresh", "--to", str(tmp_path), "--from", str(tmp_path / "gone.json")]) == 1
    assert "gone.json cannot be read: No such file" in capsys.readouterr().err


def test_the_day_of_download_may_be_given_and_must_be_where_no_record_has_one(
    load: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    bare = json.dumps({"protocolSection": {"identificationModule": {"nctId": nct(0)}}}).encode()
    result, said = load("one.json", bare)
    assert (result, "Add --as-of YYYY-MM-DD" in said) == (1, True)
    assert load("one.json", bare, "--as-of", "2026-11-21")[0] == 0
    copy = newest(tmp_path / "copies")
    assert copy is not None
    assert copy.folder.name == "2026-11-21"
    assert tables(tmp_path / "copies")["eligibility"] == [], "nothing said of who may take part: no row that says so"


def test_an_older_file_does_not_take_the_place_of_a_newer_copy(load: Callable[..., tuple[int, str]]) -> None:
    content = json.dumps(STUDIES).encode()
    assert load("a.json", content, "--as-of", "2026-11-21")[0] == 0
    result, said = load("a.json", content, "--as-of", "2025-01-01")
    assert (result, "the copy of 2026-11-21 with 40 studies stays in use" in said) == (0, True)


def test_since_never_goes_on_from_a_file(load: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    assert load("a.json", json.dumps(STUDIES).encode())[0] == 0
    with Register(40) as register:
        address = ["--to", str(tmp_path / "copies"), "--base-url", register.url, "--pause", "0"]
        assert main(["refresh", *address, "--all", "--since"]) == 0
        assert "filter.advanced" not in register.asked[0]


@pytest.mark.parametrize("packed", [False, True], ids=["json", "zip"])
def test_a_large_file_is_never_read_as_a_whole(tmp_path: Path, packed: bool) -> None:
    large = {"resultsSection": {"moreInfoModule": {"text": 'x \\" ]}, {' * 3000}}}
    content = json.dumps([{**study(number), **large} for number in range(120)])
    path = tmp_path / "all"
    if packed:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("all.json", content)
    else:
        path.write_text(content)
    batches = list(file_studies(path))
    assert [one.nct for studies, _ in batches for one in studies] == [nct(number) for number in range(120)]
    assert not any(odd for _, odd in batches)
    most = max(len(studies) for studies, _ in batches)
    assert most * len(content) / 120 < 2 * PIECE < len(content)
