"""The call, one model for screen and paper: its screens say the answer, fit, and keep benefit and harm together."""

import gc
import re
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any
from weakref import WeakKeyDictionary, ref

import pytest

from therapies import call as calls
from therapies import comparing, wording
from therapies import shelf as shelves
from therapies.call import MOST_THERAPIES, call, sections
from therapies.call_blocks import (
    HEADING,
    ROOM,
    TABLE_ROOM,
    Compared,
    Count,
    Drawing,
    Points,
    Screen,
    Sides,
    Steps,
    Text,
    lines,
)
from therapies.call_screens import SECTIONS
from therapies.class_call import class_call
from therapies.dataset import Dataset
from therapies.words_used import words_in
from views import call_stage

SOFI = ("wu-cart-007",)
FOUR = ("wu-cart-007", "tisagenlecleucel", "blinatumomab", "nelarabine")
NOTHING: frozenset[str] = frozenset()


@pytest.fixture(scope="module")
def every() -> dict[str, tuple[Screen, ...]]:
    """The screens of every therapy."""
    release, day = shelves.open(), date(2026, 11, 23)
    return {therapy_id: call(release, (therapy_id,), NOTHING, day).screens for therapy_id in release.therapies}


def counts(screens: tuple[Screen, ...]) -> list[Count]:
    return [
        count
        for screen in screens
        for block in screen.blocks
        if isinstance(block, Sides)
        for count in (*block.left, *block.right)
    ]


def test_the_model_case_shows_its_whole_story(dataset: Dataset, today: date) -> None:
    screens = call(dataset, SOFI, NOTHING, today).screens
    assert list(dict.fromkeys(screen.section for screen in screens)) == [*SECTIONS, "ask", "read"]
    (ladder,) = [block for screen in screens for block in screen.blocks if isinstance(block, Steps)]
    assert [step.kind for step in ladder.steps] == ["whole", "step", "step", "result"]
    assert 'data-kind="whole"' in call_stage.block_html(ladder)
    assert [step.n for step in ladder.steps] == [28, 13, 11, 10]
    shown = {count.count for count in counts(screens)}
    assert {"10 of 13 people", "10 of 11 people", "8 of 11 people", "13 of 13 people", "2 of 13 people"} <= shown
    (drawn,) = [block.making for screen in screens for block in screen.blocks if isinstance(block, Drawing)]
    assert [step.sign for step in drawn.steps] == ["donor", "lab", "wait", "chemo", "drip"]
    headings = " ".join(screen.heading for screen in screens)
    assert "Not approved. Furthest stage: Phase 2" in headings
    assert "28 joined the study" in headings


def test_the_headings_of_numbers_are_answers_in_plain_words(every: dict[str, tuple[Screen, ...]]) -> None:
    sofi = {screen.id.removeprefix("wu-cart-007-"): screen.heading for screen in every["wu-cart-007"]}
    assert sofi["saw-1"] == "10 of 13 people responded. 13 of 13 had an immune reaction (CRS)."
    assert sofi["saw-4"] == (
        "8 of 11 people had a complete remission, with or without full blood counts. 2 of 13 died."
    )
    assert sofi["lasted-2"] == "How long responses lasted: for more than half of 10 people it had not yet ended"
    for screen in (screen for screens in every.values() for screen in screens):
        if screen.section in ("saw", "lasted", "lived"):
            assert lines(screen.heading, HEADING) <= 2, screen.id
            shares = re.findall(r"\d%(.{4})", screen.heading)
            counted = re.search(
                r"\d+ of \d+ \S+ \(\d+%\)|out of how many people: not stated|[Aa]verage change", screen.heading
            )
            assert counted or all(after == " of " for after in shares), screen.heading


def test_where_the_counts_of_one_group_differ_it_is_said_once_why(every: dict[str, tuple[Screen, ...]]) -> None:
    why = "Why the counts differ: 13 people got the treatment, 11 of them could be checked."
    said = [screen.id for screen in every["wu-cart-007"] if Text(why) in screen.blocks]
    assert said == ["wu-cart-007-saw-3"], "the first screen that counts 11, after one that counts 13"
    assert not any("counts differ" in words_of(screen.blocks) for screen in every["gd2-cart01"]), "of two groups"


def test_a_screen_that_is_gone_is_followed_by_the_one_before_it_of_its_part(dataset: Dataset, today: date) -> None:
    shown = call(dataset, SOFI, NOTHING, today)
    ids = [screen.id for screen in shown.screens]
    assert [shown.place(one) for one in ids] == list(range(len(ids)))
    saw = [one for one in ids if "-saw-" in one]
    assert shown.place("wu-cart-007-saw-9") == ids.index(saw[-1])
    for unknown in (None, "", "-", "nobody", "wu-cart-007-saw-0", "wu-cart-007-saw-x", f"wu-cart-007-saw-{'9' * 5000}"):
        assert shown.place(unknown) == 0, unknown


def test_few_words_are_larger_and_what_has_numbers_or_many_words_is_not(every: dict[str, tuple[Screen, ...]]) -> None:
    what = every["wu-cart-007"][0]
    assert what.large
    assert not replace(what, blocks=(*what.blocks, Text("A word. " * 150))).large
    for screen in (screen for screens in every.values() for screen in screens if screen.large):
        assert not any(isinstance(block, Sides | Steps | Drawing | Compared) for block in screen.blocks), screen.id


def test_how_it_is_given_is_drawn_in_whole_words(every: dict[str, tuple[Screen, ...]]) -> None:
    given = {
        therapy_id: block.making.steps[-1].more
        for therapy_id, screens in every.items()
        for screen in screens
        for block in screen.blocks
        if isinstance(block, Drawing)
    }
    assert len(given) == len(every)
    assert not any("…" in more for more in given.values())
    assert given["blinatumomab"].endswith("for four weeks, then two weeks of rest")


def test_own_cells_are_drawn_otherwise(dataset: Dataset, today: date) -> None:
    screens = call(dataset, ("tisagenlecleucel",), NOTHING, today).screens
    (drawn,) = [block.making for screen in screens for block in screen.blocks if isinstance(block, Drawing)]
    assert [step.sign for step in drawn.steps][:3] == ["person", "lab", "wait"]
    assert "patient’s own cells" in drawn.said


def test_every_therapy_has_every_section_and_every_screen_an_id_of_its_own(
    every: dict[str, tuple[Screen, ...]],
) -> None:
    for therapy_id, screens in every.items():
        assert {"what", "how", "saw", "lasted", "lived", "unknown", "stands", "access"} <= {
            screen.section for screen in screens
        }, therapy_id
        assert len({screen.id for screen in screens}) == len(screens)
        assert all(screen.heading.strip() and screen.question.strip() for screen in screens)


def test_every_number_has_its_count_people_evidence_and_day(
    dataset: Dataset, every: dict[str, tuple[Screen, ...]]
) -> None:
    titles = {word.title for word in dataset.words("source_kind")}
    for screens in every.values():
        for count in counts(screens):
            said = " ".join((count.count, count.rest, *count.details))
            assert " of " in said or "not stated" in said or "No number" in said, count
            assert "Counted: " in said
            assert any(title in said for title in titles), count
            assert "checked" in said or "overdue" in said
            assert "omparison group" in said or "ompared" in said, count


def test_a_screen_draws_one_count_of_people_and_benefit_and_harm_alike(every: dict[str, tuple[Screen, ...]]) -> None:
    for screens in every.values():
        for screen in screens:
            for sides in (block for block in screen.blocks if isinstance(block, Sides)):
                drawn = [one.icons for one in (*sides.left, *sides.right) if one.icons]
                assert len({icons.total for icons in drawn}) <= 1, screen.id
                assert {one.harm for one in sides.left} <= {False}
                assert {one.harm for one in sides.right} <= {True}
                assert sides.left or sides.left_none
                assert sides.right or sides.right_none


def test_no_result_is_shown_that_hides_how_many_there_are(
    dataset: Dataset, every: dict[str, tuple[Screen, ...]]
) -> None:
    for therapy_id, screens in every.items():
        saw = [screen for screen in screens if screen.section == "saw"]
        results, risks = len(dataset.outcomes(therapy_id)), len(dataset.safety(therapy_id))
        assert f"of {results} results" in str(saw[-1].blocks[-1])
        assert f"of {risks} risks" in str(saw[-1].blocks[-1])


def test_lists_and_tables_are_cut_into_screens_and_nothing_is_lost(dataset: Dataset, today: date) -> None:
    made = call(dataset, FOUR, NOTHING, today)
    for block in (block for screen in made.screens for block in screen.blocks):
        if isinstance(block, Points):
            assert block.room <= ROOM or len(block.items) == 1
        if isinstance(block, Compared):
            assert block.room <= TABLE_ROOM or len(block.rows) == 1
    reasons = [
        item
        for screen in made.screens
        if screen.id.startswith("compare-why")
        for block in screen.blocks
        if isinstance(block, Points)
        for item in block.items
    ]
    assert tuple(reasons) == comparing.therapy_comparison(dataset, FOUR, today).reasons
    for question in ("cells", "whom", "wait", "numbers", "lasted", "lived", "unknown", "stands", "access"):
        rows = [
            name
            for screen in made.screens
            if screen.id.startswith(f"compare-{question}")
            for block in screen.blocks
            if isinstance(block, Compared)
            for name, _ in block.rows
        ]
        assert list(dict.fromkeys(rows)) == ["sofi-cel", "tisa-cel", "blinatumomab", "nelarabine"], question


def test_what_is_left_out_before_the_call_is_not_there(dataset: Dataset, today: date) -> None:
    made = call(dataset, FOUR[:2], frozenset(("lasted", "compare")), today)
    assert not {screen.section for screen in made.screens} & {"lasted", "compare"}
    assert "compare" in sections(2)
    assert "compare" not in sections(1)


def test_what_a_therapy_says_is_worked_out_once_for_all_calls(dataset: Dataset, today: date) -> None:
    beside = (("wu-cart-007", "nelarabine"), ("wu-cart-007", "blinatumomab"))
    one, other = ([s for s in call(dataset, ids, NOTHING, today).screens if s.therapy_id == ids[0]] for ids in beside)
    assert one
    assert all(screen is same for screen, same in zip(one, other, strict=True))


def test_a_screen_is_drawn_once_in_whichever_call_it_stands_and_wherever_that_is_opened(
    dataset: Dataset, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = list[str]()
    draw = call_stage._screen
    monkeypatch.setattr(call_stage, "_drawn", WeakKeyDictionary())
    monkeypatch.setattr(call_stage, "_screen", lambda screen, *rest: (drawn.append(screen.id), draw(screen, *rest))[1])
    one, other = (call(dataset, ("wu-cart-007", second), NOTHING, today) for second in ("nelarabine", "blinatumomab"))
    for made, place in ((one, 0), (one, 3), (other, 3)):
        shown = re.findall(
            r'data-screen="([^"]+)" aria-label="Screen (\d+) of (\d+)">', call_stage.html(made, place, "call")
        )
        assert shown == [(made.screens[place].id, str(place + 1), str(len(made.screens)))]
    each = {screen: screen.id for made in (one, other) for screen in made.screens}
    assert sorted(drawn) == sorted(each.values())
    assert len(drawn) < len(one.screens) + len(other.screens)


def test_what_was_drawn_of_a_screen_goes_with_the_screen(dataset: Dataset, today: date) -> None:
    made = call(dataset, SOFI, NOTHING, today)
    made = replace(made, screens=tuple(map(replace, made.screens)))
    gone = ref(made.screens[0])
    before = len(call_stage._drawn)
    call_stage.html(made, 0, "call")
    assert len(call_stage._drawn) == before + len(made.screens)
    del made
    gc.collect()
    assert gone() is None
    assert len(call_stage._drawn) == before


def test_the_words_of_a_screen_stand_beside_its_sources(dataset: Dataset, today: date) -> None:
    shown = call_stage.html(call(dataset, SOFI, NOTHING, today), 0, "")
    screens = dict(re.findall(r'<section class="call-screen" data-screen="([^"]+)"(.*?)</section>', shown, re.DOTALL))
    of_crs = [text for text in screens.values() if "Cytokine release syndrome, any grade" in text]
    assert of_crs
    for text in of_crs:
        beside = text.partition('<aside class="call-from"')[2].partition("Words on this screen")[2]
        assert "cytokine release syndrome (CRS)" in beside
        assert "A strong immune reaction after CAR-T cells" in beside
    assert all("Words on this screen</h2><ul></ul>" not in text for text in screens.values())


def test_a_word_stands_for_itself_and_not_in_another(dataset: Dataset) -> None:
    def found(text: str) -> set[str]:
        return {word.title for word in words_in(dataset.glossary, (text,))}

    assert found("Severe CRS was seen.") == {"cytokine release syndrome (CRS)"}
    assert found("Complete remissions after months of follow-up.") == {
        "complete remission (complete response) (CR)",
        "follow-up",
        "remission",
    }
    assert found("What the study saw: Overall response") == {"overall response rate (ORR)"}
    assert found("A cr or a vectored thing, unrefractory.") == set()
    assert found("Source titles are left out.") == set()


@pytest.mark.parametrize("ids", [(), (*FOUR, "ctd402")])
def test_none_or_too_many_are_refused(dataset: Dataset, today: date, ids: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=f"one to {MOST_THERAPIES}"):
        call(dataset, ids, NOTHING, today)


def test_an_unknown_therapy_is_refused(dataset: Dataset, today: date) -> None:
    with pytest.raises(KeyError):
        call(dataset, ("nobody",), NOTHING, today)


def test_it_is_valid_until_the_day_before_the_first_fact_is_due(dataset: Dataset, today: date) -> None:
    made = call(dataset, SOFI, NOTHING, today)
    ahead = [paper for paper in made.sources if not paper.overdue]
    last = min(paper.due for paper in ahead) - timedelta(days=1)
    assert last > today
    assert calls.valid_until(ahead, today) == wording.day(last)
    assert calls.valid_until(ahead, last) == wording.day(last)
    assert calls.valid_until(ahead, last + timedelta(days=1)) == "", "from this day on one of them is overdue"
    assert made.expired, "the trial records of this release are overdue, and it says so"
    assert made.valid_until == "", "with a fact that is overdue already it is valid on no day"


def test_a_fact_past_its_day_is_marked_and_never_current(dataset: Dataset) -> None:
    late = call(dataset, SOFI, NOTHING, date(2031, 1, 1))
    for count in counts(late.screens):
        assert "overdue since" in " ".join(count.details)
        assert not any(", checked" in text for text in count.details)
    assert all(screen.overdue for screen in late.screens if screen.passports)
    assert late.valid_until == ""
    for screen in late.screens:
        drawn = call_stage.html(replace(late, screens=(screen,)), 0, "call")
        assert ('class="call-late">◷' in drawn) == bool(screen.overdue), screen.id
        assert ('<h1 data-late="yes">' in drawn) == bool(screen.overdue), screen.id
        for block in screen.blocks:
            shown = call_stage.block_html(block)
            parts = shown.count("data-fact=") if isinstance(block, Sides) else shown.count("<tr")
            assert shown.count('data-late="yes"') == (parts if isinstance(block, Sides | Steps) else 0), screen.id
    fresh = [one for one in call(dataset, SOFI, NOTHING, date(2026, 11, 23)).screens if not one.overdue]
    assert fresh
    assert "data-late" not in "".join(call_stage.html(replace(late, screens=(one,)), 0, "call") for one in fresh)
    approved = call(dataset, ("tisagenlecleucel",), NOTHING, date(2031, 1, 1))
    stands = [screen.heading for screen in approved.screens if screen.question == "Where does it stand?"]
    assert all(heading.startswith("When last checked: Approved") for heading in stands)


def test_the_comparison_of_classes_goes_on_paper_too(dataset: Dataset, today: date) -> None:
    made = class_call(dataset, "traditional-vs-off-the-shelf", today)
    (table,) = [block for screen in made.screens for block in screen.blocks if isinstance(block, Compared)]
    assert len(table.rows) == len({cell.row_id for cell in dataset.cells("traditional-vs-off-the-shelf")})
    assert made.sources


def words_of(block: Any) -> str:
    """All words of a piece, whatever it is made of."""
    if isinstance(block, str):
        return block
    if isinstance(block, (tuple, list)):
        return " ".join(map(words_of, block))
    if is_dataclass(block):
        return " ".join(words_of(getattr(block, field.name)) for field in fields(block))
    return ""


def test_no_screen_shows_a_share_without_what_belongs_to_it(
    every: dict[str, tuple[Screen, ...]], dataset: Dataset
) -> None:
    """Read as plain words, so that no kind of piece is passed over."""
    together = call(dataset, FOUR, NOTHING, date(2026, 11, 23)).screens
    for screen in (*(screen for screens in every.values() for screen in screens), *together):
        said = f"{screen.heading} {words_of(screen.blocks)}"
        if screen.section not in ("saw", "ladder", "lasted", "lived", "compare") or "95% range" not in said:
            continue
        assert re.search(r"Counted: |same study \(", said), screen.id
        assert re.search(r"as printed|computed|range:? not stated", said), screen.id
        assert re.search(r"single-arm|randomised|comparison group|before|same person|matched", said), screen.id
        assert "checked 22 November 2026" in said, screen.id
        small = [int(n) for n in re.findall(r"\d+ of (\d+) people \(", said)]
        if small and min(small) < 30:
            assert re.search(r"too few to be sure", said, re.IGNORECASE), screen.id


def test_every_part_of_a_way_of_access_is_marked_where_it_is_overdue(dataset: Dataset) -> None:
    made = call(dataset, ("wu-cart-007",), frozenset(), date(2026, 11, 26))
    parts = [screen for screen in made.screens if "open when read on" in screen.heading]
    assert len(parts) > 1, "one way is told on two screens"
    for screen in parts:
        assert screen.overdue, screen.id


def test_the_number_of_overdue_facts_is_that_of_the_paper(dataset: Dataset) -> None:
    made = call(dataset, ("wu-cart-007", "nelarabine"), frozenset(), date(2026, 12, 29))
    assert len(made.expired) == sum(one.overdue for one in made.sources) > 10
