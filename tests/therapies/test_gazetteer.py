"""Where towns and ZIP codes lie, and how far it is: known places, and everything else that people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from therapies.gazetteer import MOST_FOUND, Town, distance_words, find_towns, kilometres

BERLIN, MUNICH = find_towns("Berlin, Germany")[0], find_towns("München")[0]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("63110", "63110 Saint Louis, MO"),
        (" 63110-1093 ", "63110 Saint Louis, MO"),
        ("Lyon", "Lyon, France"),
        ("lyon, france", "Lyon, France"),
        ("Springfield, IL", "Springfield, IL, United States"),
        ("Zurich", "Zürich, Switzerland"),
        ("St. Louis", "St. Louis, MO, United States"),
        ("Paris, TX", "Paris, TX, United States"),
        ("London, Canada", "London, Canada"),
        ("St. Louis, Missouri", "St. Louis, MO, United States"),
        ("St. Louis, Missouri, USA", "St. Louis, MO, United States"),
        ("Springfield, MO, USA", "Springfield, MO, United States"),
        ("Springfield, MO, U.S.A.", "Springfield, MO, United States"),
        ("Springfield, MO USA", "Springfield, MO, United States"),
        ("Washington, D.C.", "Washington, DC, United States"),
        ("Paris, Texas", "Paris, TX, United States"),
        ("Paris, France", "Paris, France"),
        ("London, UK", "London, United Kingdom"),
        ("London, England", "London, United Kingdom"),
        ("London, England, UK", "London, United Kingdom"),
        ("London, Ontario", "London, Canada"),
        ("London, ON, Canada", "London, Canada"),
        ("Toronto, Ontario", "Toronto, Canada"),
        ("Montréal, Québec", "Montréal, Canada"),
        ("Perth, Western Australia", "Perth, Australia"),
        ("Perth, Scotland", "Perth, United Kingdom"),
        ("Munich, Bavaria, Germany", "Munich, Germany"),
        ("Seoul, Korea", "Seoul, South Korea"),
        ("Prague, Czechia", "Prague, Czech Republic"),
        ("Tbilisi, Georgia", "Tbilisi, Georgia"),
        ("Athens, Georgia", "Athens, GA, United States"),
        ("Lyon,", "Lyon, France"),
    ],
)
def test_places_that_people_type(text: str, first: str) -> None:
    assert find_towns(text)[0].name == first


def test_a_name_that_many_towns_have_gives_some_to_choose_from() -> None:
    found = find_towns("Springfield")
    assert 2 <= len(found) <= MOST_FOUND
    assert len({town.name for town in found}) == len(found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ",",
        "00000",
        "9" * 60,
        "<script>",
        "|",
        "Nowhere at all",
        "Lyon, Japan",
        "London, Missouri",
        "London, England, Canada",
        "Paris, Texas, France",
        "Toronto, ON, Ontario, Canada",
    ],
)
def test_what_is_no_place_finds_nothing(text: str) -> None:
    assert find_towns(text) == ()


@given(st.text(max_size=60))
def test_whatever_is_typed_never_fails(text: str) -> None:
    assert len(find_towns(text)) <= MOST_FOUND


def test_known_distances() -> None:
    assert kilometres(BERLIN, MUNICH.lat, MUNICH.lon) == pytest.approx(504, abs=3)
    assert kilometres(BERLIN, BERLIN.lat, BERLIN.lon) == 0
    assert kilometres(Town("", 0, 179.5), 0, -179.5) == pytest.approx(111.2, abs=0.1)
    assert kilometres(Town("", 90, 0), -90, 0) == pytest.approx(20015, abs=1)


def test_distances_in_words_have_both_units() -> None:
    assert distance_words(3.2) == "less than 10 km (6 miles)"
    assert distance_words(410.4) == "about 410 km (255 miles)"
    assert distance_words(12345) == "about 12,345 km (7,671 miles)"
