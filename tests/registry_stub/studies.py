"""Studies made by rule: the nth is always the same, and together they have every trap that the register's records have.

All names, places and people here are invented. Not here: how they are asked for (`server`).
"""

from datetime import date, timedelta
from typing import Any

STATUSES = (
    *("RECRUITING", "COMPLETED", "UNKNOWN", "NOT_YET_RECRUITING", "ACTIVE_NOT_RECRUITING", "SUSPENDED"),
    *("TERMINATED", "WITHDRAWN", "ENROLLING_BY_INVITATION", "AVAILABLE", "NO_LONGER_AVAILABLE"),
)
PHASES = (["NA"], ["PHASE1"], ["PHASE1", "PHASE2"], ["PHASE2"], ["PHASE3"], ["EARLY_PHASE1"], ["PHASE4"])
CONDITIONS = (
    "T-cell acute lymphoblastic leukemia",
    "Multiple Myeloma",
    "Large B-cell lymphoma",
    "Lupus",
    "Grippe à l’école",
    "Sickle Cell Disease",
)
PRODUCTS = ("WU-CART-007", "ciltacabtagene autoleucel", "Placebo", "CTD402", "Standard care", "Nelarabine")
TITLES = (
    "Study of cells in people with <b>disease</b> & relapse",
    '=HYPERLINK("http://example.test","open")',
    "<script>alert(1)</script> in children",
    "Étude de phase précoce 【CAR-T】",
    "[link](javascript:alert(1)) \u202egnirts",
    "A plain title",
)
DATES = ("2024-03-05", "2019-07", "2001", "2026-02-28")
AGES = ((None, None), ("18 Years", None), ("12 Months", "21 Years"), ("18 Days", "75 Days"), ("1 Year", "30 Years"))
TOWNS = (("St. Louis", "Missouri", "United States", 38.62727, -90.19789), ("Lyon", None, "France", 45.74846, 4.84671))
CONTACTS = ("Pat Example", "555-0100-2030", "pat@example.test")


def nct(number: int) -> str:
    """The registry number of the nth study, counted from 0."""
    return f"NCT{number + 1:08d}"


def updated(number: int) -> str:
    """The day the nth study was last updated: the later in the list, the newer."""
    return (date(2026, 11, 20) - timedelta(days=(number * 7919) % 2000)).isoformat()


def study(number: int) -> dict[str, Any]:
    """The nth study as the register writes it."""
    sections: dict[str, Any] = {
        "protocolSection": {
            "identificationModule": _identification(number),
            "statusModule": _status(number),
            "sponsorCollaboratorsModule": _sponsors(number),
            "descriptionModule": {"briefSummary": f"Summary {number}.\n\nTwo \\> one."},
            "conditionsModule": _conditions(number),
            "designModule": _design(number),
            "eligibilityModule": _eligibility(number),
            "contactsLocationsModule": _places(number),
            "referencesModule": {"references": [{"type": "BACKGROUND", "citation": "Nobody. Nowhere. 2020."}]},
        },
        "derivedSection": {"miscInfoModule": {"versionHolder": "2026-11-20"}},
        "hasResults": number % 9 == 0,
    }
    if number % 8 != 7:  # an observational study has no interventions
        sections["protocolSection"]["armsInterventionsModule"] = {"interventions": _interventions(number)}
    return sections


def _identification(number: int) -> dict[str, Any]:
    return {
        "nctId": nct(number),
        "orgStudyIdInfo": {"id": f"ORG-{number}"},
        "briefTitle": TITLES[number % len(TITLES)],
        "officialTitle": f"Official title of study {number}",
        **({"nctIdAliases": [f"NCT{90_000_000 + number}"]} if number % 50 == 3 else {}),
        **({"acronym": f"ACR{number}"} if number % 3 == 0 else {}),
    }


def _status(number: int) -> dict[str, Any]:
    status = STATUSES[number % len(STATUSES)]
    start: dict[str, str] = {"date": DATES[number % len(DATES)]}
    if number % 5:
        start["type"] = "ACTUAL"
    return {
        "statusVerifiedDate": "2026-10",
        "overallStatus": status,
        **({"lastKnownStatus": "RECRUITING"} if status == "UNKNOWN" else {}),
        **({"whyStopped": "No money"} if status == "TERMINATED" else {}),
        "expandedAccessInfo": {"hasExpandedAccess": number % 40 == 0},
        "startDateStruct": start,
        "completionDateStruct": {"date": "2027-01", "type": "ESTIMATED"},
        "studyFirstPostDateStruct": {"date": "2019-01-02", "type": "ACTUAL"},
        "lastUpdatePostDateStruct": {"date": updated(number), "type": "ACTUAL"},
    }


def _sponsors(number: int) -> dict[str, Any]:
    sponsors: dict[str, Any] = {"leadSponsor": {"name": f"Sponsor {number % 37}", "class": "INDUSTRY"}}
    if number % 4 == 0:
        sponsors["collaborators"] = [{"name": f"Helper {number % 11}", "class": "OTHER"}]
    return sponsors


def _conditions(number: int) -> dict[str, Any]:
    names = [CONDITIONS[number % len(CONDITIONS)]]
    return {"conditions": names + ([f"Rare disease {number % 13}"] if number % 3 == 0 else []), "keywords": ["cells"]}


def _design(number: int) -> dict[str, Any]:
    if number % 8 == 7:
        return {"studyType": "OBSERVATIONAL", "enrollmentInfo": {"count": 99_999_999_999}}
    if STATUSES[number % len(STATUSES)].endswith("AVAILABLE"):
        return {"studyType": "EXPANDED_ACCESS", "expandedAccessTypes": {"individual": True, "treatment": False}}
    return {
        "studyType": "INTERVENTIONAL",
        "phases": PHASES[number % len(PHASES)],
        "enrollmentInfo": {"count": number % 300, "type": "ESTIMATED"},
    }


def _interventions(number: int) -> list[dict[str, Any]]:
    name = PRODUCTS[number % len(PRODUCTS)]
    first = {"type": "BIOLOGICAL", "name": name, "otherNames": [f"{name} cells"], "description": "Once."}
    return [first] + ([{"type": "DRUG", "name": "Fludarabine"}] if number % 2 else [])


def _eligibility(number: int) -> dict[str, Any]:
    low, high = AGES[number % len(AGES)]
    found: dict[str, Any] = {
        "eligibilityCriteria": f"Inclusion Criteria:\n\n* Age \\>= {number % 90}\n" + "* Another criterion\n" * 150,
        "sex": "ALL",
        "healthyVolunteers": False,
        "stdAges": ["CHILD", "ADULT"],
    }
    return found | ({"minimumAge": low} if low else {}) | ({"maximumAge": high} if high else {})


def _places(number: int) -> dict[str, Any]:
    name, phone, email = CONTACTS
    contact = {"name": name, "role": "CONTACT", "phone": phone, "email": email}
    places = []
    for place in range(number % 6):
        town, state, country, latitude, longitude = TOWNS[(number + place) % len(TOWNS)]
        site: dict[str, Any] = {"facility": "Research Site", "city": town, "country": country, "contacts": [contact]}
        if place % 2 == 0:  # every second site does not state a status
            site["status"] = "RECRUITING"
        if state:
            site |= {"state": state, "zip": "63110"}
        if place % 3 == 0:
            site["geoPoint"] = {"lat": latitude, "lon": longitude}
        places.append(site)
    officials = [{"name": name, "affiliation": "Somewhere", "role": "PRINCIPAL_INVESTIGATOR"}]
    return {"centralContacts": [contact], "overallOfficials": officials, **({"locations": places} if places else {})}
