"""The watch of the cited papers: what was retracted, doubted, corrected or lost is told once as new, with its facts."""

import logging
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from loaders import papers as command
from loaders.paper_findings import MANY, NO_DOI, NO_PAPER, TITLE, TWO, same_title
from loaders.paper_records import NOTICES, UnreadableError, read_papers
from loaders.paper_sources import cited_papers, plain_doi
from tests.loaders.conftest import ROOT
from tests.loaders.watching import CARVYKTI, contents, curated, from_request, run_command, saved, seen
from tests.registry_stub.pubmed import PubMed, Record, record

KEY, EMAIL = "k3y-0f-s0meb0dy-never-shown", "somebody@example.org"
FIVE_YEARS = "40459151"  # the source of cilta-cel with both numbers
BY_DOI = "10.1056/nejmoa2303379"  # another one of it with a DOI alone


def all_records() -> list[Record]:
    """A record for every cited paper, under its own title, with mark-up."""
    made, found = {}, cited_papers(curated())
    for place, one in enumerate(found):
        pmid = one.pmid or str(50_000_000 + place)
        title = one.title.replace("&", "&amp;").replace("<", "&lt;")
        made[pmid] = record(pmid, f"{title[:5]}<i>{title[5:9]}</i>{title[9:]}.", doi=(one.doi or "").upper() or None)
    return list(made.values())


@pytest.fixture
def pubmed(monkeypatch: pytest.MonkeyPatch) -> Iterator[PubMed]:
    monkeypatch.setattr(command, "curated_files", lambda *_: curated())
    for name in ("NCBI_API_KEY", "NCBI_EMAIL"):
        monkeypatch.delenv(name, raising=False)
    with PubMed(all_records()) as pubmed:
        yield pubmed


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one good report, which found nothing."""
    folder = tmp_path_factory.mktemp("papers")
    with PubMed(all_records()) as pubmed, pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "curated_files", lambda *_: curated())
        assert run_command("papers", folder, pubmed.url) == 0
    return folder


@pytest.fixture
def again(
    pubmed: PubMed, good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Ask once more over a good report that is there: the result, and all that was printed."""
    shutil.copytree(good, tmp_path, dirs_exist_ok=True)
    capsys.readouterr()

    def ask(*options: str, url: str = pubmed.url) -> tuple[int, str]:
        result = run_command("papers", tmp_path, url, *options)
        printed = capsys.readouterr()
        return result, printed.err + printed.out

    return ask


def change(pubmed: PubMed, pmid: str, **new: Any) -> None:
    pubmed.records[pmid] = replace(pubmed.records[pmid], **new)


def told(folder: Path) -> list[tuple[str, str, str, bool]]:
    return [(one["therapy_id"], one["source_id"], one["kind"], one["new"]) for one in saved(folder)["findings"]]


def test_every_source_with_a_number_is_asked_for_once(pubmed: PubMed, tmp_path: Path) -> None:
    assert run_command("papers", tmp_path, pubmed.url) == 0
    cited = cited_papers(curated())
    alone = {one.doi for one in cited if not one.pmid}
    searches = [asked["term"] for name, asked in pubmed.asked if name == "esearch.fcgi"]
    assert sorted(searches) == sorted(f'"{doi}"[doi]' for doi in alone)
    fetched = [asked["id"] for name, asked in pubmed.asked if name == "efetch.fcgi"]
    assert len(fetched) == 1, "all records at once"
    assert len(fetched[0].split(",")) == len(cited)
    report = saved(tmp_path)
    assert (report["sources"], report["resolved"], report["findings"]) == (len(cited), len(cited), [])
    assert all(asked["tool"] and asked["db"] == "pubmed" for _, asked in pubmed.asked)


@pytest.mark.parametrize(("reftype", "kind"), NOTICES.items())
def test_each_kind_of_notice(
    pubmed: PubMed, tmp_path: Path, again: Callable[..., tuple[int, str]], reftype: str, kind: str
) -> None:
    change(pubmed, FIVE_YEARS, notices=[(reftype, "J Clin Oncol. 2026;44(1):1", "41000000")])
    result, said = again()
    assert result == 0
    assert told(tmp_path) == [(CARVYKTI, "s11", kind, True)]
    assert f"  {CARVYKTI}\n    {kind.upper()}: source s11, PubMed {FIVE_YEARS}, DOI 10.1200/jco-25-00760" in said
    assert "J Clin Oncol. 2026;44(1):1" in said
    assert "https://pubmed.ncbi.nlm.nih.gov/41000000/" in said
    one = saved(tmp_path)["findings"][0]
    assert one["facts"]
    assert all(fact.startswith(f"{CARVYKTI}/") for fact in one["facts"])
    assert one["facts"][0] in said


@pytest.mark.parametrize(
    ("kind_of_paper", "kind"),
    [
        ("Retracted Publication", "retracted"),
        ("Retraction of Publication", "is itself a notice of retraction"),
        ("Published Erratum", "is itself a correction of another paper"),
        ("Expression of Concern", "is itself an expression of concern"),
    ],
)
def test_the_type_of_a_paper_says_it_too(
    pubmed: PubMed, tmp_path: Path, again: Callable[..., tuple[int, str]], kind_of_paper: str, kind: str
) -> None:
    change(pubmed, FIVE_YEARS, types=[kind_of_paper])
    assert again()[0] == 0
    assert told(tmp_path) == [(CARVYKTI, "s11", kind, True)]


def test_a_retraction_with_type_and_notice_is_told_once(
    pubmed: PubMed, tmp_path: Path, again: Callable[..., tuple[int, str]]
) -> None:
    change(pubmed, FIVE_YEARS, types=["Retracted Publication"], notices=[("RetractionIn", "J 2026", "41000000")])
    assert again()[0] == 0
    assert told(tmp_path) == [(CARVYKTI, "s11", "retracted", True)]


def test_the_second_report_says_what_is_new_and_what_is_no_more(
    pubmed: PubMed, tmp_path: Path, again: Callable[..., tuple[int, str]]
) -> None:
    change(pubmed, FIVE_YEARS, notices=[("ErratumIn", "J Clin Oncol. 2026;44(1):1", "41000000")])
    assert again()[0] == 0
    change(pubmed, FIVE_YEARS, notices=[("ErratumIn", "J  Clin Oncol. 2026 Jan;44(1):1.", "41000000")])
    result, said = again()
    assert result == 0
    assert told(tmp_path) == [(CARVYKTI, "s11", "corrected", False)], "written otherwise, it is the same notice"
    assert "NEW: nothing" in said
    assert "AS BEFORE: 1" in said
    notices = [("ErratumIn", "J Clin Oncol. 2026;44(1):1", "41000000"), ("ErratumIn", "J 2026;44(2):9", "41000001")]
    change(pubmed, FIVE_YEARS, notices=notices)
    assert "NEW: 1\n" in again()[1], "a second correction is new"
    change(pubmed, FIVE_YEARS, notices=[])
    said = again()[1]
    assert "NO MORE: 2" in said
    assert told(tmp_path) == []
    assert "NO MORE: nothing" in again()[1]


def test_numbers_that_lead_nowhere_or_elsewhere(
    pubmed: PubMed, tmp_path: Path, again: Callable[..., tuple[int, str]]
) -> None:
    by_doi = next(pmid for pmid, one in pubmed.records.items() if (one.doi or "").lower() == BY_DOI)
    del pubmed.records[by_doi]
    change(pubmed, FIVE_YEARS, doi="10.1/another", title="A study of mice")
    result, said = again()
    assert result == 0
    assert set(told(tmp_path)) == {(CARVYKTI, "s13", NO_DOI, True), (CARVYKTI, "s11", TWO, True)}
    assert "on record DOI 10.1200/jco-25-00760, in PubMed 10.1/another: “A study of mice”" in said
    assert f"https://doi.org/{BY_DOI}" in said
    del pubmed.records[FIVE_YEARS]
    assert again()[0] == 0
    assert (CARVYKTI, "s11", NO_PAPER, True) in told(tmp_path)


def test_a_doi_of_two_records_is_told(pubmed: PubMed, tmp_path: Path, again: Callable[..., tuple[int, str]]) -> None:
    pubmed.records["60000000"] = record("60000000", "The same again", doi=BY_DOI)
    assert again()[0] == 0
    assert told(tmp_path) == [(CARVYKTI, "s13", MANY, True)]


def test_another_title_is_told(pubmed: PubMed, tmp_path: Path, again: Callable[..., tuple[int, str]]) -> None:
    change(pubmed, FIVE_YEARS, title="Gut <sub>2</sub> flora of &lt;mice&gt;")
    said = again()[1]
    assert told(tmp_path) == [(CARVYKTI, "s11", TITLE, True)]
    assert "in PubMed “Gut 2 flora of <mice>”" in said


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ("IL-13Ra2-targeting CAR-T cells: a phase 1 trial", "IL-13Rα2-Targeting  CAR-T Cells: A Phase 1 Trial.", True),
        ("Étude of cells (stored copy of PubMed record)", "Etude of cells.", True),
        ("CARTITUDE-1 five-year report (stored copy)", "Gut flora of mice", False),
        ("Phase 2 trial of tiny cells in adults", "Phase 2 trial of large drugs in mice with asthma", False),
        ("(all in brackets)", "All in brackets", True),
        ("", "A title", False),
    ],
)
def test_titles_are_compared_by_their_words(ours: str, theirs: str, same: bool) -> None:
    assert same_title(ours, theirs) is same


def test_a_search_that_was_widened_gives_no_wrong_paper(
    pubmed: PubMed, tmp_path: Path, again: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = curated().therapies[0]
    source = first.sources[0].model_copy(update={"doi": "10.1/widened", "pmid": None})
    therapy = first.model_copy(update={"sources": [source, *first.sources[1:]]})
    spoilt = type(curated())(
        (therapy, *curated().therapies[1:]),
        *(
            getattr(curated(), name)
            for name in ("diseases", "vocabulary", "pathways", "comparisons", "glossary", "conditions", "people")
        ),
    )
    monkeypatch.setattr(command, "curated_files", lambda *_: spoilt)
    assert again()[0] == 0
    assert (therapy.id, source.id, NO_DOI, True) in told(tmp_path)
    found = [one["detail"] for one in saved(tmp_path)["findings"] if one["kind"] == NO_DOI]
    assert found == ["DOI 10.1/widened; not every DOI is in PubMed"]


def test_what_is_read_of_a_record() -> None:
    made = record("1", "Effect of <i>CD19</i> in <sub>2</sub>", doi="10.1/X", notices=[("ErratumIn", "J & J", None)])
    paper = read_papers(f"<PubmedArticleSet>{made.xml()}</PubmedArticleSet>".encode())["1"]
    assert (paper.title, paper.doi, paper.published) == ("Effect of CD19 in 2", "10.1/x", "2024 Nov-Dec")
    assert [(one.kind, one.where, one.pmid) for one in paper.notices] == [("corrected", "J & J", None)]


def test_a_doi_of_a_cited_paper_is_not_that_of_the_paper() -> None:
    made = record("1", "A paper without a DOI")
    assert read_papers(f"<PubmedArticleSet>{made.xml()}</PubmedArticleSet>".encode())["1"].doi is None


@pytest.mark.parametrize(
    "body",
    [b"", b"<html><br></html>", b"<PubmedArticleSet>", b"{}", b"<!DOCTYPE x [<!ENTITY a 'b'>]><PubmedArticleSet/>"],
)
def test_what_is_no_list_of_papers_is_refused(body: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_papers(body)


def test_doi_as_people_write_them() -> None:
    assert plain_doi(" https://doi.org/10.1/ABC ") == plain_doi("doi: 10.1/abc") == "10.1/abc"
    assert plain_doi(None) is None


@pytest.mark.parametrize(
    ("trouble", "happened", "do"),
    [
        ("html", "gave a web page (status 200)", "a proxy or a sign-in page"),
        ("no-type", "gave something unnamed (status 200)", "Look at --base-url"),
        ("forbidden", "does not let this program in (403)", "Do not repeat it fast"),
        ("redirect", "answered with the unexpected status 307", "the real one is https://eutils.ncbi"),
        ("429", "asks for fewer requests (429). This is so after 3 attempts", "set a key in NCBI_API_KEY"),
        ("limit", "asks for fewer requests (200). This is so after 3 attempts", "3 requests a second"),
        ("500", "a fault of its own (500)", "Run the same command again later"),
        ("503", "a fault of its own (503)", "Run the same command again later"),
        ("timeout", "did not answer within 1.5 seconds", "Run the same command again later"),
        ("cut", "answer was cut off", "Run the same command again later"),
        ("half", "cut off or is not", "Run the same command again later"),
        ("error", "PubMed could not answer. It said: “cannot read”", "Run the same command again later"),
        ("backend", "PubMed could not search. It said: “Search Backend failed", "Run the same command again later"),
        ("form", "a search without a list of numbers", "Tell who maintains the dashboard: PubMed has changed"),
    ],
)
@pytest.mark.parametrize("where", ["first", "last"])
def test_what_does_not_pass_is_said_and_the_last_report_stays(
    pubmed: PubMed,
    tmp_path: Path,
    again: Callable[..., tuple[int, str]],
    trouble: str,
    happened: str,
    do: str,
    where: str,
) -> None:
    before = contents(tmp_path)
    searches = len({one.doi for one in cited_papers(curated()) if not one.pmid})
    if where == "last":  # in the records instead of the searches
        if trouble == "backend":
            return
        happened = {
            "error": "is no list of papers: it is a 'eFetchResult' and says: Unable to obtain query",
            "form": "is no list of papers: it is a 'Another'",
        }.get(trouble, happened)
        do = "Run the same command again later" if trouble == "form" else do
    pubmed.trouble = from_request(1 if where == "first" else searches + 1, trouble)
    result, said = again()
    assert result == 1
    last = said.partition("No report on papers was made.")[2]
    assert happened in last
    assert "What still works: the dashboard as before; the report on papers of 2026-" in last
    assert do in last.partition("What to do: ")[2]
    assert "Traceback" not in said
    assert contents(tmp_path) == before
    pubmed.trouble = lambda _: None
    assert again()[0] == 0, "and the next time it works"


@pytest.mark.parametrize("trouble", ["429", "limit", "500", "502", "503", "timeout", "cut", "half", "error", "backend"])
def test_what_passes_is_tried_again(
    pubmed: PubMed, tmp_path: Path, again: Callable[..., tuple[int, str]], trouble: str
) -> None:
    pubmed.trouble = {1: trouble, 2: trouble}.get
    result, said = again()
    assert (result, said.count("Trying again in")) == (0, 2)
    assert told(tmp_path) == []


def test_records_left_out_are_asked_for_again(
    pubmed: PubMed, tmp_path: Path, again: Callable[..., tuple[int, str]]
) -> None:
    searches = len({one.doi for one in cited_papers(curated()) if not one.pmid})
    pubmed.trouble = {searches + 1: "lost"}.get
    result, said = again()
    assert result == 0
    assert "PubMed left out 1 papers that it has" in said
    assert told(tmp_path) == []
    pubmed.trouble = lambda number: "nothing"
    result, said = again()
    assert (result, "papers that it has" in said) == (1, True)


def test_no_paper_at_all_is_a_fault_and_no_news(
    pubmed: PubMed, tmp_path: Path, again: Callable[..., tuple[int, str]]
) -> None:
    pubmed.records.clear()
    result, said = again()
    assert (result, "that is a fault, not news." in said) == (1, True)
    assert len(seen(tmp_path)) == 1
    for one in all_records()[:2]:
        pubmed.records[one.pmid] = one
    result, said = again()
    assert (result, "PubMed knew 2 papers where it knew" in said) == (1, True)


@pytest.mark.parametrize(
    ("address", "happened"),
    [("http://127.0.0.1:9", "cannot be reached (ConnectError)"), ("nonsense", "is not an address that can be asked")],
)
def test_no_network_at_all(again: Callable[..., tuple[int, str]], address: str, happened: str) -> None:
    result, said = again(url=address)
    assert (result, happened in said, "the report on papers of 2026-" in said) == (1, True, True)


def everything(folder: Path) -> str:
    return " ".join(path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("trouble", [None, "html", "429", "limit", "503", "timeout", "cut", "error", "redirect", "bad"])
def test_a_key_is_sent_and_never_shown(
    pubmed: PubMed,
    tmp_path: Path,
    again: Callable[..., tuple[int, str]],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    trouble: str | None,
) -> None:
    monkeypatch.setenv("NCBI_API_KEY", KEY)
    monkeypatch.setenv("NCBI_EMAIL", EMAIL)
    caplog.set_level(logging.DEBUG)
    pubmed.key = KEY if trouble != "bad" else "another"
    pubmed.trouble = lambda _: trouble
    result, said = again()
    assert result == (1 if trouble else 0)
    assert {(asked["api_key"], asked["email"]) for _, asked in pubmed.asked} == {(KEY, EMAIL)}
    assert not any(KEY in line or "example.org" in line for line in pubmed.lines), "in no address"
    printed = said + caplog.text + everything(tmp_path)
    assert KEY not in printed
    assert EMAIL not in printed
    if trouble == "bad":
        assert "PubMed does not accept the key in NCBI_API_KEY." in said
        assert len(pubmed.asked) == 1
    if trouble == "503":
        assert "It said: “Unavailable for (the key)”" in said


def test_without_a_key_the_address_of_the_caller_is_not_repeated(
    pubmed: PubMed, again: Callable[..., tuple[int, str]]
) -> None:
    pubmed.trouble = from_request(1, "429")
    said = again()[1].replace(pubmed.url, "")
    assert "127.0.0.1" not in said
    assert "PubMed asks who is calling: set NCBI_EMAIL" in said


def test_requests_stand_a_pause_apart(pubmed: PubMed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("loaders.outside_service.sleep", waits.append)
    assert run_command("papers", tmp_path, pubmed.url, "--pause", "0.5") == 0
    assert len(waits) == len(pubmed.asked)
    assert all(0.2 < wait <= 0.5 for wait in waits[1:])


def test_ctrl_c_leaves_the_last_report(
    tmp_path: Path, again: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(tmp_path)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "publish", stop)
    result, said = again()
    assert (result, "Stopped by you. No report on papers was made." in said) == (130, True)
    assert contents(tmp_path) == before


def test_killed_it_leaves_the_last_report(pubmed: PubMed, small: Path, tmp_path: Path, good: Path) -> None:
    folder = tmp_path / "papers"
    shutil.copytree(good, folder)
    before = contents(folder)
    pubmed.trouble = lambda number: "timeout" if number >= 3 else None
    arguments = ["--to", str(folder), "--base-url", pubmed.url, "--pause", "0", "--curated", str(small)]
    with subprocess.Popen([sys.executable, "-m", "loaders", "papers", *arguments], cwd=ROOT) as running:
        while len(pubmed.asked) < 3 and running.poll() is None:
            time.sleep(0.02)
        os.kill(running.pid, signal.SIGKILL)
    assert running.returncode == -signal.SIGKILL
    assert contents(folder) == before
    pubmed.trouble = lambda _: None
    assert run_command("papers", folder, pubmed.url) == 0
    assert told(folder) == []
