"""The whole check of the curated files: what people wrote, and then what the pages would show of it.

A number may be right in its file and still be shown as it must not: that is asked of the models of the pages before
anything is built, and told at the fact in its file. Not here: the rules over files (`loaders.curated`) and over what
is shown (`therapies.shown_guards`).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from loaders.curated import Curated, read_curated
from loaders.faults import Fault
from loaders.records import Therapy
from loaders.rows import Row, Rows
from loaders.rules import trial_id
from loaders.salvage import Path_
from loaders.yaml_text import read
from therapies.dataset import Dataset
from therapies.facts import RECORDS
from therapies.shown_guards import shown_faults

_PARTS = {
    "outcome": "outcomes",
    "safety": "safety",
    "participants": "participants",
    "regulatory": "regulatory",
    "trial": "trials",
    "access": "access",
}
_RIGHT = "no page may show it so: mend the fact, or therapies/measures.py where the fact is right"


def check(folder: Path, today: date, instead: Mapping[str, str] | None = None) -> tuple[Curated | None, list[Fault]]:
    """Read and check every curated file under `folder`: (records, []), or (None, all faults by file and line).

    `instead`: texts in place of files, as `loaders.curated.read_curated` takes them.
    """
    curated, _, faults = check_and_show(folder, today, instead)
    return curated, faults


def check_and_show(
    folder: Path, today: date, instead: Mapping[str, str] | None = None
) -> tuple[Curated | None, Dataset | None, list[Fault]]:
    """The same, with what the pages would read: (records, dataset, []), or (None, None, all faults)."""
    curated, faults = read_curated(folder, today, instead)
    if curated is None:
        return None, None, faults
    dataset = dataset_of(Rows(curated).tables)
    found = sorted({_fault(folder, instead or {}, *finding) for finding in shown_findings(curated, dataset, today)})
    return (None, None, found) if found else (curated, dataset, [])


def shown_findings(curated: Curated, dataset: Dataset, today: date) -> Iterator[tuple[str, Path_, str]]:
    """The therapy, the place in its file and what is wrong: shown today, and shown when everything is overdue."""
    therapies = {therapy.id: therapy for therapy in curated.therapies}
    for day in (today, date.max):
        for fact_id, wrong in shown_faults(dataset, day):
            therapy_id, kind, name = fact_id.split("/")[:3]
            yield therapy_id, _place(therapies[therapy_id], kind, name), wrong


def dataset_of(rows: dict[str, list[Row]]) -> Dataset:
    """The rows of a release as the pages will read them, without making its files."""
    return Dataset({name: tuple(_records(kind, rows.get(name, []))) for name, kind in RECORDS.items()})


def _records(kind: type, rows: list[Row]) -> Iterator[Any]:
    columns = tuple(kind.__dataclass_fields__)  # ty: ignore[missing-attribute]
    for row in rows:
        yield kind(*[tuple(value) if isinstance(value, list) else value for value in map(row.get, columns)])


def _place(therapy: Therapy, kind: str, name: str) -> Path_:
    """("outcomes", 3) for wu-cart-007/outcome/o4: where a fact stands in its file."""
    entries = getattr(therapy, _PARTS[kind])
    return (_PARTS[kind], [trial_id(entry) if kind == "trial" else entry.id for entry in entries].index(name))


def _fault(folder: Path, instead: Mapping[str, str], therapy_id: str, path: Path_, wrong: str) -> Fault:
    name = f"therapies/{therapy_id}.yaml"
    return read(folder / name, folder / name, instead.get(name)).fault(path, wrong, _RIGHT)
