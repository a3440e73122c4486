"""Which titles of sources a family sees, and what stands in the place of the others."""

import pytest

from therapies.source_titles import BARE_RATE, SELLS, family_title


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("India's CAR T-cell therapy achieves 73% cancer success rate (Lancet Haematology study)", BARE_RATE),
        ("A Treatment That Helped Cancer Patients Live 40% Longer", BARE_RATE),
        ("cema-cel shows 41.6% MRD clearance advantage", BARE_RATE),
        ("Keeps 87 Percent of Responders Alive", BARE_RATE),
        ("Vaccine Cuts Melanoma Recurrence Risk by Nearly Half at Five Years", BARE_RATE),
        ("Shrank tumors in just over half of melanoma patients", BARE_RATE),
        ("A therapy doubles survival", BARE_RATE),
        ("CAR T Shows Promise", SELLS),
        ("The Promise of Allogeneic Cells", SELLS),
        ("CAR T cells better than BiTEs", SELLS),
        ("Treatment gives hope to patients", SELLS),
        ("Induces Dramatic Regression", SELLS),
        ("Potential Best-in-Class Clinical Data", SELLS),
        ("Approval after 'truly remarkable' readout", SELLS),
        ("Displays Prevention of Bleeds in HOPE-B Trial Data", "“Displays Prevention of Bleeds in HOPE-B Trial Data”"),
        ("A trial of City of Hope", "“A trial of City of Hope”"),
        ("CRISPR's First Custom Cure", SELLS),
        ("A promising therapy: 90% responded", SELLS),
        ("A Randomized, Double-Blind Phase 3 Trial.", "“A Randomized, Double-Blind Phase 3 Trial”"),
        ("Led to responses in 18 of 20 patients (90%)", "“Led to responses in 18 of 20 patients (90%)”"),
        ("Earns Breakthrough Therapy Designation", "“Earns Breakthrough Therapy Designation”"),
        ("Overall survival: results from ZUMA-7", "“Overall survival: results from ZUMA-7”"),
    ],
)
def test_a_family_sees_a_quotation_or_why_it_is_not_there(title: str, shown: str) -> None:
    assert family_title(title) == shown
