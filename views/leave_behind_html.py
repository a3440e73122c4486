"""The page to take away as one HTML page: no script, no other file, no address but those of the sources.

The pieces are drawn as on the screen (`views.call_stage`); here are only the order of the document and its own lists.
How it looks on screen and on paper is in leave_behind.css.
"""

import base64
from dataclasses import replace
from functools import cache
from pathlib import Path

from therapies.call_blocks import Block, Count, Sides
from therapies.handout import Chapter, FactRow, Handout, Part, Section, sources_said
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
        f"{''.join(_chapter(paper, one) for one in paper.chapters)}{_words(paper)}{_facts(paper)}{_notes()}"
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
    kind = ' class="aside"' if chapter.aside else ""
    return f"<section{kind}><h2>{safe_text.html(chapter.title)}</h2>{sections}</section>"


def _section(paper: Handout, section: Section) -> str:
    question = f'<span class="question">{safe_text.html(section.question)} </span>' if section.question else ""
    heading = f"<h3>{question}{safe_text.html(section.heading)}</h3>" if section.heading else ""
    level = 4 if section.heading else 3
    return f"<section>{heading}{''.join(_part(paper, part, level) for part in section.parts)}</section>"


def _part(paper: Handout, part: Part, level: int) -> str:
    heading = f"<h{level}>{safe_text.html(part.heading)}</h{level}>" if part.heading else ""
    late = "".join(f'<p class="call-late">{passport.OVERDUE} {safe_text.html(said)}</p>' for said in part.overdue)
    sources = f'<p class="quiet">{safe_text.html(sources_said(part.sources))}</p>' if part.sources else ""
    return f"{heading}{late}{''.join(_block(paper, block) for block in part.blocks)}{sources}"


def _block(paper: Handout, block: Block) -> str:
    if isinstance(block, Sides):
        left, right = (tuple(_marked(paper, one) for one in side) for side in (block.left, block.right))
        block = replace(block, left=left, right=right)
    # On its own screen the name of a number stands below the heading of the screen; here two levels lower.
    return call_stage.block_html(block).replace("<h2>", "<h5>").replace("</h2>", "</h5>")


def _marked(paper: Handout, count: Count) -> Count:
    """The number with the mark of an overdue fact in front of its details."""
    late = paper.late.get(count.fact_id)
    return replace(count, details=(f"{passport.OVERDUE} {late}", *count.details)) if late else count


def _words(paper: Handout) -> str:
    if not paper.words:
        return ""
    said = "".join(f"<dt>{safe_text.html(one.title)}</dt><dd>{safe_text.html(one.plain)}</dd>" for one in paper.words)
    return f"<section><h2>{words.WORDS}</h2><dl>{said}</dl></section>"


def _facts(paper: Handout) -> str:
    tables = "".join(_fact_table(title, rows) for title, rows in paper.facts) or f"<p>{words.NO_FACTS}</p>"
    sources = "".join(f"<li>{passport.source_html(one)}</li>" for one in paper.sources)
    listed = f'<h3>{words.SOURCES}</h3><ol class="sources">{sources}</ol>' if sources else ""
    return f'<section class="aside"><h2>{words.FACTS}</h2>{tables}{listed}</section>'


def _fact_table(title: str, rows: tuple[FactRow, ...]) -> str:
    heads = "".join(f'<th scope="col">{head}</th>' for head in words.FACT_HEADS)
    return (
        f'<h3>{safe_text.html(title)}</h3><table class="facts"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(map(_fact, rows))}</tbody></table>"
    )


def _fact(row: FactRow) -> str:
    said = words.fact_said(row)
    names = "<br>".join(map(safe_text.html, row.names))
    others = "".join(f"<p>▲ {safe_text.html(other)}</p>" for other in said["others"])
    due = safe_text.html(said["due"])
    late = f"<strong>{passport.OVERDUE} {due}</strong>" if row.overdue else due
    cells = (f"{names}{others}", safe_text.html(said["sources"]), safe_text.html(row.checked_on), late)
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _notes() -> str:
    return f'<section class="notes"><h2>{words.NOTES}</h2>{"<hr>" * _RULED}</section>'
