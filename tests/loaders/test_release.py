"""A release is the same bytes every time, appears all or nothing, and is refused when anything about it is wrong."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from loaders import history, parquet
from loaders.building import BrokenKeysError, arrow_table, build, verify_keys
from loaders.curated import Curated, read_curated
from loaders.describing import column_dictionary
from loaders.parquet import ReleaseRefusedError, fingerprint, publish, read_release
from loaders.rows import Rows
from loaders.tables import SCHEMA_VERSION, TABLES

ROOT = Path(__file__).parents[2]
RELEASE = ROOT / "data" / "release"
DAY = json.loads((RELEASE / "manifest.json").read_text())["built_at"]


@pytest.fixture(scope="module")
def curated() -> Curated:
    found, faults = read_curated(ROOT / "data" / "curated", date(2026, 11, 26))
    assert found is not None, faults
    return found


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A copy of the committed release that a test may spoil."""
    return Path(shutil.copytree(RELEASE, tmp_path / "release"))


def contents(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def change_manifest(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    change(manifest)
    path.write_text(json.dumps(manifest))


def file_of(folder: Path, table: str) -> Path:
    return folder / json.loads((folder / "manifest.json").read_text())["tables"][table]["file"]


def test_two_builds_in_two_folders_equal_the_committed_release(curated: Curated, tmp_path: Path) -> None:
    build(curated, tmp_path / "one", history.read(ROOT / "data" / "history"))
    # Another process with another hash seed, time zone, language and day of the clock.
    surroundings = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    command = [sys.executable, "-m", "loaders", "build", "--to", str(tmp_path / "two")]
    subprocess.run(command, cwd=ROOT, env=surroundings, check=True, capture_output=True)
    assert contents(tmp_path / "one") == contents(tmp_path / "two") == contents(RELEASE)


def test_the_day_of_a_release_is_the_newest_check_or_the_given_one(
    curated: Curated, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_release(RELEASE).built_at == max(
        source.checked for therapy in curated.therapies for source in therapy.sources
    )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    build(curated, tmp_path / "given")
    assert read_release(tmp_path / "given").built_at == "2026-01-01"


def test_every_declared_column_is_there_with_its_type() -> None:
    release = read_release(RELEASE)
    assert list(release.tables) == list(TABLES)
    for name, table in release.tables.items():
        assert table.schema.equals(TABLES[name].schema), name
        for column in TABLES[name].columns:
            assert column.nullable or table[column.name].null_count == 0, f"{name}.{column.name}"


def test_null_is_never_zero_or_empty() -> None:
    outcomes = read_release(RELEASE).tables["outcomes"].to_pylist()
    assert any(row["n"] is None for row in outcomes)
    texts = [
        value for table in read_release(RELEASE).tables.values() for row in table.to_pylist() for value in row.values()
    ]
    assert "" not in [value for value in texts if isinstance(value, str)]


def test_computed_ranges_are_marked_and_printed_ones_kept() -> None:
    rows = {row["fact_id"]: row for row in read_release(RELEASE).tables["outcomes"].to_pylist()}
    sofi = rows["wu-cart-007/outcome/o1"]
    assert (round(sofi["ci_low"], 2), round(sofi["ci_high"], 2), sofi["ci_origin"]) == (58.72, 99.77, "computed")
    origins = {(row["ci_origin"], row["ci_low"] is None and row["ci_high"] is None) for row in rows.values()}
    assert origins <= {("printed", False), ("computed", False), (None, True)}


def test_check_days_follow_the_kind_of_fact() -> None:
    tables = {name: table.to_pylist() for name, table in read_release(RELEASE).tables.items()}
    limits = {"regulatory_events": {30}, "trials": {30}, "outcomes": {180}, "cautions": {365}, "safety": {30, 180}}
    for name, days in limits.items():
        assert {(row["due_on"] - row["checked_on"]).days for row in tables[name]} <= days, name
    trial = next(row for row in tables["trials"] if row["nct"] == "NCT06514794")
    assert trial["checked_on"] == trial["registry_copy"]
    route = next(row for row in tables["access"] if row["fact_id"] == "wu-cart-007/access/a1")
    assert route["checked_on"] == trial["checked_on"], "what is said of a trial is as old as the copy of its record"
    assert trial["evidence"] == "registry"


def test_the_best_kind_of_source_is_the_evidence_label() -> None:
    tables = {name: table.to_pylist() for name, table in read_release(RELEASE).tables.items()}
    ranks = [row["code"] for row in tables["vocabulary"] if row["field"] == "source_kind"]
    kinds = {row["id"]: row["kind"] for row in tables["sources"]}
    cited: dict[str, list[str]] = {}
    for row in tables["citations"]:
        if row["role"] == "supports":
            cited.setdefault(row["fact_id"], []).append(kinds[row["source_id"]])
    for name in ("outcomes", "safety", "regulatory_events", "access", "comparison_cells"):
        for row in tables[name]:
            assert row["evidence"] == min(cited[row["fact_id"]], key=ranks.index), row["fact_id"]


@pytest.mark.parametrize("table", ["therapies", "outcomes", "citations", "search"])
def test_one_flipped_byte_is_refused(release: Path, table: str) -> None:
    path = file_of(release, table)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(ReleaseRefusedError, match=f"'{table}'.* changed or damaged"):
        read_release(release)


def test_a_missing_file_and_a_missing_table_are_refused(release: Path) -> None:
    file_of(release, "sites").unlink()
    with pytest.raises(ReleaseRefusedError, match=r"not complete.*'sites'.* is missing"):
        read_release(release)
    change_manifest(release, lambda manifest: manifest["tables"].pop("outcomes"))
    with pytest.raises(ReleaseRefusedError, match="not complete: the table 'outcomes' is missing"):
        read_release(release)


def test_a_missing_column_is_refused_even_with_a_matching_hash(release: Path) -> None:
    path = file_of(release, "outcomes")
    pq.write_table(pq.ParquetFile(path).read().drop_columns(["responders"]), path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    change_manifest(release, lambda manifest: manifest["tables"]["outcomes"].update(sha256=digest))
    with pytest.raises(ReleaseRefusedError, match=r"'outcomes'.*column 'responders' is missing"):
        read_release(release)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda manifest: manifest.update(schema_version=SCHEMA_VERSION + 1), "a newer version.*Update the dashboard"),
        (lambda manifest: manifest.update(schema_version="x"), "an other version|another version|other version"),
        (lambda manifest: manifest.pop("schema_version"), "damaged"),
        (lambda manifest: manifest.pop("tables"), "damaged"),
        (lambda manifest: manifest["tables"]["sites"].update(rows=1), "rows, but the manifest says 1"),
        (lambda manifest: manifest["tables"]["sites"].update(file="../../x.parquet"), "outside its folder"),
        (lambda manifest: manifest["tables"].update(sites=None), "damaged"),
    ],
)
def test_a_wrong_manifest_is_refused_in_plain_words(
    release: Path, change: Callable[[dict[str, Any]], object], words: str
) -> None:
    change_manifest(release, change)
    with pytest.raises(ReleaseRefusedError, match=words):
        read_release(release)


def test_a_table_of_very_many_rows_is_refused_before_they_are_read(
    release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of 76 KB can hold so many that reading them takes 15 seconds."""
    read = pq.ParquetFile.read

    def only_few(file: pq.ParquetFile, **how: Any) -> pa.Table:
        assert file.metadata.num_rows < 1_000_000
        return read(file, **how)

    path = file_of(release, "therapies")
    few = pq.ParquetFile(path).read()
    pq.write_table(few.take([0] * 1_000_000), path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    change_manifest(release, lambda manifest: manifest["tables"]["therapies"].update(sha256=digest))
    monkeypatch.setattr(pq.ParquetFile, "read", only_few)
    with pytest.raises(ReleaseRefusedError, match="has 1000000 rows, but the manifest says"):
        read_release(release)


def test_no_release_and_no_manifest_are_refused(tmp_path: Path, release: Path) -> None:
    with pytest.raises(ReleaseRefusedError, match="No therapy data were found"):
        read_release(tmp_path / "nowhere")
    (release / "manifest.json").write_text("{")
    with pytest.raises(ReleaseRefusedError, match="damaged"):
        read_release(release)


def test_a_release_is_read_from_an_address_and_no_secret_is_repeated(release: Path) -> None:
    assert read_release(release.as_uri()).release == read_release(RELEASE).release
    with pytest.raises(ReleaseRefusedError) as refused:
        read_release("nonsense://user:secret@host/x?key=secret")
    assert "secret" not in str(refused.value)


def test_a_crash_at_any_step_leaves_the_old_release_or_the_new_one(
    curated: Curated, release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    real, seen = parquet.replace_file, set()
    rows = Rows(curated).tables
    tables = {name: arrow_table(table, rows.get(name, [])) for name, table in TABLES.items()}
    # Another content in every table, so that every file is new.
    tables = {name: table.slice(0, max(1, table.num_rows // 2)) for name, table in tables.items()}
    for survived in range(len(TABLES) + 2):
        calls = iter(range(len(TABLES) + 2))

        def stop_there(path: Path, content: bytes, calls: Any = calls, survived: int = survived) -> None:
            if next(calls) == survived:
                path.with_name(f"{path.name}.part").write_bytes(content[: len(content) // 2])
                raise KeyboardInterrupt
            real(path, content)

        monkeypatch.setattr(parquet, "replace_file", stop_there)
        with suppress(KeyboardInterrupt):
            publish(tables, release, "2026-01-01")
        seen.add(read_release(release).built_at)
        if survived < len(TABLES) + 1:
            assert read_release(release).built_at == DAY
    assert seen == {DAY, "2026-01-01"}
    assert sorted(contents(release)) == sorted(["manifest.json", *(file_of(release, name).name for name in TABLES)]), (
        "files of the old release and of broken attempts are cleared away"
    )


def test_a_release_published_while_it_is_read_is_read_again(
    curated: Curated, release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = parquet._table
    published: list[bool] = []

    def publish_in_between(*arguments: Any) -> Any:
        if not published:
            published.append(True)
            monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
            for path in release.glob("*.parquet"):
                path.unlink()
            build(curated, release)
            change_manifest(release, lambda manifest: None)
            raise ReleaseRefusedError("a file of the older release is gone")
        return real(*arguments)

    monkeypatch.setattr(parquet, "_table", publish_in_between)
    assert read_release(release).built_at == "2026-01-01"


def test_the_fingerprint_changes_with_the_release(release: Path) -> None:
    before = fingerprint(release)
    change_manifest(release, lambda manifest: manifest.update(release="another"))
    assert fingerprint(release) != before


def test_broken_keys_are_never_published(curated: Curated, tmp_path: Path) -> None:
    rows = Rows(curated).tables
    twice = {**rows, "outcomes": [*rows["outcomes"], rows["outcomes"][0]]}
    with pytest.raises(BrokenKeysError, match=r"outcomes: the key .* stands 2 times"):
        verify_keys(twice)
    orphan = {**rows, "sites": [{**rows["sites"][0], "trial_id": "gone"}]}
    with pytest.raises(BrokenKeysError, match=r"sites: .*gone.* is not in trials"):
        verify_keys(orphan)
    with pytest.raises(BrokenKeysError, match="unknown columns"):
        arrow_table(TABLES["cautions"], [{"mood": "good"}])
    with pytest.raises(BrokenKeysError, match="have no value"):
        arrow_table(TABLES["cautions"], [{"fact_id": "x"}])


def test_the_column_dictionary_is_up_to_date() -> None:
    assert (ROOT / "data" / "README.md").read_text(encoding="utf-8") == column_dictionary(), (
        "run: python -m loaders describe"
    )
