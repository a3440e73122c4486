"""Which disease a condition of the register names, as people write it there."""

import pytest

from therapies import shelf as shelves
from therapies.study_diseases import DiseaseTerms

RELEASE = shelves.open()
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
        ("", set()),
    ],
)
def test_a_condition_names_its_diseases(condition: str, diseases: set[str]) -> None:
    assert TERMS.diseases(condition) == diseases


def test_every_disease_is_found_by_its_own_terms() -> None:
    for disease in RELEASE.diseases.values():
        for term in disease.register_terms:
            assert disease.id in TERMS.diseases(term), (disease.id, term)
