"""What a process that serves many needs of Python, the C library and Streamlit, set once before any page runs.

Not here: which pages may run at once (`server.turns`), and garbage, of which the data decide (`views.frame`).
"""

import ctypes
import sys
from functools import cache

from streamlit.elements import html
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

# A page takes about 15 ms of Python. With its usual 5 ms two pages take turns, and both end late.
TURN_SECONDS = 0.05
# Of the C library's own: up to eight heaps for each processor, and each keeps what its threads once needed.
HEAPS = 2
_M_ARENA_MAX = -8  # of glibc's malloc.h; other C libraries have no such heaps


_read_theme = app_session._populate_theme_msg


def prepare() -> None:
    """Long turns for threads, and few heaps: with 200 visitors 36 MB less (docs/decisions/10).

    Streamlit reads its whole configuration for the theme of each run, a tenth of all work, and goes through each piece
    of HTML with regular expressions to take away an indentation that ours has not, a twentieth.
    """
    app_session._populate_theme_msg = put_theme  # ty: ignore[invalid-assignment]
    html.clean_text = str  # ty: ignore[invalid-assignment]
    sys.setswitchinterval(TURN_SECONDS)
    if sys.platform == "linux" and (mallopt := getattr(ctypes.CDLL(None), "mallopt", None)):
        mallopt(_M_ARENA_MAX, HEAPS)


def put_theme(message: CustomThemeConfig, section: str = "theme") -> None:
    """What Streamlit's own function puts into the message: the configuration does not change while a process runs."""
    theme = _theme(section)
    if theme.ListFields():
        message.MergeFrom(theme)


@cache
def _theme(section: str) -> CustomThemeConfig:
    theme = CustomThemeConfig()
    _read_theme(theme, section)
    return theme
