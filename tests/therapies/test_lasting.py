"""How long it lasted and how long people lived: Compare, Present, its comparison and the paper say the same."""

from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from tests.releases import RELEASE
from therapies import comparing, lasting, wording
from therapies.call import call
from therapies.call_blocks import Compared, Screen, Text
from therapies.dataset import Dataset
from therapies.handout import Explained, handout
from therapies.measures import Measure
from therapies.profile import profile

TODAY = date(2026, 11, 25)
NOTHING: frozenset[str] = frozenset()
ROWS = {
    "lasted": ("How long it lasted",),
    "lived": ("How long people lived", "Living without the disease getting worse"),
}


@pytest.fixture(scope="module")
def pairs() -> list[tuple[str, str]]:
    """All therapies, two by two."""
    ids = sorted(RELEASE.therapies)
    return list(zip(ids, [*ids[1:], ids[0]], strict=True))


def on_compare(dataset: Dataset, ids: tuple[str, ...], section: str) -> Iterator[tuple[list[Measure], str]]:
    """For each therapy the numbers of these rows of the page Compare, main ones first, and the words beside them."""
    rows = [row for row in comparing.therapy_comparison(dataset, ids, TODAY).rows if row.title in ROWS[section]]
    assert len(rows) == len(ROWS[section])
    for place in range(len(ids)):
        cells = [row.cells[place] for row in rows]
        numbers = [measure for cell in cells for group in cell.groups for measure in group.measures]
        yield numbers, " ".join(line.words for cell in cells for line in cell.lines)


def facts(screen: Screen) -> list[str]:
    return [block.fact_id for block in screen.blocks if isinstance(block, Text) and block.fact_id]


def words(screen: Screen) -> str:
    return " ".join((screen.heading, *(block.words for block in screen.blocks if isinstance(block, Text))))


@pytest.mark.parametrize("section", ROWS)
def test_compare_present_and_its_comparison_say_the_same(pairs: list[tuple[str, str]], section: str) -> None:
    found = 0
    for ids in pairs:
        made = call(RELEASE, ids, NOTHING, TODAY).screens
        rows = dict(
            row
            for screen in made
            if screen.id.startswith(f"compare-{section}-")
            for block in screen.blocks
            if isinstance(block, Compared)
            for row in block.rows
        )
        for therapy_id, (numbers, said) in zip(ids, on_compare(RELEASE, ids, section), strict=True):
            screens = [one for one in made if one.section == section and one.therapy_id == therapy_id]
            shown = [fact for screen in screens for fact in facts(screen)[:1]]
            (cell,) = rows[RELEASE.therapies[therapy_id].short_name]
            assert screens[0].heading.endswith("is not stated") == (not numbers) == (cell.startswith("Not stated.")), (
                therapy_id
            )
            assert {measure.fact_id for measure in numbers} <= set(shown), therapy_id
            assert len(shown) == len(numbers) or "on the therapy page" in said, therapy_id
            for measure in numbers:
                screen = next(one for one in screens if facts(one)[:1] == [measure.fact_id])
                assert f"{measure.name}: {measure.sentence.rstrip('.')}" in words(screen)
                assert screen.heading.startswith(f"{measure.name}: ")
                assert measure.passport in screen.passports
            if numbers:
                first = next(one for one in numbers if one.fact_id == shown[0])
                assert first.name in cell
                assert first.sentence.rstrip(".") in cell
                assert (f"{len(shown) - 1} more in our data." in cell) == (len(shown) > 1), therapy_id
            if section == "lived" and wording.SURVIVAL_UNKNOWN in said:
                assert wording.SURVIVAL_UNKNOWN in cell
                assert all(wording.SURVIVAL_UNKNOWN in words(screen) for screen in screens), therapy_id
            found += len(shown)
    assert found > 60


def result(screen: Screen) -> str:
    """The result of a screen in its whole sentence, or that there is none."""
    said = (block.words for block in screen.blocks if isinstance(block, Text) and block.fact_id)
    return next(said, screen.heading)


def test_the_paper_has_every_one_of_them(pairs: list[tuple[str, str]]) -> None:
    for therapy_id, _ in pairs:
        made = call(RELEASE, (therapy_id,), NOTHING, TODAY)
        kept = [result(one) for one in made.screens if one.section in ROWS]
        chapter = handout(made).chapters[0]
        items = [b.items for one in chapter.sections for p in one.parts for b in p.blocks if isinstance(b, Explained)]
        told = [*(one.heading for one in chapter.sections), *(said for several in items for said, _ in several)]
        assert [heading for heading in kept if heading not in told] == [], therapy_id


def test_on_paper_a_result_that_stands_among_the_numbers_names_its_disease(pairs: list[tuple[str, str]]) -> None:
    seen = 0
    for therapy_id, _ in pairs:
        chapter = handout(call(RELEASE, (therapy_id,), NOTHING, TODAY)).chapters[0]
        found = profile(RELEASE, therapy_id, TODAY)
        named = {
            f"{measure.name}: {measure.sentence.rstrip('.')}": use.title
            for results in (lasting.lasted, lasting.lived)
            for use, measure in results(RELEASE, therapy_id, found.uses)
        }
        items = [b.items for one in chapter.sections for p in one.parts for b in p.blocks if isinstance(b, Explained)]
        for heading, said in (item for several in items for item in several):
            if said.endswith("In full among the numbers above."):
                seen += 1
                whose = {title for number, title in named.items() if heading.startswith(number)}
                assert said.removesuffix(". In full among the numbers above.") in whose, (therapy_id, heading)
    assert seen > 20


def test_every_median_time_is_told_and_what_is_told_of_life_is_not_called_lasting() -> None:
    for therapy_id in RELEASE.therapies:
        made = call(RELEASE, (therapy_id,), NOTHING, TODAY).screens
        told = {section: {fact for one in made if one.section == section for fact in facts(one)} for section in ROWS}
        for outcome in RELEASE.outcomes(therapy_id):
            life = outcome.endpoint[:3] in ("OS-", "PFS", "EFS") or outcome.endpoint == "alive-at-report"
            if outcome.kind == "duration" or life:
                assert (outcome.fact_id in told["lived"]) == life, outcome.fact_id
            if outcome.kind == "duration" and not life:
                assert outcome.fact_id in told["lasted"], outcome.fact_id


def test_a_share_has_all_that_belongs_to_it() -> None:
    screens = call(RELEASE, ("wu-cart-007",), NOTHING, TODAY).screens
    lasted = [one for one in screens if one.section == "lasted"]
    assert lasted[0].heading == "Still in remission at least six months later: 6 of 8 people (75%)"
    said = words(lasted[0])
    for text in (
        "Still in remission at least six months later: 6 of 8 people (75%; 95% range 35 to 97) (computed).",
        wording.FIRST_STUDY,
        "Counted: people who could be checked (evaluable).",
        "too few to be sure",
        "single-arm",
        wording.SURVIVAL_UNKNOWN,
    ):
        assert text in said, text
    assert len(lasted) == 2


def test_the_use_of_the_first_numbers_stands_first_then_main_results_and_nothing_is_sorted_by_outcome() -> None:
    others_first = 0
    for therapy_id in RELEASE.therapies:
        found = profile(RELEASE, therapy_id, TODAY)
        order = [m.fact_id for use in found.uses for m in (*use.headline, *(m for g in use.others for m in g.measures))]
        first = next((use for use in found.uses if use.for_whom == found.first.use), None)
        for results in (lasting.lasted, lasting.lived, lasting.alive, lasting.not_grown):
            shown = results(RELEASE, therapy_id, found.uses)
            of_first = [use == first for use, _ in shown]
            assert of_first == sorted(of_first, reverse=True)
            others_first += bool(shown) and not shown[0][1].headline and any(m.headline for _, m in shown)
            for of_use in (True, False):
                main = [m.headline for use, m in shown if (use == first) == of_use]
                assert main == sorted(main, reverse=True)
        lasted = lasting.lasted(RELEASE, therapy_id, found.uses)
        for of_use, main in product((True, False), repeat=2):
            places = [order.index(m.fact_id) for u, m in lasted if m.headline == main and (u == first) == of_use]
            assert places == sorted(places)
    assert others_first, "of another use there is a main result"


def test_a_number_of_a_comparison_names_which_of_several_uses_it_is_of(pairs: list[tuple[str, str]]) -> None:
    seen = 0
    for ids in pairs:
        made = call(RELEASE, ids, NOTHING, TODAY).screens
        for section in ("numbers", *ROWS):
            rows = dict(
                row
                for screen in made
                if screen.id.startswith(f"compare-{section}-")
                for block in screen.blocks
                if isinstance(block, Compared)
                for row in block.rows
            )
            for therapy_id in ids:
                found = profile(RELEASE, therapy_id, TODAY)
                cell = rows[found.title][0]
                if section == "numbers":
                    first = [(use, m) for use in found.uses for m in use.headline]
                else:
                    first = list(getattr(lasting, section)(RELEASE, therapy_id, found.uses))
                if not first or len(found.uses) < 2:
                    continue
                use, measure = first[0]
                before = cell.partition(measure.sentence.rstrip("."))[0]
                assert use.title in before or use.for_whom.removesuffix(".") in before, (therapy_id, section)
                seen += 1
                if section != "numbers":
                    same = [one for one in found.uses if one.title == use.title]
                    assert len(same) == 1 or use.for_whom.removesuffix(".") in before, therapy_id
    assert seen > 40


@pytest.mark.parametrize(
    ("therapy_id", "section", "disease"),
    [
        ("satricabtagene-autoleucel", "lasted", ""),
        ("tisagenlecleucel", "lasted", "B-cell leukemia (B-ALL)"),
        ("brexucabtagene-autoleucel", "lived", ""),
        ("epcoritamab", "lived", ""),
        ("ft596", "lived", ""),
    ],
)
def test_the_first_shown_is_of_the_use_of_the_first_numbers_where_it_has_one(
    therapy_id: str, section: str, disease: str
) -> None:
    found = profile(RELEASE, therapy_id, TODAY)
    results = getattr(lasting, section)(RELEASE, therapy_id, found.uses)
    of_first = [use for use, _ in results if use.for_whom == found.first.use]
    if of_first:
        assert results[0][0] == of_first[0]
    assert not disease or results[0][0].title == disease


def test_compare_begins_with_the_same_result(pairs: list[tuple[str, str]]) -> None:
    """Under one heading the first number of the page is that of the call."""
    seen = 0
    for ids in pairs:
        for title, results in (
            ("How long it lasted", lasting.lasted),
            ("How long people lived", lasting.alive),
            ("Living without the disease getting worse", lasting.not_grown),
        ):
            row = next(one for one in comparing.therapy_comparison(RELEASE, ids, TODAY).rows if one.title == title)
            for therapy_id, cell in zip(ids, row.cells, strict=True):
                uses = profile(RELEASE, therapy_id, TODAY).uses
                first = next((measure for _, measure in results(RELEASE, therapy_id, uses)), None)
                numbers = [measure for group in cell.groups for measure in group.measures]
                assert numbers[:1] == ([first] if first else []), (therapy_id, title)
                seen += len(numbers)
    assert seen > 60
