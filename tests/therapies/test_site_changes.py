"""Sites of one place are counted by status, a place has its state, and the words say what happened there."""

from dataclasses import replace

import pytest

from therapies.registered_study import RegisteredSite
from therapies.site_changes import site_changes

R, C, NYR, INVITED = "RECRUITING", "COMPLETED", "NOT_YET_RECRUITING", "ENROLLING_BY_INVITATION"
PLACE = "Research Site, Portland, Oregon, United States"


def sites(*statuses: str | None, state: str = "Oregon", facility: str = "Research Site") -> list[RegisteredSite]:
    return [RegisteredSite(facility, "Portland", state, "United States", status, 45.5, -122.7) for status in statuses]


@pytest.mark.parametrize(
    ("before", "after", "about", "words"),
    [
        ([R, R, C], [R, C, C], "site closed to new people", ("2 RECRUITING, 1 COMPLETED", "1 RECRUITING, 2 COMPLETED")),
        ([C, NYR], [R, R], "2 sites opened to new people", ("1 COMPLETED, 1 NOT_YET_RECRUITING", "2 RECRUITING")),
        ([R, R], [R], "site removed", ("2 RECRUITING", "1 RECRUITING")),
        ([R], [R, R, C], "2 sites added", ("1 RECRUITING", "2 RECRUITING, 1 COMPLETED")),
        ([R], [C, C], "site added, and another status", ("1 RECRUITING", "2 COMPLETED")),
        ([R], [C], "site closed to new people", ("RECRUITING", "COMPLETED")),
        ([NYR], [R], "site opened to new people", ("NOT_YET_RECRUITING", "RECRUITING")),
        ([R], [None], "site with another status", ("RECRUITING", "not stated")),
        ([None], [R], "site with another status", ("not stated", "RECRUITING")),
        ([NYR], [C], "site with another status", ("NOT_YET_RECRUITING", "COMPLETED")),
        ([NYR], [INVITED], "site with another status", ("NOT_YET_RECRUITING", "ENROLLING_BY_INVITATION")),
        ([R], [INVITED], "site closed to new people", ("RECRUITING", "ENROLLING_BY_INVITATION")),
        ([INVITED], [R], "site opened to new people", ("ENROLLING_BY_INVITATION", "RECRUITING")),
        ([INVITED], [C], "site with another status", ("ENROLLING_BY_INVITATION", "COMPLETED")),
        ([C], ["AVAILABLE"], "site opened to new people", ("COMPLETED", "AVAILABLE")),
    ],
)
def test_what_happened_at_a_place(
    before: list[str | None], after: list[str | None], about: str, words: tuple[str, str]
) -> None:
    (found,) = site_changes(sites(*before), sites(*after))
    assert (found.about, found.before, found.after) == (about, *(f"{PLACE}: {said}" for said in words))


def test_a_place_that_comes_or_goes_has_nothing_on_the_other_side() -> None:
    (came,) = site_changes([], sites(R))
    (went,) = site_changes(sites(C, C), [])
    assert (came.about, came.before, came.after) == ("site added", "", f"{PLACE}: RECRUITING")
    assert (went.about, went.before, went.after) == ("2 sites removed", f"{PLACE}: 2 COMPLETED", "")


def test_the_same_name_and_town_in_two_states_are_two_places() -> None:
    before = [*sites(R, state="Oregon"), *sites(NYR, state="Maine")]
    after = [*sites(C, state="Oregon"), *sites(R, state="Maine")]
    assert [(one.about, one.after) for one in site_changes(before, after)] == [
        ("site opened to new people", "Research Site, Portland, Maine, United States: RECRUITING"),
        ("site closed to new people", "Research Site, Portland, Oregon, United States: COMPLETED"),
    ]


@pytest.mark.parametrize(
    ("facility", "other", "country", "called"),
    [
        ("Children's Hospital", "Children\u2019s\u00a0Hospital", "United States", "United States"),
        ("Hôpital Nord-Sud", "Ho\u0302pital Nord–Sud", "France", "France"),
        ("St. Jude Clinic, Inc.", "St Jude Clinic Inc", "France", "France"),
        ("（Clinic）", "(Clinic)", "Turkey", "Turkey (Türkiye)"),
        ("Brigham & Women's", "Brigham and Women's", "United States", "United States"),
        ("Hôpital Saint-André", "Hopital Saint-Andre", "France", "France"),
        ("Center of Life\u2122", "Center of Life", "France", "France"),
    ],
)
def test_another_sign_or_name_for_the_same_place_is_no_change(
    facility: str, other: str, country: str, called: str
) -> None:
    before, after = (
        [RegisteredSite(name, "Portland", None, there, R, 45.5, -122.7)]
        for name, there in ((facility, country), (other, called))
    )
    assert list(site_changes(before, after)) == []
    (closed,) = site_changes(before, [replace(after[0], status=C)])
    assert closed.about == "site closed to new people"


def test_a_us_state_is_the_same_by_its_name_and_by_its_code() -> None:
    assert list(site_changes(sites(R, state="MO"), sites(R, state="Missouri"))) == []
    (closed,) = site_changes(sites(R, state="MO"), sites(C, state="missouri"))
    assert closed.about == "site closed to new people"
    moved = {one.about for one in site_changes(sites(R, state="MO"), sites(R, state="MT"))}
    assert moved == {"site added", "site removed"}
    # Elsewhere the same letters may be another place.
    (there, here) = ([RegisteredSite("Clinic", "Town", state, "Italy", R, None, None)] for state in ("MO", "Missouri"))
    assert len(list(site_changes(there, here))) == 2


def test_order_spaces_and_capitals_are_no_change() -> None:
    before = [*sites(R, C), *sites(R, facility="Clinic")]
    after = [*sites(R, facility=" CLINIC "), *sites(C, R, facility="Research  site")]
    assert list(site_changes(before, after)) == []
