"""Every link that the curated files cite, and where it stands: of therapies, words, ways of access and the glossary.

A source with a DOI or a PubMed number and no address of its own is cited by the address that the number leads to. Not
here: the cited papers as PubMed is asked for them (`loaders.paper_sources`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote, urldefrag, urlsplit

from loaders.curated import Curated
from loaders.paper_sources import plain_doi
from loaders.records import Source
from loaders.reference_records import ReadSource
from loaders.yaml_text import Document, Path_, read


@dataclass(frozen=True)
class CitedLink:
    """One citation of an address: whose, which source, its place in a file. `fact` names what is not a therapy's."""

    address: str
    therapy_id: str | None
    source_id: str
    title: str
    file: str
    path: Path_
    fact: str | None = None

    @property
    def asked(self) -> str:
        """The address as it is asked: the same page has the same one, whatever part of it is meant."""
        return page_address(self.address)


def page_address(address: str) -> str:
    """An address without its fragment, with the name of the site in small letters."""
    plain = urldefrag(address)[0]
    try:
        parts = urlsplit(plain)
        return parts._replace(netloc=parts.netloc.lower(), path=parts.path or "/").geturl()
    except ValueError:
        return plain


def cited_links(curated: Curated) -> list[CitedLink]:
    """All of them, in the order of the files."""
    return [*_of_therapies(curated), *_of_pathways(curated), *_of_glossary(curated)]


class Lines:
    """The line of a citation in its file as it is now."""

    def __init__(self, folder: Path) -> None:
        self._document = cache(lambda file: read(folder / file, Path(file)))

    def of(self, link: CitedLink) -> int:
        """The line; 1 when the file cannot be read any more."""
        document: Document = self._document(link.file)
        return document.line_of(link.path)


def _of_therapies(curated: Curated) -> Iterator[CitedLink]:
    for therapy in curated.therapies:
        for place, source in enumerate(therapy.sources):
            if found := _address(source):
                key, address = found
                file = f"therapies/{therapy.id}.yaml"
                yield CitedLink(address, therapy.id, source.id, source.title, file, ("sources", place, key))


def _address(source: Source) -> tuple[str, str] | None:
    if source.url:
        return "url", source.url
    if doi := plain_doi(source.doi):
        return "doi", f"https://doi.org/{quote(doi, safe='/()._-;:')}"
    if source.pmid:
        return "pmid", f"https://pubmed.ncbi.nlm.nih.gov/{quote(source.pmid)}/"
    return None


def _of_pathways(curated: Curated) -> Iterator[CitedLink]:
    file = "pathways.yaml"
    for place, word in enumerate(curated.pathways.designations):
        yield from _read(word.sources, file, ("designations", place), f"designations/{word.id}")
    for place, route in enumerate(curated.pathways.access_routes):
        fact = f"access_routes/{route.id}"
        yield from _read(route.sources, file, ("access_routes", place), fact)
        for number, address in enumerate(route.official_links):
            path = ("access_routes", place, "official_links", number)
            yield CitedLink(address, None, f"official link {number + 1}", route.name, file, path, fact)


def _of_glossary(curated: Curated) -> Iterator[CitedLink]:
    for place, term in enumerate(curated.glossary.terms):
        yield from _read(term.sources, "glossary.yaml", ("terms", place), f"glossary/{term.slug()}")


def _read(sources: list[ReadSource], file: str, entry: Path_, fact: str) -> Iterator[CitedLink]:
    for number, source in enumerate(sources):
        if source.url:
            path = (*entry, "sources", number, "url")
            yield CitedLink(source.url, None, f"source {number + 1}", source.title, file, path, fact)
