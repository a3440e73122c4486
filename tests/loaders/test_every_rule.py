"""Every rule within a therapy file has a file that breaks it alone; the fault is told at its line and its place.

The tiny file holds each part once, so a rule that is taken away, or that asks for more than it should, is noticed here.
"""

from pathlib import Path

import pytest

from tests.loaders.tiny_files import THERAPY, broken, checked, copied, edit

UP_TO = "lies in the future"

# record, text, what it becomes, place, what is said
BROKEN = [
    # ids
    ("id: use-3", "id: use-3", "id: use", "indications[2].id", "the id 'use' stands twice"),
    ("id: r4", "id: r4", "id: r1", "regulatory[3].id", "the id 'r1' stands twice"),
    ("id: o7", "id: o7", "id: o6", "outcomes[6].id", "the id 'o6' stands twice"),
    ("id: h3", "id: h3", "id: h2", "safety[2].id", "the id 'h2' stands twice"),
    ("id: p2", "id: p2", "id: p1", "participants[1].id", "the id 'p1' stands twice"),
    ("id: a2", "id: a2", "id: a1", "access[1].id", "the id 'a1' stands twice"),
    ("id: s4", "id: s4", "id: s1", "sources[3].id", "the id 's1' stands twice"),
    ("id: t2", "id: t2", "nct: NCT00000001", "trials[1]", "the trial 'nct00000001' stands twice"),
    ("id: t2", "id: t2", "id: nct00000001", "trials[1]", "the trial 'nct00000001' stands twice"),
    ("id: t2", "id: t2, ", "", "trials[1].nct", "neither an NCT number nor an id"),
    # rules of who may have it or join
    ("id: use-3", "id: c2", "id: c1", "indications[2].criteria[1].id", "the id 'c1' stands twice"),
    ("id: use-3", "any_of: [fever]", "any_of: []", "indications[2].criteria[0]", "'requires' that says nothing"),
    ("id: use-3", "any_of: [fever]", "any_of: [fever], at_most: 2", "indications[2].criteria[0].at_most", "no meaning"),
    ("id: use-3", "min_years: 2", "min_years: 10", "indications[2].criteria[1].min_years", "above the highest 9"),
    ("id: t2", "at_least: 1", "at_least: 4", "trials[1].criteria[0].at_least", "above the highest 3"),
    ("id: t2", "at_most: 3", "at_most: 3, countries: [US]", "trials[1].criteria[0].countries", "no meaning"),
    (
        *("id: use-3", 'hot?", sources: [s1]', 'hot?", sources: []'),
        *("indications[2].criteria[0].sources", "a fact without a source"),
    ),
    (
        *("id: t2", "sources: [s2]}, {id: c2", "sources: [s9]}, {id: c2"),
        *("trials[1].criteria[0].sources[0]", "source 's9' is not in"),
    ),
    # what is named must be in the file
    ("id: r1", "indication: use", "indication: us", "regulatory[0].indication", "'us' is not an indication"),
    ("id: o2", "indication: use", "indication: us", "outcomes[1].indication", "'us' is not an indication"),
    ("id: r1", "sources: [s2]}", "sources: [s9]}", "regulatory[0].conflicts[0].sources[0]", "source 's9' is not in"),
    ("id: o1", "sources: [s2]}", "sources: [s9]}", "outcomes[0].conflicts[0].sources[0]", "source 's9' is not in"),
    ("id: r1", "sources: [s2]}", "sources: []}", "regulatory[0].conflicts[0].sources", "disagreement without a source"),
    ("id: o1", "sources: [s2]}", "sources: []}", "outcomes[0].conflicts[0].sources", "disagreement without a source"),
    # days that have not been
    ("review:", "checked_on: 2026-11-01", "checked_on: 2026-11-24", "review.checked_on", UP_TO),
    ("id: r1", "date: 2020-01-02", "date: 2027-01-02", "regulatory[0].date", UP_TO),
    ("id: r4", '"2025"', '"2027"', "regulatory[3].date", UP_TO),
    ("id: o1", "data_cutoff: 2025-01", "data_cutoff: 2026-12", "outcomes[0].data_cutoff", UP_TO),
    ("nct:", "status_as_of: 2026-10", "status_as_of: 2026-12", "trials[0].status_as_of", UP_TO),
    ("nct:", "registry_copy: 2026-11-01", "registry_copy: 2026-11-24", "trials[0].registry_copy", UP_TO),
    ("id: s1", "published: 2024-05-06", "published: 2026-11-24", "sources[0].published", UP_TO),
    ("id: s2", "checked: 2026-11-01", "checked: 2026-11-24", "sources[1].checked", UP_TO),
    # events
    ("id: r1", "agency: FDA", "agency: company", "regulatory[0].agency", "'approved' by 'company'"),
    ("id: r4", "agency: company", "agency: FDA", "regulatory[3].agency", "'company-stop' by 'FDA'"),
    ("id: r2", "date_of: target", "date_of: decision", "regulatory[1].date_of", "with date_of 'decision'"),
    ("id: r1", "date_of: decision", "date_of: target", "regulatory[0].date_of", "'approved' with date_of 'target'"),
    ("id: r2", "date_of: target", "date_of: null", "regulatory[1].date_of", "2027-01-02 without what day it is"),
    # results
    ("id: o3", "headline: false", "headline: true", "outcomes[2].headline", "more than two headline results for 'use'"),
    ("id: o6", "label: less pain", "label: null", "outcomes[5].label", "'gain' says nothing without a label"),
    ("id: o4", "label: on a scale", "label: null", "outcomes[3].label", "an average change without a label"),
    ("id: o1", "endpoint: ORR", "endpoint: DOR", "outcomes[0].kind", "'DOR' cannot be a proportion"),
    ("id: o1", "kind: proportion", "kind: proportion, months: 3", "outcomes[0].months", "a proportion has no months"),
    ("id: o1", "kind: proportion", "kind: proportion, days: 3", "outcomes[0].days", "a proportion has no days"),
    ("id: o2", "percent: 80", "percent: 80, change_percent: 1", "outcomes[1].change_percent", "has no change_percent"),
    ("id: o2", "percent: 80", "percent: 80, months: 1", "outcomes[1].months", "a rate-at-time has no months"),
    ("id: o3", "n: 20", "n: 20, percent: 5", "outcomes[2].percent", "a duration has no percent"),
    ("id: o3", "n: 20", "n: 20, responders: 5", "outcomes[2].responders", "a duration has no responders"),
    ("id: o4", "n: 20", "n: 20, months: 5", "outcomes[3].months", "a change has no months"),
    ("id: o4", "change_percent: -20, n: 20, ci95: [-30, -10]", "n: 20", "outcomes[3]", "a result without a value"),
    ("id: o6", "percent: 50, ", "", "outcomes[5]", "a result without a value"),
    ("id: o5", "days: 30, ", "", "outcomes[4]", "a result without a value"),
    ("id: o5", "days: 30, ", "reached: true, ", "outcomes[4]", "a result without a value"),
    ("id: o2", "timepoint_months: 12, ", "", "outcomes[1].timepoint_months", "a rate at a time without the time"),
    ("id: o1", "control: {type: same-study, arm: the old care, responders: 5, n: 20, percent: 25, ci95: [9, 49]}, ",
     "", "outcomes[0].effect", "an effect without a comparison group"),
    # counts and percentages
    ("id: o1", "responders: 10", "responders: 21", "outcomes[0].responders", "21 of 20 cannot be"),
    ("id: o6", "percent: 50", "responders: 0, n: 0", "outcomes[5].responders", "0 of 0 cannot be"),
    ("id: o1", "percent: 50", "percent: 52", "outcomes[0].percent", "52% does not agree with 10 of 20 (50.0%)"),
    ("id: o1", "percent: 50", "percent: 50.2", "outcomes[0].percent", "50.2% does not agree with 10 of 20"),
    ("id: o1", "responders: 5, n: 20, percent: 25, ci95: [9, 49]", "responders: 25, n: 20",
     "outcomes[0].control.responders", "25 of 20 cannot be"),
    ("id: o1", "percent: 25", "percent: 27", "outcomes[0].control.percent", "27% does not agree with 5 of 20"),
    ("id: h1", "n_affected: 4", "n_affected: 24", "safety[0].n_affected", "24 of 20 cannot be"),
    ("id: h1", "percent: 20", "percent: 22", "safety[0].percent", "22% does not agree with 4 of 20"),
    ("id: h1", "n_affected: 1", "n_affected: 21", "safety[0].control.n_affected", "21 of 20 cannot be"),
    ("id: h1", "percent: 5", "percent: 7", "safety[0].control.percent", "7% does not agree with 1 of 20"),
    # ranges
    ("id: o1", "ci95: [27, 73]", "ci95: [73, 27]", "outcomes[0].ci95", "the range 73 to 27 is upside down"),
    ("id: o1", "ci95: [27, 73]", "ci95: [27, 101]", "outcomes[0].ci95", "leaves 0 to 100"),
    ("id: o1", "ci95: [27, 73]", "ci95: [-1, 73]", "outcomes[0].ci95", "leaves 0 to 100"),
    ("id: o1", "ci95: [27, 73]", "ci95: [51, 73]", "outcomes[0].ci95", "the value 50 lies outside its range 51"),
    ("id: o1", "ci95: [27, 73]", "ci95: [27, 49]", "outcomes[0].ci95", "the value 50 lies outside its range 27"),
    ("id: o1", "percent: 50, ci95: [27, 73]", "ci95: [51, 73]", "outcomes[0].ci95", "the value 50 lies outside"),
    ("id: o2", "ci95: [60, 90]", "ci95: [81, 90]", "outcomes[1].ci95", "the value 80 lies outside"),
    ("id: o2", "ci95: [60, 90]", "ci95: [60, 101]", "outcomes[1].ci95", "leaves 0 to 100"),
    ("id: o3", "ci95: [5, null]", "ci95: [9.2, null]", "outcomes[2].ci95", "the value 9.1 lies outside"),
    ("id: o3", "ci95: [5, null]", "ci95: [null, 9]", "outcomes[2].ci95", "the value 9.1 lies outside"),
    ("id: o4", "ci95: [-30, -10]", "ci95: [-30, -21]", "outcomes[3].ci95", "the value -20 lies outside"),
    ("id: o1", "ci95: [9, 49]", "ci95: [26, 49]", "outcomes[0].control.ci95", "the value 25 lies outside"),
    ("id: o1", "percent: 25, ci95: [9, 49]", "ci95: [26, 49]", "outcomes[0].control.ci95", "the value 25 lies outside"),
    ("id: o1", "ci95: [9, 49]", "ci95: [9, 101]", "outcomes[0].control.ci95", "leaves 0 to 100"),
    ("id: o2", "ci95: [50, 80]", "ci95: [50, 69]", "outcomes[1].control.ci95", "the value 70 lies outside"),
    ("id: o3", "ci95: [3, 5]", "ci95: [5, 6]", "outcomes[2].control.ci95", "the value 4 lies outside"),
    ("id: o1", "ci95: [1.1, 4]", "ci95: [4, 1.1]", "outcomes[0].effect.ci95", "upside down"),
    ("id: o1", "ci95: [1.1, 4]", "ci95: [2.1, 4]", "outcomes[0].effect.ci95", "the value 2 lies outside"),
    # lowest and highest
    ("id: use", "age_max_years: 25", "age_max_years: 0.5", "indications[0].age_min_years", "lowest age (1) is above"),
    ("turnaround:", "days_high: 14", "days_high: 6", "turnaround.days_low", "the lowest number of days (7) is above"),
    ("nct:", "max_years: 25", "max_years: 0.5", "trials[0].ages", "the lowest age (1) is above the highest (0.5)"),
    # steps of a study
    ("id: p1", ", {step: treated, n: 25, sources: [s1, s3]}, {step: checked, n: 20, sources: [s1]}",
     ", {step: checked, n: 20, sources: [s1], whole_study: true}",
     "participants[0].steps", "the last step counts more than this group"),
    ("id: p1", "{step: joined, n: 30, whole_study: true, label: all who joined, sources: [s1]}, "
     "{step: treated, n: 25, sources: [s1, s3]}, ", "", "participants[0].steps", "fewer than two steps"),
    ("id: p2", "steps: [{step: joined, n: 9, sources: [s1]}, {step: checked, n: 9, sources: [s1]}]", "steps: []",
     "participants[1].steps", "fewer than two steps"),
    ("id: p1", "step: treated", "step: joined", "participants[0].steps[1].step", "'joined' after 'joined'"),
    ("id: p1", "n: 25", "n: 31", "participants[0].steps[1].n", "31 people after 30"),
    ("id: p1", "n: 30, whole_study: true, label: all who joined, sources: [s1]}, {step: treated, n: 25",
     "n: 30, sources: [s1]}, {step: treated, whole_study: true, n: 25",
     "participants[0].steps[1].whole_study", "the whole study after a part of it"),
    ("id: p1", "results: [o1]", "results: [o9]", "participants[0].results[0]", "'o9' is not an outcome"),
    ("id: p1", "results: [o1]", "results: [o2]", "participants[0].results[0]", "'o2' is no share of people"),
    ("id: p1", "results: [o1]", "results: [o6]", "participants[0].results[0]", "'o6' is no share of people"),
    ("id: p1", "n: 20", "n: 19", "participants[0].results[0]", "'o1' counts 20 people, the last step 19"),
    ("id: p1", "trial: NCT00000001, ", "", "participants[0].results[0]", "from trial NCT00000001, the steps from None"),
    # harms and hospitals
    ("id: h2", "label: a rash, ", "n: 20, n_affected: 2, ", "safety[1].label", "'harm' says nothing without a label"),
    ("id: h3", "note: It went away., ", "", "safety[2]", "a harm without a number and without words"),
    ("nct:", "lat: 33.7, ", "", "trials[0].sites[0]", "a site with only one of lat and lon"),
    ("nct:", ", lon: -84.4", "", "trials[0].sites[0]", "a site with only one of lat and lon"),
    ("nct:", "lat: 33.7", "lat: -90.1", "trials[0].sites[0]", "-90.1, -84.4 is not a place on earth"),
    ("nct:", "lon: -84.4", "lon: 180.1", "trials[0].sites[0]", "33.7, 180.1 is not a place on earth"),
]  # fmt: skip


@pytest.mark.parametrize(("record", "old", "new", "path", "wrong"), BROKEN)
def test_a_broken_rule_is_told_at_its_place(
    tmp_path: Path, record: str, old: str, new: str, path: str, wrong: str
) -> None:
    broken(tmp_path, record, old, new).only(path, wrong)


# A fact needs a source that was read; so it is for every kind of fact.
CITING = [
    ("turnaround:", "turnaround"),
    ("id: r2", "regulatory[1]"),
    ("id: o2", "outcomes[1]"),
    ("id: p2", "participants[1].steps[0]"),
    ("id: h2", "safety[1]"),
    ("id: t2", "trials[1]"),
    ("id: use-3", "indications[2].criteria[0]"),
    ("id: a2", "access[1]"),
]


@pytest.mark.parametrize(("record", "path"), CITING)
def test_every_kind_of_fact_rests_on_a_source_that_was_read(tmp_path: Path, record: str, path: str) -> None:
    for name, ids, place, wrong in (
        ("none", "[]", "sources", "a fact without a source"),
        ("unknown", "[s1, s9]", "sources[1]", "the source 's9' is not in this file"),
        ("alone", "[s9]", "sources[0]", "the source 's9' is not in this file"),
        ("unread", "[s3]", "sources", "a fact whose only source was not read"),
    ):
        broken(tmp_path / name, record, "sources: [s1]", f"sources: {ids}").only(f"{path}.{place}", wrong)


def test_a_harm_at_the_end_of_the_steps_is_told_at_the_steps(tmp_path: Path) -> None:
    found = broken(tmp_path, "id: o1", "endpoint: ORR", "endpoint: relapse").faults
    assert [fault.path for fault in found] == ["participants[0].results[0]"]
    assert "'relapse' is no benefit" in found[0].wrong


def test_what_is_neither_good_nor_bad_is_no_benefit_either(tmp_path: Path) -> None:
    new = "kinds: [proportion], direction: neither"
    found = broken(tmp_path, "ORR:", "kinds: [proportion], direction: higher-is-benefit", new, "vocabulary.yaml").faults
    assert [fault.path for fault in found] == ["participants[0].results[0]"]
    assert "'ORR' is no benefit" in found[0].wrong


# What is right is left alone: a rule that asks for more than it says would refuse one of these.
SOUND = [
    ("id: r4", '"2025"', "2025"),  # a bare year is a date, and a bare number an id
    ("id: h2", "id: h2", "id: 7"),
    ("id: r1", "date: 2020-01-02", "date: 2026-11-23"),
    ("id: r1", "date: 2020-01-02, date_of: decision, indication: use, ", ""),
    ("id: r1", ", conflicts: [{says: a month on, sources: [s2]}]", ", conflicts: []"),
    ("id: o1", "percent: 50", "percent: null"),
    ("id: o1", "percent: 50", "percent: 50.0"),
    ("id: o1", "percent: 25", "percent: 24"),  # a paper that cuts its decimals off
    ("id: o1", "ci95: [27, 73]", "ci95: [50.4, 73]"),  # and one that rounds its range
    ("id: o1", "ci95: [27, 73]", "ci95: [0, 100]"),
    ("id: o1", "ci95: [27, 73]", "ci95: [27, null]"),
    ("id: o1", "ci95: [27, 73]", "ci95: [null, null]"),
    ("id: o1", "responders: 5, n: 20, percent: 25", "percent: 25"),
    ("id: o1", "responders: 5, n: 20, percent: 25", "n: 20"),
    ("id: o1", "measure: odds, value: 2, ci95: [1.1, 4]", "measure: odds, value: 2"),
    ("id: o1", ", effect: {measure: odds, value: 2, ci95: [1.1, 4]}", ""),
    ("id: o2", "percent: 80", "responders: 16"),
    ("id: o3", "months: 9.1", "months: 9.1, days: 277"),
    ("id: o4", "ci95: [-30, -10]", "ci95: [-130, 110]"),
    ("id: o5", "days: 30", "reached: false"),
    ("id: p1", "n: 30, whole_study: true", "n: 30"),
    ("id: p1", "n: 25", "n: 30"),
    ("id: h1", "n_affected: 4, n: 20, percent: 20", "n_affected: 0, n: 20, percent: 0"),
    ("id: h1", "n_affected: 4, n: 20, percent: 20, control: {arm: the plain care, n_affected: 1, n: 20, percent: 5}, "
     "note: It was mild.", "percent: 20"),
    ("id: h1", "n: 20, percent: 20, control: {arm: the plain care, n_affected: 1, n: 20, percent: 5}, "
     "note: It was mild.", "n: null"),
    ("id: h2", "label: a rash", "label: a rash, note: null"),
    ("id: use", "age_min_years: 1, age_max_years: 25", "age_min_years: 25, age_max_years: 25"),
    ("id: use", "age_min_years: 1, ", ""),
    ("id: use", "age_max_years: 25, ", ""),
    ("nct:", "lat: 33.7, lon: -84.4", "lat: -90, lon: 180"),
]  # fmt: skip


@pytest.mark.parametrize(("record", "old", "new"), SOUND)
def test_what_is_right_is_left_alone(tmp_path: Path, record: str, old: str, new: str) -> None:
    copy = copied(tmp_path)
    edit(copy / THERAPY, record, old, new)
    assert checked(copy) == []


@pytest.mark.parametrize("gone", ["turnaround:", "call_notes:", "review:"])
def test_a_part_that_is_not_there_hides_no_fault_and_makes_none(tmp_path: Path, gone: str) -> None:
    """`review` must be there, and that is said; the rules over the rest still speak."""
    copy = copied(tmp_path)
    path = copy / THERAPY
    edit(path, "id: o1", "percent: 50", "percent: 52")
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join(line for line in lines if not line.startswith(gone)), encoding="utf-8")
    missing = ["the key 'review' is missing"] if gone == "review:" else []
    assert [fault.wrong for fault in checked(copy)] == [*missing, "52% does not agree with 10 of 20 (50.0%)"]
