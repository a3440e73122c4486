"""The changes of the register as a table: study, therapies, what changed, before and after. And its files.

Not here: the changes of our own data (`views.changed_data`).
"""

from datetime import date

import streamlit as st

from therapies.change_feed import atom
from therapies.recruiting import REGISTER
from therapies.what_changed import WhatChanged
from views import safe_text, saving, stacked_table, table
from views.frame import Frame

HEADERS = ("Study", "Therapies", "What changed", "Before", "After")
_WIDTHS = (28, 16, 14, 21, 21)
NOTHING = "Nothing changed for this choice. Choose another disease or therapy, or look again after the next refresh."


def show(found: WhatChanged, here: Frame, day: date) -> None:
    """Draw the table and the buttons for its files; `day` is that of the newer copy."""
    rows = [
        (
            f"<p>{safe_text.link(f'{one.title} ({one.nct})', f'{REGISTER}{one.nct}')}</p>",
            stacked_table.lines(", ".join(found.therapies[one.nct]) or "of the disease"),
            stacked_table.lines(one.about),
            stacked_table.lines(one.before or "nothing"),
            stacked_table.lines(one.after or "nothing"),
        )
        for one in found.changes
    ]
    stacked_table.show(found.compared, HEADERS, rows, _WIDTHS)
    if not rows:
        st.markdown(NOTHING)
    if found.changes:
        table.download_button(found.sheet, here.dataset, here.today)
        saving.button(
            "Download as Atom feed",
            data=lambda: atom(found, day),
            file_name=f"changes-{day.isoformat()}.atom",
            mime="application/atom+xml",
            key="feed of the register",
        )
