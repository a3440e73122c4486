"""The command `papers`: asks PubMed for the cited papers and reports what was retracted, doubted, corrected or lost.

The findings are kept under `data/registry/papers`, all or nothing, so that the next report says what is new. Nothing
that people curate is changed. Here: the order of steps, and the words when it did not work. Not here: what may be said
to it (`loaders.outside_commands`).
"""

import argparse
import json
from datetime import date
from pathlib import Path

import msgspec

from loaders.outside_service import Manners
from loaders.paper_client import EMAIL, PaperClient
from loaders.paper_findings import Resolved, findings, resolve
from loaders.paper_report import PaperCopy, report, text
from loaders.paper_sources import CitedPaper, cited_papers
from loaders.registry_stops import RefreshStoppedError
from loaders.report_copy import last_copy, publish
from loaders.report_shelf import REPORT
from loaders.resting_facts import RestingFacts
from loaders.stoppable import Words, curated_files, run, show, tell
from therapies.today import this_day

_PAPERS = "papers.json"
_FEW = 3  # papers of which more than half may vanish before the answers, not the papers, are doubted


def papers(options: argparse.Namespace) -> int:
    """Make a report. 0 when it is there, 1 when it could not be made, 130 when somebody pressed Ctrl-C."""
    words = Words(
        not_made="No report on papers was made.",
        still_works=lambda: _still_works(options.to),
        after_stop="run the same command again, it begins anew and takes a minute.",
    )
    return run(options.to, lambda: _report(options), words)


def _still_works(folder: Path) -> str:
    last = last_copy(folder, _PAPERS, PaperCopy)
    kept = f"the report on papers of {last[0].folder.name} stays" if last else "there was no report on papers yet"
    return f"What still works: the dashboard as before; {kept}."


def _report(options: argparse.Namespace) -> None:
    today = this_day()
    curated = curated_files(options.curated, today)
    cited = cited_papers(curated)
    if not cited:
        raise RefreshStoppedError("No source of the curated files has a PubMed number or a DOI.", "Look at --curated.")
    last = last_copy(options.to, _PAPERS, PaperCopy)
    before = last[1] if last else None
    tell(f"{len(cited)} sources with a PubMed number or a DOI")
    manners = Manners(options.pause, options.timeout, options.attempts, options.first_wait)
    with PaperClient(options.base_url, manners, tell) as client:
        if not client.has_email:
            tell(f"PubMed asks who is calling: set {EMAIL} to an e-mail address of whoever runs this.")
        resolved = resolve(client, cited)
    after = _copy(cited, resolved, today)
    _plausible(after, before)
    found = report(before, after, cited, RestingFacts(curated))
    words = text(found)
    files = {
        _PAPERS: msgspec.json.format(msgspec.json.encode(after), indent=1).decode(),
        REPORT: json.dumps(found, indent=1, ensure_ascii=False),
        "report.txt": words,
    }
    source = {"address": options.base_url, "sources": after.sources, "resolved": after.resolved}
    saved = publish(options.to, today.isoformat(), files, source)
    show(words)
    tell(f"Written: {saved.folder}")


def _copy(cited: list[CitedPaper], resolved: Resolved, today: date) -> PaperCopy:
    known = sum(
        one.pmid in resolved.by_number if one.pmid else bool(resolved.by_doi.get(one.doi or "")) for one in cited
    )
    return PaperCopy(today.isoformat(), len(cited), known, tuple(findings(cited, resolved)))


def _plausible(after: PaperCopy, before: PaperCopy | None) -> None:
    later = "Run it again tomorrow. If it stays so, look at PubMed's own page of a paper."
    if not after.resolved:
        raise RefreshStoppedError(f"PubMed knew none of {after.sources} papers: that is a fault, not news.", later)
    if before and before.resolved > _FEW and after.resolved * 2 < before.resolved:
        happened = f"PubMed knew {after.resolved} papers where it knew {before.resolved} on {before.asked_on}."
        raise RefreshStoppedError(happened, later)
