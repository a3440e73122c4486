"""`python -m loaders due`: the page's list in text; findings are no failure, and what is confirmed is gone."""

import re
from pathlib import Path
from shutil import copytree

import pytest

from loaders.__main__ import main
from loaders.due_text import FIRST, WIDTH
from tests.loaders.tiny_files import copied
from tests.releases import RELEASE

CURATED = Path(__file__).parents[2] / "data" / "curated"
PEOPLE = "people:\n  mk: {name: M. Koch, looks_after: [wu-cart-007]}\n  js: {name: J. Silva}\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real files that the comparison of classes speaks of, with two people."""
    named = set(re.findall(r"(?:therapy|example): ([a-z0-9-]+)", (CURATED / "comparisons.yaml").read_text("utf-8")))

    def others(place: str, names: list[str]) -> list[str]:
        return [name for name in names if place.endswith("therapies") and name.removesuffix(".yaml") not in named]

    copy = copytree(CURATED, tmp_path_factory.mktemp("due") / "curated", ignore=others)
    (copy / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    return copy


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """40 days on, without a copy of the register."""
    monkeypatch.setenv("THERAPY_TODAY", "2027-01-05")
    monkeypatch.setenv("THERAPY_REGISTER", str(tmp_path / "no copy"))


def said(capsys: pytest.CaptureFixture[str], folder: Path, *words: str) -> str:
    assert main(["due", "--curated", str(folder), *words]) == 0
    return capsys.readouterr().out


def test_it_says_what_to_open_and_what_to_write_most_shown_first(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    text = said(capsys, folder)
    lines = text.splitlines()
    assert re.match(r"[\d,]+ facts of \d+ therapies are overdue, ", lines[0])
    assert [line for line in lines if len(line) > WIDTH and "http" not in line and "confirm" not in line] == []
    first = text[text.index("1. ") : text.index("2. ")]
    places = [int(number) for number in re.findall(r"Shown in (\d+) place", text)]
    assert places == sorted(places, reverse=True)
    assert len(places) == FIRST
    assert re.search(r"^    https?://\S+$", first, re.MULTILINE)
    assert re.search(r"^    data/curated/therapies/[a-z0-9-]+\.yaml$", first, re.MULTILINE)
    assert re.search(r"^    python -m loaders confirm \S+ --by \w+$", first, re.MULTILINE)
    shown, further, hidden, total = (
        int(number.replace(",", ""))
        for number in re.findall(
            r"Shown: ([\d,]+)\. Further down the list: ([\d,]+) .*Hidden by the choice: ([\d,]+)\. Total: ([\d,]+)",
            " ".join(text.split()),
        )[0]
    )
    assert shown + further + hidden == total


def test_all_of_a_therapy_and_of_a_person(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    text = said(capsys, folder, "--therapy", "wu-cart-007", "--all", "--days", "0")
    assert set(re.findall(r"^    python -m loaders confirm ([a-z0-9-]+)/", text, re.MULTILINE)) == {"wu-cart-007"}
    assert "Looked after by M. Koch." in text
    assert " --by mk" in text
    assert "Further down" not in text
    mine = said(capsys, folder, "--person", "mk", "--all", "--days", "0")
    assert mine.count("python -m loaders confirm") == text.count("python -m loaders confirm")
    assert "Shown: 0." in said(capsys, folder, "--person", "js")


def test_sources_say_how_many_facts_they_make_current(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    text = said(capsys, folder, "--sources", "--therapy", "wu-cart-007")
    assert "reg-nct06514794 --by mk" in text
    (made,) = re.findall(r"Makes ([^.]*)\.\n    https://clinicaltrials.gov/study/NCT06514794\n", text)
    sites = len(RELEASE.sites("wu-cart-007/trial/nct06514794"))
    kinds = "trials and their status: 1; ways of access: 1; trial sites and their status"
    assert " ".join(made.split()) == f"{sites + 2} facts current: {kinds}: {sites}"


def test_a_confirmed_source_is_gone_at_once(capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path) -> None:
    copy = copytree(folder, tmp_path / "curated")
    fact = "confirm wu-cart-007/trial/nct06514794 "
    choice = ("--therapy", "wu-cart-007", "--all")
    assert fact in said(capsys, copy, *choice)
    # The day of a confirmation is today's, and so is that of the list.
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("THERAPY_TODAY")
        assert fact in said(capsys, copy, *choice)
        assert main(["confirm", "wu-cart-007/reg-nct06514794", "--by", "mk", "--curated", str(copy)]) == 0
        capsys.readouterr()
        assert fact not in said(capsys, copy, *choice)


def test_a_name_that_is_not_known_is_said(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert said(capsys, folder, "--therapy", "x") == "There is no therapy 'x' in the curated files.\n"
    assert said(capsys, folder, "--person", "x") == "There is no person 'x' in the curated files.\n"


def test_nothing_due(capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THERAPY_TODAY", "2020-01-01")
    text = said(capsys, folder)
    assert text.startswith("Nothing is overdue, and nothing falls due within 14 days. The next check is due on")
    assert "Shown: 0. Hidden by the choice: 0. Total: 0." in text


def test_files_with_faults_do_not_stop_it(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    copy = copied(tmp_path)
    (copy / "therapies" / "tiny.yaml").write_text("id: tiny\n", encoding="utf-8")
    text = " ".join(said(capsys, copy).split())
    assert re.match(r"The curated files have \d+ faults?: see python -m loaders check\. .* of the release\.", text)
    assert "sofi-cel" in text
