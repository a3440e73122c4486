"""The ways to get one therapy: whether each is open, who may use it, who must ask and who must say yes.

Order: the vocabulary's (approved product first, then trials, then programmes), then as recorded. Not here: what the
copy of the register opened or closed (`therapies.current_ways`), and the trials (`therapies.recruiting`).
"""

from dataclasses import dataclass
from datetime import date

from therapies import wording
from therapies.dataset import Dataset
from therapies.evidence import Passport, is_overdue, passport
from therapies.facts import AccessMeaning, AccessRoute, Word
from therapies.places import places
from therapies.record_ages import is_old, of_record
from therapies.status_words import as_read
from therapies.takes_people import RECRUITING, WAYS, takes_people
from therapies.terms import reading_passport

WHO_MUST_ASK = "Who must ask, and who must say yes"
HOW_LONG = "How long it takes"


@dataclass(frozen=True, slots=True)
class Rung:
    """One way. `about` holds what is known as (label, text); `rules` is where the general words were read.

    `as_read` belongs behind a status that may not be said as of today: "when read on 3 May 2026"; else None.
    `warnings` are said wherever the way is named with its details; `notes` are about costs and how it was read.
    """

    fact_id: str
    name: str
    status: Word
    as_read: str | None
    where: str
    detail: str
    plain: str
    who_must_ask: str
    typical_time: str
    about: tuple[tuple[str, str], ...]
    steps: tuple[str, ...]
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    passport: Passport
    rules: Passport

    @property
    def cautions(self) -> tuple[str, ...]:
        """All that is to be known before it is relied on."""
        return self.warnings + self.notes


@dataclass(frozen=True, slots=True)
class AccessLadder:
    """All ways of access to a therapy."""

    heading: str
    count: str
    rungs: tuple[Rung, ...]


def access_ladder(dataset: Dataset, therapy_id: str, today: date) -> AccessLadder:
    """The ways of access to a therapy; none for an unknown id."""
    routes = sorted(dataset.access(therapy_id), key=lambda access: dataset.word("access_route", access.route).position)
    rungs = tuple(_rung(dataset, route, today) for route in routes)
    return AccessLadder(_heading(rungs), _count(rungs), rungs)


def _heading(rungs: tuple[Rung, ...]) -> str:
    if not rungs:
        return "Ways to get it: none in our data"
    opened = [rung for rung in rungs if rung.status.code == "open"]
    known = sum(rung.as_read is None for rung in opened)
    heading = f"Ways to get it: {known or 'none'} of {len(rungs)} known to be open"
    old = len(opened) - known
    return f"{heading}; {old} {'was' if old == 1 else 'were'} listed as open when last checked" if old else heading


def _count(rungs: tuple[Rung, ...]) -> str:
    if not rungs:
        return "Our data name no way to get this treatment. Ask the doctor, the company and a patient group."
    ways = "1 way" if len(rungs) == 1 else f"{len(rungs)} ways"
    return f"{ways} shown. A way that was open when it was checked may be closed now: always ask."


def _rung(dataset: Dataset, access: AccessRoute, today: date) -> Rung:
    meaning = dataset.access_meanings[access.route]
    papers = passport(dataset, access, today)
    old = _old_trials(dataset, access, today)
    what = "a trial" if access.route == WAYS[RECRUITING] else "a programme"
    warning = (
        f"Whether {what} takes new people now is not known. It took new people {old}: ask the study team."
        if old
        else None
    )
    return Rung(
        fact_id=access.fact_id,
        name=meaning.name,
        status=dataset.word("access_status", access.status),
        as_read=as_read(papers) or old,
        where=places(access.countries),
        detail=access.detail or wording.NOT_STATED,
        plain=meaning.plain,
        who_must_ask=meaning.who_must_ask,
        typical_time=meaning.typical_time or wording.NOT_STATED,
        about=_about(meaning),
        steps=meaning.steps,
        warnings=tuple(text for text in (warning, meaning.caution) if text),
        notes=(meaning.note,) if meaning.note else (),
        passport=papers,
        rules=reading_passport(dataset, "access_routes", meaning.id, meaning.checked_on, meaning.due_on, today),
    )


def _old_trials(dataset: Dataset, access: AccessRoute, today: date) -> str | None:
    """What the trials or programmes that keep this way open rest on, if none may be said as of today; else None."""
    if access.status != "open":
        return None
    trials = [trial for trial in dataset.trials(access.therapy_id) if WAYS.get(trial.status or "") == access.route]
    taking = [t for t in trials if takes_people(t.status, (site.status for site in dataset.sites(t.fact_id)))]
    if not taking or not all(is_overdue(trial.due_on, today) or is_old(trial.status_as_of, today) for trial in taking):
        return None
    if all(is_overdue(trial.due_on, today) for trial in taking):
        return f"when read on {wording.day(max(trial.checked_on for trial in taking))}"
    return of_record(max(trial.status_as_of or "" for trial in taking) or None)


def _about(meaning: AccessMeaning) -> tuple[tuple[str, str], ...]:
    return (
        ("Who may use it", meaning.who_may_use),
        (WHO_MUST_ASK, meaning.who_must_ask),
        (HOW_LONG, meaning.typical_time or wording.NOT_STATED),
        ("What it costs", meaning.costs or wording.NOT_STATED),
        ("These rules are those of", places(meaning.countries, "no single place")),
    )
