"""A number as a screen of the call shows it: the count large, and all that it may not stand without in few words.

Here too: the rows of a denominator ladder. Not here: the number itself (`therapies.measures`), headings with numbers
(`therapies.call_headings`), and what stands beside what (`therapies.call_pairs`).
"""

import re
from collections.abc import Iterable, Sequence

from therapies import wording
from therapies.call_blocks import Count, Step, Text
from therapies.denominators import Answer, Ladder, Rung
from therapies.evidence import Passport
from therapies.icons import Icons
from therapies.measures import Measure
from therapies.overdue_marks import checked_on

_NOTE_SIGNS = 120
_NOT_SAID = "the source does not say if all of them were treated"

_COUNTED = {
    "evaluable": "those who could be checked",
    "infused": "treated",
    "enrolled": "all who joined",
    "randomised": "randomised",
    "not-stated": "not stated which people",
    None: "not stated which people",
}

# A number, its people as icons, and those of its comparison group.
Number = tuple[Measure, Icons | None, Icons | None]


def count(measure: Measure, drawing: Icons | None, control: Icons | None, *, harm: bool) -> Count:
    """A number as a family sees it on a screen."""
    head, _, tail = measure.sentence.partition(" (")
    inside, _, after = tail.partition(")")
    after = _brief(after.strip(" ."))
    from_where = range_origin(measure)
    return Count(
        fact_id=measure.fact_id,
        name=measure.name,
        count=head,
        rest="; ".join(part for part in (f"{inside}{from_where}" if inside else "", after) if part),
        details=(*details(measure), *(_notes(measure) if harm else ())),
        care=measure.few,
        icons=drawing,
        control=control,
        harm=harm,
        late=measure.passport.overdue,
    )


def range_origin(measure: Measure) -> str:
    """Where the range of a number comes from, in a word; "" where it has none."""
    origin = {"printed": " as printed", "computed": " (computed)"}
    return next((words for code, words in origin.items() if code in (measure.range_origin or "")), "")


def in_full(measure: Measure) -> tuple[Text, ...]:
    """A result in paragraphs, with all that it may not stand without but its group, which stands over its steps."""
    group = f"Which people: {measure.cohort}."
    said = " ".join(text for text in details(measure) if text != group)
    said = f"{measure.name}: {measure.sentence.rstrip('.')}{range_origin(measure)}. {said}"
    unknown = [Text(c, care=True) for c in measure.caveats if c == wording.SURVIVAL_UNKNOWN]
    few = [Text(measure.few, care=True)] if measure.few else []
    return (Text(said, fact_id=measure.fact_id), *few, *unknown, *lived_longer([measure]))


def checked(papers: Iterable[Passport], *, with_source: bool = False) -> tuple[Text, ...]:
    """When facts without a line of their own were checked (honesty.md, rule 15), and by wish what they rest on.

    What is overdue is marked in bold on its screen, which says the day already.
    """
    several = list(papers)
    parts = [(one.evidence, one.publisher, "" if one.overdue else one.check) for one in several]
    rests = " ".join(f"{said}." for said in dict.fromkeys("; ".join(filter(None, part)) for part in parts) if said)
    words = rests if with_source else checked_on(several)
    return (Text(words, quiet=True, days=True),) if words else ()


def ladder_steps(rungs: Iterable[Rung], answers: Iterable[Answer]) -> tuple[Step, ...]:
    """The rows of a denominator ladder, those with a result last."""
    steps = [
        Step(
            rung.n,
            f"{rung.said} ({rung.detail})" if rung.detail else rung.said,
            rung.share,
            "whole" if rung.whole else "step",
            rung.passport.overdue,
        )
        for rung in rungs
    ]
    counted = ((one.responders, one, one.measure.passport.overdue) for one in answers)
    return (*steps, *(Step(n, one.said, one.share, "result", late) for n, one, late in counted if n is not None))


def why_counts_differ(ladders: Iterable[Ladder], shown: Iterable[Measure]) -> str:
    """Why numbers of one group of a study count more or fewer of its people; "" where none of them do."""
    counted = {(one.trial, one.n) for one in shown}
    for ladder in ladders:
        trials = {answer.measure.trial for answer in ladder.answers}
        steps = [rung for rung in ladder.rungs if not rung.whole and {(trial, rung.n) for trial in trials} & counted]
        if len(steps) > 1 and steps[0].n > steps[-1].n:
            first, last = steps[0], steps[-1]
            return f"Why the counts differ: {first.n} people {first.said}, {last.n} of them {last.said}."
    return ""


def lived_longer(measures: Sequence[Measure]) -> tuple[Text, ...]:
    """How long the people of the same studies lived, where that is known, each once."""
    found = {m.survival.fact_id: living_longer(m) for m in measures if m.survival}
    return tuple(Text(said, fact_id=fact_id) for fact_id, said in found.items() if said)


def details(measure: Measure) -> tuple[str, ...]:
    """Who was counted, the comparison, the evidence and the day: what no number may stand without."""
    control = (
        f"Comparison group, {measure.control.group}: {measure.control.sentence}"
        if measure.control
        else measure.comparison
    )
    whose = measure.cohort if measure.cohort not in (wording.NOT_STATED, measure.people) else None
    # The label says that already.
    control = None if "no comparison" in measure.design else control
    return tuple(
        text
        for text in (
            f"Counted: {people_in_short(measure.people)}.",
            f"Which people: {whose}." if whose and whose not in measure.people else None,
            control,
            f"{measure.evidence}, {measure.design}, {measure.passport.check}.",
        )
        if text
    )


def people_in_short(people: str) -> str:
    """Which people were counted, in fewer words."""
    short = people.replace(_NOT_SAID, "if all were treated: not stated")
    return short.replace("people assigned by chance", "all assigned by chance")


def _notes(measure: Measure) -> tuple[str, ...]:
    """What the record notes about a harm, in whole sentences; a long note says that it goes on."""
    return tuple(map(_whole_sentences, measure.caveats))


def _whole_sentences(note: str) -> str:
    # "none" alone, with a capital, is how a missing value looks.
    first = note[0] if note.startswith("none") else note[0].upper()
    note = f"{first}{note[1:].removesuffix('.')}."
    kept = ""
    for sentence in re.split(r"(?<=[.!?]) ", note):
        if len(f"{kept} {sentence}") > _NOTE_SIGNS:
            return f"{kept} More on its page.".strip() if kept else "A note about it stands on its page."
        kept = f"{kept} {sentence}".strip()
    return kept


def living_longer(measure: Measure) -> str | None:
    """How long people of the same study lived, compared, where that is known: it stands beside a response rate.

    In few words; all that belongs to a survival result is on the page of the therapy and on the paper.
    """
    survival = measure.survival
    if survival is None:
        return None
    said = f"{survival.name}, same study ({_COUNTED[survival.analysis_set]}): {_brief(survival.sentence)}"
    said += range_origin(survival)
    control = survival.control
    other = f"; comparison group, {control.group}: {_brief(control.sentence)}" if control else ""
    papers = survival.passport
    # The design of the study, and the day where it is the same one, stand with the response rate already.
    day = "" if papers.check == measure.passport.check else papers.check
    design = "" if survival.design == measure.design else survival.design
    marks = (survival.evidence, design, "overdue" if papers.overdue else day)
    return f"{said}{other}. {', '.join(mark for mark in marks if mark)}."


def _brief(sentence: str) -> str:
    return f"{sentence[:1].lower()}{sentence[1:]}".rstrip(".")


def none_shown(some: bool, noun: str) -> str:
    """What stands on a side without a number; `some`: the record has other numbers of its kind."""
    if some:
        return f"No other {noun} was counted in this way."
    return f"Our data have no {noun}s. That does not mean that there are none."
