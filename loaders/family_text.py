"""The texts in our own words, file by file, and the guards over them: hype, numbers without counts, reading grade.

Not here: what a guard refuses (`loaders.number_guards`, `therapies.wording`, `therapies.readability`).
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from re import Pattern

from loaders.call_notes import note_texts
from loaders.number_guards import figure_fault, how_often_fault, number_fault, rate_fault, share_fault
from loaders.records import Therapy
from loaders.reference_records import (
    ComparisonsFile,
    ConditionsFile,
    DiseasesFile,
    GlossaryFile,
    PathwaysFile,
    VocabularyFile,
)
from loaders.rules import Finding
from loaders.salvage import Path_
from therapies.readability import HARDEST_GRADE, Reading, easy_words, reading
from therapies.wording import hype_in

Shared = VocabularyFile | DiseasesFile | PathwaysFile | ComparisonsFile | GlossaryFile | ConditionsFile
Texts = list[tuple[Path_, str]]

_IN_BRACKETS = re.compile(r"\s*\(.*?\)")

# Not graded: what staff read (how the cells are made, open questions), and what another source says in its own way.
# Notes for a call are graded: staff say them aloud.
_UNGRADED = frozenset(("engineering", "conflicts", "open_questions"))
_PATHWAY_TEXTS = (
    "plain",
    "what_it_does_not_mean",
    "who_may_use",
    "who_must_ask",
    "typical_time",
    "costs",
    "note",
    "caution",
)


# Texts that stand without a source of their own: a figure in them would have no passport.
_UNSOURCED = frozenset(("plain_summary", "how_it_works", "cautions", "call_notes"))
# What other sources say has its range where it is shown, and a group is described by the counts that made it.
_WITH_RATES = frozenset(("conflicts", "cohort"))


def text_findings(texts: Texts, easy: Pattern[str] | None, backed: frozenset[Path_] = frozenset()) -> Iterator[Finding]:
    """All that is wrong with the texts of one file; `easy` as from `easy_names`, None for no grades.

    `backed` are the texts that are shown with the numbers they lean on below them.
    """
    for path, text in texts:
        for fault in _faults(text, str(path[0]), _WITH_RATES.isdisjoint(path), path in backed):
            yield path, *fault
    if easy is not None:
        yield from _grade(graded(texts), easy)


# Whoever checks again and again, with one text changed, does not look through the others anew.
@lru_cache(maxsize=16_384)
def _faults(text: str, part: str, rates_asked: bool, backed: bool) -> tuple[tuple[str, str], ...]:
    """What is wrong in a text; `part` of its file, `rates_asked` where a rate needs a passport of its own."""
    found: list[tuple[str, str] | None] = []
    if word := hype_in(text):
        found.append((f"'{word}' sells instead of telling", "say what was seen, in plain words (honesty.md, rule 8)"))
    found.append(number_fault(text) or _fault_of_place(text, part, rates_asked))
    if not backed:
        found.append(share_fault(text) or how_often_fault(text))
    return tuple(fault for fault in found if fault)


def _fault_of_place(text: str, part: str, rates_asked: bool) -> tuple[str, str] | None:
    """What is wrong with the figures of a text because of where it stands."""
    if part in _UNSOURCED:
        return figure_fault(text)
    if part == "comparisons":
        return figure_fault(text, times=True)
    return rate_fault(text) if rates_asked else None


@lru_cache(maxsize=1_024)
def _reading(texts: tuple[str, ...], easy: Pattern[str]) -> Reading:
    return reading(texts, easy)


def graded(texts: Texts) -> Texts:
    """The texts that a family reads in our words."""
    return [(path, text) for path, text in texts if _UNGRADED.isdisjoint(path)]


def _grade(texts: Texts, easy: Pattern[str]) -> Iterator[Finding]:
    readable = [(path, text) for path, text in texts if any(sign.isalnum() for sign in text)]
    if not readable:
        return
    whole = _reading(tuple(text for _, text in readable), easy)
    if whole.hardest <= HARDEST_GRADE:
        return
    each = [(path, _reading((text,), easy)) for path, text in readable]
    # The text whose rewriting helps most: a single hard word has the highest grade and weighs nothing.
    too_high = "coleman_liau" if whole.coleman_liau == whole.hardest else "automated"
    path, worst = max(each, key=lambda found: (getattr(found[1], too_high) - HARDEST_GRADE) * found[1].words)
    wrong = (
        f"the file's family text reads at grade {whole.coleman_liau:.1f} (Coleman-Liau) "
        f"and {whole.automated:.1f} (ARI); "
        f"this text is the hardest, at {worst.coleman_liau:.1f} and {worst.automated:.1f}"
    )
    yield path, wrong, f"both at most {HARDEST_GRADE}: shorter sentences and shorter words, here first"


def therapy_texts(therapy: Therapy) -> Texts:
    """The texts of a therapy file; what could not be read is left out."""
    texts = (*_free_texts(therapy), *note_texts(therapy.call_notes), *_ungraded(therapy))
    return [(path, text) for path, text in texts if text]


def _free_texts(therapy: Therapy) -> Iterable[tuple[Path_, str | None]]:
    """Every text of our own words in a therapy file, with its path; titles of sources are quotations and left out."""
    for key in ("engineering", "given_as", "plain_summary", "how_it_works"):
        yield (key,), getattr(therapy, key)
    if therapy.turnaround:
        yield ("turnaround", "basis"), therapy.turnaround.basis
    for index, caution in enumerate(therapy.cautions):
        yield ("cautions", index, "text"), caution.text
    for index, group in enumerate(therapy.participants):
        yield ("participants", index, "cohort"), group.cohort
        for place, step in enumerate(group.steps):
            yield ("participants", index, "steps", place, "label"), step.label
    for part, keys in {
        "indications": ("population",),
        "regulatory": ("note",),
        "outcomes": ("cohort", "label"),
        "safety": ("cohort", "label", "note"),
        "trials": ("who", "not_who"),
        "access": ("detail",),
    }.items():
        for index, record in enumerate(getattr(therapy, part)):
            for key in keys:
                yield (part, index, key), getattr(record, key)
            for place, criterion in enumerate(getattr(record, "criteria", ())):
                yield (part, index, "criteria", place, "says"), criterion.says
                yield (part, index, "criteria", place, "question"), criterion.question
            control = getattr(record, "control", None)
            yield (part, index, "control", "arm"), control and control.arm


def _ungraded(therapy: Therapy) -> Iterator[tuple[Path_, str | None]]:
    """What sources that disagree say instead, and open questions: shown too, so they too need their counts."""
    for part in ("regulatory", "outcomes"):
        for index, fact in enumerate(getattr(therapy, part)):
            for place, conflict in enumerate(fact.conflicts or ()):
                yield (part, index, "conflicts", place, "says"), conflict.says
    for index, question in enumerate(therapy.review.open_questions if therapy.review else ()):
        yield ("review", "open_questions", index), question


def shared_texts(record: Shared) -> Texts:
    """The texts of a shared file that families read; what could not be read is left out."""
    return [(path, text) for path, text in _shared(record) if text]


def _shared(record: Shared) -> Iterator[tuple[Path_, str | None]]:
    if isinstance(record, VocabularyFile):
        for field, words in record.lists().items():
            yield from (((field, code, "plain"), word.plain) for code, word in words.items())
    elif isinstance(record, DiseasesFile):
        yield from ((("diseases", key, "plain"), disease.plain) for key, disease in record.diseases.items())
    elif isinstance(record, ConditionsFile):
        for key, condition in record.conditions.items():
            yield ("conditions", key, "plain"), condition.plain
            yield ("conditions", key, "question"), condition.question
    elif isinstance(record, GlossaryFile):
        for index, term in enumerate(record.terms):
            yield ("terms", index, "plain"), term.plain
            yield ("terms", index, "why_it_matters"), term.why_it_matters
    elif isinstance(record, PathwaysFile):
        yield from _pathways(record)
    else:
        yield from _comparisons(record)


def _pathways(file: PathwaysFile) -> Iterator[tuple[Path_, str | None]]:
    for part in ("designations", "access_routes"):
        for index, entry in enumerate(getattr(file, part)):
            for key in _PATHWAY_TEXTS:
                yield (part, index, key), getattr(entry, key, None)
            for place, step in enumerate(getattr(entry, "steps", ())):
                yield (part, index, "steps", place), step


def _comparisons(file: ComparisonsFile) -> Iterator[tuple[Path_, str | None]]:
    for place, comparison in enumerate(file.comparisons):
        yield ("comparisons", place, "lead"), comparison.lead
        for index, column in enumerate(comparison.columns):
            yield ("comparisons", place, "columns", index, "plain"), column.plain
        for index, row in enumerate(comparison.rows):
            for name, cell in row.cells().items():
                yield ("comparisons", place, "rows", index, name, "text"), cell.text


def easy_names(therapies: Iterable[Therapy], diseases: DiseasesFile, glossary: GlossaryFile) -> Pattern[str]:
    """Names of therapies and diseases and terms of the glossary: a family meets them, and they are explained."""
    names: list[str | None] = []
    for therapy in therapies:
        names += [therapy.name, therapy.short_name, therapy.brand_name, *(therapy.code_names or []), therapy.developer]
    for disease in diseases.diseases.values():
        names += [disease.name, disease.plain_name]
    for term in glossary.terms:
        # "complete remission (complete response)" is met as "complete remission".
        names += [term.term, _IN_BRACKETS.sub("", term.term or ""), term.abbreviation]
    return easy_words(name for name in names if name)
