"""The list of questions to print: nothing of a person on it unless it was asked for, and every question once."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from pypdf import PdfReader

from tests.releases import RELEASE
from tests.therapies.test_fit_cases import PEOPLE
from therapies.fit_check import fit_check
from views import fit_paper

TODAY = date(2026, 11, 26)
BOY = replace(PEOPLE["boy"], country="Iceland")
FOUND = fit_check(RELEASE, None, BOY, TODAY)


def here(*call: str) -> Any:
    return SimpleNamespace(dataset=RELEASE, today=TODAY, call=call)


def text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_without_a_tick_nothing_of_the_person_is_on_it() -> None:
    said = text(fit_paper.pdf(here(), None, FOUND, "a4"))
    for value in ("Iceland", "What was entered", "Age in years", "Transplant of stem cells from a donor"):
        assert value not in said
    assert "In which countries does it take new people now" in said
    assert "a transplant, graft-versus-host disease, infections" in said


def test_with_a_tick_it_is_all_there() -> None:
    said = text(fit_paper.pdf(here(), BOY, FOUND, "a4"))
    for value in ("Age in years : 9", "Country : Iceland", "Transplant of stem cells from a donor : yes"):
        assert value in said or value.replace(" :", ":") in said
    assert "No site in Iceland says that it takes new people." in said


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_it_is_tagged_has_a_language_and_is_the_same_each_time(paper: str) -> None:
    made = fit_paper.pdf(here("wu-cart-007"), None, FOUND, paper)
    assert made == fit_paper.pdf(here("wu-cart-007"), None, FOUND, paper)
    root: Any = PdfReader(BytesIO(made)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"


def test_with_a_call_list_it_is_about_that() -> None:
    said = text(fit_paper.pdf(here("wu-cart-007"), None, FOUND, "a4"))
    assert "T-RRex" in said
    assert "TENACITY-01" not in said
    everything = text(fit_paper.pdf(here(), None, FOUND, "a4"))
    for item in (*FOUND.may_fit, *FOUND.ask):
        assert item.title in everything
