"""The regulators' view: every event is somewhere, refusals as visible as approvals, days ahead and days that passed."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from therapies.dataset import Dataset
from therapies.decisions_due import decisions
from therapies.event_lanes import lanes
from therapies.regulatory_events import ALLOWED, DESIGNATION, KINDS, REFUSED, STEP, events, kind_of, newest_first
from therapies.regulatory_status import NEWEST, RegulatoryStatus, facets, regulatory_status
from therapies.regulatory_words import regulatory_words
from therapies.search import default_order


def listed(status: RegulatoryStatus) -> list[str]:
    return [
        event.fact_id
        for agency in status.agencies
        for line in agency.therapies
        for found in line.by_kind.values()
        for event in found
    ]


def test_every_event_stands_exactly_once_under_its_agency(dataset: Dataset, today: date) -> None:
    status = regulatory_status(dataset, today)
    assert sorted(listed(status)) == sorted(event.fact_id for event in dataset.all_events)
    assert status.count == f"All {len(dataset.all_events)} events are shown, 0 hidden."


def test_therapies_of_an_agency_stand_by_disease_then_name(dataset: Dataset, today: date) -> None:
    order = default_order(dataset)
    for agency in regulatory_status(dataset, today).agencies:
        places = [order[line.therapy_id] for line in agency.therapies]
        assert places == sorted(set(places))


def test_every_therapy_has_events_or_is_named_as_one_without(dataset: Dataset, today: date) -> None:
    status = regulatory_status(dataset, today)
    with_events = {line.therapy_id for agency in status.agencies for line in agency.therapies}
    without = {therapy_id for therapy_id, _ in status.without_events}
    assert with_events | without == set(dataset.therapies)
    assert not with_events & without


def test_refusals_holds_and_stops_are_one_kind_beside_approvals(dataset: Dataset) -> None:
    kinds = {word.code: kind_of(word) for word in dataset.words("regulatory_event")}
    for code in ("complete-response-letter", "chmp-negative-opinion", "clinical-hold"):
        assert kinds[code] == REFUSED
    assert kinds["clinical-hold-lifted"] == STEP, "a trial that may go on was not stopped"
    for code in ("withdrawal", "application-withdrawn", "company-discontinuation", "shipments-paused"):
        assert kinds[code] == REFUSED
    assert kinds["accelerated-approval"] == kinds["hospital-exemption"] == ALLOWED
    assert kinds["breakthrough-therapy"] == DESIGNATION
    assert set(kinds.values()) == set(KINDS)
    assert list(KINDS)[:2] == [ALLOWED, REFUSED]


def test_an_approval_says_where_for_whom_and_what_results_there_are(dataset: Dataset, today: date) -> None:
    for event in events(dataset, today):
        if event.word.grants_approval:
            assert event.agency.title
            assert event.for_whom
            assert event.must_be_said
            assert event.when
            assert re.search(r"ccelerated|onditional|exceptional|regular", f"{event.word.title} {event.must_be_said}")
        elif event.kind == DESIGNATION:
            assert event.must_be_said == f"What that means: {event.word.plain}"
        else:
            assert event.must_be_said is None


def test_the_file_by_agency_has_every_event_once_with_what_must_be_said(dataset: Dataset, today: date) -> None:
    sheet = regulatory_status(dataset, today).agencies_sheet
    facts = [fact for row in sheet.rows for fact in row[-1].split(", ")]
    assert sorted(facts) == sorted(event.fact_id for event in dataset.all_events)
    (sofi,) = [row for row in sheet.rows if row[:3] == ("FDA (United States)", "sofi-cel", "wu-cart-007")]
    breakthrough = sofi[sheet.headers.index("Special status (designations)")]
    assert "Breakthrough Therapy designation: 21 January 2026, announced" in breakthrough
    assert "it is not an approval" in breakthrough
    assert sofi[sheet.headers.index("Allowed for use")] == "nothing in our data"


def test_hospital_exemption_is_not_counted_as_an_approval(dataset: Dataset, today: date) -> None:
    status = regulatory_status(dataset, today, {"event": ["hospital-exemption"]})
    assert status.summary[0].endswith("0 therapies with an approval somewhere, for some people.")


def test_sources_that_disagree_about_sofi_cel_are_both_there(dataset: Dataset, today: date) -> None:
    (event,) = (
        event
        for event in events(dataset, today)
        if event.therapy_id == "wu-cart-007" and event.word.code == "breakthrough-therapy"
    )
    assert (event.when, event.date_is, event.disagreements) == ("21 January 2026", "announced", ("March 2026",))


def test_dates_are_as_exact_as_the_source(dataset: Dataset, today: date) -> None:
    precision = {event.fact_id: event.date_precision for event in dataset.all_events}
    for event in events(dataset, today):
        if event.first is None or event.last is None:
            assert event.when == "date not stated"
            continue
        length = (event.last - event.first).days
        assert {"day": length == 0, "month": 27 <= length <= 30, "year": length in (364, 365)}[
            precision[event.fact_id] or ""
        ]


def test_filters_show_what_their_numbers_promise(dataset: Dataset, today: date) -> None:
    for facet in facets(dataset, today).values():
        for value, title in facet.titles.items():
            status = regulatory_status(dataset, today, {facet.name: [value]})
            assert title.endswith(f" ({len(status.every)})"), (facet.name, value)
            hidden = len(dataset.all_events) - len(status.every)
            assert f"{hidden} hidden" in status.count


def test_a_therapy_that_is_listed_keeps_its_other_events_at_that_agency(dataset: Dataset, today: date) -> None:
    status = regulatory_status(dataset, today, {"event": ["complete-response-letter"]})
    lines = {line.therapy_id: line for agency in status.agencies for line in agency.therapies}
    assert lines["glofitamab"].by_kind[REFUSED]
    assert lines["glofitamab"].by_kind[ALLOWED], "its earlier approval is seen beside the refusal"
    assert {event.word.code for event in status.every} == {"complete-response-letter"}


def test_the_newest_come_first_and_the_rest_is_counted(dataset: Dataset, today: date) -> None:
    status = regulatory_status(dataset, today)
    days = [event.first for event in status.newest]
    assert days == sorted(days, key=lambda day: day or date.min, reverse=True)
    assert len(status.newest) == NEWEST
    assert str(len(status.every)) in status.newest_count
    undated = [event.first is None for event in newest_first(events(dataset, today))]
    assert undated == sorted(undated)


def test_the_picture_draws_or_counts_every_event(dataset: Dataset, today: date) -> None:
    status = regulatory_status(dataset, today)
    picture = status.lanes
    undated = sum(event.first is None for event in status.every)
    assert [lane.kind for lane in picture.lanes] == list(KINDS)
    older = len(status.every) - picture.drawn - undated
    assert (
        picture.left_out
        == f"Not drawn: {older} from before November 2024, and {undated} without a date in the sources."
    )
    assert str(picture.drawn) in picture.title
    assert all(f"{lane.title}: {len(lane.events)}" in picture.in_words for lane in picture.lanes)


def test_a_picture_without_events_says_so(today: date) -> None:
    empty = lanes((), today)
    assert empty.drawn == 0
    assert empty.title == "No event with a date since November 2024 in our data"


def test_a_decision_is_ahead_until_its_day_and_then_waits_for_its_outcome(dataset: Dataset, today: date) -> None:
    every = events(dataset, today)
    (ahead,) = decisions(every, every, today, ahead=True)
    assert ahead.event.therapy_id == "anitocabtagene-autoleucel"
    assert ahead.distance == "23 December 2026, in 30 days"
    the_day = date(2026, 12, 23)
    assert [d.distance for d in decisions(every, every, the_day, ahead=True)] == ["23 December 2026, today"]
    passed = decisions(every, every, the_day + timedelta(days=1), ahead=False)
    assert passed[-1].distance == "23 December 2026, 1 day ago"
    assert "no decision is in our data" in passed[-1].outcome


def test_a_day_whose_decision_is_known_is_history(dataset: Dataset, today: date) -> None:
    every = events(dataset, today)
    waiting = {
        decision.event.therapy_id for ahead in (True, False) for decision in decisions(every, every, today, ahead=ahead)
    }
    assert "dtx401" not in waiting  # decided four days early
    assert "lovotibeglogene-autotemcel" not in waiting
    assert "vusolimogene-oderparepvec" in waiting  # the letter before was about an earlier round


def test_overdue_events_are_marked_when_the_clock_moves_on(dataset: Dataset, today: date) -> None:
    assert not any(event.overdue for event in events(dataset, today))
    later = events(dataset, date(2026, 12, 22))
    assert all(event.overdue == "Overdue for a check since 22 December 2026" for event in later)


def test_every_word_that_occurs_is_explained(dataset: Dataset, today: date) -> None:
    words = {word.code: word for word in regulatory_status(dataset, today).words}
    assert set(words) == {event.event for event in dataset.all_events}
    assert all(word.plain and word.does_not_mean for word in words.values())
    assert "not" in words["breakthrough-therapy"].does_not_mean
    assert words["breakthrough-therapy"].passport is not None
    assert regulatory_words(dataset, today, frozenset()) == ()


def test_the_file_has_every_event_that_fits(dataset: Dataset, today: date) -> None:
    status = regulatory_status(dataset, today, {"agency": ["EC"]})
    assert len(status.sheet.rows) == sum(event.agency == "EC" for event in dataset.all_events)
    assert all(len(row) == len(status.sheet.headers) for row in status.sheet.rows)
    assert status.filters == ("Agency: European Commission (European Union)",)


@pytest.mark.parametrize("chosen", [{"agency": ["no-such"]}, {"disease": ["no-such"]}, {"event": ["no-such"]}])
def test_unknown_values_show_nothing_and_break_nothing(
    dataset: Dataset, today: date, chosen: dict[str, list[str]]
) -> None:
    status = regulatory_status(dataset, today, chosen)
    assert status.agencies == status.newest == ()


def test_a_day_is_drawn_also_when_it_is_only_a_month(dataset: Dataset, today: date) -> None:
    event = next(event for event in events(dataset, today) if event.first and event.first != event.last)
    shifted = replace(event, first=date(2024, 1, 1), last=date(2024, 12, 31))
    assert lanes((shifted,), today).drawn == 1, "a year that reaches into the picture is drawn"
