"""Two copies that were asked for other things: what only one of them asked for is called neither new nor gone."""

from pathlib import Path

import pytest

from loaders.registry_copy import CopyWriter
from loaders.registry_questions import Question
from loaders.registry_shelf import copies
from loaders.registry_study import Study
from tests.register_copy import study
from tests.releases import RELEASE
from therapies.asked_questions import Asked, AskedStudy
from therapies.study_register import StudyRegister
from therapies.what_changed import WhatChanged, what_changed

LUPUS = study(1, "Lupus", conditions=["Systemic Lupus Erythematosus"])
T_ALL = study(2, "T-ALL", conditions=["T-cell Acute Lymphoblastic Leukemia"], aliases=["NCT00000077"])
GIVEN = study(3, "Given", interventions=["Tisagenlecleucel (Kymriah)"])
NOBODYS = study(9, "Another disease", conditions=["Asthma"])
ALL: list[Question] = [{}]
LUPUS_ALONE: list[Question] = [{"query.cond": '"Lupus"'}]
BOTH: list[Question] = [{"query.cond": '"Lupus" OR "Acute lymphoblastic leukemia"'}]
PRODUCT: list[Question] = [{"query.intr": '"kymriah"'}]


def compared(
    folder: Path, asked: tuple[list[Question], list[Question]], before: list[Study], after: list[Study]
) -> WhatChanged:
    for day, questions, studies in zip(("2026-11-01", "2026-11-20"), asked, (before, after), strict=True):
        writer = CopyWriter(folder)
        writer.add([*studies, NOBODYS])
        writer.publish(day, {"questions": questions, "source": {"kind": "register", "address": "x"}})
    new, old = (StudyRegister(found, RELEASE) for found in copies(folder))
    return what_changed(RELEASE, old, new, None, None)


def told(found: WhatChanged) -> list[tuple[str, str]]:
    return [(one.title, one.kind) for one in found.changes]


def test_what_the_newer_copy_did_not_ask_for_is_not_gone(tmp_path: Path) -> None:
    found = compared(tmp_path, (ALL, LUPUS_ALONE), [LUPUS, T_ALL, GIVEN], [LUPUS])
    assert told(found) == []
    assert found.not_held == (
        "2 studies stand in the earlier copy alone. The newer copy was made with other questions and may not have "
        "asked for them: they are not said to be gone.",
    )


def test_what_the_earlier_copy_did_not_ask_for_is_not_new(tmp_path: Path) -> None:
    found = compared(tmp_path, (LUPUS_ALONE, ALL), [LUPUS], [LUPUS, T_ALL])
    assert told(found) == []
    assert found.not_held == (
        "1 study stands in the newer copy alone. The earlier copy was made with other questions and may not have "
        "asked for it: it is not said to be new.",
    )


def test_what_a_question_of_both_finds_is_told(tmp_path: Path) -> None:
    # The lupus study would have been found by both; that of another disease was asked for by one alone.
    assert told(compared(tmp_path / "a", (LUPUS_ALONE, BOTH), [], [LUPUS, T_ALL])) == [("Lupus", "new in the copy")]
    gone = ("Lupus", "no longer in the copy")
    assert told(compared(tmp_path / "b", (BOTH, LUPUS_ALONE), [LUPUS, T_ALL], [])) == [gone]


def test_a_copy_that_asked_for_more_says_what_is_gone(tmp_path: Path) -> None:
    found = compared(tmp_path, (LUPUS_ALONE, ALL), [LUPUS], [T_ALL])
    assert told(found) == [("Lupus", "no longer in the copy")]
    assert len(found.not_held) == 1


@pytest.mark.parametrize(
    "other",
    [
        [{"query.cond": '"Acute lymphoblastic leukemia"'}, {"query.cond": '"Lupus"'}],
        [*BOTH, {"query.term": "grippe"}],
    ],
    ids=["in two requests", "and more"],
)
def test_the_same_phrases_in_other_requests_are_the_same_questions(tmp_path: Path, other: list[Question]) -> None:
    found = compared(tmp_path, (BOTH, other), [T_ALL], [])
    assert told(found) == [("T-ALL", "no longer in the copy")]
    assert found.not_held == ()


def test_only_what_is_certain_counts_as_found() -> None:
    asked = Asked({"questions": [*LUPUS_ALONE, *PRODUCT, {"filter.ids": "NCT00000077,NCT00000078"}]})
    assert asked.would_find(AskedStudy(("NCT1",), ("SYSTEMIC LUPUS",), ()))
    assert asked.would_find(AskedStudy(("NCT1",), (), ("Tisagenlecleucel (Kymriah)",)))
    assert asked.would_find(AskedStudy(("NCT90000002", "NCT00000077"), (), ()))
    assert not asked.would_find(AskedStudy(("NCT00000079",), ("Lupuslike disease", "Kymriah"), ("lupus",)))
    assert not Asked({"questions": ALL, "source": {"kind": "file"}}).would_find(AskedStudy(("NCT1",), (), ()))
