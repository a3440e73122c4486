"""Which trials a disease or a therapy has: from our own record and from the copy of the register, each once.

Where both have a trial, the newer one is used (`therapies.two_records`), and the other is named beside it. Not here:
which of them take new people (`therapies.trials_and_access`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from therapies.dataset import Dataset
from therapies.facts import Trial
from therapies.gazetteer import Town
from therapies.kept import kept
from therapies.study_links import FOLLOWED, TESTS
from therapies.study_register import StudyRegister
from therapies.trial_records import TrialRecord, own_record, registered_record
from therapies.two_records import copy_is_newer


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked: a disease or a therapy; age in full years, country and town where they were given."""

    disease_id: str | None = None
    therapy_id: str | None = None
    age: int | None = None
    country: str | None = None
    town: Town | None = None


class Candidates:
    """The trials of a disease or therapy, each once: from our record and from the copy, whichever is newer.

    `records` has them by register number, or by the id of our fact where there is none.
    """

    def __init__(
        self,
        dataset: Dataset,
        register: StudyRegister | None,
        disease_id: str | None,
        therapy_id: str | None,
        today: date,
    ) -> None:
        self.dataset, self.register = dataset, register
        self.therapies = _therapies(dataset, disease_id, therapy_id)
        self.own: dict[str, Trial] = {}
        self.listed: dict[str, set[str]] = {}
        for trial in (trial for therapy_id in self.therapies for trial in dataset.trials(therapy_id)):
            number = (register.number(trial.nct) if register and trial.nct else None) or trial.nct
            key = number or trial.fact_id
            # The register may have given it another number since it was read.
            self.own.setdefault(key, replace(trial, nct=number))
            self.listed.setdefault(key, set()).add(trial.therapy_id)
        self.of_disease: set[str] = set()
        studies: set[str] = set()
        if register:
            studies.update(*(register.links[therapy_id] for therapy_id in self.therapies))
            self.of_disease.update(*(register.of_disease[part] for part in _with_parts(dataset, disease_id)))
        self.records = dict(self._records(studies | self.of_disease, today))

    def _records(self, studies: set[str], today: date) -> Iterator[tuple[str, TrialRecord]]:
        register = self.register
        held = sorted(key for key in studies | self.own.keys() if register and key in register)
        copied = {study.nct: study for study in register.studies(held)} if register else {}
        for nct, study in copied.items():
            own = self.own.get(nct)
            if register and (own is None or copy_is_newer(own, study, register.day)):
                yield nct, registered_record(self.dataset, study, register.day, today, own)
            elif own:
                yield nct, own_record(self.dataset, own, today, study)
        for key in self.own.keys() - copied.keys():
            yield key, own_record(self.dataset, self.own[key], today)

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

    def follows(self, key: str) -> bool:
        """Whether the trial only follows people who had one of the therapies."""
        links = (self.register.links[therapy_id].get(key) for therapy_id in self.therapies) if self.register else ()
        return any(link.kind == FOLLOWED for link in links if link)


@kept(4)
def candidates(
    dataset: Dataset, register: StudyRegister | None, disease_id: str | None, therapy_id: str | None, today: date
) -> Candidates:
    """The trials of a disease or a therapy. Raises KeyError for an unknown id. Kept: nothing of a person is in it."""
    return Candidates(dataset, register, disease_id, therapy_id, today)


def _therapies(dataset: Dataset, disease_id: str | None, therapy_id: str | None) -> tuple[str, ...]:
    if therapy_id:
        return (dataset.therapies[therapy_id].id,)
    diseases = _with_parts(dataset, disease_id)
    return tuple(dict.fromkeys(use.therapy_id for use in dataset.all_indications if use.disease_id in diseases))


def _with_parts(dataset: Dataset, disease_id: str | None) -> tuple[str, ...]:
    """A disease and the narrower ones."""
    if disease_id is None:
        return ()
    parts = [disease.id for disease in dataset.diseases.values() if disease.parent == disease_id]
    return (dataset.diseases[disease_id].id, *parts)
