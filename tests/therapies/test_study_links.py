"""Which study tests which therapy: a labelled list, and every registry number of our own record."""

import re
from pathlib import Path

import pytest

from benchmarks.linking import by_record, by_title, labelled
from loaders.registry_shelf import newest
from tests.register_copy import copy, study
from tests.releases import RELEASE
from therapies.study_links import (
    COMPARED,
    FOLLOWED,
    GIVEN,
    MENTIONED,
    NUMBER,
    RESULTS,
    SET_ASIDE,
    TESTS,
    TITLE,
    Link,
    ProductNames,
    StudyWords,
)
from therapies.study_register import StudyRegister


def names() -> ProductNames:
    known = {t.id: [t.name, t.short_name, t.brand_name or "", *t.aliases] for t in RELEASE.therapies.values()}
    return ProductNames(known, {})


NAMES = names()


def links(given: str = "", title: str = "", other: str = "", *, interventional: bool = True) -> dict[str, Link]:
    words = StudyWords("NCT1", (), interventional, [given] if given else [], [title], [other])
    return NAMES.links(words)


@pytest.mark.parametrize(
    ("given", "therapy_id"),
    [
        ("WU-CART-007", "wu-cart-007"),
        ("WU CART 007 cells", "wu-cart-007"),
        ("Biological: wu-cart-007 (900 million)", "wu-cart-007"),
        ("soficabtagene geleucel", "wu-cart-007"),
        ("Tisagenlecleucel", "tisagenlecleucel"),
        ("KYMRIAH®", "tisagenlecleucel"),
        ("CTL019", "tisagenlecleucel"),
        ("CTL-019 T-cells", "tisagenlecleucel"),
        ("Axicabtagene Ciloleucel (KTE-C19)", "axicabtagene-ciloleucel"),
        ("Yescarta", "axicabtagene-ciloleucel"),
        ("Cilta-cel", "ciltacabtagene-autoleucel"),
        ("ide-cel", "idecabtagene-vicleucel"),
        ("bb2121", "idecabtagene-vicleucel"),
        ("lisocabtagene maraleucel", "lisocabtagene-maraleucel"),
        ("JCAR017", "lisocabtagene-maraleucel"),
        ("Blinatumomab", "blinatumomab"),
        ("Blincyto", "blinatumomab"),
        ("Nelarabine", "nelarabine"),
        ("Teclistamab-cqyv", "teclistamab"),
        ("CTD402 injection", "ctd402"),
        ("onasemnogene abeparvovec-xioi", "onasemnogene-abeparvovec"),
        ("Zolgensma", "onasemnogene-abeparvovec"),
        ("Itvisma", "onasemnogene-abeparvovec"),
        ("Upstaza", "eladocagene-exuparvovec"),
        ("Libmeldy", "atidarsagene-autotemcel"),
        ("AlloNK", "allonk"),
        ("Lunsumio VELO", "mosunetuzumab"),
        ("exagamglogene autotemcel (exa-cel)", "exagamglogene-autotemcel"),
        ("CTX001", "exagamglogene-autotemcel"),
        ("RP1", "vusolimogene-oderparepvec"),
        ("obe-cel", "obecabtagene-autoleucel"),
        ("AUTO1", "obecabtagene-autoleucel"),
    ],
)
def test_a_product_is_known_by_each_of_its_names(given: str, therapy_id: str) -> None:
    found = links(given)
    assert set(found) == {therapy_id}
    assert found[therapy_id].kind == GIVEN
    assert given in found[therapy_id].reason


@pytest.mark.parametrize(
    "given",
    [
        "WU-CART-008",
        "WU-CART-0071",
        "CTL0190",
        "CD7 CAR-T cells",
        "CD19 CAR-T",
        "donor CD7 CAR-T",
        "Autologous anti-BCMA CAR T cells",
        "GD2 CAR-T",
        "universal CAR-T",
        "RP1-based oncolytic virus",
        "gene therapy",
        "into a vein",
        "related CAR19 products",
        "Cyclophosphamide",
        "AUTO12",
        "Placebo",
        "",
    ],
)
def test_general_words_and_other_numbers_are_no_product(given: str) -> None:
    assert links(given) == {}


def test_a_study_that_only_names_a_product_is_kept_apart() -> None:
    assert links(title="Registry of people after tisagenlecleucel")["tisagenlecleucel"].kind == TITLE
    assert links(other="Relapse after Kymriah is common.")["tisagenlecleucel"].kind == MENTIONED
    assert links("Kymriah", interventional=False)["tisagenlecleucel"].kind == FOLLOWED
    followed = "A Long-Term Safety Follow-Up Study for Patients Treated With WU-CART-007"
    assert links("Genetic: WU-CART-007", title=followed)["wu-cart-007"].kind == FOLLOWED
    assert not {TITLE, MENTIONED, FOLLOWED} & set(TESTS)
    both = links("Nelarabine", title="Nelarabine or blinatumomab")
    assert {key: link.kind for key, link in both.items()} == {"nelarabine": GIVEN, "blinatumomab": TITLE}


@pytest.mark.parametrize(
    "given",
    [
        "Standard of care other than Kymriah",
        "Any therapy except tisagenlecleucel",
        "Treatment by choice of the doctor, excluding CTL019",
        "Chemotherapy (no CAR-T, e.g., tisagenlecleucel)",
        "Salvage therapy without Kymriah",
        "No prior tisagenlecleucel",
        "No prior CAR T-cell therapy with tisagenlecleucel",
        "No Kymriah",
        "Not receiving tisagenlecleucel",
        "Never treated with CTL019",
        "Blinatumomab-free, Kymriah-naïve",
        "Tisagenlecleucel naive",
        "CTL-019 T-cells naive",
        "Tisagenlecleucel (Kymriah\u00ae)-naive people",
        "KYMRIAH is not allowed",
        "Kymriah excluded",
        "Blood of tisagenlecleucel-treated people",
        "Tisagenlecleucel\u2011refractory disease",
        "Standard of care instead of Kymriah",
        "Rescue therapy rather than tisagenlecleucel",
        "Any drug other than rituximab, nelarabine, or Kymriah",
        "Any drug other than rituximab, Kymriah or nelarabine",
        "History of Kymriah",
        "Non-Kymriah therapy",
        "Anything but Kymriah",
        "Best available therapy (excluding: Kymriah)",
        "Standard of care, excluding any investigational therapy (e.g. Kymriah)",
        "People who never had Kymriah",
        "In the absence of Kymriah",
        "Placebo for Kymriah",
        "Placebo to tisagenlecleucel",
        "Placebo matching Kymriah",
        "Matched placebo (Kymriah)",
        "Sham procedure (matching Kymriah)",
        "Sham infusion for Kymriah",
        "Kymriah placebo",
        "Kymriah-matching placebo",
        "Vehicle for tisagenlecleucel",
        "Anti-Kymriah antibody",
        "Anti-CTL019 CAR-T antibodies",
        "Questionnaire about Kymriah",
        "Collection of data on Kymriah",
        "Historical control: Kymriah",
        "Kymriah-like CAR T cells",
    ],
)
def test_an_intervention_that_sets_a_product_aside_does_not_give_it(given: str) -> None:
    for interventional in (True, False):
        found = links(given, interventional=interventional)["tisagenlecleucel"]
        assert found.kind == SET_ASIDE
        assert found.reason.startswith("Its list of treatments names it, but does not give it: ")
    assert SET_ASIDE not in TESTS


@pytest.mark.parametrize(
    "given",
    [
        "Chemotherapy with or without Kymriah",
        "No more than two doses of Kymriah",
        "Fludarabine prior to tisagenlecleucel",
        "Previously manufactured tisagenlecleucel",
        "Standard of care (no CAR-T), Kymriah",
        "Without lymphodepletion, tisagenlecleucel",
        "No bridging therapy; tisagenlecleucel",
        "Other than blinatumomab: Kymriah",
        "Kymriah other than the first dose",
        "Kymriah without chemotherapy",
        "Non-conforming Kymriah",
        "Kymriah, no lymphodepletion",
        "Anything other than blinatumomab followed by Kymriah",
        "Kymriah (not the same as Kymriah that is excluded)",
        "Lot no. 5 tisagenlecleucel",
        "Kymriah treatment",
        "CTL019 is not frozen",
        "Kymriah - refractory cohort",
        "Kymriah for refractory disease",
        "Not blinatumomab but Kymriah",
        "Placebo other than saline + Kymriah",
        "Kymriah or placebo",
        "No treatment (Kymriah delayed)",
        "Kymriah after Yescarta",
        "Kymriah in patients treated with Yescarta",
        "Kymriah following lymphodepletion",
        "After lymphodepletion with fludarabine, Kymriah",
        "After lymphodepletion: Kymriah",
        "After leukapheresis tisagenlecleucel",
        "One of the following Kymriah doses",
        "Leukapheresis followed by Kymriah",
        "Chemotherapy before Kymriah",
        "Patients who received Kymriah",
        "Treated with Kymriah",
        "Nelarabine in patients receiving Kymriah",
        "Placebo, Kymriah",
        "Placebo then Kymriah",
        "Kymriah placebo-controlled cohort",
        "Infusion for children of Kymriah",
        "Antibody and Kymriah",
        "Anti-CD19 Kymriah",
        "Control: tisagenlecleucel",
    ],
)
def test_words_of_denial_about_something_else_leave_a_product_given(given: str) -> None:
    assert links(given)["tisagenlecleucel"].kind == GIVEN


HAD_BEFORE = [
    "Dexamethasone in patients treated with Kymriah",
    "Blood test in patients who received Kymriah",
    "Blood test in children who have received commercial tisagenlecleucel",
    "Survey of people who had Kymriah",
    "Leukapheresis material of patients treated with Kymriah",
    "Tocilizumab for patients given CTL019",
    "MRI after Kymriah",
    "Observation following Kymriah",
    "Rescue after discontinuation of Kymriah",
    "Transplant after the first infusion of tisagenlecleucel",
    "Consolidation 28 days after Kymriah infusion",
    "Post-Kymriah radiation",
    "Radiation post Kymriah",
    "Yescarta after Kymriah",
]


@pytest.mark.parametrize("given", HAD_BEFORE)
def test_what_people_had_before_is_not_given(given: str) -> None:
    assert links(given)["tisagenlecleucel"].kind == SET_ASIDE
    # A study that gives nothing follows these people.
    assert links(given, interventional=False)["tisagenlecleucel"].kind == FOLLOWED
    # A title cannot say what is given, in whatever words.
    assert links(title=given)["tisagenlecleucel"].kind == TITLE


def test_what_is_given_to_people_who_had_another_product_is_given() -> None:
    found = links("Post-Kymriah blinatumomab")
    assert {key: link.kind for key, link in found.items()} == {"tisagenlecleucel": SET_ASIDE, "blinatumomab": GIVEN}
    found = links("Kymriah in patients treated with Yescarta")
    assert found["axicabtagene-ciloleucel"].kind == SET_ASIDE


def test_a_product_set_aside_in_one_treatment_and_given_in_another_is_given() -> None:
    words = StudyWords(
        "NCT1", (), True, ["Care other than Kymriah", "Tisagenlecleucel"], ["After Kymriah"], ["Kymriah"]
    )
    assert NAMES.links(words)["tisagenlecleucel"].kind == GIVEN
    only = StudyWords("NCT1", (), True, ["Care other than Kymriah"], ["A study"], ["Kymriah"])
    assert NAMES.links(only)["tisagenlecleucel"].kind == SET_ASIDE
    listed = ProductNames({"one": ["Kymriah"]}, {"one": ["NCT1"]})
    assert listed.links(only)["one"].kind == NUMBER


def test_every_number_of_our_record_is_linked(tmp_path: Path) -> None:
    listed = {(trial.therapy_id, trial.nct) for trial in RELEASE.all_trials if trial.nct}
    facts = (*RELEASE.all_outcomes, *RELEASE.all_safety, *RELEASE.all_participants)
    known = {(fact.therapy_id, nct) for fact in facts for nct in re.findall(r"NCT[0-9]{8}", fact.trial or "")}
    numbers = sorted({nct for _, nct in listed | known})
    assert len(numbers) > 200
    folder = copy(tmp_path, [study(0, "A study without our names", conditions=["Disease"], nct=nct) for nct in numbers])
    found = newest(folder)
    assert found is not None
    register = StudyRegister(found, RELEASE)
    assert all(register.links[therapy_id][nct].kind == NUMBER for therapy_id, nct in listed)
    ours_alone = {(therapy_id, nct) for therapy_id, nct in known - listed if nct not in {nct for _, nct in listed}}
    assert len(ours_alone) >= 30
    for therapy_id, nct in ours_alone:
        link = register.links[therapy_id][nct]
        assert (link.kind, link.reason) == (RESULTS, "Our record has results of this study.")
        assert nct in {one.nct for one in register.in_rows(register.giving.rows[therapy_id])}
    assert sum(map(len, register.links.values())) == len(listed | known)


def test_results_of_a_study_of_another_product_do_not_say_that_it_gives_ours() -> None:
    names = {"new": ["Newcel"], "old": ["Oldcel"]}
    both = ProductNames(names, {"new": ["NCT1"]}, {"new": ["NCT1"], "old": ["NCT1"]})

    def found(*given: str, title: str = "A study") -> dict[str, str]:
        words = StudyWords("NCT1", (), True, given, [title], [])
        return {therapy_id: link.kind for therapy_id, link in both.links(words).items()}

    assert found("Cells") == {"new": NUMBER, "old": COMPARED}
    assert COMPARED not in TESTS
    assert found("Newcel", "Oldcel") == {"new": GIVEN, "old": GIVEN}, "its list of treatments says that it gives both"
    assert found("Newcel", title="Newcel or Oldcel") == {"new": GIVEN, "old": TITLE}
    alone = ProductNames(names, {}, {"old": ["NCT1"]})
    assert alone.links(StudyWords("NCT1", (), True, ["Care"], ["A study"], ["Oldcel"]))["old"].kind == RESULTS
    follow_up = StudyWords("NCT1", (), True, ["Oldcel"], ["Long-term follow-up of people given Oldcel"], [])
    assert alone.links(follow_up)["old"].kind == FOLLOWED


def test_precision_and_recall_over_the_labelled_list_are_not_lost() -> None:
    titles, records = by_title(RELEASE, labelled()), by_record(RELEASE, labelled())
    assert len(titles.right) + len(titles.missing) > 150
    assert (titles.wrong, records.wrong, records.missing) == ((), (), ())
    # The other titles name a target only ("CD7 CAR-T cells"): no name could tell the product.
    assert titles.recall > 0.82


def test_labelled_studies_that_only_name_a_product_are_told_apart() -> None:
    only_named = [one for one in labelled() if one.names]
    assert len(only_named) == 2
    for one in only_named:
        words = StudyWords(one.nct, (), one.held != "observational record", one.interventions, [one.title], ())
        found = NAMES.links(words)
        assert set(found) == one.names
        assert not {link.kind for link in found.values()} & set(TESTS)
