"""The check finds every fault at once, says where and what would be right, and writes nothing."""

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from loaders.__main__ import COMMANDS, main
from loaders.curated import read_curated
from loaders.faults import Fault

ROOT = Path(__file__).parents[2]


def spoil(path: Path, old: str, new: str, count: int = 1) -> int:
    """Replace text once and return the line (from 1) where the new text begins."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, count), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_small_set_is_sound(faults: Callable[[], list[Fault]]) -> None:
    assert faults() == []


def test_five_different_faults_are_all_reported_with_their_lines(
    small: Path, sofi: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        spoil(sofi, "modality: car-t", "modality: car-tea"),
        spoil(sofi, "percent: 90.9", "percent: 19.9"),
        spoil(sofi, "disease: t-lbl", "disease: t-lbll"),
        spoil(sofi, "enrollment: 125", "enrolment: 125"),
        spoil(sofi, "date: 2024-05-20", "date: 2024-02-30"),
    ]
    target = tmp_path / "release"
    assert main(["build", "--curated", str(small), "--to", str(target)]) == 1
    printed = capsys.readouterr().err
    for line in lines:
        assert f"wu-cart-007.yaml:{line}:" in printed, printed
    for words in ("did you mean 'car-t'", "a day that does not exist", "did you mean 'enrollment'"):
        assert words in printed
    assert not target.exists()


def test_faults_of_value_and_of_sense_come_together(sofi: Path, faults: Callable[[], list[Fault]]) -> None:
    spoil(sofi, "percent: 90.9", "percent: 19.9")
    spoil(
        sofi, "indication: cd7-aml-tnhl", "indication: gone"
    ) if "indication: cd7-aml-tnhl" in sofi.read_text() else None
    spoil(sofi, "modality: car-t", "modality: car-tea")
    found = faults()
    assert any("not a word of modality" in fault.wrong for fault in found)
    assert any("does not agree with 10 of 11" in fault.wrong for fault in found)


@pytest.mark.parametrize(
    ("old", "new", "path", "wrong"),
    [
        ("id: wu-cart-007", "id: wu-cart-008", "id", "not the file's name"),
        ("name: soficabtagene geleucel", "name: ''", "name", "empty text"),
        ("countries: [US]", "countries: [usa]", "indications[0].countries[0]", "not a country code"),
        ("responders: 10", "responders: 12", "outcomes[0].responders", "12 of 11 cannot be"),
        ("responders: 10", "responders: ten", "outcomes[0].responders", "'ten' stands where a whole number"),
        ("n: 11", "n: 11.5", "outcomes[0].n", "whole number"),
        ("headline: false", "headline: true", "outcomes[2].headline", "more than two headline"),
        ("headline: true", "headline: 'yes'", "outcomes[0].headline", "true or false"),
        ("kind: proportion", "kind: duration", "outcomes[0].responders", "a duration has no responders"),
        ("endpoint: ORR", "endpoint: clinical-response", "outcomes[0].label", "says nothing without a label"),
        ("nct: NCT06514794", "nct: NCT0651479", "trials[0].nct", "not an NCT number"),
        ("status: RECRUITING", "status: OPEN", "trials[0].status", "not a word of trial_status"),
        ("published: 2026-01-21", "published: 2027-01-21", "sources", "lies in the future"),
        ("lat: 33.749", "lat: 133.749", "trials[0].sites[0]", "not a place on earth"),
        ("status_as_of: 2026-08-06", "status_as_of: 2027-08-06", "trials[0].status_as_of", "lies in the future"),
        ("note: grade 1\n", "note: a miracle\n", "safety", "sells instead of telling"),
        ("Ask the blood doctors", "A promising way: ask the doctors", "access[0].detail", "sells instead"),
        ("event: fast-track", "event: company-discontinuation", "regulatory", "'company-discontinuation' by 'FDA'"),
        ("event: fast-track", "event: target-action-date", "regulatory", "with date_of 'announcement'"),
        ("n: 13", "n: 130000000000", "outcomes", "is too large"),
        ("n: 13", "n: 1" + 5000 * "3", "outcomes", "too many digits"),
        ("Sofi-cel is a ready-made", "Sofi-cel is a promising", "plain_summary", "sells instead of telling"),
        ("short_name: sofi-cel\n", "", "short_name", "is missing"),
        ("http://ashpublications.net/blood", "javascript:alert(1)//blood", "sources[0].url", "not a web address"),
    ],
)
def test_each_rule_finds_its_fault(
    sofi: Path, faults: Callable[[], list[Fault]], old: str, new: str, path: str, wrong: str
) -> None:
    spoil(sofi, old, new)
    found = faults()
    assert any(fault.path.startswith(path) and wrong in fault.wrong for fault in found), "\n".join(map(str, found))


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("sources: [s1, s2]", "sources: []", "a fact without a source"),
        ("sources: [s1, s2]", "sources: [s1, s999]", "the source 's999' is not in this file"),
        ("sources: [s1, s2]", "sources: [s1, s1]", "stands more than once"),
        ("ci95: null", "ci95: [95, 99]", "lies outside its range"),
        ("ci95: null", "ci95: [99, 59]", "upside down"),
        ("ci95: null", "ci95: [59, 101]", "leaves 0 to 100"),
        ("indication: r-r-t-all-lbl", "indication: nowhere", "is not an indication of this file"),
        ("id: o2", "id: o1", "the id 'o1' stands twice"),
    ],
)
def test_each_rule_between_values_finds_its_fault(
    sofi: Path, faults: Callable[[], list[Fault]], old: str, new: str, wrong: str
) -> None:
    spoil(sofi, old, new)
    assert any(wrong in fault.wrong for fault in faults()), "\n".join(map(str, faults()))


def test_a_fact_whose_only_source_was_not_read_is_refused(sofi: Path, faults: Callable[[], list[Fault]]) -> None:
    text = sofi.read_text(encoding="utf-8")
    start = text.index("read: ", text.index("alphabiopharma.com"))
    sofi.write_text(text[:start] + text[start:].replace("read: full", "read: not-read", 1), encoding="utf-8")
    assert any("whose only source was not read" in fault.wrong for fault in faults())


def test_rules_between_files(small: Path, faults: Callable[[], list[Fault]]) -> None:
    spoil(small / "comparisons.yaml", "example: wu-cart-007", "example: nobody")
    spoil(small / "comparisons.yaml", "source: s5}", "source: s555}")
    spoil(small / "diseases.yaml", "group: leukemia", "group: leukaemia")
    spoil(small / "diseases.yaml", "group: leukemia, parent: null", "group: leukemia, parent: b-all")
    spoil(small / "pathways.yaml", "- id: right-to-try", "- id: right-to-ask")
    spoil(small / "glossary.yaml", "checked: 2026-11-22", "checked: 2031-11-22")
    spoil(small / "glossary.yaml", "plain: The share of people", "plain: The miracle share of people")
    spoil(small / "comparisons.yaml", "sources: [{therapy: tisagenlecleucel, source: stcell}]", "sources: []")
    (small / "therapies" / "forgotten.yml").write_text("id: forgotten", encoding="utf-8")
    wrongs = " ".join(fault.wrong for fault in faults())
    for words in (
        *("'nobody' is not a therapy", "'s555'", "not a word of disease_group", "not a word of access_route"),
        *(
            "2031-11-22 lies in the future",
            "'miracle' sells",
            "a statement without a source",
            "a file that is not read",
        ),
    ):
        assert words in wrongs


def test_a_vocabulary_that_cannot_be_read_hides_no_fault_and_casts_no_shadow(
    small: Path, sofi: Path, faults: Callable[[], list[Fault]]
) -> None:
    (small / "vocabulary.yaml").write_text("modality: [unclosed\n", encoding="utf-8")
    spoil(sofi, "percent: 90.9", "percent: 19.9")
    found = faults()
    assert sorted(fault.file.name for fault in found) == ["vocabulary.yaml", "wu-cart-007.yaml"], found


def test_an_invisible_mark_behind_an_escape_is_found(sofi: Path, faults: Callable[[], list[Fault]]) -> None:
    spoil(sofi, "short_name: sofi-cel", 'short_name: "sofi\\u202Ecel"')
    assert any("an invisible character" in fault.wrong for fault in faults())


def test_a_file_that_cannot_be_parsed_hides_no_fault_of_the_others(
    small: Path, sofi: Path, faults: Callable[[], list[Fault]]
) -> None:
    (small / "therapies" / "allo-316.yaml").write_text("id: [unclosed\n", encoding="utf-8")
    spoil(sofi, "percent: 90.9", "percent: 19.9")
    found = faults()
    assert {fault.file.name for fault in found} >= {"allo-316.yaml", "wu-cart-007.yaml"}


def test_the_real_files_have_no_fault_and_lose_nothing() -> None:
    curated, found = read_curated(ROOT / "data" / "curated", date(2026, 11, 26))
    assert found == []
    assert curated is not None
    counts = {
        part: sum(len(getattr(therapy, part)) for therapy in curated.therapies)
        for part in ("outcomes", "regulatory", "safety", "trials", "sources", "access")
    }
    assert len(curated.therapies) >= 104
    expected = {"outcomes": 522, "regulatory": 350, "safety": 318, "trials": 187, "sources": 1062, "access": 134}
    assert all(counts[part] >= least for part, least in expected.items()), counts


def test_no_fact_is_filed_under_other() -> None:
    curated, _ = read_curated(ROOT / "data" / "curated", date(2026, 11, 26))
    assert curated is not None
    for name, words in curated.vocabulary.lists().items():
        assert "other" not in words or name == "disease_group"


def test_the_command_line_says_what_it_does() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "loaders", "check"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert re.search(r"No faults: \d+ therapies", done.stdout)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_takes(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert f"python -m loaders {command}" in capsys.readouterr().out
    assert callable(COMMANDS[command].function(COMMANDS[command].run))
