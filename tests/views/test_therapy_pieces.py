"""The pieces of the therapy page: hostile text in any field stays text, and long lists stay closed."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest

from tests.releases import RELEASE
from tests.views.models import HOSTILE
from therapies.profile import Profile, profile
from views import access_ladder, journey, reading_list, therapy_body, therapy_head, trial

TODAY = date(2026, 11, 23)


def hostile(value: Any) -> Any:
    """The same model with every text replaced."""
    if isinstance(value, str):
        return HOSTILE
    if isinstance(value, tuple):
        return tuple(hostile(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: hostile(getattr(value, field.name)) for field in fields(value)})
    return value


@pytest.fixture(scope="module")
def attack() -> Profile:
    return hostile(profile(RELEASE, "axicabtagene-ciloleucel", TODAY))


def test_hostile_text_in_any_field_stays_text(attack: Profile) -> None:
    pieces = [
        therapy_head.standing_html(attack.standing),
        therapy_head.first_html(attack.first),
        *(therapy_body.use_html(use) for use in attack.uses),
        journey.html(attack.journey),
        *(trial.html(line) for line in attack.recruiting.trials),
        *(access_ladder.html(rung) for rung in attack.access.rungs),
        *(reading_list.html(reading) for reading in attack.sources.readings),
    ]
    for html in pieces:
        assert "&lt;script&gt;" in html
        assert "<script" not in html
        assert 'href="javascript' not in html
        assert "\u202e" not in html


def test_a_long_list_of_sites_opens_country_by_country() -> None:
    short = trial.html(profile(RELEASE, "wu-cart-007", TODAY).recruiting.trials[0])
    assert short.count('<details class="ct-fold" open>') == 2
    longest = max(profile(RELEASE, "azd0120", TODAY).recruiting.trials, key=lambda line: len(line.countries))
    assert " open>" not in trial.html(longest)


def test_where_nothing_more_is_known_there_is_no_link_to_it() -> None:
    one_baby = therapy_head.first_html(profile(RELEASE, "kayjayguran-abengcemeran", TODAY).first)
    assert 'href="#results"' not in one_baby
    assert "does not mean that there are none" in one_baby
    assert 'href="#results"' in therapy_head.first_html(profile(RELEASE, "wu-cart-007", TODAY).first)
