"""The downloads of a therapy's page: a table as a CSV file that names the therapy and the data it came from."""

from dataclasses import replace

from therapies.sheet import Sheet
from views import table
from views.frame import Frame


def button(sheet: Sheet, therapy: str, here: Frame) -> None:
    """Draw "Download as CSV" for one table of a therapy; nothing where the table has no rows."""
    if sheet.rows:
        of_therapy = replace(sheet, title=f"{sheet.title} of {therapy}")
        table.download_button(of_therapy, here.dataset, here.today, (f"Therapy: {therapy}",))
