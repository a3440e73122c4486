"""The call as a family sees it: one screen at a time over the whole window, moved by keys alone.

All screens are in the page at once and `static/call.js` shows one of them, so that a key answers at once and a lost
connection changes nothing. Not here: what stands on a screen (`therapies.call`), what a key does (static/call.js), and
the look (views/call.css).
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache, singledispatch
from pathlib import Path
from weakref import WeakKeyDictionary

import streamlit as st

from therapies.call import Call
from therapies.call_blocks import Block, Compared, Count, Drawing, Labelled, Points, Screen, Sides, Step, Steps, Text
from therapies.call_screens import SAW
from therapies.evidence import Passport
from therapies.facts import Term
from therapies.icons import ONE_EACH, Icons
from therapies.words_used import words_used
from views import icon_array, making, passport, safe_text

_NO_SOURCE = "<p>No source of its own: it follows from the steps and results.</p>"
# The sentence in a cell that says what is overdue.
_MARK, _BOLD = re.compile(f"{passport.OVERDUE} [^.]*\\."), r'<strong class="call-late">\g<0></strong>'
KEYS = (
    ("→ or space", "next screen"),
    ("←", "previous screen"),
    ("Home", "first screen"),
    ("S", "where does this come from, and what do the words mean"),
    ("B", "blank the screen, and back"),
    ("Esc", "leave the call"),
)


def show(call: Call, start: str | None, leave: str) -> None:
    """Draw the call at the screen `start`; `leave` is the address to go to at its end."""
    # The script is our own file: no text of the data is ever run.
    st.html(sheet())
    st.html(
        html(call, call.place(start), leave) + '<script src="app/static/call.js"></script>',
        unsafe_allow_javascript=True,
    )


@cache
def sheet() -> str:
    """The style sheet of the call, which covers everything that is not the call."""
    rules = Path(__file__).with_name("call.css").read_text(encoding="utf-8")
    return f"<style>{rules}</style>"


def html(call: Call, start: int, leave: str) -> str:
    """HTML of all screens, of which the one at `start` is shown."""
    # It stands inside the main part of the page, of which there is one alone. What a key did is said in `call-said`.
    total = len(call.screens)
    hidden = ("" if place == start else " hidden" for place in range(total))
    screens = "".join(tag + hide + rest for hide, (tag, rest) in zip(hidden, _screens(call), strict=True))
    screens = screens or _no_screen(leave)
    keys = "".join(f"<dt>{safe_text.html(key)}</dt><dd>{safe_text.html(does)}</dd>" for key, does in KEYS)
    return (
        f'<section class="call" tabindex="0" aria-label="Call about {safe_text.html(call.title)}" '
        f'data-leave="{safe_text.html(leave)}">{screens}'
        f'<section class="call-keys" hidden><h2>Keys</h2><dl>{keys}</dl></section>'
        '<div class="call-blank" hidden></div><p class="call-said" role="status"></p>'
        "</section>"
    )


def _no_screen(leave: str) -> str:
    """What is shown where every section was left out: never an empty window."""
    return (
        '<section class="call-screen"><h1>No screen is left to show</h1><div class="call-body">'
        '<p class="call-text">All of them were left out before the call.</p>'
        f'<p class="call-text"><a href="{safe_text.html(leave)}">Back to the choice of screens</a> (or press Esc)</p>'
        "</div></section>"
    )


# Each screen is drawn once, in whichever calls it stands. What was drawn goes when the screen goes, and so its release.
_drawn: WeakKeyDictionary[Screen, tuple[str, str, str]] = WeakKeyDictionary()


def _screens(call: Call) -> Iterator[tuple[str, str]]:
    """Each screen in two pieces, between which stands whether it is hidden."""
    total = len(call.screens)
    for place, screen in enumerate(call.screens, 1):
        drawn = _drawn.get(screen)
        if drawn is None:
            drawn = _drawn[screen] = _screen(screen, call.glossary)
        tag, shown, told = drawn
        yield f'{tag} aria-label="Screen {place} of {total}"', f"{shown}{place} of {total}{told}"


def _screen(screen: Screen, glossary: tuple[Term, ...]) -> tuple[str, str, str]:
    """A screen in three pieces: its place in the call comes after the first one and after the second."""
    who = f"{screen.therapy} ·" if screen.therapy else ""
    # A cell of a table says by itself what in it is overdue; numbers fill a screen, so it is said beside the question.
    said = any(isinstance(block, Sides | Compared) for block in screen.blocks)
    late = "" if said else _late(screen.overdue)
    numbers = any(isinstance(block, Sides) for block in screen.blocks)
    question = _asked_late(screen) if numbers and screen.overdue else safe_text.whole_words(screen.question)
    # Grey is what is overdue: the answer too where nothing behind it is current (honesty.md, rule 15).
    grey = _grey(all(one.overdue for one in screen.passports) and bool(screen.overdue))
    return (
        f'<section class="call-screen"{" data-large" if screen.large else ""} '
        f'data-screen="{safe_text.html(screen.id)}"',
        ">"
        f'<p class="call-question">{question}</p>'
        f"<h1{grey}>{safe_text.whole_words(screen.heading)}</h1>"
        f'<div class="call-body">{"".join(map(block_html, screen.blocks))}{late}</div>'
        f'<p class="call-count">{safe_text.html(who)} ',
        "</p>"
        '<aside class="call-from" hidden><h2>Where does this come from?</h2>'
        f"{_from(screen)}{_words(screen, glossary)}</aside></section>",
    )


def _grey(late: bool) -> str:
    """The attribute of what is drawn in grey."""
    return ' data-late="yes"' if late else ""


def _late(marks: tuple[str, ...]) -> str:
    """The first mark in full, and how many more there are."""
    if not marks:
        return ""
    more = f" {len(marks) - 1} more on this screen." if len(marks) > 1 else ""
    return f'<p class="call-late">{passport.OVERDUE} {safe_text.whole_words(marks[0] + more)}</p>'


def _asked_late(screen: Screen) -> str:
    """The question, or the use alone that it is about, and since when the oldest check is overdue, in one line."""
    since = min((one for one in screen.passports if one.overdue), key=lambda one: one.due).due_on
    asked = screen.question.removesuffix(f": {SAW[0].lower()}{SAW[1:]}")
    late = f"{passport.OVERDUE} Overdue for a check since {since}"
    return f'{safe_text.whole_words(asked)} <strong class="call-late">{safe_text.html(late)}</strong>'


def _from(screen: Screen) -> str:
    if not screen.passports:
        return "<p>This screen says nothing that needs a source of its own.</p>"
    sides = (block for block in screen.blocks if isinstance(block, Sides))
    names = {one.fact_id: name for name, papers in screen.whose for one in papers}
    names |= {one.fact_id: one.name for side in sides for one in (*side.left, *side.right)}
    # Several uses that were checked on one day say the same of themselves.
    items = dict.fromkeys(_source(names.get(one.fact_id, ""), one) for one in screen.passports)
    return f"<ul>{''.join(items)}</ul>"


def _words(screen: Screen, glossary: tuple[Term, ...]) -> str:
    """The words of the glossary that stand on the screen, explained."""
    found = words_used(glossary, (screen,))
    if not found:
        return ""
    items = (
        f"<li><p><strong>{safe_text.html(word.title)}</strong></p><p>{safe_text.html(word.plain)}</p></li>"
        for word in found
    )
    return f"<h2>Words on this screen</h2><ul>{''.join(items)}</ul>"


def _source(name: str, papers: Passport) -> str:
    title = f"<p><strong>{safe_text.whole_words(name)}</strong></p>" if name else ""
    return f"<li>{title}{passport_html(papers)}</li>"


@lru_cache(maxsize=2048)
def passport_html(papers: Passport) -> str:
    """One passport in full: sources, dates, and what other sources say."""
    basis = f"<p>{safe_text.html(papers.basis)}</p>" if papers.basis else "" if papers.sources else _NO_SOURCE
    sources = "".join(f"<p>{passport.family_source_html(source)}</p>" for source in papers.sources)
    others = "".join(f"<p>▲ Another source says: {safe_text.html(one.says)}</p>" for one in papers.disagreements)
    late = (
        f"{passport.OVERDUE} Overdue since {papers.due_on}"
        if papers.overdue
        else f"To be checked again by {papers.due_on}"
    )
    dates = f"{papers.evidence + '. ' if papers.evidence else ''}Checked {papers.checked_on}. {late}."
    return f"{basis}{sources}{others}<p>{safe_text.html(dates)}</p>"


@singledispatch
def block_html(block: Block) -> str:
    """HTML of one piece of a screen. Raises TypeError for a piece that has no drawing."""
    raise TypeError(f"no drawing for {type(block).__name__}")


@block_html.register
def _text(text: Text) -> str:
    care = '<span aria-hidden="true">▲</span> ' if text.care else ""
    kind = "call-care" if text.care else "call-quiet" if text.quiet else "call-text"
    return f'<p class="{kind}">{care}{safe_text.whole_words(text.words)}</p>'


@block_html.register
def _points(points: Points) -> str:
    return f"<ul>{''.join(f'<li>{safe_text.whole_words(item)}</li>' for item in points.items)}</ul>"


@block_html.register
def _labelled(labelled: Labelled) -> str:
    return "".join(
        f'<p class="call-text"><strong>{safe_text.whole_words(name)}:</strong> {safe_text.whole_words(said)}</p>'
        for name, said in labelled.items
    )


@block_html.register
def _sides(sides: Sides) -> str:
    left = _side(sides.left_title, sides.left, sides.left_none)
    right = _side(sides.right_title, sides.right, sides.right_none)
    return f'<div class="call-sides">{left}{right}</div>{_key((*sides.left, *sides.right))}'


def _key(counts: tuple[Count, ...]) -> str:
    """What one sign stands for, once for both sides: they are drawn with the same number of signs."""
    drawn = [count.icons for count in counts if count.icons]
    if not drawn:
        return ""
    each = drawn[0].key if drawn[0].total <= ONE_EACH else f"100 signs a group. {drawn[0].key.partition('. ')[2]}"
    other = " Second: comparison group." if any(count.control for count in counts) else ""
    return f'<p class="call-quiet">{safe_text.html(f"{each}.{other}")}</p>'


def _side(title: str, counts: tuple[Count, ...], none: str) -> str:
    inside = "".join(count_html(title, count) for count in counts)
    return f"<div>{inside or f'<h2>{safe_text.whole_words(title)}</h2><p>{safe_text.whole_words(none)}</p>'}</div>"


def count_html(title: str, count: Count, level: int = 2) -> str:
    """HTML of one number under the name of its side, a heading of this level."""
    # One element: a percentage never stands without its count.
    rest = f" <span>{safe_text.whole_words(count.rest)}</span>" if count.rest else ""
    care = (
        f'<p class="call-care"><span aria-hidden="true">▲</span> {safe_text.whole_words(count.care)}</p>'
        if count.care
        else ""
    )
    number = f'<div><p class="call-number">{safe_text.whole_words(count.count)}{rest}</p>{care}</div>'
    return (
        f'<div data-fact="{safe_text.html(count.fact_id)}"{_grey(count.late)}>'
        f'<h{level}><span class="call-quiet">{safe_text.whole_words(title)}:</span> '
        f"{safe_text.whole_words(count.name)}</h{level}>"
        f'<div class="call-pair">{_people(count.icons, count.harm)}{_people(count.control, count.harm)}{number}</div>'
        f"<p>{safe_text.whole_words(' '.join(count.details))}</p></div>"
    )


def _people(icons: Icons | None, harm: bool) -> str:
    return f'<div class="call-people">{icon_array.html(icons, harm=harm)}</div>' if icons else ""


@block_html.register
def _steps(steps: Steps) -> str:
    rows = "".join(map(_step, steps.steps))
    said = f'<p class="call-text">{safe_text.whole_words(steps.said)}</p>' if steps.said else ""
    group = f'<p class="call-quiet">{safe_text.whole_words(steps.group)}</p>'
    return f'{group}<table class="call-steps"><tbody>{rows}</tbody></table>{said}'


def _step(step: Step) -> str:
    return (
        f'<tr{_grey(step.late)}><th scope="row">{step.n}</th><td><div class="call-bar" data-kind="{step.kind}" '
        f'style="width:{step.share:.1f}%" aria-hidden="true"></div>{safe_text.whole_words(step.said)}</td></tr>'
    )


@block_html.register
def _drawing(drawing: Drawing) -> str:
    return making.html(drawing.making)


@block_html.register
def _compared(compared: Compared) -> str:
    heads = "".join(f'<th scope="col">{safe_text.whole_words(head)}</th>' for head in ("Treatment", *compared.heads))
    rows = "".join(_row(name, cells) for name, cells in compared.rows)
    return f'<table class="call-compared"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _row(name: str, cells: tuple[str, ...]) -> str:
    said = "".join(f"<td>{_MARK.sub(_BOLD, safe_text.whole_words(cell))}</td>" for cell in cells)
    return f'<tr><th scope="row">{safe_text.whole_words(name)}</th>{said}</tr>'
