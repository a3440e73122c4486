"""A trial as it was found for what was asked: why it is listed, whether its ages fit, and its sites, nearest first.

Not here: which trials there are (`therapies.trial_candidates`), and which stand apart (`therapies.trials_and_access`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from therapies.gazetteer import Town, distance_words, kilometres
from therapies.trial_candidates import Candidates, Wanted
from therapies.trial_records import TrialPlace, TrialRecord


@dataclass(frozen=True, slots=True)
class Near:
    """A site that may take new people, with its distance in kilometres and in words; None without a town or degrees."""

    place: TrialPlace
    km: float | None
    distance: str


@dataclass(frozen=True, slots=True)
class FoundTrial:
    """A trial of the page: for which therapies and why, if its ages fit, and its sites, the nearest first."""

    record: TrialRecord
    therapies: tuple[tuple[str, str, str], ...]
    age_said: str
    near: tuple[Near, ...]
    nearest: str


@dataclass(frozen=True, slots=True)
class Apart:
    """Trials that are not among those that take new people, with the reason."""

    reason: str
    trials: tuple[FoundTrial, ...]


def found_trial(candidates: Candidates, record: TrialRecord, wanted: Wanted) -> FoundTrial:
    """A trial with what was asked for."""
    near = _near(record, wanted)
    nearest = next((one for one in near if one.km is not None), None)
    return FoundTrial(
        record=record,
        therapies=tuple(candidates.reasons(record.key)),
        age_said=_age_said(record, wanted.age),
        near=near,
        nearest=_nearest(nearest, record) if wanted.town else "",
    )


def _nearest(near: Near | None, record: TrialRecord) -> str:
    if near is None and record.places:
        return "We do not know where its sites are that may take new people: ask the study team."
    if near is None:
        return "We cannot tell how far it is: no site with a place is listed."
    return f"Nearest: {near.place.site.facility}, {near.place.site.city}, {near.distance}."


def _near(record: TrialRecord, wanted: Wanted) -> tuple[Near, ...]:
    places = [one for one in record.places if one.may_take and wanted.country in (None, one.site.country)]
    measured = ((one, _km(one, wanted.town)) for one in places)
    found = (Near(one, km, "" if km is None else distance_words(km)) for one, km in measured)
    return tuple(sorted(found, key=lambda one: (one.km is None, one.km or 0.0)))


def _km(one: TrialPlace, town: Town | None) -> float | None:
    if town is None or one.lat is None or one.lon is None:
        return None
    return kilometres(town, one.lat, one.lon)


def _age_said(record: TrialRecord, age: int | None) -> str:
    if age is None or record.ages.hold(age):
        return ""
    if record.ages.hold(age) is False:
        return f"It does not take this age: {dict(record.line.about)['Ages']}."
    return "The record does not tell if it takes this age: ask."


def in_order(trials: Iterable[FoundTrial]) -> tuple[FoundTrial, ...]:
    """By distance where a place is given, else by name; never by outcome."""

    def place(trial: FoundTrial) -> tuple[bool, float, str, str]:
        km = next((one.km for one in trial.near if one.km is not None), None)
        return km is None, km or 0.0, trial.record.line.title.casefold(), trial.record.key

    return tuple(sorted(trials, key=place))
