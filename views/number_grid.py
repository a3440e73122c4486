"""Several numbers side by side, each in the one form of `views.number`; benefits and harms in the same two sizes."""

from collections.abc import Sequence

from therapies.measures import Measure
from views import number


def html(measures: Sequence[Measure], *, large: bool = False, brief: bool = False) -> str:
    """HTML of the numbers; nothing where there are none. `brief`: the details of each stand elsewhere on the page."""
    if not measures:
        return ""
    size = "large" if large else "usual"
    numbers = "".join(number.html(measure, explain=not brief, brief=brief) for measure in measures)
    return f'<div class="ct-numbers" data-size="{size}">{numbers}</div>'
