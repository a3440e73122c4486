"""The drawn icons: as many as counted, in one block, with words for those who do not see them."""

import re

from tests.views.models import HOSTILE, HOSTILE_MEASURE, MEASURE
from therapies.icons import Icons, of_count
from therapies.pictures import Picture, Pictures
from views import icon_array, pictures


def signs(html: str) -> list[str]:
    return re.findall(r'<i data-filled="(\w+)"></i>', html)


def test_ten_of_eleven_shows_eleven_people_ten_of_them_filled_in_one_block() -> None:
    html = icon_array.html(of_count("Overall response", 10, 11))
    assert signs(html) == ["yes"] * 10 + ["no"]
    assert 'role="img" aria-label="10 of 11 people: Overall response"' in html
    assert "One sign for each of the 11 people" in html


def test_benefit_and_harm_have_the_same_size() -> None:
    drawn = of_count("Overall response", 40, 100)
    benefit, harm = icon_array.html(drawn), icon_array.html(drawn, harm=True)
    assert benefit.replace('data-side="benefit"', "") == harm.replace('data-side="harm"', "")


def test_hostile_text_stays_text() -> None:
    drawing = Icons(1, 2, HOSTILE, HOSTILE)
    picture = Picture(HOSTILE_MEASURE, drawing, drawing)
    html = pictures.html(Pictures((picture,), (picture,), HOSTILE, HOSTILE))
    assert HOSTILE not in html


def test_a_picture_carries_all_that_a_number_must_carry() -> None:
    picture = Picture(MEASURE, of_count("Overall response", 10, 11), None)
    html = pictures.html(Pictures((picture,), (), "", ""))
    for said in ("10 of 11 people (91%", "evaluable", "No comparison group.", "too few to be sure", "Source: Blood"):
        assert said in html
    assert html.index("find the dose and the risks") < html.index("ct-icons") < html.index("live longer")
