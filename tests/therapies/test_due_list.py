"""What is due: the very facts that are overdue (honesty.md, rule 15), worked out here from the files as they are."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import yaml

from loaders.checking import dataset_of
from loaders.confirm_command import confirm
from loaders.curated import read_curated
from loaders.registry_shelf import newest
from loaders.rows import Rows
from tests.register_copy import ST_LOUIS, copy, site, study
from tests.releases import changed, one
from therapies import call, handout, prominence
from therapies.checked_facts import every_fact
from therapies.current_trials import with_register
from therapies.dataset import Dataset
from therapies.due_facts import NOBODY, DueFact, due_facts
from therapies.due_list import Chosen, due_list, facts_sheet, groups_sheet, kind_titles, person_titles, sources_sheet
from therapies.due_sources import due_sources
from therapies.facts import Person, SignOff
from therapies.study_register import StudyRegister

CURATED = Path(__file__).parents[2] / "data" / "curated"
TODAY = date(2026, 11, 26)
MOVED = TODAY + timedelta(days=40)
# Rule 15: days after which a kind of fact is due again.
SOON, RESULT, ELSE = 30, 180, 365
WAYS_SOON = {"clinical-trial", "approved-product", "expanded-access", "hospital-exemption", "none-known"}


def written(name: str) -> Any:
    return yaml.load((CURATED / name).read_text(encoding="utf-8"), yaml.BaseLoader)


def day(text: str) -> date:
    return date.fromisoformat(text)


def days_of_trial(trial: Any) -> list[date]:
    if trial.get("registry_copy", "null") != "null":
        return [day(trial["registry_copy"])]
    as_of = trial.get("status_as_of", "null")
    return [day(as_of)] if as_of.count("-") == 2 else []


def of_therapy(file: Any) -> Iterator[tuple[str, date, int]]:
    """Every fact of a file, the day of its check and the days until it is due: by honesty.md, rule 15, alone."""
    read = {source["id"]: day(source["checked"]) for source in file["sources"]}
    own = day(file["review"]["checked_on"])

    def oldest(fact: Any) -> date:
        return min(read[source] for source in fact["sources"])

    def rules(place: str, fact: Any) -> Iterator[tuple[str, date, int]]:
        for rule in fact.get("criteria", []):
            yield f"{place}/criterion/{rule['id']}", oldest(rule), ELSE

    yield "turnaround", own, ELSE
    for use in file["indications"]:
        yield f"indication/{use['id']}", own, SOON
        yield from rules(f"indication/{use['id']}", use)
    for event in file["regulatory"]:
        yield f"regulatory/{event['id']}", oldest(event), SOON
    for outcome in file["outcomes"]:
        yield f"outcome/{outcome['id']}", oldest(outcome), RESULT
    for group in file.get("participants", []):
        for step in group["steps"]:
            yield f"participants/{group['id']}/{step['step']}", oldest(step), RESULT
    for harm in file["safety"]:
        yield f"safety/{harm['id']}", oldest(harm), SOON if harm["event"] == "boxed-warning" else RESULT
    for trial in file["trials"]:
        place = f"trial/{trial.get('id') or trial['nct'].lower()}"
        checked = (days_of_trial(trial) or [oldest(trial)])[0]
        yield place, checked, SOON
        for number, _ in enumerate(trial["sites"] if isinstance(trial.get("sites"), list) else [], 1):
            yield f"{place}/site/{number}", checked, SOON
        yield from rules(place, trial)
    for way in file["access"]:
        checked = [oldest(way)]
        if way["route"] in ("clinical-trial", "expanded-access"):
            same = [trial for trial in file["trials"] if set(trial["sources"]) & set(way["sources"])]
            checked += [d for trial in same if trial.get("nct", "null") != "null" for d in days_of_trial(trial)]
        yield f"access/{way['id']}", min(checked), SOON if way["route"] in WAYS_SOON else ELSE
    notes = file.get("call_notes") or {}
    for kind, facts in (
        ("caution", file["cautions"]),
        ("note", [note for part in ("say", "avoid", "questions") for note in notes.get(part, [])]),
    ):
        for number, _ in enumerate(facts, 1):
            yield f"{kind}/{number}", own, ELSE


@pytest.fixture(scope="module")
def due(dataset: Dataset) -> dict[str, date]:
    """The day on which each fact is due, from the files."""
    files = {path.stem: written(f"therapies/{path.name}") for path in sorted((CURATED / "therapies").glob("*.yaml"))}
    found = {}
    for therapy_id, file in files.items():
        for place, checked, days in of_therapy(file):
            signed = dataset.sign_offs.get(f"{therapy_id}/{place.partition('/site/')[0]}")
            looked = max(checked, signed.checked) if signed and signed.checked else checked
            found[f"{therapy_id}/{place}"] = looked + timedelta(days=days)
    for name, part, table in (("glossary", "terms", "glossary"), ("pathways", "designations", "designations")):
        for entry, known in zip(written(f"{name}.yaml")[part], dataset.rows[table], strict=True):
            read = min(day(source["checked"]) for source in entry["sources"])
            found[f"{table}/{known.id}"] = read + timedelta(days=ELSE)
    for entry in written("pathways.yaml")["access_routes"]:
        read = min(day(source["checked"]) for source in entry["sources"])
        found[f"access_routes/{entry['id']}"] = read + timedelta(days=ELSE)
    for comparison in written("comparisons.yaml")["comparisons"]:
        cells = {}
        for row in comparison["rows"]:
            for column in comparison["columns"]:
                cited = [(ref["therapy"], ref["source"]) for ref in row[column["id"]]["sources"]]
                read = [day(s["checked"]) for t, name in cited for s in files[t]["sources"] if s["id"] == name]
                cells[f"{comparison['id']}/{row['id']}/{column['id']}"] = min(read) + timedelta(days=SOON)
        found |= {**cells, comparison["id"]: min(cells.values())}
    return found


def ids(facts: tuple[DueFact, ...]) -> set[str]:
    return {fact.fact_id for fact in facts}


@pytest.mark.parametrize("ahead", [0, 40, 200, 400])
def test_the_desk_lists_exactly_what_rule_15_makes_due(dataset: Dataset, due: dict[str, date], ahead: int) -> None:
    today = TODAY + timedelta(days=ahead)
    assert due.keys() == {fact.fact_id for fact in every_fact(dataset)}
    found = due_list(dataset, dataset, today)
    assert len(ids(found.rows)) == len(found.rows) == found.total
    assert {fact.fact_id for fact in found.rows if fact.overdue} == {i for i, when in due.items() if when <= today}
    assert ids(found.rows) == {i for i, when in due.items() if when <= today + timedelta(days=14)}


def test_after_40_days_every_kind_that_is_checked_monthly_is_due_and_no_other(
    dataset: Dataset, due: dict[str, date]
) -> None:
    late = {fact.kind for fact in due_list(dataset, dataset, MOVED).rows}
    assert late == {"trials", "sites", "regulatory_events", "indications", "access", "comparison_cells", "comparisons"}


def test_what_is_shown_most_is_first_and_never_by_outcome(dataset: Dataset) -> None:
    rows = due_facts(dataset, dataset, date(2031, 1, 1), 14)
    order = [prominence.most_shown(fact.places) for fact in rows]
    assert order == sorted(order)
    assert len(rows[0].places) == max(len(places) for places in prominence.shown_at(dataset, date(2031, 1, 1)).values())
    assert rows[0].shown == f"Shown in {len(rows[0].places)} places"
    outcome = next(one for one in dataset.all_outcomes if one.fact_id == "wu-cart-007/outcome/o1")
    other = changed(dataset, outcomes=one(outcome.fact_id, responders=1, percent=None))
    assert [fact.fact_id for fact in due_facts(other, other, date(2031, 1, 1), 14)] == [f.fact_id for f in rows]


def test_filters_hide_and_never_lose(dataset: Dataset) -> None:
    every = due_list(dataset, dataset, MOVED)
    kinds = kind_titles(dataset, dataset, MOVED, 14)
    of_kind = [due_list(dataset, dataset, MOVED, Chosen(kind=kind)) for kind in kinds]
    assert sum(len(found.rows) for found in of_kind) == every.total
    assert all(found.total == every.total for found in of_kind)
    assert sum(group.overdue + group.soon for group in every.therapies) == every.total
    assert sum(group.overdue + group.soon for group in every.people) == every.total
    sofi = due_list(dataset, dataset, MOVED, Chosen("wu-cart-007", None, "trials", 0))
    assert {fact.therapy_id for fact in sofi.rows} == {"wu-cart-007"}
    assert sofi.filters == ("Therapy: wu-cart-007", "Kind: trials", "Due within 0 days")


def test_who_looks_after_it(dataset: Dataset) -> None:
    assert not person_titles(dataset) or dataset.people
    kept = changed(
        dataset,
        people=lambda _: [Person("mk", "M. Koch"), Person("js", "J. Silva")],
        therapies=one("wu-cart-007/turnaround", looked_after_by="mk"),
    )
    assert person_titles(kept) == {
        "mk": "M. Koch (1 therapy)",
        "js": "J. Silva (0 therapies)",
        NOBODY: f"Nobody yet ({len(kept.therapies) - 1} therapies)",
    }
    mine = due_list(kept, kept, MOVED, Chosen(person_id="mk"))
    assert {fact.therapy_id for fact in mine.rows} == {"wu-cart-007"}
    assert all(fact.person == "M. Koch" and fact.confirm.endswith(" --by mk") for fact in mine.rows)
    assert [group.title for group in mine.people] == ["J. Silva", "M. Koch", "Nobody yet"]
    assert [group.overdue for group in mine.people] == [0, len(mine.rows), 0]
    rest = due_list(kept, kept, MOVED, Chosen(person_id=NOBODY))
    assert len(mine.rows) + len(rest.rows) == mine.total


def test_the_first_sentence(dataset: Dataset) -> None:
    none = due_list(dataset, dataset, date(2020, 1, 1))
    assert none.heading.startswith(
        "Nothing is overdue, and nothing falls due within 14 days. The next check is due on "
    )
    assert (none.rows, none.sources, none.lead) == ((), (), "")
    first = min(fact.due_on for fact in every_fact(dataset))
    count = sum(fact.due_on == first for fact in every_fact(dataset))
    soon = due_list(dataset, dataset, first - timedelta(days=3))
    assert soon.heading == f"Nothing is overdue, {count} facts fall due within 14 days"
    late = due_list(dataset, dataset, TODAY, Chosen(days=0))
    assert late.heading.endswith(" therapies are overdue")
    every = due_list(dataset, dataset, date(2031, 1, 1))
    facts, therapies = len(every_fact(dataset)), len(dataset.therapies)
    assert every.heading == f"{facts:,} facts of {therapies} therapies are overdue, none falls due within 14 days"
    assert every.of_all.startswith(f"{facts:,} of {facts:,} facts are overdue for a check on 1 January 2031.")


def test_every_fact_has_a_source_to_open_and_a_command(dataset: Dataset) -> None:
    for fact in due_facts(dataset, dataset, date(2031, 1, 1), 0):
        assert fact.sources, fact.fact_id
        assert fact.confirm.startswith("python -m loaders confirm ")
        assert fact.confirm.endswith(" --by SIGN")
        assert Path(CURATED.parents[1], fact.file).is_file()
    (trial,) = [f for f in due_facts(dataset, dataset, MOVED, 0) if f.fact_id == "wu-cart-007/trial/nct06514794"]
    assert trial.sources[0].url == "https://clinicaltrials.gov/study/NCT06514794"
    (hospital,) = [f for f in due_facts(dataset, dataset, MOVED, 0) if f.fact_id == f"{trial.fact_id}/site/1"]
    assert (hospital.confirm, hospital.sources) == (trial.confirm, trial.sources)


def test_a_trial_is_made_current_by_its_record_and_not_by_news(dataset: Dataset) -> None:
    found = due_list(dataset, dataset, MOVED, Chosen("wu-cart-007", None, "trials"))
    kinds = {dataset.all_sources[source.target].kind for source in found.sources}
    assert kinds == {"registry"}


def test_files_have_a_row_for_each_fact_source_and_group(dataset: Dataset) -> None:
    found = due_list(dataset, dataset, MOVED)
    for sheet, rows in (
        (facts_sheet(found.rows), found.rows),
        (sources_sheet(found.sources), found.sources),
        (groups_sheet("Due by therapy", found.therapies, "Therapy", "Looked after by"), found.therapies),
    ):
        assert len(sheet.rows) == len(rows) > 0
        assert all(len(row) == len(sheet.headers) and all(row[0]) for row in sheet.rows)


def test_a_newer_copy_of_the_register_takes_trials_to_the_end_of_the_list(dataset: Dataset, tmp_path: Path) -> None:
    made = study(1, "T-RRex", nct="NCT06514794", updated="2027-01-01", sites=[site(ST_LOUIS)])
    found = newest(copy(tmp_path, [made], "2027-01-04"))
    assert found is not None
    shown = with_register(dataset, StudyRegister(found, dataset))
    facts = {fact.fact_id: fact for fact in due_facts(dataset, shown, MOVED, 14)}
    assert ids(tuple(facts.values())) == ids(due_facts(dataset, dataset, MOVED, 14))
    for fact_id in ("wu-cart-007/trial/nct06514794", "wu-cart-007/trial/nct06514794/site/1"):
        assert facts[fact_id].places == ()
        assert facts[fact_id].shown == "Not shown: the pages have a newer copy of the register instead"
    assert facts["wu-cart-007/trial/nct04984356"].places


def test_a_signature_makes_a_fact_current(dataset: Dataset) -> None:
    fact_id = "wu-cart-007/regulatory/r1"
    event = next(one for one in dataset.all_events if one.fact_id == fact_id)
    assert fact_id in ids(due_list(dataset, dataset, MOVED).rows)
    looked = changed(
        dataset,
        people=lambda _: [Person("mk", "M. Koch")],
        sign_offs=lambda _: [SignOff(fact_id, event.therapy_id, "mk", None, MOVED)],
        regulatory_events=one(fact_id, checked_on=MOVED, due_on=MOVED + timedelta(days=30)),
    )
    assert fact_id not in ids(due_list(looked, looked, MOVED).rows)
    assert [
        replace(f, signed="") for f in due_list(looked, looked, MOVED + timedelta(days=20)).rows if f.fact_id == fact_id
    ]


@pytest.fixture(scope="module")
def confirmed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Dataset, Dataset, tuple[str, ...]]:
    """The real files on a day when all is overdue, and the same after some sources were confirmed."""
    folder = copytree(CURATED, tmp_path_factory.mktemp("desk") / "curated")
    (folder / "people.yaml").write_text("people:\n  mk: {name: M. Koch}\n", encoding="utf-8")
    before = as_read(folder)
    targets = ("wu-cart-007/s1", "tisagenlecleucel", "glossary/overall-response-rate", "wu-cart-007/reg-nct06514794")
    confirm(folder, list(targets), "mk", LATE)
    return before, as_read(folder), targets


LATE = date(2028, 1, 1)


def as_read(folder: Path) -> Dataset:
    curated, faults = read_curated(folder, LATE)
    assert curated is not None, faults
    return dataset_of(Rows(curated).tables)


def test_after_a_source_is_confirmed_its_facts_leave_the_list(
    confirmed: tuple[Dataset, Dataset, tuple[str, ...]],
) -> None:
    before, after, targets = confirmed
    facts = due_facts(before, before, LATE, 14)
    assert len(facts) == len(every_fact(before))
    gone = ids(facts) - ids(due_facts(after, after, LATE, 14))
    promised = {one.target: one for one in due_sources(before, LATE, 14, facts)}
    assert gone >= {fact.fact_id for target in targets for fact in promised[target].facts}
    assert all(promised[target].facts for target in targets)
    # A source that also names a trial signs it too; the desk sends people to the register for that.
    rest = gone - {fact.fact_id for target in targets for fact in promised[target].facts}
    kinds = {fact.fact_id: fact.kind for fact in facts}
    assert {kinds[fact_id] for fact_id in rest} <= {"trials", "sites", "access"}
    assert "wu-cart-007/outcome/o1" in gone
    assert {"wu-cart-007/trial/nct06514794", "wu-cart-007/trial/nct06514794/site/1"} <= gone


def test_present_and_the_page_to_take_away_say_so_until_it_is_confirmed(
    confirmed: tuple[Dataset, Dataset, tuple[str, ...]],
) -> None:
    before, after, _ = confirmed
    fact_id = "wu-cart-007/outcome/o1"
    for dataset, late in ((before, True), (after, False)):
        made = call.call(dataset, ("wu-cart-007",), frozenset(), LATE)
        assert (fact_id in made.expired) is late
        marks = [mark for screen in made.screens for mark in screen.overdue if screen.section == "saw"]
        assert any("21 May 2027" in mark for mark in marks)
        assert (fact_id in handout.handout(made).late) is late
    assert "overdue" in handout.handout(call.call(before, ("wu-cart-007",), frozenset(), LATE)).late[fact_id].lower()


def test_after_40_days_present_and_the_page_to_take_away_mark_what_the_desk_lists(dataset: Dataset) -> None:
    late = {fact.fact_id for fact in due_list(dataset, dataset, MOVED).rows if fact.overdue}
    for therapy_id in ("wu-cart-007", "tisagenlecleucel", "exagamglogene-autotemcel"):
        made = call.call(dataset, (therapy_id,), frozenset(), MOVED)
        assert set(made.expired) == {paper.fact_id for paper in made.sources} & late
        assert made.expired
        for screen in made.screens:
            assert bool(screen.overdue) is any(paper.fact_id in late for paper in screen.passports)
        paper = handout.handout(made)
        assert paper.overdue == len(made.expired)
        assert set(paper.late) == set(made.expired)
        assert paper.valid_until == ""
