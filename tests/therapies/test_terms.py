"""The glossary: every term is reachable, counted, and has its source and check day."""

from datetime import date

import pytest

from therapies import terms
from therapies.dataset import Dataset
from therapies.shelf import open as open_dataset

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return open_dataset()


def test_all_terms_are_shown_by_the_alphabet(dataset: Dataset) -> None:
    found = terms.glossary(dataset, TODAY)
    assert found.shown == found.total == len(dataset.glossary)
    assert found.hidden == 0
    titles = [entry.title.casefold() for entry in found.entries]
    assert titles == sorted(titles)


def test_every_term_has_sources_and_days(dataset: Dataset) -> None:
    for entry in terms.glossary(dataset, TODAY).entries:
        assert entry.passport.sources, entry.id
        assert entry.passport.checked_on
        assert entry.passport.sources[0].read == "Passage read" or "xcerpt" in entry.passport.sources[0].read


def test_every_term_is_found_by_its_name_abbreviation_and_id(dataset: Dataset) -> None:
    for term in dataset.glossary:
        for search in (term.term.upper(), term.abbreviation or term.term, term.id):
            found = terms.glossary(dataset, TODAY, search)
            assert term.id in [entry.id for entry in found.entries], search
            assert found.shown + found.hidden == found.total


def test_one_term_alone(dataset: Dataset) -> None:
    first = dataset.glossary[0]
    found = terms.glossary(dataset, TODAY, term_id=first.id)
    assert [entry.id for entry in found.entries] == [first.id]
    assert found.count == f"1 of {found.total} terms shown, {found.total - 1} hidden."


def test_a_typing_error_gets_a_suggestion(dataset: Dataset) -> None:
    found = terms.glossary(dataset, TODAY, "remision")
    assert found.shown == 0
    assert any("remission" in title for _, title in found.nearest)


def test_nonsense_gets_none(dataset: Dataset) -> None:
    assert terms.glossary(dataset, TODAY, "zzzzqqqq").nearest == ()


def test_overdue_terms_say_so(dataset: Dataset) -> None:
    late = terms.glossary(dataset, date(2030, 1, 1))
    assert all(entry.passport.overdue for entry in late.entries)


def test_titles_cover_every_term(dataset: Dataset) -> None:
    assert set(terms.titles(dataset)) == {term.id for term in dataset.glossary}


def test_passports_of_designations_and_ways_of_access(dataset: Dataset) -> None:
    for table, entries in (("designations", dataset.designations), ("access_routes", dataset.access_meanings)):
        for entry in entries.values():
            made = terms.reading_passport(dataset, table, entry.id, entry.checked_on, entry.due_on, TODAY)
            assert made.fact_id == f"{table}/{entry.id}"
            assert made.sources
