"""How fresh the data are: a table of the kinds of fact, with how many are overdue for a check.

Not here: which facts those are (`views.due_tables`).
"""

import streamlit as st

from therapies.freshness import Freshness
from views import address, note, safe_text, table

HEADERS = ("Kind of fact", "Overdue for a check", "In all", "Oldest check")


def show(model: Freshness) -> None:
    """Draw the headline, the table, and the ways to the pages of what changed and of the facts."""
    st.header(safe_text.markdown(model.headline))
    note.show(f"Release {model.release}. {model.checks}")
    table.show("Facts by kind", HEADERS, model.rows, empty="There is nothing to check.")
    address.link("changes", "What changed since we last spoke")
    address.link("sources_and_checks", "Which facts are overdue, and how facts are checked", show="checks")
