"""What a search found, as a short list: each therapy with the word that answered. The page Therapies has all.

Not here: how it is searched (`therapies.search`).
"""

from dataclasses import dataclass

from therapies.catalogue_row import found_by, not_looked_for
from therapies.dataset import Dataset
from therapies.search import search

FIRST = 12


@dataclass(frozen=True, slots=True)
class Found:
    """One therapy: its names, and the word that answered."""

    therapy_id: str
    name: str
    full_name: str | None
    found_by: str


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The first therapies found. `more` says that there are others.

    `count` also says which words were not looked for, and what to do next where nothing was found.
    """

    count: str
    found: tuple[Found, ...]
    more: bool


def search_results(dataset: Dataset, text: str) -> SearchResults:
    """What `text` finds: the closest first, then by disease and name."""
    hits = search(dataset, text)
    found = []
    for hit in hits[:FIRST]:
        therapy = dataset.therapies[hit.therapy_id]
        full_name = therapy.name if therapy.name != therapy.short_name else None
        found.append(Found(therapy.id, therapy.short_name, full_name, found_by(hit)))
    unused = not_looked_for(hits)
    count = _count(len(hits), len(dataset.therapies)) + (f" {unused}." if unused else "")
    return SearchResults(count, tuple(found), len(hits) > FIRST)


def _count(found: int, total: int) -> str:
    if not found:
        return (
            f"No therapy of the {total} here has these words. Try a part of the name, a target or a disease. "
            "A wrong letter is forgiven, a wrong digit is not."
        )
    shown = min(found, FIRST)
    if shown < found:
        return f"{found} of {total} therapies found; the first {shown} are listed."
    return f"{found} of {total} therapies found."
