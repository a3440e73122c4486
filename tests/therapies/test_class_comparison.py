from datetime import date

import pytest

from therapies.call_blocks import Compared
from therapies.class_call import class_call
from therapies.class_comparison import approval_lines, class_comparison, titles
from therapies.dataset import Dataset

THE_ONE = "traditional-vs-off-the-shelf"


def test_the_original_rows_come_first(dataset: Dataset, today: date) -> None:
    found = class_comparison(dataset, THE_ONE, today)
    assert [row.title for row in found.rows[:4]] == ["Who it is for", "Where it stands", "Main benefit", "The wait"]


def test_every_cell_is_there_with_its_source_and_day(dataset: Dataset, today: date) -> None:
    found = class_comparison(dataset, THE_ONE, today)
    shown = []
    for row in found.rows:
        for cell in row.cells:
            (line,) = cell.lead
            (papers,) = line.passports
            assert papers.sources
            assert papers.checked_on
            assert papers.evidence != "not stated"
            shown.append((papers.fact_id, line.words))
    assert sorted(shown) == sorted((cell.fact_id, cell.text) for cell in dataset.cells(THE_ONE))


def test_classes_hold_exactly_the_therapies_of_their_kind(dataset: Dataset, today: date) -> None:
    found = class_comparison(dataset, THE_ONE, today)
    for one, column in zip(found.classes, dataset.columns(THE_ONE), strict=True):
        expected = {
            therapy.id
            for therapy in dataset.therapies.values()
            if therapy.modality in column.modality and therapy.cell_source in column.cell_source
        }
        assert {member.therapy_id for member in one.members} == expected
        assert f"{len(expected)} therapies" in one.heading
        names = [(member.name.casefold(), member.therapy_id) for member in one.members]
        assert names == sorted(names)
        assert column.example in expected


def test_examples_show_how_many_of_how_many(dataset: Dataset, today: date) -> None:
    own, shelf = class_comparison(dataset, THE_ONE, today).classes
    assert own.example == "tisa-cel"
    assert own.first
    assert shelf.first
    assert "65 of 79" in own.first.results[0].sentence
    assert own.first.risks, "benefit never stands without harm"
    assert shelf.first.risks
    assert [measure.count for measure in shelf.first.results] == ["10 of 11", "8 of 11"]


def test_an_approved_member_says_for_whom_where_and_on_what(dataset: Dataset, today: date) -> None:
    for one in class_comparison(dataset, THE_ONE, today).classes:
        for member in one.members:
            lines = approval_lines(member.standing)
            approved = [use for use in dataset.indications(member.therapy_id) if use.stage == "approved"]
            assert len(lines) == len(approved)
            assert all(line.more for line in lines)


def test_files_hold_all_rows(dataset: Dataset, today: date) -> None:
    found = class_comparison(dataset, THE_ONE, today)
    numbers = sum(len(cell.numbers) for cell in dataset.cells(THE_ONE))
    assert len(found.sheet.rows) == len(dataset.cells(THE_ONE)) + numbers
    assert len(found.members_sheet.rows) == sum(len(one.members) for one in found.classes)


def test_a_cell_shows_its_numbers_in_full_on_screen_in_the_file_and_on_paper(dataset: Dataset, today: date) -> None:
    found = class_comparison(dataset, THE_ONE, today)
    (row,) = [row for row in found.rows if row.title == "Serious risks of both"]
    (group,) = row.cells[1].groups
    assert group.title == "sofi-cel"
    assert [(one.responders, one.n) for one in group.measures] == [(13, 13), (4, 13), (6, 13)]
    written = " ".join(" ".join(row) for row in found.sheet.rows)
    paper = class_call(dataset, THE_ONE, today)
    (table,) = [block for block in paper.screens[0].blocks if isinstance(block, Compared)]
    said = dict(table.rows)["Serious risks of both"][1]
    for one in group.measures:
        assert one.sentence in written
        assert f"sofi-cel: {one.name}: {one.sentence.removesuffix('.')}" in said
        assert one.passport in paper.sources


def test_an_overdue_table_says_so(dataset: Dataset) -> None:
    assert "Overdue for a check" in class_comparison(dataset, THE_ONE, date(2027, 1, 1)).checked


def test_unknown(dataset: Dataset, today: date) -> None:
    assert THE_ONE in titles(dataset)
    with pytest.raises(KeyError):
        class_comparison(dataset, "nothing", today)
