"""The numbers of a document: benefits and harms in two columns, and what several numbers share said once.

How many people there were and which, and how many of them, always stand with the number. Nothing is counted or left out
here; every number is the `Call`'s. Not here: results about time (`therapies.handout_times`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from therapies.call_blocks import Block, Count, Screen, Sides, Text
from therapies.evidence import Passport
from therapies.handout_sources import Numbered, checked, due_alone, without_day
from therapies.harm_uses import says_whose


@dataclass(frozen=True, slots=True)
class Group:
    """Numbers that follow each other on one side; `said` and `care` are in front of them all, "" for a single one."""

    said: tuple[str, ...]
    care: str
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Benefit and harm side by side in one form and one size; `said` and `care` are those of all numbers."""

    said: tuple[str, ...]
    care: str
    left_title: str
    left: tuple[Group, ...]
    left_none: str
    right_title: str
    right: tuple[Group, ...]
    right_none: str

    @property
    def counts(self) -> tuple[Count, ...]:
        """All numbers, those of the left side first."""
        return tuple(one for group in (*self.left, *self.right) for one in group.counts)


@dataclass(frozen=True, slots=True)
class _Told:
    """A number with what else belongs to it: how its study was made, then the rest; and the warnings of its screen."""

    count: Count
    frame: tuple[str, ...]
    own: tuple[str, ...]
    warned: str

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.frame, *self.own)


def cares(screen: Screen) -> tuple[str, ...]:
    """The warnings of a screen."""
    return tuple(block.words for block in screen.blocks if isinstance(block, Text) and block.care)


def shared_cares(screens: Sequence[Screen]) -> tuple[str, ...]:
    """What every screen with a result says in front of its numbers, or every screen where there is no result."""
    some = [screen for screen in screens if any(isinstance(b, Sides) and b.left for b in screen.blocks)] or screens
    return tuple(text for text in dict.fromkeys(cares(some[0])) if all(text in cares(one) for one in some))


def numbers(
    screens: Sequence[Screen], shared: Sequence[str], numbered: Numbered, *, drawn: int
) -> tuple[Block | Numbers, ...]:
    """The numbers of these screens, and the other pieces behind them. `shared` warnings stand elsewhere.

    `drawn`: how many of each side keep the drawing of their people, benefit and harm alike.
    """
    papers = {one.fact_id: one for screen in screens for one in screen.passports}
    good: list[_Told] = []
    bad: list[_Told] = []
    rest: list[Block] = []
    first: Sides | None = None
    for screen in screens:
        said = [text for text in cares(screen) if text not in shared]
        # Whose risk it is belongs to the risk; all else to the result.
        own, whose = ([text for text in said if says_whose(text) is risk] for risk in (False, True))
        for block in screen.blocks:
            if isinstance(block, Sides):
                first = first or block
                good += [_told(one, own, papers, numbered) for one in block.left]
                bad += [_told(one, whose if block.left else said, papers, numbered) for one in block.right]
            elif isinstance(block, Text) and block.fact_id in papers:
                rest.append(_dated(block, papers[block.fact_id], numbered))
            elif not (isinstance(block, Text) and block.care):
                rest.append(block)
    # A risk that stands beside several results on the screens stands beside them all here.
    once = [one for place, one in enumerate(bad) if one.count.fact_id not in {b.count.fact_id for b in bad[:place]}]
    return (*((_sides(first, _drawn(good, drawn), _drawn(once, drawn)),) if first else ()), *dict.fromkeys(rest))


def _drawn(side: Sequence[_Told], most: int) -> list[_Told]:
    """The numbers of one side, the first of them with the drawing of their people."""
    kept = [one.count.fact_id for one in side if one.count.icons][:most]
    return [one if one.count.fact_id in kept else replace(one, count=_undrawn(one.count)) for one in side]


def _undrawn(count: Count) -> Count:
    return replace(count, icons=None, control=None)


def _sides(sides: Sides, good: Sequence[_Told], bad: Sequence[_Told]) -> Numbers:
    every = [*good, *bad]
    said = _common(every) if len(every) > 1 else ()
    few = every[0].count.care if len(every) > 1 and len({one.count.care for one in every}) == 1 else None
    left, right = (tuple(_groups(side, said, few)) for side in (good, bad))
    titles = sides.left_title, left, sides.left_none, sides.right_title, right, sides.right_none
    return Numbers(said, few or "", *titles)


def _groups(side: Sequence[_Told], said_of_all: Sequence[str], few_of_all: str | None) -> Iterator[Group]:
    """Numbers in their order; those of one study that have the same warnings stand together."""
    for (_, warned), found in groupby(side, lambda one: (one.frame, one.warned)):
        alike = list(found)
        several = len(alike) > 1
        said = tuple(text for text in _common(alike) if text not in said_of_all) if several else ()
        counts = (_without(one, (*said, *said_of_all), few_of_all, several) for one in alike)
        yield Group(said, warned if several else "", tuple(counts))


def _without(told: _Told, said: Sequence[str], few: str | None, warned: bool) -> Count:
    """The number with what is not said in front of it; how it was counted always stands with it."""
    details = (*told.count.details, *(text for text in told.all if text not in said))
    care = ("" if few else told.count.care or "", "" if warned else told.warned)
    return replace(told.count, details=details, care=" ".join(filter(None, care)) or None)


def _common(several: Sequence[_Told]) -> tuple[str, ...]:
    return tuple(text for text in several[0].all if all(text in one.all for one in several))


def _told(count: Count, own: Sequence[str], papers: Mapping[str, Passport], numbered: Numbered) -> _Told:
    """The number with its sources and dates, and with the warnings that its screen had and others had not."""
    warned = " ".join(own)
    counted, *rest = count.details
    alone = replace(count, details=(counted,))
    found = papers.get(count.fact_id)
    if found is None:
        return _Told(alone, (), (*rest, "No source is named."), warned)
    # The evidence ends what says how the study was made; its day of check becomes a sentence of its own.
    day = f", {found.check}."
    at = next((place + 1 for place, text in enumerate(rest) if text.endswith(day)), 0)
    frame = tuple(without_day(text, [day]) for text in rest[:at])
    return _Told(alone, frame, (*rest[at:], checked(found), *numbered.others(found), numbered.of(found)), warned)


def _dated(text: Text, papers: Passport, numbered: Numbered) -> Text:
    """A result in words, some of which name their day of check themselves."""
    days = due_alone(papers) if papers.overdue or papers.check in text.words else checked(papers)
    return replace(text, words=" ".join((text.words, days, *numbered.others(papers), numbered.of(papers))))
