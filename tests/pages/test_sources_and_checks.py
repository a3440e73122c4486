"""Sources, checks, disagreements, questions and method: what an address opens; nothing is cut silently."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from loaders.report_copy import publish
from tests.pages.session import html_of, opened, text_of
from tests.releases import RELEASE
from therapies.checked_facts import every_fact
from therapies.due_list import Chosen, due_list
from therapies.reviewed import reviewed_sentence
from therapies.weak_sources import weak_facts
from views import frame, problem_report

TODAY = date(2026, 11, 23)
ALL_SOURCES = RELEASE.row_counts["sources"] + RELEASE.row_counts["reference_sources"]
QUESTIONS = sum(len(therapy.open_questions) for therapy in RELEASE.therapies.values())


def test_it_opens_with_all_sources_in_parts(app: AppTest) -> None:
    page = opened(app)
    assert not page.exception
    hidden = f"On other parts: {ALL_SOURCES - 50:,}. Hidden by the filters: 0. Total: {ALL_SOURCES:,}."
    assert f"Shown: 50 (number 1 to 50). {hidden}" in text_of(page)
    assert html_of(page).count("<tr ") == 51


def test_parts_can_be_turned_and_a_part_that_is_none_is_the_first(app: AppTest) -> None:
    assert "number 51 to 100" in text_of(opened(app, part="2"))
    assert "number 1 to 50" in text_of(opened(app, part="9999"))
    assert "number 1 to 50" in text_of(opened(app, part="<b>"))


def test_another_choice_starts_at_the_first_part(app: AppTest) -> None:
    page = opened(app, part="3")
    page.selectbox(key="kind").select("medical-news").run()
    assert "number 1 to 50" in text_of(page)
    assert "part" not in page.query_params


def test_filters_are_in_the_address(app: AppTest) -> None:
    page = opened(app, therapy="wu-cart-007", kind="peer-reviewed", read="full", q="blood")
    assert page.selectbox(key="therapy").value == "wu-cart-007"
    assert page.text_input(key="q").value == "blood"
    assert f"Total: {ALL_SOURCES:,}." in text_of(page)


def test_nothing_found_says_what_to_do(app: AppTest) -> None:
    page = opened(app, q="zzzzzz")
    assert not page.exception
    assert "Take out a filter or a word." in text_of(page)
    assert f"Shown: 0. Hidden by the filters: {ALL_SOURCES:,}. Total: {ALL_SOURCES:,}." in text_of(page)


def test_what_is_due_is_said_first_and_one_click_from_its_source(app: AppTest) -> None:
    page = opened(app, show="checks")
    text, html = text_of(page), html_of(page)
    assert re.search(r"[\d,]+ facts of \d+ therapies are overdue, none falls due within 14 days", text)
    assert "facts are overdue for a check on 23 November 2026." in text
    assert "Trial sites and their status" in text
    assert "after 30 days" in text
    assert 'href="https://clinicaltrials.gov/study/NCT06514794" target="_blank"' in html
    assert 'href="therapy?therapy=wu-cart-007" target="_self"' in html
    assert "python -m loaders confirm wu-cart-007/trial/nct06514794 --by SIGN" in text
    places = [int(number) for number in re.findall(r"Shown in (\d+) place", text)]
    assert len(places) == 25
    assert places == sorted(places, reverse=True)


def test_addresses_from_before_narrow_the_list(app: AppTest) -> None:
    narrowed = text_of(opened(app, show="checks", therapy="wu-cart-007", table="trials"))
    assert "T-RRex · NCT06514794: status recruiting" in narrowed
    total = len(due_list(RELEASE, RELEASE, TODAY).rows)
    trials = len(due_list(RELEASE, RELEASE, TODAY, Chosen("wu-cart-007", None, "trials")).rows)
    shown = f"Shown: {trials} (number 1 to {trials}). On other parts: 0. Hidden by the filters: {total - trials:,}."
    assert f"{shown} Total: {total:,}." in narrowed


def test_the_days_ahead_are_chosen(app: AppTest) -> None:
    found = due_list(RELEASE, RELEASE, TODAY, Chosen(days=30))
    assert f"Total: {found.total:,}." in text_of(opened(app, show="checks", days="30"))
    assert "more fall due within 30 days" in found.heading
    page = opened(app, show="checks")
    page.selectbox(key="days").select("0").run()
    assert f"Total: {due_list(RELEASE, RELEASE, TODAY, Chosen(days=0)).total:,}." in text_of(page)
    assert page.query_params["days"] == "0"


@pytest.mark.parametrize("group", ["sources", "therapies", "people"])
def test_the_same_by_source_therapy_and_person(app: AppTest, group: str) -> None:
    page = opened(app, show="checks", group=group)
    assert not page.exception
    found = due_list(RELEASE, RELEASE, TODAY)
    text, html = text_of(page), html_of(page)
    if group == "sources":
        assert found.sources[0].said in text
        # What is in our own words has no page of its own to open: its sources are listed.
        own = html_of(opened(app, show="checks", group="sources", days="30"))
        assert '<a href="sources_and_checks?therapy=wu-cart-007" target="_self">What its record says' in own
        assert "python -m loaders confirm wu-cart-007/reg-nct06514794 --by SIGN" in text
    else:
        assert f"Shown: {found.total:,}. Hidden by the filters: 0. Total: {found.total:,}." in text
    if group == "therapies":
        assert 'href="sources_and_checks?show=checks&amp;therapy=wu-cart-007"' in html


def test_nothing_due_says_when_the_next_check_is(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame, "_today", lambda _: date(2020, 1, 1))  # long before anything is due
    page = opened(app, show="checks")
    assert not page.exception
    assert "Nothing is overdue, and nothing falls due within 14 days. The next check is due on" in text_of(page)
    assert "Nothing is due in this choice." in text_of(page)


def test_everything_overdue(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THERAPY_TODAY", "2031-01-01")
    page = opened(app, show="checks")
    assert not page.exception
    facts = len(every_fact(RELEASE))
    assert f"{facts:,} facts of {len(RELEASE.therapies)} therapies are overdue" in text_of(page)


def test_how_many_persons_stand_for_facts(app: AppTest) -> None:
    assert reviewed_sentence(RELEASE) in text_of(opened(app, show="checks"))


def test_facts_on_weak_sources_alone(app: AppTest) -> None:
    page = opened(app, show="weak", therapy="wu-cart-007", kind="medical-news")
    found = weak_facts(RELEASE, TODAY, "wu-cart-007", None, "medical-news")
    assert not page.exception
    text = text_of(page)
    assert found.sentence in text
    assert all(row.name in text for row in found.rows)
    assert f"Hidden by the filters: {found.total - len(found.rows):,}. Total: {found.total:,}." in text


def test_what_other_records_contradict(app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THERAPY_REGISTER", str(tmp_path))
    page = opened(app, show="contradicted")
    assert "That is no proof that all of it is right." in text_of(page)
    source = {"therapy_id": "wu-cart-007", "source_id": "s1", "title": "<b>A</b> paper", "pmid": "1", "doi": None}
    found = {"kind": "retracted", "detail": "<img src=x onerror=alert(1)>", "notice": "2", "new": True, "facts": []}
    report = {"made_on": "2026-11-22", "compared_with": None, "sources": 5, "resolved": 4}
    content = json.dumps({**report, "findings": [source | found]})
    publish(tmp_path / "papers", "2026-11-22", {"report.json": content}, {})
    page = opened(app, show="contradicted")
    assert "Retracted. <img src=x onerror=alert(1)>" in text_of(page)
    assert 'href="https://pubmed.ncbi.nlm.nih.gov/2/" target="_blank"' in html_of(page)
    assert "<img" not in html_of(page)


def test_both_sides_of_a_disagreement(app: AppTest) -> None:
    text = text_of(opened(app, show="disagreements", therapy="wu-cart-007"))
    assert "FDA (United States): Breakthrough Therapy designation, 21 January 2026" in text
    assert "March 2026" in text
    assert "Hidden by the filters" in text


def test_questions_and_method(app: AppTest) -> None:
    assert f"Total: {QUESTIONS:,}." in text_of(opened(app, show="questions"))
    method = text_of(opened(app, show="method"))
    assert "Clopper-Pearson" in method
    assert "It gives no medical advice." in method


@pytest.mark.parametrize(
    "show", ["sources", "checks", "weak", "contradicted", "disagreements", "questions", "watched", "method"]
)
def test_no_section_leaks_a_missing_value(app: AppTest, show: str) -> None:
    page = opened(app, show=show)
    assert not page.exception
    assert not page.warning
    assert not re.search(r"\bnan\b|NaT|\bnull\b", text_of(page))


def test_many_links_are_shown_in_parts_and_harmlessly(
    app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THERAPY_REGISTER", str(tmp_path))
    one: dict[str, Any] = {
        "therapy_id": "wu-cart-007",
        "owner": "wu-cart-007",
        "source_id": "s1",
        "file": "x.yaml",
        "facts": [],
    }
    one |= {"kind": "moved", "why": "<img src=x onerror=alert(1)>", "since": "2026-11-22", "facts": []}
    one |= {"moved_to": "https://a.example/<script>", "last_there": None, "new": True, "address": "javascript:alert(1)"}
    findings = [{**one, "title": f"<b>Page</b> {number}"} for number in range(120)]
    report = {"made_on": "2026-11-22", "compared_with": None, "addresses": 130, "asked": 9, "left": ["x"]}
    content = json.dumps({**report, "kinds": {"fine": 10, "moved": 120}, "findings": findings})
    publish(tmp_path / "links", "2026-11-22", {"report.json": content}, {})
    page = opened(app, show="watched")
    assert not page.exception
    assert "130 of 130 addresses lead to a page. Asked that day: 9." in text_of(page)
    assert "Left for another day, because the site asks for fewer requests: 1." in text_of(page)
    assert "Shown: 50 (number 1 to 50). On other parts: 70. Hidden by the filters: 0. Total: 120." in text_of(page)
    assert "<img" not in html_of(page)
    assert "javascript:" not in html_of(page)
    assert "number 101 to 120" in text_of(opened(app, show="watched", part="3"))
    narrowed = text_of(opened(app, show="watched", therapy="cema-cel"))
    assert "Shown: 0. Hidden by the choice of a therapy: 120. Total: 120." in narrowed


def test_the_last_reports_are_shown_harmlessly(app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THERAPY_REGISTER", str(tmp_path))
    assert "A curator makes one with: python -m loaders papers" in text_of(opened(app, show="watched"))
    source = {"therapy_id": "wu-cart-007", "source_id": "s1", "title": "<b>A</b> paper", "pmid": "1", "doi": None}
    found = {"kind": "retracted", "detail": "<img src=x onerror=alert(1)>", "notice": "2", "new": True, "facts": []}
    report = {"made_on": "2026-11-22", "compared_with": None, "sources": 5, "resolved": 4}
    content = json.dumps({**report, "findings": [source | found]})
    publish(tmp_path / "papers", "2026-11-22", {"report.json": content}, {})
    page = opened(app, show="watched")
    assert not page.exception
    assert "Asked on 22 November 2026, 1 day ago." in text_of(page)
    assert "Retracted New" in text_of(page)
    assert 'href="https://pubmed.ncbi.nlm.nih.gov/2/"' in html_of(page)
    assert "<img" not in html_of(page)
    assert "Shown: 0. Hidden by the choice of a therapy: 1. Total: 1." in text_of(
        opened(app, show="watched", therapy="cema-cel")
    )


OUTCOME = "wu-cart-007/outcome/o1"


def report(app: AppTest, fact_id: str, to: str | None, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    if to is None:
        monkeypatch.delenv("THERAPY_CORRECTIONS_TO", raising=False)
    else:
        monkeypatch.setenv("THERAPY_CORRECTIONS_TO", to)
    problem_report.corrections_to.cache_clear()
    return opened(app, show="report", fact=fact_id)


def mails(app: AppTest) -> list[str]:
    return re.findall(r'href="(mailto:[^"]*)"', html_of(app))


def test_a_problem_gets_a_ready_text_to_copy_and_to_mail(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    page = report(app, OUTCOME, "data@example.org", monkeypatch)
    assert not page.exception
    (code,) = page.code
    assert "Overall response: 10 of 11 people (91%; 95% range 59 to 99.8)." in code.value.splitlines()
    assert f"Release: {RELEASE.release}, data of 22 November 2026" in code.value
    assert code.value.endswith("What is wrong, and where does it say so:\n\n\nWrite nothing about a patient.")
    (mail,) = mails(page)
    assert mail.startswith("mailto:data@example.org?subject=Problem%20with%20wu-cart-007%2Foutcome%2Fo1&amp;body=")
    assert "%0D%0A" in mail
    text = text_of(page)
    assert "Write nothing about a patient." in text
    assert "nothing is sent by itself" in text
    assert page.text_input(key="fact").value == OUTCOME


@pytest.mark.parametrize("to", [None, "", "not an address", "a@example.org?bcc=b@example.org"])
def test_without_an_address_it_says_what_to_do(
    app: AppTest, to: str | None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    page = report(app, OUTCOME, to, monkeypatch)
    page.run()
    assert not page.exception
    assert page.code
    assert mails(page) == []
    assert "No address for corrections is set here. Copy the text" in text_of(page)
    told = [line for line in caplog.messages if "THERAPY_CORRECTIONS_TO" in line]
    assert len(told) == (1 if to else 0), "an address that is none is told in the log, once"


def test_without_a_fact_there_is_a_box_to_put_one_in(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    page = report(app, "", None, monkeypatch)
    assert "Report a problem with a number" in [header.value for header in page.header]
    assert not page.code
    page.text_input(key="fact").set_value(" glossary/median ").run()
    assert page.query_params["fact"].strip() == "glossary/median"
    assert "The middle value" in page.code[0].value


@pytest.mark.parametrize(
    "fact_id", ["wu-cart-007/outcome/o99", "<script>alert(1)</script>", "..%2F", "a" * 3000, "*_`$"]
)
def test_a_name_that_is_no_fact_gets_calm_words(app: AppTest, fact_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = report(app, fact_id, "data@example.org", monkeypatch)
    assert not page.exception
    assert not page.code
    assert mails(page) == []
    assert "No fact is called" in text_of(page)
    assert "did not work" not in text_of(page)


def test_every_site_of_the_list_of_overdue_facts_can_be_reported(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Status of the site" in report(app, RELEASE.all_sites[0].fact_id, None, monkeypatch).code[0].value
