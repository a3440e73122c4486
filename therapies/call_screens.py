"""The screens of one therapy for a call with a family: one question each, the answer as its heading.

Order and words only; every number is a `Measure` made elsewhere. What does not fit on one screen goes on the next one,
never smaller. Benefit and harm stand side by side in the same form (honesty.md, rule 10), with one count of people on
a screen where they are drawn (rule 4). Not here: the comparison and what follows the therapies (`therapies.call`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from therapies import call_lasting, wording
from therapies.access_ladder import HOW_LONG, WHO_MUST_ASK, Rung
from therapies.call_blocks import (
    HEADING,
    ROOM,
    Block,
    Drawing,
    Labelled,
    Points,
    Screen,
    Sides,
    Steps,
    Text,
    lines,
)
from therapies.call_headings import ladder_heading, pair_heading
from therapies.call_numbers import checked, count, in_full, ladder_steps, lived_longer, none_shown, why_counts_differ
from therapies.call_pairs import Pair, pairs
from therapies.dataset import Dataset
from therapies.denominators import ladders
from therapies.evidence import Passport
from therapies.kept import kept
from therapies.lasting import LIVED
from therapies.making import making
from therapies.measures import Measure
from therapies.overdue_marks import overdue, when_checked
from therapies.own_words import read_off_record, written_by_us
from therapies.profile import Profile, profile
from therapies.status_words import status_words

SECTIONS = {
    "what": "What it is",
    "how": "How it is made and given",
    "saw": "What the studies saw, and the risks",
    "ladder": "Who was counted",
    "lasted": "How long it lasted",
    "lived": "How long people lived",
    "unknown": "What nobody knows yet",
    "stands": "Where it stands",
    "access": "Ways to get it",
}
SAW = "What did the studies see, and what were the risks?"
STATUSES = "What does its special status mean?"
MOST_LADDERS = 4


@kept(256)
def therapy_screens(dataset: Dataset, therapy_id: str, today: date) -> tuple[Screen, ...]:
    """The screens of one therapy, in order: the same in every call in which it stands."""
    return _Screens(dataset, therapy_id, today).all()


class _Screens:
    """Makes the screens of one therapy, in order."""

    def __init__(self, dataset: Dataset, therapy_id: str, today: date) -> None:
        self.dataset, self.today = dataset, today
        self.profile: Profile = profile(dataset, therapy_id, today)
        self.therapy = dataset.therapies[therapy_id]
        self.ladders = ladders(dataset, therapy_id, False, today).ladders
        self.made: list[Screen] = []

    def all(self) -> tuple[Screen, ...]:
        """All screens."""
        self.made = []
        self._what()
        self._how()
        self._saw()
        self._ladder()
        self._times()
        self._unknown()
        self._stands()
        self._access()
        return tuple(self.made)

    def _add(
        self, section: str, question: str, heading: str, blocks: Iterable[Block], passports: Iterable[Passport] = ()
    ) -> None:
        papers = tuple({one.fact_id: one for one in passports}.values())
        number = 1 + sum(screen.section == section for screen in self.made)
        self.made.append(
            Screen(
                id=f"{self.therapy.id}-{section}-{number}",
                section=section,
                therapy_id=self.therapy.id,
                therapy=self.profile.title,
                question=question,
                heading=heading,
                blocks=tuple(blocks),
                passports=papers,
                overdue=tuple(overdue(one) for one in papers if one.overdue),
            )
        )

    def _own(self) -> tuple[Passport, ...]:
        """Where what we wrote of the therapy as such comes from."""
        return (written_by_us(self.dataset, self.therapy.id, self.today),)

    def _record(self) -> tuple[Passport, ...]:
        """Where what the record lacks comes from."""
        return (read_off_record(self.dataset, self.therapy.id, self.today),)

    def _what(self) -> None:
        kind = self.dataset.word("modality", self.therapy.modality)
        cells = self.dataset.word("cell_source", self.therapy.cell_source)
        own = cells.code != "not-applicable"
        heading = f"{kind.title}. {cells.title}" if own else kind.title
        summary = self.profile.summary
        texts = [Text(summary.said), Text(f"{kind.title}: {kind.plain}")]
        texts += [Text(f"{cells.title}. {cells.plain}")] if own else []
        # Where something is overdue, all of it is said to be of the last check, and the mark names the oldest.
        blocks = texts if summary.marks else (*texts, *checked(summary.passports))
        self._add("what", f"What is {self.profile.title}?", heading, blocks, summary.passports)

    def _how(self) -> None:
        wait = self.profile.wait
        days = wait.heading.removeprefix("The wait: ")
        drawn = making(self.dataset, self.therapy.id, days)
        self._add("how", "How is it made and given?", drawn.heading, (Drawing(drawn),), self._own())
        given = self.therapy.given_as or wording.NOT_STATED
        texts = [Text(self.profile.how_it_works), Text(f"How it is given: {given.removesuffix('.')}.")]
        if wait.basis:
            texts.append(Text(f"{wait.heading}. {wait.basis[0].upper()}{wait.basis[1:]}"))
        self._add("how", "How does it work?", _short(self.profile.how_it_works), texts, self._own())

    def _saw(self) -> None:
        warnings = self.profile.first.warnings
        papers = [one.passport for one in warnings]
        for part in _labelled([(one.name, f"{one.text[0].upper()}{one.text[1:]}") for one in warnings]):
            blocks = (part, *checked(papers))
            self._add("saw", "What does the label warn of?", "The label has a boxed warning", blocks, papers)
        found = pairs(self.dataset, self.profile)
        said_before = ""
        shown: list[Measure] = []
        for pair in found:
            shown += [one[0] for one in (pair.good, pair.bad) if one]
            differ = why_counts_differ(self.ladders, shown)
            self._pair(pair, differ if differ != said_before else "")
            said_before = differ
        goods = {pair.good[0].fact_id for pair in found if pair.good}
        bads = {pair.bad[0].fact_id for pair in found if pair.bad}
        risks = {measure.fact_id for measure in self.profile.risks}
        results = {measure.fact_id for measure in self.profile.drawn_results}
        said = (
            f"Shown on these screens: {len((goods | bads) & results)} of {len(results)} results and "
            f"{len(bads & risks)} of {len(risks)} risks in our data."
        )
        last = self.made.pop()
        self.made.append(replace(last, blocks=(*last.blocks, Text(said, quiet=True))))

    def _pair(self, pair: Pair, differ: str) -> None:
        measures = [one[0] for one in (pair.good, pair.bad) if one]
        opening = dict.fromkeys(m.opening for m in measures if m.opening)
        unknown = dict.fromkeys(c for m in measures for c in m.caveats if c == wording.SURVIVAL_UNKNOWN)
        lived = lived_longer(measures)
        if lived and pair.good:
            # How long people lived needs the room of the second drawing; the comparison stands there in words.
            pair = replace(pair, good=(*pair.good[:2], None))
        sides = Sides(
            left_title="What the study saw",
            left=(count(*pair.good, harm=False),) if pair.good else (),
            left_none=none_shown(bool(self.profile.drawn_results), "result"),
            right_title="Risk",
            right=(count(*pair.bad, harm=True),) if pair.bad else (),
            right_none=none_shown(bool(self.profile.risks), "risk"),
        )
        self._add(
            "saw",
            f"{pair.use}: {SAW[0].lower()}{SAW[1:]}" if pair.use else SAW,
            pair_heading(self.dataset, pair.good, pair.bad, pair.tie, brief=bool(lived)),
            (
                *(Text(text, care=True) for text in (*opening, pair.whose) if text),
                *((Text(differ),) if differ else ()),
                sides,
                *lived,
                *(Text(text, care=True) for text in unknown),
            ),
            [one.passport for m in measures for one in (m, m.survival) if one],
        )

    def _ladder(self) -> None:
        for ladder in self.ladders[:MOST_LADDERS]:
            answers = ladder.answers[:1]
            steps = ladder_steps(ladder.rungs, answers)
            papers = [*(rung.passport for rung in ladder.rungs), *(one.measure.passport for one in answers)]
            measures = [one.measure for one in answers]
            opening = [Text(measure.opening, care=True) for measure in measures if measure.opening]
            # Where no result ends the steps, the counts say themselves what they rest on.
            rests = [b for m in measures for b in in_full(m)] or checked(papers, with_source=True)
            blocks = (*opening, Steps(ladder.who, steps, ladder.lost), *rests)
            self._add("ladder", "Out of how many people?", ladder_heading(ladder), blocks, papers)

    def _times(self) -> None:
        for one in call_lasting.lasted(self.dataset, self.profile):
            self._add("lasted", call_lasting.LASTED, one.heading, one.texts, one.passports or self._record())
        for one in call_lasting.lived(self.dataset, self.profile):
            self._add("lived", LIVED, one.heading, one.texts, one.passports or self._record())

    def _unknown(self) -> None:
        found = self.profile.unknown
        for part in fitting([f"{one.said} {one.why}" for one in found]):
            heading = f"{len(found)} things are not known" if len(found) > 1 else "One thing is not known"
            self._add("unknown", "What does nobody know yet?", heading, (Points(part),), self._record())

    def _stands(self) -> None:
        standing = self.profile.standing
        said = [Text(standing.meaning)]
        papers, line = standing.passports, standing.said
        if not standing.approvals:
            self._add("stands", "Where does it stand?", line, (*said, *checked(papers)), papers)
        for approval in standing.approvals:
            said_of = [("Approved for", approval.for_whom), *approval.places, ("On what evidence", approval.evidence)]
            # What is overdue is marked in bold on the screen, with the same days.
            of_use = () if approval.overdue else (Text(f"Use {approval.checked}.", quiet=True, days=True),)
            for part in _labelled(said_of):
                self._add("stands", "Where does it stand?", line, (part, *of_use, *said), papers)
                said = []
        self._statuses()

    def _statuses(self) -> None:
        """Each special status with its date and meaning: a word like "Breakthrough" never stands without it."""
        steps = (*self.profile.journey.dated, *self.profile.journey.undated)
        found = [step for step in steps if step.word.group == "designation"]
        said_of = [
            (
                step.named,
                " ".join((step.meaning, *(f"Another source says: {other}." for other in step.other_words))),
            )
            for step in found
        ]
        heading = (
            "1 special status: it is not an approval"
            if len(found) == 1
            else f"{len(found)} special statuses: none of them is an approval"
        )
        for part in _labelled(said_of):
            papers = [step.passport for step in found]
            self._add("stands", STATUSES, when_checked(heading, papers), (part, *checked(papers)), papers)

    def _access(self) -> None:
        ladder = self.profile.access
        if not ladder.rungs:
            self._add("access", "How can people get it?", ladder.heading, (Text(ladder.count),))
        for rung in ladder.rungs:
            status = status_words(rung.status.title.lower(), rung.as_read)
            asked = ((WHO_MUST_ASK, rung.who_must_ask), (HOW_LONG, rung.typical_time))
            self._paged("access", "How can people get it, and who must say yes?", f"{rung.name}: {status}", rung, asked)

    def _paged(self, section: str, question: str, heading: str, rung: Rung, asked: tuple[tuple[str, str], ...]) -> None:
        warnings = [Text(text, care=True) for text in rung.warnings]
        here = Labelled((("Where", rung.where), ("For this treatment", rung.detail)))
        rules = Labelled(asked)
        papers = (rung.passport, rung.rules)
        if sum(block.room for block in (*warnings, here, rules)) <= ROOM - 2:
            self._add(section, question, heading, (*warnings, here, rules, *checked(papers)), papers)
            return
        self._add(section, question, heading, (*warnings, here, *checked(papers[:1])), papers[:1])
        # The heading says the status again, so what it rests on, and that it is overdue, stands here too.
        self._add(section, question, heading, (rules, *checked(papers)), papers)


def fitting(items: Sequence[str]) -> list[tuple[str, ...]]:
    """Sentences in parts that fit on a screen, in their order."""
    parts: list[list[str]] = [[]]
    for item in items:
        if parts[-1] and Points((*parts[-1], item)).room > ROOM:
            parts.append([])
        parts[-1].append(item)
    return [tuple(part) for part in parts if part]


def _labelled(items: Sequence[tuple[str, str]]) -> list[Labelled]:
    """Labelled sentences in parts that fit on a screen with two lines more."""
    parts: list[list[tuple[str, str]]] = [[]]
    for item in items:
        if parts[-1] and Labelled((*parts[-1], item)).room > ROOM - 3:
            parts.append([])
        parts[-1].append(item)
    return [Labelled(tuple(part)) for part in parts if part]


def _short(text: str) -> str:
    """The first sentence, where it can be a heading."""
    first = text.split(". ")[0].rstrip(".")
    return first if lines(first, HEADING) <= 2 else "What it does in the body"
