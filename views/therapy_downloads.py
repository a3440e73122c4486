"""The downloads of a therapy's page: a table as a CSV file that names the therapy and the data it came from."""

from therapies.sheet import Sheet
from views import table
from views.frame import Frame


def button(sheet: Sheet, therapy: str, here: Frame) -> None:
    """Draw "Download as CSV" for one table of a therapy; nothing where the table has no rows."""
    if sheet.rows:
        title = f"{sheet.title} of {therapy}"
        table.download_button(title, sheet.headers, sheet.rows, here.dataset, here.today, (f"Therapy: {therapy}",))
