"""A refused value must not stop the check: it is told, and the other rules go on (each of these ended in a traceback).

So it is with a text that was written as a bare number, with a file that says nothing, and with a word of the vocabulary
that the program does not know. Here too: messages that came too often, at the wrong line or without a hint.
"""

import json
from pathlib import Path

import pytest

from loaders import rules
from loaders.reference_records import PROGRAM_CODES
from loaders.yaml_text import read
from tests.loaders.tiny_files import THERAPY, broken, checked, copied, edit
from therapies import measures
from therapies.response_rates import COUNTED, EVERYBODY


@pytest.mark.parametrize(
    ("record", "old", "new", "path", "wrong"),
    [
        ("id: use", "disease: flu", "disease: null", "indications[0].disease", "nothing stands where a text"),
        ("id: use", "disease: flu", "disease: ''", "indications[0].disease", "an empty text"),
        ("id: use-3", "id: use-3", "id: Use", "indications[2].id", "is not an id"),
        ("id: o2", "ci95: [60, 90]", "ci95: [60]", "outcomes[1].ci95", "1 in place of two numbers"),
        ("id: o2", "ci95: [60, 90]", "ci95: [60, 80, 90]", "outcomes[1].ci95", "3 in place of two numbers"),
        ("id: o3", "ci95: [3, 5]", "ci95: [3]", "outcomes[2].control.ci95", "1 in place of two numbers"),
        ("id: o1", "ci95: [1.1, 4]", "ci95: [1.1]", "outcomes[0].effect.ci95", "1 in place of two numbers"),
        ("id: o1", "ci95: [27, 73]", "ci95: [x]", "outcomes[0].ci95[0]", "'x' stands where a number should be"),
        ("id: o1", "ci95: [27, 73]", "ci95: 27", "outcomes[0].ci95", "'27' stands where a list should be"),
        ("id: o1", "id: o1", "id: O1", "outcomes[0].id", "is not an id"),
        ("id: use", "id: use", "id: Use", "indications[0].id", "is not an id"),
        ("id: r4", "conflicts: []", "conflicts: null", "regulatory[3].conflicts", "nothing stands where a list should"),
        ("id: o4", "sources: [s1]", "sources: null", "outcomes[3].sources", "nothing stands where a list should be"),
        ("name:", "Tiny cells", "[a]", "name", "a list stands where a text should be"),
        ("given_as:", "one drip", "[a]", "given_as", "a list stands where a text should be"),
    ],
)
def test_one_refused_value_is_told(tmp_path: Path, record: str, old: str, new: str, path: str, wrong: str) -> None:
    broken(tmp_path, record, old, new).only(path, wrong)


@pytest.mark.parametrize(
    ("record", "old", "new"),
    [
        ("id: r4", '"2025"', "2025"),
        ("id: s1", "2024-05-06", "2024"),
        ("id: o1", "2025-01", "2025"),
        ("nct:", "2026-10", "2026"),
        ("id: r1", "a month on", "2026"),
        ("id: r1", "It is on sale.", "7"),
        ("code_names:", "TN-1", "7"),
        ("id: o1", "those checked", "7"),
    ],
)
def test_a_bare_number_for_a_text_is_a_text_beside_another_fault_too(
    tmp_path: Path, record: str, old: str, new: str
) -> None:
    copy = copied(tmp_path)
    edit(copy / THERAPY, record, old, new)
    assert checked(copy) == []
    edit(copy / THERAPY, "modality", "car-t", "car-tea")
    assert [fault.path for fault in checked(copy)] == ["modality"]


@pytest.mark.parametrize(
    ("record", "old", "new"),
    [
        ("id: o1", "unit: people, ", ""),
        ("id: s1", "id: s1", "id: ' s1 '"),
        ("id: p1", "n: 30, whole_study: true", "n: 30"),
    ],
)
def test_beside_another_fault_a_value_is_read_as_it_would_be_alone(
    tmp_path: Path, record: str, old: str, new: str
) -> None:
    """What is left out has its default, and the space around a text is no part of it."""
    copy = copied(tmp_path)
    edit(copy / THERAPY, record, old, new)
    assert checked(copy) == []
    edit(copy / THERAPY, "modality", "car-t", "car-tea")
    assert [fault.path for fault in checked(copy)] == ["modality"]


def test_a_refused_column_is_told_once_and_its_cells_are_left_alone(tmp_path: Path) -> None:
    broken(tmp_path / "id", "id: new", "id: new", "id: New", "comparisons.yaml").only(
        "comparisons[0].columns[1].id", "is not an id"
    )
    copy = copied(tmp_path)
    path = copy / "comparisons.yaml"
    text = path.read_text(encoding="utf-8")
    columns = text[text.index("      - {id: old,") : text.index("    rows:")]
    path.write_text(text.replace(columns, "").replace("columns:", "columns: none"), encoding="utf-8")
    assert [fault.path for fault in checked(copy)] == ["comparisons[0].columns"]


def test_an_unread_vocabulary_stops_no_other_file(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    (copy / "vocabulary.yaml").write_text("modality: [\n", encoding="utf-8")
    edit(copy / THERAPY, "id: o2", "kind: rate-at-time", "kind: rate")
    assert {fault.file.name for fault in checked(copy)} == {"vocabulary.yaml"}


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("analysis_set", "analysis_set: infused", "analysis_set: screened"),
        ("outcome_kind", "kind: proportion", "kind: screened"),
    ],
)
def test_a_word_that_the_program_does_not_know_is_told_in_the_vocabulary(
    tmp_path: Path, name: str, old: str, new: str
) -> None:
    copy = copied(tmp_path)
    path = copy / "vocabulary.yaml"
    words = read(path, path).value
    words[name]["screened"] = {"title": "Asked", "plain": "All who came."}
    path.write_text(json.dumps(words), encoding="utf-8")
    edit(copy / THERAPY, "id: o6", old, new)
    found = checked(copy)
    assert [(fault.file.name, fault.path) for fault in found] == [("vocabulary.yaml", f"{name}.screened")]
    assert "does not know the word 'screened'" in found[0].wrong
    assert all(code in found[0].right for code in PROGRAM_CODES[name])


def test_an_empty_list_of_the_vocabulary_does_not_let_every_word_pass(tmp_path: Path) -> None:
    broken(tmp_path, "trial_phase", "{PHASE1: {title: Phase 1, plain: A first test.}}", "{}", "vocabulary.yaml").only(
        "trial_phase", "must have at least one entry"
    )


def test_the_program_knows_the_words_that_it_is_said_to_know() -> None:
    assert set(PROGRAM_CODES["analysis_set"]) == set(measures._PEOPLE) == set(COUNTED) - {EVERYBODY}
    assert set(PROGRAM_CODES["outcome_kind"]) == set(rules._VALUE_KEYS)


@pytest.mark.parametrize("file", [THERAPY, "vocabulary.yaml", "diseases.yaml", "pathways.yaml", "glossary.yaml"])
def test_a_file_that_says_nothing_is_told(tmp_path: Path, file: str) -> None:
    """`null` is a value without a fault: the therapy is left out, and the check says that all is well."""
    copy = copied(tmp_path)
    (copy / file).write_text("null\n", encoding="utf-8")
    assert file in {str(fault.file.relative_to(copy)) for fault in checked(copy)}


@pytest.mark.parametrize(
    ("file", "record", "old", "new", "hint"),
    [
        ("diseases.yaml", "flu:", "group:", "grup: x, group:", "did you mean 'group'"),
        ("vocabulary.yaml", "gain:", "title:", "titel: x, title:", "did you mean 'title'"),
        ("comparisons.yaml", "old:", "text:", "txt: x, text:", "did you mean 'text'"),
    ],
)
def test_the_known_keys_are_said_inside_a_group_too(
    tmp_path: Path, file: str, record: str, old: str, new: str, hint: str
) -> None:
    assert hint in broken(tmp_path, record, old, new, file).faults[0].right


@pytest.mark.parametrize("mark", ["\x01", "\x7f", "\x00"])
def test_a_control_character_is_told_at_its_line(tmp_path: Path, mark: str) -> None:
    copy = copied(tmp_path)
    line = edit(copy / THERAPY, "given_as", "one drip", f"one{mark} drip")
    assert [(fault.line, "invisible" in fault.wrong) for fault in checked(copy)] == [(line, True)]


def test_an_unknown_word_makes_no_second_fault_of_its_date(tmp_path: Path) -> None:
    """A mistyped target-action-date was also told to lie in the future."""
    broken(tmp_path, "id: r2", "event: target-action-date", "event: target-action-dat").only(
        "regulatory[1].event", "not a word of regulatory_event"
    )


def test_the_range_of_a_changed_comparison_group_holds_its_change(tmp_path: Path) -> None:
    """It was held against the months, which a change does not have."""
    broken(tmp_path / "out", "id: o4", "change_percent: 5", "change_percent: 5, ci95: [6, 9]").only(
        "outcomes[3].control.ci95", "the value 5 lies outside"
    )
    assert broken(tmp_path / "in", "id: o4", "change_percent: 5", "change_percent: 5, ci95: [-4, 9]").faults == []
