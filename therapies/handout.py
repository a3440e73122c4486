"""The call as a document that flows: chapters, sections and parts in the order of the screens, with numbered sources.

Screens that follow each other in one section become one section, and an opening that all its numbers share stands once.
Nothing is added, counted or left out here; every number is the `Call`'s. How it looks: `views.leave_behind`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from therapies.call import AFTER, Call
from therapies.call_blocks import Block, Compared, Count, Points, Screen, Sides, Text
from therapies.call_screens import overdue
from therapies.evidence import Passport, SourceLine
from therapies.words_used import Word

# The model's words are for a screen and for paper; these few say where they stand.
_ON_PAPER = (
    ("Shown on these screens:", "Shown here:"),
    ("The page to take away has those of every number.", "Those of every number stand at the end."),
)


@dataclass(frozen=True, slots=True)
class Part:
    """Pieces under one heading ("" for none), the marks of what is overdue there, and the numbers of its sources."""

    heading: str
    blocks: tuple[Block, ...]
    overdue: tuple[str, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One question with its answer as the heading; where there are several answers the question is the heading."""

    question: str
    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A therapy, or what follows the therapies. `aside` may be set smaller."""

    title: str
    aside: bool
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class FactRow:
    """Where facts come from: their names, the numbers of their sources, the dates, and what other sources say."""

    names: tuple[str, ...]
    sources: tuple[int, ...]
    checked_on: str
    due_on: str
    overdue: bool
    others: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Handout:
    """All of the document. `late` has the mark of each number that is overdue, by the id of its fact."""

    title: str
    chapters: tuple[Chapter, ...]
    late: dict[str, str]
    words: tuple[Word, ...]
    facts: tuple[tuple[str, tuple[FactRow, ...]], ...]
    sources: tuple[SourceLine, ...]
    overdue: int
    release: str
    made_on: str
    valid_until: str


def handout(call: Call) -> Handout:
    """The document of a call."""
    numbered = _Numbered(call.sources)
    chapters = tuple(
        _chapter(title, list(screens), numbered) for title, screens in groupby(call.screens, _chapter_title)
    )
    return Handout(
        title=call.title,
        chapters=chapters,
        late={one.fact_id: overdue(one) for one in call.sources if one.overdue},
        words=call.words,
        facts=_facts(call.screens, numbered),
        sources=tuple(numbered.lines),
        overdue=sum(one.overdue for one in call.sources),
        release=call.release,
        made_on=call.made_on,
        valid_until=call.valid_until,
    )


class _Numbered:
    """The sources of a call, each once, with the number under which it is listed."""

    def __init__(self, papers: Iterable[Passport]) -> None:
        self.lines: list[SourceLine] = []
        self._numbers: dict[tuple[str, str | None], int] = {}
        for one in papers:
            for line in (*one.sources, *(line for other in one.disagreements for line in other.sources)):
                if (line.title, line.url) not in self._numbers:
                    self.lines.append(line)
                    self._numbers[line.title, line.url] = len(self.lines)

    def of(self, lines: Iterable[SourceLine]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._numbers[line.title, line.url] for line in lines))

    def of_all(self, papers: Iterable[Passport]) -> tuple[int, ...]:
        return self.of(line for one in papers for line in one.sources)


def _chapter_title(screen: Screen) -> str:
    return screen.therapy or AFTER[screen.section]


def _chapter(title: str, screens: list[Screen], numbered: _Numbered) -> Chapter:
    groups = groupby(screens, lambda screen: screen.section if screen.therapy else screen.question)
    sections = (_section([_on_paper(screen) for screen in group], numbered) for _, group in groups)
    return Chapter(title, screens[0].section == "read", tuple(_without_echo(title, section) for section in sections))


def _on_paper(screen: Screen) -> Screen:
    def said(text: str) -> str:
        for there, here in _ON_PAPER:
            text = text.replace(there, here)
        return text

    def block(one: Block) -> Block:
        if isinstance(one, Text):
            return replace(one, words=said(one.words))
        if isinstance(one, Compared):
            return replace(one, rows=tuple((name, tuple(map(said, cells))) for name, cells in one.rows))
        return one

    return replace(screen, blocks=tuple(map(block, screen.blocks)))


def _section(screens: list[Screen], numbered: _Numbered) -> Section:
    first = screens[0]
    if first.section == "saw":
        # The headings of these screens are their numbers, and each of those stands below in full.
        return Section("", first.question, (_numbers(screens, numbered),))
    groups = [list(group) for _, group in groupby(screens, lambda screen: (screen.question, screen.heading))]
    parts = [_part(group, numbered) for group in groups]
    if first.section == "compare":
        return Section("", first.heading, (replace(parts[0], heading=""), *parts[1:]))
    if len(parts) > 1 and all(screen.question == first.question for screen in screens):
        return Section("", first.question, tuple(parts))
    others = (replace(part, heading=_asked(group[0], part)) for part, group in zip(parts, groups, strict=True))
    return Section(first.question, first.heading, (replace(parts[0], heading=""), *tuple(others)[1:]))


def _asked(screen: Screen, part: Part) -> str:
    """The question, with its answer unless the text begins with the answer anyway."""
    texts = [block.words for block in part.blocks if isinstance(block, Text)]
    told = any(text.startswith(screen.heading) for text in texts)
    return screen.question if told else f"{screen.question} {screen.heading}"


def _without_echo(title: str, section: Section) -> Section:
    """The section without a question or heading that the chapter's title has said already."""
    question, heading = ("" if text.rstrip("?") == title else text for text in (section.question, section.heading))
    return replace(section, question=question if heading else "", heading=heading)


def _part(screens: list[Screen], numbered: _Numbered) -> Part:
    papers = tuple({one.fact_id: one for screen in screens for one in screen.passports}.values())
    blocks: list[Block] = []
    for block in (block for screen in screens for block in screen.blocks):
        last = blocks[-1] if blocks else None
        if isinstance(block, Text) and block in blocks:
            continue
        if isinstance(block, Points) and isinstance(last, Points):
            blocks[-1] = Points(last.items + block.items)
        elif isinstance(block, Compared) and isinstance(last, Compared) and block.heads == last.heads:
            blocks[-1] = replace(last, rows=last.rows + block.rows)
        else:
            blocks.append(block)
    if screens[0].section == "lasted":
        blocks = [Text(" ".join(block.words for block in blocks if isinstance(block, Text)))]
    late = tuple(dict.fromkeys(overdue(one) for one in papers if one.overdue))
    return Part(screens[0].heading, tuple(blocks), late, numbered.of_all(papers))


def _numbers(screens: list[Screen], numbered: _Numbered) -> Part:
    """All numbers of the section: what all its screens say in front once, benefits and harms in two columns."""
    shared = _shared(screens)
    papers = {one.fact_id: one for screen in screens for one in screen.passports}
    good: list[Count] = []
    bad: list[Count] = []
    rest: list[Block] = []
    first: Sides | None = None
    for screen in screens:
        own = [text for text in _cares(screen) if text not in shared]
        for block in screen.blocks:
            if isinstance(block, Sides):
                first = first or block
                good += [_sourced(one, own, papers, numbered) for one in block.left]
                bad += [_sourced(one, () if block.left else own, papers, numbered) for one in block.right]
            elif not (isinstance(block, Text) and block.care):
                rest.append(block)
    sides = (replace(first, left=tuple(good), right=tuple(bad)),) if first else ()
    blocks = (*(Text(text, care=True) for text in shared), *sides, *rest)
    return Part("", blocks, (), ())


def _cares(screen: Screen) -> tuple[str, ...]:
    return tuple(block.words for block in screen.blocks if isinstance(block, Text) and block.care)


def _shared(screens: Sequence[Screen]) -> tuple[str, ...]:
    """What every screen with a result says in front of its numbers, or every screen where there is no result."""
    some = [screen for screen in screens if any(isinstance(b, Sides) and b.left for b in screen.blocks)] or screens
    return tuple(text for text in dict.fromkeys(_cares(some[0])) if all(text in _cares(one) for one in some))


def _sourced(count: Count, own: Sequence[str], papers: dict[str, Passport], numbered: _Numbered) -> Count:
    """The number with the numbers of its sources, and with the warning that its screen had and others had not."""
    numbers = numbered.of_all([papers[count.fact_id]]) if count.fact_id in papers else ()
    care = " ".join(text for text in (count.care, *own) if text) or None
    return replace(count, details=(*count.details, sources_said(numbers)), care=care)


def sources_said(numbers: Sequence[int]) -> str:
    """Which of the sources listed at the end: "Source 3.", "Sources 3, 7."."""
    if not numbers:
        return "No source is named."
    return f"{'Source' if len(numbers) == 1 else 'Sources'} {', '.join(map(str, numbers))}."


def _facts(screens: Sequence[Screen], numbered: _Numbered) -> tuple[tuple[str, tuple[FactRow, ...]], ...]:
    """Every fact once, where it is first shown; facts with the same sources and dates in one row."""
    seen: set[str] = set()
    found = []
    for title, group in groupby(screens, _chapter_title):
        rows: dict[tuple[str, str, str], FactRow] = {}
        for screen in group:
            names = _names(screen)
            for one in screen.passports:
                if one.fact_id not in seen:
                    seen.add(one.fact_id)
                    row = _row(names.get(one.fact_id, _told_in(screen)), one, numbered)
                    key = row.names[0], row.checked_on, row.due_on
                    rows[key] = _joined(rows[key], row) if key in rows else row
        if rows:
            found.append((title, _with_all_names(rows.values())))
    return tuple(found)


def _row(name: str, one: Passport, numbered: _Numbered) -> FactRow:
    others = tuple((other.says, numbered.of(other.sources)) for other in one.disagreements)
    return FactRow((name,), numbered.of(one.sources), one.checked_on, one.due_on, one.overdue, others)


def _joined(first: FactRow, second: FactRow) -> FactRow:
    """Two facts of one name and the same dates."""
    sources = tuple(dict.fromkeys((*first.sources, *second.sources)))
    return replace(first, sources=sources, others=tuple(dict.fromkeys((*first.others, *second.others))))


def _with_all_names(rows: Iterable[FactRow]) -> tuple[FactRow, ...]:
    """Facts with the same sources and dates in one row."""
    found: dict[FactRow, tuple[str, ...]] = {}
    for row in rows:
        nameless = replace(row, names=())
        found[nameless] = (*found.get(nameless, ()), *row.names)
    return tuple(replace(row, names=names) for row, names in found.items())


def _told_in(screen: Screen) -> str:
    """What a fact without a name of its own is about."""
    return screen.question if screen.section == "ladder" else screen.heading.rstrip(".")


def _names(screen: Screen) -> dict[str, str]:
    sides = (block for block in screen.blocks if isinstance(block, Sides))
    counts = (one for side in sides for one in (*side.left, *side.right))
    answer = f" {screen.heading}" if screen.section == "lasted" else ""
    texts = (block for block in screen.blocks if isinstance(block, Text) and block.fact_id)
    told = {text.fact_id: f"{text.words}{answer}" for text in texts}
    # A percentage without its count must say that it has none, here too.
    return told | {one.fact_id: f"{one.name}: {one.count}{f' ({one.rest})' if one.rest else ''}" for one in counts}
