"""The result of the fit check: three lists with the rule that decided each, quoted, its source, and what to ask.

Links open in a new window: loading this page anew would forget what was entered, which is kept nowhere.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

import streamlit as st

from therapies.fit_check import ASK_FIRST, GROUPS, MAY_FIT, NO_FIT, FitCheck, Item
from therapies.rulings import ASK, FAILS, HOLDS, Ruling
from views import address, note, passport, safe_text

MEANING = {
    MAY_FIT: (
        "Every rule that we have, and that you could answer, fits. That is not a yes: the doctor and the team check "
        "rules that are not here."
    ),
    ASK_FIRST: "What is known here leaves at least one rule open. The question to ask stands with it.",
    NO_FIT: "A stated rule says so. Ask the doctor if you think that the rule, or our record, is wrong.",
}
NONE = {
    MAY_FIT: "Nothing: there is always something left to ask.",
    ASK_FIRST: "Nothing has to be asked first.",
    NO_FIT: "No stated rule excludes anything.",
}


def show(found: FitCheck) -> None:
    """Draw the three lists."""
    for state, items in ((MAY_FIT, found.may_fit), (ASK_FIRST, found.ask), (NO_FIT, found.no_fit)):
        here = sum(not item.verdict.elsewhere for item in items)
        st.header(f"{state[0].upper()}{state[1:]}: {here}", anchor=state.replace(" ", "-"))
        elsewhere = len(items) - here
        note.show(MEANING[state], f"{elsewhere} more are for another disease: see the end." if elsewhere else "")
        st.html(f'<div class="ct ct-wide">{html(items) or f"<p>{NONE[state]}</p>"}</div>')


def html(items: Sequence[Item]) -> str:
    """HTML of one list: of this disease by group, then folded what is about other diseases."""
    here = [item for item in items if not item.verdict.elsewhere]
    elsewhere = [item for item in items if item.verdict.elsewhere]
    groups = "".join(
        f"<h3>{safe_text.html(GROUPS[group])}</h3>{''.join(map(_card, same))}"
        for group, same in groupby(here, lambda item: item.group)
    )
    return groups + _fold(f"For another disease: {len(elsewhere)}", elsewhere) if elsewhere else groups


def _card(item: Item) -> str:
    verdict = item.verdict
    rest = _folded(f"Other rules: {len(verdict.others)}", _rulings(verdict.others)) if verdict.others else ""
    nearest = f"<p>{safe_text.html(item.nearest)}</p>" if item.nearest else ""
    return (
        f'<article class="ct-fit" data-state="{safe_text.html(verdict.state)}" '
        f'data-fact="{safe_text.html(item.fact_id)}"><div><h4>{safe_text.html(item.title)}</h4>'
        f'<p class="ct-quiet">{safe_text.html(item.about)}</p>{nearest}<p class="ct-links">{_links(item)}</p></div>'
        f"<div>{_rulings(verdict.decided)}{rest}</div></article>"
    )


def _rulings(rulings: Sequence[Ruling]) -> str:
    """The rules, and below those that were read in one place on one day its passport, once."""
    parts = [list(same) for _, same in groupby(rulings, lambda ruling: passport.words(ruling.passport))]
    return "".join(
        f'<ul class="ct-rulings">{"".join(map(_ruling, same))}</ul>{passport.html(same[0].passport)}' for same in parts
    )


def _ruling(ruling: Ruling) -> str:
    mark, said = _MARKS[ruling.outcome]
    question = f"<strong>{safe_text.html(ruling.question)}</strong>" if ruling.outcome == ASK else ""
    return (
        f'<li><i aria-hidden="true">{mark}</i><span class="ct-quiet">{said}</span> '
        f"{safe_text.html(ruling.criterion)} {question}</li>"
    )


_MARKS = {HOLDS: ("✓", "Fits:"), FAILS: ("✕", "Does not fit:"), ASK: ("?", "Ask:")}


def _links(item: Item) -> str:
    ours = "".join(
        _link(f"All about {name}", address.href("therapy", therapy=therapy_id))
        + _link(f"Trials and ways to get {name}", address.href("trials", therapy=therapy_id))
        + _link(f"Present {name}", address.href("present", call=[therapy_id]))
        for therapy_id, name in item.therapies
    )
    register = safe_text.link("In the register", item.register_url) if item.register_url else ""
    return f"{ours}{register}"


def _link(words: str, to: str) -> str:
    return f'<a href="{safe_text.html(to)}" target="_blank" rel="noopener">{safe_text.html(words)}</a> '


def _fold(title: str, items: Iterable[Item]) -> str:
    lines = "".join(
        f'<li data-fact="{safe_text.html(item.fact_id)}"><strong>{safe_text.html(item.title)}</strong> '
        f"{safe_text.html(item.verdict.decided[0].criterion)}</li>"
        for item in items
    )
    return _folded(title, f'<ul class="ct-say">{lines}</ul>')


def _folded(title: str, body: str) -> str:
    return f'<details class="ct-fold"><summary>{safe_text.html(title)}</summary>{body}</details>'
