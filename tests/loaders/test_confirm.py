"""Confirming that facts are still true: what is written, what becomes current, who counts as the second person."""

import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from loaders import yaml_text
from loaders.__main__ import main
from loaders.confirm_command import confirm
from loaders.confirming import NotConfirmedError, authored, confirmed
from loaders.curated import Curated, read_curated
from loaders.file_saving import ChangedMeanwhileError, save
from loaders.gathered_rows import GatheredRows
from loaders.records import Therapy
from loaders.rows import Row, Rows
from loaders.rules import trial_id
from loaders.sign_offs import print_of, signable, valid_sign_offs
from loaders.therapy_rows import TherapyRows
from tests.loaders.tiny_files import TODAY, copied

CURATED = Path(__file__).parents[2] / "data" / "curated"
LATER = date(2026, 11, 26) + timedelta(days=40)
PEOPLE = "people:\n  mk: {name: M. Koch}\n  js: {name: J. Silva}\n  ab: {name: A. Blum}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The tiny set, with three people."""
    copy = copied(tmp_path)
    (copy / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    return copy


@pytest.fixture(scope="module")
def real() -> Curated:
    """The real files."""
    return read(CURATED, LATER)


def read(folder: Path, today: date = TODAY) -> Curated:
    curated, faults = read_curated(folder, today)
    assert curated is not None, "\n".join(map(str, faults))
    return curated


def text_of(folder: Path, name: str = "therapies/tiny.yaml") -> str:
    return (folder / name).read_text(encoding="utf-8")


def facts_of(curated: Curated) -> Iterator[tuple[str, Row]]:
    for table, rows in Rows(curated).tables.items():
        for row in rows:
            if "due_on" in row:
                yield f"{table}:{row.get('fact_id', row.get('id'))}", row


def test_a_fact_is_signed_by_its_first_reader_and_reviewed_by_another(folder: Path) -> None:
    confirm(folder, ["tiny/outcome/o3"], "mk", TODAY)
    signed = read(folder).therapies[0].sign_offs["outcome/o3"]
    assert (signed.author, signed.confirmed_by, signed.checked) == ("mk", None, TODAY.isoformat())
    confirm(folder, ["tiny/outcome/o3"], "mk", TODAY)
    assert read(folder).therapies[0].sign_offs["outcome/o3"].confirmed_by is None, "nobody reviews their own fact"
    confirm(folder, ["tiny/outcome/o3"], "js", TODAY)
    assert read(folder).therapies[0].sign_offs["outcome/o3"].confirmed_by == "js"
    [row] = Rows(read(folder)).tables["sign_offs"]
    assert (row["fact_id"], row["therapy_id"]) == ("tiny/outcome/o3", "tiny")
    assert (row["author"], row["confirmed_by"], row["checked"]) == ("mk", "js", TODAY)


def test_a_fact_that_is_changed_afterwards_is_no_longer_signed(folder: Path) -> None:
    confirm(folder, ["tiny/outcome/o3"], "mk", TODAY)
    confirm(folder, ["tiny/outcome/o3"], "js", TODAY)
    path = folder / "therapies" / "tiny.yaml"
    path.write_text(text_of(folder).replace("months: 9.1", "months: 9.2"), encoding="utf-8")
    assert "sign_offs" not in Rows(read(folder)).tables
    confirm(folder, ["tiny/outcome/o3"], "js", TODAY)
    signed = read(folder).therapies[0].sign_offs["outcome/o3"]
    assert (signed.author, signed.confirmed_by) == ("js", None)


def test_only_the_lines_of_the_confirmation_differ(folder: Path) -> None:
    before = text_of(folder).split("\n")
    confirm(folder, ["tiny/s1"], "mk", TODAY)
    after = text_of(folder).split("\n")
    changed = [(old, new) for old, new in zip(before, after, strict=False) if old != new]
    assert len(changed) <= 2  # the source's line, and the empty line at the end
    assert changed[0][1] == changed[0][0].replace("checked: 2026-11-01", f"checked: {TODAY}")
    assert after[len(before)] == "sign_offs:"


def test_the_files_own_line_ends_and_comments_stay(folder: Path) -> None:
    path = folder / "therapies" / "tiny.yaml"
    text = text_of(folder).replace("safety:\n", "safety:  # read these twice\n").replace("\n", "\r\n")
    path.write_bytes(text.encode())
    confirm(folder, ["tiny/safety/h1"], "mk", TODAY)
    after = path.read_bytes().decode()
    assert after.startswith(text)
    assert "\n" not in after.replace("\r\n", "")


def test_confirming_one_source_makes_every_fact_that_rests_on_it_current(real: Curated) -> None:
    """Also the facts that rest on older sources too: forty days on, 60 sources of the real files drawn by chance."""
    every = [(therapy, one) for therapy in real.therapies for one in therapy.sources if one.read != "not-read"]
    for therapy, source in random.Random(7).sample(every, 60):
        text = (CURATED / "therapies" / f"{therapy.id}.yaml").read_text(encoding="utf-8")
        done = confirmed(text, therapy, source.id, "mk", LATER)
        after = Therapy.model_validate(yaml_text.read(Path(), Path(), done.text).value)
        gathered = GatheredRows(real)
        TherapyRows(gathered, after, real).add()
        resting = {
            row["fact_id"]
            for row in gathered.tables["citations"]
            if (row["source_id"], row["role"]) == (f"{therapy.id}/{source.id}", "supports")
            and (source.kind == "registry" or row["table"] not in ("trials", "access"))
        }
        rows = {row["fact_id"]: row for table in gathered.tables.values() for row in table if "due_on" in row}
        assert {fact: rows[fact]["checked_on"] for fact in resting} == dict.fromkeys(resting, LATER)
        assert all(rows[fact]["due_on"] > LATER for fact in resting)
        kept = [line for line in text.split("\n") if not line.strip().startswith("checked:")]
        assert all(line in done.text for line in kept)


def test_confirming_one_source_leaves_every_other_fact_as_it_was(folder: Path) -> None:
    before = dict(facts_of(read(folder)))
    confirm(folder, ["tiny/s2"], "mk", TODAY)
    after = dict(facts_of(read(folder)))
    moved = {name for name in before if before[name]["checked_on"] != after[name]["checked_on"]}
    assert moved == {"criteria:tiny/trial/t2/criterion/c1", "criteria:tiny/trial/t2/criterion/c2"} | {
        name for name in before if name.startswith(("comparison_cells", "comparisons")) and name in moved
    }


def test_a_trial_is_confirmed_with_its_hospitals(folder: Path) -> None:
    confirm(folder, ["tiny/trial/nct00000001"], "mk", TODAY)
    rows = Rows(read(folder)).tables
    trial = next(row for row in rows["trials"] if row["nct"])
    assert (trial["checked_on"], trial["registry_copy"]) == (TODAY, None), "the copy is older than the look"
    assert {row["checked_on"] for row in rows["sites"]} == {TODAY}
    with pytest.raises(NotConfirmedError, match="confirmed with its trial: trial/nct00000001"):
        confirm(folder, ["tiny/trial/nct00000001/site/1"], "mk", TODAY)


def test_a_paper_does_not_tell_that_a_trial_still_takes_people(real: Curated) -> None:
    therapy = next(one for one in real.therapies if one.id == "wu-cart-007")
    text = (CURATED / "therapies" / "wu-cart-007.yaml").read_text(encoding="utf-8")
    kinds = {source.id: source.kind for source in therapy.sources}
    trial = next(one for one in therapy.trials if {kinds[source] for source in one.sources} > {"registry"})
    for source in trial.sources:
        done = confirmed(text, therapy, source, "mk", LATER)
        assert (f"trial/{trial_id(trial)}" in done.facts) == (kinds[source] == "registry")


def test_the_own_words_of_a_file_are_confirmed_with_it(folder: Path) -> None:
    confirm(folder, ["tiny"], "mk", TODAY)
    curated = read(folder)
    assert curated.therapies[0].review.checked_on == TODAY.isoformat()
    rows = Rows(curated).tables
    own = [row for table in ("therapies", "indications", "call_notes") for row in rows[table]]
    assert {row["checked_on"] for row in own} == {TODAY}
    assert {row["checked_on"] for row in rows["outcomes"]} == {date(2026, 11, 1)}


@pytest.mark.parametrize(("target", "by", "said"), [
    ("tiny/s9", "mk", "no fact and no source 's9'"),
    ("tiny/outcom/o3", "mk", "Did you mean outcome/o3"),
    ("tiny/s3", "mk", "was not read"),
    ("tini", "mk", "in no curated file"),
    ("../people", "mk", "in no curated file"),
    ("tiny/s1", "xx", "Nobody in people.yaml is 'xx'"),
    ("glossary/nothing", "mk", "There is no glossary/nothing"),
])  # fmt: skip
def test_what_cannot_be_confirmed_is_told_and_nothing_is_written(folder: Path, target: str, by: str, said: str) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    with pytest.raises(NotConfirmedError, match=re.escape(said)):
        confirm(folder, ["tiny/outcome/o1", target], by, TODAY)
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before


def test_an_entry_of_the_shared_files_is_confirmed_with_its_sources(folder: Path) -> None:
    curated = read(folder)
    term, word = curated.glossary.terms[0].slug(), curated.pathways.designations[0].id
    confirm(folder, [f"glossary/{term}", f"designations/{word}"], "mk", TODAY)
    rows = Rows(read(folder)).tables
    assert next(row for row in rows["glossary"] if row["id"] == term)["checked_on"] == TODAY
    assert next(row for row in rows["designations"] if row["id"] == word)["checked_on"] == TODAY


def test_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["confirm", "tiny/s1", "tiny/outcome/o1", "--by", "mk", "--curated", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "tiny/s1: " in said and "tiny/outcome/o1: 1 fact checked on" in said and "python -m loaders build" in said
    assert main(["confirm", "tiny/s8", "--by", "mk", "--curated", str(folder)]) == 1
    assert "no source 's8'" in capsys.readouterr().err


def test_files_with_faults_are_not_confirmed(folder: Path) -> None:
    path = folder / "therapies" / "tiny.yaml"
    path.write_text(text_of(folder).replace("months: 9.1", "months: many"), encoding="utf-8")
    with pytest.raises(NotConfirmedError, match=r"1 fault.*python -m loaders check"):
        confirm(folder, ["tiny/s1"], "mk", TODAY)


def test_what_somebody_else_wrote_meanwhile_is_never_overwritten(folder: Path) -> None:
    name = "therapies/tiny.yaml"
    read_then = text_of(folder)
    (folder / name).write_text(read_then + "# by somebody else\n", encoding="utf-8")
    with pytest.raises(ChangedMeanwhileError, match=r"tiny\.yaml was changed by somebody else"):
        save(folder, {name: "mine", "people.yaml": "people: {}\n"}, {name: read_then, "people.yaml": PEOPLE})
    assert text_of(folder).endswith("# by somebody else\n")
    assert text_of(folder, "people.yaml") == PEOPLE


def test_the_author_of_new_and_changed_facts_is_signed_and_no_other(folder: Path) -> None:
    confirm(folder, ["tiny/safety/h1", "tiny/safety/h2"], "mk", TODAY)
    confirm(folder, ["tiny/safety/h1", "tiny/safety/h2"], "js", TODAY)
    before = read(folder).therapies[0]
    text = text_of(folder).replace("label: a rash", "label: a red rash")
    (folder / "therapies" / "tiny.yaml").write_text(text, encoding="utf-8")
    after = read(folder).therapies[0]
    signed = authored(text, before, after, "ab")
    (folder / "therapies" / "tiny.yaml").write_text(signed, encoding="utf-8")
    found = valid_sign_offs(read(folder).therapies[0])
    assert {place: (one.author, one.confirmed_by) for place, one in found.items()} == {
        "safety/h1": ("mk", "js"),
        "safety/h2": ("ab", None),
    }
    assert found["safety/h2"].checked is None, "who only writes a word has compared nothing"
    assert authored(text_of(folder), after, after, "ab") == text_of(folder)


def test_a_new_file_is_signed_whole(folder: Path) -> None:
    therapy = read(folder).therapies[0]
    (folder / "therapies" / "tiny.yaml").write_text(authored(text_of(folder), None, therapy, "mk"), encoding="utf-8")
    assert set(valid_sign_offs(read(folder).therapies[0])) == set(signable(therapy))


def test_every_fact_of_the_real_files_has_a_place_of_its_own_that_can_be_signed(real: Curated) -> None:
    rows = Rows(real).tables
    without = {"comparison_cells", "comparisons", "designations", "access_routes", "glossary", "sites"}
    facts = {row["fact_id"] for name, table in rows.items() if name not in without for row in table if "due_on" in row}
    assert facts == {f"{therapy.id}/{place}" for therapy in real.therapies for place in signable(therapy)}


def test_how_a_fact_is_written_does_not_change_its_print_and_what_it_says_does(folder: Path) -> None:
    therapy = read(folder).therapies[0]
    before = {place: print_of(values) for place, values in signable(therapy).items()}
    path = folder / "therapies" / "tiny.yaml"
    text = text_of(folder)
    path.write_text(
        text.replace("countries: [US, CA]", "countries: [CA, US]")
        .replace("sources: [s1, s3]", "sources: [s3, s1]")
        .replace("percent: 50,", "percent: 50.0,")
        .replace("cohort: those checked", 'cohort: "those   checked"')
        .replace("registry_copy: 2026-11-01", "registry_copy: 2026-11-02"),
        encoding="utf-8",
    )
    assert {place: print_of(values) for place, values in signable(read(folder).therapies[0]).items()} == before
    path.write_text(
        text.replace("[27, 73]", "[26, 73]").replace("reached: false,", "months: 3,"),
        encoding="utf-8",
    )
    after = {place: print_of(values) for place, values in signable(read(folder).therapies[0]).items()}
    assert {place for place in after if after[place] != before[place]} == {"outcome/o1", "outcome/o7"}


@pytest.mark.parametrize(("line", "place", "wrong"), [
    ("outcome/o99: {of: 0a1b2c3d, author: mk}", "sign_offs.outcome/o99", "'outcome/o99' is no fact of this file"),
    ("outcome/o1: {of: 0a1b2c3d, author: xx}", "sign_offs.outcome/o1.author", "nobody in people.yaml is 'xx'"),
    ("outcome/o1: {of: 0a1b2c3d, author: mk, confirmed_by: xx}", "sign_offs.outcome/o1.confirmed_by", "is 'xx'"),
    ("outcome/o1: {of: 0a1b2c3d, author: mk, confirmed_by: mk}", "sign_offs.outcome/o1.confirmed_by", "'mk' confirmed"),
    ("outcome/o1: {of: 0a1b2c3d, author: mk, checked: 2026-11-24}", "sign_offs.outcome/o1.checked", "in the future"),
    ("outcome/o1: {of: 0a1b2c3, author: mk}", "sign_offs.outcome/o1.of", "not the print"),
    ("outcome/o1: {of: 0a1b2c3g, author: mk}", "sign_offs.outcome/o1.of", "not the print"),
    ("outcome/o1: {author: mk}", "sign_offs.outcome/o1.of", "the key 'of' is missing"),
    ("outcome/o1: {of: 0a1b2c3d}", "sign_offs.outcome/o1.author", "the key 'author' is missing"),
])  # fmt: skip
def test_a_wrong_sign_off_is_told_at_its_line(folder: Path, line: str, place: str, wrong: str) -> None:
    path = folder / "therapies" / "tiny.yaml"
    text = text_of(folder) + f"sign_offs:\n  {line}\n"
    path.write_text(text, encoding="utf-8")
    [fault] = read_curated(folder, TODAY)[1]
    assert (fault.path, fault.line) == (place, len(text.splitlines()))
    assert wrong in fault.wrong and fault.right


@pytest.mark.parametrize(("people", "place", "wrong"), [
    ("{mk: {name: M, looks_after: [tiny]}, js: {name: J, looks_after: [tiny]}}", "people.js.looks_after[0]", "'mk'"),
    ("{mk: {name: M, looks_after: [tini]}}", "people.mk.looks_after[0]", "'tini' is not a therapy here"),
    ("{mk: {name: M, looks_after: [tiny, tiny]}}", "people.mk.looks_after", "stands more than once"),
    ("{MK: {name: M}}", "people.MK", "not an id"),
    ("{mk: {name: M. Koch}, mk2: {name: m.  koch}}", "people.mk2.name", "'mk' has this name too"),
    ("{mk: {name: M, mail: x}}", "people.mk.mail", "not known here"),
    ("{mk: {}}", "people.mk.name", "is missing"),
])  # fmt: skip
def test_a_wrong_person_is_told(folder: Path, people: str, place: str, wrong: str) -> None:
    (folder / "people.yaml").write_text(f"people: {people}\n", encoding="utf-8")
    [fault] = read_curated(folder, TODAY)[1]
    assert fault.path == place
    assert wrong in fault.wrong and fault.right
