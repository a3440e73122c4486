"""Where does every fact come from, when was it checked, when is it due again, and where do sources disagree?"""

import streamlit as st

from therapies import checks, comparing, method, source_register, watch_reports
from views import address, checks_tables, frame, problem_report, safe_text, watch_tables

here = frame.open()
st.title("Sources and checks")

sources = source_register.every_source(here.record)
conflict_count, question_count = checks.conflict_count(here.record), len(checks.questions(here.record))
section = address.choice(
    "Show",
    address.SHOW,
    {
        "sources": f"Sources ({len(sources):,})",
        "checks": f"Overdue and due ({checks.overdue_count(here.record, here.today):,} overdue)",
        "disagreements": f"Disagreements ({conflict_count})",
        "questions": f"Open questions ({question_count})",
        "watched": "Watch reports",
        "method": "Method",
        "report": "Report a problem",
    },
    segments=True,
)
therapy = None
if section not in ("method", "report"):
    therapy = address.choice(
        "Therapy", address.THERAPY, comparing.titles(here.record), none="All therapies, and what belongs to none"
    )

if section == "sources":
    st.header("Every source on record")
    of_kind, of_reading, of_words = st.columns(3)
    with of_kind:
        kind = address.choice("Kind", address.KIND, source_register.kind_titles(here.record, sources), none="All kinds")
    with of_reading:
        read = address.choice(
            "How much was read", address.READ, source_register.read_titles(here.record, sources), none="All"
        )
    with of_words:
        words = address.search_box("Words in title, publisher or address", placeholder="for example: Blood 2025")
    found = source_register.source_register(sources, therapy, kind, read, words)
    checks_tables.show_sources(found, here.record, here.today)
elif section == "checks":
    overdue_kind = address.choice(
        "Kind of overdue fact", address.TABLE, checks.kind_titles(here.record, here.today), none="All kinds"
    )
    dated = checks.checks(here.record, here.today, therapy, overdue_kind)
    st.header(safe_text.markdown(dated.heading))
    st.markdown("An overdue fact may still be true, but nobody has looked since. Check it before you say it.")
    checks_tables.show_counts(dated.kinds, here.record, here.today)
    st.header("Overdue, the oldest first")
    checks_tables.show_overdue(dated, here.record, here.today)
    st.header("Which day brings which checks")
    checks_tables.show_counts(dated.days, here.record, here.today)
elif section == "disagreements":
    st.header("Where sources disagree, both sides are shown")
    conflicts = checks.conflicts(here.record, here.today, therapy)
    checks_tables.show_conflicts(conflicts, conflict_count, here.record, here.today)
elif section == "questions":
    st.header("What could not be read or decided (for staff)")
    questions = checks.questions(here.record, therapy)
    checks_tables.show_questions(questions, question_count, here.record, here.today)
elif section == "watched":
    watch_tables.show(watch_reports.watch_reports(here.record, here.today, therapy), here.record, here.today)
elif section == "report":
    problem_report.show(here)
else:
    checks_tables.show_method(method.method(here.record))
