"""Every text in our own words is read by the guards over texts, and the graded ones are graded: file by file.

A text that a guard does not read could promise a cure to a family. Each row names a text of the tiny set.
"""

from pathlib import Path

import pytest

from loaders.curated import read_curated
from loaders.family_text import easy_names, graded, text_findings, therapy_texts
from tests.loaders.tiny_files import THERAPY, TODAY, broken, checked, copied, edit

HARD = "Immunosuppressive lymphodepletion necessitates multidisciplinary pharmacokinetic interpretation. "
VOCABULARY, DISEASES, PATHWAYS, CLASSES, TERMS, CONDITIONS = (
    f"{name}.yaml" for name in ("vocabulary", "diseases", "pathways", "comparisons", "glossary", "conditions")
)

# file, record, text, place
GRADED = [
    (THERAPY, "given_as", "one drip", "given_as"),
    (THERAPY, "plain_summary", "The lab makes the cells.", "plain_summary"),
    (THERAPY, "how_it_works", "The cells find the ill cells.", "how_it_works"),
    (THERAPY, "turnaround", "from the lab to the bed", "turnaround.basis"),
    (THERAPY, "id: use", "the ill", "indications[0].population"),
    (THERAPY, "id: use-3", "It must be hot.", "indications[2].criteria[0].says"),
    (THERAPY, "id: use-3", '"Is it hot?"', "indications[2].criteria[0].question"),
    (THERAPY, "id: t2", "One to three.", "trials[1].criteria[0].says"),
    (THERAPY, "id: r1", "It is on sale.", "regulatory[0].note"),
    (THERAPY, "id: o1", "those checked", "outcomes[0].cohort"),
    (THERAPY, "id: o1", "it shrank", "outcomes[0].label"),
    (THERAPY, "id: o1", "the old care", "outcomes[0].control.arm"),
    (THERAPY, "id: p1", "the first group", "participants[0].cohort"),
    (THERAPY, "id: p1", "all who joined", "participants[0].steps[0].label"),
    (THERAPY, "id: h1", "those given it", "safety[0].cohort"),
    (THERAPY, "id: h1", "It was mild.", "safety[0].note"),
    (THERAPY, "id: h1", "the plain care", "safety[0].control.arm"),
    (THERAPY, "id: h2", "a rash", "safety[1].label"),
    (THERAPY, "nct:", "the ill at home", "trials[0].who"),
    (THERAPY, "nct:", "the old", "trials[0].not_who"),
    (THERAPY, "id: a1", "Ask the team.", "access[0].detail"),
    (THERAPY, "call_notes", "Take your time.", "call_notes.say[0]"),
    (THERAPY, "call_notes", "Do not rush them.", "call_notes.avoid[0]"),
    (THERAPY, "call_notes", '"Is it safe?"', "call_notes.questions[0].ask"),
    (THERAPY, "call_notes", "Some got hot.", "call_notes.questions[0].answer"),
    (VOCABULARY, "stage", "A first small test.", "stage.phase-1.plain"),
    (CONDITIONS, "fever:", "One is hot.", "conditions.fever.plain"),
    (CONDITIONS, "fever:", "Is there a fever?", "conditions.fever.question"),
    (DISEASES, "cold:", "One must sneeze.", "diseases.cold.plain"),
    (PATHWAYS, "id: approved", "It is for sale.", "designations[0].plain"),
    (PATHWAYS, "id: approved", "It may not work for all.", "designations[0].what_it_does_not_mean"),
    (PATHWAYS, "id: approved", "Ask for the date.", "designations[0].note"),
    (PATHWAYS, "id: trial", "One joins a study.", "access_routes[0].plain"),
    (PATHWAYS, "id: trial", "Who fits in.", "access_routes[0].who_may_use"),
    (PATHWAYS, "id: trial", "The doctor asks.", "access_routes[0].who_must_ask"),
    (PATHWAYS, "id: trial", "Call the team.", "access_routes[0].steps[0]"),
    (PATHWAYS, "id: trial", "A month or two.", "access_routes[0].typical_time"),
    (PATHWAYS, "id: trial", "The firm pays.", "access_routes[0].costs"),
    (PATHWAYS, "id: trial", "Bring the papers.", "access_routes[0].note"),
    (PATHWAYS, "id: trial", "Not all may join.", "access_routes[0].caution"),
    (CLASSES, "id: old-new", "Both send cells.", "comparisons[0].lead"),
    (CLASSES, "id: new", "made by a donor", "comparisons[0].columns[1].plain"),
    (CLASSES, "new:", "It is quick.", "comparisons[0].rows[0].new.text"),
    (TERMS, "term: White", "A cell of the blood.", "terms[0].plain"),
    (TERMS, "term: White", "It keeps you well.", "terms[0].why_it_matters"),
]
# For staff, or another source's own way to say it: not graded, and still honest.
UNGRADED = [
    (THERAPY, "engineering", "a new sensor", "engineering"),
    (THERAPY, "id: r1", "a month on", "regulatory[0].conflicts[0].says"),
    (THERAPY, "id: o1", "we saw more", "outcomes[0].conflicts[0].says"),
    (THERAPY, "review", '"What is the dose?"', "review.open_questions[0]"),
]


@pytest.mark.parametrize(("file", "record", "text", "path"), [*GRADED, *UNGRADED])
def test_no_text_may_sell_or_hide_its_count(tmp_path: Path, file: str, record: str, text: str, path: str) -> None:
    broken(tmp_path / "hype", record, text, "A miracle.", file).only(path, "'miracle' sells")
    broken(tmp_path / "number", record, text, "It helps 50%.", file).only(path, "without its denominator")


@pytest.mark.parametrize(("file", "record", "text", "path"), GRADED)
def test_what_a_family_reads_is_graded(tmp_path: Path, file: str, record: str, text: str, path: str) -> None:
    broken(tmp_path, record, text, 30 * HARD, file).only(path, "this text is the hardest")


@pytest.mark.parametrize(("file", "record", "text", "path"), UNGRADED)
def test_what_staff_read_is_not_graded(tmp_path: Path, file: str, record: str, text: str, path: str) -> None:
    assert broken(tmp_path, record, text, 30 * HARD, file).faults == []


# Where a name is written, and the hard word that it explains to the family.
NAMED = [
    (THERAPY, "name:", "Tiny cells"),
    (THERAPY, "short_name:", "tinies"),
    (THERAPY, "brand_name:", "Tinyra"),
    (THERAPY, "code_names:", "TN-1"),
    (THERAPY, "developer:", "Tiny Labs"),
    (DISEASES, "flu:", "name: Flu"),
    (DISEASES, "flu:", "the flu"),
    (TERMS, "term: White", "White cell"),
    (TERMS, "term: White", "WC"),
]


@pytest.mark.parametrize(("file", "record", "text"), NAMED)
def test_a_name_that_is_explained_is_an_easy_word(tmp_path: Path, file: str, record: str, text: str) -> None:
    name = "Immunolymphodepletionnecessitates"
    copy = copied(tmp_path)
    edit(copy / THERAPY, "how_it_works", "The cells", f"{60 * f'It is {name}. '}The cells")
    assert [fault.path for fault in checked(copy)] == ["how_it_works"]
    edit(copy / file, record, text, f"name: {name}" if text.startswith("name: ") else name)
    assert checked(copy) == []


@pytest.mark.parametrize("file", [DISEASES, TERMS])
def test_without_the_names_nothing_is_graded(tmp_path: Path, file: str) -> None:
    """Else every hard word that the unread file would explain were a second fault."""
    copy = copied(tmp_path)
    (copy / file).write_text("- no\n", encoding="utf-8")
    edit(copy / THERAPY, "how_it_works", "The cells find", 30 * HARD)
    assert {fault.file.name for fault in checked(copy)} == {file}


def test_a_file_without_words_has_no_grade(tmp_path: Path) -> None:
    curated, _ = read_curated(copied(tmp_path), TODAY)
    assert curated is not None
    easy = easy_names(curated.therapies, curated.diseases, curated.glossary)
    assert list(text_findings([(("given_as",), "...")], easy)) == []
    assert ("engineering",) not in {path for path, _ in graded(therapy_texts(curated.therapies[0]))}


def test_the_text_to_mend_first_is_the_one_that_weighs_most(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    edit(copy / THERAPY, "given_as", "one drip", "Immunolymphodepletionnecessitates.")
    edit(copy / THERAPY, "how_it_works", "The cells find the ill cells.", 30 * HARD)
    found = checked(copy)
    assert [fault.path for fault in found] == ["how_it_works"]
    assert "(Coleman-Liau)" in found[0].wrong and "(ARI)" in found[0].wrong and "at most 8" in found[0].right
