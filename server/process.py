"""What a process with many threads needs of Python and of the C library, set once before any page runs.

Not here: which pages may run at once (`server.turns`), and garbage, of which the data decide (`views.frame`).
"""

import ctypes
import sys

# A page takes about 15 ms of Python. With its usual 5 ms two pages take turns, and both end late.
TURN_SECONDS = 0.05
# Of the C library's own: up to eight heaps for each processor, and each keeps what its threads once needed.
HEAPS = 2
_M_ARENA_MAX = -8  # of glibc's malloc.h; other C libraries have no such heaps


def prepare() -> None:
    """Long turns for threads, and few heaps: with 200 visitors 36 MB less (docs/decisions/10)."""
    sys.setswitchinterval(TURN_SECONDS)
    if sys.platform == "linux" and (mallopt := getattr(ctypes.CDLL(None), "mallopt", None)):
        mallopt(_M_ARENA_MAX, HEAPS)
