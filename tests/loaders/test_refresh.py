"""A refresh brings everything, once, in the register's own words; also when killed, and when only news is asked for."""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from loaders import registry_copy
from loaders.__main__ import main
from loaders.curated import read_curated
from loaders.registry_questions import curated_questions
from loaders.registry_shelf import newest
from loaders.registry_tables import COPY_TABLES, COPY_VERSION
from tests.loaders.conftest import ROOT, TODAY
from tests.registry_stub.server import Register
from tests.registry_stub.studies import CONTACTS, nct, study

QUICK = ["--pause", "0", "--first-wait", "0.01", "--timeout", "10"]


@pytest.fixture(scope="module")
def large() -> Iterator[Register]:
    with Register(3000) as register:
        yield register


@pytest.fixture
def register() -> Iterator[Register]:
    with Register(60) as register:
        yield register


@pytest.fixture(scope="module")
def whole(large: Register, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the register of 3,000 studies."""
    folder = tmp_path_factory.mktemp("registry")
    assert refresh(large, folder, "--all") == 0
    return folder


def refresh(register: Register, folder: Path, *options: str) -> int:
    return main(["refresh", "--to", str(folder), "--base-url", register.url, *QUICK, *options])


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    copy = newest(folder)
    assert copy is not None
    return pq.read_table(copy.folder / f"{table}.parquet").to_pylist()


def hashes(folder: Path) -> dict[str, str]:
    copy = newest(folder)
    assert copy is not None
    return {name: copy.manifest["tables"][name]["sha256"] for name in COPY_TABLES}


def seen(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_everything_is_there_once_and_correct(large: Register, whole: Path) -> None:
    studies = {row["nct"]: row for row in rows(whole, "studies")}
    assert len(studies) == len(rows(whole, "studies")) == 3000
    sites = rows(whole, "sites")
    assert len(sites) == sum(number % 6 for number in range(3000))
    for number in random.Random(5).sample(range(3000), 200):
        record, row = study(number)["protocolSection"], studies[nct(number)]
        assert row["brief_title"] == record["identificationModule"]["briefTitle"]
        assert row["overall_status"] == record["statusModule"]["overallStatus"]
        assert row["phases"] == record["designModule"].get("phases")
        assert row["start"] == record["statusModule"]["startDateStruct"]["date"]
        assert row["enrollment_count"] == record["designModule"].get("enrollmentInfo", {}).get("count")
    assert len(large.clients) == 1, "one connection"
    copy = newest(whole)
    assert copy is not None
    manifest = copy.manifest
    assert (manifest["data_timestamp"], manifest["as_of"]) == ("2026-11-20T09:00:06", "2026-11-20")
    assert manifest["questions"] == [{}]
    for name, table in COPY_TABLES.items():
        stored = pq.read_table(copy.folder / f"{name}.parquet")
        assert stored.schema.equals(table.schema)
        assert manifest["tables"][name]["rows"] == stored.num_rows
        for column in table.columns:
            assert column.nullable or stored[column.name].null_count == 0
        keys = list(zip(*(stored[key].to_pylist() for key in table.key), strict=True))
        assert len(set(keys)) == len(keys)


def test_what_is_not_stated_stays_apart_from_what_is(whole: Path) -> None:
    studies = {row["nct"]: row for row in rows(whole, "studies")}
    assert studies[nct(0)]["phases"] == ["NA"], "not applicable is not missing"
    assert studies[nct(7)]["phases"] is None
    precisions = {row["start"]: row["start_precision"] for row in studies.values()}
    assert precisions == {"2024-03-05": "day", "2019-07": "month", "2001": "year", "2026-02-28": "day"}
    assert {row["start_type"] for row in studies.values()} == {"ACTUAL", None}
    assert {row["status"] for row in rows(whole, "sites")} == {"RECRUITING", None}
    assert studies[nct(7)]["enrollment_count"] == 99_999_999_999
    assert studies[nct(9)]["expanded_access_types"] == ["individual"]
    doubtful = rows(whole, "eligibility")[3]
    assert [doubtful[f"maximum_age{part}"] for part in ("", "_amount", "_unit")] == ["75 Days", 75, "days"]
    assert rows(whole, "eligibility")[0]["minimum_age"] is None


def test_hostile_texts_are_kept_as_they_are(whole: Path) -> None:
    titles = {row["brief_title"] for row in rows(whole, "studies")}
    assert {"<script>alert(1)</script> in children", '=HYPERLINK("http://example.test","open")'} <= titles


@pytest.mark.parametrize("trouble", [None, "everything"], ids=["as asked", "when the register ignores `fields`"])
def test_no_contacts_are_stored(register: Register, tmp_path: Path, trouble: str | None) -> None:
    # Stopped at the last page, so that the pages kept in between are there to be looked at too.
    register.trouble = {1: trouble, 2: trouble, 3: "html"}.get
    assert refresh(register, tmp_path, "--all", "--page-size", "20") == 1
    register.trouble = lambda _: trouble
    assert list(tmp_path.rglob("*.page"))
    words = [text_of(path) for path in tmp_path.rglob("*") if path.is_file()]
    assert refresh(register, tmp_path, "--all", "--page-size", "20") == 0
    words += [str(rows(tmp_path, name)) for name in COPY_TABLES]
    assert not any(contact in text for contact in CONTACTS for text in words)


def text_of(path: Path) -> str:
    if path.suffix == ".page":
        content = path.read_bytes()
        size = int.from_bytes(content[:8], "big")
        return pa.decompress(content[8:], decompressed_size=size, codec="zstd", asbytes=True).decode()
    return path.read_text(encoding="utf-8", errors="ignore")


def test_killed_at_random_pages_it_goes_on_and_the_tables_are_the_same(
    large: Register, whole: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "loaders", "refresh", "--to", str(tmp_path), "--base-url", large.url, *QUICK]
    chance = random.Random(11)
    asked = 0
    for _ in range(3):
        page = len(large.asked) + chance.randint(1, 2)
        process = subprocess.Popen([*command, "--all"], cwd=ROOT, stderr=subprocess.DEVNULL)

        def kill(number: int, page: int = page, process: subprocess.Popen[bytes] = process) -> None:
            assert seen(tmp_path) == []
            if number == page:
                os.kill(process.pid, signal.SIGKILL)

        large.trouble = kill
        before = len(large.asked)
        assert process.wait(60) == -signal.SIGKILL
        asked += len(large.asked) - before
    large.trouble = lambda _: None
    before = len(large.asked)
    done = subprocess.run([*command, "--all"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "Going on after" in done.stderr
    assert asked + len(large.asked) - before <= 7 + 3, "at most the page that was on its way is asked for again"
    assert hashes(tmp_path) == hashes(whole)
    assert seen(tmp_path) == ["2026-11-20"]
    assert not (tmp_path / ".crawl").exists()


@pytest.mark.parametrize("step", ["described", "on_disk"])
def test_a_half_copy_is_never_seen(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    assert refresh(register, tmp_path, "--all") == 0
    before = hashes(tmp_path)
    register.change(3, "2026-11-23", overallStatus="COMPLETED")
    real, calls = getattr(registry_copy, step), iter(range(100))

    def stop(path: Path) -> Any:
        assert seen(tmp_path) == ["2026-11-20"]
        if ".new" in path.parts and next(calls) == 3:
            raise OSError(28, "No space left on device")
        return real(path)

    monkeypatch.setattr(registry_copy, step, stop)
    assert refresh(register, tmp_path, "--all") == 1
    assert (hashes(tmp_path), seen(tmp_path)) == (before, ["2026-11-20"])
    monkeypatch.undo()
    asked = len(register.asked)
    assert refresh(register, tmp_path, "--all") == 0
    assert len(register.asked) == asked, "the pages were all here"
    assert seen(tmp_path) == ["2026-11-20", "2026-11-23"]


def test_a_damaged_copy_is_passed_over(register: Register, tmp_path: Path) -> None:
    assert refresh(register, tmp_path, "--all") == 0
    assert refresh(register, tmp_path, "--all") == 0
    assert seen(tmp_path) == ["2026-11-20", "2026-11-20.2"]
    path = tmp_path / "2026-11-20.2" / "sites.parquet"
    path.write_bytes(path.read_bytes()[:-1])
    copy = newest(tmp_path)
    assert copy is not None
    assert copy.folder.name == "2026-11-20"


def test_a_copy_that_cannot_be_prepared_is_not_made(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refresh(register, tmp_path, "--all") == 0
    register.change(3, "2026-11-23", overallStatus="COMPLETED")

    def stop(*_: Any) -> None:
        assert seen(tmp_path) == ["2026-11-20"]
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("loaders.registry_words.write_index", stop)
    assert refresh(register, tmp_path, "--all") == 1
    assert seen(tmp_path) == ["2026-11-20"]
    assert not (tmp_path / ".new").exists()


@pytest.mark.parametrize("name", ["studies.arrow", "words.arrow", "sites.parquet", "manifest.json"])
def test_a_file_that_is_missing_or_of_an_older_version_is_passed_over(
    register: Register, tmp_path: Path, name: str
) -> None:
    assert refresh(register, tmp_path, "--all") == 0
    path = tmp_path / "2026-11-20" / name
    if name == "manifest.json":
        path.write_text(path.read_text().replace(f'"copy_version": {COPY_VERSION}', '"copy_version": 1'))
    else:
        path.unlink()
    assert newest(tmp_path) is None


def test_a_changed_byte_is_seen_and_what_was_only_copied_is_good(register: Register, tmp_path: Path) -> None:
    assert refresh(register, tmp_path, "--all") == 0
    path = tmp_path / "2026-11-20" / "studies.arrow"
    written, content = path.stat().st_mtime_ns, path.read_bytes()
    os.utime(path, ns=(1, 1))
    assert newest(tmp_path) is not None, "another day of writing alone says nothing"
    path.write_bytes(content[:-20] + bytes([content[-20] ^ 1]) + content[-19:])
    assert newest(tmp_path) is None
    os.utime(path, ns=(written, written))
    assert newest(tmp_path) is not None, "not read again: that would take seconds at every opening"
    assert newest(tmp_path, thorough=True) is None, "a refresh looks at every byte before it builds on it"


def test_a_damaged_page_of_the_journal_is_fetched_again(register: Register, tmp_path: Path) -> None:
    register.trouble = {5: "html"}.get
    assert refresh(register, tmp_path, "--all", "--page-size", "10") == 1
    page = tmp_path / ".crawl" / "000-000002.page"
    page.write_bytes(page.read_bytes()[:50])
    assert refresh(register, tmp_path, "--all", "--page-size", "10") == 0
    assert len(rows(tmp_path, "studies")) == 60
    assert [asked.get("pageToken") for asked in register.asked].count(register.asked[2]["pageToken"]) == 2


def test_only_what_was_updated_is_fetched_and_merged(register: Register, tmp_path: Path) -> None:
    assert refresh(register, tmp_path, "--all") == 0
    before = {row["nct"]: row for row in rows(tmp_path, "studies")}
    register.change(4, "2026-11-23", overallStatus="WITHDRAWN")
    register.studies.append(study(60))
    register.change(60, "2026-11-22")
    asked = len(register.asked)
    assert refresh(register, tmp_path, "--all", "--since") == 0
    assert register.asked[asked]["filter.advanced"] == "AREA[LastUpdatePostDate]RANGE[2026-11-19,MAX]"
    after = {row["nct"]: row for row in rows(tmp_path, "studies")}
    assert after[nct(4)]["overall_status"] == "WITHDRAWN"
    assert after.keys() == before.keys() | {nct(60)}
    assert {number for number in before if before[number] != after[number]} == {nct(4)}
    copy = newest(tmp_path)
    assert copy is not None
    assert (copy.manifest["as_of"], copy.manifest["full_on"], copy.manifest["since"]) == (
        "2026-11-23",
        "2026-11-20",
        "2026-11-19",
    )
    assert refresh(register, tmp_path / "full", "--all") == 0
    for name in COPY_TABLES:
        assert sorted(map(repr, rows(tmp_path, name))) == sorted(map(repr, rows(tmp_path / "full", name))), name


def test_a_study_with_a_new_number_is_not_kept_under_the_old_one(register: Register, tmp_path: Path) -> None:
    names = register.studies[5]["protocolSection"]["identificationModule"]
    names.pop("nctIdAliases", None)
    former = names["nctId"]
    assert refresh(register, tmp_path, "--all") == 0
    names.update(nctId="NCT07777777", nctIdAliases=[former])
    register.change(5, "2026-11-23", overallStatus="COMPLETED")
    assert refresh(register, tmp_path, "--all", "--since") == 0
    assert refresh(register, tmp_path / "full", "--all") == 0
    for name in COPY_TABLES:
        assert former not in {row["nct"] for row in rows(tmp_path, name)}, name
        assert sorted(map(repr, rows(tmp_path, name))) == sorted(map(repr, rows(tmp_path / "full", name))), name


def test_other_questions_than_last_time_ask_for_everything(
    register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refresh(register, tmp_path, "--all", "--since") == 0
    assert "there is no copy yet" in capsys.readouterr().err
    assert refresh(register, tmp_path, "--query", "lupus", "--only-query", "--since") == 0
    assert "other questions" in capsys.readouterr().err
    assert len(rows(tmp_path, "studies")) == 10
    assert refresh(register, tmp_path, "--query", "lupus", "--only-query", "--since", "2026-11-30") == 1
    assert "--since 2026-11-30 is not a day" in capsys.readouterr().err


def test_curated_diseases_products_and_numbers_are_asked_for(register: Register, small: Path, tmp_path: Path) -> None:
    options = ["--curated", str(small), "--query", "grippe"]
    assert refresh(register, tmp_path / "copies", *options) == 0
    areas = {name for asked in register.asked for name in asked if name.startswith(("query", "filter"))}
    assert areas == {"query.cond", "query.intr", "filter.ids", "query.term"}
    titles = {row["condition"] for row in rows(tmp_path / "copies", "conditions")}
    assert {"Lupus", "Multiple Myeloma", "Grippe à l’école"} <= titles
    assert len({row["nct"] for row in rows(tmp_path / "copies", "studies")}) == len(
        rows(tmp_path / "copies", "studies")
    )


def test_the_questions_are_short_enough_and_hold_every_number_of_the_curated_data() -> None:
    curated, _ = read_curated(ROOT / "data" / "curated", TODAY)
    assert curated is not None
    questions = curated_questions(curated)
    assert all(len(question) == 1 and len(next(iter(question.values()))) <= 1500 for question in questions)
    text = " ".join(value for question in questions for value in question.values())
    assert {trial.nct for therapy in curated.therapies for trial in therapy.trials if trial.nct} <= set(
        text.replace(",", " ").split()
    )
    assert '"T-cell acute lymphoblastic leukemia"' in text
    assert '"WU-CART-007"' in text
    assert "(" not in text


def test_progress_says_how_many_and_how_long(
    register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refresh(register, tmp_path, "--all", "--page-size", "20") == 0
    assert "40 of 60 studies (66%), about 0 s left" in capsys.readouterr().err


def test_requests_stand_a_pause_apart(register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("loaders.outside_service.sleep", waits.append)
    assert refresh(register, tmp_path, "--all", "--page-size", "20", "--pause", "60") == 0
    assert len(waits) == 6
    assert all(30 < wait <= 60 for wait in waits[1:])
    assert json.loads((tmp_path / "2026-11-20" / "manifest.json").read_text())["source"]["address"] == register.url
