"""The call as a document that flows: chapters, sections and parts in the order of the screens, with numbered sources.

Screens that follow each other in one section become one section, and what several of them say stands once. Nothing is
added, counted or left out here; every number is the `Call`'s (`therapies.handout_numbers`), and each part says where it
comes from (`therapies.handout_sources`). Not here: what is said (`therapies.call`), and how it looks
(`views.leave_behind`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from therapies.call import AFTER, Call
from therapies.call_blocks import Block, Compared, Points, Screen, Sides, Steps, Text
from therapies.call_screens import SAW
from therapies.evidence import SourceLine
from therapies.handout_numbers import Numbers, numbers, shared_cares
from therapies.handout_sources import Numbered
from therapies.handout_times import result_of, times
from therapies.harm_uses import says_whose
from therapies.overdue_marks import overdue
from therapies.words_used import Word

# The model's words are for a screen and for paper; these few say where they stand.
_ON_PAPER = (
    ("Shown on these screens:", "Shown here:"),
    ("The page to take away has those of every number.", "Those of every number stand at the end."),
)
_NO_USE = "More risks in our data"
# How many numbers of each side are drawn as people, of the first use alone.
_DRAWN = 2
# What the first words speak of has its sources there.
_LATER = ("how", "stands", "access")


@dataclass(frozen=True, slots=True)
class Explained:
    """A list of sentences, each with what explains it."""

    items: tuple[tuple[str, str], ...]


# What stands on the paper: pieces of the screens, and those that only the paper has.
Piece = Block | Numbers | Explained


@dataclass(frozen=True, slots=True)
class Part:
    """Pieces under one heading ("" for none), the marks of what is overdue there, and where all of it comes from."""

    heading: str
    blocks: tuple[Piece, ...]
    overdue: tuple[str, ...]
    origin: str


@dataclass(frozen=True, slots=True)
class Section:
    """One question with its answer as the heading; where there are several answers the question is the heading."""

    question: str
    heading: str
    parts: tuple[Part, ...]

    @property
    def wide(self) -> bool:
        """Whether it has columns of its own."""
        return any(isinstance(block, Numbers | Compared) for part in self.parts for block in part.blocks)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A therapy, or what follows the therapies."""

    title: str
    therapy: bool
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Handout:
    """All of the document. `late` has the mark of each number that is overdue, by the id of its fact."""

    title: str
    chapters: tuple[Chapter, ...]
    late: dict[str, str]
    words: tuple[Word, ...]
    sources: tuple[SourceLine, ...]
    overdue: int
    release: str
    made_on: str
    valid_until: str


@dataclass(frozen=True, slots=True)
class _Told:
    """What stands among the numbers: results in full, with all that belongs to them; results in brief; and what is said
    before them all. `later`: the facts behind the first words that have their sources in a later section.
    """

    full: frozenset[str]
    brief: frozenset[str]
    cares: tuple[str, ...]
    later: frozenset[str]


def handout(call: Call) -> Handout:
    """The document of a call."""
    numbered = Numbered(call.sources)
    chapters = tuple(
        _chapter(title, list(screens), numbered) for title, screens in groupby(call.screens, _chapter_title)
    )
    return Handout(
        title=call.title,
        chapters=chapters,
        late={one.fact_id: overdue(one) for one in call.sources if one.overdue},
        words=call.words,
        sources=tuple(numbered.lines),
        overdue=sum(one.overdue for one in call.sources),
        release=call.release,
        made_on=call.made_on,
        valid_until=call.valid_until,
    )


def _chapter_title(screen: Screen) -> str:
    return screen.therapy or AFTER[screen.section]


def _chapter(title: str, screens: list[Screen], numbered: Numbered) -> Chapter:
    told = _told(screens)
    groups = groupby(map(_on_paper, screens), lambda screen: _topic(screen) if screen.therapy else screen.question)
    sections = (_without_echo(title, _section(list(group), told, numbered)) for _, group in groups)
    return Chapter(title, bool(screens[0].therapy), _said_once(list(sections)))


def _topic(screen: Screen) -> str:
    """What goes together on paper; the warnings of the label have no numbers and stand in front of them."""
    warns = screen.section == "saw" and not any(isinstance(block, Sides) for block in screen.blocks)
    return "warning" if warns else screen.section


def _told(screens: Sequence[Screen]) -> _Told:
    saw = [screen for screen in screens if _topic(screen) == "saw"]
    blocks = [block for screen in saw for block in screen.blocks]
    counts = (one.fact_id for block in blocks if isinstance(block, Sides) for one in (*block.left, *block.right))
    texts = (block.fact_id for block in blocks if isinstance(block, Text) and block.fact_id)
    later = (one.fact_id for screen in screens if screen.section in _LATER for one in screen.passports)
    return _Told(frozenset(counts), frozenset(texts), shared_cares(saw) if saw else (), frozenset(later))


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


def _section(screens: list[Screen], told: _Told, numbered: Numbered) -> Section:
    first = screens[0]
    if _topic(first) == "saw":
        return _numbers(screens, numbered)
    groups = [list(group) for _, group in groupby(screens, lambda screen: (screen.question, screen.heading))]
    parts = [_part(group, told, numbered) for group in groups]
    if first.section == "how":
        # What a drawing shows is read more easily once it is said how it works.
        groups, parts = groups[::-1], parts[::-1]
        first = groups[0][0]
    if first.section in ("lasted", "lived"):
        return _times(groups, told, numbered)
    if first.section == "ladder":
        # The headings of these screens are their steps.
        return Section("", first.question, tuple(replace(part, heading="") for part in parts))
    if first.section == "compare":
        return Section("", first.heading, (replace(parts[0], heading=""), *parts[1:]))
    if len(parts) > 1 and all(screen.question == first.question for screen in screens):
        return Section("", first.question, tuple(parts))
    others = (replace(part, heading=_asked(group[0], part)) for part, group in zip(parts, groups, strict=True))
    return Section(first.question, first.heading, (replace(parts[0], heading=""), *tuple(others)[1:]))


def _times(groups: Sequence[list[Screen]], told: _Told, numbered: Numbered) -> Section:
    """Results about time in a list, each with its details; what stands among the numbers in full is named alone."""
    first = groups[0][0]
    if not result_of(first):
        return Section("", first.heading, (replace(_part(groups[0], told, numbered), heading=""),))
    found = times([screens[0] for screens in groups], told.full, told.cares, numbered)
    parts = [Part("", (Explained(((one.result, one.said),)),), one.overdue, "") for one in found.items]
    return Section("", first.question, (*parts[:-1], replace(parts[-1], origin=found.shared)))


def _asked(screen: Screen, part: Part) -> str:
    """The question, with its answer unless the text begins with the answer anyway."""
    texts = [block.words for block in part.blocks if isinstance(block, Text)]
    told = any(text.startswith(screen.heading) for text in texts)
    return screen.question if told else f"{screen.question} {screen.heading}"


def _without_echo(title: str, section: Section) -> Section:
    """The section without a question or heading that the chapter's title has said already."""
    question, heading = ("" if text.rstrip("?") == title else text for text in (section.question, section.heading))
    return replace(section, question=question if heading else "", heading=heading)


def _said_once(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Parts that follow each other and come from the same place say so once, behind the last of them."""
    parts = [part for section in sections for part in section.parts]
    after = iter([*(part.origin for part in parts[1:]), ""])
    return tuple(
        replace(one, parts=tuple(replace(p, origin="" if p.origin == next(after) else p.origin) for p in one.parts))
        for one in sections
    )


def _part(screens: list[Screen], told: _Told, numbered: Numbered) -> Part:
    papers = tuple({one.fact_id: one for screen in screens for one in screen.passports}.values())
    blocks: list[Block] = []
    for block in (block for screen in screens for block in _new(screen, told)):
        last = blocks[-1] if blocks else None
        if isinstance(block, Text) and block in blocks:
            continue
        if isinstance(block, Points) and isinstance(last, Points):
            blocks[-1] = Points(last.items + block.items)
        elif isinstance(block, Compared) and isinstance(last, Compared) and block.heads == last.heads:
            blocks[-1] = replace(last, rows=last.rows + block.rows)
        else:
            blocks.append(block)
    whose = [one for screen in screens for one in screen.whose]
    # The cells of therapies side by side say by themselves what in them is overdue.
    late = () if whose else tuple(dict.fromkeys(overdue(one) for one in papers if one.overdue))
    here = [one for one in papers if screens[0].section != "what" or one.fact_id not in told.later]
    origin = numbered.of_each(whose) if whose else numbered.of_part(here)
    pieces: tuple[Piece, ...] = tuple(blocks)
    if screens[0].section == "unknown":
        pieces = tuple(_explained(block) if isinstance(block, Points) else block for block in blocks)
    return Part(screens[0].heading, pieces, late, origin)


def _explained(points: Points) -> Explained:
    parts = (item.partition(". ") for item in points.items)
    return Explained(tuple((f"{said}{dot.strip()}", why) for said, dot, why in parts))


def _new(screen: Screen, told: _Told) -> Sequence[Block]:
    """The pieces of a screen; behind steps, no result that stands among the numbers in full, with its warnings."""
    blocks = [block for block in screen.blocks if not (isinstance(block, Text) and block.days)]
    place = next((at + 1 for at, block in enumerate(blocks) if isinstance(block, Steps)), 0)
    results = [block for block in blocks[place:] if isinstance(block, Text) and block.fact_id]
    if place and all(block.fact_id in told.full | told.brief for block in results):
        return blocks[:place]
    return blocks


def _numbers(screens: list[Screen], numbered: Numbered) -> Section:
    """All numbers of a therapy, use by use: what all its screens say in front once; the first use is drawn."""
    # The headings of these screens are their numbers, and each of those stands below in full.
    shared = shared_cares(screens)
    opening = (Text(" ".join(shared), care=True),) if shared else ()
    parts = []
    for place, question in enumerate(dict.fromkeys(screen.question for screen in screens)):
        group = [screen for screen in screens if screen.question == question]
        # Whose a risk is stands with the risk.
        own = tuple(text for text in shared_cares(group) if text not in shared and not says_whose(text))
        front = (Text(" ".join(own), care=True),) if own else ()
        found = numbers(group, (*shared, *own), numbered, drawn=_DRAWN if place == 0 else 0)
        use = question.removesuffix(f": {SAW[0].lower()}{SAW[1:]}")
        heading = use if use != question else _NO_USE if parts else ""
        parts.append(Part(heading, (*front, *found), (), ""))
    return Section("", SAW, (replace(parts[0], blocks=(*opening, *parts[0].blocks)), *parts[1:]))
