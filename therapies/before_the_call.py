"""What staff check before they speak about one therapy: overdue facts, the age of the trials' records, and doubts.

Everything is said, nothing is decided: a record of a known age is not yet a wrong one. Not here: what to say and to
avoid on the call (`therapies.call_notes`).
"""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from therapies import wording
from therapies.checked_facts import KINDS, Fact, every_fact
from therapies.checks import conflicts
from therapies.dataset import Dataset
from therapies.evidence import is_overdue
from therapies.profile import Profile
from therapies.recruiting import TrialLine
from therapies.spoken_notes import Note, number_note
from therapies.status_words import status_words


@dataclass(frozen=True, slots=True)
class OverdueFacts:
    """Facts of one kind that became due on one day: in one line, and by name."""

    said: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BeforeTheCall:
    """What to check. `overdue_count` says how many facts of all are overdue, `open_questions` how many there are."""

    overdue_count: str
    overdue: tuple[OverdueFacts, ...]
    trials: tuple[Note, ...]
    disagreements: tuple[Note, ...]
    open_questions: str


def before_the_call(dataset: Dataset, one: Profile, today: date) -> BeforeTheCall:
    """What to check about a therapy. `one`: its profile of the same day."""
    facts = [fact for fact in every_fact(dataset) if fact.therapy_id == one.id]
    late = [fact for fact in facts if is_overdue(fact.due_on, today)]
    count = f"{len(late) or 'None'} of {len(facts)} facts in our data"
    return BeforeTheCall(
        overdue_count=f"{count} {_is(len(late))} overdue for a check.",
        overdue=_overdue(late),
        trials=_trials(one),
        disagreements=_disagreements(dataset, one, today),
        open_questions=_open_questions(len(one.open_questions)),
    )


def _is(count: int) -> str:
    return "is" if count in (0, 1) else "are"


def _overdue(late: list[Fact]) -> tuple[OverdueFacts, ...]:
    """By day, the one that is overdue for longest first, then in the order of the kinds."""

    def day_and_kind(fact: Fact) -> tuple[date, int]:
        return fact.due_on, list(KINDS).index(fact.kind)

    groups = (list(same) for _, same in groupby(sorted(late, key=day_and_kind), key=day_and_kind))
    return tuple(
        OverdueFacts(
            f"{KINDS[same[0].kind]}: {len(same)} overdue since {wording.day(same[0].due_on)}, "
            f"last checked {wording.day(min(fact.checked_on for fact in same))}",
            tuple(fact.name for fact in same),
        )
        for same in groups
    )


def _trials(one: Profile) -> tuple[Note, ...]:
    """The records that say that people are taken, with their age; and how many other trials there are."""
    lines = one.recruiting.trials
    if not lines:
        return (Note("Our data have no trial of this treatment. Look in the register."),)
    taking = [line for line in lines if line.takes_people]
    rest = len(lines) - len(taking)
    others = (
        f"{rest} of {len(lines)} {'trial' if len(lines) == 1 else 'trials'} {_is(rest)} not known to take new people."
    )
    return *(Note(trial_words(line), line.overdue) for line in taking), *([Note(others)] if rest else [])


def trial_words(line: TrialLine) -> str:
    """A trial by its name and number, its status as it may be said today, and how old its record is."""
    named = f"{line.title} ({line.nct})" if line.nct and line.nct != line.title else line.title
    return f"{named}: {status_words(line.status.title.lower(), line.as_read)}. {line.record}"


def _disagreements(dataset: Dataset, one: Profile, today: date) -> tuple[Note, ...]:
    found = []
    for conflict in conflicts(dataset, today, one.id):
        if conflict.measure:
            found.append(number_note(conflict.measure))
            continue
        others = " ".join(f"Another source says: {said.says.rstrip('.')}." for said in conflict.passport.disagreements)
        found.append(Note(f"{conflict.name}: {conflict.says} {others}"))
    return tuple(found)


def _open_questions(count: int) -> str:
    if not count:
        return "No open question of the curators is written."
    return f"{count} open {'question' if count == 1 else 'questions'} of the curators: read before the call."
