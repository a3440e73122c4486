"""The list of therapies: nothing lost, nothing ranked, and every filter shows what its number promises."""

from datetime import date
from itertools import product

import pytest

from therapies import catalogue as catalogues
from therapies.catalogue import catalogue, facets
from therapies.dataset import Dataset
from therapies.facet_values import AGE_BANDS
from therapies.open_trials import NO_OPEN_TRIAL, NOT_STATED, RECRUITING
from therapies.search import default_order


def ids(found: catalogues.Catalogue) -> list[str]:
    return [row.therapy_id for row in found.rows]


def test_without_filters_every_therapy_is_there_once_by_disease_then_name(dataset: Dataset, today: date) -> None:
    found = catalogue(dataset, today)
    order = default_order(dataset)
    assert ids(found) == sorted(dataset.therapies, key=order.__getitem__)
    assert (found.shown, found.hidden, found.total) == (len(dataset.therapies), 0, len(dataset.therapies))
    assert found.count == f"All {found.total} therapies are shown, 0 hidden."


def test_every_value_of_every_facet_shows_as_many_as_its_number_says(dataset: Dataset, today: date) -> None:
    for facet in facets(dataset, today).values():
        for value, title in facet.titles.items():
            found = catalogue(dataset, today, "", {facet.name: [value]})
            assert title.endswith(f" ({found.shown})"), (facet.name, value)
            assert found.shown + found.hidden == found.total


def test_all_values_of_a_facet_together_show_everything_so_nothing_is_filtered_away(
    dataset: Dataset, today: date
) -> None:
    for facet in facets(dataset, today).values():
        assert catalogue(dataset, today, "", {facet.name: list(facet.titles)}).hidden == 0, facet.name


def test_the_counts_under_other_filters_are_what_one_then_gets(dataset: Dataset, today: date) -> None:
    chosen = {"group": ["leukemia"], "stage": ["approved", "phase-1"]}
    titles = {facet.label: facet.titles for facet in facets(dataset, today).values()}
    found = catalogue(dataset, today, "", chosen)
    for division, facet in zip(found.divisions, facets(dataset, today).values(), strict=True):
        assert division.label == facet.label
        for title, count in division.lines:
            value = next(v for v, t in titles[facet.label].items() if t.rpartition(" (")[0] == title)
            assert catalogue(dataset, today, "", chosen | {facet.name: [value]}).shown == count


def test_what_is_not_stated_can_be_chosen(dataset: Dataset, today: date) -> None:
    without_target = {t.id for t in dataset.therapies.values() if not t.targets}
    assert without_target
    assert set(ids(catalogue(dataset, today, "", {"target": [NOT_STATED]}))) == without_target
    no_ages = {
        use.therapy_id for use in dataset.all_indications if use.age_min_years is None and use.age_max_years is None
    }
    assert set(ids(catalogue(dataset, today, "", {"ages": [NOT_STATED]}))) == no_ages


def test_children_are_those_whom_a_use_takes_in(dataset: Dataset, today: date) -> None:
    children = set(ids(catalogue(dataset, today, "", {"ages": ["children"]})))
    assert "tisagenlecleucel" in children  # up to 25 years
    low, high = AGE_BANDS["children"]
    for therapy_id in children:
        uses = dataset.indications(therapy_id)
        assert any(
            (use.age_min_years or low) < high and (use.age_min_years, use.age_max_years) != (None, None) for use in uses
        )


def test_with_a_disease_the_stage_is_the_one_for_that_disease(dataset: Dataset, today: date) -> None:
    rows = {row.therapy_id: row for row in catalogue(dataset, today, "", {"disease": ["aml"]}).rows}
    sofi = rows["wu-cart-007"]
    assert sofi.stage is not None
    assert sofi.stage.code == "phase-1"
    assert sofi.diseases == "acute myeloid leukemia (AML)"
    assert "wu-cart-007" not in ids(catalogue(dataset, today, "", {"disease": ["aml"], "stage": ["phase-2"]}))


def test_a_wider_disease_takes_in_its_special_form(dataset: Dataset, today: date) -> None:
    special = set(ids(catalogue(dataset, today, "", {"disease": ["rdeb"]})))
    assert special
    assert special <= set(ids(catalogue(dataset, today, "", {"disease": ["deb"]})))


def test_a_country_means_a_hospital_that_recruits_there(dataset: Dataset, today: date) -> None:
    for therapy_id in ids(catalogue(dataset, today, "", {"country": ["JP"]})):
        opened = [trial for trial in dataset.trials(therapy_id) if trial.status == RECRUITING]
        there = [site for trial in opened for site in dataset.sites(trial.fact_id) if site.country == "JP"]
        unlisted = [trial for trial in opened if not dataset.sites(trial.fact_id) and "JP" in trial.countries]
        assert unlisted or any(site.status in (RECRUITING, None) for site in there)


def test_every_therapy_is_in_some_country_or_says_why_not(dataset: Dataset, today: date) -> None:
    for row in catalogue(dataset, today).rows:
        taking = sum(trial.status == RECRUITING for trial in dataset.trials(row.therapy_id))
        assert row.trials.count == taking
        assert bool(row.trials.countries & {NO_OPEN_TRIAL, NOT_STATED}) or taking
        assert bool(row.trials.records) is bool(taking), "an open trial says how old its record is"


def test_the_age_of_the_records_is_said(dataset: Dataset, today: date) -> None:
    row = next(row for row in catalogue(dataset, today).rows if row.therapy_id == "wu-cart-007")
    assert row.trials.headline == "1 trial said that it takes new people"
    assert row.trials.records == "Record of 6 August 2026, about 4 months old."
    assert row.trials.overdue == "Overdue for a check: ask the study team."
    earlier = next(row for row in catalogue(dataset, date(2026, 9, 1)).rows if row.therapy_id == "wu-cart-007")
    assert (earlier.trials.headline, earlier.trials.overdue) == ("1 trial takes new people, by its record", None)
    inside = catalogue(dataset, today, "", {"country": ["AU"]}).rows
    assert next(row for row in inside if row.therapy_id == "wu-cart-007").trials_inside == "1 of them in Australia."


def test_every_number_stands_with_its_people_its_evidence_and_its_check(dataset: Dataset, today: date) -> None:
    for row in catalogue(dataset, today).rows:
        for measure, said in ((row.measure, row.result), (row.risk_measure, row.risk)):
            if measure is None:
                assert "No " in said
                continue
            assert said == f"{measure.name}: {measure.sentence}"
            assert measure.people
            assert measure.evidence
            assert measure.passport.checked_on


def test_the_result_is_the_first_headline_and_never_chosen_by_its_value(dataset: Dataset, today: date) -> None:
    for row in catalogue(dataset, today).rows:
        results = dataset.outcomes(row.therapy_id)
        first = next((result for result in results if result.headline), results[0] if results else None)
        assert (row.measure.fact_id if row.measure else None) == (first.fact_id if first else None)
        more = f"{len(results) - 1} more result" if len(results) > 1 else ""
        assert (row.more_results or "").startswith(more)


def test_a_stage_is_never_named_without_for_whom_and_where(dataset: Dataset, today: date) -> None:
    for row in catalogue(dataset, today).rows:
        assert row.stage is None or row.where
        assert all(": " in line for line in row.where)


def test_sofi_cel(dataset: Dataset, today: date) -> None:
    (row,) = catalogue(dataset, today, "sofi cel").rows
    assert row.result == "Overall response: 10 of 11 people (91%; 95% range 59 to 99.8)."
    assert row.where == ("T-cell leukemia (T-ALL), T-cell lymphoblastic lymphoma (T-LBL): United States",)
    assert row.other_stages == "Also: Phase 1 (acute myeloid leukemia (AML))"
    assert row.brand == "not stated"
    assert row.found_by == "Found by name “sofi-cel”"


def test_when_nothing_fits_it_says_what_would(dataset: Dataset, today: date) -> None:
    found = catalogue(dataset, today, "tecartus", {"kind": ["chemotherapy"]})
    assert (found.shown, found.hidden) == (0, found.total)
    assert {(left.name, left.words) for left in found.relaxations} == {
        ("kind", "Without “Kind of treatment”: 1 therapy"),
        ("q", "Without the words “tecartus”: 1 therapy"),
    }
    assert found.asked == ("q", "kind")


def test_unknown_words_and_values_find_nothing_and_break_nothing(dataset: Dataset, today: date) -> None:
    assert catalogue(dataset, today, "no such thing").shown == 0
    assert catalogue(dataset, today, "", {"disease": ["no-such-disease"]}).shown == 0


def test_the_file_has_every_row_and_its_filters(dataset: Dataset, today: date) -> None:
    found = catalogue(dataset, today, "CD7", {"cells": ["autologous"]})
    assert found.filters == ("Search: CD7", "Whose cells: The patient's own cells")
    assert catalogue(dataset, today, "T-ALL relapse").filters == ("Search: T-ALL relapse", "Not looked for: relapse")
    assert len(found.sheet.rows) == found.shown > 0
    assert all(len(row) == len(found.sheet.headers) for row in catalogue(dataset, today).sheet.rows)
    assert len(set(found.sheet.headers)) == len(found.sheet.headers)


def test_no_value_of_the_data_leaks_as_a_code(dataset: Dataset, today: date) -> None:
    for row in catalogue(dataset, today).sheet.rows:
        assert not {"None", "nan", "NaT", "null"} & set(row)


@pytest.mark.parametrize(("group", "kind"), list(product(["leukemia", "eye"], ["car-t", "gene-therapy-aav"])))
def test_filters_of_different_facets_narrow(dataset: Dataset, today: date, group: str, kind: str) -> None:
    both = set(ids(catalogue(dataset, today, "", {"group": [group], "kind": [kind]})))
    one = set(ids(catalogue(dataset, today, "", {"group": [group]})))
    other = set(ids(catalogue(dataset, today, "", {"kind": [kind]})))
    assert both == one & other
