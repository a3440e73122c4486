"""PubMed's E-utilities on this machine: `esearch` and `esummary` in JSON, `efetch` in XML, and their failures.

    with PubMed([record("123", "A paper", doi="10.1/x", notices=[("ErratumIn", "Journal 2026", "124")])]) as pubmed:
        pubmed.trouble = {1: "503"}.get        # the first request

Troubles: html, forbidden, redirect, 429, 500, 502, 503, timeout, cut, half, no-type, and with status 200: limit (too
many requests), error (an error instead of data), backend (a search that failed), lost (a record is left out), nothing
(no record at all), form (another form), entities (XML that defines entities).
"""

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import escape

from tests.registry_stub.serving import HTML, STATUS, TOO_LONG, Answering, Served

_TERM = re.compile(r'"?([^"\[]+)"?\[doi\]')
_HEAD = (
    '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)


@dataclass(frozen=True)
class Record:
    """A paper. `title` is XML, with mark-up; a notice is (kind, citation, number)."""

    pmid: str
    title: str
    doi: str | None = None
    notices: list[tuple[str, str, str | None]] = field(default_factory=list)
    types: list[str] = field(default_factory=list)

    def xml(self) -> str:
        """As `efetch` gives it, with a comment and a cited paper that are no notices."""
        notices = "".join(
            f'<CommentsCorrections RefType="{kind}"><RefSource>{escape(where)}</RefSource>'
            + (f'<PMID Version="1">{pmid}</PMID>' if pmid else "")
            + "</CommentsCorrections>"
            for kind, where, pmid in [("CommentIn", "A comment", "9"), *self.notices, ("Cites", "A cited paper", "8")]
        )
        types = "".join(f"<PublicationType>{kind}</PublicationType>" for kind in ["Journal Article", *self.types])
        own = f'<ArticleId IdType="doi">{escape(self.doi)}</ArticleId>' if self.doi else ""
        return (
            f'<PubmedArticle><MedlineCitation><PMID Version="1">{self.pmid}</PMID><Article><Journal><JournalIssue>'
            "<PubDate><MedlineDate>2024 Nov-Dec</MedlineDate></PubDate></JournalIssue></Journal>"
            f"<ArticleTitle>{self.title}</ArticleTitle><PublicationTypeList>{types}</PublicationTypeList></Article>"
            f"<CommentsCorrectionsList>{notices}</CommentsCorrectionsList></MedlineCitation><PubmedData><ArticleIdList>"
            f'<ArticleId IdType="pubmed">{self.pmid}</ArticleId>{own}</ArticleIdList><ReferenceList><Reference>'
            '<ArticleIdList><ArticleId IdType="doi">10.9/of-a-cited-paper</ArticleId></ArticleIdList></Reference>'
            "</ReferenceList></PubmedData></PubmedArticle>"
        )


class PubMed(Served):
    """Papers, served on 127.0.0.1 while it is open."""

    path = "/entrez/eutils"

    def __init__(self, records: list[Record]) -> None:
        super().__init__(_handler(self))
        self.records = {record.pmid: record for record in records}
        self.trouble: Callable[[int], str | None] = lambda _: None
        self.key: str | None = None
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.lines: list[str] = []
        self.at: list[float] = []

    def search(self, term: str, retmax: int) -> dict[str, Any]:
        """`esearch`: numbers as strings; words not understood are dropped, and the search is widened."""
        understood = _TERM.fullmatch(term)
        wanted = understood[1].strip().lower() if understood else ""
        found = [pmid for pmid, record in self.records.items() if (record.doi or "").lower() == wanted]
        result: dict[str, Any] = {"count": str(len(found)), "retmax": str(len(found[:retmax])), "retstart": "0"}
        result |= {"idlist": found[:retmax], "translationset": [], "querytranslation": term}
        if not found:
            widened = list(self.records)[:2] if wanted.startswith("10.1/widened") else []
            result |= {"count": str(len(widened)), "idlist": widened, "querytranslation": "all[sb]"}
            result["errorlist"] = {"phrasesnotfound": [wanted], "fieldsnotfound": []}
        return {"header": {"type": "esearch", "version": "0.3"}, "esearchresult": result}

    def summary(self, numbers: list[str]) -> dict[str, Any]:
        """`esummary`: an unknown number has an error, inside status 200."""
        result: dict[str, Any] = {"uids": numbers}
        for number in numbers:
            record = self.records.get(number)
            said = {"title": record.title} if record else {"error": "cannot get document summary"}
            result[number] = {"uid": number, **said}
        return {"header": {"type": "esummary", "version": "0.3"}, "result": result}

    def fetch(self, numbers: list[str], trouble: str | None) -> str:
        """`efetch`: an unknown number is left out without a word."""
        if trouble == "entities":
            return '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><PubmedArticleSet>&a;</PubmedArticleSet>'
        if trouble == "error":
            return "<eFetchResult><ERROR>Unable to obtain query #1 at 10.0.0.7</ERROR></eFetchResult>"
        if trouble == "form":
            return "<Another><Form/></Another>"
        found = [self.records[number].xml() for number in numbers if number in self.records]
        shown = [] if trouble == "nothing" else found[1:] if trouble == "lost" else found
        return f"{_HEAD}<PubmedArticleSet>{''.join(shown)}</PubmedArticleSet>"


def record(pmid: str, title: str, **more: Any) -> Record:
    """A paper of PubMed."""
    return Record(pmid, title, **more)


def _handler(pubmed: PubMed) -> type[BaseHTTPRequestHandler]:
    class Handler(Answering):
        def question(self, query: str) -> None:
            asked = dict(parse_qsl(query, keep_blank_values=True))
            name = urlsplit(self.path).path.rpartition("/")[2]
            pubmed.lines.append(self.path)
            pubmed.asked.append((name, asked))
            pubmed.at.append(time.monotonic())
            trouble = pubmed.trouble(len(pubmed.asked))
            caller = asked.get("api_key", "127.0.0.1")
            time.sleep(TOO_LONG if trouble == "timeout" else 0)
            if "api_key" in asked and asked["api_key"] != pubmed.key:
                self.send(400, {"error": "API key invalid", "api-key": caller, "type": "client"})
            elif trouble in ("429", "limit"):
                said = {"error": "API rate limit exceeded", "api-key": caller, "count": "4", "limit": "3"}
                self.send(429 if trouble == "429" else 200, said)
            elif trouble in ("html", "forbidden"):
                self.reply(200 if trouble == "html" else 403, HTML, "text/html; charset=UTF-8")
            elif trouble == "redirect":
                self.reply(307, b"", "text/plain", headers={"Location": "http://127.0.0.1:9/elsewhere"})
            elif trouble in STATUS:
                self.reply(int(trouble), f"{STATUS[trouble]} for {caller}".encode(), "text/plain")
            else:
                self.data(name, asked, trouble)

        def data(self, name: str, asked: dict[str, str], trouble: str | None) -> None:
            numbers = [part for part in asked.get("id", "").split(",") if part]
            if name == "esearch.fcgi":
                found = pubmed.search(asked["term"], int(asked.get("retmax", "20")))
                if trouble == "backend":
                    found = {"esearchresult": {"ERROR": "Search Backend failed: timed out"}}
                if trouble == "form":
                    found = {"another": "form"}
                self.send(200, {"error": "cannot read"} if trouble == "error" else found, trouble)
            elif name == "esummary.fcgi":
                self.send(200, pubmed.summary(numbers), trouble)
            else:
                self.send(200, pubmed.fetch(numbers, trouble), trouble)

        def send(self, status: int, content: dict[str, Any] | str, trouble: str | None = None) -> None:
            body = (content if isinstance(content, str) else json.dumps(content)).encode()
            half = body[: len(body) // 2] if trouble == "half" else body
            kind = "text/xml; charset=UTF-8" if isinstance(content, str) else "application/json; charset=UTF-8"
            self.reply(status, half, None if trouble == "no-type" else kind, trouble == "cut")

    return Handler
