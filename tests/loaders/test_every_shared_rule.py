"""Every rule between files, over the shared files and over whole files has a set that breaks it alone."""

from pathlib import Path

import pytest

from loaders.curated import read_curated
from tests.loaders.tiny_files import THERAPY, TODAY, broken, checked, copied, edit

DISEASES, PATHWAYS, CLASSES, TERMS = "diseases.yaml", "pathways.yaml", "comparisons.yaml", "glossary.yaml"
AHEAD, UNREAD = "2026-11-24 lies in the future", "an entry whose only source was not read"
ROW = "comparisons[0].rows[0]"

# file, record, text, what it becomes, place, what is said
BROKEN = [
    (THERAPY, "id: tiny", "tiny", "tiny-2", "id", "the id 'tiny-2' is not the file's name"),
    (THERAPY, "id: use", "disease: flu", "disease: flue", "indications[0].disease", "the disease 'flue' is not known"),
    (DISEASES, "flu:", "parent: cold", "parent: none", "diseases.flu.parent", "'none' is not another disease here"),
    (DISEASES, "flu:", "parent: cold", "parent: flu", "diseases.flu.parent", "'flu' is not another disease here"),
    (TERMS, "term: Red", "Red cell", "white -cell", "terms[1]", "'white-cell' stands twice"),
    (TERMS, "term: Red", "checked: 2026-11-02", "checked: 2026-11-24", "terms[1].sources[0].checked", AHEAD),
    (TERMS, "term: Red", "read: full", "read: not-read", "terms[1].sources", UNREAD),
    (PATHWAYS, "id: target", "target-action-date", "approved", "designations[1]", "'approved' stands twice"),
    (PATHWAYS, "id: target", "2026-11-02", "2026-11-24", "designations[1].sources[0].checked", AHEAD),
    (PATHWAYS, "id: target", "read: full", "read: not-read", "designations[1].sources", UNREAD),
    (PATHWAYS, "id: trial", "2026-11-02", "2026-11-24", "access_routes[0].sources[0].checked", AHEAD),
    (PATHWAYS, "id: trial", "read: full", "read: not-read", "access_routes[0].sources", UNREAD),
    (CLASSES, "id: old,", "example: tiny", "example: tin", "comparisons[0].columns[0].example", "'tin' is not a ther"),
    (CLASSES, "seed:", "seed: true", "newer: {text: Ok., sources: [{therapy: tiny, source: s1}]}",
     f"{ROW}.newer", "'newer' is not a column here"),
    (CLASSES, "old:", "[{therapy: tiny, source: s1}]", "[]", f"{ROW}.old.sources", "a statement without a source"),
    (CLASSES, "new:", "source: s2", "source: s9", f"{ROW}.new.sources[1]", "the source 's9' of 'tiny' is not there"),
    (
        *(CLASSES, "new:", "text: It is quick.", "text: It is quick., numbers: [{therapy: tiny, fact: h9}]"),
        *(f"{ROW}.new.numbers[0]", "the number 'h9' of 'tiny' is not there"),
    ),
    (CLASSES, "old:", "therapy: tiny", "therapy: tin", f"{ROW}.old.sources[0]", "source 's1' of 'tin' is not"),
    # kinds of value, said in plain words
    (THERAPY, "name:", "Tiny cells", "{a: b}", "name", "a group of keys stands where a text should be"),
    (THERAPY, "name:", "Tiny cells", "null", "name", "nothing stands where a text should be"),
    (THERAPY, "name:", "Tiny cells", "1.5", "name", "'1.5' stands where a text should be"),
    (THERAPY, "name:", "Tiny cells", "true", "name", "'true' stands where a text should be"),
    (THERAPY, "id: o2", "n: 20", "n: x", "outcomes[1].n", "'x' stands where a whole number should be"),
    (THERAPY, "id: o2", "n: 20", "n: 20.5", "outcomes[1].n", "'20.5' stands where a whole number should be"),
    (THERAPY, "id: o2", "n: 20", "n: '20'", "outcomes[1].n", "'20' stands where a whole number should be"),
    (THERAPY, "id: o6", "percent: 50", "percent: x", "outcomes[5].percent", "'x' stands where a number should be"),
    (THERAPY, "id: o7", "headline: false", "headline: 1", "outcomes[6].headline", "'1' stands where true or false"),
    (THERAPY, "targets:", "[CD7]", "CD7", "targets", "'CD7' stands where a list should be"),
    (THERAPY, "call_notes:", "[Take your time.]", "Wait.", "call_notes.say", "'Wait.' stands where a list should be"),
    (THERAPY, "id: t2", "ages: {min_years: null, max_years: null}", "ages: all", "trials[1].ages",
     "'all' stands where a group of keys should be"),
    ("vocabulary.yaml", "cell_source", "{title: Donor, plain: The cells of a donor., direction: neither}", "x",
     "cell_source.donor", "'x' stands where a group of keys should be"),
    ("vocabulary.yaml", "modality", "{car-t: {title: CAR-T, plain: The lab changes these cells.}}", "x",
     "modality", "'x' stands where a group of keys should be"),
    # keys
    (THERAPY, "id: o7", ", headline: false", "", "outcomes[6].headline", "the key 'headline' is missing"),
    (THERAPY, "id: o1", "arm: the old care", "arm: the old care, am: x", "outcomes[0].control.am", "'am' is not known"),
    (CLASSES, "old:", "text: It takes long.", "text: It takes long., txt: x", f"{ROW}.old.txt", "'txt' is not known"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "record", "old", "new", "path", "wrong"), BROKEN)
def test_a_broken_rule_is_told_at_its_place(
    tmp_path: Path, file: str, record: str, old: str, new: str, path: str, wrong: str
) -> None:
    broken(tmp_path, record, old, new, file).only(path, wrong)


def test_every_way_of_access_is_explained_once(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    line = edit(copy / "vocabulary.yaml", "access_route", "}}", "}, gift: {title: Gift, plain: For free.}}")
    assert line
    found = checked(copy)
    assert [(fault.file.name, fault.path) for fault in found] == [(PATHWAYS, "access_routes")]
    assert "the way of access 'gift' is not explained" in found[0].wrong and "id: gift" in found[0].right
    path = copy / PATHWAYS
    text = path.read_text(encoding="utf-8")
    start = text.index("  - {id: trial")
    path.write_text(f"{text}{text[start:]}{text[start:].replace('id: trial', 'id: gift')}", encoding="utf-8")
    found = checked(copy)
    assert [(fault.path, fault.wrong) for fault in found] == [("access_routes[1]", "'trial' stands twice")]


def test_a_comparison_stands_once_and_has_every_cell(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    path = copy / CLASSES
    text = path.read_text(encoding="utf-8")
    start = text.index("  - id: old-new")
    cell = next(line for line in text.split("\n") if line.lstrip().startswith("new:"))
    path.write_text(text.replace(f"{cell}\n", "") + text[start:], encoding="utf-8")
    assert [(fault.path, fault.wrong) for fault in checked(copy)] == [
        ("comparisons[0].rows[0]", "the row 'wait' has no cell for 'new'"),
        ("comparisons[1]", "'old-new' stands twice"),
    ]


@pytest.mark.parametrize(
    ("part", "gone", "left"),
    [("columns", "- {id: new", "at least 2 entries"), ("rows", "- id: wait", "at least one entry")],
)
def test_a_comparison_has_two_columns_and_a_row(tmp_path: Path, part: str, gone: str, left: str) -> None:
    copy = copied(tmp_path)
    path = copy / CLASSES
    text = path.read_text(encoding="utf-8")
    if part == "columns":
        lines = [line for line in text.split("\n") if not line.lstrip().startswith((gone, "new:"))]
    else:
        lines = [*text[: text.index("    rows:")].split("\n")[:-1], "    rows: []"]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = checked(copy)
    assert [fault.path for fault in found] == [f"comparisons[0].{part}"]
    assert left in found[0].wrong


def test_a_therapy_has_a_use(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    path = copy / THERAPY
    text = path.read_text(encoding="utf-8")
    uses = text[text.index("indications:\n") : text.index("regulatory:\n")]
    path.write_text(text.replace(uses, "indications: []\n"), encoding="utf-8")
    assert "at least one entry" in {fault.path: fault.wrong for fault in checked(copy)}["indications"]


@pytest.mark.parametrize(
    ("record", "old", "new", "hint"),
    [
        ("modality", "car-t", "car-te", "did you mean 'car-t'? one of: car-t"),
        ("id: use", "disease: flu", "disease: flue", "did you mean 'flu'? a key of diseases.yaml"),
        ("id: use", "disease: flu", "disease: qqqqq", "a key of diseases.yaml (add"),
        (
            "short_name",
            "short_name: tinies",
            "short_name: tinies\nbrnd_name: x",
            "did you mean 'brand_name'? known keys: id",
        ),
        ("id: h1", "arm: the plain care", "arm: the plain care, armm: x", "did you mean 'arm'? known keys: arm, n_aff"),
        ("id: p1", "step: treated", "step: treated, steps: x", "did you mean 'step'? known keys: step, n, whole"),
        ("id: use", "disease: flu", "disease: flu, zzz: 1", "known keys: id, disease"),
        ("id: o1", "percent: 50", "percent: 52", "ask if it errs"),
    ],
)
def test_what_would_be_right_is_said(tmp_path: Path, record: str, old: str, new: str, hint: str) -> None:
    found = broken(tmp_path, record, old, new).faults
    assert [hint in fault.right for fault in found] == [True], found


def test_what_only_follows_from_a_refused_value_is_not_told_again(tmp_path: Path) -> None:
    """Of an unread therapy file nothing is said in the comparison; and a refused count has no wrong percentage."""
    broken(tmp_path / "count", "id: o6", "percent: 50", "percent: 500", THERAPY).only(
        "outcomes[5].percent", "too large"
    )
    copy = copied(tmp_path)
    (copy / THERAPY).write_text("- no\n", encoding="utf-8")
    assert {fault.file.name for fault in checked(copy)} == {"tiny.yaml"}
    (copy / THERAPY).write_text("id: [", encoding="utf-8")
    assert {fault.file.name for fault in checked(copy)} == {"tiny.yaml"}


def test_a_refused_entry_moves_none_behind_it(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    path = copy / THERAPY
    path.write_text(path.read_text(encoding="utf-8").replace("  - {id: h2,", "  - just words\n  - {id: h2,"), "utf-8")
    line = edit(path, "id: h1", "percent: 20", "percent: 22")
    found = checked(copy)
    assert [(fault.path, fault.line) for fault in found] == [("safety[0].percent", line), ("safety[1]", line + 1)]
    edit(path, "id: h1", "percent: 22", "percent: 20")
    edit(path, "id: h3", "note: It went away., ", "")
    found = checked(copy)
    assert [fault.path for fault in found] == ["safety[1]"], "what stands behind it has its own place, or is not told"


@pytest.mark.parametrize("name", ["vocabulary", "diseases", "pathways", "comparisons", "glossary", "conditions"])
def test_every_shared_file_must_be_there(tmp_path: Path, name: str) -> None:
    copy = copied(tmp_path)
    (copy / f"{name}.yaml").unlink()
    found = [fault for fault in checked(copy) if fault.file.name == f"{name}.yaml"]
    assert [(fault.line, fault.wrong.split(":")[0]) for fault in found] == [(1, "cannot be read")]


def test_files_that_would_be_overlooked_are_told(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    (copy / "therapies" / "more.yml").write_text("id: more\n", encoding="utf-8")
    found = checked(copy)
    assert [(fault.file.name, fault.wrong) for fault in found] == [("more.yml", "a file that is not read")]
    (copy / "therapies" / "more.yml").unlink()
    (copy / THERAPY).unlink()
    assert "no therapy files" in {fault.wrong for fault in checked(copy)}
    (copy / "therapies").rmdir()
    assert "no therapy files" in {fault.wrong for fault in checked(copy)}


@pytest.mark.parametrize("file", [DISEASES, PATHWAYS, CLASSES, TERMS])
def test_a_shared_file_that_says_nothing_does_not_pass(tmp_path: Path, file: str) -> None:
    copy = copied(tmp_path)
    (copy / file).write_text("null\n", encoding="utf-8")
    assert read_curated(copy, TODAY)[0] is None
