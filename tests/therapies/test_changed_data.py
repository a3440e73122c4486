"""What changed in our data, as the page and its files say it: chosen, counted, whole, and harmless."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.pages.elements import page
from tests.pages.honesty import Honesty
from tests.releases import RELEASE, changed, one, with_past, without
from tests.views.models import HOSTILE
from therapies import download
from therapies.change_feed import data_atom
from therapies.changed_data import ChangedData, asked_first, changed_data
from therapies.dataset import Dataset
from views import changed_data as view

SOFI = "wu-cart-007"
BEFORE, THEN, TODAY = date(2026, 10, 1), date(2026, 11, 3), date(2026, 11, 23)
TRIAL = f"{SOFI}/trial/nct06514794"


@pytest.fixture(scope="module")
def newest(dataset: Dataset) -> Dataset:
    """The real release, before which one number, one step, a text and a trial of sofi-cel and a risk were others."""
    said = "In some of the people in full remission, some blood counts were still low."
    old = changed(
        dataset,
        outcomes=one(f"{SOFI}/outcome/o1", responders=9, percent=81.8, ci_low=48.2, ci_high=97.7),
        regulatory_events=without(f"{SOFI}/regulatory/r6"),
        cautions=one(f"{SOFI}/caution/2", text=said),
        trials=one(TRIAL, status="RECRUITING", enrollment=100),
        safety=one("blinatumomab/safety/h1", checked_on=BEFORE),
        glossary=lambda rows: [replace(rows[0], plain="Other words."), *rows[1:]],
    )
    return with_past((BEFORE, old), (THEN, dataset))


def kinds(found: ChangedData) -> list[str]:
    return [one.told.kind for one in found.changes]


ALL = [
    "Regulatory step: new in our data",
    "Result: changed",
    "Trial: changed",
    "What must be said: text reworded",
    "Glossary: text reworded",
]


def test_everything_since_a_day(newest: Dataset) -> None:
    found = changed_data(newest, THEN, None, None, TODAY)
    assert kinds(found) == ALL
    assert found.total == 5
    assert found.count == "5 changes:"
    assert found.kinds[:2] == (("Regulatory step: new in our data", 1), ("Result: changed", 1))
    assert sum(count for _, count in found.kinds) == 5
    assert found.checked == "1 fact was checked again and found unchanged."
    assert {one.day for one in found.changes} == {THEN}
    assert found.kept == "Changes in our data are kept since 3 November 2026."
    assert "release before 2026-11-03" in found.compared


@pytest.mark.parametrize(
    ("therapy", "disease", "expected"),
    [(SOFI, None, ALL[:4]), (None, "t-all", ALL[:4]), ("blinatumomab", None, []), (None, "mm", [])],
)
def test_the_choice_of_treatment_or_disease(
    newest: Dataset, therapy: str | None, disease: str | None, expected: list[str]
) -> None:
    found = changed_data(newest, THEN, therapy, disease, TODAY)
    assert kinds(found) == expected
    assert found.total == 5
    if not expected:
        assert found.count == "Nothing that we know of changed in our data since 3 November 2026 for this choice."
    assert found.checked[0] == ("1" if therapy == "blinatumomab" else "0")


def test_nothing_after_the_last_change_and_no_knowledge_before_the_first(newest: Dataset) -> None:
    assert changed_data(newest, THEN + timedelta(days=1), None, None, TODAY).changes == ()
    early = changed_data(newest, BEFORE, None, None, TODAY)
    assert kinds(early) == ALL
    assert early.kept.endswith("What changed before that day is not known here.")
    with pytest.raises(KeyError):
        changed_data(newest, THEN, "nobody", None, TODAY)


def test_the_day_that_nobody_chose(newest: Dataset, dataset: Dataset) -> None:
    assert asked_first(newest, TODAY) == THEN
    assert asked_first(newest, date(2027, 3, 31)) == date(2027, 3, 1)
    assert asked_first(changed(dataset, history_days=lambda _: ()), TODAY) == TODAY


def test_before_and_after_with_everything_that_belongs_to_a_number(newest: Dataset) -> None:
    result = changed_data(newest, THEN, SOFI, None, TODAY).changes[1].told
    assert result.differs == "how many responded, percent, 95% range"
    assert "Overall response: 9 of 11 people (82%; 95% range 48 to 98)." in result.before
    assert "Overall response: 10 of 11 people (91%; 95% range 59 to 99.8)." in result.after
    for side in (result.before, result.after):
        said = " ".join(side)
        for words in (
            "This study was to find the dose and the risks.",
            "Only 11 people: too few to be sure.",
            "people who could be checked (evaluable)",
            "Peer-reviewed paper, single-arm",
            "We do not know yet if it helps people live longer.",
            "Source: Blood, 30 May 2025 and 1 more; checked 22 November 2026.",
        ):
            assert words in said


def test_the_words_that_differ_stand_out_and_no_other(newest: Dataset) -> None:
    result = next(
        one for one in changed_data(newest, THEN, SOFI, None, TODAY).changes if one.told.kind.startswith("Res")
    )
    *_, before, after = (page(cell) for cell in view.row(result, newest))
    assert [one.text() for one in before.all() if one.tag == "del"] == ["9", "(82%;", "48", "98)."]
    assert [one.text() for one in after.all() if one.tag == "ins"] == ["10", "(91%;", "59", "99.8)."]
    assert [one.tag for one in before.all()].count("strong") == 4
    assert "Overall response: 10 of 11 people (91%; 95% range 59 to 99.8)." in after.text()
    new = next(one for one in changed_data(newest, THEN, SOFI, None, TODAY).changes if not one.told.before)
    assert "<ins>" not in view.row(new, newest)[-1]


def test_what_is_only_reworded_is_folded_away_behind_the_facts(newest: Dataset) -> None:
    found = changed_data(newest, THEN, None, None, TODAY)
    tree = page(view.table_html(found.compared, found.changes, newest))
    (fold,) = (one for one in tree.all() if one.tag == "details")
    assert fold.text().startswith("2 texts were only reworded")
    assert fold.text().count("text reworded") == tree.text().count("text reworded") == 2
    words = [one for one in found.changes if one.told.reworded]
    alone = page(view.table_html(found.compared, words, newest))
    assert not [one for one in alone.all() if one.tag == "details"], "nothing else is there to be read first"
    assert alone.text().count("text reworded") == 2


def test_a_later_rewording_stands_behind_an_earlier_fact(dataset: Dataset) -> None:
    older = changed(dataset, outcomes=one(f"{SOFI}/outcome/o1", responders=9))
    old = changed(dataset, glossary=lambda rows: [replace(rows[0], plain="Other words."), *rows[1:]])
    oldest = changed(older, glossary=lambda rows: [replace(rows[0], plain="Other words."), *rows[1:]])
    newest = with_past((BEFORE, oldest), (date(2026, 10, 20), old), (THEN, dataset))
    found = changed_data(newest, date(2026, 10, 20), None, None, TODAY).changes
    assert [(one.told.reworded, one.day) for one in found] == [(False, date(2026, 10, 20)), (True, THEN)]


def test_an_old_record_is_never_called_open(dataset: Dataset) -> None:
    old = changed(dataset, trials=one(TRIAL, status="NOT_YET_RECRUITING"))
    newest = with_past((BEFORE, old), (THEN, dataset))
    told = changed_data(newest, THEN, SOFI, None, date(2027, 6, 1)).changes[0].told
    assert told.after[0] == "Status: Recruiting when read on 22 August 2026."
    assert told.after[2] == "Overdue for a check since 21 September 2026: ask the study team."
    assert not [line for line in told.before if "ask the study team" in line]
    fresh = changed(dataset, trials=one(TRIAL, status_as_of="2025-01-02", due_on=date(2027, 6, 1)))
    newest = with_past((BEFORE, old), (THEN, fresh))
    after = changed_data(newest, THEN, SOFI, None, TODAY).changes[0].told.after
    assert after[0] == "Status: Recruiting by a record of 2 January 2025."


def test_every_number_of_the_release_told_as_new_keeps_the_rules(dataset: Dataset) -> None:
    bare = changed(dataset, outcomes=lambda _: (), safety=lambda _: (), regulatory_events=lambda _: ())
    newest = with_past((BEFORE, bare), (THEN, dataset))
    found = changed_data(newest, THEN, None, None, TODAY)
    rules = Honesty(newest)
    rows = "".join(f"<tr><td>{'</td><td>'.join(view.row(one, newest))}</td></tr>" for one in found.changes)
    tree = page(f"<table>{rows}</table>")
    assert rules.broken(tree) == []
    assert rules.shown(tree) == {fact.fact_id for fact in (*dataset.all_outcomes, *dataset.all_safety)}


def test_every_number_told_as_gone_keeps_the_rules(dataset: Dataset) -> None:
    """What was said before is no less whole: the same lines, looked up in the release that had them."""
    bare = changed(dataset, outcomes=lambda _: (), safety=lambda _: ())
    newest = with_past((BEFORE, dataset), (THEN, bare))
    found = changed_data(newest, THEN, None, None, TODAY)
    about = [(change.told.change.fact_id, view.row(change, newest)[2]) for change in found.changes]
    cells = "".join(f'<tr><td><div data-fact="{fact}">{cell}</div></td></tr>' for fact, cell in about)
    assert len(found.changes) == len(dataset.all_outcomes) + len(dataset.all_safety)
    assert Honesty(dataset).broken(page(f"<table>{cells}</table>")) == []


def test_approved_uses_say_where_for_whom_and_on_what(dataset: Dataset) -> None:
    old = changed(dataset, indications=lambda rows: [replace(row, stage="filed") for row in rows])
    newest = with_past((BEFORE, old), (THEN, dataset))
    told = [change.told for change in changed_data(newest, THEN, None, None, TODAY).changes]
    approved = [" ".join(change.after) for change in told if change.after[0].startswith("Approved")]
    assert len(approved) == sum(use.stage == "approved" for use in dataset.all_indications)
    for said in approved:
        assert "For: " in said
        assert "esults held here for this use" in said or "holds no results for this use" in said
        assert "hecked " in said


def test_the_file_says_where_it_comes_from(newest: Dataset) -> None:
    found = changed_data(newest, THEN, SOFI, None, TODAY)
    text = download.csv(found.sheet, newest, found.filters, TODAY).decode("utf-8-sig")
    head = [line for line in text.splitlines() if line.startswith("#")]
    assert head[1] == "# Release: newest"
    assert head[3] == "# Filters: Since: 3 November 2026; Therapy: sofi-cel"
    rows = list(csv.DictReader(io.StringIO("\n".join(line for line in text.splitlines() if not line.startswith("#")))))
    assert [row["What changed"] for row in rows] == ALL[:4]
    assert rows[0]["Before"] == "nothing"
    assert rows[1]["Fact"] == f"{SOFI}/outcome/o1"
    assert rows[1]["Our data changed on"] == "3 November 2026"


def test_the_feed_is_atom_and_its_ids_stay(newest: Dataset) -> None:
    everything, ours = (changed_data(newest, THEN, therapy, None, TODAY) for therapy in (None, SOFI))
    feed = ElementTree.fromstring(data_atom(everything, TODAY))
    atom = "{http://www.w3.org/2005/Atom}"
    assert feed.tag == f"{atom}feed"
    for name in ("title", "id", "updated", "author"):
        assert feed.find(f"{atom}{name}") is not None
    entries = feed.findall(f"{atom}entry")
    assert len(entries) == 5
    ids = [entry.findtext(f"{atom}id") or "" for entry in entries]
    assert len(set(ids)) == 5
    assert all(one.startswith("urn:emerging-therapies:changes:") and " " not in one for one in ids)
    assert all(entry.findtext(f"{atom}updated") == "2026-11-03T00:00:00Z" for entry in entries)
    fewer = ElementTree.fromstring(data_atom(ours, TODAY + timedelta(days=9)))
    assert [entry.findtext(f"{atom}id") for entry in fewer.findall(f"{atom}entry")] == ids[:4]
    assert data_atom(ours, TODAY) == data_atom(ours, TODAY)


def test_an_id_of_the_feed_stays_when_a_record_has_become_old(dataset: Dataset) -> None:
    trial = next(one for one in dataset.all_trials if one.status == "RECRUITING")
    newest = with_past((BEFORE, dataset), (THEN, changed(dataset, trials=one(trial.fact_id, status="SUSPENDED"))))
    now, later = (changed_data(newest, THEN, None, None, TODAY + timedelta(days=days)) for days in (0, 900))
    assert now.changes[0].told.before != later.changes[0].told.before, "the words are others"
    ids = [ElementTree.fromstring(data_atom(found, TODAY)).findtext("{*}entry/{*}id") for found in (now, later)]
    assert ids[0] == ids[1]


def test_hostile_words_are_words(dataset: Dataset) -> None:
    hostile = f"=1+1 {HOSTILE} \x0b"
    new = changed(
        dataset,
        cautions=one(f"{SOFI}/caution/2", text=hostile),
        outcomes=one(f"{SOFI}/outcome/o1", label=hostile, cohort=hostile),
        therapies=lambda rows: [replace(row, short_name=hostile) if row.id == SOFI else row for row in rows],
    )
    newest = with_past((BEFORE, dataset), (THEN, new))
    found = changed_data(newest, THEN, SOFI, None, TODAY)
    html = "".join(cell for one in found.changes for cell in view.row(one, newest))
    assert "<script" not in html
    assert "\u202e" not in html
    ElementTree.fromstring(data_atom(found, TODAY))
    text = download.csv(found.sheet, newest, (), TODAY).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]


def test_nothing_is_ordered_by_how_good_a_result_is(dataset: Dataset) -> None:
    """The same changes with every result turned round stand in the same order."""

    def order(share: int) -> list[Any]:
        old = changed(dataset, outcomes=lambda rows: [replace(row, n=(row.n or 0) + share) for row in rows])
        found = changed_data(with_past((BEFORE, old), (THEN, dataset)), THEN, None, None, TODAY)
        return [one.told.change.fact_id for one in found.changes]

    assert order(1) == order(1000)


def test_a_wider_disease_holds_its_parts(dataset: Dataset) -> None:
    part = next(disease for disease in dataset.diseases.values() if disease.parent)
    use = next(use for use in dataset.all_indications if use.disease_id == part.id)
    assert part.parent not in {other.disease_id for other in dataset.indications(use.therapy_id)}
    old = changed(dataset, indications=one(use.fact_id, population="Somebody else"))
    newest = with_past((BEFORE, old), (THEN, dataset))
    assert kinds(changed_data(newest, THEN, None, part.parent, TODAY)) == ["Use and its stage: text reworded"]
    with pytest.raises(KeyError):
        changed_data(newest, THEN, None, "no-disease", TODAY)


def test_no_release_is_said_to_be_older_than_what_is_kept() -> None:
    found = changed_data(RELEASE, date(2020, 1, 1), None, None, date(2026, 11, 26))
    assert "as it was before 26 November 2026" in found.compared
