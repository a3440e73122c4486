"""Results and risks drawn as people, side by side in the same form and size, one count of people at a time.

Not here: the signs (`views.icon_array`), and which counts can be drawn (`therapies.pictures`).
"""

from collections.abc import Sequence

import streamlit as st

from therapies.measures import Measure
from therapies.pictures import Picture, Pictures, counts, pictures
from views import address, icon_array, number, safe_text


def show(results: Sequence[Measure], risks: Sequence[Measure]) -> None:
    """Draw the choice of the count, where there are several, and its pictures."""
    every = counts(results, risks)
    if not every:
        st.markdown("Our data have no counts of people that can be drawn.")
        return
    first = next(iter(every))
    chosen = address.choice("Drawn as", address.COUNTED, every, default=first) if len(every) > 1 else first
    st.html(html(pictures(results, risks, chosen)))


def html(model: Pictures) -> str:
    """HTML of both sides."""
    return (
        f'<div class="ct ct-wide"><div class="ct-beside">'
        f"<div><h3>What the studies saw</h3>{_side(model.results, False)}{_said(model.about_results)}</div>"
        f"<div><h3>Risks</h3>{_side(model.risks, True)}{_said(model.about_risks)}</div></div></div>"
    )


def _said(text: str) -> str:
    return f'<p class="ct-quiet">{safe_text.html(text)}</p>'


def _side(side: Sequence[Picture], harm: bool) -> str:
    return "".join(_picture(picture, harm) for picture in side)


def _picture(picture: Picture, harm: bool) -> str:
    """The one form of a number, with its people drawn above the count."""
    control = (
        f"<div>{_said('Comparison group')}{icon_array.html(picture.control, harm=harm)}</div>"
        if picture.control
        else ""
    )
    caption = _said("This treatment") if picture.control else ""
    drawing = f'<div class="ct-pair"><div>{caption}{icon_array.html(picture.icons, harm=harm)}</div>{control}</div>'
    return f'<div class="ct-picture">{number.html(picture.measure, explain=False, brief=True, drawing=drawing)}</div>'
