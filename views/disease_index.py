"""The diseases, by group, each with the number of its therapies and the link to the page Therapies filtered by it.

Not here: the groups and their counts (`therapies.front_page`).
"""

from collections.abc import Sequence

import streamlit as st

from therapies.front_page import DiseaseGroup
from views import address, safe_text


def show(groups: Sequence[DiseaseGroup]) -> None:
    """Draw the diseases; nothing where there are none."""
    if groups:
        st.html(html(groups))


def html(groups: Sequence[DiseaseGroup]) -> str:
    """HTML of the diseases."""
    return f'<div class="ct ct-wide ct-diseases">{"".join(map(_group, groups))}</div>'


def _group(group: DiseaseGroup) -> str:
    title = safe_text.own_link(group.title, address.href("therapies", group=group.id))
    items = "".join(
        f"<li>{safe_text.own_link(disease.words, address.href('therapies', disease=disease.id))}</li>"
        for disease in group.diseases
    )
    return f"<section><h3>{title}</h3><ul>{items}</ul></section>"
