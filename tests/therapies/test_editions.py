"""What sessions show: one edition for all that begin with the same data, let go with the last session that shows it."""

import gc
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from weakref import ref

import pytest

from tests.register_copy import copy, study
from tests.releases import RELEASE, changed, one, without
from therapies import call_notes, checked_facts, editions, front_page, profile, search_results
from therapies import shelf as shelves
from therapies.call import call
from therapies.dataset import Dataset
from therapies.kept import kept
from therapies.newer_data import newer
from therapies.study_register import RegisterShelf, StudyRegister
from therapies.trial_candidates import candidates

TODAY = date(2026, 11, 26)


@pytest.fixture
def automatic_collection_is_off() -> Iterator[None]:
    """What is let go is let go at once, and not because a collection came by."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def renamed(dataset: Dataset, release: str, built_at: str = "2026-11-22") -> Dataset:
    return Dataset(dataset.rows, release, built_at, release)


def beside(folder: Path, dataset: Dataset, day: str = "2026-11-20") -> StudyRegister:
    copy(folder, [study(1, "A study of sofi-cel", interventions=("WU-CART-007",))], day)
    found = RegisterShelf(folder).register(dataset)
    assert found is not None
    return found


def ask_everything(edition: editions.Edition) -> None:
    """Fill whatever is kept, as pages do, also what holds the dataset itself."""
    for dataset in (edition.record, edition.shown):
        checked_facts.every_fact(dataset)
        front_page.front_page(dataset, TODAY)
        search_results.search_results(dataset, "sofi")
        call(dataset, ("wu-cart-007", "tisagenlecleucel"), frozenset(), TODAY)
        call_notes.call_notes(dataset, ("wu-cart-007",), TODAY)
        profile.profile(dataset, "wu-cart-007", TODAY)
        candidates(dataset, edition.register, "t-all", None, TODAY)


def test_the_same_data_are_one_edition_and_others_another(tmp_path: Path) -> None:
    every, register = editions.Editions(), beside(tmp_path, RELEASE)
    first = every.edition(RELEASE, register)
    assert every.edition(RELEASE, register) is first
    assert every.edition(RELEASE, None) is not first
    assert not every.edition(RELEASE, None).same_as(first)
    other = editions.edition(Dataset(RELEASE.rows, RELEASE.release, RELEASE.built_at, RELEASE.fingerprint), register)
    assert other.same_as(first)


@pytest.mark.usefixtures("automatic_collection_is_off")
def test_an_edition_and_all_that_was_worked_out_of_it_go_with_the_last_session(tmp_path: Path) -> None:
    every = editions.Editions()
    old = shelves.open()
    register = beside(tmp_path, old)
    sessions = [every.edition(old, register) for _ in range(3)]
    ask_everything(sessions[0])
    assert old.kept
    gone = [ref(old), ref(register), ref(sessions[0].shown), ref(sessions[0])]
    every.edition(RELEASE, None)
    del old, register
    sessions.pop()
    assert all(one() for one in gone)
    sessions.clear()
    assert [one() for one in gone] == [None] * 4


def test_without_that_something_worked_out_would_hold_its_dataset() -> None:
    """The test above can fail: the trials of a disease hold the dataset that they were found in."""
    old = shelves.open()
    gone = ref(old)
    candidates(old, None, "t-all", None, TODAY)
    gc.disable()
    del old
    assert gone() is not None
    gc.enable()
    gc.collect()
    assert gone() is None


def test_answers_are_kept_with_their_dataset_and_only_so_many() -> None:
    asked = []

    @kept(2)
    def answer(dataset: Dataset, number: int) -> int:
        asked.append((dataset.release, number))
        return number

    one, other = renamed(RELEASE, "one"), renamed(RELEASE, "other")
    for number in (1, 1, 2, 1, 3, 2):
        assert answer(one, number) == number
        answer(other, 1)
    assert asked == [("one", 1), ("other", 1), ("one", 2), ("one", 3), ("one", 2)]


def test_nothing_is_kept_without_a_limit_or_beside_its_dataset() -> None:
    """A cache of a module would hold an old release for as long as the process."""
    for path in (Path(__file__).parents[2] / "therapies").glob("*.py"):
        code = path.read_text(encoding="utf-8")
        for before, _, after in (code[place - 1 :].partition("\ndef ") for place in _places(code, "cache")):
            assert "dataset: Dataset" not in after.partition(":\n")[0] or path.name == "kept.py", (path.name, before)


def _places(code: str, word: str) -> Iterator[int]:
    for decorator in (f"@lru_{word}", f"@{word}\n"):
        place = code.find(decorator)
        while place >= 0:
            yield place + 1
            place = code.find(decorator, place + 1)


def test_a_register_stands_beside_the_newest_release_at_once(tmp_path: Path) -> None:
    """A new treatment is not in what was found for the release before."""
    copy(tmp_path, [study(1, "A study of sofi-cel", interventions=("WU-CART-007",))])
    shelf = RegisterShelf(tmp_path)
    less = Dataset(changed(RELEASE, therapies=without("wu-cart-007/turnaround")).rows, "less")
    first, then = shelf.register(less), shelf.register(RELEASE)
    assert first is not None
    assert then is not None
    assert "wu-cart-007" not in first.links
    assert "wu-cart-007" in then.links
    draft = shelf.beside(less)
    assert draft is not None
    assert "wu-cart-007" not in draft.links
    assert shelf.register(RELEASE) is then


def test_the_same_data_are_not_told_as_newer(tmp_path: Path) -> None:
    again = renamed(RELEASE, "same")
    assert newer(editions.edition(renamed(RELEASE, "same"), None), editions.edition(again, None)) is None


def test_what_is_newer_is_counted_by_fact() -> None:
    later = changed(
        RELEASE,
        therapies=without("nelarabine/turnaround"),
        outcomes=one("wu-cart-007/outcome/o1", responders=9, percent=81.8),
        safety=one("blinatumomab/safety/h1", checked_on=date(2026, 11, 25)),
    )
    told = newer(
        editions.edition(renamed(RELEASE, "2026-11-22-aaaaaaaa"), None),
        editions.edition(renamed(later, "2026-11-27-bbbbbbbb", "2026-11-27"), None),
    )
    assert told is not None
    assert told.said == "Newer data are here: release 2026-11-27-bbbbbbbb of 27 November 2026."
    assert told.shown == "You still see those of 22 November 2026, release 2026-11-22-aaaaaaaa."
    assert told.differs == "There: 1 treatment gone, 1 result changed."
    assert told.button == "Show the newer data"


def test_facts_in_another_order_or_only_checked_again_are_nothing_newer() -> None:
    later = changed(RELEASE, outcomes=reversed, safety=one("blinatumomab/safety/h1", checked_on=date(2026, 11, 25)))
    told = newer(editions.edition(RELEASE, None), editions.edition(renamed(later, "later"), None))
    assert told is not None
    assert told.differs == ""


def test_a_release_that_was_taken_back_is_not_called_newer() -> None:
    told = newer(
        editions.edition(renamed(RELEASE, "later", "2026-11-27"), None),
        editions.edition(renamed(RELEASE, "sooner"), None),
    )
    assert told is not None
    assert told.said == "The published data went back to an earlier release: release sooner of 22 November 2026."
    assert told.button == "Show these data"


def test_a_newer_copy_of_the_register_is_told(tmp_path: Path) -> None:
    old = editions.edition(RELEASE, beside(tmp_path, RELEASE))
    new = editions.edition(RELEASE, beside(tmp_path, RELEASE, "2026-11-25"))
    told = newer(old, new)
    assert told is not None
    assert told.said == "A newer copy of the register is here, the copy of 25 November 2026."
    assert told.shown == "You still see the copy of 20 November 2026."
    first = newer(editions.edition(RELEASE, None), new)
    assert first is not None
    assert first.shown == "You still see none."


def test_a_draft_says_so_in_the_name_of_its_release() -> None:
    draft = editions.draft(RELEASE)
    assert draft.release == f"DRAFT, not published ({RELEASE.release})"
    assert draft.rows is RELEASE.rows
