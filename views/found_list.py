"""What a search on Home found: each therapy with a link to its page, and why it was found.

Not here: the search itself (`therapies.search`).
"""

import streamlit as st

from therapies.search_results import Found, SearchResults
from views import address, note, safe_text


def show(results: SearchResults, text: str) -> None:
    """Draw the list, and the way to the page Therapies with the same words."""
    note.show(results.count)
    if results.found:
        st.html(html(results))
        address.link(
            "therapies", "Show them all on the page Therapies" if results.more else "Show them as a table", q=text
        )
    else:
        address.link("therapies", "Look through all therapies")


def html(results: SearchResults) -> str:
    """HTML of the list."""
    return f'<div class="ct"><ul class="ct-found">{"".join(map(_item, results.found))}</ul></div>'


def _item(found: Found) -> str:
    link = safe_text.own_link(found.name, address.href("therapy", therapy=found.therapy_id))
    full = f" {safe_text.html(found.full_name)}" if found.full_name else ""
    return f'<li>{link}{full}<p class="ct-quiet">{safe_text.html(found.found_by)}</p></li>'
