"""Facts on weak sources alone, what other records contradict, and how many persons stand for a fact."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from loaders.registry_shelf import newest
from loaders.report_copy import publish
from tests.register_copy import ST_LOUIS, copy, site, study
from tests.releases import RELEASE, changed, one
from therapies import prominence
from therapies.contradicted import contradictions
from therapies.current_trials import with_register
from therapies.dataset import Dataset
from therapies.evidence import passport
from therapies.facts import Person, SignOff
from therapies.reviewed import reviewed_sentence, reviewed_sheet
from therapies.study_register import StudyRegister
from therapies.weak_sources import WEAK, best_titles, fact_titles, weak_facts

NCT = "NCT06514794"
FACT = "wu-cart-007/outcome/o1"


def test_a_fact_is_weak_where_no_source_is_better(dataset: Dataset, today: date) -> None:
    """The citations of the release, counted another way."""
    kinds: dict[str, set[str]] = {}
    for citation in dataset.all_citations:
        if citation.role == "supports":
            kinds.setdefault(citation.fact_id, set()).add(dataset.all_sources[citation.source_id].kind)
    weak = {fact_id for fact_id, found in kinds.items() if found <= set(WEAK)}
    found = weak_facts(dataset, today)
    assert {row.fact_id for row in found.rows} == weak
    assert found.total == len(found.rows) == len(found.sheet.rows)
    assert found.sentence.startswith(f"{len(weak):,} of {len(kinds):,} facts with sources rest on press releases")


def test_weak_facts_are_in_the_order_of_where_they_are_shown_and_can_be_narrowed(dataset: Dataset, today: date) -> None:
    found, places = weak_facts(dataset, today), prominence.shown_at(dataset, today)
    order = [prominence.most_shown(places.get(row.fact_id, ())) for row in found.rows]
    assert order == sorted(order)
    by_kind = [weak_facts(dataset, today, kind=kind) for kind in fact_titles(dataset, today)]
    by_best = [weak_facts(dataset, today, best=best) for best in best_titles(dataset, today)]
    assert sum(len(one.rows) for one in by_kind) == sum(len(one.rows) for one in by_best) == found.total
    sofi = weak_facts(dataset, today, "wu-cart-007", "safety", "medical-news")
    assert {row.therapy_id for row in sofi.rows} == {"wu-cart-007"}
    assert sofi.filters == ("Therapy: wu-cart-007", "Kind of fact: safety", "Best source: medical-news")


def test_a_better_source_takes_a_fact_out(dataset: Dataset, today: date) -> None:
    weak = weak_facts(dataset, today).rows[0]
    (first, *_) = dataset.citations(weak.fact_id)
    better = changed(dataset, sources=one(first.source_id, kind="label"))
    assert weak.fact_id not in {row.fact_id for row in weak_facts(better, today).rows}


@pytest.fixture
def register(tmp_path: Path) -> StudyRegister:
    """A newer copy, in which our trial is suspended and has one hospital."""
    made = study(1, "T-RRex", nct=NCT, status="SUSPENDED", updated="2026-11-10", sites=[site(ST_LOUIS, "SUSPENDED")])
    found = newest(copy(tmp_path / "copy", [made]))
    assert found is not None
    return StudyRegister(found, RELEASE)


def test_what_the_register_contradicts_has_both_sides(
    register: StudyRegister, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THERAPY_REGISTER", str(tmp_path / "none"))
    found = contradictions(RELEASE, register, date(2026, 11, 23))
    row = next(row for row in found.rows if f"wu-cart-007/trial/{NCT.lower()}" in row.fact_ids)
    assert (row.by, row.therapy_id, row.address) == (
        *("Trial register", "wu-cart-007"),
        f"https://clinicaltrials.gov/study/{NCT}",
    )
    assert row.ours.startswith("recruiting")
    assert "17 hospitals" in row.ours
    assert row.theirs.startswith("suspended" if "suspended" in row.theirs else "stopped for now")
    assert "1 hospital:" in row.theirs
    assert row.newer == "The register is newer, and the pages show it."
    assert found.sentences[0] == "Trials: compared with the copy of the register of 20 November 2026."
    assert len(found.sheet.rows) == found.total == len(found.rows)
    assert contradictions(RELEASE, register, date(2026, 11, 23), "tisagenlecleucel").rows == ()


def test_who_signed_our_record_did_not_sign_what_a_newer_copy_says(signed: Dataset, register: StudyRegister) -> None:
    trial = f"wu-cart-007/trial/{NCT.lower()}"
    assert trial in signed.sign_offs
    shown = with_register(signed, register)
    assert trial not in shown.sign_offs
    assert FACT in shown.sign_offs


def test_without_a_copy_nothing_is_called_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THERAPY_REGISTER", str(tmp_path))
    found = contradictions(RELEASE, None, date(2026, 11, 23))
    assert (found.rows, found.total) == ((), 0)
    assert "there is no copy of the register to compare with" in found.sentences[0]
    assert all("there is no report yet" in sentence for sentence in found.sentences[1:])


def test_a_retracted_paper_contradicts_and_one_that_is_not_in_pubmed_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THERAPY_REGISTER", str(tmp_path))
    source = {"therapy_id": "wu-cart-007", "source_id": "s1", "title": "A paper", "pmid": "1", "doi": "10.1/x"}
    kinds = ("retracted", "the DOI is not found in PubMed", "updated", "corrected")
    findings = [
        source | {"kind": kind, "detail": "Blood 2026", "notice": "2", "new": True, "facts": [FACT]} for kind in kinds
    ]
    report = {"made_on": "2026-11-22", "compared_with": None, "sources": 5, "resolved": 4, "findings": findings}
    publish(tmp_path / "papers", "2026-11-22", {"report.json": json.dumps(report)}, {})
    found = contradictions(RELEASE, None, date(2026, 11, 23))
    assert [(row.by, row.theirs.partition(".")[0]) for row in found.rows] == [
        ("Cited paper", "Retracted"),
        ("Cited paper", "Corrected"),
    ]
    assert found.rows[0].fact_ids == (FACT,)
    assert found.rows[0].ours.startswith("Overall response")
    assert found.rows[0].address == "https://pubmed.ncbi.nlm.nih.gov/2/"


@pytest.fixture
def signed() -> Dataset:
    """Two persons stand for a result and a trial, one for a risk."""
    day = date(2026, 11, 27)
    return changed(
        RELEASE,
        people=lambda _: [Person("mk", "M. Koch"), Person("js", "J. Silva")],
        sign_offs=lambda _: [
            SignOff(FACT, "wu-cart-007", "mk", "js", day),
            SignOff(f"wu-cart-007/trial/{NCT.lower()}", "wu-cart-007", "js", "mk", day),
            SignOff("wu-cart-007/safety/h6", "wu-cart-007", "mk", None, day),
        ],
    )


def test_how_many_facts_two_persons_stand_for(signed: Dataset) -> None:
    hospitals = len(signed.sites(f"wu-cart-007/trial/{NCT.lower()}"))
    rows = {row[0]: row[1:] for row in reviewed_sheet(signed).rows}
    assert rows["Results"][:2] == ("1", "0")
    assert rows["Trials and their status"][0] == "1"
    assert rows["Trial sites and their status"][0] == str(hospitals), "a hospital stands with its trial"
    assert rows["Risks"][:2] == ("0", "1")
    assert rows["Glossary terms"][3] == rows["Glossary terms"][4]
    totals = Counter({place: int(row.replace(",", "")) for place, row in enumerate(rows["All facts"])})
    assert totals[0] + totals[1] + totals[2] + totals[3] == totals[4]
    for *parts, total in rows.values():
        assert sum(int(part.replace(",", "")) for part in parts) == int(total.replace(",", ""))
    assert reviewed_sentence(signed).startswith(f"{2 + hospitals} facts confirmed by a second person, 1 signed by one")


def test_a_passport_says_when_a_second_person_confirmed_and_else_nothing(signed: Dataset) -> None:
    facts = {outcome.fact_id: outcome for outcome in signed.all_outcomes}
    assert passport(signed, facts[FACT], date(2026, 11, 28)).reviewed_on == "27 November 2026"
    assert passport(RELEASE, facts[FACT], date(2026, 11, 28)).reviewed_on == ""
    harm = next(harm for harm in signed.all_safety if harm.fact_id == "wu-cart-007/safety/h6")
    assert passport(signed, harm, date(2026, 11, 28)).reviewed_on == "", "one person is no review"
