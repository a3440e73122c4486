"""The page to take away as one HTML page: no script, no other file, no address but those of the sources.

The pieces are drawn as on the screen (`views.call_stage`); here are only the order of the document and its own lists.
How it looks on screen and on paper is in leave_behind.css. Not here: words that the PDF has too
(`views.leave_behind_data`).
"""

import base64
from dataclasses import replace
from functools import cache
from pathlib import Path

from therapies.call_blocks import Count, Text
from therapies.handout import Chapter, Explained, Handout, Part, Piece, Section
from therapies.handout_numbers import Group, Numbers
from views import call_stage, frame, passport, safe_text
from views import leave_behind_data as words

_RULED = 10


def page(paper: Handout) -> str:
    """The whole page."""
    title = safe_text.html(words.title(paper))
    late = words.overdue_said(paper.overdue)
    body = (
        f"<header><h1>{title}</h1><p class='quiet'>{safe_text.html(words.dates(paper))}</p>"
        f"<div class='lead'><p><strong>{safe_text.html(frame.PROMISE)}</strong></p><p>{safe_text.html(words.LEAD)}</p>"
        f"{f'<p><strong>{passport.OVERDUE} {safe_text.html(late)}</strong></p>' if late else ''}</div></header>"
        f"{''.join(_chapter(paper, one) for one in paper.chapters)}{_words(paper)}{_sources(paper)}{_notes()}"
        f"<footer><p class='quiet'>{safe_text.html(words.dates(paper))}<br>{safe_text.html(frame.PROMISE)}</p></footer>"
    )
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_style()}</style></head>'
        f"<body><main>{body}</main></body></html>\n"
    )


@cache
def _style() -> str:
    """The style sheet, with the signs of the drawing inside it."""
    rules = [Path(__file__).with_name("leave_behind.css").read_text(encoding="utf-8")]
    for sign in words.SIGNS:
        drawing = base64.b64encode((frame.ROOT / "static" / "making" / f"{sign}.svg").read_bytes()).decode()
        rules.append(
            f'.call-making [data-sign={sign}] span {{ background-image: url("data:image/svg+xml;base64,{drawing}"); }}'
        )
    return "\n".join(rules)


def _chapter(paper: Handout, chapter: Chapter) -> str:
    sections = "".join(_section(paper, one) for one in chapter.sections)
    kind = "therapy" if chapter.therapy else "after"
    return f"<section class='{kind}'><h2>{safe_text.html(chapter.title)}</h2>{sections}</section>"


def _section(paper: Handout, section: Section) -> str:
    question = f'<span class="question">{safe_text.html(section.question)} </span>' if section.question else ""
    heading = f"<h3>{question}{safe_text.html(section.heading)}</h3>" if section.heading else ""
    level = 4 if section.heading else 3
    kind = "wide" if section.wide else "text"
    parts = "".join(_part(paper, part, level) for part in section.parts)
    return f'<section class="{kind}">{heading}{parts}</section>'


def _part(paper: Handout, part: Part, level: int) -> str:
    heading = f"<h{level}>{safe_text.html(part.heading)}</h{level}>" if part.heading else ""
    late = "".join(f'<p class="call-late">{passport.OVERDUE} {safe_text.html(said)}</p>' for said in part.overdue)
    below = level + 1 if part.heading else level
    blocks = "".join(_block(paper, block, below) for block in part.blocks)
    return f"{heading}{late}{blocks}{_quiet(part.origin)}"


def _block(paper: Handout, block: Piece, level: int) -> str:
    if isinstance(block, Explained):
        items = (f"{safe_text.html(said)} <small>{safe_text.html(why)}</small>" for said, why in block.items)
        return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
    return _numbers(paper, block, level) if isinstance(block, Numbers) else call_stage.block_html(block)


def _numbers(paper: Handout, numbers: Numbers, level: int) -> str:
    key = words.shared_key(numbers.counts)
    said = " ".join((*key, words.said_of_all(numbers))).strip()
    left = _side(paper, numbers.left_title, numbers.left, numbers.left_none, key, level)
    right = _side(paper, numbers.right_title, numbers.right, numbers.right_none, key, level)
    sides = f'<div class="call-sides">{left}{right}</div>'
    return f"{_quiet(said)}{_care(numbers.care)}{sides}"


def _side(paper: Handout, title: str, groups: tuple[Group, ...], none: str, key: tuple[str, ...], level: int) -> str:
    if not groups:
        return f"<div><p><strong>{safe_text.html(title)}:</strong> {safe_text.html(none)}</p></div>"
    found = []
    for group in groups:
        counts = (call_stage.count_html(title, _marked(paper, one, key), level) for one in group.counts)
        found.append(f"{_quiet(words.said_of_group(group))}{_care(group.care)}{''.join(counts)}")
    return f"<div>{''.join(found)}</div>"


def _quiet(said: str) -> str:
    return f'<p class="quiet">{safe_text.html(said)}</p>' if said else ""


def _care(said: str) -> str:
    return call_stage.block_html(Text(said, care=True)) if said else ""


def _marked(paper: Handout, count: Count, key: tuple[str, ...]) -> Count:
    """The number with the mark of an overdue fact in front of its details, and what its own drawing means."""
    late = paper.late.get(count.fact_id)
    marks = (f"{passport.OVERDUE} {late}",) if late else ()
    return replace(count, details=(*marks, *words.own_key(count, key), *count.details))


def _words(paper: Handout) -> str:
    if not paper.words:
        return ""
    said = "".join(f"<dt>{safe_text.html(one.title)}</dt><dd>{safe_text.html(one.plain)}</dd>" for one in paper.words)
    return f"<section><h2>{words.WORDS}</h2><dl>{said}</dl></section>"


def _sources(paper: Handout) -> str:
    sources = "".join(f"<li>{passport.family_source_html(one)}</li>" for one in paper.sources)
    listed = f'<ol class="sources">{sources}</ol>' if sources else f"<p>{words.NO_SOURCES}</p>"
    return f"<section><h2>{words.SOURCES}</h2>{listed}</section>"


def _notes() -> str:
    return f'<section class="notes"><h2>{words.NOTES}</h2>{"<hr>" * _RULED}</section>'
