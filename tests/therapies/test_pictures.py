"""One count of people at a time; both sides of it; shown and hidden make the total."""

import re
from datetime import date

import pytest

from tests.releases import RELEASE
from therapies.pictures import MOST, counts, pictures
from therapies.profile import profile

TODAY = date(2026, 11, 23)


def test_the_model_case_opens_where_benefit_and_harm_were_counted_among_the_same_people() -> None:
    sofi = profile(RELEASE, "wu-cart-007", TODAY)
    model = pictures(sofi.drawn_results, sofi.drawn_risks, None)
    assert [(one.measure.name, one.icons.filled, one.icons.total) for one in model.results][:2] == [
        ("Overall response", 10, 13),
        ("Composite complete remission", 8, 13),
    ]
    assert (13, 13) in [(one.icons.filled, one.icons.total) for one in model.risks]
    assert any(one.measure.name.startswith("Death") for one in model.risks), "deaths are never left out of the drawing"
    eleven = pictures(sofi.drawn_results, sofi.drawn_risks, "11")
    assert (eleven.results[0].icons.filled, eleven.results[0].icons.total) == (10, 11)
    assert eleven.risks == ()
    assert "No risk was counted among exactly these people." in eleven.about_risks


@pytest.mark.parametrize("therapy_id", sorted(RELEASE.therapies))
def test_one_denominator_and_no_number_lost(therapy_id: str) -> None:
    one = profile(RELEASE, therapy_id, TODAY)
    for key in counts(one.drawn_results, one.drawn_risks):
        model = pictures(one.drawn_results, one.drawn_risks, key)
        drawn = [*model.results, *model.risks]
        totals = {picture.icons.total for picture in drawn}
        totals |= {picture.control.total for picture in drawn if picture.control}
        assert totals == {int(key)}
        for side, every, about in (
            (model.results, one.drawn_results, model.about_results),
            (model.risks, one.drawn_risks, model.about_risks),
        ):
            assert len(side) <= MOST
            if every:
                shown, total = map(int, re.findall(r"(\d+) of (\d+) \w+ in our data", about)[0])
                hidden = sum(map(int, re.findall(r"(\d+) (?:more|counted among other|cannot)", about)))
                assert (shown, shown + hidden, total) == (len(side), len(every), len(every))


def test_a_randomised_result_is_drawn_with_its_comparison_group() -> None:
    one = profile(RELEASE, "blinatumomab", TODAY)
    drawn = pictures(one.drawn_results, one.drawn_risks, "100").results[0]
    assert drawn.measure.design == "randomised"
    assert drawn.control is not None
    assert (drawn.icons.filled, drawn.control.filled, drawn.control.total) == (44, 25, 100)
