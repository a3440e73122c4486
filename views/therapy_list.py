"""The list of therapies: one row each, with its first result and its first risk in the same form; and its file.

In the order of the model. On a narrow screen every row becomes a block. Not here: which therapies, in which order
(`therapies.catalogue`), and the filters (`views.filters`).
"""

from functools import lru_cache

import streamlit as st

from therapies import wording
from therapies.catalogue import Catalogue
from therapies.catalogue_row import Row
from therapies.measures import Measure
from views import address, badge, caution, note, passport, safe_text, stacked_table, table
from views.frame import Frame

HEADERS = ("Therapy", "Where it stands", "First result", "First risk", "Trials")
_WIDTHS = (19, 19, 24, 24, 14)
_CAPTION = "Therapies, each with where it stands, its first result and risk, and its trials said to take new people"
_NOT_RANKED = (
    "Studies differ in their people, doses and length, so their numbers cannot be ranked. Each row shows the first "
    "result and the first risk of its record, not the best or the worst."
)


def show(model: Catalogue, here: Frame) -> None:
    """Draw how many are shown, the list, and the button for its file; without rows what to do next."""
    if not model.rows:
        _show_nothing(model)
        return
    note.show(f"{model.count} {model.order}", _NOT_RANKED)
    st.html(html(model))
    table.download_button(model.sheet, here.dataset, here.today, model.filters)


@lru_cache(maxsize=16)
def html(model: Catalogue) -> str:
    """HTML of the list."""
    listed = stacked_table.html(_CAPTION, HEADERS, [_row(row) for row in model.rows], _WIDTHS)
    return f'<div class="ct-list">{listed}</div>'


def _show_nothing(model: Catalogue) -> None:
    if not model.total:
        st.markdown("This set of data holds no therapies. The page Sources says where the data come from.")
        return
    st.header("No therapy fits all of this")
    note.show(model.count)
    st.markdown(
        "That does not mean that there is no treatment: this dashboard holds only some. Look at your words and "
        "numbers again (a wrong letter is forgiven, a wrong digit is not), or take a filter away:"
    )
    for relaxation in model.relaxations:
        if model.asked != (relaxation.name,):  # the only one: the last button does the same
            address.clear_button(relaxation.words, [relaxation.name])
    address.clear_button(f"Show all {model.total} therapies", model.asked)


def _row(row: Row) -> tuple[str, ...]:
    return (
        _name(row),
        _where(row),
        _number(row.measure, row.result, row.more_results),
        _number(row.risk_measure, row.risk, row.more_risks),
        _trials(row),
    )


def _name(row: Row) -> str:
    full = row.full_name if row.full_name != row.name else None
    link = safe_text.own_link(row.name, address.href("therapy", therapy=row.therapy_id))
    what = f"{row.kind}. {row.cells}. Target: {row.targets}."
    return f"<p>{link}</p>" + stacked_table.lines(full, f"Brand name: {row.brand}", what, row.found_by, quiet=True)


def _where(row: Row) -> str:
    stage = badge.of_word(row.stage) if row.stage else badge.Badge("Stage not stated")
    others = stacked_table.lines(row.other_stages, quiet=True)
    approvals = stacked_table.lines(*row.approvals, quiet=True)
    return f"<p>{badge.html(stage)}</p>{stacked_table.lines(*row.where)}{approvals}{others}"


def _number(measure: Measure | None, said: str, more: str | None) -> str:
    if measure is None:
        return stacked_table.lines(said)
    # The design of a risk says already that there is no comparison group.
    comparison = "" if "no comparison group" in measure.design else measure.comparison
    evidence = f"{measure.evidence}, {measure.design}. Counted among {measure.people}."
    # A first study says what it was for before its numbers (honesty.md, rule 14).
    before = [caveat for caveat in measure.caveats if caveat == wording.FIRST_STUDY]
    after = " ".join(caveat for caveat in measure.caveats if caveat not in before)
    return (
        f'<div data-fact="{safe_text.html(measure.fact_id)}">{stacked_table.lines(*before, quiet=True)}'
        f"<p>{safe_text.html(measure.name)}: <strong>{safe_text.html(measure.sentence)}</strong></p>"
        f"{caution.html(measure.few)}"
        f"{stacked_table.lines(measure.range_origin, f'{evidence} {comparison}', after, quiet=True)}"
        f"{passport.html(measure.passport)}{stacked_table.lines(more, quiet=True)}</div>"
    )


def _trials(row: Row) -> str:
    overdue = f"{passport.OVERDUE} {row.trials.overdue}" if row.trials.overdue else None
    return stacked_table.lines(row.trials.headline, row.trials_inside) + stacked_table.lines(
        row.trials.records, overdue, quiet=True
    )
