"""An approval or an open study in a summary is no older than it is said to be, wherever the summary stands."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.releases import RELEASE, changed
from therapies.call import call
from therapies.call_blocks import Screen, Text
from therapies.comparing import therapy_comparison
from therapies.front_page import front_page
from therapies.handout import handout
from therapies.profile import profile
from therapies.summary import speaks_of_approval, speaks_of_open_studies, summary
from views import call_stage, caution, leave_behind, story, therapy_head

TODAY = date(2026, 11, 23)
# The regulatory facts of this release were read on 22 November 2026 and are due after 30 days.
LATE = date(2026, 12, 25)
SINCE = "Overdue for a check since 22 December 2026, last checked 22 November 2026: it may have changed."


@pytest.mark.parametrize(
    ("words", "approval", "studies"),
    [
        ("It is approved in the United States.", True, False),
        ("The FDA has refused it twice.", True, False),
        ("Pfizer stopped it worldwide in February 2025.", True, False),
        ("The studies were small and had no comparison group.", False, False),
        ("A large trial compared it with chemotherapy.", False, False),
        ("A larger trial is running.", False, True),
        ("It can only be had in a study.", False, True),
        ("A pivotal study was taking new people in June 2026.", False, True),
        ("No open study of it was found.", False, True),
        ("It is a medicine. The trials were small.", False, False),
    ],
)
def test_which_facts_a_text_speaks_of(words: str, approval: bool, studies: bool) -> None:
    assert speaks_of_approval(words) is approval
    assert speaks_of_open_studies(words) is studies


@pytest.mark.parametrize("therapy_id", ["nelarabine", "elranatamab", "wu-cart-007"])
def test_the_first_screen_marks_an_approval_that_is_overdue_for_three_days(therapy_id: str) -> None:
    what = call(RELEASE, (therapy_id,), frozenset(), LATE).screens[0]
    assert what.section == "what"
    assert isinstance(what.blocks[0], Text)
    assert what.blocks[0].words.startswith("When last checked: ")
    assert SINCE in what.overdue
    drawn = call_stage.html(call(RELEASE, (therapy_id,), frozenset(), LATE), 0, "call").partition("call-count")[0]
    assert "◷ Overdue for a check since" in drawn
    assert (
        "Overdue since 22 December 2026"
        in call_stage.html(call(RELEASE, (therapy_id,), frozenset(), LATE), 0, "call").partition("</section>")[0]
    ), "the panel says it too"


def test_every_summary_that_names_an_approval_is_marked_with_where_it_stands() -> None:
    seen = 0
    for therapy_id, therapy in RELEASE.therapies.items():
        (what, *_), stands = _screens(therapy_id, "what"), _screens(therapy_id, "stands")
        if "approved" in therapy.plain_summary and any(screen.overdue for screen in stands):
            seen += 1
            assert SINCE in what.overdue, therapy_id
    assert seen > 40


def _screens(therapy_id: str, section: str) -> list[Screen]:
    return [one for one in call(RELEASE, (therapy_id,), frozenset(), LATE).screens if one.section == section]


def test_an_overdue_study_is_marked_where_the_summary_says_that_it_is_under_way() -> None:
    told = summary(RELEASE, "wu-cart-007", TODAY)
    assert told.said.startswith("When last checked: Sofi-cel")
    assert any("since 21 September 2026" in mark for mark in told.marks)


def test_nothing_is_marked_before_its_day_nor_what_the_summary_does_not_speak_of() -> None:
    told = summary(RELEASE, "nelarabine", TODAY)
    assert told.said == told.words
    assert told.marks == ()
    quiet = "It is a medicine. The studies were small."
    plain = changed(RELEASE, therapies=lambda rows: [replace(one, plain_summary=quiet) for one in rows])
    assert summary(plain, "nelarabine", LATE).said == quiet
    year = summary(plain, "nelarabine", RELEASE.therapies["nelarabine"].due_on)
    assert year.marks, "the sentences themselves are due after a year"
    assert not summary(plain, "nelarabine", RELEASE.therapies["nelarabine"].due_on - timedelta(days=1)).marks


def test_the_paper_and_the_pages_carry_the_same_mark() -> None:
    made = call(RELEASE, ("nelarabine",), frozenset(), LATE)
    first = handout(made).chapters[0].sections[0].parts[0]
    assert SINCE in first.overdue
    assert f"◷ {SINCE}" in leave_behind.html(made).partition("How does it work?")[0]
    shown = profile(RELEASE, "nelarabine", LATE)
    head = caution.late_html(shown.summary.marks)
    days = "since 22 December 2026, last checked 22 November 2026"
    assert days in SINCE
    assert days in head
    assert days in therapy_head.standing_html(shown.standing)
    assert "When last checked: Approved" in therapy_head.standing_html(shown.standing)
    home = front_page(RELEASE, LATE).story
    assert home
    assert days in story.html(home)
    assert "When last checked: Sofi-cel" in story.html(home)
    assert "When last checked: No known approval anywhere" in story.html(home)
    compared = therapy_comparison(RELEASE, ("nelarabine", "elranatamab"), LATE)
    for cell in next(row for row in compared.rows if row.title == "What it is").cells:
        assert cell.lines[0].words.startswith("When last checked: ")
        assert any(days in line.words for line in cell.lines)
