"""Which facts differ between two datasets: new, no longer there, changed, reworded, or only checked again.

Facts are compared, not lines: how a value is written (`therapies.same_facts`) and the order of records are no change,
nor is another title of a word. A new treatment is one change, whatever its facts. Not here: how a change is said
(`therapies.change_words`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from therapies.dataset import Dataset
from therapies.same_facts import bare, same

NEW, GONE, STATUS, CHANGED, REWORDED, CHECKED = "new", "gone", "status", "changed", "reworded", "checked"
VERBS = (NEW, GONE, STATUS, CHANGED, REWORDED, CHECKED)
_TOLD_WHOLE = (NEW, GONE, STATUS, CHANGED)
_HAS_STATUS = ("trials", "sites", "access")
_OF_SOURCES = ("disagreements", "citations")
# From this share of equal signs on, a text that went and one that came are the same one in other words.
_ALIKE = 0.6
# What makes more of a text than other words: its figures, and whether it says no.
_WEIGHTY = re.compile(r"\d+(?:\.\d+)?|\b(?:no|not|none|nobody|never|without|cannot)\b")


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact that differs. `subject` is a key of SUBJECTS; `columns` say in what, `wording` that they are texts.

    `before` and `after` are the records, None where it was or is not there. `therapy_id` is None for what belongs to
    no therapy.
    """

    subject: str
    verb: str
    therapy_id: str | None
    fact_id: str
    before: Any
    after: Any
    columns: tuple[str, ...] = ()
    wording: bool = False

    @property
    def record(self) -> Any:
        """What it says now, or said last."""
        return self.before if self.after is None else self.after


@dataclass(frozen=True, slots=True)
class Subject:
    """How facts of one table are compared. `known_by` tells them apart; `facts` are values, `texts` are wording.

    `alike`: the columns within which a text that went and one that came may be one in other words, then that text.
    Columns in neither are places in a list, or follow from others.
    """

    facts: tuple[str, ...]
    texts: tuple[str, ...]
    known_by: tuple[str, ...] = ("fact_id",)
    alike: tuple[tuple[str, ...], str] | None = None


_STUDY = ("trial", "unit", "responders", "n", "percent", "change_percent", "months", "days", "reached")
_RANGE = ("ci_low", "ci_high", "ci_origin")
_CONTROL = ("control_responders", "control_n", "control_percent", "control_change_percent", "control_months")
_CONTROL_RANGE = ("control_type", "control_ci_low", "control_ci_high", "control_ci_origin")
_EFFECT = ("effect_measure", "effect_value", "effect_ci_low", "effect_ci_high")
_ASKED = ("endpoint", "kind", "analysis_set", "assessed_by", "timepoint_months", "follow_up_median_months")
_AGES = ("age_min_years", "age_max_years")
_WAIT = ("turnaround_days_low", "turnaround_days_high")

# In the order in which changes are told.
SUBJECTS = {
    "therapies": Subject(
        ("name", "short_name", "brand_name", "aliases", "developer", "modality", "cell_source", "targets", *_WAIT),
        ("plain_summary", "how_it_works", "given_as", "engineering", "turnaround_basis", "open_questions"),
        ("id",),
    ),
    "regulatory_events": Subject(("agency", "event", "date", "date_of", "indication_id"), ("note",)),
    "outcomes": Subject(
        (*_ASKED, *_STUDY, *_RANGE, "data_cutoff", "indication_id", *_CONTROL, *_CONTROL_RANGE, *_EFFECT),
        ("label", "cohort", "trial_name", "control_arm"),
    ),
    "safety": Subject(
        (
            *("event", "trial", "n_affected", "n", "percent"),
            *_RANGE,
            "control_n_affected",
            "control_n",
            "control_percent",
        ),
        ("label", "cohort", "trial_name", "control_arm", "note"),
    ),
    "participants": Subject(("n", "step", "trial", "whole_study"), ("label", "cohort", "trial_name")),
    "indications": Subject(("stage", "countries", "disease_id", "prior_lines_min", *_AGES), ("population",)),
    "trials": Subject(
        ("status", "nct", "phase", "enrollment", "start", "countries", *_AGES), ("name", "who", "not_who")
    ),
    "sites": Subject(
        ("status",),
        (),
        ("trial_id", "facility", "city", "region", "country"),
        (("trial_id", "city", "region", "country"), "facility"),
    ),
    "access": Subject(("status", "route", "countries"), ("detail",)),
    "criteria": Subject(
        ("rule", "diseases", "min_years", "below_years", "at_least", "at_most", "any_of", "countries", "only_in"),
        ("says", "question"),
    ),
    "cautions": Subject((), (), ("therapy_id", "text"), (("therapy_id",), "text")),
    "call_notes": Subject((), ("answer",), ("therapy_id", "part", "text"), (("therapy_id", "part"), "text")),
    "sources": Subject(("kind", "title", "publisher", "url", "doi", "pmid", "published", "read"), (), ("id",)),
    "disagreements": Subject((), ("says",), ("fact_id", "source_id")),
    "citations": Subject(("sources",), ()),
    "comparison_cells": Subject((), ("text",)),
    "comparisons": Subject((), ("title", "lead"), ("id",)),
    "designations": Subject(
        (), ("name", "official_definition_in_own_words", "plain", "what_it_does_not_mean", "note"), ("id",)
    ),
    "access_routes": Subject(
        ("countries",),
        ("name", "plain", "who_may_use", "who_must_ask", "steps", "typical_time", "costs", "note", "caution"),
        ("id",),
    ),
    "glossary": Subject((), ("term", "abbreviation", "plain", "why_it_matters"), ("id",)),
    "reference_sources": Subject(("url", "read"), (), ("table", "entry_id", "title")),
    "diseases": Subject(("parent", "includes"), ("name", "plain_name", "plain"), ("id",)),
    "conditions": Subject(
        ("implies", "leads_to", "not_with", "often_a_rule", "offered_for"), ("title", "plain", "question"), ("id",)
    ),
    "vocabulary": Subject((), ("title", "plain"), ("field", "code")),
}
_CHECK_DAYS = ("checked_on", "checked", "status_as_of", "registry_copy")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A source that says otherwise about a fact."""

    fact_id: str
    therapy_id: str
    table: str
    source_id: str
    says: str | None


@dataclass(frozen=True, slots=True)
class RestsOn:
    """The sources that support a fact."""

    fact_id: str
    therapy_id: str | None
    table: str
    sources: tuple[str, ...]


def dataset_changes(old: Dataset, new: Dataset) -> tuple[FactChange, ...]:
    """Every difference, by SUBJECTS and then by the facts' ids; two datasets with the same facts give none."""
    both = {None, *(old.therapies.keys() & new.therapies.keys())}
    found = [
        change
        for name in SUBJECTS
        for change in _of_subject(name, old, new)
        if name == "therapies" or change.therapy_id in both
    ]
    # A number that is told anew is told with its sources.
    told = {change.fact_id for change in found if change.subject not in _OF_SOURCES and change.verb in _TOLD_WHOLE}
    return tuple(change for change in found if change.subject != "citations" or change.fact_id not in told)


def _of_subject(name: str, old: Dataset, new: Dataset) -> Iterator[FactChange]:
    subject = SUBJECTS[name]
    # A record that both hold, as most are when one dataset is the other's past, is equal to itself. What is made anew
    # of the citations is the same where it says the same.
    was, is_ = (
        {record if name in _OF_SOURCES else id(record): record for record in _records(name, one)} for one in (old, new)
    )
    before, after = (
        _by_key(subject, (one[key] for key in one if key not in other)) for one, other in ((was, is_), (is_, was))
    )
    gone = [before[key] for key in sorted(before.keys() - after.keys())]
    came = [after[key] for key in sorted(after.keys() - before.keys())]
    if name == "citations":
        # Sources of a fact that is new or gone are told with it.
        gone, came = [], []
    found = [change for key in before.keys() & after.keys() for change in _between(name, before[key], after[key])]
    for first, then in _in_other_words(subject, gone, came):
        gone.remove(first)
        came.remove(then)
        column = subject.alike[1] if subject.alike else ""
        found.append(_change(name, _reworded(first, then, (column,)), first, then, (column,), wording=True))
    found += [_change(name, GONE, record, None) for record in gone]
    found += [_change(name, NEW, None, record) for record in came]
    yield from sorted(found, key=lambda change: (change.fact_id, VERBS.index(change.verb)))


def _records(name: str, dataset: Dataset) -> Iterable[Any]:
    if name == "disagreements":
        return [
            Doubt(one.fact_id, dataset.all_sources[one.source_id].therapy_id, one.table, one.source_id, one.says)
            for one in dataset.all_citations
            if one.role == "disagrees"
        ]
    if name == "citations":
        cited = [one for one in dataset.all_citations if one.role == "supports"]
        return [
            RestsOn(fact_id, _therapy_of(dataset, fact_id), same[0].table, tuple(sorted(one.source_id for one in same)))
            for fact_id, group in groupby(sorted(cited, key=lambda one: one.fact_id), key=lambda one: one.fact_id)
            for same in [list(group)]
        ]
    return dataset.rows[name]


def _therapy_of(dataset: Dataset, fact_id: str) -> str | None:
    first = fact_id.split("/")[0]
    return first if first in dataset.therapies else None


def _by_key(subject: Subject, records: Iterable[Any]) -> dict[tuple[Any, ...], Any]:
    """The records by what tells them apart; what is listed twice counts as two, whichever comes first."""
    found: dict[tuple[Any, ...], list[Any]] = {}
    for record in records:
        found.setdefault(tuple(bare(getattr(record, name)) or "" for name in subject.known_by), []).append(record)
    return {
        (*key, nth): record
        for key, equal in found.items()
        for nth, record in enumerate(sorted(equal, key=lambda one: repr(_values(subject, one))))
    }


def _values(subject: Subject, record: Any) -> list[Any]:
    return [bare(getattr(record, name)) for name in (*subject.facts, *subject.texts)]


def _between(name: str, before: Any, after: Any) -> Iterator[FactChange]:
    """A fact may have changed and been reworded: those are two changes."""
    subject = SUBJECTS[name]
    facts, texts = (
        tuple(one for one in columns if not same(getattr(before, one), getattr(after, one)))
        for columns in (subject.facts, subject.texts)
    )
    if facts:
        yield _change(name, STATUS if "status" in facts and name in _HAS_STATUS else CHANGED, before, after, facts)
    if texts:
        yield _change(name, _reworded(before, after, texts), before, after, texts, wording=True)
    # A site is checked with its trial.
    if not facts and not texts and name != "sites" and _checked_again(before, after):
        yield _change(name, CHECKED, before, after)


def _checked_again(before: Any, after: Any) -> bool:
    return any(getattr(before, day, None) != getattr(after, day, None) for day in _CHECK_DAYS)


def _reworded(before: Any, after: Any, columns: tuple[str, ...]) -> str:
    """A text whose figures, or whose "not", are others is no mere rewording."""
    texts = (" ".join(str(getattr(one, name) or "") for name in columns).casefold() for one in (before, after))
    said = [sorted(_WEIGHTY.findall(text)) for text in texts]
    return REWORDED if said[0] == said[1] else CHANGED


def _in_other_words(subject: Subject, gone: list[Any], came: list[Any]) -> list[tuple[Any, Any]]:
    """Texts that went and came which are one in other words, the most alike first; each is in one pair at most."""
    if subject.alike is None:
        return []
    within, text = subject.alike
    pairs = [
        (SequenceMatcher(None, bare(getattr(was, text)) or "", bare(getattr(is_, text)) or "", False).ratio(), i, j)
        for i, was in enumerate(gone)
        for j, is_ in enumerate(came)
        if all(bare(getattr(was, name)) == bare(getattr(is_, name)) for name in within)
    ]
    taken: list[tuple[int, int]] = []
    for ratio, i, j in sorted(pairs, key=lambda pair: (-pair[0], *pair[1:])):
        if ratio >= _ALIKE and not any(i == one or j == other for one, other in taken):
            taken.append((i, j))
    return [(gone[i], came[j]) for i, j in taken]


def _change(
    name: str, verb: str, before: Any, after: Any, columns: tuple[str, ...] = (), wording: bool = False
) -> FactChange:
    record = before if after is None else after
    therapy_id = record.id if name == "therapies" else getattr(record, "therapy_id", None)
    return FactChange(name, verb, therapy_id, _fact_id(name, record), before, after, columns, wording)


def _fact_id(name: str, record: Any) -> str:
    if name == "vocabulary":
        return f"vocabulary/{record.field}/{record.code}"
    if name == "reference_sources":
        return f"{record.table}/{record.entry_id}"
    return getattr(record, "fact_id", None) or record.id
