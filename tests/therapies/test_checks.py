from datetime import date, timedelta

from therapies import checks
from therapies.checked_facts import KINDS, every_fact
from therapies.dataset import Dataset


def number(text: str) -> int:
    return int(text.replace(",", ""))


def test_every_fact_with_a_day_is_in_the_list_once(dataset: Dataset) -> None:
    facts = every_fact(dataset)
    assert len({fact.fact_id for fact in facts}) == len(facts)
    counts = dataset.row_counts
    assert len(facts) == sum(counts[table] for table in KINDS)
    for kind in KINDS:
        assert sum(fact.kind == kind for fact in facts) == counts[kind]
    assert all(fact.name for fact in facts)


def test_overdue_soon_and_later_add_up_by_kind_and_by_day(dataset: Dataset, today: date) -> None:
    for when in (today, today + timedelta(days=29), today + timedelta(days=400), date(2020, 1, 1)):
        found = checks.checks(dataset, when)
        for _, _, facts, late, soon, rest in found.kinds.rows:
            assert number(facts) == number(late) + number(soon) + number(rest)
        *kinds, everything = found.kinds.rows
        assert number(everything[2]) == sum(number(row[2]) for row in kinds) == len(every_fact(dataset))
        assert number(everything[3]) == checks.overdue_count(dataset, when)
        assert sum(number(row[2]) for row in found.days.rows) == len(every_fact(dataset))
        late = sum(number(row[2]) for row in found.days.rows if row[1] == "overdue")
        assert late == checks.overdue_count(dataset, when)


def test_a_fact_is_overdue_from_the_day_it_is_due(dataset: Dataset) -> None:
    first = min(fact.due_on for fact in every_fact(dataset))
    assert checks.overdue_count(dataset, first - timedelta(days=1)) == 0
    assert checks.overdue_count(dataset, first) > 0


def test_every_disagreement_has_both_sides(dataset: Dataset, today: date) -> None:
    found = checks.conflicts(dataset, today)
    doubted = {citation.fact_id for citation in dataset.all_citations if citation.role == "disagrees"}
    assert {conflict.passport.fact_id for conflict in found} == doubted
    assert len(found) == checks.conflict_count(dataset) == len(doubted)
    for conflict in found:
        assert conflict.says
        assert conflict.passport.sources
        assert all(other.says and other.sources for other in conflict.passport.disagreements)
    names = [conflict.therapy.casefold() for conflict in found]
    assert names == sorted(names)


def test_the_two_dates_of_the_breakthrough_designation(dataset: Dataset, today: date) -> None:
    found = [c for c in checks.conflicts(dataset, today, "wu-cart-007") if "Breakthrough" in c.name]
    assert len(found) == 1
    assert found[0].says.startswith("21 January 2026")
    assert [other.says for other in found[0].passport.disagreements] == ["March 2026"]


def test_all_open_questions_are_there(dataset: Dataset) -> None:
    total = sum(len(therapy.open_questions) for therapy in dataset.therapies.values())
    assert len(checks.questions(dataset)) == total
    of_one = checks.questions(dataset, "wu-cart-007")
    assert [row.text for row in of_one] == list(dataset.therapies["wu-cart-007"].open_questions)


def test_files_have_the_rows_of_the_tables(dataset: Dataset, today: date) -> None:
    conflicts = checks.conflicts(dataset, today)
    for sheet, rows in (
        (checks.conflicts_sheet(conflicts), conflicts),
        (checks.questions_sheet(checks.questions(dataset)), checks.questions(dataset)),
    ):
        assert len(sheet.rows) == len(rows)
        assert all(len(row) == len(sheet.headers) for row in sheet.rows)
