"""YAML without surprises."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.yaml_text import Document, read


def document(tmp_path: Path, text: str | bytes) -> Document:
    path = tmp_path / "x.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path, Path("x.yaml"))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("NO", "NO"),
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("Off", "Off"),
        ("2026-01-21", "2026-01-21"),
        ("2026-01", "2026-01"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("012", "012"),
        ("1:30", "1:30"),
        ("1e5", "1e5"),
        (".5", ".5"),
        ("'12'", "12"),
        ('"null"', "null"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("0.50", 0.5),
    ],
)
def test_scalars_mean_what_yaml_1_2_says(tmp_path: Path, written: str, meant: object) -> None:
    read_back = document(tmp_path, f"key: {written}\n")
    assert read_back.faults == []
    assert read_back.value == {"key": meant}
    assert type(read_back.value["key"]) is type(meant)


@pytest.mark.parametrize(
    ("text", "line", "wrong"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "stands twice (first in line 1)"),
        ("a: &x 1\nb: *x\n", 2, "alias"),
        ("a: 1\nb: &x 2\n", 2, "an anchor"),
        ("a: !!python/object:os.system x\n", 1, "a tag"),
        ("a: !!str 5\n", 1, "a tag"),
        ("a:\n  - !!set {b}\n", 2, "a tag"),
        ("a: 1\n? [b, c]\n: 2\n", 2, "not a word"),
        ("a: 'open\nb: 1\n", 1, "not valid YAML"),
        ("a: 1\n\tb: 2\n", 2, "not valid YAML"),
        ("a: fine\nb: in\u202evisible\n", 2, "invisible"),
        ("a: zero\u200bwidth\n", 1, "invisible"),
        ("", 1, "empty"),
        ("a: " + "[" * 5000 + "]" * 5000, 1, "too deep"),
        ("- " * 5000 + "x", 1, "too deep"),
        (b"a: \xff\n", 1, "cannot be read"),
        ("a: 1\n---\nb: 2\n", 2, "not valid YAML"),
    ],
)
def test_what_could_surprise_is_refused_with_its_line(tmp_path: Path, text: str | bytes, line: int, wrong: str) -> None:
    found = document(tmp_path, text).faults
    assert any(fault.line == line and wrong in fault.wrong for fault in found), found
    assert all(fault.right for fault in found)


def test_a_billion_laughs_end_at_once(tmp_path: Path) -> None:
    levels = ["a0: &a0 [lol, lol]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    assert any("alias" in fault.wrong for fault in document(tmp_path, "\n".join(levels)).faults)


def test_a_list_in_itself_beside_a_remark_ends_at_once(tmp_path: Path) -> None:
    wrong = [fault.wrong for fault in document(tmp_path, "a: &x [*x]\nb: words #not read\n").faults]
    assert any("alias" in one for one in wrong)
    assert any("'#not read' is not read" in one for one in wrong)


def test_remarks_beside_a_billion_laughs_are_found_at_once(tmp_path: Path) -> None:
    levels = ["a0: &a0 [lol, lol]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    found = document(tmp_path, "\n".join([*levels, "b: words #not read"])).faults
    assert any("'#not read' is not read" in fault.wrong for fault in found)


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    assert "larger" in document(tmp_path, "a: " + "x" * 2_000_001).faults[0].wrong


def test_paths_know_their_lines(tmp_path: Path) -> None:
    read_back = document(tmp_path, "top:\n  - name: a\n  - name: b\n    other: c\n")
    assert read_back.line_of(("top", 1, "other")) == 4
    assert read_back.line_of(("top", 1, "missing")) == 3
    assert read_back.fault(("top", 1, "other"), "w", "r").path == "top[1].other"


@given(st.binary(max_size=300))
def test_no_bytes_at_all_make_it_fail_otherwise(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    read_back = document(tmp_path_factory.getbasetemp(), content)
    assert read_back.faults or read_back.value is not None or content.strip() in (b"null", b"~")
