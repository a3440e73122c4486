"""Notes for a call in a therapy file: read strictly, guarded as what is said aloud, and built as rows."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from loaders.curated import read_curated
from loaders.family_text import graded, therapy_texts
from loaders.faults import Fault
from loaders.parquet import read_release
from loaders.rows import Rows
from tests.loaders.test_check import spoil

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("old", "new", "path", "wrong"),
    [
        ("call_notes:\n  say:", "call_notes:\n  tell:", "call_notes.tell", "the key 'tell' is not known here"),
        ("    - ask: Is it a cure?\n", "    - asks: Is it a cure?\n", "call_notes.questions[0].asks", "not known here"),
        ("    - ask: Is it a cure?\n", "    - ask: ''\n", "call_notes.questions[0].ask", "an empty text"),
        ("- ask: Can my child get it now?", "- ask: is it a cure?", "call_notes.questions", "is asked twice"),
        ("Say how many of the same people", "Say how promising", "call_notes.say[1]", "'promising' sells"),
        ("Say how many of the same people", "It went well for 73%", "call_notes.say[1]", "without its denominator"),
        (
            'how "effective" it is in one number',
            "it is 91% effective",
            "call_notes.avoid[0]",
            "without its denominator",
        ),
        (
            "Say how many of the same people",
            "Say that 8 of the 11 people",
            "call_notes.say[1]",
            "a figure in a sentence",
        ),
        ("Breakthrough Therapy designation and stop", "a breakthrough and stop", "call_notes.avoid[1]", "sells"),
        ("Only in a study, and only", "For 1 in 4 people, and only", "call_notes.questions[1].answer", "'1 in 4'"),
    ],
)
def test_each_fault_is_found_at_its_place(
    sofi: Path, faults: Callable[[], list[Fault]], old: str, new: str, path: str, wrong: str
) -> None:
    line = spoil(sofi, old, new)
    found = [fault for fault in faults() if fault.path.startswith(path) and wrong in fault.wrong]
    assert found, "\n".join(map(str, faults()))
    assert all(abs(fault.line - line) <= 8 for fault in found), found


def test_an_empty_part_and_a_doubled_sentence_are_refused(sofi: Path, faults: Callable[[], list[Fault]]) -> None:
    text = sofi.read_text(encoding="utf-8")
    block = text[text.index("call_notes:") : text.index("\nsources:\n")]
    sofi.write_text(text.replace(block, "call_notes:\n  say: []\n  avoid: [Wait for it., Wait for it.]\n"), "utf-8")
    found = {fault.path: fault.wrong for fault in faults()}
    assert "at least one entry" in found["call_notes.say"]
    assert "stands more than once" in found["call_notes.avoid"]


@pytest.mark.parametrize("notes", ["", "call_notes: null\n", "call_notes: {avoid: [Do not hurry.]}\n"])
def test_notes_and_each_of_their_parts_may_be_left_out(
    small: Path, sofi: Path, faults: Callable[[], list[Fault]], notes: str
) -> None:
    text = sofi.read_text(encoding="utf-8")
    block = text[text.index("call_notes:") : text.index("\nsources:\n")]
    sofi.write_text(text.replace(block, notes), "utf-8")
    assert faults() == []
    curated, _ = read_curated(small, TODAY)
    assert curated is not None
    rows = [row for row in Rows(curated).tables["call_notes"] if row["therapy_id"] == "wu-cart-007"]
    assert [row["text"] for row in rows] == (["Do not hurry."] if "avoid" in notes else [])


def test_they_are_graded_because_they_are_said_aloud() -> None:
    curated, found = read_curated(ROOT / "data" / "curated", TODAY)
    assert curated is not None, found
    sofi = next(therapy for therapy in curated.therapies if therapy.id == "wu-cart-007")
    places = {path for path, _ in graded(therapy_texts(sofi))}
    assert {("call_notes", "say", 0), ("call_notes", "avoid", 0), ("call_notes", "questions", 0, "answer")} <= places


def test_a_text_that_is_too_hard_is_found_at_the_note(sofi: Path, faults: Callable[[], list[Fault]]) -> None:
    hard = 30 * "Immunophenotypical characterisation necessitates multidisciplinary interpretation. "
    spoil(sofi, "Say how many of the same people", f"{hard}Say how many of the same people")
    assert any(fault.path == "call_notes.say[1]" and "at grade" in fault.wrong for fault in faults())


def test_every_note_is_a_row_of_the_release() -> None:
    curated, _ = read_curated(ROOT / "data" / "curated", TODAY)
    assert curated is not None
    rows = read_release(ROOT / "data" / "release").tables["call_notes"].to_pylist()
    for therapy in curated.therapies:
        of_therapy = [row for row in rows if row["therapy_id"] == therapy.id]
        notes = therapy.call_notes
        written = (len(notes.say), len(notes.avoid), len(notes.questions)) if notes else (0, 0, 0)
        assert tuple(sum(row["part"] == part for row in of_therapy) for part in ("say", "avoid", "question")) == written
        assert [row["fact_id"] for row in of_therapy] == [
            f"{therapy.id}/note/{number}" for number in range(1, len(of_therapy) + 1)
        ]
        assert {(row["due_on"] - row["checked_on"]).days for row in of_therapy} <= {365}
    for row in rows:
        assert (row["answer"] is not None) == (row["part"] == "question")
