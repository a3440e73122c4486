"""The table of the same results that `views.interval_plot` draws, in the same order, with everything that is known."""

from datetime import date

from therapies.dataset import Dataset
from therapies.response_rates import Rate, ResponseRates
from therapies.wording import NOT_STATED
from views import address, passport, safe_text, stacked_table, table

HEADERS = ("Therapy and use", "Result", "Who was counted", "Study", "Evidence and source")
_WIDTHS = (20, 25, 21, 16, 18)
FILE_HEADERS = (
    "Therapy",
    "Therapy id",
    "Use",
    "Which people",
    "n of N",
    "Percent",
    "95% range (percent)",
    "Where the range comes from",
    "Result in words",
    "Counted among",
    "Few people",
    "Design",
    "Comparison",
    "Followed for",
    "Data up to",
    "Study",
    "To be said with it",
    "Evidence",
    "Checked on",
    "Due again on",
    "Source",
    "Source address",
    "Other sources say",
)


def show(model: ResponseRates, dataset: Dataset, today: date) -> None:
    """Draw the table, and the button for its file; nothing where the model has no results."""
    if model.rates:
        facts = [rate.measure.fact_id for rate in model.rates]
        stacked_table.show(model.title, HEADERS, [_row(rate) for rate in model.rates], _WIDTHS, facts)
        rows = [file_row(rate) for rate in model.rates]
        table.download_button("Response rates", FILE_HEADERS, rows, dataset, today, model.filters)


def file_row(rate: Rate) -> tuple[str, ...]:
    """One result as a row of the file, with the columns of FILE_HEADERS."""
    measure = rate.measure
    first = next(iter(measure.passport.sources), None)
    return (
        rate.therapy,
        rate.therapy_id,
        rate.use,
        measure.cohort,
        measure.count or (f"{NOT_STATED} of {measure.n}" if measure.n is not None else NOT_STATED),
        measure.value,
        measure.range or NOT_STATED,
        measure.range_origin or NOT_STATED,
        measure.sentence,
        measure.people,
        measure.few or "",
        measure.design,
        measure.comparison,
        measure.follow_up,
        measure.data_cutoff,
        measure.trial or NOT_STATED,
        " ".join(measure.caveats),
        measure.evidence,
        measure.passport.checked_on,
        measure.passport.due_on,
        passport.words(measure.passport),
        (first.url if first else None) or NOT_STATED,
        "; ".join(other.says for other in measure.passport.disagreements),
    )


def _row(rate: Rate) -> tuple[str, ...]:
    measure = rate.measure
    to = safe_text.html(address.href("therapy", therapy=rate.therapy_id))
    link = f'<p><a href="{to}" target="_self">{safe_text.html(rate.therapy)}</a></p>'
    said = {"followed for": measure.follow_up, "data up to": measure.data_cutoff, "study": measure.trial or NOT_STATED}
    stated = [f"{name.capitalize()}: {value}" for name, value in said.items() if value != NOT_STATED]
    unstated = ", ".join(name for name, value in said.items() if value == NOT_STATED)
    return (
        link + stacked_table.lines(rate.use, quiet=True),
        stacked_table.lines(measure.sentence)
        + stacked_table.lines(measure.range_origin, measure.few, *measure.caveats, quiet=True),
        stacked_table.lines(measure.cohort) + stacked_table.lines(f"Counted among {measure.people}", quiet=True),
        stacked_table.lines(f"{measure.design.capitalize()}. {measure.comparison}")
        + stacked_table.lines(*stated, f"Not stated: {unstated}." if unstated else None, quiet=True),
        stacked_table.source(measure.passport),
    )
