"""The tables to download keep the same rules as the pages: a row of a file travels without the page around it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape

import pytest

from tests.pages.elements import page
from tests.pages.honesty import Honesty
from tests.pages.test_honesty import FOURS, IDS, RELEASE, VIEWS
from therapies.comparing import therapy_comparison
from therapies.number_sheets import rates_sheet
from therapies.profile import profile
from therapies.response_rates import EVERYBODY, response_rates
from therapies.sheet import Sheet

RULES = Honesty(RELEASE)
TODAY = max(outcome.checked_on for outcome in RELEASE.all_outcomes)


def broken(headers: Sequence[str], rows: Iterable[Sequence[str]], facts: Iterable[str]) -> list[str]:
    """The rules that rows about these facts break; each row is read by itself, its cells with their headers."""
    return [
        fault
        for fact, row in zip(facts, rows, strict=True)
        for said in [" ".join(map(cell_html, headers, row))]
        for fault in RULES.broken(page(f'<div data-fact="{escape(fact)}"><p>{said}</p></div>'))
    ]


def cell_html(header: str, cell: str) -> str:
    """A cell read with its header; titles and addresses of sources are quotations."""
    cell = re.sub(r"“.*?” \((?:https?://\S+|no address)\)|^https?://\S+$", "“”", cell)
    header = header.replace("Other sources say", "Another source says")
    return escape(f"checked {cell}" if header == "Checked on" else f"{header}: {cell}")


def facts(sheet: Sheet) -> list[str]:
    return [row[sheet.headers.index("Fact")] for row in sheet.rows]


def sheet_broken(sheet: Sheet) -> list[str]:
    return broken(sheet.headers, sheet.rows, facts(sheet))


@pytest.mark.parametrize("therapy_id", IDS)
def test_results_and_risks_of_a_therapy(therapy_id: str) -> None:
    shown = profile(RELEASE, therapy_id, TODAY)
    assert sheet_broken(shown.results) == []
    assert sheet_broken(shown.risks_sheet) == []
    numbers = (*RELEASE.outcomes(therapy_id), *RELEASE.safety(therapy_id))
    assert sorted(facts(shown.results) + facts(shown.risks_sheet)) == sorted(fact.fact_id for fact in numbers)


@pytest.mark.parametrize("four", FOURS)
def test_therapies_side_by_side(four: str) -> None:
    assert sheet_broken(therapy_comparison(RELEASE, four.split(","), TODAY).sheet) == []


@pytest.mark.parametrize(("disease", "endpoint"), VIEWS)
def test_response_rates(disease: str, endpoint: str) -> None:
    rates = response_rates(RELEASE, disease, endpoint, EVERYBODY, TODAY).rates
    sheet = rates_sheet(rates)
    assert facts(sheet) == [rate.measure.fact_id for rate in rates]
    assert sheet_broken(sheet) == []


def test_a_row_that_lost_its_people_is_missed() -> None:
    sheet = profile(RELEASE, "wu-cart-007", TODAY).results
    place = sheet.headers.index("Counted among")
    bare = replace(sheet, rows=tuple((*row[:place], "", *row[place + 1 :]) for row in sheet.rows))
    assert any(fault.startswith("1 (who)") for fault in sheet_broken(bare))
