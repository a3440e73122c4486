"""Every fact that a page names gives a ready text, whole and honest; nothing else does; and a mail program takes it."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.pages.session import LEAKED
from tests.register_copy import copy, study
from tests.releases import RELEASE
from therapies import (
    call_notes,
    catalogue,
    checks,
    class_comparison,
    comparing,
    denominators,
    front_page,
    profile,
    regulatory_status,
    response_rates,
    terms,
    therapy_trials,
)
from therapies.checked_facts import every_fact
from therapies.current_trials import with_register
from therapies.dataset import Dataset
from therapies.evidence import Passport
from therapies.fit_check import fit_check
from therapies.problem_report import (
    LONGEST_MAIL,
    NO_PATIENT,
    WHAT_IS_WRONG,
    ProblemReport,
    is_number,
    mail_address,
    problem_report,
)
from therapies.situation import Situation
from therapies.study_register import RegisterShelf, StudyRegister
from therapies.trial_candidates import Wanted
from therapies.trials_and_access import trials_and_access

TODAY = date(2026, 11, 26)
IDS = sorted(RELEASE.therapies)
OUTCOME = "wu-cart-007/outcome/o1"
HOSTILE = "<img src=x onerror=alert(1)>\r\nBcc: all@example.org \u202e&body=x %0A"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> StudyRegister:
    studies = [
        study(1, "A study of sofi-cel", interventions=("WU-CART-007",), updated="2026-11-10", people=20),
        study(2, "Ours, and newer", nct="NCT04984356", interventions=("WU-CART-007",), updated="2026-11-10"),
        study(3, HOSTILE, interventions=("blinatumomab",)),
    ]
    found = RegisterShelf(copy(tmp_path_factory.mktemp("register"), studies)).register(RELEASE)
    assert found is not None
    return found


def report(fact_id: str, dataset: Dataset = RELEASE, register: StudyRegister | None = None) -> ProblemReport:
    found = problem_report(dataset, fact_id, TODAY, register)
    assert found is not None, fact_id
    return found


def passports(model: Any, seen: set[int]) -> Iterator[Passport]:
    """Every passport in a page's model, wherever it lies."""
    if isinstance(model, Passport):
        yield model
    if id(model) in seen or isinstance(model, str | bytes | Dataset):
        return
    seen.add(id(model))
    if is_dataclass(model):
        yield from chain.from_iterable(passports(getattr(model, one.name), seen) for one in fields(model))
    elif isinstance(model, dict):
        yield from passports([*model, *model.values()], seen)
    elif isinstance(model, tuple | list | set | frozenset):
        yield from chain.from_iterable(passports(one, seen) for one in model)


def models(dataset: Dataset, register: StudyRegister) -> Iterator[Any]:
    """What the pages show."""
    yield front_page.front_page(dataset, TODAY)
    yield catalogue.catalogue(dataset, TODAY)
    yield regulatory_status.regulatory_status(dataset, TODAY, {})
    yield terms.glossary(dataset, TODAY)
    yield checks.conflicts(dataset, TODAY)
    yield from (class_comparison.class_comparison(dataset, one, TODAY) for one in dataset.comparisons)
    for start in range(0, len(IDS), 4):
        yield comparing.therapy_comparison(dataset, IDS[start : start + 4], TODAY)
        yield call_notes.call_notes(dataset, tuple(IDS[start : start + 4]), TODAY)
    for therapy_id in IDS:
        yield profile.profile(dataset, therapy_id, TODAY)
        yield denominators.ladders(dataset, therapy_id, True, TODAY)
        yield therapy_trials.therapy_trials(RELEASE, register, therapy_id, TODAY)
    for disease in response_rates.disease_titles(dataset):
        for endpoint in response_rates.endpoint_titles(dataset, disease):
            yield response_rates.response_rates(dataset, disease, endpoint, response_rates.EVERYBODY, TODAY)
    for disease in ("t-all", "aml", "lbcl", "mm"):
        yield trials_and_access(RELEASE, register, Wanted(disease_id=disease), TODAY)
        yield fit_check(RELEASE, register, Situation(disease_id=disease), TODAY)


def whole(found: ProblemReport, fact_id: str) -> None:
    """What every text must have."""
    text = found.text
    assert f"\nFact: {fact_id}\n" in text
    assert f"\nRelease: {RELEASE.release}, data of 22 November 2026" in text
    assert text.endswith(f"{WHAT_IS_WRONG}\n\n\n{NO_PATIENT}")
    assert found.about
    assert any(found.says), fact_id
    assert "\nChecked on " in text
    assert "To be checked again by " in text
    assert ("\n- “" in text) or ("\nNo source of its own." in text) or ("names no source" in text), fact_id
    assert not LEAKED.search(text), text


def test_every_passport_of_every_page_gives_a_text(register: StudyRegister) -> None:
    shown = with_register(RELEASE, register)
    seen: set[int] = set()
    # The models are held, so that no two objects get the same id.
    every = list(models(shown, register))
    found = {one.fact_id: one for one in passports(every, seen)}
    assert len(found) > 2000
    kinds = {one.split("/")[1] for one in found if "/" in one}
    assert kinds >= {"outcome", "safety", "participants", "trial", "access", "regulatory", "turnaround"}
    assert any(one.startswith("register/") for one in found)
    for fact_id, papers in found.items():
        text = problem_report(shown, fact_id, TODAY, register) or problem_report(RELEASE, fact_id, TODAY)
        assert text is not None, fact_id
        whole(text, fact_id)
        assert papers.checked_on in text.text, fact_id


def test_every_fact_with_a_day_gives_a_text() -> None:
    for fact in every_fact(RELEASE):
        found = report(fact.fact_id)
        whole(found, fact.fact_id)
        assert fact.name in found.about


def test_a_number_stands_with_all_that_belongs_to_it() -> None:
    text = report(OUTCOME).text
    assert "Overall response: 10 of 11 people (91%; 95% range 59 to 99.8)." in text.splitlines()
    for part in (
        "This study was to find the dose and the risks.",
        "Only 11 people: too few to be sure.",
        "Counted among people who could be checked (evaluable).",
        "No comparison group.",
        "We do not know yet if it helps people live longer.",
        "Evidence: Peer-reviewed paper",
        "https://",
        "Checked on 22 November 2026. To be checked again by 21 May 2027.",
    ):
        assert part in text


def test_no_share_stands_in_a_line_without_its_count() -> None:
    for outcome in RELEASE.all_outcomes:
        for line in report(outcome.fact_id).says:
            if line.startswith(("95% range", "Followed")) or not re.search(r"(?<!95)\d%", line):
                continue
            assert re.search(r"\d of \d|not stated|not a share|among|fewer|hazard|ratio|lower|higher", line), line


def test_what_other_sources_say_is_in_it() -> None:
    doubted = next(one.fact_id for one in RELEASE.all_citations if one.role == "disagrees")
    assert "Another source says: " in report(doubted).text


def test_an_overdue_fact_says_so() -> None:
    found = problem_report(RELEASE, OUTCOME, date(2028, 1, 1))
    assert found is not None
    assert "The check is overdue." in found.text


def test_a_trial_that_the_register_has_newer_is_told_as_pages_show_it(register: StudyRegister) -> None:
    trial = next(one for one in RELEASE.all_trials if one.nct == "NCT04984356")
    assert "NCT04984356 in the copy of the register" in report(trial.fact_id, with_register(RELEASE, register)).text


def test_a_study_of_the_copy_alone_is_told_with_the_day_of_the_copy(register: StudyRegister) -> None:
    found = report("register/NCT90000001", RELEASE, register)
    whole(found, "register/NCT90000001")
    assert "Status: Recruiting" in found.text
    assert "How many people: 20" in found.text
    assert "copy of the register of 20 November 2026" in found.text
    assert problem_report(RELEASE, "register/NCT90000001", TODAY) is None


@pytest.mark.parametrize(
    "fact_id",
    [
        "",
        "/",
        "wu-cart-007",
        "wu-cart-007/outcome/o99",
        "register/",
        "register/NCT1",
        "register/../x",
        HOSTILE,
        "a" * 5000,
        "designations/nothing",
        "glossary/",
        "therapies",
        "citations",
        "\x00",
    ],
)
def test_what_is_no_fact_gives_none(fact_id: str, register: StudyRegister) -> None:
    assert problem_report(RELEASE, fact_id, TODAY, register) is None


def test_texts_of_others_are_lines_and_nothing_more(register: StudyRegister) -> None:
    found = report("register/NCT90000003", RELEASE, register)
    assert "\u202e" not in found.text
    assert "\r" not in found.text
    assert not [line for line in found.text.splitlines() if line.startswith("Bcc")]
    mail = found.mail("data@example.org")
    assert parse_qs(urlsplit(mail).query).keys() == {"subject", "body"}


def test_a_mail_is_one_link_that_programs_take() -> None:
    shortened = 0
    for fact in every_fact(RELEASE):
        found = report(fact.fact_id)
        mail = found.mail("data@example.org")
        assert len(mail) <= LONGEST_MAIL
        assert re.fullmatch(r"mailto:data@example\.org\?subject=[\w.~%-]+&body=[\w.~%-]+", mail, re.ASCII)
        subject, body = (unquote(part.partition("=")[2]) for part in mail.partition("?")[2].split("&"))
        assert subject == f"Problem with {fact.fact_id}"
        assert body.count("\n") == body.count("\r\n") > 5
        lines = body.split("\r\n")
        assert f"Fact: {fact.fact_id}" in lines
        assert lines[-1] == NO_PATIENT
        assert WHAT_IS_WRONG in lines
        if "Shortened" in body:
            shortened += 1
            # A line is there as a whole or not at all: no number without what it belongs to.
            assert {*lines} - {*found.text.splitlines()} == {next(line for line in lines if "Shortened" in line)}
        else:
            assert lines == found.text.split("\n")
    assert shortened, "the longest texts do not fit"


def test_a_mail_holds_even_the_longest_fact() -> None:
    long = replace(report(OUTCOME), says=("é" * 3000, "short"), about="ü" * 2000)
    body = unquote(long.mail("data@example.org"))
    assert "short" in body
    assert "éé" not in body
    assert len(long.mail("data@example.org")) <= LONGEST_MAIL


@pytest.mark.parametrize("address", ["data@example.org", "first.last+dash@sub.example.co.uk", "a_b-c@x-y.org"])
def test_a_mail_address_is_taken(address: str) -> None:
    assert mail_address(address) == address


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "data",
        "data@",
        "@example.org",
        "data@example",
        "a b@example.org",
        "a@b@example.org",
        "a@example.org,b@c.org",
        "a@example.org?bcc=x@y.org",
        "mailto:a@example.org",
        "a@exam..ple.org",
        "a@example.org\r\nBcc: x@y.org",
        "ü@x.org",
        "<a@example.org>",
        f"{'a' * 250}@example.org",
        " a@example.org",
        "a@example.org&body=x",
        "javascript:alert(1)@x.org",
    ],
)
def test_what_is_no_mail_address_is_none(text: str | None) -> None:
    assert mail_address(text) is None


def test_what_is_a_number_is_told_by_its_name() -> None:
    assert is_number(OUTCOME)
    assert is_number("afamitresgene-autoleucel/participants/p1/collected")
    assert is_number("blinatumomab/safety/h1")
    for other in (
        "wu-cart-007/turnaround",
        "glossary/outcome",
        "register/NCT04984356",
        "wu-cart-007/trial/outcome",
        "",
    ):
        assert not is_number(other)


def test_it_knows_no_screen() -> None:
    code = (Path(__file__).parents[2] / "therapies" / "problem_report.py").read_text(encoding="utf-8")
    assert "os.environ" not in code
    assert "send" not in code.replace("send it themselves", "")
