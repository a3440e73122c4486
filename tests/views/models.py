"""Hand-made numbers for the tests of views: the model case of the project, and one that is hostile everywhere."""

from dataclasses import replace
from datetime import date

from therapies.control_groups import Control
from therapies.evidence import Disagreement, Passport, SourceLine
from therapies.measures import Measure

HOSTILE = "<script>alert(1)</script> [x](javascript:alert(1)) $a$ :material/face: \u202e"

SOURCE = SourceLine(
    title="Phase 1/2 trial of WU-CART-007",
    publisher="Blood",
    url="https://example.org/paper?a=1&b=2",
    kind="Peer-reviewed paper",
    published="30 May 2025",
    checked="22 November 2026",
    read="Passage read",
)
PASSPORT = Passport(
    fact_id="wu-cart-007/outcome/o1",
    evidence="Peer-reviewed paper",
    checked_on="22 November 2026",
    due_on="21 May 2027",
    due=date(2027, 5, 21),
    overdue=False,
    sources=(SOURCE, replace(SOURCE, title="Second page", url=None)),
    disagreements=(Disagreement("March 2026", (replace(SOURCE, title="The article"),)),),
)
MEASURE = Measure(
    fact_id="wu-cart-007/outcome/o1",
    therapy_id="wu-cart-007",
    name="Overall response",
    plain="The cancer got smaller by a set amount or went away.",
    kind="proportion",
    sentence="10 of 11 people (91%; 95% range 59 to 99.8).",
    count="10 of 11",
    responders=10,
    n=11,
    value="91%",
    percent=90.9,
    low=58.7,
    high=99.8,
    range="59 to 99.8",
    range_origin="95% range, computed from the counts (exact, Clopper-Pearson)",
    people="people who could be checked (evaluable)",
    unit="people",
    analysis_set="evaluable",
    cohort="recommended dose",
    few="Only 11 people: too few to be sure.",
    comparison="No comparison group.",
    control=None,
    design="single-arm",
    follow_up="not stated",
    data_cutoff="not stated",
    trial="NCT04984356",
    survival=None,
    caveats=("This study was to find the dose and the risks.", "We do not know yet if it helps people live longer."),
    evidence="Peer-reviewed paper",
    headline=True,
    passport=PASSPORT,
)
HOSTILE_SOURCE = SourceLine(HOSTILE, HOSTILE, "javascript:alert(1)", HOSTILE, HOSTILE, HOSTILE, HOSTILE)
HOSTILE_MEASURE = replace(
    MEASURE,
    fact_id=HOSTILE,
    name=HOSTILE,
    plain=HOSTILE,
    sentence=HOSTILE,
    range_origin=HOSTILE,
    people=HOSTILE,
    cohort=HOSTILE,
    few=HOSTILE,
    comparison=HOSTILE,
    control=Control(HOSTILE, HOSTILE, HOSTILE, HOSTILE, 1, 2, 50.0, 1.3, 98.7, HOSTILE),
    design=HOSTILE,
    follow_up=HOSTILE,
    data_cutoff=HOSTILE,
    trial=HOSTILE,
    survival=None,
    caveats=(HOSTILE,),
    evidence=HOSTILE,
    passport=Passport(
        fact_id=HOSTILE,
        evidence=HOSTILE,
        checked_on=HOSTILE,
        due_on=HOSTILE,
        due=date(2027, 5, 21),
        overdue=True,
        sources=(HOSTILE_SOURCE,),
        disagreements=(Disagreement(HOSTILE, (HOSTILE_SOURCE,)),),
    ),
)
