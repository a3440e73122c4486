"""Tables as CSV files that say where they come from. Safe to open in a spreadsheet: no cell can become a formula.

Not here: the table itself (`therapies.sheet`), and the button (`views.saving`).
"""

import csv as _csv
import io
import re
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from therapies import wording
from therapies.sheet import Sheet

PROMISE = "No medical advice. No treatment is ranked."
_BYTE_ORDER_MARK = "\ufeff"  # Excel reads the file as Windows text without it, and breaks "µ" and "≥"
# Some spreadsheets read the wide signs of East Asia as the plain ones. Where numbers have a decimal comma, a cell ends
# at a semicolon, quotes inside it are signs, and so its lines are lines of the table.
_FORMULA = re.compile(r"(?:^|(?<=[;\n]))(?=[\s\"]*[=+\-@＝＋－＠])")


class OfRelease(Protocol):
    """What a file must know of the dataset."""

    release: str
    built_at: str


def csv(sheet: Sheet, dataset: OfRelease, filters: Sequence[str], today: date) -> bytes:
    """A CSV file (UTF-8 with byte order mark, RFC 4180): lines with `#` say what it is, then headers, then rows."""
    out = io.StringIO()
    writer = _csv.writer(out, lineterminator="\r\n")
    for line in provenance(sheet.title, len(sheet.rows), dataset, filters, today):
        writer.writerow([_harmless(f"# {_one_line(line)}")])
    writer.writerow([_harmless(header) for header in sheet.headers])
    writer.writerows([_harmless(cell) for cell in row] for row in sheet.rows)
    return (_BYTE_ORDER_MARK + out.getvalue()).encode()


def provenance(title: str, rows: int, dataset: OfRelease, filters: Sequence[str], today: date) -> tuple[str, ...]:
    """What every file says about itself, line by line."""
    return (
        title,
        f"Release: {dataset.release}",
        f"Data of: {dataset.built_at}",
        f"Filters: {'; '.join(filters) or 'none'}",
        f"Rows: {rows}",
        f"Made on: {wording.day(today)}",
        PROMISE,
    )


def file_name(title: str, today: date) -> str:
    """A plain file name: "response-rates-2026-11-22.csv"."""
    words = wording.slug(title)[:60].strip("-")
    return f"{words or 'table'}-{today.isoformat()}.csv"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _harmless(text: str) -> str:
    text = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)
    return _FORMULA.sub("'", text)
