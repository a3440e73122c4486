"""Trials as found: what is said of each, can it be trusted, which site is near; and those that stand apart.

Not here: the sites on a map (`views.site_map`), and the trials on a therapy's own page (`views.trial`).
"""

from collections.abc import Sequence

import streamlit as st

from therapies.sheet import Sheet
from therapies.trials_and_access import Apart, FoundTrial
from views import address, badge, caution, labelled, passport, record_age, safe_text, table, trial
from views.frame import Frame

_NEAREST_SHOWN = 5
# So many trials stand with all that is said of them; the others in one line each.
_CARDS = 30


def show(trials: Sequence[FoundTrial], none: str) -> None:
    """Draw trials; the sentence `none` where there is no trial."""
    body = "".join(map(html, trials[:_CARDS])) or f"<p>{safe_text.html(none)}</p>"
    rest = trials[_CARDS:]
    more = _fold(f"{len(rest)} more of them, one line each", rest) if rest else ""
    st.html(f'<div class="ct ct-wide">{body}{more}</div>')


def show_apart(groups: Sequence[Apart]) -> None:
    """Draw the trials that do not take new people, each group folded with its reason and count."""
    folds = "".join(_fold(f"{group.reason}: {len(group.trials)}", group.trials) for group in groups)
    folds = folds or "<p>No trial is set aside.</p>"
    st.html(f'<div class="ct ct-wide">{folds}</div>')


def download(sheet: Sheet, here: Frame, filters: tuple[str, ...]) -> None:
    """Draw the button for the file of all trials and sites; what was typed of a person is not in it."""
    if sheet.rows:
        table.download_button(sheet, here.dataset, here.today, filters)


def html(found: FoundTrial) -> str:
    """HTML of one trial: title, status, why it is listed, the nearest sites, what to trust; all else folded."""
    line = found.record.line
    status = badge.of_word(line.status, line.as_read)
    age = record_age.html(found.record.trust, takes_people=line.takes_people, fresh=found.record.fresh)
    link = safe_text.link(f"{line.nct} on ClinicalTrials.gov", line.register_url) if line.nct else "No register number"
    return (
        f'<article class="ct-trial" data-fact="{safe_text.html(line.fact_id)}"><h3>{safe_text.html(line.title)}</h3>'
        f"<p>{badge.html(status)} {safe_text.html(status.meaning)} {link}</p>"
        f"{_overdue(line.overdue)}{''.join(map(_therapy, found.therapies))}"
        f"{caution.html(found.age_said)}{_nearest(found)}{age}"
        f'<details class="ct-fold"><summary>Who may join, and all sites</summary>'
        f"{labelled.html(line.about, compact=True)}{labelled.html(line.who)}{trial.sites_html(line)}</details>"
        f"{passport.html(line.passport)}</article>"
    )


def line_html(found: FoundTrial) -> str:
    """HTML of a trial in one line: its name, status, record, and why it is listed."""
    line = found.record.line
    title = safe_text.link(line.title, line.register_url) if line.register_url else safe_text.html(line.title)
    status = badge.html(badge.of_word(line.status, line.as_read))
    names = ", ".join(name for _, name, _ in found.therapies)
    therapies = f"Therapy: {names}." if names else ""
    # The first of what to know is how old the record is, which stands there already.
    trust = " ".join(found.record.trust[1:])
    said = (f"{line.nct or 'No register number'}.", line.record, trust, found.age_said, therapies)
    quiet = safe_text.html(" ".join(text for text in said if text))
    return f'<li data-fact="{safe_text.html(line.fact_id)}">{title} {status} <span class="ct-quiet">{quiet}</span></li>'


def _fold(title: str, trials: Sequence[FoundTrial]) -> str:
    lines = "".join(map(line_html, trials))
    said = f"<summary>{safe_text.html(title)}</summary>"
    return f'<details class="ct-fold">{said}<ul class="ct-say">{lines}</ul></details>'


def _overdue(text: str | None) -> str:
    sign = f'<span aria-hidden="true">{passport.OVERDUE}</span>'
    return f'<p class="ct-care">{sign} {safe_text.html(text)}</p>' if text else ""


def _therapy(told: tuple[str, str, str]) -> str:
    therapy_id, name, reason = told
    link = safe_text.own_link(name, address.href("therapy", therapy=therapy_id))
    return f'<p>{link} <span class="ct-quiet">{safe_text.html(reason)}</span></p>'


def _nearest(found: FoundTrial) -> str:
    if not found.nearest:
        return ""
    near = [one for one in found.near if one.km is not None][1:_NEAREST_SHOWN]
    others = "".join(
        f"<li>{safe_text.html(f'{one.place.site.facility}, {one.place.site.city}: {one.distance}')}</li>"
        for one in near
    )
    return f"<p><strong>{safe_text.html(found.nearest)}</strong></p>{f'<ul>{others}</ul>' if others else ''}"
