"""The newest good copy of the register, as the dashboard reads it: its studies, their sites, and which are ours.

Here: reading, and which study belongs to which therapy and disease. Not here: what is said of a study
(`therapies.trial_records`), or how a copy is fetched (`python -m loaders refresh`).
"""

import logging
import os
import re
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from loaders.registry_shelf import Copy, before, newest
from therapies.dataset import Dataset
from therapies.study_diseases import DiseaseTerms
from therapies.study_links import Link, ProductNames, StudyWords

_log = logging.getLogger(__name__)
FOLDER = Path(__file__).parent.parent / "data" / "registry"
_LOOK_AGAIN_SECONDS = 30.0
_EARLIER_KEPT = 4
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)
_STUDY = (
    *("nct", "aliases", "brief_title", "acronym", "study_type", "phases", "overall_status"),
    *("why_stopped", "enrollment_count", "lead_sponsor", "status_verified", "last_update_posted"),
)
_WORDS = ("official_title", "brief_summary", "keywords")
_LIMITS = (
    *("minimum_age", "minimum_age_amount", "minimum_age_unit", "maximum_age", "maximum_age_amount"),
    *("maximum_age_unit", "limits_known", "std_ages"),
)
_SITE = ("facility", "city", "state", "country", "status", "lat", "lon")


@dataclass(frozen=True, slots=True)
class RegisteredSite:
    """A site as the register lists it; `status` None is "not stated", `lat` and `lon` are the town's centre."""

    facility: str | None
    city: str | None
    state: str | None
    country: str | None
    status: str | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class AgeLimit:
    """One end of the ages as given ("18 Years"), its number and unit; all None where there is none."""

    given: str | None
    amount: int | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class RegisteredStudy:
    """A study of the copy in the register's words. `limits_known` False: the copy does not hold age limits."""

    nct: str
    title: str | None
    acronym: str | None
    study_type: str | None
    phases: tuple[str, ...] | None
    status: str | None
    why_stopped: str | None
    enrollment: int | None
    sponsor: str | None
    verified: str | None
    updated: str | None
    youngest: AgeLimit
    oldest: AgeLimit
    limits_known: bool
    std_ages: tuple[str, ...]
    sites: tuple[RegisteredSite, ...]


class StudyRegister:
    """A copy of the register beside a dataset."""

    def __init__(self, copy: Copy, dataset: Dataset) -> None:
        self.day = date.fromisoformat(copy.folder.name[:10])
        self.count: int = copy.manifest["tables"]["studies"]["rows"]
        studies = copy.table("studies", [*_STUDY, *_WORDS])
        interventions = _by_study(copy.table("interventions", ["nct", "name", "other_names"]))
        conditions = _by_study(copy.table("conditions", ["nct", "condition"]))
        self.links: dict[str, dict[str, Link]] = {therapy_id: {} for therapy_id in dataset.therapies}
        self.of_disease: dict[str, set[str]] = {disease_id: set() for disease_id in dataset.diseases}
        self._link(studies, interventions, conditions, dataset)
        self._studies = studies.select(list(_STUDY)).combine_chunks()
        self._rows = {nct: row for row, nct in enumerate(studies["nct"].to_pylist())}
        limits = copy.table("eligibility", ["nct", *_LIMITS])
        self._limits, self._limit_rows = (
            limits.combine_chunks(),
            {nct: row for row, nct in enumerate(limits["nct"].to_pylist())},
        )
        sites = copy.table("sites", ["nct", *_SITE])
        self._sites, self._site_rows = sites.select(list(_SITE)).combine_chunks(), _ranges(sites["nct"].to_pylist())

    def _link(
        self,
        studies: pa.Table,
        interventions: dict[str, list[dict[str, Any]]],
        conditions: dict[str, list[dict[str, Any]]],
        dataset: Dataset,
    ) -> None:
        products = _product_names(dataset)
        terms = DiseaseTerms({disease.id: disease.register_terms for disease in dataset.diseases.values()})
        for row in studies.to_pylist():
            nct = row["nct"]
            given = [text for one in interventions.get(nct, ()) for text in (one["name"], *one["other_names"]) if text]
            words = StudyWords(
                nct=nct,
                aliases=row["aliases"],
                interventional=row["study_type"] != "OBSERVATIONAL",
                interventions=given,
                titles=[text for text in (row["brief_title"], row["official_title"], row["acronym"]) if text],
                others=[text for text in (*row["keywords"], row["brief_summary"]) if text],
            )
            for therapy_id, link in products.links(words).items():
                self.links[therapy_id][nct] = link
            for one in conditions.get(nct, ()):
                for disease_id in terms.diseases(one["condition"]):
                    self.of_disease[disease_id].add(nct)

    def ours(self) -> set[str]:
        """The studies that belong to one of our therapies or diseases."""
        return set().union(*self.links.values(), *self.of_disease.values())

    def __contains__(self, nct: str) -> bool:
        return nct in self._rows

    def study(self, nct: str) -> RegisteredStudy:
        """A study by its register number. Raises KeyError for one that the copy does not have."""
        return next(self.studies([nct]))

    def studies(self, numbers: Sequence[str]) -> Iterator[RegisteredStudy]:
        """Studies by their register numbers, in this order. Raises KeyError for one that the copy does not have."""
        rows = self._studies.take(pa.array([self._rows[nct] for nct in numbers], pa.int64())).to_pylist()
        # A study that says nothing of who may take part has no row there: null gives a row of nulls.
        places = pa.array([self._limit_rows.get(nct) for nct in numbers], pa.int64())
        for row, limits in zip(rows, self._limits.take(places).to_pylist(), strict=True):
            yield self._study(row, limits)

    def _study(self, row: dict[str, Any], limits: dict[str, Any]) -> RegisteredStudy:
        return RegisteredStudy(
            nct=row["nct"],
            title=row["brief_title"],
            acronym=row["acronym"],
            study_type=row["study_type"],
            phases=None if row["phases"] is None else tuple(row["phases"]),
            status=row["overall_status"],
            why_stopped=row["why_stopped"],
            enrollment=row["enrollment_count"],
            sponsor=row["lead_sponsor"],
            verified=_day(row["status_verified"]),
            updated=_day(row["last_update_posted"]),
            youngest=AgeLimit(*(limits[f"minimum_age{part}"] for part in ("", "_amount", "_unit"))),
            oldest=AgeLimit(*(limits[f"maximum_age{part}"] for part in ("", "_amount", "_unit"))),
            limits_known=bool(limits["limits_known"]),
            std_ages=tuple(limits["std_ages"] or ()),
            sites=tuple(self._sites_of(row["nct"])),
        )

    def _sites_of(self, nct: str) -> Iterator[RegisteredSite]:
        start, end = self._site_rows.get(nct, (0, 0))
        for row in self._sites.slice(start, end - start).to_pylist():
            yield RegisteredSite(**row)


def _day(printed: str | None) -> str | None:
    """A date as printed, as exact as it is; what is no date says nothing, and must not stop a page."""
    found = _DATE.fullmatch(printed or "")
    try:
        date(*(int(part or 1) for part in found.groups())) if found else None
    except ValueError:
        return None
    return printed if found else None


def _product_names(dataset: Dataset) -> ProductNames:
    names = {
        therapy.id: [therapy.name, therapy.short_name, therapy.brand_name or "", *therapy.aliases]
        for therapy in dataset.therapies.values()
    }
    numbers = {
        therapy_id: [trial.nct for trial in dataset.trials(therapy_id) if trial.nct] for therapy_id in dataset.therapies
    }
    return ProductNames(names, numbers)


def _by_study(table: pa.Table) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in table.to_pylist():
        found.setdefault(row["nct"], []).append(row)
    return found


def _ranges(numbers: list[str]) -> dict[str, tuple[int, int]]:
    """Where the rows of each study stand: they follow each other."""
    found: dict[str, tuple[int, int]] = {}
    start = 0
    for place in range(1, len(numbers) + 1):
        if place == len(numbers) or numbers[place] != numbers[start]:
            found[numbers[start]] = (start, place)
            start = place
    return found


class RegisterShelf:
    """Keeps the newest good copy and looks for a newer one now and then."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or Path(os.environ.get("THERAPY_REGISTER") or FOLDER)
        self._lock = threading.Lock()
        self._looked: float | None = None
        self._seen: tuple[tuple[str, ...], str] | None = None
        self._register: StudyRegister | None = None
        self._copy: Copy | None = None
        self._earlier: dict[date, StudyRegister | None] = {}

    def register(self, dataset: Dataset) -> StudyRegister | None:
        """The newest good copy beside this dataset; None while there is none. A broken newer copy changes nothing."""
        with self._lock:
            if self._looked is None or time.monotonic() - self._looked > _LOOK_AGAIN_SECONDS:
                self._looked = time.monotonic()
                self._look(dataset)
            return self._register

    def earlier(self, dataset: Dataset, since: date) -> StudyRegister | None:
        """The last good copy from before that day, else the first one; None while there is none before the newest."""
        with self._lock:
            if self._copy is None:
                return None
            if since not in self._earlier:
                if len(self._earlier) >= _EARLIER_KEPT:
                    self._earlier.clear()
                older = before(self._copy, since.isoformat())
                self._earlier[since] = StudyRegister(older, dataset) if older else None
            return self._earlier[since]

    def _look(self, dataset: Dataset) -> None:
        names = tuple(sorted(path.name for path in self._folder.iterdir())) if self._folder.is_dir() else ()
        if (names, dataset.release) == self._seen:
            return
        self._seen = (names, dataset.release)
        try:
            copy = newest(self._folder)
            self._register = StudyRegister(copy, dataset) if copy else None
            self._copy, self._earlier = copy, {}
        except (OSError, ValueError, KeyError, pa.ArrowException):
            # What was read before stays up.
            _log.exception("The copy of the register could not be read")
