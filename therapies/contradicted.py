"""What of our record a register, a label or a paper's notice contradicts: both sides, and where to look.

Nothing is decided here: the curator reads the other record and changes the fact, or keeps it with a reason. Trials are
compared with the copy of the register; labels and papers with the last reports (`therapies.watch_reports`). Not here:
sources of our record that disagree (`therapies.checks`), and a file that contradicts itself (`loaders.contradictions`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from therapies import wording
from therapies.dataset import Dataset
from therapies.facts import Trial
from therapies.kept import kept
from therapies.prominence import most_shown, shown_at
from therapies.recruiting import REGISTER
from therapies.registered_study import RegisteredStudy
from therapies.sheet import Sheet
from therapies.study_register import StudyRegister
from therapies.two_records import copy_is_newer, copy_says, known_status, own_says
from therapies.watch_reports import Told, watch_reports

REGISTRY, LABELS, PAPERS = "Trial register", "US label", "Cited paper"
# What the reports list besides: it says nothing against our record.
_NO_CONTRADICTION = (
    *("Label in doubt, not taken", "Label not found here", "Label no longer found here"),
    *("Republished", "Updated", "The DOI is not found in PubMed", "The DOI leads to several papers"),
)
_NONE = wording.NOT_STATED


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One of them. `newer`: which of the two is newer, or if a report is the first to tell it."""

    by: str
    therapy_id: str | None
    therapy: str
    about: str
    ours: str
    theirs: str
    newer: str
    address: str | None
    fact_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradictions:
    """Those of the choice, most shown first, how many there are, and what was compared (`sentences`)."""

    sentences: tuple[str, ...]
    rows: tuple[Contradiction, ...]
    total: int
    sheet: Sheet


def contradictions(
    dataset: Dataset, register: StudyRegister | None, today: date, therapy_id: str | None = None
) -> Contradictions:
    """All contradictions that are known, narrowed to a therapy where one is chosen. `dataset`: our record alone."""
    reports = watch_reports(dataset, today)[:2]
    every = list(_of_trials(dataset, register))
    for by, report in zip((LABELS, PAPERS), reports, strict=True):
        every += _of_reports(report.rows, by)
    places = shown_at(dataset, today)

    def place(one: Contradiction) -> tuple[tuple[int, tuple[int, ...]], str]:
        best = min((most_shown(places.get(fact_id, ())) for fact_id in one.fact_ids), default=(0, ()))
        return best, one.therapy.casefold()

    rows = tuple(sorted((one for one in every if therapy_id in (None, one.therapy_id)), key=place))
    asked = (_asked(one.title, one.sentences) for one in reports)
    return Contradictions((_compared(register), *asked), rows, len(every), _sheet(rows))


def _compared(register: StudyRegister | None) -> str:
    if register is None:
        return "Trials: there is no copy of the register to compare with. Make one with: python -m loaders refresh"
    return f"Trials: compared with the copy of the register of {wording.day(register.day)}."


def _asked(title: str, sentences: tuple[str, ...]) -> str:
    return f"{title}: {sentences[0][0].lower()}{sentences[0][1:]}"


@kept(2)
def _of_trials(dataset: Dataset, register: StudyRegister | None) -> tuple[Contradiction, ...]:
    return tuple(_trials(dataset, register))


def _trials(dataset: Dataset, register: StudyRegister | None) -> Iterator[Contradiction]:
    if register is None:
        return
    numbers = {trial.fact_id: nct for trial in dataset.all_trials if trial.nct and (nct := register.number(trial.nct))}
    studies = {study.nct: study for study in register.studies(sorted(set(numbers.values())))}
    for trial in dataset.all_trials:
        study = studies.get(numbers.get(trial.fact_id, ""))
        if study is None:
            continue
        sites = _sites(dataset, trial, study)
        ours, theirs = own_says(dataset, trial, study), copy_says(dataset, trial, study)
        if not (ours or sites):
            continue
        newer = copy_is_newer(trial, study, register.day)
        yield Contradiction(
            by=REGISTRY,
            therapy_id=trial.therapy_id,
            therapy=dataset.therapies[trial.therapy_id].short_name,
            about=" · ".join(text for text in (trial.name, trial.nct) if text),
            ours="; ".join(text for text in (ours, sites and sites[0]) if text),
            theirs="; ".join(text for text in (theirs, sites and sites[1]) if text),
            newer="The register is newer, and the pages show it." if newer else "Our record is newer.",
            address=f"{REGISTER}{study.nct}",
            fact_ids=(trial.fact_id,),
        )


def _sites(dataset: Dataset, trial: Trial, study: RegisteredStudy) -> tuple[str, str] | None:
    """How many hospitals there are with which status, where the two differ; None where one of them lists none."""
    own = dataset.sites(trial.fact_id)
    if not trial.sites_listed or not own or not study.sites or study.from_csv:
        return None
    ours = Counter(site.status for site in own)
    theirs = Counter(known_status(dataset, "site_status", site.status) for site in study.sites)
    return None if ours == theirs else (_counted(dataset, ours), _counted(dataset, theirs))


def _counted(dataset: Dataset, found: Counter[str | None]) -> str:
    count = found.total()
    states = ", ".join(
        f"{number} {dataset.title('site_status', status).lower()}"
        for status, number in sorted(found.items(), key=lambda one: one[0] or "")
    )
    return f"{count} {'hospital' if count == 1 else 'hospitals'}: {states}"


def _of_reports(rows: Iterable[Told], by: str) -> Iterator[Contradiction]:
    for one in rows:
        if one.what in _NO_CONTRADICTION:
            continue
        yield Contradiction(
            by=by,
            therapy_id=one.therapy_id,
            therapy=one.therapy,
            about=one.about,
            ours="; ".join(one.facts) or "No fact in our data is tied to it.",
            theirs=" ".join((f"{one.what}.", *one.details)),
            newer=f"{one.news}.",
            address=one.address,
            fact_ids=tuple(fact.removesuffix(" (disagrees)") for fact in one.fact_ids),
        )


def _sheet(rows: Iterable[Contradiction]) -> Sheet:
    headers = (
        *("Therapy", "Therapy id", "Contradicted by", "About", "Our record", "The other says", "Newer, or new"),
        *("Address", "Names of the facts"),
    )
    cells = (
        (
            *(row.therapy, row.therapy_id or "", row.by, row.about, row.ours, row.theirs, row.newer),
            *(row.address or _NONE, ", ".join(row.fact_ids) or "none on record"),
        )
        for row in rows
    )
    return Sheet("Contradicted by another record", headers, tuple(cells))
