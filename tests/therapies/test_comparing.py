import re
from datetime import date
from itertools import pairwise

from therapies import comparing, wording
from therapies.call import call
from therapies.call_screens import SECTIONS
from therapies.dataset import Dataset
from therapies.measures import safety_measure
from therapies.search import default_order
from therapies.side_by_side import Cell

FOUR = ["wu-cart-007", "tisagenlecleucel", "blinatumomab", "nelarabine"]
ROWS = [
    "What it is",
    "For whom",
    "Whose cells",
    "The wait",
    "How it is given",
    "Main results",
    "How long it lasted",
    "Living without the disease getting worse",
    "How long people lived",
    "Serious risks",
    "Other side effects",
    "What nobody knows yet",
    "What must be said",
    "Where it stands",
    "Trials that take new people",
    "Ways to get it",
    "Sources",
]


def cells(found: comparing.TherapyComparison, title: str) -> tuple[Cell, ...]:
    return next(row.cells for row in found.rows if row.title == title)


def said(cell: Cell) -> str:
    numbers = [f"{m.name} {m.sentence}" for group in cell.groups for m in group.measures]
    return " ".join([*numbers, *(f"{line.words} {line.more}" for line in cell.lines)])


def test_the_order_is_the_one_that_was_chosen(dataset: Dataset, today: date) -> None:
    for ids in (FOUR, FOUR[::-1], FOUR[:2]):
        found = comparing.therapy_comparison(dataset, ids, today)
        assert [column.therapy_id for column in found.columns] == ids
        assert [row.title for row in found.rows] == ROWS
        assert all(len(row.cells) == len(ids) for row in found.rows)


def test_it_refuses_to_rank_and_says_the_true_reasons(dataset: Dataset, today: date) -> None:
    reasons = " ".join(comparing.therapy_comparison(dataset, FOUR, today).reasons)
    assert "The diseases differ: T-cell leukemia (T-ALL); B-cell leukemia (B-ALL)" in reasons
    assert "have no comparison group" in reasons
    assert "What was measured differs" in reasons
    main = [o for therapy_id in FOUR for o in dataset.outcomes(therapy_id) if o.headline]
    alone = sum(outcome.control_type is None for outcome in main)
    assert f"{alone} of {len(main)} have no comparison group" in reasons


def test_sofi_beside_nelarabine(dataset: Dataset, today: date) -> None:
    found = comparing.therapy_comparison(dataset, ["wu-cart-007", "nelarabine"], today)
    results = said(cells(found, "Main results")[0])
    assert "10 of 11 people (91%; 95% range 59 to 99.8)" in results
    assert "8 of 11 people (73%; 95% range 39 to 94)" in results
    assert "4 of 13 people (31%; 95% range 9 to 61)" in said(cells(found, "Serious risks")[0])
    assert "13 of 13 people" in said(cells(found, "Other side effects")[0])
    assert "Not approved" in said(cells(found, "Where it stands")[0])
    assert "Another source says: March 2026" in said(cells(found, "Where it stands")[0])
    assert "T-RRex (NCT06514794): Recruiting" in said(cells(found, "Trials that take new people")[0])
    assert wording.SURVIVAL_UNKNOWN in said(cells(found, "How long people lived")[1])
    assert "How long it lasted: not stated." in said(cells(found, "How long it lasted")[1])


def test_all_therapies_can_be_compared_and_nothing_is_lost(dataset: Dataset, today: date) -> None:
    every = list(dataset.therapies)
    for start in range(0, len(every), comparing.MOST):
        group = every[start : start + comparing.MOST]
        compared_fully(dataset, group if len(group) >= comparing.FEWEST else [*group, every[0]], today)


def compared_fully(dataset: Dataset, ids: list[str], today: date) -> None:
    found = comparing.therapy_comparison(dataset, ids, today)
    assert found.reasons
    for row in found.rows:
        for cell in row.cells:
            assert said(cell).strip(), row.title
            assert not re.search(r"\bNone\b(?! of )", said(cell))
    for position, therapy_id in enumerate(ids):
        shown = [
            measure.fact_id
            for row in found.rows
            if row.title != "What must be said"
            for group in row.cells[position].groups
            for measure in group.measures
        ]
        assert len(shown) == len(set(shown)), "a number stands in one row only, but for those of a caution"
        serious = said(cells(found, "Serious risks")[position]) + said(cells(found, "Other side effects")[position])
        for fact in dataset.safety(therapy_id):
            assert safety_measure(dataset, fact, today).name in serious
        headlines = {o.fact_id for o in dataset.outcomes(therapy_id) if o.headline}
        hidden = [m for m in headlines if m not in shown]
        assert not hidden or "on the therapy page" in " ".join(said(row.cells[position]) for row in found.rows)


def test_approved_never_stands_alone(dataset: Dataset, today: date) -> None:
    for therapy_id in dataset.therapies:
        cell = cells(comparing.therapy_comparison(dataset, [therapy_id, "nelarabine"], today), "Where it stands")[0]
        approved = [use for use in dataset.indications(therapy_id) if use.stage == "approved"]
        lines = [line for line in cell.lines if line.words.startswith("Approved for:")]
        assert len(lines) == len(approved)
        for use, line in zip(approved, lines, strict=True):
            assert use.population in line.words
            assert "esults" in line.more, "on what evidence"


def test_results_and_risks_cannot_be_shown_apart(dataset: Dataset, today: date) -> None:
    found = comparing.therapy_comparison(dataset, FOUR[:2], today)
    for part in comparing.PARTS:
        titles = [row.title for row in found.of(part)]
        assert ("Main results" in titles) == ("Serious risks" in titles) == ("How long people lived" in titles)
        shown = len(titles)
        assert f"Rows shown: {shown}. Hidden: {len(ROWS) - shown}. Total: {len(ROWS)}." in found.tally(part)
    assert sum(len(found.of(part)) for part in comparing.PARTS if part != comparing.EVERYTHING) == len(ROWS)


def test_every_cell_says_that_it_is_overdue_once_it_is(dataset: Dataset, today: date) -> None:
    late = date(2031, 1, 1)
    marked = set()
    for ids in pairwise(dataset.therapies):
        for row in comparing.therapy_comparison(dataset, list(ids), late).rows:
            for cell in row.cells:
                papers = [m.passport for group in cell.groups for m in group.measures]
                papers += [paper for line in cell.lines for paper in line.passports]
                assert all(paper.overdue for paper in papers)
                in_words = [
                    line.words
                    for line in cell.lines
                    if re.match("◷ Overdue for a check(: .* facts,.*)? since ", line.words)
                ]
                assert papers or in_words or row.title == "Sources", (row.title, ids)
                if row.title == "Where it stands":
                    assert cell.lines[0].words.startswith("When last checked: ")
                if in_words:
                    marked.add(row.title)
    for title in ("What it is", "For whom", "Whose cells", "How it is given", "What nobody knows yet"):
        assert title in marked
    file = comparing.therapy_comparison(dataset, FOUR, late).sheet.rows
    assert any("◷ Overdue" in text for row in file for text in row)
    fresh = comparing.therapy_comparison(dataset, FOUR, today).rows
    # The summary of sofi-cel speaks of a study whose record is overdue today.
    assert [row.title for row in fresh if "◷" in str(row)] == ["What it is"]


def test_the_page_and_the_call_mark_the_same_days(dataset: Dataset) -> None:
    """Part of the facts of a cell alone is overdue."""
    one_day = date(2027, 1, 15)
    cell = cells(comparing.therapy_comparison(dataset, ["wu-cart-007", "nelarabine"], one_day), "For whom")[0]
    (mark,) = [line.words for line in cell.lines if "verdue" in line.words]
    screens = call(dataset, ("wu-cart-007", "nelarabine"), frozenset(SECTIONS), one_day).screens
    assert any(mark in str(block) for screen in screens for block in screen.blocks if screen.id == "compare-whom-1")
    given = cells(comparing.therapy_comparison(dataset, ["wu-cart-007", "nelarabine"], one_day), "How it is given")[0]
    assert "verdue" not in str(given.lines), "what is not yet due is not marked"


def test_the_file_holds_every_number_of_the_screen(dataset: Dataset, today: date) -> None:
    found = comparing.therapy_comparison(dataset, FOUR, today)
    text = "\n".join(" ".join(row) for row in found.sheet.rows)
    for row in found.rows:
        for cell in row.cells:
            for group in cell.groups:
                for measure in group.measures:
                    assert measure.sentence in text
            for line in cell.lines:
                assert line.words in text
    assert all(len(row) == len(found.sheet.headers) for row in found.sheet.rows)


def test_no_results_at_all_is_said(dataset: Dataset, today: date) -> None:
    empty = [therapy_id for therapy_id in dataset.therapies if not dataset.outcomes(therapy_id)]
    assert len(empty) >= 2
    found = comparing.therapy_comparison(dataset, empty[:2], today)
    assert found.reasons[0].startswith("No results are recorded for")
    assert found.reasons[-1] == "Fewer than two results are recorded, so there is nothing to compare."


def test_choices_stand_by_disease_then_name(dataset: Dataset) -> None:
    titles = comparing.titles(dataset)
    assert set(titles) == set(dataset.therapies)
    assert list(titles) == list(default_order(dataset))
