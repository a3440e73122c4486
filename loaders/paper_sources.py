"""The cited papers: the sources of the curated files that have a PubMed number or a DOI.

Not here: the addresses of all sources (`loaders.link_sources`).
"""

import re
from dataclasses import dataclass

from loaders.curated import Curated

REAL_ADDRESS = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"

_BEFORE_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


@dataclass(frozen=True)
class CitedPaper:
    """A source of a therapy, with the numbers that name its paper."""

    therapy_id: str
    source_id: str
    title: str
    pmid: str | None
    doi: str | None


def cited_papers(curated: Curated) -> list[CitedPaper]:
    """All of them, in the order of the files. Two therapies may cite one paper."""
    return [
        CitedPaper(therapy.id, source.id, source.title, source.pmid, plain_doi(source.doi))
        for therapy in curated.therapies
        for source in therapy.sources
        if source.pmid or source.doi
    ]


def plain_doi(doi: str | None) -> str | None:
    """A DOI as it is compared: small letters, without an address before it."""
    return _BEFORE_DOI.sub("", doi.strip()).casefold() or None if doi else None
