"""One number as everybody may see it: how many of how many first, then everything needed to trust or doubt it.

The same form for a benefit and for a harm. Not here: what it says (`therapies.measures`), and people drawn as signs
(`views.icon_array`).
"""

import streamlit as st

from therapies import rate_words
from therapies.evidence import SourceLine
from therapies.measures import Measure
from therapies.wording import NOT_STATED
from views import badge, caution, passport, safe_text

# Where the large part of a time ends: "Median not reached: more than half", "Median 9.1 months, among 10 people".
_AFTER = (": ", ", ", " (")


def html(measure: Measure, *, explain: bool = True, brief: bool = False, drawing: str = "") -> str:
    """HTML of the number with its passport. `explain` adds what was measured, in plain words.

    `brief` leaves out of the details what can stand elsewhere on the same page: never who was counted, where the range
    comes from, or the comparison. `drawing` is HTML that stands before the count.
    """
    lines = [
        f'<p class="ct-name">{safe_text.html(measure.name)}</p>',
        f'<p class="ct-quiet">{safe_text.html(measure.plain)}</p>' if explain and measure.plain else "",
        f"<p>{safe_text.html(measure.opening)}</p>" if measure.opening else "",
        drawing,
        _count(measure.sentence),
        _whose(measure),
        _control(measure),
        caution.html(measure.few),
        f"<p>{badge.evidence_html(measure.evidence, measure.design)}</p>",
        _details(measure, brief),
        *(f"<p>{safe_text.html(caveat)}</p>" for caveat in measure.caveats if caveat != measure.opening),
        _differ(measure),
        "" if brief else _spoken(measure),
        passport.html(measure.passport),
    ]
    name, fact_id = safe_text.html(rate_words.sentence(measure, "family")), safe_text.html(measure.fact_id)
    late = ' data-late="yes"' if measure.passport.overdue else ""
    return f'<div class="ct" role="group" aria-label="{name}" data-fact="{fact_id}"{late}>{"".join(lines)}</div>'


def show_all(measures: tuple[Measure, ...] | list[Measure], *, explain: bool = True) -> None:
    """Draw several numbers below each other as one block: quick, also for sixty of them."""
    if measures:
        st.html("<br>".join(html(measure, explain=explain) for measure in measures))


def _control(measure: Measure) -> str:
    """The comparison group as large as the number itself (honesty.md, rule 10)."""
    if measure.control is None:
        return ""
    who = safe_text.html(f"Comparison group: {measure.control.group}")
    who = f'<p class="ct-quiet">{who}</p>'
    return f'<div data-control="yes">{who}{_count(measure.control.sentence)}</div>'


def _spoken(measure: Measure) -> str:
    """The number as a paragraph to read aloud to a family, and one for staff."""
    family, staff = (rate_words.paragraph(measure, audience) for audience in ("family", "staff"))
    return (
        '<details class="ct-passport"><summary>Say it in plain words</summary>'
        f"<div><p>{safe_text.html(family)}</p><p>For staff: {safe_text.html(staff)}</p></div></details>"
    )


def _differ(measure: Measure) -> str:
    """What other sources say, openly beside the number (honesty.md, rule 16)."""
    return "".join(
        f'<p class="ct-quiet">▲ Another source says: {safe_text.html(other.says)}{_publishers(other.sources)}</p>'
        for other in measure.passport.disagreements
    )


def _publishers(sources: tuple[SourceLine, ...]) -> str:
    named = ", ".join(dict.fromkeys(source.publisher for source in sources))
    return f" ({safe_text.html(named)})" if named else ""


def _whose(measure: Measure) -> str:
    """Which people, under the name: two numbers of one name differ by it."""
    if measure.cohort == NOT_STATED or measure.cohort in measure.people:
        return ""
    return f'<p class="ct-who">{safe_text.html(measure.cohort)}</p>'


def _count(sentence: str) -> str:
    """The number large; its range, or among how many it is a time, beside it."""
    if sentence.startswith("Median"):
        head, between, rest = min((sentence.partition(sign) for sign in _AFTER), key=lambda found: len(found[0]))
    else:
        head, between, rest = sentence.partition(" (")
    space = " " if between.startswith(" ") else ""  # it would be lost inside
    tail = f"{space}<span>{safe_text.html(between + rest)}</span>" if between else ""
    return f'<p class="ct-count"><strong>{safe_text.html(head)}</strong>{tail}</p>'


def _details(measure: Measure, brief: bool) -> str:
    parts = (
        ("Counted among", measure.people),
        ("Which people", measure.cohort if measure.cohort == NOT_STATED else None),
        ("", measure.range_origin),
        ("Comparison", measure.control.compared if measure.control else measure.comparison),
        ("Followed for", measure.follow_up),
        ("Data up to", measure.data_cutoff),
        ("Study", measure.trial),
    )
    if brief:
        parts = tuple(
            part for part in parts if part[1] in (measure.people, measure.range_origin) or part[0] == "Comparison"
        )
    said = [
        f"{name}: {value.rstrip('.')}." if name else f"{value.rstrip('.')}."
        for name, value in parts
        if value and value != NOT_STATED
    ]
    unsaid = [name.lower() for name, value in parts if value == NOT_STATED]
    if unsaid:
        said.append(f"Not stated: {', '.join(unsaid)}.")
    return f'<p class="ct-quiet">{safe_text.html(" ".join(said))}</p>'
