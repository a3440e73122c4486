"""One thing to filter by, as a page shows it.

Not here: which there are (`therapies.catalogue`, `therapies.regulatory_status`), how one is shown (`views.filters`).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facet:
    """Its name in the address, its label, and its values: id to title with how many of all have it.

    The numbers do not follow the other filters, so that the names of the choices stand still while one chooses.
    """

    name: str
    label: str
    titles: dict[str, str]
