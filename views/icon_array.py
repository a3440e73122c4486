"""An icon array: people as signs in one block, filled ones first. The same size for a benefit and for a harm.

Full and empty signs differ in shape, not only in colour, so it reads in greyscale and on paper. Not here: how many
signs, and how many are filled (`therapies.icons`).
"""

from therapies.icons import Icons
from views import safe_text

IN_A_ROW = 10


def html(icons: Icons, *, harm: bool = False) -> str:
    """HTML of the array, with its text alternative and what one sign stands for."""
    filled = '<i data-filled="yes"></i>' * icons.filled
    empty = '<i data-filled="no"></i>' * (icons.total - icons.filled)
    size = "hundred" if icons.total > 3 * IN_A_ROW else "people"
    return (
        f'<div class="ct-icons" role="img" aria-label="{safe_text.html(icons.said)}" data-size="{size}" '
        f'data-side="{"harm" if harm else "benefit"}">{filled}{empty}</div>'
        f'<p class="ct-quiet">{safe_text.html(icons.key)}</p>'
    )
