"""The page to take away as plain data for handouts/call.typ, and the words that only this page has.

Every text is made harmless and showable here, in one place. Not here: what is said of a therapy (`therapies.handout`).
"""

import re
import unicodedata
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from therapies.call_blocks import Block, Compared, Count, Drawing, Labelled, Points, Sides, Steps, Text
from therapies.evidence import SourceLine
from therapies.handout import Chapter, FactRow, Handout, Part, Section, sources_said
from views import frame, passport, safe_text

LEAD = (
    "This is what was shown, in the same words and with the same numbers. It is for your talk with the "
    "doctor. A number tells what happened to other people in a study. It does not tell what will happen to one person."
)
TITLE, WORDS, FACTS, SOURCES, NOTES = (
    *("The page to take away", "Words explained", "Where the numbers come from", "Sources", "Your notes"),
)
FACT_HEADS = ("What was shown", "Sources", "Checked", "To be checked again by")
NO_FACTS = "Nothing here has a source of its own."
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
        "dates": dates(paper_of),
        "footer": dates(paper_of),
        "page": "page",
        "of": "of",
        "promise": frame.PROMISE,
        "lead": LEAD,
        "overdue": overdue_said(paper_of.overdue),
        "chapters": [_chapter(paper_of, one) for one in paper_of.chapters],
        "words-title": WORDS,
        "words": [asdict(word) for word in paper_of.words],
        "facts-title": FACTS,
        "facts-none": NO_FACTS,
        "facts": [
            {"title": title, "heads": FACT_HEADS, "rows": [fact_said(row) for row in rows]}
            for title, rows in paper_of.facts
        ],
        "sources-title": SOURCES,
        "sources": [_source(one) for one in paper_of.sources],
        "notes-title": NOTES,
    }
    return showable(raw)


def title(paper_of: Handout) -> str:
    """The title of the document."""
    return f"{TITLE}: {paper_of.title}"


def dates(paper_of: Handout) -> str:
    """When it was made, until when nothing in it is due for a check, and from which data."""
    return f"Made on {paper_of.made_on} · valid until {paper_of.valid_until} · release {paper_of.release}"


def overdue_said(count: int) -> str:
    """How many facts are overdue, in a sentence; "" for none."""
    if not count:
        return ""
    subject = "1 fact here is" if count == 1 else f"{count} facts here are"
    return f"{subject} overdue for a check and may have changed. The sign {passport.OVERDUE} marks where."


def fact_said(row: FactRow) -> dict[str, Any]:
    """A row of the table of facts, in words."""
    others = [f"Another source says: {says} ({sources_said(numbers).rstrip('.')})" for says, numbers in row.others]
    due = f"Overdue for a check since {row.due_on}" if row.overdue else row.due_on
    numbers = ", ".join(map(str, row.sources)) or "none"
    return {
        "names": row.names,
        "sources": numbers,
        "checked": row.checked_on,
        "due": due,
        "overdue": row.overdue,
        "others": others,
    }


def _source(source: SourceLine) -> dict[str, Any]:
    return {
        "title": f"{source.title.rstrip('.')}.",
        "about": source.about,
        "url": safe_text.address(source.url),
    }


def _chapter(paper_of: Handout, chapter: Chapter) -> dict[str, Any]:
    sections = [_section(paper_of, one) for one in chapter.sections]
    return {"title": chapter.title, "aside": chapter.aside, "sections": sections}


def _section(paper_of: Handout, section: Section) -> dict[str, Any]:
    parts = [_part(paper_of, one) for one in section.parts]
    return {"question": section.question, "heading": section.heading, "parts": parts}


def _part(paper_of: Handout, part: Part) -> dict[str, Any]:
    return {
        "heading": part.heading,
        "overdue": part.overdue,
        "sources": sources_said(part.sources) if part.sources else "",
        "blocks": [_block(paper_of, one) for one in part.blocks],
    }


def _block(paper_of: Handout, block: Block) -> dict[str, Any]:
    kind, fields = type(block).__name__.lower(), {}
    match block:
        case Text() | Points() | Labelled():
            fields = asdict(block)
        case Sides():
            key = shared_key(block)
            fields = {
                "left-title": block.left_title,
                "left": [_count(paper_of, one, key) for one in block.left],
                "right-title": block.right_title,
                "right": [_count(paper_of, one, key) for one in block.right],
                "left-none": block.left_none,
                "right-none": block.right_none,
                "key": " ".join(key),
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


def shared_key(sides: Sides) -> tuple[str, ...]:
    """The sentences on what a sign stands for that all drawings of these numbers share, to be said once."""
    keys = [_sentences(one.icons.key) for one in (*sides.left, *sides.right) if one.icons]
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


@lru_cache(maxsize=4096)
def _shown(text: str) -> str:
    signs = unicodedata.normalize("NFC", safe_text.plain(text))
    known = _UNKNOWN.sub(lambda found: _nearest(found[0]), signs)
    return _LONG_WORD.sub(lambda found: _BREAK_HERE.join(re.findall(".{1,6}", found[0])), known)


def _nearest(sign: str) -> str:
    plain = unicodedata.normalize("NFKC", sign)
    return "□" if _UNKNOWN.search(plain) else plain
