"""Which trials a disease or a therapy has: from our own record and from the copy of the register, each once.

Where both have a trial, the one that was read later is used, and the other is named beside it. Not here: which of them
take people (`therapies.trials_and_access`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from therapies.dataset import Dataset
from therapies.facts import Trial
from therapies.gazetteer import Town
from therapies.study_links import TESTS
from therapies.study_register import StudyRegister
from therapies.trial_records import TrialRecord, own_record, registered_record


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked: a disease or a therapy; age in full years, country and town where they were given."""

    disease_id: str | None = None
    therapy_id: str | None = None
    age: int | None = None
    country: str | None = None
    town: Town | None = None


class Candidates:
    """The trials of a disease or therapy, each once: from our record and from the copy, whichever is newer."""

    def __init__(self, dataset: Dataset, register: StudyRegister | None, wanted: Wanted) -> None:
        self.dataset, self.register = dataset, register
        self.therapies = _therapies(dataset, wanted)
        self.own: dict[str, Trial] = {}
        self.listed: dict[str, set[str]] = {}
        for trial in (trial for therapy_id in self.therapies for trial in dataset.trials(therapy_id)):
            key = trial.nct or trial.fact_id
            self.own.setdefault(key, trial)
            self.listed.setdefault(key, set()).add(trial.therapy_id)
        self.studies: set[str] = set()
        self.of_disease: set[str] = set()
        if register:
            for therapy_id in self.therapies:
                self.studies.update(register.links[therapy_id])
            for disease_id in _with_parts(dataset, wanted.disease_id):
                self.of_disease.update(register.of_disease[disease_id])
        self.studies |= self.of_disease

    def all(self) -> list[str]:
        """The keys of all trials."""
        return sorted(self.own.keys() | self.studies)

    def record(self, key: str, today: date) -> TrialRecord:
        """A trial by its key. Raises KeyError for an unknown one."""
        own = self.own.get(key)
        if self.register and key in self.register:
            read = (own.registry_copy or own.checked_on) if own else None
            if own is None or read is None or read <= self.register.day:
                return registered_record(self.dataset, self.register.study(key), self.register.day, today, own)
        if own is None:
            raise KeyError(key)
        return own_record(self.dataset, own, today)

    def reasons(self, key: str) -> Iterator[tuple[str, str, str]]:
        """Each therapy that the trial has to do with: id, name, and how that is told; the last says if it tests it."""
        for therapy_id in self.therapies:
            name = self.dataset.therapies[therapy_id].short_name
            link = self.register.links[therapy_id].get(key) if self.register else None
            if link:
                yield therapy_id, name, link.reason
            elif therapy_id in self.listed.get(key, ()):
                yield therapy_id, name, "Our record lists this study."

    def tests(self, key: str) -> bool:
        """Whether the trial gives one of the therapies, or is about the disease itself."""
        if key in self.own or key in self.of_disease or not self.register:
            return True
        links = [self.register.links[therapy_id].get(key) for therapy_id in self.therapies]
        return not any(links) or any(link.kind in TESTS for link in links if link)


def _therapies(dataset: Dataset, wanted: Wanted) -> tuple[str, ...]:
    if wanted.therapy_id:
        return (dataset.therapies[wanted.therapy_id].id,)
    diseases = _with_parts(dataset, wanted.disease_id)
    return tuple(dict.fromkeys(use.therapy_id for use in dataset.all_indications if use.disease_id in diseases))


def _with_parts(dataset: Dataset, disease_id: str | None) -> tuple[str, ...]:
    """A disease and the narrower ones."""
    if disease_id is None:
        return ()
    parts = [disease.id for disease in dataset.diseases.values() if disease.parent == disease_id]
    return (dataset.diseases[disease_id].id, *parts)
