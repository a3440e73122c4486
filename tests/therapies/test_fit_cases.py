"""Worked cases of the fit check on the real record: somebody, a use or a trial, the state, and the rule that decides.

Each expectation was read against the texts of the record by hand. Statuses of trials are those of the record's copy of
22 August 2026, so the cases are asked as of the day after, when they were fresh, unless a case says otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import pytest

from tests.releases import changed, one
from therapies.dataset import Dataset
from therapies.facts import Criterion
from therapies.fit_check import ASK_FIRST, GROUPS, MAY_FIT, NO_FIT, FitCheck, Item, fit_check
from therapies.situation import Situation

FRESH, LATER = date(2026, 8, 23), date(2026, 11, 26)


@dataclass(frozen=True)
class Case:
    """`decides`: the kind of the first rule that decides, and what its text holds; `also`: another such rule."""

    who: str
    item: str
    state: str
    decides: tuple[str, str]
    also: tuple[str, str] | None = None
    day: date = LATER


def someone(
    disease: str, age: int | None = None, country: str | None = None, lines: int | None = None, **said: bool
) -> Situation:
    """Somebody; conditions by their ids with underscores."""
    return Situation(
        disease, age, None, country, None, lines, {name.replace("_", "-"): yes for name, yes in said.items()}
    )


US, DE, CN = "United States", "Germany", "China"
# A boy of 9 with the second relapse of T-ALL after a transplant from a donor, in the United States: the model case.
BOY = someone("t-all", 9, US, 3, two_chemotherapy_plans=True, donor_transplant=True, twice_relapsed_or_refractory=True)
PEOPLE = {
    "boy": BOY,
    "boy with graft-versus-host disease": replace(BOY, conditions={**BOY.conditions, "gvhd": True}),
    "boy before a transplant": replace(BOY, conditions={**BOY.conditions, "donor-transplant": False}),
    "T-ALL, nothing known": someone("t-all"),
    "T-ALL, 34, first relapse": someone("t-all", 34, US, 1, relapsed_or_refractory=True),
    "T-ALL, remission with MRD": someone("t-all", 34, US, 1, relapsed_or_refractory=False, remission=True, mrd=True),
    "B-ALL, nothing known": someone("b-all"),
    "B-ALL, girl of 7": someone("b-all", 7, US, 2, twice_relapsed_or_refractory=True, has_cd19=True, has_cd22=True),
    "B-ALL, girl of 7, CD19 lost": someone(
        "b-all", 7, US, 3, twice_relapsed_or_refractory=True, has_cd19=False, has_cd22=True, car_t_cd19=True
    ),
    "B-ALL, 30, Germany": someone("b-all", 30, DE, 2, relapsed_or_refractory=True, has_cd19=True),
    "B-ALL, 22, Germany": someone("b-all", 22, DE, 2, relapsed_or_refractory=True, has_cd19=True),
    "B-ALL, 22, United States": someone("b-all", 22, US, 2, relapsed_or_refractory=True, has_cd19=True),
    "B-ALL, baby": someone("b-all", 0, US, 1, relapsed_or_refractory=True, has_cd19=True),
    "LBCL, 70, two treatments": someone("lbcl", 70, US, 2, relapsed_or_refractory=True),
    "LBCL, 70, one treatment, late relapse": someone(
        "lbcl", 70, US, 1, relapsed_or_refractory=True, early_failure=False
    ),
    "LBCL, 70, one treatment, early relapse": someone("lbcl", 70, US, 1, early_failure=True),
    "LBCL, China": someone("lbcl", 55, CN, 2, relapsed_or_refractory=True),
    "LBCL in the brain": someone("lbcl", 50, CN, 2, relapsed_or_refractory=True, brain_involvement=True),
    "follicular, Germany, two": someone("fl", 60, DE, 2, relapsed_or_refractory=True),
    "follicular, Germany, three": someone("fl", 60, DE, 3, relapsed_or_refractory=True),
    "mantle, Germany, no BTK blocker": someone("mcl", 66, DE, 2, relapsed_or_refractory=True, btk_inhibitor=False),
    "mantle, United States, one": someone("mcl", 66, US, 1, relapsed_or_refractory=True, btk_inhibitor=True),
    "CLL, 64": someone("cll", 64, US, 3, relapsed_or_refractory=True, btk_inhibitor=True, bcl2_inhibitor=True),
    "CLL, no venetoclax": someone(
        "cll", 64, US, 3, relapsed_or_refractory=True, btk_inhibitor=True, bcl2_inhibitor=False
    ),
    "myeloma, four lines": someone(
        "mm", 71, US, 4, relapsed_or_refractory=True, proteasome_inhibitor=True, imid=True, cd38_antibody=True
    ),
    "myeloma, two lines": someone(
        "mm", 71, US, 2, relapsed_or_refractory=True, proteasome_inhibitor=True, imid=True, cd38_antibody=True
    ),
    "myeloma, three lines, no CD38": someone(
        "mm", 71, US, 3, relapsed_or_refractory=True, proteasome_inhibitor=True, imid=True, cd38_antibody=False
    ),
    "melanoma after PD-1": someone("melanoma", 58, US, 1, spread_or_not_removable=True, pd1_inhibitor=True),
    "melanoma without PD-1": someone("melanoma", 58, US, 1, spread_or_not_removable=True, pd1_inhibitor=False),
    "synovial sarcoma, other tissue type": someone(
        "synovial-sarcoma", 40, US, 1, spread_or_not_removable=True, chemotherapy=True, hla_a_02=False, has_mage_a4=True
    ),
    "stomach, HER2": someone("gastric", 61, CN, 2, spread_or_not_removable=True, has_claudin18_2=True, has_her2=True),
    "DIPG, girl of 6": someone("dmg", 6, US),
    "sickle cell, 13, crises": someone("scd", 13, US, pain_crises=True),
    "sickle cell, 1": someone("scd", 1, US, pain_crises=True),
    "sickle cell, Germany, related donor": someone(
        "scd", 20, DE, pain_crises=True, matched_related_donor=True, fit_for_transplant=True
    ),
    "thalassemia, no transfusions": someone("tdt", 20, US, needs_transfusions=False),
    "hemophilia B, 40, bleeds": someone("hemophilia-b", 40, US, bleeds=True),
    "hemophilia B, boy of 12": someone("hemophilia-b", 12, US, bleeds=True),
    "hemophilia A, antibodies": someone("hemophilia-a", 40, US, severe=True, aav_antibodies=True),
    "SMA, 1": someone("sma", 1, US),
    "SMA, 2": someone("sma", 2, US),
    "SMA, 30": someone("sma", 30, US),
    "CALD, boy of 6 with a donor": someone("cald", 6, US, matched_donor=True),
    "Duchenne, 8, walks": someone("dmd", 8, US, can_walk=True, gene_change_proven=True),
    "Duchenne, 8, in a wheelchair": someone("dmd", 8, US, can_walk=False),
    "lupus, 30": someone(
        "sle",
        30,
        DE,
        3,
        refractory=True,
        active_disease=True,
        weak_organs=False,
        hiv=False,
        hepatitis=False,
    ),
    "lupus, 30, hepatitis": someone("sle", 30, DE, 3, relapsed_or_refractory=True, active_disease=True, hepatitis=True),
    "RDEB": someone("rdeb", 12, US, wounds=True),
    "DEB, kind not known": someone("deb", 12, US),
    "Huntington, nothing known": someone("huntington"),
    "B-ALL, 30, CD19 not found": someone("b-all", 30, US, 3, relapsed_or_refractory=True, has_cd19=False),
    "B-ALL, 22, England": someone("b-all", 22, "United Kingdom", 2, relapsed_or_refractory=True),
    "T-LBL, 40": someone("t-lbl", 40, US, 2, relapsed_or_refractory=True),
    "T-ALL, CD7 not found": someone("t-all", 9, US, 3, twice_relapsed_or_refractory=True, has_cd7=False),
    "T-ALL, one chemotherapy plan": someone(
        "t-all", 9, US, 2, chemotherapy=True, relapsed_or_refractory=True, car_t_cd7=True
    ),
    "myeloma after BCMA CAR-T": someone(
        "mm",
        66,
        US,
        5,
        relapsed_or_refractory=True,
        proteasome_inhibitor=True,
        imid=True,
        cd38_antibody=True,
        car_t_bcma=True,
    ),
    "myeloma with an infection": someone(
        "mm",
        66,
        US,
        5,
        relapsed_or_refractory=True,
        proteasome_inhibitor=True,
        imid=True,
        cd38_antibody=True,
        active_infection=True,
    ),
    "sickle cell after gene therapy": someone("scd", 20, US, pain_crises=True, gene_therapy=True),
    "myositis": someone("myositis", 40, US),
    "RPE65, girl of 5": someone("rpe65-ird", 5, US, gene_change_proven=True),
    "MacTel, 60": someone("mactel-2", 60, US),
    "LAD-I, baby with a donor": someone("lad-i", 0, US, matched_related_donor=True),
    "GVHD, 10, steroids failed": someone("sr-agvhd", 10, US, steroids_failed=True),
    "GVHD, 10, steroids given": someone("sr-agvhd", 10, US, steroids=True),
    "large B-cell, CD19 not found": someone("lbcl", 60, US, 2, relapsed_or_refractory=True, has_cd19=False),
    "myeloma, BCMA not found": someone(
        "mm",
        66,
        US,
        5,
        relapsed_or_refractory=True,
        proteasome_inhibitor=True,
        imid=True,
        cd38_antibody=True,
        has_bcma=False,
    ),
    "glioblastoma, came back or not": someone("gbm", 30, US, relapsed_or_refractory=True),
    "lupus, 50": someone("sle", 50, "United Kingdom", 3),
    "large B-cell, 75, Germany": someone("lbcl", 75, DE, 1),
    "myeloma, cord blood": someone("mm", 40, US),
    "84 years old, myeloma": someone("mm", 84, "Spain", 0, newly_diagnosed=True),
}

NELARABINE = "nelarabine/indication/r-r-t-all"
TRREX, TENACITY = "wu-cart-007/trial/nct06514794", "ctd402/trial/nct07070219"
CASES = [
    # A boy of 9: the case of the issue.
    Case("boy", NELARABINE, MAY_FIT, ("disease", "T-ALL")),
    Case(
        "boy",
        TRREX,
        ASK_FIRST,
        ("unstated", "Transplant of stem cells from a donor"),
        ("unstated", "Graft-versus-host"),
        FRESH,
    ),
    Case("boy", TENACITY, ASK_FIRST, ("ask", "12 years"), ("unstated", "Graft-versus-host"), FRESH),
    Case(
        "boy", TRREX, ASK_FIRST, ("status", "Recruiting when read on 22 August 2026"), ("unstated", "Transplant"), LATER
    ),
    Case("boy before a transplant", TRREX, MAY_FIT, ("disease", "T-ALL"), None, FRESH),
    Case(
        "boy with graft-versus-host disease", TRREX, ASK_FIRST, ("unstated", "Transplant"), ("unstated", "Graft"), FRESH
    ),
    Case("boy", "tisagenlecleucel/indication/b-all-young", NO_FIT, ("disease", "It looks for CD19")),
    Case(
        "boy",
        "brexucabtagene-autoleucel/indication/b-all-adult",
        NO_FIT,
        ("disease", "B-cell leukemia"),
    ),
    Case("boy", "obecabtagene-autoleucel/indication/b-all-adult", NO_FIT, ("disease", "CD19")),
    Case("boy", "wu-cart-007/trial/nct04984356", NO_FIT, ("status", "Status: "), ("age", "from 12")),
    Case("boy", "nelarabine/indication/r-r-t-lbl", NO_FIT, ("disease", "T-LBL")),
    # T-ALL, grown up or not known.
    Case(
        "T-ALL, nothing known",
        NELARABINE,
        ASK_FIRST,
        ("country", "Approved for this use"),
        ("prior-lines", "At least 2"),
    ),
    Case("T-ALL, nothing known", "tisagenlecleucel/indication/b-all-young", NO_FIT, ("disease", "CD19")),
    Case("T-ALL, 34, first relapse", NELARABINE, NO_FIT, ("prior-lines", "At least 2 earlier treatments")),
    Case("T-ALL, remission with MRD", TRREX, MAY_FIT, ("disease", "T-ALL"), None, FRESH),
    Case("T-ALL, remission with MRD", NELARABINE, NO_FIT, ("prior-lines", "At least 2")),
    # B-ALL.
    Case(
        "B-ALL, nothing known",
        "blinatumomab/indication/r-r-b-all",
        ASK_FIRST,
        ("country", "United States"),
        ("requires", "CD19"),
    ),
    Case("B-ALL, girl of 7", "blinatumomab/indication/r-r-b-all", MAY_FIT, ("disease", "CD19")),
    Case("B-ALL, girl of 7", "inotuzumab-ozogamicin/indication/r-r-b-all", MAY_FIT, ("disease", "CD22")),
    Case("B-ALL, girl of 7", "obecabtagene-autoleucel/indication/b-all-adult", NO_FIT, ("age", "from 18")),
    Case("B-ALL, girl of 7", NELARABINE, NO_FIT, ("disease", "T-ALL")),
    Case("B-ALL, girl of 7, CD19 lost", "blinatumomab/indication/r-r-b-all", NO_FIT, ("requires", "carry CD19")),
    Case("B-ALL, girl of 7, CD19 lost", "inotuzumab-ozogamicin/indication/r-r-b-all", MAY_FIT, ("disease", "CD22")),
    Case(
        "B-ALL, 30, Germany", "obecabtagene-autoleucel/indication/b-all-adult", MAY_FIT, ("disease", "B-cell leukemia")
    ),
    Case("B-ALL, 22, Germany", "obecabtagene-autoleucel/indication/b-all-adult", NO_FIT, ("age", "26 and over")),
    Case("B-ALL, 22, Germany", "brexucabtagene-autoleucel/indication/b-all-adult", NO_FIT, ("age", "age 26")),
    Case(
        "B-ALL, 22, United States", "brexucabtagene-autoleucel/indication/b-all-adult", MAY_FIT, ("disease", "B-cell")
    ),
    Case("B-ALL, baby", "blinatumomab/indication/r-r-b-all", ASK_FIRST, ("age", "from 1 month")),
    Case("B-ALL, baby", "inotuzumab-ozogamicin/indication/r-r-b-all", NO_FIT, ("age", "from 1 year")),
    # Lymphomas and CLL.
    Case("LBCL, 70, two treatments", "axicabtagene-ciloleucel/indication/lbcl-3l", MAY_FIT, ("disease", "two or more")),
    Case("LBCL, 70, two treatments", "tisagenlecleucel/indication/fl-3l", NO_FIT, ("disease", "ollicular")),
    Case(
        "LBCL, 70, one treatment, late relapse",
        "axicabtagene-ciloleucel/indication/lbcl-2l",
        NO_FIT,
        ("requires", "within 12 months"),
    ),
    Case(
        "LBCL, 70, one treatment, early relapse",
        "axicabtagene-ciloleucel/indication/lbcl-2l",
        MAY_FIT,
        ("disease", "12 months"),
    ),
    Case(
        "LBCL, 70, one treatment, early relapse",
        "axicabtagene-ciloleucel/indication/lbcl-3l",
        NO_FIT,
        ("prior-lines", "At least 2"),
    ),
    Case(
        "LBCL, China",
        "axicabtagene-ciloleucel/indication/lbcl-3l",
        ASK_FIRST,
        ("country", "United States, European Union"),
    ),
    Case("LBCL, China", "relmacabtagene-autoleucel/indication/lbcl-3l", MAY_FIT, ("disease", "arge B-cell lymphoma")),
    Case(
        "LBCL in the brain",
        "relmacabtagene-autoleucel/trial/nct06876688",
        ASK_FIRST,
        ("status", "Recruiting"),
        None,
        FRESH,
    ),
    Case("LBCL, China", "talicabtagene-autoleucel/indication/b-nhl-rr", ASK_FIRST, ("disease", "B-cell lymphoma")),
    Case(
        "follicular, Germany, two", "axicabtagene-ciloleucel/indication/fl-4l-eu", NO_FIT, ("prior-lines", "At least 3")
    ),
    Case(
        "follicular, Germany, three", "axicabtagene-ciloleucel/indication/fl-4l-eu", MAY_FIT, ("disease", "ollicular")
    ),
    Case("follicular, Germany, two", "lisocabtagene-maraleucel/indication/fl-3l", MAY_FIT, ("disease", "ollicular")),
    Case(
        "mantle, Germany, no BTK blocker",
        "brexucabtagene-autoleucel/indication/mcl-rr",
        NO_FIT,
        ("requires", "BTK blocker"),
    ),
    Case("mantle, United States, one", "brexucabtagene-autoleucel/indication/mcl-rr", MAY_FIT, ("disease", "antle")),
    Case(
        "mantle, United States, one",
        "lisocabtagene-maraleucel/indication/mcl-rr",
        NO_FIT,
        ("prior-lines", "At least 2"),
    ),
    Case("CLL, 64", "lisocabtagene-maraleucel/indication/cll-rr", MAY_FIT, ("disease", "CLL")),
    Case("CLL, no venetoclax", "lisocabtagene-maraleucel/indication/cll-rr", NO_FIT, ("requires", "BCL-2")),
    # Myeloma.
    Case("myeloma, four lines", "elranatamab/indication/rrmm-4l", MAY_FIT, ("disease", "yeloma")),
    Case("myeloma, two lines", "elranatamab/indication/rrmm-4l", NO_FIT, ("prior-lines", "At least 4")),
    Case("myeloma, two lines", "idecabtagene-vicleucel/indication/mm-2l", MAY_FIT, ("disease", "yeloma")),
    Case("myeloma, three lines, no CD38", "idecabtagene-vicleucel/indication/mm-2l", NO_FIT, ("requires", "CD38")),
    Case(
        "myeloma, three lines, no CD38",
        "idecabtagene-vicleucel/indication/mm-4l",
        NO_FIT,
        ("prior-lines", "four or more"),
    ),
    Case("84 years old, myeloma", "anitocabtagene-autoleucel/trial/nct07045909", NO_FIT, ("age", "18 to 80")),
    # Solid tumours and brain tumours.
    Case("melanoma after PD-1", "lifileucel/indication/post-pd1-melanoma", ASK_FIRST, ("ask", "BRAF")),
    Case("melanoma without PD-1", "lifileucel/indication/post-pd1-melanoma", NO_FIT, ("requires", "PD-1")),
    Case(
        "synovial sarcoma, other tissue type",
        "afamitresgene-autoleucel/indication/r-r-synovial-sarcoma",
        NO_FIT,
        ("requires", "HLA-A*02"),
    ),
    Case("stomach, HER2", "satricabtagene-autoleucel/indication/r-r-gastric", NO_FIT, ("excludes", "HER2")),
    Case("DIPG, girl of 6", "bcb-276/trial/nct07680439", ASK_FIRST, ("status", "Status: ")),
    # Blood, nerves, skin, immune system.
    Case("sickle cell, 13, crises", "exagamglogene-autotemcel/indication/scd-12-plus", MAY_FIT, ("disease", "ickle")),
    Case("sickle cell, 1", "exagamglogene-autotemcel/indication/scd-2-11", NO_FIT, ("age", "2 to 11")),
    Case(
        "sickle cell, Germany, related donor",
        "exagamglogene-autotemcel/indication/scd-12-plus-eu",
        NO_FIT,
        ("excludes", "matched related donor"),
    ),
    Case(
        "thalassemia, no transfusions", "betibeglogene-autotemcel/indication/tdt", NO_FIT, ("requires", "transfusions")
    ),
    Case(
        "hemophilia B, 40, bleeds",
        "etranacogene-dezaparvovec/indication/hem-b-adults",
        MAY_FIT,
        ("disease", "emophilia B"),
    ),
    Case("hemophilia B, boy of 12", "etranacogene-dezaparvovec/indication/hem-b-adults", NO_FIT, ("age", "from 18")),
    Case(
        "hemophilia A, antibodies", "valoctocogene-roxaparvovec/indication/hem-a-severe", NO_FIT, ("excludes", "AAV5")
    ),
    Case("SMA, 1", "onasemnogene-abeparvovec/indication/sma-2-plus", NO_FIT, ("age", "from 2")),
    Case("SMA, 2", "onasemnogene-abeparvovec/indication/sma-under-2", NO_FIT, ("age", "2")),
    Case("SMA, 30", "onasemnogene-abeparvovec/indication/sma-under-2", NO_FIT, ("age", "2")),
    Case("CALD, boy of 6 with a donor", "elivaldogene-autotemcel/indication/cald-4-17", NO_FIT, ("excludes", "donor")),
    Case(
        "Duchenne, 8, walks", "delandistrogene-moxeparvovec/indication/dmd-ambulatory", MAY_FIT, ("disease", "Duchenne")
    ),
    Case(
        "Duchenne, 8, in a wheelchair",
        "delandistrogene-moxeparvovec/indication/dmd-ambulatory",
        NO_FIT,
        ("requires", "walk"),
    ),
    Case(
        "lupus, 30", "rapcabtagene-autoleucel-autoimmune/trial/nct06581198", ASK_FIRST, ("ask", "flares"), None, FRESH
    ),
    Case(
        "lupus, 30, hepatitis",
        "rapcabtagene-autoleucel-autoimmune/trial/nct06581198",
        NO_FIT,
        ("excludes", "hepatitis"),
    ),
    Case("RDEB", "beremagene-geperpavec/indication/deb", ASK_FIRST, ("requires", "COL7A1")),
    Case("DEB, kind not known", "prademagene-zamikeracel/indication/rdeb", ASK_FIRST, ("disease", "recessive")),
    # Targets, earlier treatments and illnesses of which no rule speaks are asked.
    Case(
        "B-ALL, 30, CD19 not found",
        "brexucabtagene-autoleucel/indication/b-all-adult",
        ASK_FIRST,
        ("target", "looks for CD19"),
    ),
    Case("T-ALL, CD7 not found", TRREX, ASK_FIRST, ("target", "looks for CD7"), None, FRESH),
    Case(
        "myeloma after BCMA CAR-T",
        "elranatamab/indication/rrmm-4l",
        ASK_FIRST,
        ("target", "looks for BCMA, as an earlier"),
    ),
    Case("myeloma after BCMA CAR-T", "talquetamab/indication/rrmm-4l", MAY_FIT, ("disease", "yeloma")),
    Case("myeloma with an infection", "elranatamab/indication/rrmm-4l", ASK_FIRST, ("unstated", "infection")),
    Case(
        "sickle cell after gene therapy",
        "lovotibeglogene-autotemcel/indication/scd-12-plus",
        ASK_FIRST,
        ("unstated", "Gene therapy"),
    ),
    Case("T-ALL, one chemotherapy plan", NELARABINE, ASK_FIRST, ("requires", "two chemotherapy plans")),
    Case(
        "GVHD, 10, steroids given",
        "remestemcel-l/indication/ped-sr-agvhd",
        ASK_FIRST,
        ("requires", "Steroids do not control"),
    ),
    Case("GVHD, 10, steroids failed", "remestemcel-l/indication/ped-sr-agvhd", ASK_FIRST, ("ask", "")),
    Case(
        "large B-cell, CD19 not found",
        "zamtocabtagene-autoleucel/trial/nct04792489",
        ASK_FIRST,
        ("target", "CD19"),
        None,
        FRESH,
    ),
    Case("myeloma, BCMA not found", "elranatamab/indication/rrmm-4l", ASK_FIRST, ("target", "looks for BCMA")),
    Case(
        "glioblastoma, came back or not",
        "carv3-team-e/trial/nct05660369",
        ASK_FIRST,
        ("requires", "came back"),
        None,
        FRESH,
    ),
    # Limits of age that the record itself doubts rule nobody out.
    Case("lupus, 50", "ft819/trial/nct06308978", ASK_FIRST, ("status", "")),
    Case(
        "large B-cell, 75, Germany",
        "zamtocabtagene-autoleucel/trial/nct04844866",
        ASK_FIRST,
        ("age", "18 to 70"),
        None,
        FRESH,
    ),
    Case("myeloma, cord blood", "omidubicel/indication/heme-cancer", ASK_FIRST, ("disease", "cord blood")),
    # A use whose text names several diseases, a country with a rule of its own, a trial without a rule of its disease.
    Case("T-LBL, 40", "wu-cart-007/indication/r-r-t-all-lbl", ASK_FIRST, ("stage", "Not approved")),
    Case("B-ALL, 22, England", "obecabtagene-autoleucel/indication/b-all-adult", ASK_FIRST, ("ask", "In England")),
    Case("myositis", "hn2301/trial/nct06801119", ASK_FIRST, ("disease", "studied in")),
    # The eye, and the immune system that one is born with.
    Case("RPE65, girl of 5", "voretigene-neparvovec/indication/rpe65", ASK_FIRST, ("requires", "vision loss")),
    Case("MacTel, 60", "revakinagene-taroretcel/indication/mactel", ASK_FIRST, ("rest", "macular telangiectasia")),
    Case(
        "LAD-I, baby with a donor",
        "marnetegragene-autotemcel/indication/lad-i-severe",
        ASK_FIRST,
        ("requires", "severe"),
    ),
    # States that may end, and words that are old.
    Case("boy", "eso-t01/trial/nct06691685", NO_FIT, ("disease", "")),
    Case("84 years old, myeloma", "eso-t01/trial/nct06691685", ASK_FIRST, ("status", "Suspended")),
    Case("Huntington, nothing known", NELARABINE, NO_FIT, ("disease", "T-ALL")),
]


def found_in(result: FitCheck, fact_id: str) -> Item:
    return next(one for one in (*result.may_fit, *result.ask, *result.no_fit) if one.fact_id == fact_id)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.who}: {case.item}")
def test_a_worked_case(dataset: Dataset, case: Case) -> None:
    verdict = found_in(fit_check(dataset, None, PEOPLE[case.who], case.day), case.item).verdict
    told = [(one.kind, one.outcome, one.criterion) for one in (*verdict.decided, *verdict.others)]
    assert verdict.state == case.state, told
    kind, text = case.decides
    assert verdict.decided[0].kind == kind, told
    assert text in verdict.decided[0].criterion, told
    if case.also:
        kind, text = case.also
        assert any(one.kind == kind and text in one.criterion for one in verdict.decided), told


def test_there_are_cases_of_every_group_of_diseases(dataset: Dataset) -> None:
    groups = {dataset.diseases[PEOPLE[case.who].disease_id].group for case in CASES}
    used = {dataset.diseases[use.disease_id].group for use in dataset.all_indications}
    assert used - groups <= {"other"}, used - groups
    assert {case.state for case in CASES} == {MAY_FIT, ASK_FIRST, NO_FIT}
    assert len(CASES) >= 40


def test_the_boy_sees_by_group_and_nothing_twice(dataset: Dataset) -> None:
    result = fit_check(dataset, None, PEOPLE["boy"], LATER)
    assert [item.title for item in result.may_fit] == ["nelarabine (Arranon)"]
    for items in (result.ask, result.no_fit):
        order = [list(GROUPS).index(item.group) for item in items]
        assert order == sorted(order)
    closed = [item for item in result.no_fit if item.verdict.decided[0].kind == "status"]
    assert all(not item.verdict.elsewhere for item in closed)
    assert any("Completed" in item.verdict.decided[0].criterion for item in closed)


def changed_day(dataset: Dataset, case: str, item: str, day: date) -> Item:
    return found_in(fit_check(dataset, None, PEOPLE[case], day), item)


def test_a_full_trial_is_asked_again_after_a_year(dataset: Dataset) -> None:
    full = next(
        trial
        for trial in dataset.all_trials
        if trial.status == "ACTIVE_NOT_RECRUITING" and (trial.status_as_of or "") > "2026-01"
    )
    disease = dataset.indications(full.therapy_id)[0].disease_id
    for day, outcome in ((LATER, "fails"), (date(2031, 1, 1), "ask")):
        verdict = found_in(fit_check(dataset, None, Situation(disease), day), full.fact_id).verdict
        status = next(one for one in (*verdict.decided, *verdict.others) if one.kind == "status")
        assert status.outcome == outcome, day


@pytest.mark.parametrize("code", ["SUSPENDED", "TEMPORARILY_NOT_AVAILABLE", "UNKNOWN", "NOT_YET_RECRUITING", None])
def test_what_may_open_again_is_asked(dataset: Dataset, code: str | None) -> None:
    changed_ = changed(dataset, trials=one(TRREX, status=code))
    verdict = found_in(fit_check(changed_, None, PEOPLE["boy before a transplant"], FRESH), TRREX).verdict
    assert (verdict.state, verdict.decided[0].kind) == (ASK_FIRST, "status")
    assert verdict.decided[0].question


@pytest.mark.parametrize("code", ["COMPLETED", "TERMINATED", "WITHDRAWN", "NO_LONGER_AVAILABLE"])
def test_what_has_ended_does_not_fit(dataset: Dataset, code: str) -> None:
    changed_ = changed(dataset, trials=one(TRREX, status=code))
    verdict = found_in(fit_check(changed_, None, PEOPLE["boy"], date(2031, 1, 1)), TRREX).verdict
    assert (verdict.state, verdict.decided[0].kind) == (NO_FIT, "status")


def test_a_use_that_is_overdue_for_a_check_is_asked(dataset: Dataset) -> None:
    verdict = changed_day(dataset, "boy", NELARABINE, date(2027, 2, 1)).verdict
    assert verdict.state == ASK_FIRST
    assert [one.kind for one in verdict.decided] == ["check"]


@pytest.mark.parametrize("stage", ["discontinued", "withdrawn"])
def test_a_use_that_ended_does_not_fit(dataset: Dataset, stage: str) -> None:
    changed_ = changed(dataset, indications=one(NELARABINE, stage=stage))
    verdict = found_in(fit_check(changed_, None, PEOPLE["boy"], LATER), NELARABINE).verdict
    assert (verdict.state, verdict.decided[0].kind) == (NO_FIT, "stage")


def test_a_rule_of_one_country_is_asked_where_the_country_is_not_known(dataset: Dataset) -> None:
    person = replace(PEOPLE["B-ALL, 22, Germany"], country=None)
    verdict = found_in(
        fit_check(dataset, None, person, LATER), "obecabtagene-autoleucel/indication/b-all-adult"
    ).verdict
    assert verdict.state == ASK_FIRST
    assert any(one.kind == "age" and "European Union" in one.question for one in verdict.decided)


def test_a_wider_rule_speaks_of_the_narrower_thing_too(dataset: Dataset) -> None:
    """A rule about any transplant covers one from a donor, so that is not asked again as if no rule spoke of it."""
    rule = next(one for one in dataset.criteria(TRREX) if one.rule == "requires")
    wider = changed(dataset, criteria=one(rule.fact_id, rule="excludes", any_of=("transplant",)))
    verdict = found_in(fit_check(wider, None, PEOPLE["boy"], FRESH), TRREX).verdict
    assert (verdict.state, verdict.decided[0].kind) == (NO_FIT, "excludes")
    assert not any("Transplant of stem cells from a donor" in one.criterion for one in verdict.others)


def test_a_trial_that_two_therapies_list_has_each_rule_once(dataset: Dataset) -> None:
    listed: dict[str, list[str]] = {}
    for trial in dataset.all_trials:
        if trial.nct:
            listed.setdefault(trial.nct, []).append(trial.fact_id)
    shared = [facts for facts in listed.values() if len(facts) > 1]
    assert shared
    everything = fit_check(dataset, None, PEOPLE["boy"], LATER)
    for facts in shared:
        (item,) = [found_in(everything, fact) for fact in facts if _is_there(everything, fact)]
        told = [(one.kind, one.criterion) for one in (*item.verdict.decided, *item.verdict.others)]
        assert len(told) == len(set(told)), told


def _is_there(result: FitCheck, fact_id: str) -> bool:
    return any(one.fact_id == fact_id for one in (*result.may_fit, *result.ask, *result.no_fit))


def test_a_trial_without_a_rule_of_its_disease_is_asked_where_its_therapy_has_several(dataset: Dataset) -> None:
    def without(rows: Sequence[Criterion]) -> list[Criterion]:
        return [row for row in rows if not (row.of_fact == TRREX and row.rule == "disease")]

    changed_ = changed(dataset, criteria=without)
    verdict = found_in(fit_check(changed_, None, PEOPLE["boy before a transplant"], FRESH), TRREX).verdict
    assert (verdict.state, verdict.decided[0].kind) == (ASK_FIRST, "disease")
    assert verdict.decided[0].question == "Does it take people with T-cell leukemia (T-ALL)?"
