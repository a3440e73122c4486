"""Two releases that differ in known ways give exactly those differences; formatting and order give none."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from loaders.parquet import publish
from tests.pages.session import LEAKED
from tests.releases import changed, one, tables, without
from therapies import shelf as shelves
from therapies.change_lines import whole
from therapies.change_words import told
from therapies.dataset import Dataset
from therapies.fact_changes import SUBJECTS, dataset_changes
from therapies.facts import RECORDS

TODAY = date(2026, 11, 23)
SOFI = "wu-cart-007"
TRIAL = f"{SOFI}/trial/nct06514794"
SITE = f"{TRIAL}/site/1"
Change = Callable[[tuple[Any, ...]], list[Any]]


def found(before: Dataset, after: Dataset) -> list[tuple[str, str, str]]:
    return [(change.subject, change.verb, change.fact_id) for change in dataset_changes(before, after)]


def test_the_same_release_has_no_changes(dataset: Dataset) -> None:
    assert dataset_changes(dataset, changed(dataset)) == ()


KNOWN: list[tuple[str, Change, list[tuple[str, str, str]]]] = [
    ("outcomes", one(f"{SOFI}/outcome/o1", responders=9), [("outcomes", "changed", f"{SOFI}/outcome/o1")]),
    ("outcomes", without(f"{SOFI}/outcome/o8"), [("outcomes", "gone", f"{SOFI}/outcome/o8")]),
    ("outcomes", one(f"{SOFI}/outcome/o1", cohort="the same people"), [("outcomes", "changed", f"{SOFI}/outcome/o1")]),
    ("outcomes", one(f"{SOFI}/outcome/o1", label="response"), [("outcomes", "reworded", f"{SOFI}/outcome/o1")]),
    (
        "outcomes",
        one(f"{SOFI}/outcome/o1", label="response", n=12),
        [("outcomes", "changed", f"{SOFI}/outcome/o1"), ("outcomes", "reworded", f"{SOFI}/outcome/o1")],
    ),
    ("safety", one(f"{SOFI}/safety/h1", n_affected=5), [("safety", "changed", f"{SOFI}/safety/h1")]),
    ("participants", lambda rows: [replace(rows[0], n=rows[0].n + 1), *rows[1:]], [("participants", "changed", "")]),
    (
        "regulatory_events",
        one(f"{SOFI}/regulatory/r1", date="2022-04"),
        [("regulatory_events", "changed", f"{SOFI}/regulatory/r1")],
    ),
    ("regulatory_events", without(f"{SOFI}/regulatory/r1"), [("regulatory_events", "gone", f"{SOFI}/regulatory/r1")]),
    ("indications", lambda rows: [replace(rows[0], stage="filed"), *rows[1:]], [("indications", "changed", "")]),
    ("trials", one(TRIAL, status="COMPLETED", enrollment=1), [("trials", "status", TRIAL)]),
    ("trials", one(TRIAL, enrollment=1), [("trials", "changed", TRIAL)]),
    ("sites", one(SITE, status="COMPLETED"), [("sites", "status", SITE)]),
    ("sites", one(SITE, city="Paris", country="FR", region=None), [("sites", "new", SITE), ("sites", "gone", SITE)]),
    ("sites", without(SITE), [("sites", "gone", SITE)]),
    ("access", one(f"{SOFI}/access/a1", status="closed"), [("access", "status", f"{SOFI}/access/a1")]),
    ("sources", one(f"{SOFI}/s1", read="not-read"), [("sources", "changed", f"{SOFI}/s1")]),
    (
        "sources",
        lambda rows: [*rows, replace(rows[0], id=f"{SOFI}/s99", therapy_id=SOFI)],
        [("sources", "new", f"{SOFI}/s99")],
    ),
    ("therapies", one(f"{SOFI}/turnaround", turnaround_days_low=7.0), [("therapies", "changed", f"{SOFI}/turnaround")]),
    ("glossary", lambda rows: [replace(rows[0], plain="other words"), *rows[1:]], [("glossary", "reworded", "")]),
]


@pytest.mark.parametrize(("table", "change", "expected"), KNOWN)
def test_a_known_difference_is_found_and_no_other(
    dataset: Dataset, table: str, change: Change, expected: list[tuple[str, str, str]]
) -> None:
    got = found(dataset, changed(dataset, **{table: change}))
    assert [(subject, verb) for subject, verb, _ in got] == [(subject, verb) for subject, verb, _ in expected]
    assert all(name in ("", fact_id) for (_, _, fact_id), (_, _, name) in zip(got, expected, strict=True))


def test_any_two_releases_in_folders_are_compared(dataset: Dataset, tmp_path: Path) -> None:
    other = changed(dataset, outcomes=one(f"{SOFI}/outcome/o1", responders=9), cautions=lambda rows: reversed(rows))
    for name, release in (("one", dataset), ("two", other)):
        publish(tables(release), tmp_path / name, "2026-11-22")
    first, second = (shelves.open(tmp_path / name) for name in ("one", "two"))
    assert found(first, second) == [("outcomes", "changed", f"{SOFI}/outcome/o1")]
    assert found(first, shelves.open(tmp_path / "one")) == []


def test_there_and_back_are_opposites(dataset: Dataset) -> None:
    later = changed(dataset, outcomes=without(f"{SOFI}/outcome/o8"))
    assert found(later, dataset) == [("outcomes", "new", f"{SOFI}/outcome/o8")]


def test_a_new_treatment_is_one_change_whatever_its_facts(dataset: Dataset) -> None:
    bare = changed(
        dataset,
        **{
            name: lambda rows: [row for row in rows if getattr(row, "therapy_id", None) != SOFI]
            for name in RECORDS
            if name not in ("therapies", "citations")
        },
        therapies=lambda rows: [row for row in rows if row.id != SOFI],
        citations=lambda rows: [row for row in rows if not row.fact_id.startswith(f"{SOFI}/")],
    )
    assert found(bare, dataset) == [("therapies", "new", f"{SOFI}/turnaround")]
    assert found(dataset, bare) == [("therapies", "gone", f"{SOFI}/turnaround")]


def spaced(value: Any) -> Any:
    if isinstance(value, str) and " " in value:
        return value.replace(" ", "  \n", 1)
    if isinstance(value, tuple):
        return tuple(reversed(value))
    return value * (1 + 1e-13) if isinstance(value, float) else value


def test_white_space_order_and_the_form_of_numbers_are_no_change(dataset: Dataset) -> None:
    later = changed(
        dataset,
        **{
            name: lambda rows: [
                replace(row, **{field: spaced(getattr(row, field)) for field in row.__dataclass_fields__})
                for row in reversed(rows)
            ]
            for name in RECORDS
            if name not in ("search", "vocabulary")
        },
    )
    assert later.rows["outcomes"] != dataset.rows["outcomes"]
    assert dataset_changes(dataset, later) == ()


SIGNS = str.maketrans({"'": "\u2019", "-": "\u2013", '"': "\u201d", "é": "e\u0301", "ü": "u\u0308"})


def in_other_signs(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace(" ", "\u00a0").translate(SIGNS)
    return tuple(map(in_other_signs, value)) if isinstance(value, tuple) else value


def test_other_signs_for_the_same_are_no_change(dataset: Dataset) -> None:
    """Not for what is a key of other records: their ids are plain by the check of the files."""
    written = {
        name: [field for field in (*subject.facts, *subject.texts) if field not in ("date", "indication_id")]
        for name, subject in SUBJECTS.items()
        if name not in ("disagreements", "citations", "vocabulary", "sites")
    }
    later = changed(
        dataset,
        **{
            name: lambda rows, columns=columns: [
                replace(row, **{field: in_other_signs(getattr(row, field)) for field in columns}) for row in rows
            ]
            for name, columns in written.items()
        },
    )
    assert later.rows["call_notes"] != dataset.rows["call_notes"]
    assert dataset_changes(dataset, later) == ()


def test_a_word_of_the_vocabulary_that_is_called_otherwise_changes_no_result(dataset: Dataset) -> None:
    later = changed(
        dataset, vocabulary=lambda rows: [replace(w, title="Otherwise") if w.code == "ORR" else w for w in rows]
    )
    assert found(dataset, later) == [("vocabulary", "reworded", "vocabulary/endpoint/ORR")]


def test_what_was_only_checked_again_is_no_change(dataset: Dataset) -> None:
    later = changed(
        dataset,
        outcomes=one(f"{SOFI}/outcome/o1", checked_on=TODAY, due_on=TODAY + timedelta(days=180)),
        trials=one(TRIAL, checked_on=TODAY, registry_copy=TODAY, status_as_of="2026-11-20"),
        sites=one(SITE, checked_on=TODAY),
        sources=one(f"{SOFI}/s1", checked=TODAY),
    )
    assert found(dataset, later) == [
        ("outcomes", "checked", f"{SOFI}/outcome/o1"),
        ("trials", "checked", TRIAL),
        ("sources", "checked", f"{SOFI}/s1"),
    ]


@pytest.mark.parametrize(
    ("words", "verbs"),
    [
        ("In some people in complete remission, some blood counts were still low.", ["reworded"]),
        ("In some of the people in complete remission, some blood counts were not low.", ["changed"]),
        ("In 3 of the people in complete remission, some blood counts were still low.", ["changed"]),
        ("Ask the hospital what it costs.", ["new", "gone"]),
    ],
)
def test_other_words_are_told_apart_from_another_thing_said(dataset: Dataset, words: str, verbs: list[str]) -> None:
    caution = dataset.cautions(SOFI)[1]
    assert caution.text == "In some of the people in complete remission, some blood counts were still low."
    later = changed(dataset, cautions=one(caution.fact_id, text=words))
    assert [verb for _, verb, _ in found(dataset, later)] == verbs


def test_a_hospital_that_is_called_otherwise_is_the_same_place(dataset: Dataset) -> None:
    site = dataset.sites(TRIAL)[0]
    later = changed(dataset, sites=one(SITE, facility=f"{site.facility}, Main Campus"))
    assert found(dataset, later) == [("sites", "reworded", SITE)]


def test_sources_of_a_fact_and_sources_that_disagree(dataset: Dataset) -> None:
    fact = next(e for e in dataset.events(SOFI) if e.event == "breakthrough-therapy").fact_id
    doubt = next(c for c in dataset.citations(fact) if c.role == "disagrees")
    support = next(c for c in dataset.citations(fact) if c.role == "supports")
    later = changed(dataset, citations=lambda rows: [row for row in rows if row not in (doubt, support)])
    assert found(dataset, later) == [("disagreements", "gone", fact), ("citations", "changed", fact)]
    both = changed(later, regulatory_events=one(fact, date="2026-02"))
    assert ("citations", "changed", fact) not in found(dataset, both), "told with the fact that changed"


def test_every_column_is_compared_or_left_out_for_a_reason() -> None:
    left_out = {
        *(
            "id",
            "fact_id",
            "therapy_id",
            "position",
            "group_id",
            "trial_id",
            "row_id",
            "row_position",
            "column_id",
            "of_fact",
        ),
        *("checked_on", "due_on", "checked", "status_as_of", "registry_copy"),  # a check, not a fact
        *("evidence", "date_start", "date_precision", "sites_listed", "comparison_id"),  # follow from others
        *("headline", "numbers", "results", "seed", "row_title", "register_terms", "official_links"),  # how it is shown
        *("lat", "lon", "part", "group", "agency", "nct", "table", "entry_id", "source_id", "role", "field", "code"),
        *("region", "grants_approval", "survival", "direction", "typical_time", "looked_after_by"),
    }
    for name, subject in SUBJECTS.items():
        if name in RECORDS and name != "citations":
            columns = {*subject.facts, *subject.texts, *subject.known_by}
            known = set(RECORDS[name].__dataclass_fields__)  # ty: ignore[missing-attribute]
            assert columns <= known, name
            assert known - columns <= left_out, (name, known - columns - left_out)


def test_every_fact_can_be_told_whole_where_it_is_new_or_gone(dataset: Dataset) -> None:
    for name in SUBJECTS.keys() - {"disagreements", "citations"}:
        said = whole(dataset, name, dataset.rows[name][0], TODAY)
        assert said, name
        assert not LEAKED.search(" ".join(said)), name


def test_every_change_can_be_said(dataset: Dataset) -> None:
    """Each record as new, as gone, and with each of its columns changed."""
    empty = Dataset(dict.fromkeys(RECORDS, ()))
    for old, new in ((dataset, changed(dataset)), (changed(dataset), dataset)):
        for name, subject in SUBJECTS.items():
            if name in ("disagreements", "citations", "therapies"):
                continue
            for record in dataset.rows[name][:40]:
                for columns in (subject.facts, subject.texts):
                    change = replace(
                        _change(name, record), columns=columns, wording=columns == subject.texts, verb="changed"
                    )
                    said = told(old, new, change, TODAY)
                    assert said.kind
                    assert said.about or name in ("cautions", "call_notes")
                    assert not LEAKED.search(" ".join((*said.before, *said.after, said.differs)))
    assert dataset_changes(empty, empty) == ()


def _change(name: str, record: Any) -> Any:
    from therapies.fact_changes import FactChange

    return FactChange(name, "changed", getattr(record, "therapy_id", None), "x", record, record)
