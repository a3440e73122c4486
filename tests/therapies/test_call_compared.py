"""Therapies side by side in a call: each cell has where it was read, and says itself what of it is overdue."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from tests.releases import RELEASE
from therapies.call import Call, call
from therapies.call_blocks import Compared, Screen
from therapies.call_screens import SECTIONS
from therapies.handout import Part, handout
from therapies.harm_uses import harm_uses, in_few_words
from therapies.profile import profile

TODAY, LATE = date(2026, 11, 25), date(2031, 1, 1)
ONLY_COMPARED = frozenset((*SECTIONS, "ask", "read"))
QUESTIONS = ("cells", "whom", "wait", "numbers", "lasted", "lived", "unknown", "stands", "access")


def calls(day: date) -> Iterator[tuple[tuple[str, ...], Call]]:
    """All therapies, four by four."""
    ids = sorted(RELEASE.therapies)
    for start in range(0, len(ids), 4):
        several = tuple((*ids[start : start + 4], *ids)[:4])
        yield several, call(RELEASE, several, ONLY_COMPARED, day)


def rows(made: Call) -> Iterator[tuple[Screen, str, tuple[str, ...]]]:
    for screen in made.screens:
        for block in screen.blocks:
            if isinstance(block, Compared):
                yield from ((screen, name, cells) for name, cells in block.rows)


def test_every_row_has_where_it_was_read() -> None:
    for ids, made in calls(TODAY):
        names = [RELEASE.therapies[one].short_name for one in ids]
        for question in QUESTIONS:
            own = [(screen, name) for screen, name, _ in rows(made) if screen.id.startswith(f"compare-{question}-")]
            assert list(dict.fromkeys(name for _, name in own)) == names, question
            assert len(own) == len(names) or question == "stands", "each approved use has a row"
            for screen, name in own:
                papers = dict(screen.whose)[name]
                assert papers, (name, question)
                assert all(paper in screen.passports for paper in papers)


def test_what_is_overdue_says_so_in_its_cell() -> None:
    for _, made in calls(LATE):
        for screen, name, cells in rows(made):
            of_name = [cell for there, whose, found in rows(made) if (there, whose) == (screen, name) for cell in found]
            for paper in dict(screen.whose)[name]:
                assert paper.overdue
            days = {paper.due_on for paper in dict(screen.whose)[name]}
            for cell in cells:
                assert any(f"since {day}" in cell for day in days), (screen.id, name)
                assert "checked 22 November 2026" not in cell.replace("last checked", "")
            if screen.id.startswith("compare-stands"):
                assert cells[0].startswith("When last checked: "), name
            if not screen.id.startswith(("compare-numbers", "compare-lasted", "compare-lived")):
                assert all("◷" in cell for cell in cells), (screen.id, name)
                oldest = min(dict(screen.whose)[name], key=lambda paper: paper.due).due_on
                assert any(f"since {oldest}" in cell for cell in of_name), (screen.id, name)


def test_an_approval_never_stands_without_for_whom_where_how_and_on_what_results() -> None:
    uses = 0
    for ids, made in calls(TODAY):
        for therapy_id in ids:
            standing = profile(RELEASE, therapy_id, TODAY).standing
            name = RELEASE.therapies[therapy_id].short_name
            cells = [c[0] for s, whose, c in rows(made) if s.id.startswith("compare-stands-") and whose == name]
            assert len(cells) == max(1, len(standing.approvals)), name
            for approval, cell in zip(standing.approvals, cells, strict=False):
                uses += 1
                assert approval.for_whom.removesuffix(".") in cell, name
                assert all(f"{place}: " in cell for place, _ in approval.places), name
                assert re.search("ccelerated|onditional|not stated|exceptional", cell), name
                assert "Results held here: " in cell or "No results are held here" in cell, name
    assert uses > 60
    paper = handout(call(RELEASE, ("nelarabine", "wu-cart-007"), ONLY_COMPARED, TODAY))
    shown = str(paper.chapters)
    assert "Approved use 1 of 2: Adults and children with T-ALL" in shown
    assert "United States: Accelerated approval, 28 October 2005. Results held here: single-arm." in shown


def test_what_is_overdue_alone_is_marked_alone() -> None:
    one_day = date(2027, 1, 15)
    made = call(RELEASE, ("wu-cart-007", "nelarabine"), ONLY_COMPARED, one_day)
    marked = {screen.id for screen, _, cells in rows(made) if any("verdue" in cell for cell in cells)}
    stands = {"compare-stands-1", "compare-stands-2"}
    assert marked == {"compare-whom-1", "compare-whom-2", *stands, "compare-access-1"}
    access = next(c[0] for s, name, c in rows(made) if s.id == "compare-access-1" and name == "sofi-cel")
    assert "◷ Overdue for a check: both facts, the oldest since 21 September 2026" in access


def test_nothing_is_marked_before_its_day() -> None:
    made = call(RELEASE, ("wu-cart-007", "nelarabine"), ONLY_COMPARED, TODAY)
    for screen, _, cells in rows(made):
        if not screen.id.startswith("compare-access"):
            assert "verdue" not in " ".join(cells)
            assert "When last checked" not in cells[0]


def parts(made: Call) -> Iterator[Part]:
    for chapter in handout(made).chapters:
        yield from (part for section in chapter.sections for part in section.parts)


@pytest.mark.parametrize("day", [TODAY, LATE])
def test_on_paper_each_therapy_has_its_sources_and_days(day: date) -> None:
    for ids, made in calls(day):
        names = [RELEASE.therapies[one].short_name for one in ids]
        tables = [part for part in parts(made) if any(isinstance(block, Compared) for block in part.blocks)]
        assert len(tables) == len(QUESTIONS)
        # Tables that follow each other and come from the same place say so behind the last of them.
        origins = [next(later.origin for later in tables[place:] if later.origin) for place in range(len(tables))]
        for origin in origins:
            # Each therapy once, in its order, so that what another source says has the therapy before it.
            places = [origin.find(f"{name}: ") for name in names]
            assert -1 not in places, origin
            assert places == sorted(places)
            own = [origin[start:end] for start, end in zip(places, [*places[1:], None], strict=True)]
            for text in own:
                assert "hecked " in text, text
                assert ("overdue since" if day == LATE else "again by") in text or "overdue" in text, text


def test_a_number_in_the_comparison_has_its_comparison_group() -> None:
    compared = 0
    for ids, made in calls(TODAY):
        found = {RELEASE.therapies[one].short_name: profile(RELEASE, one, TODAY) for one in ids}
        cells = [(name, cells) for screen, name, cells in rows(made) if screen.id.startswith("compare-numbers")]
        for name, said in cells:
            for measures, cell in zip((found[name].first.results, found[name].first.risks), said, strict=True):
                if not measures:
                    assert cell.startswith("None in our data.")
                    continue
                first = measures[0]
                if first.control:
                    compared += 1
                    assert f"Comparison group, {first.control.group}: {first.control.sentence}" in cell, name
                else:
                    assert "no comparison" in cell.lower() or first.comparison in cell, name
    assert compared > 3


def test_a_risk_of_other_people_says_whose_it_is() -> None:
    said: dict[str, str] = {}
    for ids, made in calls(TODAY):
        found = {RELEASE.therapies[one].short_name: profile(RELEASE, one, TODAY) for one in ids}
        for screen, name, (_, cell) in ((s, n, c) for s, n, c in rows(made) if s.id.startswith("compare-numbers")):
            one = found[name]
            use = next((use for use in one.uses if use.for_whom == one.first.use), None)
            if not (use and one.first.results and one.first.risks):
                continue
            risk = one.first.risks[0]
            whose = harm_uses(RELEASE, one.id).said(risk.fact_id, use.fact_id, one.first.results[0].fact_id)
            before, number, _ = cell.partition(risk.sentence.rstrip("."))
            assert number, screen.id
            if whose:
                said[one.id] = before
                assert in_few_words(whose) in before, (name, cell)
            else:
                assert (f"{use.title}. " in before) == (len(one.uses) > 1), (name, cell)
    assert "Seen in people with the same disease, in a study of another use." in said["blinatumomab"]
    assert "together: stiff person syndrome, myasthenia gravis." in said["mivocabtagene-autoleucel"]
    assert "Counted in people with different diseases together: " in said["letetresgene-autoleucel"]
    assert "nelarabine" in said


def test_a_survival_result_keeps_its_comparison_group() -> None:
    made = call(RELEASE, ("blinatumomab", "nelarabine"), ONLY_COMPARED, TODAY)
    cells = {name: c[0] for screen, name, c in rows(made) if screen.id.startswith("compare-lived")}
    assert "Comparison group, chemotherapy (randomised): Median 4 months, among 134 people" in cells["blinatumomab"]
    assert "No comparison group." in cells["nelarabine"]
