"""What all plots have in common: still, quiet, in the theme's colours, no text obeyed. Not here: what they show."""

from views import safe_text, session
from views.palette import Palette

_ONLY_THE_IMAGE = ("zoom2d", "pan2d", "select2d", "lasso2d", "zoomIn2d", "zoomOut2d", "autoScale2d", "resetScale2d")


def layout(height: int, above: int, below: int, look: Palette) -> dict[str, object]:
    """The part of a Plotly layout that is the same everywhere. `height` in pixels, without what is above and below."""
    return {
        "height": height + above + below,
        "margin": {"l": 14, "r": 22, "t": above, "b": below},
        "paper_bgcolor": look.ground,
        "plot_bgcolor": look.ground,
        "font": {"color": look.ink, "size": 14},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": look.panel,
            "bordercolor": look.line,
            "font": {"color": look.ink},
            "align": "left",
        },
    }


def config(filename: str) -> dict[str, object]:
    """Plotly's own controls: saving the picture under this name, and nothing else."""
    return {
        "displaylogo": False,
        # A picture has no name of a release in it: none is saved from a draft.
        "displayModeBar": False if session.draft() else "hover",
        "modeBarButtonsToRemove": list(_ONLY_THE_IMAGE),
        "toImageButtonOptions": {"filename": filename, "scale": 2},
        "scrollZoom": False,
        "doubleClick": False,
    }


def text(said: str) -> str:
    """A text for a plot: Plotly reads a little HTML in it, and here none of that is obeyed."""
    return safe_text.plain(said).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
