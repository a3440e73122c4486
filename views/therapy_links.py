"""A list of therapies by name, each with the link to its page, after one sentence that says what they are.

Not here: the list with numbers (`views.therapy_list`).
"""

from collections.abc import Sequence

import streamlit as st

from views import address, safe_text


def show(sentence: str, therapies: Sequence[tuple[str, str]]) -> None:
    """Draw the sentence, then the therapies given as (id, name)."""
    st.html(html(sentence, therapies))


def html(sentence: str, therapies: Sequence[tuple[str, str]]) -> str:
    """HTML of the list."""
    items = "".join(map(_item, therapies))
    listed = f'<ul class="ct-columns">{items}</ul>' if items else ""
    return f'<div class="ct ct-wide"><p>{safe_text.html(sentence)}</p>{listed}</div>'


def _item(therapy: tuple[str, str]) -> str:
    therapy_id, name = therapy
    return f"<li>{safe_text.own_link(name, address.href('therapy', therapy=therapy_id))}</li>"
