"""Which disease a condition of the register names, as people write it there."""

import pytest

from tests.releases import RELEASE
from therapies.study_diseases import DiseaseTerms

TERMS = DiseaseTerms({disease.id: disease.register_terms for disease in RELEASE.diseases.values()})


@pytest.mark.parametrize(
    ("condition", "diseases"),
    [
        ("T-cell Acute Lymphoblastic Leukemia", {"t-all"}),
        ("Acute Lymphoblastic Leukaemia, T-Cell", {"t-all"}),
        ("Recurrent T Acute Lymphoblastic Leukemia", {"t-all"}),
        ("T-ALL", {"t-all"}),
        ("Relapsed/Refractory T-cell Acute Lymphoid Leukaemia", {"t-all"}),
        ("Acute Lymphocytic Leukemia Refractory", set()),
        ("Leukemia, T-Cell, Acute Lymphoblastic", {"t-all"}),
        ("T-Lymphoblastic Lymphoma", {"t-lbl"}),
        ("B-Cell Acute Lymphoblastic Leukemia", {"b-all"}),
        ("Refractory B-ALL", {"b-all"}),
        ("Acute Lymphoblastic Leukemia", set()),
        ("Leukemia", set()),
        ("All T-cell lymphomas", set()),
        ("Multiple Myeloma", {"mm"}),
        ("Diffuse Large B-Cell Lymphoma (DLBCL)", {"lbcl", "b-nhl"}),
        ("Non-Small Cell Lung Cancer", {"nsclc"}),
        ("Small Cell Lung Cancer", {"sclc"}),
        ("Lung Cancer", set()),
        ("Haemophilia A", {"hemophilia-a"}),
        ("Severe Hemophilia B", {"hemophilia-b"}),
        ("Lupus Nephritis", {"sle"}),
        ("Sickle Cell Anaemia", {"scd"}),
        ("Spinal Muscular Atrophy Type 1", {"sma"}),
        ("Recessive Dystrophic Epidermolysis Bullosa", {"deb", "rdeb"}),
        ("<script>T-ALL</script>", {"t-all"}),
        # The T of CAR-T is no T cell of the leukemia.
        ("Acute Lymphoblastic Leukemia After CAR-T", set()),
        ("CAR T Cell therapy for Acute Lymphoblastic Leukemia", set()),
        ("B-cell Acute Lymphoblastic Leukemia, CAR-T Cell", {"b-all"}),
        ("CAR-T CELL, ALL", set()),
        ("T-cell Acute Lymphoblastic Leukemia before CAR-T", {"t-all"}),
        ("", set()),
    ],
)
def test_a_condition_names_its_diseases(condition: str, diseases: set[str]) -> None:
    assert TERMS.diseases(condition) == diseases


@pytest.mark.parametrize(
    ("condition", "diseases"),
    [
        ("T-cell ALL", {"t-all"}),
        ("T cell ALL, refractory", {"t-all"}),
        ("ALL, T-Cell", {"t-all"}),
        ("ALL (T-cell)", {"t-all"}),
        ("Adult ALL - T cell", {"t-all"}),
        ("T-lineage ALL", {"t-all"}),
        ("ETP-ALL", {"t-all"}),
        ("Early T-cell Precursor ALL", {"t-all"}),
        ("T-ALL/LBL", {"t-all", "t-lbl"}),
        ("T-cell LBL", {"t-lbl"}),
        ("B-cell ALL", {"b-all"}),
        ("B cell precursor ALL", {"b-all"}),
        ("ALL, Childhood B-Cell", set()),
        ("ALL, B-Cell, Childhood", {"b-all"}),
        ("R/R B-ALL", {"b-all"}),
        ("Ph+ ALL", {"b-all"}),
        ("b-all", {"b-all"}),
        ("R/R DLBCL", {"lbcl"}),
        ("PMBCL", {"lbcl"}),
        ("B-cell NHL", {"b-nhl"}),
        ("T-cell NHL", {"tcl"}),
        ("Sézary syndrome", {"tcl"}),
        ("ALK-positive ALCL", {"tcl"}),
        ("fl", set()),
        ("R/R FL", {"fl"}),
        ("R/R MCL", {"mcl"}),
        ("RRMM", {"mm"}),
        ("Relapsed and Refractory Myeloma", {"mm"}),
        ("mRCC", {"rcc"}),
        ("gMG", {"mg"}),
        ("Diffuse SSc", {"ssc"}),
        ("HAE", {"hae"}),
        ("DMD", {"dmd"}),
        ("LAD I", {"lad-i"}),
        ("CALD", {"cald"}),
        # What is something else, or may be.
        ("Non-T ALL", set()),
        ("Non-T-cell ALL", set()),
        ("ALL, Non-T", set()),
        ("Non-T-ALL, B-ALL", {"b-all"}),
        ("Non-B acute lymphoblastic leukemia", set()),
        ("All B-cell malignancies", set()),
        ("ALL B-cell malignancies", set()),
        ("B-cell tumors, all grades", set()),
        ("Lymphomas: T-cell, All Ages", set()),
        ("T-cell infusion in ALL", set()),
        ("Kidney stone of 5 mm", set()),
        ("MCL Injury", set()),
        ("Malignant Melanoma (MM)", {"melanoma"}),
        ("Flu", set()),
    ],
)
def test_short_forms_are_known_as_people_write_them(condition: str, diseases: set[str]) -> None:
    assert TERMS.diseases(condition) == diseases


def test_every_disease_is_found_by_its_own_terms() -> None:
    for disease in RELEASE.diseases.values():
        for term in disease.register_terms:
            assert disease.id in TERMS.diseases(term), (disease.id, term)
