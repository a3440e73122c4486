"""What the pictures of the pieces show: made by hand and never changed with the data. Not here: how they are drawn."""

from dataclasses import replace
from datetime import date

from tests.views.models import MEASURE, PASSPORT, SOURCE
from therapies.access_ladder import Rung as Way
from therapies.call import Call
from therapies.call_blocks import Count, Screen, Sides
from therapies.control_groups import Control
from therapies.denominators import Answer, Ladder, Rung
from therapies.facts import Word
from therapies.front_page import Story
from therapies.icons import of_count
from therapies.journey import Journey, Step
from therapies.response_rates import Rate, ResponseRates
from therapies.sheet import Sheet
from therapies.summary import Summary
from therapies.terms import Entry
from therapies.unknowns import Unknown
from views import badge

ONE_SOURCE = replace(PASSPORT, sources=(SOURCE,), disagreements=())
OVERDUE = replace(ONE_SOURCE, overdue=True)
BADGES = (
    badge.Badge("Recruiting", badge.YES),
    badge.Badge("Filed with an agency", badge.UNDER_WAY),
    badge.Badge("Not yet recruiting", badge.WAITING),
    badge.Badge("Suspended", badge.CARE),
    badge.Badge("Stopped", badge.ENDED),
    badge.Badge("Status not stated"),
)
COMPARED = replace(
    MEASURE,
    name="Complete remission",
    plain="No sign of the cancer was found.",
    sentence="173 of 218 people (79%; 95% range 73 to 85).",
    few=None,
    cohort="all who were assigned",
    people="all who were put into groups by chance (randomised)",
    design="randomised",
    caveats=(),
    control=Control(
        arm="standard chemotherapy",
        people="randomised",
        sentence="61 of 109 people (56%; 95% range 46 to 65).",
        compared="The study compared both groups.",
        responders=61,
        n=109,
        percent=56.0,
        low=46.1,
        high=65.5,
        range_origin=None,
    ),
    passport=OVERDUE,
)

TEN_OF_ELEVEN = of_count("Overall response", 10, 11)
HARM_OF_A_HUNDRED = of_count("Infection", 87, 218)

LADDER = Ladder(
    heading="28 joined, 13 had the full dose, 11 could be checked, 10 responded",
    who="recommended dose",
    group="Recommended dose, in the study NCT04984356",
    rungs=(
        Rung(28, "joined the study", "all dose groups", 100.0, True, ONE_SOURCE),
        Rung(13, "had the full dose", "", 46.4, False, ONE_SOURCE),
        Rung(11, "could be checked", "", 39.3, False, OVERDUE),
    ),
    answers=(Answer(10, "responded", 35.7, MEASURE), Answer(None, "had a complete remission", 28.6, MEASURE)),
    lost="2 of 13 people could not be checked.",
)

_DESIGNATION = Word(
    "regulatory_event",
    "x-designation",
    1,
    "Breakthrough Therapy designation",
    "",
    "designation",
    "US",
    False,
    False,
    None,
)
_REFUSED = replace(_DESIGNATION, code="x-stop", title="Clinical hold", group="stop")
_STEP = Step(
    fact_id="wu-cart-007/regulatory/r1",
    when="21 January 2026",
    kind_of_date="announced",
    agency="US agency (FDA)",
    word=_DESIGNATION,
    meaning="The agency gives more advice and answers sooner.",
    does_not_mean="It is no approval, and nobody knows yet if it works.",
    evidence=None,
    use="adults with T-cell leukemia that came back",
    note=None,
    other_words=("March 2026",),
    passport=PASSPORT,
)
JOURNEY = Journey(
    heading="",
    count="1 step with a date, 1 without.",
    designations=1,
    dated=(_STEP,),
    undated=(
        replace(
            _STEP,
            when="Date not stated",
            kind_of_date="",
            word=_REFUSED,
            meaning="The study had to stop until questions were answered.",
            does_not_mean=None,
            other_words=(),
            passport=OVERDUE,
        ),
    ),
    sheet=Sheet("", (), ()),
)

_OPEN = replace(
    _DESIGNATION, field="access_status", code="open", title="Open", plain="This way was open when it was last checked."
)
WAY = Way(
    fact_id="wu-cart-007/access/a1",
    name="Expanded access",
    status=_OPEN,
    as_read=None,
    where="United States",
    detail="For people who cannot join the study.",
    plain="The company lets people outside a trial have it, if the rules are met.",
    about=(
        ("Who may use it", "People for whom no other treatment is left."),
        ("Who must ask, and who must say yes", "The doctor asks. The company, the agency and a board say yes."),
    ),
    steps=("The doctor writes to the company.",),
    warnings=("The company may say no.",),
    notes=(),
    passport=ONE_SOURCE,
    rules=ONE_SOURCE,
    who_must_ask="The doctor asks. The company, the agency and a board say yes.",
    typical_time="",
)

TRUST = (
    "The record was last updated on 3 November 2026: 23 days ago.",
    "Of 9 sites 7 say that they take people, 2 say nothing.",
    "Before a family hears of it: ask the study team if it takes new people now, and for whom.",
)
TRUST_OLD = (
    "The record was last updated on 3 May 2025: more than 18 months ago.",
    "No sites are listed.",
    "Nobody has confirmed this record for a long time: never say that it is open.",
)

UNKNOWNS = (
    Unknown("We do not know yet if it helps people live longer.", "The record has no result on how long people live."),
    Unknown("We do not know if it is better than other treatments.", "No study of it had a comparison group."),
    Unknown("We do not know what happens after many years.", "The longest follow-up in the record is 9 months."),
)

REASONS = (
    "They come from at least 4 different studies, each with its own people and its own rules.",
    "They counted different people: those who could be checked (3); all who joined (2).",
    "No study had a comparison group (5).",
)

RATES = ResponseRates(
    title="Overall response in T-cell leukemia",
    meaning="",
    counted_meaning="",
    rates=(),
    drawn=(
        Rate("a", "sofi-cel", "", "10 of 11", "evaluable", "95% range 59 to 99.8%", "", "", MEASURE),
        Rate(
            "b",
            "demo-cel",
            "",
            "173 of 218",
            "randomised",
            "95% range 73 to 85%",
            "61 of 109",
            "randomised · 95% range 46 to 65%",
            replace(COMPARED, n=218, percent=79.4, low=73.4, high=84.5, passport=ONE_SOURCE),
        ),
        Rate(
            "c",
            "late-cel",
            "",
            "20 of 41",
            "evaluable",
            "95% range 33 to 65%",
            "",
            "",
            replace(MEASURE, n=41, percent=48.8, low=32.9, high=64.9, cohort="all doses", passport=OVERDUE),
        ),
    ),
    listed=(),
    reminders=(),
    reasons=(),
    axis="Overall response in T-cell leukemia: share in percent. In order of name, not a ranking.",
    tally="",
    elsewhere="",
    filters=(),
)

_RESPONDED = Count(
    fact_id="wu-cart-007/outcome/o1",
    name="Overall response",
    count="10 of 11 people",
    rest="91%; 95% range 59 to 99.8, computed",
    details=("Counted: those who could be checked. No comparison group.", "Peer-reviewed paper, 30 May 2025."),
    care="Only 11 people: too few to be sure.",
    icons=TEN_OF_ELEVEN,
    control=None,
    harm=False,
)
_HARMED = replace(
    _RESPONDED,
    fact_id="wu-cart-007/safety/h1",
    name="Severe cytokine release syndrome",
    count="3 of 11 people",
    rest="27%; 95% range 6 to 61, computed",
    details=(
        "Counted: those who could be checked. No comparison group in our data.",
        "Peer-reviewed paper, 30 May 2025.",
    ),
    icons=of_count("Severe cytokine release syndrome", 3, 11),
    harm=True,
)
CALL = Call(
    title="sofi-cel",
    therapies=(("wu-cart-007", "sofi-cel"),),
    screens=(
        Screen(
            id="wu-cart-007-saw-1",
            section="saw",
            therapy_id="wu-cart-007",
            therapy="sofi-cel",
            question="What did the study see?",
            heading="10 of 11 people responded; 3 of 11 had a severe reaction",
            blocks=(Sides("Result", (_RESPONDED,), "", "Risk", (_HARMED,), ""),),
            passports=(PASSPORT,),
            overdue=(),
        ),
    ),
    glossary=(),
    sources=(PASSPORT,),
    release="",
    day=date(2026, 11, 22),
    valid_until="",
    expired=(),
)

STORY = Story(
    therapy_id="demo-cel",
    name="demo-cel",
    headline="10 of 11 people responded to demo-cel",
    before=("One study, without a comparison group.",),
    summary=Summary("Demo-cel is tested in people with a fast blood cancer. It is not approved anywhere.", ()),
    ladders=(),
    unknowns=("How long it lasts is not known yet.", "Nobody was compared with them."),
    results=(MEASURE,),
    risks=(replace(MEASURE, name="Strong immune reaction"),),
)
TERM = Entry(
    id="car-t",
    title="CAR-T cell therapy (CAR-T)",
    plain="A treatment with immune cells that were changed in a laboratory so that they find the cancer.",
    why_it_matters="It is given once, and the wait before it differs.",
    passport=ONE_SOURCE,
)
