"""Notes for a call, for staff only: how to open it, what to say and to avoid, likely questions, what to check before.

The notes that people wrote stand first in each list (`call_notes` of the curated file); all others are made from the
record. Nothing here is shown to a family, and nothing of it is in `therapies.call`. Not here: answers to likely
questions (`therapies.likely_questions`), and what to check before (`therapies.before_the_call`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from therapies import wording
from therapies.before_the_call import BeforeTheCall, before_the_call, trial_words
from therapies.dataset import Dataset
from therapies.denominators import ladders
from therapies.kept import kept
from therapies.likely_questions import (
    IS_IT_APPROVED,
    LikelyQuestion,
    ladder_note,
    likely_questions,
    standing_note,
)
from therapies.profile import Profile, profile
from therapies.regulatory_words import regulatory_words
from therapies.spoken_notes import Note, dated_note, number_note, passport_note

STAFF_ONLY = "For staff: never on the shared screen"
_BREAKTHROUGH = "breakthrough-therapy"
_FIRST_UNKNOWNS = 3


@dataclass(frozen=True, slots=True)
class OpeningStep:
    """One step of ask-tell-ask: its name, and sentences for it."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TherapyNotes:
    """The notes about one therapy. `written` says how many of them people wrote."""

    id: str
    title: str
    written: str
    before: BeforeTheCall
    say: tuple[Note, ...]
    avoid: tuple[Note, ...]
    questions: tuple[LikelyQuestion, ...]


@dataclass(frozen=True, slots=True)
class CallNotes:
    """The notes for a call about these therapies, in their order."""

    title: str
    made_on: str
    opening: tuple[OpeningStep, ...]
    therapies: tuple[TherapyNotes, ...]


@kept(32)
def call_notes(dataset: Dataset, ids: tuple[str, ...], today: date) -> CallNotes:
    """The notes for these therapies. Raises KeyError for an unknown id."""
    profiles = [profile(dataset, therapy_id, today) for therapy_id in ids]
    names = [one.title for one in profiles]
    return CallNotes(
        title=f"Notes for the call: {wording.listing(names)}" if names else "Notes for the call",
        made_on=wording.day(today),
        opening=_opening(names),
        therapies=tuple(
            _notes(dataset, one, tuple(name for name in names if name != one.title), today) for one in profiles
        ),
    )


def _opening(names: Sequence[str]) -> tuple[OpeningStep, ...]:
    about = f"Say what the call is about: {_together(names)}." if names else "Say what the call is about."
    apart = ("Speak about one treatment after the other, never one against the other.",) if len(names) > 1 else ()
    return (
        OpeningStep(
            "Ask",
            (
                "What have the doctors told you so far, and how did you understand it?",
                "What do you want to know today, and what would you rather not hear now?",
                "Who else should hear this with you?",
            ),
        ),
        OpeningStep(
            "Tell, in small parts",
            (
                about,
                *apart,
                "One thing at a time: what it is, what was seen, what can go wrong, what nobody knows.",
                "The count first, then a pause. Wait until they ask.",
                "Say “we do not know” as plainly as a number.",
                "Say that this is no medical advice: what fits is for them and their doctor to decide.",
            ),
        ),
        OpeningStep(
            "Ask again",
            (
                "What do you take home from this? Please say it in your own words.",
                "What was not clear, or was missing?",
                "What do you want to ask your doctor next?",
            ),
        ),
    )


def _together(names: Sequence[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _notes(dataset: Dataset, one: Profile, others: Sequence[str], today: date) -> TherapyNotes:
    written = len(dataset.call_notes(one.id))
    return TherapyNotes(
        id=one.id,
        title=one.title,
        written=_written(written),
        before=before_the_call(dataset, one, today),
        say=(*_by_people(dataset, one, "say", today), *_say(dataset, one, today)),
        avoid=(*_by_people(dataset, one, "avoid", today), *_avoid(dataset, one, others, today)),
        questions=likely_questions(dataset, one, today),
    )


def _written(count: int) -> str:
    if not count:
        return "Nobody wrote notes for this therapy yet: all of this is made from its record."
    notes = (
        "1 note was written by people and stands" if count == 1 else f"{count} notes were written by people and stand"
    )
    return f"{notes} first in the lists. All others are made from our data."


def _by_people(dataset: Dataset, one: Profile, part: str, today: date) -> Iterator[Note]:
    for note in dataset.call_notes(one.id):
        if note.part == part:
            yield dated_note(note.text, note.checked_on, note.due_on, today)


def _say(dataset: Dataset, one: Profile, today: date) -> Iterator[Note]:
    """What must be said, who was counted, the first numbers, and what we do not know."""
    for caution, said in zip(dataset.cautions(one.id), one.cautions, strict=True):
        yield dated_note(caution.text, caution.checked_on, caution.due_on, today)
        yield from map(number_note, said.numbers)
    for ladder in ladders(dataset, one.id, False, today).ladders:
        yield ladder_note(ladder)
    yield from (number_note(measure) for measure in one.first.results)
    # With the reason: what is not known may be so for some uses only.
    yield from (Note(f"{item.said} {item.why}") for item in one.unknown[:_FIRST_UNKNOWNS])
    if more := len(one.unknown[_FIRST_UNKNOWNS:]):
        yield Note(f"{more} more {'thing is' if more == 1 else 'things are'} not known: see “What is not known?”.")


def _avoid(dataset: Dataset, one: Profile, others: Sequence[str], today: date) -> Iterator[Note]:
    if any(measure.percent is not None for measure in one.first.results):
        yield Note("Never say a percentage alone. Say the number in full, as it stands under “Say”.")
    if any(wording.SURVIVAL_UNKNOWN in measure.caveats for measure in one.first.results):
        yield Note(f"Never say that it helps people live longer. Say: {wording.SURVIVAL_UNKNOWN}")
    yield Note(_never_rank(one.title, others))
    yield standing_note(dataset, one, _approved(one), today)
    yield from _breakthrough(dataset, one, today)
    yield from _recruiting(one)


def _never_rank(name: str, others: Sequence[str]) -> str:
    than = " or ".join(others) or "another treatment"
    why = "The numbers come from different people and different studies, so they cannot be ranked."
    return f"Never say that {name} is better or worse than {than}. {why}"


def _approved(one: Profile) -> str:
    line = one.standing.said
    if one.standing.approved:
        return f"Never say “approved” alone. Say where, for whom and on what evidence. {line}; see “{IS_IT_APPROVED}”."
    return f"Never say “approved” or “soon approved”. Say: {line}."


def _breakthrough(dataset: Dataset, one: Profile, today: date) -> Iterator[Note]:
    """The legal name with its meaning (honesty.md, rule 8), where the therapy has that status."""
    if any(event.event == _BREAKTHROUGH for event in dataset.events(one.id)):
        for word in regulatory_words(dataset, today, frozenset((_BREAKTHROUGH,))):
            said = f"Never say “{word.title}” without what it means. {word.plain} {word.does_not_mean}"
            yield passport_note(said, word.passport)


def _recruiting(one: Profile) -> Iterator[Note]:
    """A trial whose record is overdue is never said to be open; another one only with the age of its record."""
    for line in one.recruiting.trials:
        if line.takes_people and line.as_read:
            yield Note(f"Never say that this trial is open now. {trial_words(line)}", line.overdue)
        elif line.takes_people:
            yield Note(f"Never say that this trial has a place. {trial_words(line)} Ask the study team first.")
