"""The record-age strip of a trial: how old its record is, who says so, and what to do before a family hears of it.

Not here: its sentences (`therapies.trial_trust`), and when a record is too old (`therapies.record_ages`).
"""

from collections.abc import Sequence

from views import safe_text


def html(trust: Sequence[str], *, takes_people: bool, fresh: bool) -> str:
    """HTML of the strip. `fresh`: the status may be said as of today; else the strip is dashed and amber."""
    asked = "Can we trust “recruiting”?" if takes_people else "What the record rests on"
    said = "".join(f"<li>{safe_text.html(text)}</li>" for text in trust)
    return f'<div class="ct-trust" data-tone="{"fresh" if fresh else "old"}"><p>{asked}</p><ul>{said}</ul></div>'
