"""The tables of a release: every column with its type and meaning, every key. Declared once, as data.

Here: what a release looks like. Not here: how rows are made (`loaders.rows`) or stored (`loaders.parquet`).
"""

from dataclasses import dataclass, field

import pyarrow as pa

SCHEMA_VERSION = 6

TEXT = pa.string()
TEXTS = pa.list_(pa.string())
WHOLE = pa.int32()
NUMBER = pa.float64()
FLAG = pa.bool_()
DAY = pa.date32()


@dataclass(frozen=True)
class Column:
    """One column: `nullable` false means that a missing value is a fault."""

    name: str
    type: pa.DataType
    about: str
    nullable: bool = False


@dataclass(frozen=True)
class Reference:
    """`columns` of this table name a row of `table` by its key (null columns refer to nothing)."""

    columns: tuple[str, ...]
    table: str


@dataclass(frozen=True)
class Table:
    """One Parquet file: name, what a row is, columns, primary key, foreign keys."""

    name: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = field(default=())

    @property
    def schema(self) -> pa.Schema:
        """The explicit Arrow schema, in column order."""
        return pa.schema([pa.field(column.name, column.type, column.nullable) for column in self.columns])


def _may(name: str, type_: pa.DataType, about: str) -> Column:
    return Column(name, type_, about, nullable=True)


FACT_ID = Column("fact_id", TEXT, "Readable id of the fact, for ever: therapy/kind/id")
THERAPY_ID = Column("therapy_id", TEXT, "Therapy the row belongs to")
CHECK = (
    Column("checked_on", DAY, "Day the fact was last checked at its source"),
    Column("due_on", DAY, "Day the next check is due; from then on the fact is shown as overdue"),
)
EVIDENCE = _may("evidence", TEXT, "Best kind among the supporting sources (vocabulary: source_kind)")
OF_THERAPY = Reference(("therapy_id",), "therapies")
OF_INDICATION = Reference(("therapy_id", "indication_id"), "indications")

THERAPIES = Table(
    "therapies",
    "therapy",
    (
        Column("id", TEXT, "Slug; never changes"),
        Column("name", TEXT, "Generic name, or the code name where there is none"),
        Column("short_name", TEXT, "What staff say"),
        _may("brand_name", TEXT, "Trade name once approved"),
        Column("aliases", TEXTS, "Code names and older names"),
        _may("developer", TEXT, "Company or institute"),
        Column("modality", TEXT, "Kind of treatment (vocabulary: modality)"),
        Column("cell_source", TEXT, "Where the cells come from (vocabulary: cell_source)"),
        Column("targets", TEXTS, "Antigens or genes"),
        _may("engineering", TEXT, "What was changed in the cells or carrier"),
        _may("given_as", TEXT, "How it is given"),
        Column("plain_summary", TEXT, "Two or three sentences for a family"),
        _may("how_it_works", TEXT, "Two to four plain sentences"),
        _may("turnaround_days_low", NUMBER, "Days from collection or order to infusion: lowest"),
        _may("turnaround_days_high", NUMBER, "Days from collection or order to infusion: highest"),
        _may("turnaround_basis", TEXT, "What that time was measured on, or why there is no number"),
        Column("open_questions", TEXTS, "Staff only: what could not be read or decided"),
        _may("looked_after_by", TEXT, "Person who looks after it"),
        FACT_ID,
        *CHECK,
        EVIDENCE,
    ),
    ("id",),
    (Reference(("looked_after_by",), "people"),),
)

INDICATIONS = Table(
    "indications",
    "therapy and use",
    (
        FACT_ID,
        THERAPY_ID,
        Column("id", TEXT, "Id within the therapy"),
        Column("disease_id", TEXT, "Disease"),
        Column("population", TEXT, "For whom, in plain words"),
        _may("prior_lines_min", WHOLE, "Earlier treatments needed, at least"),
        _may("age_min_years", NUMBER, "Youngest age in years"),
        _may("age_max_years", NUMBER, "Oldest age in years"),
        Column("stage", TEXT, "Furthest stage for this use (vocabulary: stage)"),
        Column("countries", TEXTS, "Where that stage holds: ISO codes, EU for the European Union"),
        *CHECK,
    ),
    ("therapy_id", "id"),
    (OF_THERAPY, Reference(("disease_id",), "diseases")),
)

REGULATORY_EVENTS = Table(
    "regulatory_events",
    "event",
    (
        FACT_ID,
        THERAPY_ID,
        Column("id", TEXT, "Id within the therapy"),
        _may("indication_id", TEXT, "Use it is about; null for several"),
        Column("agency", TEXT, "Who acted (vocabulary: agency)"),
        Column("event", TEXT, "What happened (vocabulary: regulatory_event)"),
        _may("date", TEXT, "As exact as the source: YYYY, YYYY-MM or YYYY-MM-DD"),
        _may("date_start", DAY, "First day that `date` can mean, for ordering"),
        _may("date_precision", TEXT, "year, month or day"),
        _may("date_of", TEXT, "What the date is that of (vocabulary: date_of): decision, announcement or target day"),
        _may("note", TEXT, "What else must be said"),
        *CHECK,
        EVIDENCE,
    ),
    ("fact_id",),
    (OF_THERAPY, OF_INDICATION),
)

OUTCOMES = Table(
    "outcomes",
    "reported result",
    (
        FACT_ID,
        THERAPY_ID,
        Column("id", TEXT, "Id within the therapy"),
        Column("indication_id", TEXT, "Use it is about"),
        _may("trial", TEXT, "NCT number"),
        _may("trial_name", TEXT, "What the study is called"),
        _may("cohort", TEXT, "Which people"),
        Column("endpoint", TEXT, "What was measured (vocabulary: endpoint)"),
        _may("label", TEXT, "What exactly, where the endpoint's name does not say it"),
        Column("kind", TEXT, "proportion, duration, rate-at-time or change"),
        _may("responders", WHOLE, "How many had it"),
        _may("n", WHOLE, "Out of how many"),
        Column("unit", TEXT, "What is counted: people, wounds or batches"),
        _may("percent", NUMBER, "Share in percent, as printed by the source"),
        _may("change_percent", NUMBER, "Average change in percent (kind change): not a share of people"),
        _may("months", NUMBER, "Median in months (kind duration)"),
        _may("days", NUMBER, "Median in days, where the source prints days"),
        _may("reached", FLAG, "False: the median was not reached"),
        _may("timepoint_months", NUMBER, "At how many months (kind rate-at-time)"),
        _may("ci_low", NUMBER, "95% range, lower end, in the unit of the value"),
        _may("ci_high", NUMBER, "95% range, upper end"),
        _may("ci_origin", TEXT, "printed (by the source) or computed (Clopper-Pearson, from the counts)"),
        Column("analysis_set", TEXT, "Which people are the N (vocabulary: analysis_set)"),
        _may("assessed_by", TEXT, "independent-review or investigator"),
        _may("follow_up_median_months", NUMBER, "Median follow-up in months"),
        _may("data_cutoff", TEXT, "Day up to which data were counted, as exact as the source"),
        _may("control_type", TEXT, "What kind of comparison (vocabulary: comparison_type); null: no comparison group"),
        _may("control_arm", TEXT, "What the others got"),
        _may("control_responders", WHOLE, "Comparison group: how many had it"),
        _may("control_n", WHOLE, "Comparison group: out of how many"),
        _may("control_percent", NUMBER, "Comparison group: share in percent, as printed"),
        _may("control_change_percent", NUMBER, "Comparison group: average change in percent"),
        _may("control_months", NUMBER, "Comparison group: median in months"),
        _may("control_ci_low", NUMBER, "Comparison group: 95% range, lower end"),
        _may("control_ci_high", NUMBER, "Comparison group: 95% range, upper end"),
        _may("control_ci_origin", TEXT, "printed or computed"),
        _may("effect_measure", TEXT, "hazard-ratio, risk-difference or odds-ratio"),
        _may("effect_value", NUMBER, "The effect, as printed"),
        _may("effect_ci_low", NUMBER, "Effect: 95% range, lower end"),
        _may("effect_ci_high", NUMBER, "Effect: 95% range, upper end"),
        Column("headline", FLAG, "One of the at most two results shown first for the use"),
        *CHECK,
        EVIDENCE,
    ),
    ("fact_id",),
    (OF_THERAPY, OF_INDICATION),
)

PARTICIPANTS = Table(
    "participants",
    "step of a study's group, from joining to being checked",
    (
        FACT_ID,
        THERAPY_ID,
        Column("group_id", TEXT, "Id of the group within the therapy; its steps stand in order"),
        Column("position", WHOLE, "Order of the steps, 1 first"),
        _may("trial", TEXT, "NCT number"),
        _may("trial_name", TEXT, "What the study is called"),
        _may("cohort", TEXT, "Which people"),
        Column("step", TEXT, "How far they came (vocabulary: participant_step)"),
        Column("n", WHOLE, "How many came so far"),
        Column("whole_study", FLAG, "True: counts more people than this group, such as other doses"),
        _may("label", TEXT, "Who exactly, where the step's name does not say it"),
        Column("results", TEXTS, "fact_ids of the outcomes counted among the people of the last step"),
        *CHECK,
        EVIDENCE,
    ),
    ("fact_id",),
    (OF_THERAPY,),
)

SAFETY = Table(
    "safety",
    "reported harm",
    (
        FACT_ID,
        THERAPY_ID,
        Column("id", TEXT, "Id within the therapy"),
        _may("trial", TEXT, "NCT number"),
        _may("trial_name", TEXT, "Name of the study"),
        _may("cohort", TEXT, "Which people"),
        Column("event", TEXT, "The harm (vocabulary: safety_event)"),
        _may("label", TEXT, "What exactly, where the event's name does not say it"),
        _may("n_affected", WHOLE, "How many had it"),
        _may("n", WHOLE, "Out of how many"),
        _may("percent", NUMBER, "Share in percent, as printed by the source"),
        _may("ci_low", NUMBER, "95% range in percent, lower end"),
        _may("ci_high", NUMBER, "95% range in percent, upper end"),
        _may("ci_origin", TEXT, "printed or computed (Clopper-Pearson, from the counts)"),
        _may("control_arm", TEXT, "What the comparison group got; null: no comparison group"),
        _may("control_n_affected", WHOLE, "Comparison group: how many had it"),
        _may("control_n", WHOLE, "Comparison group: out of how many"),
        _may("control_percent", NUMBER, "Comparison group: share in percent, as printed"),
        _may("note", TEXT, "What else must be said"),
        *CHECK,
        EVIDENCE,
    ),
    ("fact_id",),
    (OF_THERAPY,),
)

TRIALS = Table(
    "trials",
    "registered trial of a therapy",
    (
        FACT_ID,
        THERAPY_ID,
        _may("nct", TEXT, "NCT number; null where the study has none"),
        _may("name", TEXT, "What the study is called"),
        _may("phase", TEXT, "1, 1/2, 2, 2/3, 3, 4, EA (expanded access) or long-term follow-up"),
        _may("status", TEXT, "ClinicalTrials.gov overall status (vocabulary: trial_status)"),
        _may("status_as_of", TEXT, "Date of the record read, as exact as known"),
        _may("registry_copy", DAY, "Day of the copy of the whole register, where the facts come from one"),
        _may("enrollment", WHOLE, "People planned or enrolled"),
        _may("start", TEXT, "Start date, as exact as the source"),
        Column("countries", TEXTS, "ISO codes"),
        _may("age_min_years", NUMBER, "Youngest age in years"),
        _may("age_max_years", NUMBER, "Oldest age in years"),
        _may("who", TEXT, "Who it takes, in plain words"),
        _may("not_who", TEXT, "Who it does not take"),
        Column("sites_listed", FLAG, "False: the source lists no sites (not the same as none)"),
        *CHECK,
        EVIDENCE,
    ),
    ("fact_id",),
    (OF_THERAPY,),
)

SITES = Table(
    "sites",
    "trial site",
    (
        FACT_ID,
        Column("trial_id", TEXT, "fact_id of the trial"),
        THERAPY_ID,
        _may("nct", TEXT, "NCT number of the trial"),
        _may("facility", TEXT, "Hospital"),
        _may("city", TEXT, "City"),
        _may("region", TEXT, "State or region"),
        Column("country", TEXT, "ISO code"),
        _may("status", TEXT, "Status of this site (vocabulary: site_status)"),
        _may("lat", NUMBER, "Latitude in degrees"),
        _may("lon", NUMBER, "Longitude in degrees"),
        *CHECK,
        EVIDENCE,
    ),
    ("fact_id",),
    (OF_THERAPY, Reference(("trial_id",), "trials")),
)

ACCESS = Table(
    "access",
    "way of access to a therapy",
    (
        FACT_ID,
        THERAPY_ID,
        Column("id", TEXT, "Id within the therapy"),
        Column("route", TEXT, "Way of access"),
        Column("status", TEXT, "open, closed or unknown"),
        Column("countries", TEXTS, "ISO codes"),
        _may("detail", TEXT, "Who to ask, and for what"),
        *CHECK,
        EVIDENCE,
    ),
    ("fact_id",),
    (OF_THERAPY, Reference(("route",), "access_routes")),
)

CRITERIA = Table(
    "criteria",
    "stated rule of who may have a use or join a trial",
    (
        FACT_ID,
        THERAPY_ID,
        Column("of_fact", TEXT, "fact_id of the use or the trial"),
        Column("position", WHOLE, "Order as written, 1 first"),
        Column("rule", TEXT, "disease, age, prior-lines, requires, excludes, country or ask"),
        Column("diseases", TEXTS, "Rule disease: the diseases that it is for"),
        _may("min_years", NUMBER, "Rule age: youngest age in years"),
        _may("below_years", NUMBER, "Rule age: younger than this, in years"),
        _may("at_least", WHOLE, "Rule prior-lines: earlier treatments, at least"),
        _may("at_most", WHOLE, "Rule prior-lines: earlier treatments, at most"),
        Column("any_of", TEXTS, "Rules requires and excludes: one of these conditions is needed, or none may be there"),
        Column("countries", TEXTS, "Rule country: where a person must live; ISO codes"),
        Column("only_in", TEXTS, "Where the rule holds; empty: everywhere"),
        Column("says", TEXT, "The rule in plain words"),
        _may("question", TEXT, "What to ask the doctor or the study team"),
        *CHECK,
        EVIDENCE,
    ),
    ("fact_id",),
    (OF_THERAPY,),
)

CONDITIONS = Table(
    "conditions",
    "something about a person that a rule may name",
    (
        Column("id", TEXT, "Slug"),
        Column("position", WHOLE, "Display order, 1 first"),
        Column("group", TEXT, "treatment (had before), cells, disease or health"),
        Column("title", TEXT, "What staff see"),
        Column("plain", TEXT, "What it means, for families"),
        Column("question", TEXT, "What to ask the doctor"),
        Column("implies", TEXTS, "Conditions that are then true as well"),
        Column("leads_to", TEXTS, "Conditions that are then asked of a trial as well"),
        Column("not_with", TEXTS, "Conditions that cannot be true beside it"),
        Column("often_a_rule", TEXTS, "use, trial: asked there where it is true and no rule names it"),
        Column("offered_for", TEXTS, "Groups of diseases for which it is always asked (vocabulary: disease_group)"),
    ),
    ("id",),
)

CAUTIONS = Table(
    "cautions",
    "sentence an honest presenter must say",
    (
        FACT_ID,
        THERAPY_ID,
        Column("text", TEXT, "The sentence, in plain words, without a figure"),
        Column("numbers", TEXTS, "fact_id of the results and harms that it leans on, shown below it"),
        *CHECK,
    ),
    ("fact_id",),
    (OF_THERAPY,),
)

CALL_NOTES = Table(
    "call_notes",
    "written note for a call with a family (for staff)",
    (
        FACT_ID,
        THERAPY_ID,
        Column("part", TEXT, "say, avoid or question"),
        Column("position", WHOLE, "Order within the part, 1 first"),
        Column("text", TEXT, "What to say or to avoid, or what a family may ask"),
        _may("answer", TEXT, "The honest answer; only for a question"),
        *CHECK,
    ),
    ("fact_id",),
    (OF_THERAPY,),
)

SOURCES = Table(
    "sources",
    "source read for a therapy",
    (
        Column("id", TEXT, "therapy/id"),
        THERAPY_ID,
        Column("kind", TEXT, "Kind of source (vocabulary: source_kind)"),
        Column("title", TEXT, "The page's or paper's own title"),
        _may("publisher", TEXT, "Who published it"),
        _may("url", TEXT, "Where it stands"),
        _may("doi", TEXT, "Digital object identifier"),
        _may("pmid", TEXT, "PubMed number"),
        _may("published", TEXT, "As exact as known"),
        Column("checked", DAY, "Day the copy was read"),
        Column("read", TEXT, "full, excerpt or not-read"),
    ),
    ("id",),
    (OF_THERAPY,),
)

CITATIONS = Table(
    "citations",
    "fact and source",
    (
        Column("table", TEXT, "Table of the fact"),
        FACT_ID,
        Column("position", WHOLE, "Order as written, 1 first"),
        Column("source_id", TEXT, "The source"),
        Column("role", TEXT, "supports or disagrees"),
        _may("says", TEXT, "What a disagreeing source says"),
    ),
    ("table", "fact_id", "position"),
    (Reference(("source_id",), "sources"),),
)

DISEASES = Table(
    "diseases",
    "disease",
    (
        Column("id", TEXT, "Slug"),
        Column("name", TEXT, "Clinical name"),
        Column("plain_name", TEXT, "What a family says"),
        Column("group", TEXT, "Group (vocabulary: disease_group)"),
        _may("parent", TEXT, "Wider disease"),
        Column("includes", TEXTS, "Diseases that a use for several kinds together may be about"),
        Column("plain", TEXT, "One plain sentence"),
        Column("register_terms", TEXTS, "Words that a condition of a study must hold, in any order"),
    ),
    ("id",),
    (Reference(("parent",), "diseases"),),
)

VOCABULARY = Table(
    "vocabulary",
    "controlled word",
    (
        Column("field", TEXT, "Which list"),
        Column("code", TEXT, "As written in the data"),
        Column("position", WHOLE, "Display order, 1 first"),
        Column("title", TEXT, "What staff see"),
        Column("plain", TEXT, "What it means, for families"),
        _may("group", TEXT, "Regulatory events: designation, review, approval, safety, stop, company, advice"),
        _may("region", TEXT, "Agencies: where they decide"),
        Column("grants_approval", FLAG, "Regulatory events: true where it lets the treatment be sold"),
        Column("survival", FLAG, "Endpoints: true where it is about staying alive"),
        Column("direction", TEXT, "Endpoints: higher-is-benefit, lower-is-benefit or neither", nullable=True),
    ),
    ("field", "code"),
)

DESIGNATIONS = Table(
    "designations",
    "regulatory word",
    (
        Column("id", TEXT, "A regulatory event"),
        Column("agency", TEXT, "Whose word it is"),
        Column("name", TEXT, "Full name"),
        Column("official_definition_in_own_words", TEXT, "What the agency says, reworded"),
        Column("plain", TEXT, "What it means"),
        Column("what_it_does_not_mean", TEXT, "What it does not mean"),
        _may("note", TEXT, "What else must be said"),
        *CHECK,
    ),
    ("id",),
)

ACCESS_ROUTES = Table(
    "access_routes",
    "way of access",
    (
        Column("id", TEXT, "Slug"),
        Column("name", TEXT, "Name"),
        Column("plain", TEXT, "What it is"),
        Column("who_may_use", TEXT, "For whom"),
        Column("who_must_ask", TEXT, "Who has to ask, and who must say yes"),
        Column("steps", TEXTS, "What happens, in order"),
        _may("typical_time", TEXT, "How long it takes"),
        _may("costs", TEXT, "What it costs"),
        Column("official_links", TEXTS, "Where to read more"),
        Column("countries", TEXTS, "Where the route exists"),
        _may("note", TEXT, "What else must be said"),
        _may("caution", TEXT, "What to take care about"),
        *CHECK,
    ),
    ("id",),
)

COMPARISONS = Table(
    "comparisons",
    "comparison of whole classes",
    (
        Column("id", TEXT, "Slug"),
        Column("title", TEXT, "Title"),
        Column("lead", TEXT, "What to know first"),
        *CHECK,
    ),
    ("id",),
)

COMPARISON_COLUMNS = Table(
    "comparison_columns",
    "class in a comparison",
    (
        Column("comparison_id", TEXT, "Comparison"),
        Column("id", TEXT, "Id within the comparison"),
        Column("position", WHOLE, "Order, 1 first"),
        Column("title", TEXT, "Title"),
        Column("plain", TEXT, "What the class is"),
        Column("modality", TEXTS, "Therapies of the class have one of these"),
        Column("cell_source", TEXTS, "... and one of these"),
        _may("example", TEXT, "Therapy shown as the example"),
    ),
    ("comparison_id", "id"),
    (Reference(("comparison_id",), "comparisons"), Reference(("example",), "therapies")),
)

COMPARISON_CELLS = Table(
    "comparison_cells",
    "row and class in a comparison",
    (
        FACT_ID,
        Column("comparison_id", TEXT, "Comparison"),
        Column("row_id", TEXT, "Row"),
        Column("row_position", WHOLE, "Order of the row, 1 first"),
        Column("row_title", TEXT, "What the row is about"),
        Column("seed", FLAG, "True for the rows of the table this product began with"),
        Column("column_id", TEXT, "Class"),
        Column("text", TEXT, "What is said, without a figure of people"),
        Column("numbers", TEXTS, "fact_id of the results and harms that it leans on, shown below it"),
        *CHECK,
        EVIDENCE,
    ),
    ("fact_id",),
    (Reference(("comparison_id", "column_id"), "comparison_columns"),),
)

GLOSSARY = Table(
    "glossary",
    "term",
    (
        Column("id", TEXT, "Slug of the term"),
        Column("term", TEXT, "The word"),
        _may("abbreviation", TEXT, "Short form"),
        Column("plain", TEXT, "What it means"),
        _may("why_it_matters", TEXT, "Why it matters to a family"),
        *CHECK,
    ),
    ("id",),
)

REFERENCE_SOURCES = Table(
    "reference_sources",
    "source read for a designation, an access route or a term",
    (
        Column("table", TEXT, "designations, access_routes or glossary"),
        Column("entry_id", TEXT, "Id there"),
        Column("position", WHOLE, "Order as written, 1 first"),
        Column("title", TEXT, "Title"),
        _may("url", TEXT, "Where it stands"),
        Column("checked", DAY, "Day the copy was read"),
        Column("read", TEXT, "full, excerpt or not-read"),
    ),
    ("table", "entry_id", "position"),
)

PEOPLE = Table(
    "people",
    "person who keeps the data",
    (
        Column("id", TEXT, "Short sign"),
        Column("name", TEXT, "Name that colleagues know"),
    ),
    ("id",),
)

SIGN_OFFS = Table(
    "sign_offs",
    "fact that somebody signed and that says since then what was signed",
    (
        FACT_ID,
        THERAPY_ID,
        Column("author", TEXT, "Person who entered it, or was the first to compare it with its source"),
        _may("confirmed_by", TEXT, "Another person who confirmed it: a fact that has both is reviewed"),
        _may("checked", DAY, "Last day on which somebody compared it with its source"),
    ),
    ("fact_id",),
    (OF_THERAPY, Reference(("author",), "people"), Reference(("confirmed_by",), "people")),
)

SEARCH = Table(
    "search",
    "searchable word",
    (
        THERAPY_ID,
        Column("kind", TEXT, "id, name, brand, code, developer, target, disease, trial or mentioned (in a text)"),
        Column("text", TEXT, "The word or words"),
    ),
    ("therapy_id", "kind", "text"),
    (OF_THERAPY,),
)

HISTORY_DAYS = Table(
    "history_days",
    "day on which facts changed; the first is the day since which changes are kept",
    (
        Column("day", DAY, "The day, in UTC"),
        Column("release_before", TEXT, "Release that stood before the changes of that day"),
    ),
    ("day",),
)

HISTORY = Table(
    "history",
    "fact and day on which it changed, as it was before that day",
    (
        Column("day", DAY, "The day, in UTC"),
        Column("table", TEXT, "Table of the fact"),
        Column("key", TEXT, "The columns that the fact is known by there, as JSON; `nth` tells equal ones apart"),
        _may("before", TEXT, "The values that were others, as JSON; all of them if it is gone; empty if it was new"),
    ),
    ("day", "table", "key"),
    (Reference(("day",), "history_days"),),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        THERAPIES,
        INDICATIONS,
        REGULATORY_EVENTS,
        OUTCOMES,
        PARTICIPANTS,
        SAFETY,
        TRIALS,
        SITES,
        ACCESS,
        CRITERIA,
        CAUTIONS,
        CALL_NOTES,
        SOURCES,
        CITATIONS,
        DISEASES,
        CONDITIONS,
        VOCABULARY,
        DESIGNATIONS,
        ACCESS_ROUTES,
        COMPARISONS,
        COMPARISON_COLUMNS,
        COMPARISON_CELLS,
        GLOSSARY,
        REFERENCE_SOURCES,
        PEOPLE,
        SIGN_OFFS,
        SEARCH,
        HISTORY_DAYS,
        HISTORY,
    )
}
