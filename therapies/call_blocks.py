"""What a screen of the call is made of: plain pieces that a screen and a paper can both draw, and their room.

The same pieces go to the shared screen, to the page to print and to the PDF, so that they cannot disagree. Room is
counted in lines of the screen's text (24 px at 1280 x 720), generously: what fits here fits there. Not here: what is
said on which screen (`therapies.call_screens`).
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from therapies.evidence import Passport
from therapies.icons import Icons
from therapies.making import Making

# Signs in a line of text: over the whole screen, in one of two columns, in a heading.
WIDE, HALF, HEADING = 78, 36, 50
# Signs of a name before a row.
_NAME = 12
# Lines below the heading of a screen.
ROOM = 14
# The same where the heading has one line and a table fills the screen.
TABLE_ROOM = 16.6
# How much larger the text of a screen is that has little to say; `views/call.css` has the same figure.
LARGE = 1.2


@lru_cache(maxsize=8192)
def lines(text: str, signs: int = WIDE) -> int:
    """How many lines a text needs."""
    return len(textwrap.wrap(text, signs)) or 1


def fits_large(heading: str, texts: Sequence[str]) -> bool:
    """Whether a screen of these texts alone has room for them in LARGE type."""
    heads = lines(heading, int(HEADING / LARGE)) - 1
    return LARGE * (1.5 * heads + sum(0.4 + lines(text, int((WIDE - 3) / LARGE)) for text in texts)) <= TABLE_ROOM


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. `care` sets a sign before it; `quiet` is for dates and sources; `fact_id` names what it is about.

    `days` says when the facts of a screen were checked: a paper says that with its sources.
    """

    words: str
    care: bool = False
    quiet: bool = False
    fact_id: str = ""
    days: bool = False

    @property
    def room(self) -> int:
        """Lines that it needs."""
        return lines(self.words)


@dataclass(frozen=True, slots=True)
class Points:
    """A list of sentences."""

    items: tuple[str, ...]

    @property
    def room(self) -> float:
        """Lines that it needs."""
        return sum(lines(item, WIDE - 3) + 0.3 for item in self.items)


@dataclass(frozen=True, slots=True)
class Labelled:
    """Short questions with their answers: ("Who must say yes", "The study team")."""

    items: tuple[tuple[str, str], ...]

    @property
    def room(self) -> float:
        """Lines that it needs."""
        return sum(lines(f"{name}: {said}", WIDE - 3) + 0.3 for name, said in self.items)


@dataclass(frozen=True, slots=True)
class Count:
    """One number as it is shown to a family: the count large, then all that belongs to it, in lines.

    `icons` draw it as people, `control` its comparison group; both are None where that cannot be drawn. `harm` says
    which side it is on, for the drawing's sign only: both sides have one size. `late`: its check is overdue.
    """

    fact_id: str
    name: str
    count: str
    rest: str
    details: tuple[str, ...]
    care: str | None
    icons: Icons | None
    control: Icons | None
    harm: bool
    late: bool = False

    def room(self, signs: int = HALF) -> float:
        """Lines that it needs in a column of so many signs."""
        drawn = 6.5 if self.icons and self.icons.total > 30 else 2.6 if self.icons else 0
        texts = (self.name, self.rest, self.care or "", *self.details)
        return drawn + 1.6 + lines(self.count, signs // 2 + 4) + sum(lines(text, signs) for text in texts if text)


@dataclass(frozen=True, slots=True)
class Sides:
    """Benefit and harm side by side in one form and one size; a side without a number says why."""

    left_title: str
    left: tuple[Count, ...]
    left_none: str
    right_title: str
    right: tuple[Count, ...]
    right_none: str


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the ladder: how many people, what they did, and its share of the widest row (0 to 100).

    `kind`: "step" of this group, "whole" study (so that the next step is no loss from it) or "result". `late`: its
    check is overdue.
    """

    n: int
    said: str
    share: float
    kind: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class Steps:
    """The denominator ladder of one group."""

    group: str
    steps: tuple[Step, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """How it is made and given, as a row of steps."""

    making: Making


@dataclass(frozen=True, slots=True)
class Compared:
    """One question answered for each therapy: a row for each with its name, a column for each part of the answer."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def room(self) -> float:
        """Lines that it needs."""
        signs = (WIDE - _NAME) // len(self.heads) - 1
        return 1.3 + sum(0.6 + max(lines(said, signs) for said in cells) for _, cells in self.rows)


Block = Text | Points | Labelled | Sides | Steps | Drawing | Compared


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Screen:
    """One screen of the call: a question, the answer as its heading, the pieces, and where its facts come from.

    `id` is the address of the screen and stays the same; `section` is what can be chosen before the call; `whose` sorts
    the passports by what their facts are about, where a screen is about several therapies.
    """

    id: str
    section: str
    therapy_id: str | None
    therapy: str
    question: str
    heading: str
    blocks: tuple[Block, ...]
    passports: tuple[Passport, ...]
    overdue: tuple[str, ...]
    whose: tuple[tuple[str, tuple[Passport, ...]], ...] = ()

    @property
    def large(self) -> bool:
        """Whether it has so few words, and nothing else, that they can be larger."""
        return all(isinstance(block, Text | Points | Labelled) for block in self.blocks) and fits_large(
            self.heading, [*chain.from_iterable(map(_words, self.blocks)), *self.overdue[:1]]
        )


def _words(block: Block) -> tuple[str, ...]:
    if isinstance(block, Text):
        return (block.words,)
    if isinstance(block, Labelled):
        return tuple(f"{name}: {said}" for name, said in block.items)
    return block.items if isinstance(block, Points) else ()
