"""A file that is no plain UTF-8 text is told in words, at its line; the mark before a text stops nobody."""

import shutil
from pathlib import Path

import pytest

from loaders.confirm_command import confirm
from loaders.yaml_text import read
from tests.loaders.tiny_files import THERAPY, TODAY, checked, copied

MARK = b"\xef\xbb\xbf"


@pytest.mark.parametrize(
    ("content", "line", "wrong", "right"),
    [
        (
            "a: 1\nb: caf\u00e9\n".encode("cp1252"),
            2,
            "'\u00e9' is saved in an older encoding",
            "save the file as UTF-8",
        ),
        (
            "a: 1\n\nb: 5 \u2013 6\n".encode("cp1252"),
            3,
            "'\u2013' is saved in an older encoding",
            "save the file as UTF-8",
        ),
        ("a: 1\n".encode("utf-16"), 1, "UTF-16", "save the file as UTF-8"),
        (b"{\\rtf1\\ansi a: 1}", 1, "no plain text but a document of a word processor (RTF)", "as plain text"),
        (b"PK\x03\x04\x14\x00", 1, "no plain text but a document of a word processor", "as plain text"),
        (b"%PDF-1.7\n", 1, "no plain text but a PDF document", "as plain text"),
        (b"<!DOCTYPE html>\n", 1, "no plain text but a page of the web", "as plain text"),
    ],
)
def test_it_is_told_in_words(tmp_path: Path, content: bytes, line: int, wrong: str, right: str) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(content)
    found = read(file, file)
    assert found.value is None
    assert [(fault.line, fault.path) for fault in found.faults] == [(line, "")]
    assert wrong in found.faults[0].wrong and right in found.faults[0].right
    assert "codec" not in str(found.faults[0])


def test_a_text_of_the_desk_that_is_of_a_word_processor_is_told_too(tmp_path: Path) -> None:
    found = read(tmp_path / "x.yaml", tmp_path / "x.yaml", "{\\rtf1\\ansi a: 1}")
    assert "no plain text" in found.faults[0].wrong


def test_the_mark_that_some_editors_put_before_a_text_is_no_fault_and_stays(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    path = folder / THERAPY
    path.write_bytes(MARK + path.read_bytes())
    (folder / "people.yaml").write_text("people: {mk: {name: M. Koch}}\n", encoding="utf-8")
    assert checked(folder) == []
    before = path.read_bytes()
    confirm(folder, ["tiny/s1"], "mk", TODAY)
    after = path.read_bytes()
    assert after.startswith(MARK + b"#") and after != before
    assert checked(folder) == []
    changed = [(a, b) for a, b in zip(before.splitlines(), after.splitlines(), strict=False) if a != b]
    assert len(changed) == 1 and b"id: s1" in changed[0][0]


def test_a_mark_inside_of_a_text_is_still_one_that_nobody_sees(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(b"a: 1\nb: x" + MARK + b"y\n")
    assert [(fault.line, "invisible" in fault.wrong) for fault in read(file, file).faults] == [(2, True)]


def test_a_file_beside_the_shared_ones_is_not_left_unread_in_silence(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    shutil.copy(folder / THERAPY, folder / "other.yaml")
    found = checked(folder)
    assert [(fault.file.name, fault.line, fault.wrong) for fault in found] == [
        ("other.yaml", 1, "a file that is not read")
    ]
    assert "in the folder `therapies`" in found[0].right


@pytest.mark.parametrize("key", ["name: Tiny cells", "short_name: tinies", "brand_name: Tinyra"])
def test_no_two_therapies_have_one_name(tmp_path: Path, key: str) -> None:
    folder = copied(tmp_path)
    text = (folder / THERAPY).read_text(encoding="utf-8").replace("id: tiny\n", "id: other\n")
    other = {
        "name: Tiny cells": "name: Others",
        "short_name: tinies": "short_name: others",
        "brand_name: Tinyra": "brand_name: Otherra",
    }
    for old, new in other.items():
        if old != key:
            text = text.replace(f"\n{old}\n", f"\n{new}\n")
    # Spacing and capital letters make no other name.
    text = text.replace(
        f"\n{key}\n", f"\n{key.upper().replace(key.upper().partition(':')[0], key.partition(':')[0])}\n"
    )
    (folder / "therapies/other.yaml").write_text(text, encoding="utf-8")
    found = checked(folder)
    path = key.partition(":")[0]
    assert [(fault.file.name, fault.path) for fault in found] == [("other.yaml", path), ("tiny.yaml", path)]
    assert "therapies/tiny.yaml has the name" in found[0].wrong and "if they are one therapy" in found[0].right
