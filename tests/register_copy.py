"""Small copies of the register for tests, made by the same code that a refresh uses. All studies here are invented."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from loaders.registry_copy import CopyWriter
from loaders.registry_study import Study, read_study

DAY = "2026-11-20"
ST_LOUIS = ("Barnes", "St. Louis", "Missouri", "United States", 38.62727, -90.19789)
CHICAGO = ("Lakeside", "Chicago", "Illinois", "United States", 41.85003, -87.65005)
LYON = ("Hôpital", "Lyon", None, "France", 45.74846, 4.84671)
Place = tuple[str, str, str | None, str, float, float]


def site(place: Place, status: str | None = "RECRUITING") -> dict[str, Any]:
    facility, city, state, country, lat, lon = place
    made: dict[str, Any] = {"facility": facility, "city": city, "country": country}
    made["geoPoint"] = {"lat": lat, "lon": lon}
    if state:
        made["state"] = state
    if status:
        made["status"] = status
    return made


def study(
    number: int,
    title: str,
    *,
    status: str = "RECRUITING",
    updated: str | None = "2026-11-01",
    conditions: Sequence[str] = ("T-cell Acute Lymphoblastic Leukemia",),
    interventions: Sequence[str] = (),
    ages: tuple[str | None, str | None] = (None, None),
    std_ages: Sequence[str] = (),
    sites: Sequence[dict[str, Any]] = (),
    study_type: str = "INTERVENTIONAL",
    summary: str | None = None,
    nct: str | None = None,
    aliases: Sequence[str] = (),
    days: tuple[str | None, str | None, str | None] = (None, None, None),
    phases: Sequence[str] = ("PHASE1", "PHASE2"),
    why_stopped: str | None = None,
    people: int | None = None,
    sponsor: str = "Example Bio",
) -> Study:
    """A study as the register writes it; `number` makes its registry number, `days` are start and both completions."""
    low, high = ages
    printed = zip(("startDate", "primaryCompletionDate", "completionDate"), days, strict=True)
    found = read_study(
        json.dumps(
            {
                "protocolSection": {
                    "identificationModule": {
                        "nctId": nct or f"NCT9{number:07d}",
                        "briefTitle": title,
                        **({"nctIdAliases": list(aliases)} if aliases else {}),
                    },
                    "statusModule": {
                        "overallStatus": status,
                        "statusVerifiedDate": "2026-10",
                        **({"whyStopped": why_stopped} if why_stopped else {}),
                        **{f"{name}Struct": {"date": day} for name, day in printed if day},
                        **({"lastUpdatePostDateStruct": {"date": updated, "type": "ACTUAL"}} if updated else {}),
                    },
                    "sponsorCollaboratorsModule": {"leadSponsor": {"name": sponsor, "class": "INDUSTRY"}},
                    **({"descriptionModule": {"briefSummary": summary}} if summary else {}),
                    "conditionsModule": {"conditions": list(conditions)},
                    "designModule": {
                        "studyType": study_type,
                        **({"phases": list(phases)} if phases else {}),
                        **({"enrollmentInfo": {"count": people}} if people is not None else {}),
                    },
                    "armsInterventionsModule": {
                        "interventions": [{"type": "BIOLOGICAL", "name": name} for name in interventions]
                    },
                    "eligibilityModule": {
                        **({"minimumAge": low} if low else {}),
                        **({"maximumAge": high} if high else {}),
                        "stdAges": list(std_ages),
                    },
                    "contactsLocationsModule": {"locations": list(sites)},
                }
            }
        ).encode()
    )
    assert isinstance(found, Study), found
    return found


def copy(folder: Path, studies: Sequence[Study], day: str = DAY) -> Path:
    """A folder with a copy of these studies, made on that day."""
    writer = CopyWriter(folder)
    writer.add(studies)
    writer.publish(day, {})
    return folder
