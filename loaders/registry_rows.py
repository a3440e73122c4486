"""One study of the register as rows of the tables of `loaders.registry_tables`. Nothing is converted or guessed.

Not here: what is read of a study (`loaders.registry_study`), and how rows are stored (`loaders.registry_copy`).
"""

import re
from typing import Any

from loaders.registry_study import (
    Arms,
    Conditions,
    Description,
    Design,
    Eligibility,
    Enrollment,
    ExpandedAccessLink,
    ExpandedAccessTypes,
    GeoPoint,
    Locations,
    Named,
    OrgStudyId,
    PrintedDay,
    Sponsors,
    Status,
    Study,
)

Row = tuple[Any, ...]

_PRECISION = {4: "year", 7: "month", 10: "day"}
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_AGE = re.compile(r"\s*(\d{1,9})\s*(Year|Month|Week|Day|Hour|Minute)s?\s*", re.IGNORECASE)
_NO_DAY = PrintedDay()


def rows_of(study: Study, limits_known: bool = True) -> dict[str, list[Row]]:
    """The rows of a study by table, values in the order of the columns."""
    nct, parts = study.nct, study.protocol_section
    places = (parts.contacts_locations_module or Locations()).locations or ()
    given = (parts.arms_interventions_module or Arms()).interventions or ()
    conditions = (parts.conditions_module or Conditions()).conditions or ()
    who = parts.eligibility_module
    sites = []
    for number, site in enumerate(places, 1):
        point = site.geo_point or GeoPoint()
        address = (site.facility, site.city, site.state, site.zip, site.country)
        sites.append((nct, number, *address, site.status, point.lat, point.lon))
    return {
        "studies": [_study(study)],
        "sites": sites,
        "interventions": [(nct, n, one.type, one.name, one.other_names or ()) for n, one in enumerate(given, 1)],
        "conditions": [(nct, number, text) for number, text in enumerate(conditions, 1)],
        "eligibility": [_eligibility(nct, who, limits_known)] if who else [],
    }


def _study(study: Study) -> Row:
    parts = study.protocol_section
    names = parts.identification_module
    status = parts.status_module or Status()
    design = parts.design_module or Design()
    sponsors = parts.sponsor_collaborators_module or Sponsors()
    lead = sponsors.lead_sponsor or Named()
    enrollment = design.enrollment_info or Enrollment()
    return (
        names.nct_id,
        names.nct_id_aliases or (),
        (names.org_study_id_info or OrgStudyId()).id,
        names.brief_title,
        names.official_title,
        names.acronym,
        (parts.description_module or Description()).brief_summary,
        design.study_type,
        design.phases,
        status.overall_status,
        status.last_known_status,
        status.why_stopped,
        enrollment.count,
        enrollment.type,
        lead.name,
        lead.kind,
        [one.name for one in sponsors.collaborators or () if one.name],
        (parts.conditions_module or Conditions()).keywords or (),
        *_day(status.start_date_struct),
        *_day(status.primary_completion_date_struct),
        *_day(status.completion_date_struct),
        status.status_verified_date,
        (status.study_first_post_date_struct or _NO_DAY).date,
        (status.results_first_post_date_struct or _NO_DAY).date,
        (status.last_update_post_date_struct or _NO_DAY).date,
        study.has_results,
        *_link(status.expanded_access_info or ExpandedAccessLink()),
        _kinds(design.expanded_access_types or ExpandedAccessTypes()),
    )


def _link(access: ExpandedAccessLink) -> Row:
    return access.has_expanded_access, access.nct_id, access.status_for_nct_id


def _kinds(types: ExpandedAccessTypes) -> list[str]:
    return [kind for kind in ("individual", "intermediate", "treatment") if getattr(types, kind)]


def _day(day: PrintedDay | None) -> Row:
    if day is None or day.date is None:
        return None, None, None
    return day.date, _PRECISION[len(day.date)] if _DATE.fullmatch(day.date) else None, day.type


def _eligibility(nct: str, who: Eligibility, limits_known: bool) -> Row:
    ages = (*_age(who.minimum_age), *_age(who.maximum_age))
    return nct, who.eligibility_criteria, *ages, limits_known, who.sex, who.std_ages or (), who.healthy_volunteers


def _age(text: str | None) -> Row:
    found = _AGE.fullmatch(text or "")
    return (text, int(found[1]), f"{found[2].lower()}s") if found else (text, None, None)
