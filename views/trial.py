"""The trials of a therapy: status with its meaning, age of the record, who may join, sites by country and region.

Not here: the trials of a disease (`views.trial_list`).
"""

import streamlit as st

from therapies.recruiting import Country, Recruiting, Region, SiteLine, TrialLine
from views import badge, labelled, passport, safe_text

# A list of sites that fits on half a screen stands open; a longer one opens country by country.
_SHORT_LIST = 25
_NO_STATUS = badge.Badge("Status not stated")


def show(recruiting: Recruiting, more: str) -> None:
    """Draw all trials, those that take new people first; `more` says what else the register has."""
    trials = "".join(html(trial) for trial in recruiting.trials)
    said = f"<p>{safe_text.html(recruiting.count)} {safe_text.html(more)}</p>"
    st.html(f'<div class="ct ct-wide">{said}{trials}</div>')


def html(trial: TrialLine) -> str:
    """HTML of one trial."""
    status = badge.of_word(trial.status, trial.as_read)
    link = (
        safe_text.link(f"{trial.nct} on ClinicalTrials.gov", trial.register_url) if trial.nct else "No register number"
    )
    overdue = (
        f'<p class="ct-care"><span aria-hidden="true">{passport.OVERDUE}</span> {safe_text.html(trial.overdue)}</p>'
        if trial.overdue
        else ""
    )
    return (
        f'<article class="ct-trial" data-fact="{safe_text.html(trial.fact_id)}"><h3>{safe_text.html(trial.title)}</h3>'
        f"<p>{badge.html(status)} {safe_text.html(status.meaning)}</p>"
        f"<p>{safe_text.html(trial.record)}</p>{overdue}<p>{link}</p>"
        f"{labelled.html(trial.about, compact=True)}{labelled.html(trial.who)}"
        f"{sites_html(trial)}{passport.html(trial.passport)}</article>"
    )


def sites_html(trial: TrialLine) -> str:
    """HTML of the sites by country and region."""
    said = f"<h4>Sites</h4><p>{safe_text.html(trial.sites)}</p>"
    count = sum(len(region.sites) for country in trial.countries for region in country.regions)
    opened = " open" if count <= _SHORT_LIST else ""
    return said + "".join(_country(country, opened, trial.as_read) for country in trial.countries)


def _country(country: Country, opened: str, as_read: str | None) -> str:
    regions = "".join(_region(region, as_read) for region in country.regions)
    said = safe_text.html(f"{country.name}: {country.count}")
    return f'<details class="ct-fold"{opened}><summary>{said}</summary><div class="ct-sites">{regions}</div></details>'


def _region(region: Region, as_read: str | None) -> str:
    name = f"<h5>{safe_text.html(region.name)}</h5>" if region.name else ""
    return f"<div>{name}<ul>{''.join(_site(site, as_read) for site in region.sites)}</ul></div>"


def _site(site: SiteLine, as_read: str | None) -> str:
    status = badge.of_word(site.status, as_read) if site.status else _NO_STATUS
    return f"<li>{safe_text.html(site.facility)}, {safe_text.html(site.city)} {badge.html(status)}</li>"
