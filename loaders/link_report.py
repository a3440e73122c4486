"""The report on links for curators: as data (saved, for a page to show) and as text (printed). It changes no fact.

Not here: what an answer means (`loaders.link_answers`), and how the page Sources and checks tells it
(`therapies.watch_reports`).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from loaders.link_answers import ELSEWHERE, FINE, GONE, MOVED, REFUSED, UNANSWERED
from loaders.link_memory import GONE_ONCE, LinkCopy, Seen
from loaders.link_sources import CitedLink, Lines
from loaders.registry_stops import shortened
from loaders.resting_facts import RestingFacts, listed

TITLES = {
    GONE: "GONE, not found on two days",
    GONE_ONCE: "NOT FOUND ON ONE DAY, which may be a mishap: run this again on another day",
    ELSEWHERE: "ELSEWHERE, a home page or a page of faults comes instead",
    MOVED: "MOVED FOR GOOD, put in the new address when it is the same page",
    REFUSED: "REFUSED, the page may be there: look at it in a browser",
    UNANSWERED: "NOT ANSWERED, the page may be there",
}
_ORDER = {kind: place for place, kind in enumerate(TITLES)}
_NAMED = 12


@dataclass(frozen=True)
class Asked:
    """How many addresses were asked for this report, and which were left for another day."""

    count: int
    left: Sequence[str]


def report(
    before: LinkCopy | None,
    after: LinkCopy,
    cited: Sequence[CitedLink],
    asked: Asked,
    lines: Lines,
    facts: RestingFacts,
) -> dict[str, Any]:
    """Each citation of an address that is not in its place, with the facts that rest on it and whether that is new."""
    links = {one.address: one for one in after.links}
    known = {one.address: one for one in before.links} if before else {}

    def told(link: CitedLink) -> dict[str, Any]:
        one = links[link.asked]
        rest = [link.fact] if link.fact else facts.of_source(link.therapy_id or "", link.source_id)
        return {
            **msgspec.to_builtins(one),
            "kind": one.kind,
            "address": link.address,
            "therapy_id": link.therapy_id,
            "owner": link.therapy_id or link.fact,
            "source_id": link.source_id,
            "title": link.title,
            "file": link.file,
            "line": lines.of(link),
            "new": _is_new(known.get(link.asked), one),
            "facts": rest,
        }

    findings = [told(link) for link in cited if (one := links.get(link.asked)) and one.kind != FINE]
    findings.sort(key=lambda one: (_ORDER[one["kind"]], not one["new"], one["address"]))
    return {
        "watch": "links",
        "made_on": after.asked_on.isoformat(),
        "compared_with": before.asked_on.isoformat() if before else None,
        **_counts(after, cited, asked),
        "findings": findings,
        "fine_again": _fine_again(known, links),
    }


def _counts(after: LinkCopy, cited: Sequence[CitedLink], asked: Asked) -> dict[str, Any]:
    return {
        "citations": len(cited),
        "addresses": len({link.asked for link in cited}),
        "asked": asked.count,
        "left": sorted(asked.left),
        "kinds": dict(Counter(one.kind for one in after.links)),
        "moved_slightly": sum(one.kind == FINE and one.moved_to is not None for one in after.links),
    }


def _is_new(before: Seen | None, now: Seen) -> bool:
    return before is None or (before.kind, before.moved_to) != (now.kind, now.moved_to)


def _fine_again(known: Mapping[str, Seen], links: Mapping[str, Seen]) -> list[str]:
    return sorted(
        address
        for address, one in links.items()
        if one.kind == FINE and address in known and known[address].kind != FINE
    )


def text(found: dict[str, Any]) -> str:
    """The report in words: the kinds in a fixed order, in each what is new first."""
    kinds, compared = found["kinds"], found["compared_with"]
    cited = f"{found['addresses']:,} addresses, cited {found['citations']:,} times"
    slightly = f"{found['moved_slightly']:,} moved only from http to https, by www. or a last slash"
    lines = [
        f"LINKS OF THE SOURCES on {found['made_on']}: {cited}.",
        f"Asked now: {found['asked']:,}. The others were in their place within the last 7 days, or stand last here.",
        f"In their place: {kinds.get(FINE, 0):,}; of these {slightly}.",
        "; ".join(f"{title.partition(',')[0].capitalize()}: {kinds.get(kind, 0):,}" for kind, title in TITLES.items())
        + ".",
        f"Compared with the report of {compared}." if compared else "This is the first report: all of it is new.",
        "A page that answers was not read: one that says “not found” with a status of 200 is not noticed.",
    ]
    for kind, title in TITLES.items():
        lines += ["", f"{title}: {kinds.get(kind, 0) or 'none'}"]
        lines += _by_address([one for one in found["findings"] if one["kind"] == kind])
    lines += _listed("FINE AGAIN", found["fine_again"])
    lines += _listed("LEFT FOR ANOTHER DAY, because the site asks for fewer requests", found["left"])
    return "\n".join([*lines, "", "No curated fact was changed. Open the page, then edit the file.", ""])


def _listed(title: str, addresses: Sequence[str]) -> list[str]:
    if not addresses:
        return []
    more = [f"  and {len(addresses) - _NAMED:,} more"] if len(addresses) > _NAMED else []
    return ["", f"{title}: {len(addresses):,}", *(f"  {shortened(one, 300)}" for one in addresses[:_NAMED]), *more]


def _by_address(findings: Sequence[dict[str, Any]]) -> list[str]:
    lines, address = [], None
    for one in findings:
        if one["address"] != address:
            address = one["address"]
            lines += [f"  {shortened(address, 500)}", f"    {'NEW. ' if one['new'] else ''}{said(one)}"]
            if one["moved_to"]:
                lines.append(f"    new address: {one['moved_to']}")
        lines += [
            f"    {one['file']}:{one['line']}: {one['owner']}, {one['source_id']}, “{shortened(one['title'], 160)}”",
            f"      facts that rest on it: {listed(one['facts'])}",
        ]
    return lines


def said(one: dict[str, Any]) -> str:
    """What was seen, since when, and when the page was last there."""
    last = f"last there on {one['last_there']}" if one["last_there"] else "not seen in its place before"
    return f"{shortened(one['why'], 300)} So since {one['since']}, {last}."
