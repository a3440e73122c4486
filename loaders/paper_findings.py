"""What curators must know of a cited paper: it was retracted, doubted or corrected; or its numbers lead elsewhere.

A title of ours may describe a paper rather than repeat its title ("five-year report (stored copy)"): the words are
compared, and one that shares too few is reported to be looked at, not taken for a mistake. Not here: what PubMed says
of a paper (`loaders.paper_records`).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from loaders.paper_client import PaperClient
from loaders.paper_records import NOTICES, TYPES, Paper
from loaders.paper_sources import CitedPaper

NO_PAPER, NO_DOI, MANY, TWO, TITLE = (
    "the PubMed number leads to no paper",
    "the DOI is not found in PubMed",
    "the DOI leads to several papers",
    "the PubMed number and the DOI are of two papers",
    "the paper has another title",
)
KINDS = tuple(dict.fromkeys([*NOTICES.values(), *TYPES.values(), NO_PAPER, TWO, MANY, TITLE, NO_DOI]))
_SHARED = 0.6
# Words that say nothing of which paper it is.
_ANY_TITLE = {
    *("a", "an", "and", "as", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"),
    *("phase", "trial", "study", "patients", "people", "results", "i", "ii", "iii", "1", "2", "3"),
}
_BRACKETS = re.compile(r"\([^()]*\)")


class Finding(msgspec.Struct, frozen=True):
    """One thing about one source. `detail` says what exactly; `notice` is the number of a notice or of the paper."""

    therapy_id: str
    source_id: str
    kind: str
    detail: str
    notice: str | None = None

    def key(self) -> tuple[str, ...]:
        """What makes it one finding: for a notice its number, where it has one, else its citation."""
        about = self.notice if self.kind in NOTICES.values() and self.notice else " ".join(_words(self.detail))
        return self.therapy_id, self.source_id, self.kind, about


@dataclass(frozen=True)
class Resolved:
    """The papers that PubMed knows: by number, and by DOI the numbers of those that really bear it."""

    by_number: Mapping[str, Paper]
    by_doi: Mapping[str, tuple[str, ...]]


def resolve(client: PaperClient, cited: Iterable[CitedPaper]) -> Resolved:
    """Ask for every paper: those with a number all at once, the others by their DOI first."""
    cited = list(cited)
    hits = {doi: client.numbers_of(doi) for doi in sorted({one.doi for one in cited if one.doi and not one.pmid})}
    numbers = {one.pmid for one in cited if one.pmid} | {number for found in hits.values() for number in found}
    papers = client.papers(sorted(number for number in numbers if number.isdecimal()))
    bears = {
        doi: tuple(number for number in found if number in papers and papers[number].doi == doi)
        for doi, found in hits.items()
    }
    return Resolved(papers, bears)


def findings(cited: Iterable[CitedPaper], resolved: Resolved) -> list[Finding]:
    """All findings, by therapy and source in the order of the files."""
    return [finding for one in cited for finding in _of_source(one, resolved)]


def _of_source(one: CitedPaper, resolved: Resolved) -> list[Finding]:
    def finding(kind: str, detail: str, notice: str | None = None) -> Finding:
        return Finding(one.therapy_id, one.source_id, kind, detail, notice)

    numbers = (one.pmid,) if one.pmid else resolved.by_doi.get(one.doi or "", ())
    if not numbers:
        return [finding(NO_DOI, f"DOI {one.doi}; not every DOI is in PubMed")]
    if len(numbers) > 1:
        return [finding(MANY, f"DOI {one.doi}: {', '.join(numbers)}")]
    paper = resolved.by_number.get(numbers[0])
    if paper is None:
        return [finding(NO_PAPER, f"PubMed number {numbers[0]}")]
    found = [finding(notice.kind, notice.where or "no citation given", notice.pmid) for notice in paper.notices]
    if one.doi and paper.doi and paper.doi != one.doi:
        found.append(finding(TWO, f"on record DOI {one.doi}, in PubMed {paper.doi}: “{paper.title}”", paper.pmid))
    elif paper.title and not same_title(one.title, paper.title):
        found.append(finding(TITLE, f"on record “{one.title}”, in PubMed “{paper.title}”", paper.pmid))
    return found


def same_title(ours: str, theirs: str) -> bool:
    """Whether two titles share most words of the shorter one; what stands in brackets in ours is a remark."""
    left, right = _telling(_BRACKETS.sub(" ", ours)) or _telling(ours), _telling(theirs)
    fewer = min(len(left), len(right))
    return fewer > 0 and len(left & right) >= _SHARED * fewer


def _telling(title: str) -> set[str]:
    words = set(_words(title))
    return words - _ANY_TITLE or words


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.findall(r"\w+", "".join(letter for letter in plain if not unicodedata.combining(letter)))
