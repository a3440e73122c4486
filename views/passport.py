"""The passport of a fact: one quiet line with source and day that opens to all sources, dates and disagreements.

One HTML `details` element: no widget, no rerun, opens with the keyboard, and sixty on a page cost nothing. Not here:
what is in it, and when it is overdue (`therapies.evidence`).
"""

from therapies.evidence import Disagreement, Passport, SourceLine
from therapies.overdue_marks import SIGN as OVERDUE
from therapies.problem_report import is_number
from therapies.source_titles import family_title, quoted
from views import address, safe_text

NONE = "no source named"


def html(passport: Passport) -> str:
    """HTML of the passport."""
    fact_id = safe_text.html(passport.fact_id)
    dates = f"Checked {passport.checked_on}; to be checked again by {passport.due_on}."
    return (
        f'<details class="ct-passport" data-fact="{fact_id}"><summary>{safe_text.html(words(passport))}</summary>'
        f"<div>{_sources(passport.sources)}{''.join(map(_disagreement, passport.disagreements))}"
        f"<p>{safe_text.html(dates)}{_reviewed(passport)} Name of this fact: {fact_id}.</p>"
        f"{_report(passport.fact_id)}</div></details>"
    )


def _report(fact_id: str) -> str:
    """The link that makes a ready text about this fact; in a tab of its own, so that the page stays as it is."""
    what = "Report a problem with this number" if is_number(fact_id) else "Report a problem with this"
    to = safe_text.html(address.href("sources_and_checks", show="report", fact=fact_id))
    return f'<p class="ct-report"><a href="{to}" target="_blank" rel="noopener">{what}</a></p>'


def words(passport: Passport) -> str:
    """The closed line as plain text, for tables and files."""
    first = passport.sources[0] if passport.sources else None
    where = ", ".join(part for part in (first.publisher, first.published) if part) or first.title if first else NONE
    more = f" and {len(passport.sources) - 1} more" if len(passport.sources) > 1 else ""
    differ = " · sources disagree" if passport.disagreements else ""
    return f"Source: {where}{more}{differ} · {_checked(passport)}"


def _reviewed(passport: Passport) -> str:
    return f" Confirmed by a second person on {safe_text.html(passport.reviewed_on)}." if passport.reviewed_on else ""


def _checked(passport: Passport) -> str:
    if passport.overdue:
        return f"{OVERDUE} Overdue for a check since {passport.due_on} (last checked {passport.checked_on})"
    return f"checked {passport.checked_on}"


def _sources(sources: tuple[SourceLine, ...]) -> str:
    if not sources:
        return "<p>No source is named.</p>"
    return f"<ul>{''.join(f'<li>{source_html(source)}</li>' for source in sources)}</ul>"


def _disagreement(disagreement: Disagreement) -> str:
    said = f"<p>▲ Another source says: {safe_text.html(disagreement.says)}</p>"
    return said + (_sources(disagreement.sources) if disagreement.sources else "")


def source_html(source: SourceLine) -> str:
    """HTML of one source for staff: its title as a link, who published it and when, and how and when it was read."""
    return _titled(quoted(source.title), source)


def family_source_html(source: SourceLine) -> str:
    """The same where a family sees it: a title that sells or gives a bare rate does not stand there."""
    return _titled(family_title(source.title), source)


def _titled(title: str, source: SourceLine) -> str:
    return f"{safe_text.link(title, source.url)}. {safe_text.html(source.about)}"
