"""Home: the story with every honest number, the diseases, the milestones, and how fresh the data are."""

from datetime import date

import pytest

from therapies.catalogue import facets
from therapies.checks import overdue_count
from therapies.dataset import Dataset
from therapies.facts import RECORDS
from therapies.front_page import MILESTONES, Story, front_page
from therapies.search_results import FIRST, search_results


@pytest.fixture
def story(dataset: Dataset, today: date) -> Story:
    told = front_page(dataset, today).story
    assert told is not None
    return told


def test_the_story_gives_counts_with_ranges(story: Story) -> None:
    assert [(m.count, m.range) for m in story.results] == [("10 of 11", "59 to 99.8"), ("8 of 11", "39 to 94")]


def test_the_story_shows_harm_in_the_same_form(story: Story) -> None:
    assert [m.count for m in story.risks] == ["13 of 13", "4 of 13", "2 of 13"]
    assert len(story.risks) >= len(story.results)


def test_the_story_counts_people_at_every_step(story: Story) -> None:
    (ladder,) = story.ladders
    assert [rung.n for rung in ladder.rungs] == [28, 13, 11]
    assert all(rung.passport.sources for rung in ladder.rungs)


def test_the_story_says_first_what_the_study_was_for(story: Story) -> None:
    assert story.before == ("This study was to find the dose and the risks.",)


def test_the_story_says_what_it_is_not(story: Story) -> None:
    said = " ".join(story.unknowns)
    assert "No known approval anywhere" in said
    assert "no survival result" in said
    assert "no comparison group" in said


def test_every_disease_with_a_therapy_is_there_with_the_number_that_its_filter_shows(
    dataset: Dataset, today: date
) -> None:
    home = front_page(dataset, today)
    filters = facets(dataset, today)
    diseases = {line.id: line.words for group in home.groups for line in group.diseases}
    assert diseases.keys() == filters["disease"].titles.keys()
    for disease_id, words in diseases.items():
        assert words.casefold() == filters["disease"].titles[disease_id].casefold()
    assert {group.id: group.title for group in home.groups} == filters["group"].titles


def test_milestones_are_the_newest_that_happened(dataset: Dataset, today: date) -> None:
    home = front_page(dataset, today)
    days = [event.first for event in home.milestones]
    assert len(days) == MILESTONES
    assert days == sorted(days, key=lambda day: day or date.min, reverse=True)
    assert all(day and day <= today for day in days)
    assert all(event.word.code != "target-action-date" for event in home.milestones)


def test_freshness_counts_the_same_facts_as_the_page_on_checks(dataset: Dataset, today: date) -> None:
    fresh = front_page(dataset, today).freshness
    counts = [int(row[1].replace(",", "")) for row in fresh.rows]
    assert sum(counts) == overdue_count(dataset, today)
    assert fresh.headline.startswith(f"{sum(counts):,} of ")
    assert fresh.release == dataset.release
    assert "Newest check: 26 November 2026" in fresh.checks


def test_freshness_follows_the_clock(dataset: Dataset) -> None:
    later = front_page(dataset, date(2040, 1, 1)).freshness
    assert all(row[1] == row[2] for row in later.rows), "by then every fact is overdue"


def test_results_of_a_search_say_how_many_and_why(dataset: Dataset) -> None:
    few = search_results(dataset, "tecartis")
    assert [found.therapy_id for found in few.found] == ["brexucabtagene-autoleucel"]
    assert few.found[0].found_by == "Almost the same: brand name “Tecartus”"
    many = search_results(dataset, "CAR-T")
    assert len(many.found) == FIRST
    assert many.more
    assert f"the first {FIRST} are listed" in many.count
    nothing = search_results(dataset, "no such thing")
    assert nothing.found == ()
    assert "Try a part of the name" in nothing.count


def test_home_of_a_release_without_facts_has_no_story_and_breaks_nothing(dataset: Dataset, today: date) -> None:
    home = front_page(Dataset(dict.fromkeys(RECORDS, ())), today)
    assert (home.story, home.teaser, home.groups, home.milestones) == (None, None, (), ())
    assert home.freshness.rows == ()
