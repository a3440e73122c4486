"""A table whose cells hold several lines, and which on a narrow screen becomes one block per row, to be read downwards.

For long texts side by side. Not here: plain cells, and the button for a table's file (`views.table`).
"""

from collections.abc import Sequence
from itertools import zip_longest

import streamlit as st

from therapies.evidence import Passport
from views import badge, passport, safe_text


def lines(*texts: str | None, quiet: bool = False) -> str:
    """HTML of lines below each other; texts that are None or empty are left out. The texts are made harmless here."""
    look = ' class="ct-quiet"' if quiet else ""
    return "".join(f"<p{look}>{safe_text.html(text)}</p>" for text in texts if text)


def source(found: Passport) -> str:
    """HTML of where a line comes from: its kind of source beside its passport."""
    return f'<div class="ct-from">{badge.evidence_html(found.evidence)}{passport.html(found)}</div>'


def html(
    caption: str,
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int] = (),
    facts: Sequence[str] = (),
    whose: str = "",
) -> str:
    """HTML of the table. Headers and `caption` are texts; cells are HTML that is safe already.

    The first cell of a row is its heading. `widths`: shares of the width in percent, one for each column. `facts`: for
    each row the name of the fact that it is about. `whose`: what tells it from another table with the same caption, to
    those who hear the page.
    """
    # Drawn as blocks on a narrow screen, it stays a table to a screen reader only with its roles in full.
    columns = "".join(f'<col style="width:{width}%">' for width in widths)
    head = "".join(f'<th scope="col" role="columnheader">{safe_text.html(header)}</th>' for header in headers)
    body = "".join(_row(headers, row, fact) for row, fact in zip_longest(rows, facts, fillvalue=""))
    label = safe_text.html(f"{whose}: {caption}" if whose else caption)
    return (
        f'<div class="ct-scroll" role="region" tabindex="0" aria-label="{label}">'
        f'<table class="ct-table ct-stack" role="table"><caption>{safe_text.html(caption)}</caption>'
        f"<colgroup>{columns}</colgroup>"
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table></div>'
    )


def show(
    caption: str,
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int] = (),
    facts: Sequence[str] = (),
) -> None:
    """Draw the table; without rows draw nothing."""
    if rows:
        st.html(html(caption, headers, rows, widths, facts))


def _row(headers: Sequence[str], row: Sequence[str], fact: str) -> str:
    about = f' data-fact="{safe_text.html(fact)}"' if fact else ""
    cells = "".join(
        f'<td role="cell" data-label="{safe_text.html(header)}">{cell}</td>'
        for header, cell in zip(headers[1:], row[1:], strict=True)
    )
    return f'<tr role="row"{about}><th scope="row" role="rowheader">{row[0]}</th>{cells}</tr>'
