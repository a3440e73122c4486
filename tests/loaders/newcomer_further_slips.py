"""Further slips of somebody who is no programmer, as `tests.loaders.newcomer_slips` has them: those that were accepted,
or told with a remedy that did not mend them, or in words of the parser.
"""

CITED = "\n    headline: true                 # at most two for each use\n    sources: [s1]\n    conflicts: []"
EVENT = "conflicts: []                  # another source says otherwise: [{says: 2026-03, sources: [s2]}]"
USE = "    countries: [US]"
RULE = (
    f"{USE}\n    criteria:\n      - {{id: c1, rule: requires, any_of: [has-cd7], says: It needs CD7., sources: [s1]}}"
)
ASKING = "    detail: Ask the doctors of the study.\n    sources: "
PAPER = 'kind: peer-reviewed\n    title: >-\n      A first study: "demo-cel" in adults\n    publisher: null\n    url: '
PAGE = "clinicaltrials.gov/study/"

# Accepted, and then wrong on a page.
ACCEPTED = [
    ("no whole", "    n: 11\n", "", "- id: o1", "`n: ` and out of how many"),
    ("null for the whole", "    n: 11\n", "    n: null\n", 0, "`n: ` and out of how many"),
    (
        "not reached with months",
        "months: null\n    reached: null",
        "months: 14.2\n    reached: false",
        1,
        "`reached: true`",
    ),
    ("reached in a share", "reached: null", "reached: true", 0, "kind: duration"),
    ("days for months", "follow_up_median_months: null", "follow_up_median_months: 1420", 0, "is it months?"),
    (
        "days of making in hours",
        "turnaround: null ",
        "turnaround: {days_low: 7, days_high: 1400, basis: a, sources: [s1]} #",
        0,
        "at most 365",
    ),
    ("a year of long ago", "date: 2026-01-21", "date: 0206-01-21", 0, "the year in four digits"),
    ("a year of last century", "date: 2026-01-21", "date: 1926-01-21", 0, "the year in four digits"),
    ("published long ago", "published: null ", 'published: "1926" ', 0, "the year in four digits"),
    ("a status of long ago", "status_as_of: 2026-11-01", "status_as_of: 1026-11-01", 0, "the year in four digits"),
    ("checked long ago", "checked: 2026-11-20", "checked: 2016-11-20", 0, "the day on which somebody looked"),
    ("read through long ago", "checked_on: 2026-11-20", "checked_on: 1026-11-20", 0, "the year in four digits"),
    ("approved in a first trial", "event: fast-track", "event: approval", 0, "`stage: approved` at 'use'"),
    ("a conflict of the same day", EVENT, "conflicts: [{says: 2026-01-21, sources: [s1]}]", 0, "if it agrees"),
    ("a conflict of the same month", EVENT, "conflicts: [{says: 2026-01, sources: [s1]}]", 0, "if it agrees"),
    (
        "a conflict of the same counts",
        CITED,
        CITED.replace("conflicts: []", "conflicts: [{says: 10 of 11 people (90.9%), sources: [s1]}]"),
        0,
        "if it agrees",
    ),
    (
        "the template's words left",
        "\nname: demonstrogene exampleleucel",
        "\nname: demo-cel the generic name, or the code name where there is none, as soficabtagene geleucel",
        0,
        "take away all words of the template",
    ),
    (
        "few words of it left",
        "short_name: demo-cel",
        "short_name: demo-cel what staff say, as sofi-cel",
        0,
        "take away",
    ),
    (
        "its words left in a text",
        "  Demo-cel is made",
        "  two or three short sentences for a family in your own\n  words and without numbers. Demo-cel is made",
        -1,
        "take away all words of the template",
    ),
    ("FILLIN", "\nname: demonstrogene", "\nname: FILLIN demonstrogene", 0, "demonstrogene"),
    ("fill in", "\nname: demonstrogene exampleleucel", "\nname: fill in", 0, "the value, or null"),
    ("FILL alone", "\nname: demonstrogene", "\nname: FILL demonstrogene", 0, "demonstrogene"),
    (
        "the page of another study",
        f"{PAPER}https://example.org/demo",
        f"{PAPER.replace('peer-reviewed', 'registry')}https://{PAGE}NCT04984356",
        "url: https://",
        "the address of that study's page",
    ),
    (
        "a number of a study mistyped",
        "trial: NCT04984356",
        "trial: NCT06514749",
        0,
        "did you mean NCT06514794?",
    ),
    ("a quote at the end", "developer: null ", 'developer: Demo Labs" ', 0, "the text without it: Demo Labs"),
    (
        "a quote of a letter at the end",
        "developer: null ",
        "developer: Demo Labs” ",
        0,
        "the text without it: Demo Labs",
    ),
    ("a status without its day", "    status_as_of: 2026-11-01\n", "", "- nct:", "the day of the record"),
    ("a date of no kind", "    date_of: announcement\n", "", "- id: r1", "decision, announcement or target"),
    ("a comma at the end", "developer: null ", "developer: Demo Labs, ", 0, "the text without it: Demo Labs"),
    ("a text as a list", "  Demo-cel is made", "  - Demo-cel is made", -1, "sentences, without it"),
]
# The words that were said did not mend it.
MISLED = [
    ("a sign in a group", "{min_years: null,", "{min_years: >=18,", 0, "the number alone: 18"),
    ("a colon in a group", USE, RULE.replace("It needs", "Needed:"), 1, "in quotation marks: 'Needed: CD7.'"),
    ("a key typed away", "\nname: demonstrogene", "\ndemonstrogene", 0, "`name: ` before it"),
    ("a key of an entry typed away", "    disease: t-all", "    t-all", 0, "`disease: ` before it"),
    ("a key and its spaces typed away", "    disease: t-all", "t-all", 0, "`disease: ` before it"),
    ("a dash for nothing", "percent: 90.9", "percent: -", 0, "null where no source states it"),
    ("two keys in a line", "responders: 10\n    n: 11", "responders: 10 n: 11", 0, "a line of its own for `n:`"),
    ("a part moved in", "\nsafety:\n", "\n safety:\n", 0, "none: the line begins with the word"),
    (
        "no { } around an entry",
        "{step: joined, n: 28, label: null, sources: [s1]}",
        "step: joined, n: 28, label: null, sources: [s1]",
        0,
        "{ } around them",
    ),
    ("words after >-", "plain_summary: >-\n", "plain_summary: >- Demo\n", 0, "`>-` alone in its line"),
    ("a list of keys", EVENT, "conflicts: [says: 2026-03, sources: [s1]]", 0, "[{says: ..., sources: ...}]"),
]
# It was told in words of the parser or of the program.
UNPLAIN = [
    ("decimal commas", "ci95: null", "ci95: [58,7, 99,8]", 0, "[58.7, 99.8]: a point"),
    ("decimal commas and a semicolon", "ci95: null", "ci95: [58,7; 99,8]", 0, "[58.7, 99.8]: a point"),
    ("a decimal comma", "percent: 90.9", "percent: 90,9", 0, "a number with a point: 90.9"),
    (
        "a rule of another name",
        USE,
        RULE.replace("rule: requires", "rule: must"),
        1,
        "one of: disease, age, prior-lines",
    ),
    ("a comma in a group", USE, RULE.replace("CD7.", "CD7, and more."), 1, '"It needs CD7, and more."'),
    ("a comma in a number", "n: 28,", "n: 1,128,", 0, "1128 for a thousand and more"),
    ("two versions", "\nregulatory:\n", "\n<<<<<<< HEAD\nregulatory:\n", 0, "one of the two versions"),
    ("the end of two versions", "\nregulatory:\n", "\nregulatory:\n>>>>>>> theirs\n", 0, "one of the two versions"),
    ("a head typed over", "plain_summary: >-\n", "Demo-cel is made of cells.\n", 0, "`plain_summary: ` before it"),
    ("a text below its key", "plain_summary: >-\n  Demo", "plain_summary:\nDemo", 1, "2 spaces before every line"),
    ("a bracket in a text", "given_as: null ", "given_as: [one] infusion #", 0, "'[one] infusion"),
    ("the other bracket", "targets: []", "targets: [CD7}", 0, "the closing ]"),
    ("braces for brackets", "targets: []", "targets: {CD7}", 0, "a list: [CD7]"),
    ("a dash too many", "developer: null ", "- developer: null ", 0, "without the dash"),
    ("an entry without its dash", EVENT, "conflicts: {says: 2026-03, sources: [s1]}", 0, "a dash before the first key"),
    ("a break of Word", "developer: null ", "developer: Demo\u2028Labs ", 0, "delete it"),
    *(
        (f"only the case of {word}", f"{key}: {word}", f"{key}: {word.swapcase()}", 0, f"did you mean '{word}'?")
        for key, word in (("endpoint", "ORR"), ("agency", "FDA"), ("disease", "t-all"), ("status", "RECRUITING"))
    ),
    ("a word with spaces", "stage: phase-1", "stage: Phase 1", 0, "did you mean 'phase-1'?"),
    (
        "a status of the register",
        "status: RECRUITING",
        "status: Not yet recruiting",
        0,
        "did you mean 'NOT_YET_RECRUITING'?",
    ),
    ("a country in words", "countries: [US]", "countries: [Germany]", 0, "did you mean DE?"),
    ("a country in small letters", "countries: [US]", "countries: [us]", 0, "did you mean US?"),
    ("a date with points", "date: 2026-01-21", "date: 21.01.2026", 0, "did you mean 2026-01-21?"),
    ("a date in words", "date: 2026-01-21", "date: January 21, 2026", 0, "did you mean 2026-01-21?"),
    ("a month in words", "date: 2026-01-21", "date: Jan 2026", 0, "did you mean 2026-01?"),
    ("a date of America", "date: 2026-01-21", "date: 01/21/2026", 0, "did you mean 2026-01-21?"),
    ("a percent sign", "percent: 90.9", "percent: 90.9%", 0, "nothing beside them: 90.9"),
    ("about", "n_affected: 3", "n_affected: about 3", 0, "nothing beside them: 3"),
    ("a fraction", "responders: 10", "responders: 10 of 11", 0, "a whole number alone: 10"),
    ("words for nothing", "percent: 90.9", "percent: not stated", 0, "null where none is stated"),
    ("a count with decimals", "responders: 10", "responders: 10.0", 0, "a whole number: 10"),
    ("a range with a dash", "ci95: null", "ci95: 58.7-99.8", 0, "a list: [58.7, 99.8]"),
    ("a range of one", "ci95: null", "ci95: [58.7]", 0, "[low, high]"),
    ("not reached in words", "months: null", "months: not reached", 0, "`months: null` and `reached: false`"),
    ("yes", "headline: true", "headline: yes", 0, "true"),
    ("a list without brackets", "countries: [US]", "countries: US, DE", 0, "a list: [US, DE]"),
    (
        "no source at all",
        ASKING + "[s1]",
        ASKING + "null",
        0,
        "the ids of the sources",
    ),
    (
        "the address for the number",
        "nct: NCT06514794",
        "nct: https://clinicaltrials.gov/study/NCT06514794",
        0,
        "did you mean NCT06514794?",
    ),
    (
        "a source in capitals",
        ASKING + "[s1]",
        ASKING + "[S1]",
        0,
        "did you mean 's1'?",
    ),
    ("nothing where a day must be", "checked: 2026-11-20", "checked: null", 0, "this key must say something"),
    ("a phase without quotes", "phase: null ", "phase: 1 ", 0, 'in quotation marks: "1"'),
    ("a draft", "  status: checked", "  status: draft", 0, "one of: checked"),
]
FURTHER_SLIPS = [*ACCEPTED, *MISLED, *UNPLAIN]
