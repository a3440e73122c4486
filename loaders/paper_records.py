"""What PubMed says of a paper: its title, its DOI, and the notices that retract, doubt or correct it.

Read from the XML of `efetch`, which names each notice by its kind. Titles hold mark-up, dates are not always dates: a
title is taken as its words, a date is kept as printed. Not here: asking for papers (`loaders.paper_client`).
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, fromstring

import msgspec

from loaders.paper_sources import plain_doi

NOTICES = {
    "RetractionIn": "retracted",
    "PartialRetractionIn": "partly retracted",
    "RetractedandRepublishedIn": "retracted and republished",
    "ExpressionOfConcernIn": "expression of concern",
    "ErratumIn": "corrected",
    "CorrectedandRepublishedIn": "corrected and republished",
    "RepublishedIn": "republished",
    "UpdateIn": "updated",
}
TYPES = {
    "Retracted Publication": "retracted",
    "Retraction of Publication": "is itself a notice of retraction",
    "Retraction Notice": "is itself a notice of retraction",
    "Published Erratum": "is itself a correction of another paper",
    "Expression of Concern": "is itself an expression of concern",
}


class Notice(msgspec.Struct, frozen=True):
    """Something that was published about a paper; `where` is the citation, `pmid` its number."""

    kind: str
    where: str | None = None
    pmid: str | None = None


class Paper(msgspec.Struct, frozen=True):
    """A record of PubMed."""

    pmid: str
    title: str
    doi: str | None
    published: str | None
    notices: tuple[Notice, ...]


class UnreadableError(Exception):
    """An answer that is not a list of papers; the text says why."""


def read_papers(body: bytes) -> dict[str, Paper]:
    """The papers of an `efetch` answer by number. Raises UnreadableError for what is none, or is cut off."""
    if b"<!ENTITY" in body:
        raise UnreadableError("it defines entities")
    try:
        root = fromstring(body)  # noqa: S314 - no entities, and no outside DTD is loaded
    except (ParseError, ValueError) as error:
        raise UnreadableError("it was cut off or is not XML") from error
    if root.tag != "PubmedArticleSet":
        said = next((_words(part) for part in root.iter() if part.tag in ("ERROR", "error")), "")
        raise UnreadableError(f"it is a '{root.tag}'" + (f" and says: {said}" if said else ""))
    return {paper.pmid: paper for entry in root if (paper := _paper(entry)) is not None}


def _paper(entry: Element) -> Paper | None:
    record = entry.find("MedlineCitation") if entry.tag == "PubmedArticle" else entry.find("BookDocument")
    pmid = _words(record.find("PMID")) if record is not None else ""
    if record is None or not pmid:
        return None
    titles = (record.find(path) for path in ("Article/ArticleTitle", "ArticleTitle", "Book/BookTitle"))
    title = next((words for found in titles if (words := _words(found))), "")
    return Paper(pmid, title, _doi(entry, record), _published(record), tuple(_notices(record)))


def _notices(record: Element) -> Iterator[Notice]:
    found = [
        Notice(NOTICES[kind], _words(part.find("RefSource")) or None, _words(part.find("PMID")) or None)
        for part in record.iterfind("CommentsCorrectionsList/CommentsCorrections")
        if (kind := part.get("RefType", "")) in NOTICES
    ]
    yield from found
    kinds = {notice.kind for notice in found}
    for part in record.iterfind("Article/PublicationTypeList/PublicationType"):
        kind = TYPES.get(_words(part))
        # The type alone says it too, where the notice has no record of its own.
        if kind and not any(kind in known for known in kinds):
            kinds.add(kind)
            yield Notice(kind)


def _doi(entry: Element, record: Element) -> str | None:
    # Only the paper's own: below ReferenceList stand those of the papers that it cites.
    ids = [*entry.iterfind("PubmedData/ArticleIdList/ArticleId"), *record.iterfind("ArticleIdList/ArticleId")]
    own = [_words(part) for part in ids if part.get("IdType") == "doi"]
    own += [_words(part) for part in record.iterfind("Article/ELocationID") if part.get("EIdType") == "doi"]
    return plain_doi(next(iter(own), None))


def _published(record: Element) -> str | None:
    date = record.find("Article/Journal/JournalIssue/PubDate")
    return (" ".join(words for part in date if (words := _words(part))) or None) if date is not None else None


def _words(part: Element | None) -> str:
    return " ".join("".join(part.itertext()).split()) if part is not None else ""
