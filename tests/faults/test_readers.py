"""Any bytes whatever: what others wrote is read or refused in words. `python -m fuzz` goes on longer."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fuzz import targets
from loaders import report_shelf
from loaders.__main__ import main
from loaders.history import HistoryDamagedError, read
from loaders.registry_study import LONGEST_LINE, Unreadable, read_studies, read_study
from tests.loaders.tiny_files import THERAPY, TINY, checked, copied

CORPUS = Path(targets.__file__).parent / "corpus"
YAML = st.text(alphabet="ab:-?[]{}\"'&*!|> \n\t,#1.é", max_size=200)


@pytest.mark.parametrize(
    ("name", "path"), [(path.parent.name, path) for path in sorted(CORPUS.glob("*/*"))], ids=lambda value: str(value)
)
def test_every_input_of_the_corpus(name: str, path: Path) -> None:
    targets.TARGETS[name](path.read_bytes())


@given(YAML.map(str.encode) | st.binary(max_size=200))
@example(b"? " * 100_000)
@example(b'["]",' * 100_000)
@example(b"a: &a [x]\nb: [*a, *a]\n" * 100)
def test_any_yaml_is_read_or_refused_at_a_line(data: bytes) -> None:
    targets.yaml(data)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=20))
@example({"enrollmentInfo": {"count": 10**30}})
def test_any_study_of_the_register_is_taken_or_told(value: object) -> None:
    study = {"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}, "designModule": value}}
    targets.register(msgspec.json.encode([study]))


@settings(max_examples=50)
@given(st.binary(max_size=300))
def test_any_bytes_as_studies_and_as_a_release(data: bytes) -> None:
    targets.register(data)
    targets.release(data)


@given(st.text(max_size=200).map(str.encode) | st.binary(max_size=200))
def test_any_address(data: bytes) -> None:
    targets.link(data)


@pytest.mark.parametrize("deep", [b"[" * 200_000, b'{"a":' * 200_000])
def test_json_nested_to_break_the_reader_is_refused(deep: bytes, tmp_path: Path) -> None:
    assert isinstance(read_study(b'{"protocolSection": ' + deep), Unreadable)
    with pytest.raises(msgspec.DecodeError):
        read_studies(b"[" + deep)
    (tmp_path / "studies.json").write_bytes(b"[" + deep)
    assert main(["refresh", "--to", str(tmp_path / "to"), "--from", str(tmp_path / "studies.json")]) == 1
    (tmp_path / "2026-11-20.json").write_bytes(deep)
    with pytest.raises(HistoryDamagedError, match=r"2026-11-20\.json"):
        read(tmp_path)


def test_a_field_of_a_megabyte_costs_its_study_and_is_told_with_its_place() -> None:
    study = {"protocolSection": {"identificationModule": {"nctId": "NCT00000001", "briefTitle": "x" * 1_000_000}}}
    studies, odd = read_studies(msgspec.json.encode([study]))
    assert studies == []
    assert odd[0].nct == "NCT00000001"
    assert f"length <= {LONGEST_LINE}" in odd[0].reason and "briefTitle" in odd[0].reason


@pytest.mark.parametrize("name", ["../../../etc/passwd", "..", "/etc/passwd", "a/b", "..\\x", "a\x00b"])
def test_an_id_that_leads_elsewhere_is_told_at_its_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = copied(tmp_path)
    path = copy / THERAPY
    path.write_text(path.read_text(encoding="utf-8").replace("id: tiny", f"id: {name}", 1), encoding="utf-8")
    assert checked(copy)[0].line == next(
        number for number, line in enumerate(path.read_text().split("\n"), 1) if line.startswith("id:")
    )
    command = ["confirm", "--curated", str(TINY), name, "--by", "mk"]
    assert main(command) == 1
    assert "is in no curated file" in capsys.readouterr().err


def test_files_of_the_history_and_of_reports_are_those_of_their_folder(tmp_path: Path) -> None:
    (tmp_path / "..x.json").write_text('{"release_before": "x", "facts": []}')
    with pytest.raises(HistoryDamagedError, match="cannot be read"):
        read(tmp_path)
    folder = tmp_path / "reports" / "2026-11-20"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text('{"report_version": 1, "files": {"../../..x.json": {"sha256": "0"}}}')
    assert report_shelf.newest_report(folder.parent) is None
