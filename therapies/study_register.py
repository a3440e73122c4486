"""The newest good copy of the register, as the dashboard reads it: its studies, their sites, and which are ours.

Here: reading, and which study belongs to which therapy and disease. Not here: a study itself
(`therapies.registered_study`), what is said of it (`therapies.trial_records`), or how a copy is fetched
(`python -m loaders refresh`).
"""

import logging
import os
import re
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from loaders.registry_shelf import Copy, before, newest
from therapies.asked_questions import Asked, AskedStudy
from therapies.dataset import Dataset
from therapies.near_sites import NearSite, NearSites
from therapies.registered_study import COLUMNS, RegisteredSite, RegisteredStudy, registered_study
from therapies.study_diseases import DiseaseTerms
from therapies.study_links import TESTS, Link, ProductNames, StudyWords
from therapies.study_search import StudySearch
from therapies.study_words import BeginningIndex, WordIndex
from therapies.therapy_studies import TherapyStudies

_log = logging.getLogger(__name__)
FOLDER = Path(__file__).parent.parent / "data" / "registry"
_LOOK_AGAIN_SECONDS = 30.0
_EARLIER_KEPT = 4
_NCT = re.compile(r"NCT[0-9]{8}")
_AT_A_TIME = 1_000  # whole studies made into records together
_WORDS = (
    *("nct", "aliases", "study_type", "given", "brief_title", "official_title", "acronym", "keywords"),
    "brief_summary",
)


class StudyRegister:
    """A copy of the register beside a dataset. Opened by mapping its files: what nobody asks for is never read."""

    def __init__(self, copy: Copy, dataset: Dataset) -> None:
        self.name: str = copy.folder.name
        self.day = date.fromisoformat(self.name[:10])
        self.count: int = copy.manifest["tables"]["studies"]["rows"]
        self.asked = Asked(copy.manifest)
        # A file may hold anything; only a copy that asked for everything is the whole register.
        self.whole: bool = copy.manifest.get("questions") == [{}]
        self.from_file: bool = self.asked.from_file
        self._copy = copy
        numbers = copy.arrays("numbers")
        self._numbers, self._rows, self._updated = (numbers[name].to_numpy() for name in ("numbers", "rows", "updated"))
        self.words = WordIndex(copy.arrays("words"), self.count)
        self.search = StudySearch(copy, self.words, self.count)
        self.sites = NearSites(copy.arrays("site_grid"))
        self._now: dict[str, str] = {}
        self.links = self._links(dataset)
        self.of_disease = self._of_disease(dataset)
        self.giving = TherapyStudies(
            copy, {therapy_id: self._giving(links) for therapy_id, links in self.links.items()}
        )

    def _links(self, dataset: Dataset) -> dict[str, dict[str, Link]]:
        """The studies of each therapy: the index tells which may have to do with one, their texts tell how."""
        products, found = _product_names(dataset), {therapy_id: {} for therapy_id in dataset.therapies}
        ours = products.numbers
        numbers = [row for nct in ours if (row := self._row(nct)) is not None]
        older = [self.words.whole([nct.casefold()]) for nct in ours]
        named = BeginningIndex(self._copy.arrays("beginnings")).studies(products.joined)
        rows = np.unique(np.concatenate([named, *older, np.array(numbers, np.int32)]))
        for row in self._copy.rows(rows, list(_WORDS)).to_pylist():
            words = StudyWords(
                nct=row["nct"],
                aliases=row["aliases"],
                interventional=row["study_type"] != "OBSERVATIONAL",
                interventions=row["given"],
                titles=[text for text in (row["brief_title"], row["official_title"], row["acronym"]) if text],
                others=[text for text in (*row["keywords"], row["brief_summary"]) if text],
            )
            for therapy_id, link in products.links(words).items():
                found[therapy_id][row["nct"]] = link
            for older in ours.intersection(row["aliases"]):
                self._now[older] = row["nct"]
        return found

    def _giving(self, links: dict[str, Link]) -> np.ndarray:
        numbers = np.array([int(nct[3:]) for nct, link in links.items() if link.kind in TESTS], np.int64)
        return self._rows[np.searchsorted(self._numbers, numbers)]

    def _of_disease(self, dataset: Dataset) -> dict[str, set[str]]:
        terms = DiseaseTerms({disease.id: disease.register_terms for disease in dataset.diseases.values()})
        rows = np.unique(np.concatenate([self.words.whole(words) for words in terms.word_sets()]))
        studies = self._copy.rows(rows, ["nct", "conditions"])
        numbers, conditions = studies["nct"].to_pylist(), studies["conditions"]
        listed, listing = conditions.flatten().dictionary_encode(), conditions.value_parent_indices().to_numpy()
        codes = listed.indices.to_numpy()
        naming = {disease_id: np.zeros(len(listed.dictionary), bool) for disease_id in dataset.diseases}
        for code, condition in enumerate(listed.dictionary.to_pylist()):
            for disease_id in terms.diseases(condition):
                naming[disease_id][code] = True
        return {
            disease_id: {numbers[place] for place in listing[named[codes]].tolist()}
            for disease_id, named in naming.items()
        }

    def before(self, dataset: Dataset, since: date) -> "StudyRegister | None":
        """The last good copy from before that day, else the first one; None while there is none before this one."""
        older = before(self._copy, since.isoformat())
        return StudyRegister(older, dataset) if older else None

    def ours(self) -> set[str]:
        """The studies that belong to one of our therapies or diseases."""
        return set().union(*self.links.values(), *self.of_disease.values())

    def _row(self, nct: str) -> int | None:
        if not _NCT.fullmatch(nct):
            return None
        number = int(nct[3:])
        place = int(np.searchsorted(self._numbers, number))
        known = place < len(self._numbers) and self._numbers[place] == number
        return int(self._rows[place]) if known else None

    def number(self, nct: str) -> str | None:
        """The number under which the copy has a study of ours: its own or a later one; None where it has none."""
        return nct if nct in self else self._now.get(nct)

    def __contains__(self, nct: str) -> bool:
        return self._row(nct) is not None

    def study(self, nct: str) -> RegisteredStudy:
        """A study by its register number. Raises KeyError for one that the copy does not have."""
        return next(self.studies([nct]))

    def studies(self, numbers: Sequence[str]) -> Iterator[RegisteredStudy]:
        """Studies by their register numbers, in this order. Raises KeyError for one that the copy does not have."""
        rows = {nct: self._row(nct) for nct in numbers}
        if unknown := [nct for nct, row in rows.items() if row is None]:
            raise KeyError(unknown[0])
        yield from self.in_rows(np.array([rows[nct] for nct in numbers], np.int64))

    def asked_study(self, nct: str) -> AskedStudy:
        """What of a study the questions of a copy ask for. Raises KeyError for one that the copy does not have."""
        if (row := self._row(nct)) is None:
            raise KeyError(nct)
        (found,) = self._copy.rows(np.array([row], np.int64), ["aliases", "conditions", "given"]).to_pylist()
        return AskedStudy((nct, *found["aliases"]), tuple(found["conditions"]), tuple(found["given"]))

    def in_rows(self, rows: np.ndarray) -> Iterator[RegisteredStudy]:
        """The studies in these rows, in this order."""
        for start in range(0, len(rows), _AT_A_TIME):
            yield from map(
                registered_study, self._copy.rows(rows[start : start + _AT_A_TIME], list(COLUMNS)).to_pylist()
            )

    def updated_between(self, first: date, last: date) -> slice:
        """The rows of the studies last updated from one day to another: rows are in that order, the newest first."""
        newest, oldest = (-day.toordinal() for day in (last, first))
        return slice(
            int(np.searchsorted(-self._updated, newest)), int(np.searchsorted(-self._updated, oldest, "right"))
        )

    def site(self, near: NearSite) -> tuple[str, RegisteredSite]:
        """A site and the number of its study."""
        nct, site = self._copy.site(near.row, near.position)
        return nct, RegisteredSite(**site)


def _product_names(dataset: Dataset) -> ProductNames:
    names = {
        therapy.id: [therapy.name, therapy.short_name, therapy.brand_name or "", *therapy.aliases]
        for therapy in dataset.therapies.values()
    }
    numbers = {
        therapy_id: [trial.nct for trial in dataset.trials(therapy_id) if trial.nct] for therapy_id in dataset.therapies
    }
    results: dict[str, list[str]] = {}
    for fact in (*dataset.all_outcomes, *dataset.all_safety, *dataset.all_participants):
        results.setdefault(fact.therapy_id, []).extend(_NCT.findall(fact.trial or ""))
    return ProductNames(names, numbers, results)


class RegisterShelf:
    """Keeps the newest good copy and looks for a newer one now and then."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or Path(os.environ.get("THERAPY_REGISTER") or FOLDER)
        self._lock = threading.Lock()
        self._looked: float | None = None
        self._seen: tuple[tuple[str, ...], str] | None = None
        self._register: StudyRegister | None = None
        self._copy: Copy | None = None
        self._earlier_lock = threading.Lock()
        self._earlier: dict[tuple[str, str, date], StudyRegister | None] = {}

    def register(self, dataset: Dataset) -> StudyRegister | None:
        """The newest good copy beside this dataset; None while there is none. A broken newer copy changes nothing."""
        with self._lock:
            # What stands beside another release does not know the therapies of this one.
            other = self._seen is not None and self._seen[1] != dataset.release
            if other or self._looked is None or time.monotonic() - self._looked > _LOOK_AGAIN_SECONDS:
                self._looked = time.monotonic()
                self._look(dataset)
            return self._register

    def beside(self, dataset: Dataset) -> StudyRegister | None:
        """The newest good copy beside a dataset that is not the published one; nothing of it is kept here."""
        try:
            copy = newest(self._folder)
            return StudyRegister(copy, dataset) if copy else None
        except Exception:  # noqa: BLE001 - whatever a broken copy makes of its readers
            _log.exception("The copy of the register could not be read")
            return None

    def earlier(self, register: StudyRegister | None, dataset: Dataset, since: date) -> StudyRegister | None:
        """The copy to compare one with that is shown beside this dataset; None while there is none before it."""
        if register is None:
            return None
        # A lock of its own: a page does not wait until a newer copy is opened.
        with self._earlier_lock:
            key = (register.name, dataset.release, since)
            if key not in self._earlier:
                if len(self._earlier) >= _EARLIER_KEPT:
                    self._earlier.clear()
                self._earlier[key] = register.before(dataset, since)
            return self._earlier[key]

    def _look(self, dataset: Dataset) -> None:
        other = self._seen is not None and self._seen[1] != dataset.release
        try:
            names = tuple(sorted(path.name for path in self._folder.iterdir())) if self._folder.is_dir() else ()
            if (names, dataset.release) == self._seen:
                return
            self._seen = (names, dataset.release)
            # Where no copy is whole any more, or the folder is gone, the one that is open is read on.
            copy = newest(self._folder) or self._copy
            self._register = StudyRegister(copy, dataset) if copy else None
            self._copy = copy
        except Exception:  # noqa: BLE001
            # Whatever a broken copy makes of its readers: what was read before stays up, beside its own release.
            _log.exception("The copy of the register could not be read")
            if other:
                self._register = None
