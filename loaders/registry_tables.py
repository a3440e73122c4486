"""The tables of a copy of the register: every column with its type and meaning, every key. Declared once, as data.

Words are the register's own (`RECRUITING`, `PHASE1`); texts are kept as they came, hostile ones too: whoever shows them
makes them harmless. Not here: how rows are made (`loaders.registry_rows`) or stored (`loaders.registry_copy`).
"""

import pyarrow as pa

from loaders.tables import FLAG, NUMBER, TEXT, TEXTS, Column, Reference, Table

COPY_VERSION = 3  # 2: with prepared files; 3: with the days of a study in them
COUNT = pa.int64()  # enrolments of 99999999999 exist

NCT = Column("nct", TEXT, "Registry number of the study")
OF_STUDY = (Reference(("nct",), "studies"),)


def _may(name: str, type_: pa.DataType, about: str) -> Column:
    return Column(name, type_, about, nullable=True)


def _day(name: str, about: str) -> tuple[Column, ...]:
    return (
        _may(name, TEXT, f"{about}: as printed"),
        _may(f"{name}_precision", TEXT, "day, month or year; null where it is no date or none is stated"),
        _may(f"{name}_type", TEXT, "ACTUAL or ESTIMATED; null is not stated"),
    )


STUDIES = Table(
    "studies",
    "study",
    (
        NCT,
        Column("aliases", TEXTS, "Older registry numbers of the same study"),
        _may("org_study_id", TEXT, "The sponsor's own number"),
        _may("brief_title", TEXT, "Short title"),
        _may("official_title", TEXT, "Long title"),
        _may("acronym", TEXT, "Acronym"),
        _may("brief_summary", TEXT, "Summary, Markdown of the register"),
        _may("study_type", TEXT, "INTERVENTIONAL, OBSERVATIONAL or EXPANDED_ACCESS"),
        _may("phases", TEXTS, "Phases; ['NA'] is 'not applicable', null is a study without phases: not the same"),
        _may("overall_status", TEXT, "Status word. UNKNOWN must never be shown as open"),
        _may("last_known_status", TEXT, "Only beside UNKNOWN"),
        _may("why_stopped", TEXT, "Why it was stopped"),
        _may("enrollment_count", COUNT, "How many people; absurd values exist and are kept"),
        _may("enrollment_type", TEXT, "ACTUAL or ESTIMATED"),
        _may("lead_sponsor", TEXT, "Who is answerable"),
        _may("lead_sponsor_class", TEXT, "INDUSTRY, NIH, OTHER ..."),
        Column("collaborators", TEXTS, "Who works with them"),
        Column("keywords", TEXTS, "Keywords"),
        *_day("start", "Start"),
        *_day("primary_completion", "Last visit for the main result"),
        *_day("completion", "End"),
        _may("status_verified", TEXT, "When who is answerable last confirmed the record: as printed, mostly a month"),
        _may("first_posted", TEXT, "Day the study was first posted"),
        _may("results_first_posted", TEXT, "Day that results were first posted"),
        _may("last_update_posted", TEXT, "Day of the last update: the age of the record"),
        _may("has_results", FLAG, "Whether the register holds results"),
        _may("has_expanded_access", FLAG, "Whether the product is given outside of studies"),
        _may("expanded_access_nct", TEXT, "The record of that"),
        _may("expanded_access_status", TEXT, "Its status"),
        Column("expanded_access_types", TEXTS, "individual, intermediate, treatment"),
    ),
    ("nct",),
)

SITES = Table(
    "sites",
    "site as listed",
    (
        NCT,
        Column("position", COUNT, "Order as listed, 1 first. The same place may be listed twice, with two statuses"),
        _may("facility", TEXT, "Place; may be only 'Research Site'"),
        _may("city", TEXT, "Town"),
        _may("state", TEXT, "State or region"),
        _may("zip", TEXT, "Postal code, as given"),
        _may("country", TEXT, "Country, the register's word"),
        _may("status", TEXT, "Status of the site; null is 'not stated', not 'closed'"),
        _may("lat", NUMBER, "Latitude of the town's centre"),
        _may("lon", NUMBER, "Longitude of the town's centre"),
    ),
    ("nct", "position"),
    OF_STUDY,
)

INTERVENTIONS = Table(
    "interventions",
    "intervention as listed",
    (
        NCT,
        Column("position", COUNT, "Order as listed, 1 first"),
        _may("type", TEXT, "BIOLOGICAL, DRUG, GENETIC ...; the same kind of product stands under several"),
        _may("name", TEXT, "Name, in the words of who registered the study"),
        Column("other_names", TEXTS, "Other names given"),
    ),
    ("nct", "position"),
    OF_STUDY,
)

CONDITIONS = Table(
    "conditions",
    "condition as listed",
    (NCT, Column("position", COUNT, "Order as listed, 1 first"), Column("condition", TEXT, "Disease, free text")),
    ("nct", "position"),
    OF_STUDY,
)


def _age(which: str) -> tuple[Column, ...]:
    return (
        _may(f"{which}_age", TEXT, f"{which.capitalize()} age as given; null is no limit where limits_known is true"),
        _may(f"{which}_age_amount", COUNT, "The number in it, not converted: doubtful units exist"),
        _may(f"{which}_age_unit", TEXT, "years, months, weeks, days, hours or minutes"),
    )


ELIGIBILITY = Table(
    "eligibility",
    "study that says who may take part",
    (
        NCT,
        _may("criteria", TEXT, "Who may and who may not, Markdown of the register with its escapes"),
        *_age("minimum"),
        *_age("maximum"),
        Column("limits_known", FLAG, "False where the copy was made from a CSV, which leaves out age limits and text"),
        _may("sex", TEXT, "ALL, FEMALE or MALE"),
        Column("std_ages", TEXTS, "CHILD (to 17 years), ADULT (to 64), OLDER_ADULT: the limits where none is stated"),
        _may("healthy_volunteers", FLAG, "Whether healthy people may take part"),
    ),
    ("nct",),
    OF_STUDY,
)

COPY_TABLES: dict[str, Table] = {
    table.name: table for table in (STUDIES, SITES, INTERVENTIONS, CONDITIONS, ELIGIBILITY)
}
