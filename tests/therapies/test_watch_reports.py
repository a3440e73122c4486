"""The page's words for the last reports: made by the real commands, so that both sides keep one form."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from loaders import labels, links, papers
from loaders.__main__ import main
from loaders.link_sources import CitedLink
from loaders.report_copy import publish
from loaders.report_shelf import REPORT, newest_report
from tests.loaders.watching import CARVYKTI, KYMRIAH, curated, run_command, three_labels
from tests.registry_stub.openfda import OpenFda
from tests.registry_stub.pubmed import PubMed, record
from tests.registry_stub.web import Page, Web
from tests.releases import RELEASE
from therapies.watch_reports import watch_reports

FIVE_YEARS = "40459151"
TERM = f"glossary/{RELEASE.glossary[0].id}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Two reports of each kind: a boxed warning changed, a label vanished, a cited paper was retracted, links broke."""
    folder = tmp_path_factory.mktemp("registry")
    with pytest.MonkeyPatch.context() as patch:
        for command in (labels, papers, links):
            patch.setattr(command, "curated_files", lambda *_: curated())
        with OpenFda(three_labels()) as openfda:
            assert run_command("labels", folder / "labels", openfda.url) == 0
            openfda.labels[0]["boxed_warning"] = ["<b>Enterocolitis</b> occurred."]
            del openfda.labels[1]
            assert run_command("labels", folder / "labels", openfda.url) == 0
        paper = record(FIVE_YEARS, "CARTITUDE-1 five-year report", notices=[("RetractionIn", "J 2026", "41000000")])
        with PubMed([paper]) as pubmed:
            assert run_command("papers", folder / "papers", pubmed.url) == 0
        with Web() as web:
            web.pages = {
                "127.0.0.1/a": Page(301, "/b?c=1&d=2"),
                "127.0.0.1/b?c=1&d=2": Page(),
                "127.0.0.1/e": Page(403),
            }
            cited = [
                CitedLink(web.at("127.0.0.1/a"), CARVYKTI, "s2", "It moved", "therapies/x.yaml", ()),
                CitedLink(web.at("127.0.0.1/e"), KYMRIAH, "s3", "It is refused", "therapies/y.yaml", ()),
                CitedLink(web.at("127.0.0.1/f"), None, "source 1", "It is gone", "glossary.yaml", (), TERM),
            ]
            patch.setattr(links, "cited_links", lambda _: cited)
            assert main(["links", "--to", str(folder / "links"), "--pause", "0"]) == 0
    yield folder


def made_on(folder: Path) -> date:
    saved = newest_report(folder / "labels")
    assert saved is not None
    return date.fromisoformat(saved.day)


def test_what_changed_stands_with_therapy_address_and_facts(folder: Path) -> None:
    of_labels, of_papers, _ = watch_reports(RELEASE, made_on(folder), folder=folder)
    rows = {(one.therapy_id, one.what): one for one in of_labels.rows}
    boxed = rows[KYMRIAH, "Boxed warning changed"]
    assert boxed.news == "New"
    assert any("Enterocolitis" in line for line in boxed.details)
    assert boxed.address is not None
    assert boxed.address.startswith("https://dailymed.nlm.nih.gov/")
    assert any("oxed warning" in name for name in boxed.facts), boxed.facts
    assert (CARVYKTI, "Label no longer found here") in rows
    assert (CARVYKTI, "Label not found here") not in rows, "told once"
    retracted = next(one for one in of_papers.rows if one.what == "Retracted")
    assert (retracted.therapy_id, retracted.address) == (CARVYKTI, "https://pubmed.ncbi.nlm.nih.gov/41000000/")
    assert retracted.fact_ids


def test_links_stand_with_what_to_do_and_those_of_no_therapy_too(folder: Path) -> None:
    report = watch_reports(RELEASE, made_on(folder), folder=folder)[2]
    assert [(one.therapy_id, one.what, one.about) for one in report.rows] == [
        (None, "Not found on one day: look again", "It is gone"),
        (CARVYKTI, "Moved for good", "It moved"),
        (KYMRIAH, "Refused: look at it in a browser", "It is refused"),
    ]
    gone, moved, _ = report.rows
    assert gone.therapy == TERM
    assert gone.fact_ids == (TERM,)
    assert gone.facts, "the term has a name"
    assert moved.address is not None
    assert f"New address: {moved.address[:-1]}b?c=1&d=2" in moved.details
    assert moved.fact_ids
    assert "1 of 3 addresses lead to a page. Asked that day: 3." in report.sentences
    assert any("Not found on one day: 1. " in one and "Refused: 1. Not answered: 0." in one for one in report.sentences)
    assert any("It was last there on" in line for line in moved.details)
    assert not any("None" in line for row in report.rows for line in row.details)


def test_shown_and_hidden_are_all(folder: Path) -> None:
    every = watch_reports(RELEASE, made_on(folder), folder=folder)[0]
    one = watch_reports(RELEASE, made_on(folder), KYMRIAH, folder)[0]
    assert 0 < len(one.rows) < len(every.rows)
    hidden = len(every.rows) - len(one.rows)
    assert (
        one.shown == f"Shown: {len(one.rows)}. Hidden by the choice of a therapy: {hidden}. Total: {len(every.rows)}."
    )
    assert len(every.sheet.rows) == len(every.rows)
    assert {len(row) for row in every.sheet.rows} == {len(every.sheet.headers)}


@pytest.mark.parametrize(
    ("days", "age", "old"), [(0, "today", False), (1, "1 day ago", False), (31, "31 days ago", True)]
)
def test_how_old_it_is(folder: Path, days: int, age: str, old: bool) -> None:
    for report in watch_reports(RELEASE, made_on(folder) + timedelta(days=days), folder=folder):
        assert report.sentences[0].endswith(f", {age}.")
        assert any("more than 30 days old" in sentence for sentence in report.sentences) is old


def test_without_a_report_it_says_who_makes_one(tmp_path: Path) -> None:
    for name, report in zip(
        ("labels", "papers", "links"), watch_reports(RELEASE, date(2026, 11, 26), folder=tmp_path), strict=True
    ):
        assert report.sentences == (f"There is no report yet. A curator makes one with: python -m loaders {name}",)
        assert (report.rows, report.shown) == ((), "")


@pytest.mark.parametrize(
    "content", ["[]", "{}", '{"made_on": "soon"}', '{"made_on": "2026-11-26", "compared_with": 5}']
)
def test_a_report_in_another_form_is_said_to_be_so(tmp_path: Path, content: str) -> None:
    publish(tmp_path / "papers", "2026-11-26", {REPORT: content}, {})
    report = watch_reports(RELEASE, date(2026, 11, 26), folder=tmp_path)[1]
    assert report.sentences == (
        "The last report cannot be read. A curator makes a new one with: python -m loaders papers",
    )


def test_a_damaged_report_is_passed_over(folder: Path, tmp_path: Path) -> None:
    good = newest_report(folder / "papers")
    assert good is not None
    publish(tmp_path / "papers", "2026-11-01", {REPORT: json.dumps(good.report())}, {})
    publish(tmp_path / "papers", "2026-11-02", {REPORT: "{}"}, {})
    (tmp_path / "papers" / "2026-11-02" / REPORT).write_text("{", encoding="utf-8")
    (tmp_path / "papers" / "2026-11-03").mkdir()
    found = newest_report(tmp_path / "papers")
    assert found is not None
    assert found.day == "2026-11-01"
