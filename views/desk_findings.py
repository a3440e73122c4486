"""What the check says of the text on the desk: faults with a way to their line; what differs, in facts and lines.

Not here: words of another tab (`views.desk_other`).
"""

import streamlit as st

from therapies import desk
from views import note, safe_text

_MOST = 20
_MOST_LINES = 30
_LINES = "Saving takes these lines out of the file. To keep one, write it into your text again."


def show(found: desk.Checked) -> None:
    """Draw the faults, then what the text changes."""
    st.header(found.heading)
    if found.faults:
        st.html(faults_html(found.faults))
        note.show(found.changes_heading)
    else:
        st.header(found.changes_heading)
    for change in found.changes[:_MOST]:
        st.html(change_html(change))
    if len(found.changes) > _MOST:
        st.markdown(f"And {len(found.changes) - _MOST} more.")
    if found.lines_heading:
        st.header(found.lines_heading)
    if found.lines:
        note.show(_LINES)
        show_lines(found.lines)


def show_lines(lines: tuple[str, ...]) -> None:
    """Draw lines of another text."""
    st.html(lines_html(lines[:_MOST_LINES]))
    if len(lines) > _MOST_LINES:
        st.markdown(f"And {len(lines) - _MOST_LINES} more.")


def faults_html(faults: tuple[desk.Fault, ...]) -> str:
    """HTML of the faults: the same words as on the command line."""
    return f'<div role="status"><ol class="ct ct-desk-list">{"".join(map(_fault, faults))}</ol></div>'


def _fault(fault: desk.Fault) -> str:
    place = safe_text.html(fault.place)
    if fault.here:
        where = f'data-line="{fault.line}" data-key="{safe_text.html(fault.key)}"'
        place = f'<button type="button" class="ct-desk-jump" {where}>{place}</button>'
    else:
        place = f"<strong>{place}</strong>"
    return (
        f'<li><span class="ct-care" aria-hidden="true">▲</span> {place}'
        f"<p>Wrong: {safe_text.html(fault.wrong)}</p><p>Right: {safe_text.html(fault.right)}</p></li>"
    )


def change_html(change: desk.Change) -> str:
    """HTML of one difference: what, before, now."""
    return (
        f'<div class="ct ct-desk-change"><p><strong>{safe_text.html(change.what)}</strong></p>'
        f"{_side('Before', change.before)}{_side('Now', change.after)}</div>"
    )


def lines_html(lines: tuple[str, ...]) -> str:
    """HTML of lines of the file."""
    return f'<div class="ct ct-desk-change">{"".join(f"<p>{safe_text.html(line)}</p>" for line in lines)}</div>'


def _side(title: str, lines: tuple[str, ...]) -> str:
    if not lines:
        return ""
    more = f" (and {len(lines) - 4} lines more)" if len(lines) > 4 else ""
    return f"<p>{title}: {safe_text.html(' '.join(lines[:4]))}{more}</p>"
