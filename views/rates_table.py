"""The table of the same results that `views.interval_plot` draws, in the same order, with everything that is known.

Not here: why they are not ranked (`views.unranked`).
"""

from datetime import date

from therapies.dataset import Dataset
from therapies.number_sheets import rates_sheet
from therapies.response_rates import Rate, ResponseRates
from therapies.wording import NOT_STATED
from views import address, safe_text, stacked_table, table

HEADERS = ("Therapy and use", "Result", "Who was counted", "Study", "Evidence and source")
_WIDTHS = (20, 25, 21, 16, 18)


def show(model: ResponseRates, dataset: Dataset, today: date) -> None:
    """Draw the table, and the button for its file; nothing where the model has no results."""
    if model.rates:
        facts = [rate.measure.fact_id for rate in model.rates]
        stacked_table.show(model.title, HEADERS, [_row(rate) for rate in model.rates], _WIDTHS, facts)
        table.download_button(rates_sheet(model.rates), dataset, today, model.filters)


def _row(rate: Rate) -> tuple[str, ...]:
    measure = rate.measure
    link = safe_text.own_link(rate.therapy, address.href("therapy", therapy=rate.therapy_id))
    said = {"followed for": measure.follow_up, "data up to": measure.data_cutoff, "study": measure.trial or NOT_STATED}
    stated = [f"{name.capitalize()}: {value}" for name, value in said.items() if value != NOT_STATED]
    unstated = ", ".join(name for name, value in said.items() if value == NOT_STATED)
    return (
        f"<p>{link}</p>" + stacked_table.lines(rate.use, quiet=True),
        stacked_table.lines(measure.sentence)
        + stacked_table.lines(measure.range_origin, measure.few, *measure.caveats, quiet=True),
        stacked_table.lines(measure.cohort) + stacked_table.lines(f"Counted among {measure.people}", quiet=True),
        stacked_table.lines(f"{measure.design.capitalize()}. {measure.comparison}")
        + stacked_table.lines(*stated, f"Not stated: {unstated}." if unstated else None, quiet=True),
        stacked_table.source(measure.passport),
    )
