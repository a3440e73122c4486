"""The drawing of how a treatment is made and given: signs in a row with an arrow between them, each with its words.

It is a list, so that what is drawn is also what is read aloud. The signs are the files of static/making/. Not here:
which steps there are (`therapies.making`).
"""

from therapies.making import Making, MakingStep
from views import safe_text


def html(making: Making) -> str:
    """HTML of the steps, in their order."""
    steps = "".join(_step(step) for step in making.steps)
    return f'<ol class="call-making" aria-label="{safe_text.html(making.heading)}">{steps}</ol>'


def _step(step: MakingStep) -> str:
    more = f"<small>{safe_text.html(step.more)}</small>" if step.more else ""
    sign = f'<li data-sign="{safe_text.html(step.sign)}"><span aria-hidden="true"></span>'
    return f"{sign}<b>{safe_text.html(step.words)}</b>{more}</li>"
