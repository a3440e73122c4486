"""The page to take away as plain data for handouts/call.typ, and the words that only this page has.

Every text is made harmless and showable here, in one place. Not here: what is said of a therapy (`therapies.handout`).
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from therapies.call_blocks import Compared, Count, Drawing, Labelled, Points, Steps, Text
from therapies.evidence import SourceLine
from therapies.handout import Chapter, Explained, Handout, Part, Piece, Section
from therapies.handout_numbers import Group, Numbers
from therapies.source_titles import family_title
from views import frame, passport, safe_text

LEAD = (
    "This is what was shown, for your talk with the doctor. A number tells what happened to other people in a study, "
    "not what will happen to one person."
)
TITLE, WORDS, SOURCES, NOTES = "The page to take away", "Words explained", "Sources", "Your notes"
NO_SOURCES = "Nothing here has a source of its own."
_STEP_HEADS = ("People", "Out of these")
SIGNS = {
    "person": "A person",
    "donor": "Another person",
    "lab": "A flask",
    "wait": "A clock",
    "chemo": "A bottle",
    "drip": "A drip bag",
}
# All but what the fonts inside the typst package can show; a test sets every sign that is let through.
_UNKNOWN = re.compile(
    "[^ -~\u00a1-\u00ac\u00ae-\u024f\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u04ff"
    "\u1e00-\u1eff\u2010-\u2027\u2030-\u2040\u2044-\u2052\u2070\u2071\u2074-\u208e\u20a0-\u20bf\u2190-\u22ff\u2500-\u25ff]"
)
_LONG_WORD = re.compile(r"\S{25,}")
_BREAK_HERE = "\u200b"


def data(paper_of: Handout, paper: str) -> dict[str, Any]:
    """All that handouts/call.typ needs, with every text made harmless and showable."""
    raw = {
        "paper": paper,
        "title": title(paper_of),
        "dates": days(paper_of),
        "footer": dates(paper_of),
        "page": "page",
        "of": "of",
        "promise": frame.PROMISE,
        "lead": LEAD,
        "overdue": overdue_said(paper_of.overdue),
        "chapters": [_chapter(paper_of, one) for one in paper_of.chapters],
        "words-title": WORDS,
        "words": [asdict(word) for word in paper_of.words],
        "sources-title": SOURCES,
        "sources": [_source(one) for one in paper_of.sources],
        "sources-none": NO_SOURCES,
        "notes-title": NOTES,
    }
    return showable(raw)


def title(paper_of: Handout) -> str:
    """The title of the document."""
    return f"{TITLE}: {paper_of.title}"


def days(paper_of: Handout) -> str:
    """When it was made, and until when nothing in it is due for a check; or that it holds what is overdue."""
    valid = (
        f"valid until {paper_of.valid_until}"
        if paper_of.valid_until
        else "some facts are overdue: ask for a newer page"
    )
    return f"Made on {paper_of.made_on} · {valid}"


def dates(paper_of: Handout) -> str:
    """The same, and from which data."""
    return f"{days(paper_of)} · release {paper_of.release}"


def overdue_said(count: int) -> str:
    """How many facts are overdue, in a sentence; "" for none."""
    if not count:
        return ""
    facts = "1 fact here is" if count == 1 else f"{count} facts here are"
    return f"{facts} overdue for a check and may have changed. The sign {passport.OVERDUE} marks where."


def _source(source: SourceLine) -> dict[str, Any]:
    return {
        "title": f"{family_title(source.title)}.",
        "about": source.about,
        "url": safe_text.address(source.url),
    }


def _chapter(paper_of: Handout, chapter: Chapter) -> dict[str, Any]:
    sections = [_section(paper_of, one) for one in chapter.sections]
    return {"title": chapter.title, "therapy": chapter.therapy, "sections": sections}


def _section(paper_of: Handout, section: Section) -> dict[str, Any]:
    parts = [_part(paper_of, one) for one in section.parts]
    return {"question": section.question, "heading": section.heading, "wide": section.wide, "parts": parts}


def _part(paper_of: Handout, part: Part) -> dict[str, Any]:
    return {
        "heading": part.heading,
        "overdue": part.overdue,
        "origin": part.origin,
        "blocks": [_block(paper_of, one) for one in part.blocks],
    }


def _block(paper_of: Handout, block: Piece) -> dict[str, Any]:
    kind, fields = type(block).__name__.lower(), {}
    match block:
        case Text() | Points() | Explained() | Labelled():
            fields = asdict(block)
        case Numbers():
            key = shared_key(block.counts)
            fields = {
                "said": " ".join((*key, said_of_all(block))).strip(),
                "care": block.care,
                "left-title": block.left_title,
                "left": _side(paper_of, block.left, key),
                "right-title": block.right_title,
                "right": _side(paper_of, block.right, key),
                "left-none": block.left_none,
                "right-none": block.right_none,
            }
        case Steps():
            fields = {**asdict(block), "heads": _STEP_HEADS}
        case Drawing():
            steps = [{**asdict(step), "alt": SIGNS[step.sign]} for step in block.making.steps]
            fields = {"making": {"steps": steps}}
        case Compared():
            rows = [{"name": name, "cells": cells} for name, cells in block.rows]
            fields = {"heads": block.heads, "all-heads": ("Treatment", *block.heads), "rows": rows}
    return {"kind": kind, **fields}


def _side(paper_of: Handout, groups: Sequence[Group], key: tuple[str, ...]) -> list[dict[str, Any]]:
    """The numbers of one side; the first of a group has what is said in front of the group."""
    return [
        {
            **_count(paper_of, count, key),
            "before": "" if place else said_of_group(group),
            "warned": "" if place else group.care,
        }
        for group in groups
        for place, count in enumerate(group.counts)
    ]


def _count(paper_of: Handout, count: Count, shared: tuple[str, ...]) -> dict[str, Any]:
    return {
        "name": count.name,
        "count": count.count,
        "rest": count.rest,
        "care": count.care or "",
        "late": paper_of.late.get(count.fact_id, ""),
        "details": " ".join((*own_key(count, shared), *count.details)),
        "pictures": [asdict(one) for one in (count.icons, count.control) if one],
    }


def said_of_all(numbers: Numbers) -> str:
    """What all numbers share; "" for nothing."""
    return f"All {len(numbers.counts)} numbers: {' '.join(numbers.said)}" if numbers.said else ""


def said_of_group(group: Group) -> str:
    """What the numbers of a group share; "" for nothing."""
    return f"The next {len(group.counts)} numbers: {' '.join(group.said)}" if group.said else ""


def shared_key(counts: Sequence[Count]) -> tuple[str, ...]:
    """The sentences on what a sign stands for that all drawings of these numbers share, to be said once."""
    keys = [_sentences(one.icons.key) for one in counts if one.icons]
    return tuple(text for text in keys[0] if all(text in key for key in keys)) if keys else ()


def own_key(count: Count, shared: tuple[str, ...]) -> tuple[str, ...]:
    """What one sign of this drawing stands for, where not said already, and which drawing is the comparison group."""
    own = [text for text in _sentences(count.icons.key) if text not in shared] if count.icons else []
    return (*own, *(("The second drawing is the comparison group.",) if count.icons and count.control else ()))


def _sentences(text: str) -> list[str]:
    return [f"{part.rstrip('.')}." for part in text.split(". ") if part]


def showable(value: Any) -> Any:
    """The same data with every text in signs that the fonts have: another one becomes an empty square."""
    if isinstance(value, str):
        return _shown(value)
    if isinstance(value, dict):
        return {name: one if name == "url" else showable(one) for name, one in value.items()}
    return [showable(one) for one in value] if isinstance(value, list | tuple) else value


@safe_text.kept(4096)
def _shown(text: str) -> str:
    signs = unicodedata.normalize("NFC", safe_text.plain(text))
    known = _UNKNOWN.sub(lambda found: _nearest(found[0]), signs)
    return _LONG_WORD.sub(lambda found: _BREAK_HERE.join(re.findall(".{1,6}", found[0])), known)


def _nearest(sign: str) -> str:
    plain = unicodedata.normalize("NFKC", sign)
    return "□" if _UNKNOWN.search(plain) else plain
