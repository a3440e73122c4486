"""Where does every fact come from, when was it checked, when is it due again, and where do records disagree?"""

import streamlit as st

from therapies import (
    checks,
    comparing,
    contradicted,
    due_list,
    method,
    source_register,
    watch_reports,
    weak_sources,
)
from views import (
    address,
    checks_tables,
    doubt_tables,
    due_tables,
    frame,
    problem_report,
    safe_text,
    watch_tables,
)

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
        "weak": "Weak sources",
        "contradicted": "Contradicted",
        "disagreements": f"Disagreements ({conflict_count})",
        "questions": f"Open questions ({question_count})",
        "watched": "Watch reports",
        "method": "Method",
        "report": "Report a problem",
    },
    segments=True,
)
therapy = None
if section not in ("checks", "method", "report"):
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
    chosen = due_tables.ask(here.record, here.dataset, here.today)
    due = due_list.due_list(here.record, here.dataset, here.today, chosen)
    st.header(safe_text.markdown(due.heading))
    due_tables.show(due, here.record, here.today)
    counted = checks.checks(here.record, here.today)
    st.header("How many of each kind, and on which days")
    checks_tables.show_counts(counted.kinds, here.record, here.today)
    checks_tables.show_counts(counted.days, here.record, here.today)
    st.header("Reviewed by two people")
    due_tables.show_reviewed(here.record, here.today)
elif section == "weak":
    st.header("Resting on companies, news or blogs alone")
    of_fact, of_best = st.columns(2)
    with of_fact:
        titles = weak_sources.fact_titles(here.record, here.today)
        fact_kind = address.choice("Kind of fact", address.TABLE, titles, none="All kinds")
    with of_best:
        titles = weak_sources.best_titles(here.record, here.today)
        best = address.choice("Best source", address.KIND, titles, none="All of these")
    weak = weak_sources.weak_facts(here.record, here.today, therapy, fact_kind, best)
    doubt_tables.show_weak(weak, here.record, here.today)
elif section == "contradicted":
    st.header("What a register, a label or a paper contradicts")
    told = contradicted.contradictions(here.record, here.register, here.today, therapy)
    doubt_tables.show_contradicted(told, here.record, here.today)
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
