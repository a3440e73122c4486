"""The word that somebody means who wrote another one: in other letters, with a space, or misspelt.

Not here: dates (`loaders.meant_dates`), countries (`loaders.country_codes`), words of a search (`therapies.search`).
"""

import difflib
import re
from collections.abc import Iterable


def near(given: str, known: Iterable[str]) -> str:
    """The known word that is meant, as a question to put before the remedy; nothing where none is like it."""
    plain = {_plain(word): word for word in reversed(list(known))}
    found = difflib.get_close_matches(_plain(given), plain, n=1)
    return f"did you mean '{plain[found[0]]}'? " if found else ""


def _plain(word: str) -> str:
    """Capital letters, and what stands between the words, make no difference."""
    return re.sub(r"[\s_-]+", "-", word.strip().casefold())
