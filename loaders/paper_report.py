"""The report on papers for curators: as data (saved, for a page to show) and as text (printed). It changes no fact.

Not here: what a finding is (`loaders.paper_findings`), and how the page Sources and checks tells it
(`therapies.watch_reports`).
"""

from typing import Any

import msgspec

from loaders.paper_findings import KINDS, Finding
from loaders.paper_sources import CitedPaper
from loaders.registry_stops import shortened
from loaders.resting_facts import RestingFacts, listed

_ORDER = {kind: place for place, kind in enumerate(KINDS)}


class PaperCopy(msgspec.Struct, frozen=True):
    """What was found on one day."""

    asked_on: str
    sources: int
    resolved: int
    findings: tuple[Finding, ...]


def report(before: PaperCopy | None, after: PaperCopy, cited: list[CitedPaper], facts: RestingFacts) -> dict[str, Any]:
    """Every finding with the facts that rest on its source and whether it is new; and those that are no more."""
    papers = {(one.therapy_id, one.source_id): one for one in cited}
    known = {finding.key() for finding in before.findings} if before else set()
    now = {finding.key() for finding in after.findings}

    def told(finding: Finding) -> dict[str, Any]:
        one = papers.get((finding.therapy_id, finding.source_id))
        return msgspec.to_builtins(finding) | {
            "title": one.title if one else None,
            "pmid": one.pmid if one else None,
            "doi": one.doi if one else None,
            "new": finding.key() not in known,
            "facts": facts.of_source(finding.therapy_id, finding.source_id),
        }

    return {
        "watch": "papers",
        "made_on": after.asked_on,
        "compared_with": before.asked_on if before else None,
        "sources": after.sources,
        "resolved": after.resolved,
        "findings": [told(finding) for finding in after.findings],
        "no_more": [told(one) | {"new": False} for one in before.findings if one.key() not in now] if before else [],
    }


def text(found: dict[str, Any]) -> str:
    """The report in words: what is new first, then what stands, by therapy."""
    compared = found["compared_with"]
    fresh = [one for one in found["findings"] if one["new"]]
    known = [one for one in found["findings"] if not one["new"]]
    resolved = f"{found['resolved']} of {found['sources']} sources with a PubMed number or a DOI were found"
    lines = [
        f"CITED PAPERS, asked of PubMed on {found['made_on']}: {resolved}.",
        f"Compared with the report of {compared}." if compared else "This is the first report: all of it is new.",
        "PubMed tells of a notice when a journal or NLM links it. Nothing found is no proof that there is none.",
        "",
        f"NEW: {len(fresh) or 'nothing'}",
        *_by_therapy(fresh),
    ]
    if compared:
        lines += ["", f"NO MORE: {len(found['no_more']) or 'nothing'}", *_by_therapy(found["no_more"])]
        lines += ["", f"AS BEFORE: {len(known) or 'nothing'}", *_by_therapy(known)]
    last = "No curated fact was changed. Read the notice, then edit the therapy's file."
    return "\n".join([*lines, "", last, ""])


def _by_therapy(findings: list[dict[str, Any]]) -> list[str]:
    lines, therapy = [], None
    for one in sorted(
        findings, key=lambda one: (one["therapy_id"], _ORDER.get(one["kind"], len(_ORDER)), one["source_id"])
    ):
        if one["therapy_id"] != therapy:
            therapy = one["therapy_id"]
            lines.append(f"  {therapy}")
        lines += _lines(one)
    return lines


def _lines(one: dict[str, Any]) -> list[str]:
    numbers = [f"PubMed {one['pmid']}" if one["pmid"] else "", f"DOI {one['doi']}" if one["doi"] else ""]
    named = shortened(", ".join(filter(None, numbers)) or "no longer cited", 160)
    lines = [
        f"    {one['kind'].upper()}: source {one['source_id']}, {named}",
        f"      {shortened(one['detail'], 500)}",
    ]
    if number := one["notice"] or one["pmid"]:
        lines.append(f"      look at: https://pubmed.ncbi.nlm.nih.gov/{shortened(number, 20)}/")
    elif one["doi"]:
        lines.append(f"      look at: https://doi.org/{shortened(one['doi'], 160)}")
    return [*lines, f"      facts that rest on it: {listed(one['facts'])}"]
