"""Every way in which a file's text can surprise is told once, at its line, and the rest of the file is still read."""

from pathlib import Path

import pytest

from loaders.yaml_text import MAX_BYTES, MAX_DEPTH, read

# text, line, place, what is said
FAULTS = [
    ("", 1, "", "the file is empty"),
    ("# nothing\n", 1, "", "the file is empty"),
    (f"a: {'x' * MAX_BYTES}", 1, "", "the file is larger than"),
    ("a: 1\nb: a\u200bb\n", 2, "", "an invisible character (ZERO WIDTH SPACE)"),
    ("a: 1\nb: é\u202e\n", 2, "", "an invisible character (RIGHT-TO-LEFT OVERRIDE)"),
    ("a: 1\nb: é\x85\n", 2, "", "an invisible character (U+0085)"),
    ("a: 1\nb: \ue000\n", 2, "", "an invisible character (U+E000)"),
    ("a: 1\nb: \u0378\n", 2, "", "an invisible character (U+0378)"),
    ('a: 1\nb: "a\\u202eb"\n', 2, "b", "an invisible character (RIGHT-TO-LEFT OVERRIDE)"),
    ("a: 1\nb: " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), 2, "", "nested too deep"),
    ("a: 1\nb: " + "{" * (MAX_DEPTH + 1) + "}" * (MAX_DEPTH + 1), 2, "", "nested too deep"),
    ("a: 1\nb:\n  " + "- " * (MAX_DEPTH + 1) + "x\n", 3, "", "nested too deep"),
    ("a: 1\nb:\n  " + "? " * (MAX_DEPTH + 1) + "x\n", 3, "", "nested too deep"),
    # A bracket inside of a text closes nothing.
    ("a: 1\nb: " + '["]",' * 100_000, 2, "", "nested too deep"),
    ("? " * 100_000 + "x\n", 1, "", "nested too deep"),
    ("a: 1\nb: [\n", 2, "", "a [ that is not closed (not valid YAML)"),
    ("a: 1\nb: 'x\n", 2, "", "a quotation mark that is not closed (not valid YAML)"),
    ("a: 1\nb: &x 2\n", 2, "", "an anchor (&name)"),
    ("a: 1\nb: [&x 2]\n", 2, "", "an anchor (&name)"),
    ("a: 1\nb: &x [2]\n", 2, "", "an anchor (&name)"),
    ("a: 1\nb: !!str 5\n", 2, "b", "a tag (tag:yaml.org,2002:str)"),
    ("a: 1\nb: !mine x\n", 2, "b", "a tag (!mine)"),
    ("a: 1\nb: !!int x\n", 2, "b", "a tag (tag:yaml.org,2002:int)"),
    ("a: 1\nb: !!int '2'\n", 2, "b", "a tag (tag:yaml.org,2002:int)"),
    ("a: 1\nb: !mine [2]\n", 2, "b", "a tag (!mine)"),
    ("a: 1\nb: !mine {c: 2}\n", 2, "b", "a tag (!mine)"),
    ("a: 1\n? [b]\n: 2\n", 2, "", "a key that is not a word"),
    ("a: 1\n? {b: c}\n: 2\n", 2, "", "a key that is not a word"),
    ("a: 1\n'': 2\n", 2, "", "a key that is not a word"),
    ("a: 1\nb: 2\na: 3\n", 3, "a", "the key 'a' stands twice (first in line 1)"),
    ("a: 1\nb:\n  c: 1\n  c: 2\n", 4, "b.c", "the key 'c' stands twice (first in line 3)"),
    ("a: 1\nb: 1234567890123456\n", 2, "b", "a number with too many digits"),
    ("a: 1\nb: 1.34567890123456\n", 2, "b", "a number with too many digits"),
]


@pytest.mark.parametrize(("text", "line", "path", "wrong"), FAULTS)
def test_each_surprise_is_told_once_at_its_line(tmp_path: Path, text: str, line: int, path: str, wrong: str) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(text, encoding="utf-8")
    found = read(file, Path("shown.yaml")).faults
    assert [(fault.file, fault.line, fault.path) for fault in found] == [(Path("shown.yaml"), line, path)], found
    assert wrong in found[0].wrong and "\n" not in found[0].wrong
    assert found[0].right


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: R&D\nb: [x, 'q &a', '*x']\n", {"a": "R&D", "b": ["x", "q &a", "*x"]}),
        ("a: '&x'\nb: 'é: \u2013'\n", {"a": "&x", "b": "é: \u2013"}),
        ("a: 'é\tb'\r\n", {"a": "é\tb"}),
        ("a: 123456789012345\n", {"a": 123456789012345}),
        ("a: '1234567890123456'\n", {"a": "1234567890123456"}),
        ("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH + "\nb: [1]\n", None),
        ("".join(f"k{number}: [1]\n" for number in range(MAX_DEPTH + 5)), None),
        ("a: x\n" + " " * 200 + "y\n", {"a": "x y"}),
        ('a: "]]]"\nb: [[1]]\n', {"a": "]]]", "b": [[1]]}),
    ],
)
def test_what_only_looks_like_a_surprise_is_read(tmp_path: Path, text: str, value: object) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(text.encode())
    found = read(file, file)
    assert found.faults == []
    assert value is None or found.value == value


def test_what_is_refused_is_left_out_and_the_rest_is_read(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("a: 1\na: 2\n? [k]\n: 3\nb: !!str 5\nc: 1234567890123456\nd: &n 5\ne: *n\nf: 6\n", encoding="utf-8")
    found = read(file, file)
    assert found.value == {"a": 1, "b": None, "c": None, "d": 5, "e": None, "f": 6}
    assert sorted(fault.line for fault in found.faults) == [2, 3, 5, 6, 7, 8]


def test_a_file_that_is_not_there_or_not_text_is_told(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    assert "cannot be read" in read(file, file).faults[0].wrong
    file.write_bytes(b"a: \xff\n")
    found = read(file, file)
    assert found.value is None
    assert [(fault.line, "cannot be read" in fault.wrong) for fault in found.faults] == [(1, True)]


def test_a_place_that_is_not_there_has_the_line_of_the_nearest(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("# title\na:\n  - b: 1\n", encoding="utf-8")
    found = read(file, file)
    assert [found.line_of(path) for path in (("a", 0, "b"), ("a", 0, "c"), ("a", 7, "c"), ("z",), ())] == [
        3,
        3,
        2,
        2,
        2,
    ]
