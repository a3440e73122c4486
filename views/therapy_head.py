"""The first screen of a therapy: who it is, where it stands, and its first numbers with risks beside them.

Here too: the names of the page's parts. Not here: what stands in the parts below (pages/therapy.py names their
modules).
"""

from dataclasses import replace

import streamlit as st

from therapies.first_numbers import BoxedWarning, FirstNumbers
from therapies.measures import Measure
from therapies.profile import Profile
from therapies.standing import Approval, Standing
from views import badge, caution, contents, number_grid, passport, safe_text

# In the order of the page: anchor and name.
SECTIONS = {
    "what": "What it is",
    "wait": "The wait",
    "pictures": "Results and risks in pictures",
    "results": "Results",
    "steps": "Who was counted",
    "risks": "Risks",
    "say": "What to say",
    "unknown": "What nobody knows",
    "journey": "Regulators",
    "trials": "Trials",
    "access": "Ways to get it",
    "words": "Words",
    "sources": "Sources",
}
_FEW_APPROVALS = 3


def show(profile: Profile) -> None:
    """Draw summary, standing, first numbers and the table of contents."""
    st.html(
        f'<div class="ct ct-wide"><p class="ct-quiet">{safe_text.html(profile.names)}</p>'
        f'<p class="ct-lead">{safe_text.html(profile.summary.said)}</p>{caution.late_html(profile.summary.marks)}'
        f"{standing_html(profile.standing)}"
        f"{contents.html(SECTIONS)}{first_html(profile.first)}</div>"
    )


def standing_html(standing: Standing) -> str:
    """HTML of where it stands: the line, what it means, and each approved use with place, way and evidence."""
    shape = badge.of_word(standing.stage).shape if standing.stage else badge.UNKNOWN
    line = (
        f'<p class="ct-standing"><span aria-hidden="true">{shape}</span> '
        f"<strong>{safe_text.html(standing.said)}</strong>. {safe_text.html(standing.meaning)} "
        f'<span class="ct-quiet">{safe_text.html(standing.checked)}</span></p>'
        f"{caution.late_html(standing.marks)}"
    )
    uses = "".join(_approval(approval) for approval in standing.approvals)
    if not uses:
        return line
    if len(standing.approvals) <= _FEW_APPROVALS:
        return f"{line}<ul>{uses}</ul>"
    said = f"For whom, where, in which way and on what evidence: {len(standing.approvals)} approved uses"
    return f'{line}<details class="ct-fold"><summary>{said}</summary><ul>{uses}</ul></details>'


def _approval(approval: Approval) -> str:
    where = "".join(
        f"<li><strong>{safe_text.html(place)}:</strong> {safe_text.html(how)}.</li>" for place, how in approval.places
    )
    return (
        f"<li>{safe_text.html(approval.for_whom)}<ul>{where}</ul>{safe_text.html(approval.evidence)} "
        f'<span class="ct-quiet">Use {safe_text.html(approval.checked)}.</span></li>'
    )


def first_html(first: FirstNumbers) -> str:
    """HTML of the first numbers: two columns of one form and one size."""
    use = f'<p class="ct-quiet">{safe_text.html(first.use)}</p>' if first.use else ""
    before = "".join(f"<p>{safe_text.html(text)}</p>" for text in first.before)
    after = "".join(f"<p>{safe_text.html(text)}</p>" for text in first.after)
    risks = warnings_html(first.warnings, "#journey") + number_grid.html(first.risks, large=True, brief=True)
    return (
        f'<div class="ct-beside"><div><h2>What the study saw</h2>{use}'
        f"{before}{_bare(first.results)}{after}{_more(first.more_results, first.no_more_results, 'results')}</div>"
        f"<div><h2>Risks</h2>{risks}{_more(first.more_risks, first.no_more_risks, 'risks')}</div></div>"
    )


def warnings_html(warnings: tuple[BoxedWarning, ...], steps: str = "") -> str:
    """HTML of the boxed warnings of a label; `steps`: where all steps with regulators stand on this page."""
    said = "".join(
        f'<p><span class="ct-care" aria-hidden="true">▲</span> <strong>{safe_text.html(warning.name)}:</strong> '
        f"{safe_text.html(warning.text)}</p>{passport.html(warning.passport)}"
        for warning in warnings
    )
    several = f'<p><a href="{steps}">see the steps with regulators</a></p>' if steps and len(warnings) > 1 else ""
    return said + several


def _bare(measures: tuple[Measure, ...]) -> str:
    # What must be said with all of them stands once, above and below them.
    return number_grid.html([replace(measure, caveats=()) for measure in measures], large=True, brief=True)


def _more(said: str | None, otherwise: str, section: str) -> str:
    if said is None:
        return f'<p class="ct-quiet">{safe_text.html(otherwise)}</p>'
    return f'<p><a href="#{section}">{safe_text.html(said)}</a></p>'
