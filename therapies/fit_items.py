"""Every trial of the fit check, each once, with its therapies and its rules. Nothing of a person is kept here.

Not here: the uses (`therapies.fit_check`), and what a trial's rules say of a person (`therapies.fit_trials`).
"""

from collections.abc import Iterator
from datetime import date

from therapies.current_trials import copy_is_newer
from therapies.dataset import Dataset
from therapies.facts import Criterion, Trial
from therapies.fit_trials import TrialOf
from therapies.kept import kept
from therapies.study_register import StudyRegister
from therapies.trial_candidates import Candidates
from therapies.trial_records import TrialRecord, own_record, registered_record


def every_trial(
    dataset: Dataset, register: StudyRegister | None, candidates: Candidates, today: date
) -> Iterator[TrialOf]:
    """The trials of a disease from our record and from the copy of the register, then all others of our record."""
    own = _by_key(dataset, register)
    for key, record in candidates.records.items():
        yield _trial(dataset, record, own.get(key, ()), candidates)
    for key, record in _own_records(dataset, register, today).items():
        if key not in candidates.records:
            yield _trial(dataset, record, own[key], None)


def _trial(dataset: Dataset, record: TrialRecord, own: tuple[Trial, ...], candidates: Candidates | None) -> TrialOf:
    named = {trial.therapy_id: dataset.therapies[trial.therapy_id].short_name for trial in own}
    if candidates:
        named |= {therapy_id: name for therapy_id, name, _ in candidates.reasons(record.key)}
    diseases = dict.fromkeys(use.disease_id for therapy_id in named for use in dataset.indications(therapy_id))
    return TrialOf(
        record=record,
        therapies=tuple(named.items()),
        diseases=tuple(diseases),
        gives=candidates is None or candidates.tests(record.key),
        follows=not record.interventional or (candidates is not None and candidates.follows(record.key)),
        listed=candidates is not None and record.key in candidates.of_disease,
        rules=_rules(dataset, own),
    )


def _rules(dataset: Dataset, own: tuple[Trial, ...]) -> tuple[Criterion, ...]:
    """The rules of a trial, each once, also where it stands in the files of two therapies."""
    every = (rule for trial in own for rule in dataset.criteria(trial.fact_id))
    return tuple({(rule.rule, rule.says): rule for rule in every}.values())


@kept(2)
def _by_key(dataset: Dataset, register: StudyRegister | None) -> dict[str, tuple[Trial, ...]]:
    """The trials of our record by the number that the register has for them now, else by ours or the fact's id."""
    found: dict[str, tuple[Trial, ...]] = {}
    for trial in dataset.all_trials:
        number = register.number(trial.nct) if register and trial.nct else None
        key = number or trial.nct or trial.fact_id
        found[key] = (*found.get(key, ()), trial)
    return found


@kept(2)
def _own_records(dataset: Dataset, register: StudyRegister | None, today: date) -> dict[str, TrialRecord]:
    """The trials of our record, each as the newer of our record and the copy has it."""
    own = {key: trials[0] for key, trials in _by_key(dataset, register).items()}
    held = sorted(key for key in own if register and key in register)
    copied = {study.nct: study for study in register.studies(held)} if register else {}
    found: dict[str, TrialRecord] = {}
    for key, trial in own.items():
        study = copied.get(key)
        if register and study and copy_is_newer(trial, study, register.day):
            found[key] = registered_record(dataset, study, register.day, today, trial)
        else:
            found[key] = own_record(dataset, trial, today, study)
    return found
