"""What a release brings, in plain words: how many facts are new, changed or gone, in one fixed order, and whose.

Counts only: no number of a result, which would need its people and range, and no word of praise. "New" is new in our
data. Not here: which facts differ (`therapies.fact_changes`) and how each is told (`therapies.change_words`).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from therapies.change_words import named
from therapies.dataset import Dataset
from therapies.fact_changes import CHECKED, GONE, NEW, REWORDED, STATUS, SUBJECTS, FactChange, dataset_changes
from therapies.regulatory_events import REFUSED, kind_of
from therapies.search import default_order
from therapies.takes_people import TAKES_PEOPLE

NO_FACT_DIFFERS = "No fact differs"
_NO_ONE = "No single treatment"
# So many facts of one kind are named; more are counted.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Noun:
    """What is counted: one of it, several."""

    one: str
    several: str

    def count(self, number: int) -> str:
        """3 results."""
        return f"{number:,} {self.one if number == 1 else self.several}"

    def after(self, word: str) -> "Noun":
        """New results."""
        return Noun(f"{word} {self.one}", f"{word} {self.several}")

    def gone(self) -> "Noun":
        """Results no longer in our data."""
        return Noun(f"{self.one} no longer in our data", f"{self.several} no longer in our data")

    def every(self) -> "tuple[Noun, ...]":
        """New, changed and gone."""
        return self.after("new"), self.after("changed"), self.gone()


@dataclass(frozen=True, slots=True)
class ReleaseNotes:
    """One line for all of it, and one for each treatment that changed."""

    summary: str
    lines: tuple[str, ...] = ()


_THERAPY, _STEP = Noun("therapy", "therapies"), Noun("regulatory step", "regulatory steps")
_TRIAL, _TEXT, _FACT = Noun("trial", "trials"), Noun("text", "texts"), Noun("other fact", "other facts")
_BEFORE_STEPS = {"outcomes": Noun("result", "results"), "safety": Noun("risk", "risks")}
_AFTER_TRIALS = {
    "sites": Noun("trial site", "trial sites"),
    "access": Noun("way of access", "ways of access"),
    "indications": Noun("use", "uses"),
    "criteria": Noun("rule of who may have it or join", "rules of who may have it or join"),
    "participants": Noun("count of people", "counts of people"),
    "sources": Noun("source", "sources"),
    "disagreements": Noun("disagreement of sources", "disagreements of sources"),
}
_NOUNS = {"therapies": _THERAPY, **_BEFORE_STEPS, "regulatory_events": _STEP, "trials": _TRIAL, **_AFTER_TRIALS}
_APPROVAL = Noun("approval", "approvals")
_STOP = Noun("other refusal, hold or stop", "other refusals, holds or stops")
_STEPS = {
    "withdrawal": Noun("ended approval", "ended approvals"),
    "complete-response-letter": Noun("refusal", "refusals"),
    "boxed-warning": Noun("new boxed warning", "new boxed warnings"),
}
_OPENED = Noun("trial opened to new people", "trials opened to new people")
_CLOSED = Noun("trial closed to new people", "trials closed to new people")
_OTHER_STATUS = Noun("trial with another status", "trials with another status")
_OTHER_SOURCES = Noun("fact with other sources", "facts with other sources")
_REWORDED = _TEXT.after("reworded")
_CHECKED = Noun("fact checked again", "facts checked again")
_ORDER = (
    *(_THERAPY.after("new"), _THERAPY.gone()),
    *(noun for each in _BEFORE_STEPS.values() for noun in each.every()),
    *(_APPROVAL, *_STEPS.values(), _STOP, *_STEP.every()),
    *(_TRIAL.after("new"), _OPENED, _CLOSED, _OTHER_STATUS, _TRIAL.after("changed"), _TRIAL.gone()),
    *(noun for each in _AFTER_TRIALS.values() for noun in each.every()),
    *(_OTHER_SOURCES, _THERAPY.after("changed"), *_FACT.every(), *_TEXT.every(), _REWORDED, _CHECKED),
)


def release_notes(old: Dataset, new: Dataset) -> ReleaseNotes:
    """What `new` brings to who knew `old`."""
    found = dataset_changes(old, new)
    return ReleaseNotes(_summary(new, found), tuple(_lines(old, new, found)))


def first_release(therapies: int) -> ReleaseNotes:
    """Of a release before which there was none."""
    return ReleaseNotes(f"{_THERAPY.count(therapies)}, 1st release")


def not_compared(therapies: int, why: str) -> ReleaseNotes:
    """Of a release that cannot be compared with the one before it; `why` is half a sentence."""
    return ReleaseNotes(f"{_THERAPY.count(therapies)}, not compared with the release before: {why}")


def _summary(new: Dataset, found: tuple[FactChange, ...]) -> str:
    counts = Counter(_counted_as(new, change) for change in found)
    said = [noun.count(counts[noun]) for noun in _ORDER if noun in counts]
    if counts.keys() <= {_CHECKED}:
        said.insert(0, NO_FACT_DIFFERS)
    return ", ".join(said)


def _counted_as(new: Dataset, change: FactChange) -> Noun:
    """Every change is counted, and once."""
    if change.verb == CHECKED:
        return _CHECKED
    if change.wording:
        return _REWORDED if change.verb == REWORDED else _TEXT.after("changed")
    if change.subject == "citations":
        return _OTHER_SOURCES
    if change.subject == "regulatory_events" and change.verb != GONE and (special := _step(new, change)):
        return special
    if change.subject == "trials" and change.verb == STATUS:
        before, after = (record.status in TAKES_PEOPLE for record in (change.before, change.after))
        return _OTHER_STATUS if before == after else _OPENED if after else _CLOSED
    noun = _NOUNS.get(change.subject) or (_FACT if SUBJECTS[change.subject].facts else _TEXT)
    return noun.gone() if change.verb == GONE else noun.after("new" if change.verb == NEW else "changed")


def _step(new: Dataset, change: FactChange) -> Noun | None:
    """What a regulatory step is called that is new, or that became another; None where it is one of many kinds."""
    if change.verb != NEW and "event" not in change.columns:
        return None
    word = new.word("regulatory_event", change.after.event)
    if word.grants_approval:
        return _APPROVAL
    return _STEPS.get(word.code) or (_STOP if kind_of(word) == REFUSED else None)


def _lines(old: Dataset, new: Dataset, found: tuple[FactChange, ...]) -> Iterator[str]:
    """By disease and name of the treatment; what is no longer there after them, what belongs to none last."""
    place = default_order(new)
    end = len(place)
    listed = [
        (end + 1 if change.therapy_id is None else place.get(change.therapy_id, end), *named(old, new, change))
        for change in found
        if change.verb != CHECKED
    ]
    for (_, whose), ours in groupby(sorted(listed, key=lambda one: one[:2]), key=lambda one: one[:2]):
        kinds: dict[str, list[str]] = {}
        for _, _, kind, about in ours:
            kinds.setdefault(kind, []).append("" if about == whose else about)
        yield f"{whose or _NO_ONE}. {'. '.join(_told(kind, names) for kind, names in kinds.items())}."


def _told(kind: str, names: list[str]) -> str:
    if len(names) > _NAMED:
        return f"{kind}, {len(names)} of them"
    said = "; ".join(name.rstrip(".") for name in names if name)
    return f"{kind} ({said})" if said else kind
