"""Every key of a therapy file and of the shared files refuses the values that its kind refuses, at its line and place.

One row for every key with a kind of its own; a key whose kind is widened is noticed here.
"""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from loaders.fields import Record
from loaders.records import Control, Effect, Indication, Outcome
from loaders.reference_records import ClassColumn, VocabularyFile
from loaders.yaml_text import read
from tests.loaders.tiny_files import broken, checked, copied, edit

EMPTY, ID, DATE, DAY = "an empty text", "is not an id", "is not a date", "is not a full day"
LAND, NCT, WEB, TWICE = "not a country code", "is not an NCT number", "is not a web address", "stands more than once"
LOW, HIGH, EMPTY_LIST, NOT_ONE = (
    "is too small",
    "is too large",
    "must have at least one entry",
    "is not a word that may stand",
)
PATHWAYS, TERMS, CLASSES = "pathways.yaml", "glossary.yaml", "comparisons.yaml"

# record, text, what it becomes, place, what is said
THERAPY_VALUES = [
    ("id: tiny", "tiny", "Tiny", "id", ID),
    ("id: tiny", "tiny", "ti--ny", "id", ID),
    ("id: tiny", "tiny", "tiny-", "id", ID),
    ("modality", "car-t", "x", "modality", "not a word of modality"),
    ("cell_source", "donor", "x", "cell_source", "not a word of cell_source"),
    ("turnaround", "days_low: 7", "days_low: -1", "turnaround.days_low", LOW),
    ("turnaround", "days_low: 7, days_high: 14", "days_high: -1", "turnaround.days_high", LOW),
    ("turnaround", "[s1]", "[s1, s1]", "turnaround.sources", TWICE),
    ("id: use", "min: 1", "min: -1", "indications[0].prior_lines_min", LOW),
    ("id: use", "age_min_years: 1", "age_min_years: -1", "indications[0].age_min_years", LOW),
    ("id: use", "age_min_years: 1, age_max_years: 25", "age_max_years: -1", "indications[0].age_max_years", LOW),
    ("id: use", "stage: approved", "stage: x", "indications[0].stage", "not a word of stage"),
    ("id: use", "CA]", "ca]", "indications[0].countries[1]", LAND),
    ("id: use", "CA]", "CAN]", "indications[0].countries[1]", LAND),
    ("id: use", "CA]", "US]", "indications[0].countries", TWICE),
    ("id: r1", "id: r1", "id: R1", "regulatory[0].id", ID),
    ("id: r1", "FDA", "x", "regulatory[0].agency", "not a word of agency"),
    ("id: r1", "event: approved", "event: x", "regulatory[0].event", "not a word of regulatory_event"),
    ("id: r2", "event: target-action-date, date: 2027-01-02", "event: x", "regulatory[1].event",
     "not a word of regulatory_event"),
    ("id: r1", "2020-01-02", "2 Jan 2020", "regulatory[0].date", DATE),
    ("id: r1", "2020-01-02", "2020-1", "regulatory[0].date", DATE),
    ("id: r1", "2020-01-02", "2020-13", "regulatory[0].date", "a day that does not exist"),
    ("id: r1", "2020-01-02", "2021-02-29", "regulatory[0].date", "a day that does not exist"),
    ("id: r1", "date_of: decision", "date_of: x", "regulatory[0].date_of", "not a word of date_of"),
    ("id: r1", "sources: [s1, s3]", "sources: [s1, s1]", "regulatory[0].sources", TWICE),
    ("id: r1", "sources: [s2]", "sources: [s2, s2]", "regulatory[0].conflicts[0].sources", TWICE),
    ("id: o7", "id: o7", "id: o_7", "outcomes[6].id", ID),
    ("id: o7", "kind: duration", "kind: duration, trial: NCT1", "outcomes[6].trial", NCT),
    ("id: o1", "endpoint: ORR", "endpoint: x", "outcomes[0].endpoint", "not a word of endpoint"),
    ("id: o2", "kind: rate-at-time", "kind: x", "outcomes[1].kind", "not a word of outcome_kind"),
    ("id: o6", "percent: 50", "responders: -1", "outcomes[5].responders", LOW),
    ("id: o2", "n: 20", "n: -1", "outcomes[1].n", LOW),
    ("id: o2", "n: 20", "n: 1000001", "outcomes[1].n", HIGH),
    ("id: o6", "unit: wounds", "unit: x", "outcomes[5].unit", "not a word of count_unit"),
    ("id: o6", "percent: 50", "percent: -1", "outcomes[5].percent", LOW),
    ("id: o6", "percent: 50", "percent: 101", "outcomes[5].percent", HIGH),
    ("id: o3", "months: 9.1, n: 20, reached: true, ci95: [5, null]", "months: -1", "outcomes[2].months", LOW),
    ("id: o5", "days: 30", "days: -1", "outcomes[4].days", LOW),
    ("id: o2", "timepoint_months: 12", "timepoint_months: -1", "outcomes[1].timepoint_months", LOW),
    ("id: o2", "ci95: [60, 90]", "ci95: [x, 90]", "outcomes[1].ci95[0]", "'x' stands where a number should be"),
    ("id: o1", "infused", "x", "outcomes[0].analysis_set", "not a word of analysis_set"),
    ("id: o1", "doctors", "x", "outcomes[0].assessed_by", "not a word of assessed_by"),
    ("id: o1", "median_months: 6", "median_months: -1", "outcomes[0].follow_up_median_months", LOW),
    ("id: o1", "2025-01", "spring", "outcomes[0].data_cutoff", DATE),
    ("id: o1", "same-study", "x", "outcomes[0].control.type", "not a word of comparison_type"),
    ("id: o1", "responders: 5", "responders: -1", "outcomes[0].control.responders", LOW),
    ("id: o1", "responders: 5, n: 20", "n: -1", "outcomes[0].control.n", LOW),
    ("id: o1", "percent: 25", "percent: 101", "outcomes[0].control.percent", HIGH),
    ("id: o3", "months: 4, ci95: [3, 5]", "months: -1", "outcomes[2].control.months", LOW),
    ("id: o1", "measure: odds", "measure: x", "outcomes[0].effect.measure", "not a word of effect_measure"),
    ("id: o1", "sources: [s1, s3]", "sources: [s1, s1]", "outcomes[0].sources", TWICE),
    ("id: p2", "id: p2", "id: P", "participants[1].id", ID),
    ("id: p2", "id: p2", "id: p2, trial: NCT1", "participants[1].trial", NCT),
    ("id: p2", "step: joined", "step: x", "participants[1].steps[0].step", "not a word of participant_step"),
    ("id: p2", "n: 9", "n: -9", "participants[1].steps[0].n", LOW),
    ("id: p1", "n: 25", "n: -25", "participants[0].steps[1].n", LOW),
    ("id: p1", "sources: [s1, s3]", "sources: [s1, s1]", "participants[0].steps[1].sources", TWICE),
    ("id: p1", "results: [o1]", "results: [O1]", "participants[0].results[0]", ID),
    ("id: h1", "id: h1", "id: H1", "safety[0].id", ID),
    ("id: h1", "event: fever", "event: x", "safety[0].event", "not a word of safety_event"),
    ("id: h1", "NCT00000001", "NCT1", "safety[0].trial", NCT),
    ("id: h1", "n_affected: 4", "n_affected: -1", "safety[0].n_affected", LOW),
    ("id: h1", "n_affected: 4, n: 20", "n: -1", "safety[0].n", LOW),
    ("id: h1", "percent: 20", "percent: 101", "safety[0].percent", HIGH),
    ("id: h1", "n_affected: 1", "n_affected: -1", "safety[0].control.n_affected", LOW),
    ("id: h1", "n_affected: 1, n: 20", "n: -1", "safety[0].control.n", LOW),
    ("id: h1", "percent: 5", "percent: 101", "safety[0].control.percent", HIGH),
    ("id: h1", "sources: [s1]", "sources: [s1, s1]", "safety[0].sources", TWICE),
    ("nct:", "nct:", "id: T1, nct:", "trials[0].id", ID),
    ("id: t2", "id: t2", "nct: nct00000002", "trials[1].nct", NCT),
    ("nct:", "PHASE1", "x", "trials[0].phase", "not a word of trial_phase"),
    ("nct:", "status: OPEN", "status: x", "trials[0].status", "not a word of trial_status"),
    ("nct:", "2026-10", "soon", "trials[0].status_as_of", DATE),
    ("nct:", "enrollment: 30", "enrollment: -1", "trials[0].enrollment", LOW),
    ("nct:", "2020-05", "soon", "trials[0].start", DATE),
    ("nct:", "CA]", "US]", "trials[0].countries", TWICE),
    ("nct:", "min_years: 1", "min_years: -1", "trials[0].ages.min_years", LOW),
    ("nct:", "min_years: 1, max_years: 25", "max_years: -1", "trials[0].ages.max_years", LOW),
    ("nct:", "sources: [s1]", "sources: [s1, s1]", "trials[0].sources", TWICE),
    ("nct:", "registry_copy: 2026-11-01", "registry_copy: 2026-11", "trials[0].registry_copy", DAY),
    ("nct:", "country: US", "country: usa", "trials[0].sites[0].country", LAND),
    ("nct:", "US, status: OPEN", "US, status: x", "trials[0].sites[0].status", "not a word of site_status"),
    ("id: a1", "id: a1", "id: A1", "access[0].id", ID),
    ("id: a1", "route: trial", "route: x", "access[0].route", "not a word of access_route"),
    ("id: a1", "status: open", "status: x", "access[0].status", "not a word of access_status"),
    ("id: a1", "CA]", "US]", "access[0].countries", TWICE),
    ("id: a1", "sources: [s1]", "sources: [s1, s1]", "access[0].sources", TWICE),
    ("id: s1", "paper", "x", "sources[0].kind", "not a word of source_kind"),
    ("id: s1", "https://example.org/p", "ftp://example.org/p", "sources[0].url", WEB),
    ("id: s1", "https://example.org/p", "https://example.org/p q", "sources[0].url", WEB),
    ("id: s1", "2024-05-06", "May 2024", "sources[0].published", DATE),
    ("id: s1", "2026-11-01", "2026-11", "sources[0].checked", DAY),
    ("id: s1", "read: full", "read: x", "sources[0].read", "not a word of source_read"),
    ("review", "2026-11-01", "2026-11", "review.checked_on", DAY),
    ("review", "2026-11-01", "2026", "review.checked_on", DAY),
    ("review", "status: checked", "status: seen", "review.status", NOT_ONE),
    ("call_notes", "[Take your time.]", "[]", "call_notes.say", EMPTY_LIST),
    ("call_notes", "[Do not rush them.]", "[]", "call_notes.avoid", EMPTY_LIST),
    ("call_notes", '[{ask: "Is it safe?", answer: Some got hot.}]', "[]", "call_notes.questions", EMPTY_LIST),
    ("call_notes", "[Take your time.]", "[A b c., A b c.]", "call_notes.say", TWICE),
    ("call_notes", "[Do not rush them.]", "[A b c., A b c.]", "call_notes.avoid", TWICE),
    ("call_notes", "got hot.}", 'got hot.}, {ask: "is it SAFE?", answer: No.}', "call_notes.questions", "asked twice"),
]  # fmt: skip
SHARED_VALUES = [
    ("diseases.yaml", "flu:", "group: infection", "group: x", "diseases.flu.group", "not a word of disease_group"),
    ("diseases.yaml", "cold:", "cold:",
     "Hot: {name: A, plain_name: A, group: infection, plain: A., register_terms: [a]}\n  cold:",
     "diseases.Hot", ID),
    ("diseases.yaml", "flu:", "parent: cold", "parent: Cold", "diseases.flu.parent", ID),
    ("vocabulary.yaml", "gain:", "label: required", "label: x", "endpoint.gain.label", NOT_ONE),
    ("vocabulary.yaml", "score:", "neither", "up", "endpoint.score.direction", NOT_ONE),
    ("vocabulary.yaml", "approved:", "group: approval", "group: firm", "regulatory_event.approved.group",
     NOT_ONE),
    (PATHWAYS, "id: approved", "id: approved", "id: x", "designations[0].id", "not a word of regulatory_event"),
    (PATHWAYS, "id: approved", "FDA", "x", "designations[0].agency", "not a word of agency"),
    (PATHWAYS, "id: target", "[{title: B page, checked: 2026-11-02, read: full}]", "[]", "designations[1].sources",
     EMPTY_LIST),
    (PATHWAYS, "id: approved", "https://example.org/a", "example", "designations[0].sources[0].url", WEB),
    (PATHWAYS, "id: approved", "2026-11-02", "2026-11", "designations[0].sources[0].checked", DAY),
    (PATHWAYS, "id: approved", "read: full", "read: x", "designations[0].sources[0].read", "not a word of source_read"),
    (PATHWAYS, "id: trial", "id: trial", "id: x", "access_routes[0].id", "not a word of access_route"),
    (PATHWAYS, "id: trial", "https://example.org/t", "example", "access_routes[0].official_links[0]", WEB),
    (PATHWAYS, "id: trial", "CA]", "US]", "access_routes[0].countries", TWICE),
    (PATHWAYS, "id: trial", '[{title: C page, url: "https://example.org/c", checked: 2026-11-02, read: full}]', "[]",
     "access_routes[0].sources", EMPTY_LIST),
    (TERMS, "term: Red", "[{title: E page, checked: 2026-11-02, read: full}]", "[]", "terms[1].sources", EMPTY_LIST),
    (CLASSES, "id: old-new", "old-new", "Old", "comparisons[0].id", ID),
    (CLASSES, "id: new", "car-t", "x", "comparisons[0].columns[1].where.modality[0]", "not a word of modality"),
    (CLASSES, "id: new", "donor]", "x]", "comparisons[0].columns[1].where.cell_source[0]", "not a word of cell_source"),
    (CLASSES, "id: new", "null", "Tiny", "comparisons[0].columns[1].example", ID),
    (CLASSES, "seed:", "true", "1", "comparisons[0].rows[0].seed", "'1' stands where true or false should be"),
    (CLASSES, "id: wait", "wait", "Wait", "comparisons[0].rows[0].id", ID),
    (CLASSES, "old:", "therapy: tiny", "therapy: Tiny", "comparisons[0].rows[0].old.sources[0].therapy", ID),
]  # fmt: skip


@pytest.mark.parametrize(("record", "old", "new", "path", "wrong"), THERAPY_VALUES)
def test_a_value_of_the_wrong_kind_is_told_at_its_place(
    tmp_path: Path, record: str, old: str, new: str, path: str, wrong: str
) -> None:
    broken(tmp_path, record, old, new).only(path, wrong)


@pytest.mark.parametrize(("file", "record", "old", "new", "path", "wrong"), SHARED_VALUES)
def test_so_it_is_in_the_shared_files(
    tmp_path: Path, file: str, record: str, old: str, new: str, path: str, wrong: str
) -> None:
    broken(tmp_path, record, old, new, file).only(path, wrong)


# Every key that holds words: nobody means to write an empty text.
WORDS = [
    *(("name:", "Tiny cells"), ("short_name:", "tinies"), ("brand_name:", "Tinyra"), ("code_names:", "TN-1")),
    *(("developer:", "Tiny Labs"), ("targets:", "CD7"), ("engineering:", "a new sensor"), ("given_as:", "one drip")),
    *(("how_it_works:", "The cells find the ill cells."), ("turnaround:", "from the lab to the bed")),
    ("plain_summary:", "The lab makes the cells. They are given to the child."),
    *(("id: use", "the ill"), ("id: r1", "It is on sale."), ("id: r1", "a month on")),
    *(("id: o5", "use-2"), ("id: o1", "ONE"), ("id: o1", "those checked"), ("id: o1", "it shrank")),
    *(("id: o1", "the old care"), ("id: o1", "we saw more"), ("id: p1", "ONE"), ("id: p1", "the first group")),
    *(("id: p1", "all who joined"), ("id: h1", "those given it"), ("id: h1", "the plain care")),
    *(("id: h1", "It was mild."), ("id: h2", "a rash"), ("nct:", "ONE"), ("nct:", "the ill at home")),
    *(("nct:", "the old"), ("nct:", "A ward"), ("nct:", "Here"), ("nct:", "Land"), ("id: a1", "Ask the team.")),
    *(("id: s4", "s4"), ("id: s1", "A paper"), ("id: s1", "Print"), ("id: s1", "10.1/x"), ("id: s1", "123")),
    *(("review:", '"What is the dose?"'), ("call_notes:", "Take your time."), ("call_notes:", "Do not rush them.")),
    *(("call_notes:", '"Is it safe?"'), ("call_notes:", "Some got hot.")),
    *(("id: r1", "indication: use"), ("id: r1", "sources: [s1"), ("id: o1", "sources: [s1")),
]
SHARED_WORDS = [
    *(("diseases.yaml", "flu:", text) for text in ("Flu", "the flu", "One gets hot.")),
    *(("vocabulary.yaml", "gain:", "Gain"), ("vocabulary.yaml", "gain:", "What got better is in the label.")),
    *(("vocabulary.yaml", "agency:", "US"), ("vocabulary.yaml", "relapse:", "proportion")),
    *((PATHWAYS, "id: approved", text) for text in ("name: Approved", "It may be sold.", "It is for sale.")),
    *((PATHWAYS, "id: approved", text) for text in ("It may not work for all.", "Ask for the date.", "A page")),
    *((PATHWAYS, "id: trial", text) for text in ("A study", "One joins a study.", "Who fits in.", "The doctor asks.")),
    *((PATHWAYS, "id: trial", text) for text in ("Call the team.", "A month or two.", "The firm pays.")),
    *((PATHWAYS, "id: trial", text) for text in ("Bring the papers.", "Not all may join.")),
    *((TERMS, "term: White", text) for text in ("White cell", "WC", "A cell of the blood.", "It keeps you well.")),
    *((CLASSES, "id: old-new", text) for text in ("Old and new", "Both send cells.")),
    *((CLASSES, "id: new", text) for text in ("title: New", "made by a donor")),
    *((CLASSES, "id: wait", "The wait"), (CLASSES, "new:", "It is quick."), (CLASSES, "old:", "source: s1")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "record", "text"), [*(("therapies/tiny.yaml", *words) for words in WORDS), *SHARED_WORDS]
)
def test_an_empty_text_is_refused_wherever_words_stand(tmp_path: Path, file: str, record: str, text: str) -> None:
    key = next(
        (start for start in ("indication: ", "sources: [", "source: ", "name: ", "title: ") if text.startswith(start)),
        "",
    )
    copy = copied(tmp_path)
    line = edit(copy / file, record, text, f"{key}' '")
    found = checked(copy)
    assert [(fault.wrong, fault.line) for fault in found] == [(EMPTY, line)], "\n".join(map(str, found))


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        (Indication, "id", "Use"),
        (Indication, "disease", " "),
        (ClassColumn, "id", "Old"),
        *((kind, "ci95", ends) for kind in (Outcome, Control, Effect) for ends in ([60], [60, 80, 90])),
    ],
)
def test_what_the_record_itself_refuses(kind: type[Record], key: str, value: object) -> None:
    with pytest.raises(ValidationError) as refused:
        kind.model_validate({key: value})
    assert [error["type"] for error in refused.value.errors() if error["loc"] == (key,)] != []


@pytest.mark.parametrize("name", VocabularyFile.model_fields)
def test_a_code_of_the_vocabulary_is_a_word(tmp_path: Path, name: str) -> None:
    path = copied(tmp_path) / "vocabulary.yaml"
    words = read(path, path).value
    words[name][" "] = {"title": "Space", "plain": "No word."}
    path.write_text(json.dumps(words), encoding="utf-8")
    assert [(fault.path.split(".")[0], fault.wrong) for fault in checked(path.parent)] == [(name, EMPTY)]


@pytest.mark.parametrize("group", ["designation", "review", "safety", "stop", "advice"])
def test_a_word_may_be_of_any_group(tmp_path: Path, group: str) -> None:
    assert broken(tmp_path, "approved:", "group: approval", f"group: {group}", "vocabulary.yaml").faults == []


def test_a_record_that_was_checked_stays_as_it_was() -> None:
    class Bed(Record):
        beds: int

    with pytest.raises(ValidationError, match="frozen"):
        Bed(beds=1).beds = 2  # ty: ignore[invalid-assignment] - that is what is refused
