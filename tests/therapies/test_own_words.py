"""Where our own texts come from is said: no screen claims to have no source, or one it has not."""

from datetime import date

import pytest

from tests.releases import RELEASE
from therapies.call import call
from therapies.call_blocks import Screen
from therapies.handout import handout
from therapies.handout_sources import sources_said
from therapies.own_words import OF_RECORD, written_by_us
from views import call_stage, leave_behind

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def every() -> dict[str, tuple[Screen, ...]]:
    return {key: call(RELEASE, (key,), frozenset(), TODAY).screens for key in RELEASE.therapies}


def test_our_texts_name_the_sources_of_the_record_with_their_days(every: dict[str, tuple[Screen, ...]]) -> None:
    for therapy_id, screens in every.items():
        own = written_by_us(RELEASE, therapy_id, TODAY)
        count = len(RELEASE.sources(therapy_id))
        assert len(own.sources) == min(4, count) > 0, therapy_id
        assert own.basis.startswith("Written by us from the ")
        assert (str(count) in own.basis) or count == 1
        assert {line.url for line in own.sources} <= {one.url for one in RELEASE.sources(therapy_id)}
        for screen in (one for one in screens if one.section in ("what", "how")):
            assert own in screen.passports, screen.id
            panel = call_stage.passport_html(own)
            assert own.sources[0].checked in panel
            assert "No source of its own" not in panel
            assert "not stated. Checked" not in panel


def test_what_is_missing_has_no_source(every: dict[str, tuple[Screen, ...]]) -> None:
    for screen in (one for screens in every.values() for one in screens if one.section == "unknown"):
        (papers,) = screen.passports
        assert papers.basis == OF_RECORD
        panel = call_stage.passport_html(papers)
        assert panel.startswith(f"<p>{OF_RECORD}</p>")
        assert "Written by us" not in panel


def test_the_paper_says_the_same_with_its_numbers() -> None:
    made = call(RELEASE, ("nelarabine",), frozenset(), TODAY)
    paper = handout(made)
    listed = {line.title for line in paper.sources}
    assert {line.title for line in written_by_us(RELEASE, "nelarabine", TODAY).sources} <= listed
    origins = [part.origin for section in paper.chapters[0].sections for part in section.parts]
    (said,) = [text for text in origins if "Written by us" in text]
    assert "sources of this record. The first 4: Sources 1 to 4. Checked 22 November 2026" in said
    assert "Written by us from the" in leave_behind.html(made)


def test_only_what_is_missing_can_be_shown() -> None:
    hidden = frozenset(("what", "how", "saw", "ladder", "lasted", "lived", "stands", "access", "ask", "read"))
    made = call(RELEASE, ("nelarabine",), hidden, TODAY)
    assert [papers.basis for papers in made.sources] == [OF_RECORD]
    assert handout(made).sources == ()


def test_the_numbers_of_sources_are_in_their_order() -> None:
    assert sources_said((5, 1, 6, 7, 8, 9, 3, 2)) == "Sources 1 to 3, 5 to 9."
    assert sources_said((4, 2)) == "Sources 2, 4."
