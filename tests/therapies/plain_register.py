"""The register in the plainest way: every table read whole, every question a loop. What the quick way must equal."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from therapies.dataset import Dataset
from therapies.gazetteer import Town, kilometres
from therapies.study_diseases import DiseaseTerms
from therapies.study_links import TESTS, Link, ProductNames, StudyWords
from therapies.study_search import Asked
from therapies.text_words import all_words, words_of


class PlainRegister:
    def __init__(self, folder: Path, dataset: Dataset) -> None:
        tables = {name: pq.read_table(folder / f"{name}.parquet").to_pylist() for name in TABLES}
        self._dataset = dataset
        self.studies = sorted(tables["studies"], key=lambda row: (-day_of(row["last_update_posted"]), row["nct"]))
        for row in self.studies:
            for name in TABLES[1:]:
                row[name] = [one for one in tables[name] if one["nct"] == row["nct"]]
            row["given"] = [text for one in row["interventions"] for text in (one["name"], *one["other_names"]) if text]
            row["words"] = set().union(*(all_words(one) for one in texts_of(row) if one))

    def links(self) -> dict[str, dict[str, Link]]:
        names = {
            one.id: [one.name, one.short_name, one.brand_name or "", *one.aliases]
            for one in self._dataset.therapies.values()
        }
        numbers = {
            therapy_id: [trial.nct for trial in self._dataset.trials(therapy_id) if trial.nct]
            for therapy_id in self._dataset.therapies
        }
        products = ProductNames(names, numbers)
        found: dict[str, dict[str, Link]] = {therapy_id: {} for therapy_id in self._dataset.therapies}
        for row in self.studies:
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
        return found

    def of_disease(self) -> dict[str, set[str]]:
        terms = DiseaseTerms({one.id: one.register_terms for one in self._dataset.diseases.values()})
        found: dict[str, set[str]] = {disease_id: set() for disease_id in self._dataset.diseases}
        for row in self.studies:
            for one in row["conditions"]:
                for disease_id in terms.diseases(one["condition"]):
                    found[disease_id].add(row["nct"])
        return found

    def find(self, asked: Asked) -> dict[str, Any]:
        with_words = [row for row in self.studies if has_words(row, asked.text)]

        def fitting(but: str) -> list[dict[str, Any]]:
            return [
                row
                for row in with_words
                if (but == "phase" or asked.phase in (None, phase_of(row)))
                and (but == "status" or asked.status in (None, row["overall_status"] or ""))
                and (but == "country" or asked.country is None or asked.country in countries_of(row))
            ]

        found = fitting("")
        return {
            "total": len(found),
            "phases": Counter(map(phase_of, fitting("phase"))),
            "statuses": Counter(row["overall_status"] or "" for row in fitting("status")),
            "countries": Counter(country for row in fitting("country") for country in countries_of(row)),
            "newest": [row["nct"] for row in found[:50]],
        }

    def nearest(self, town: Town, most: int) -> list[tuple[str, int, float]]:
        places = [
            (round(kilometres(town, site["lat"], site["lon"]), 3), number, place, row["nct"])
            for number, row in enumerate(self.studies)
            for place, site in enumerate(row["sites"])
            if site["status"] == "RECRUITING" and site["lat"] is not None and site["lon"] is not None
        ]
        return [(nct, place, km) for km, _, place, nct in sorted(places)[:most]]

    def giving(self) -> dict[str, tuple[int, int, int]]:
        rows = {row["nct"]: row for row in self.studies}
        return {therapy_id: self._counts(rows, links) for therapy_id, links in self.links().items()}

    def _counts(self, rows: dict[str, dict[str, Any]], links: dict[str, Link]) -> tuple[int, int, int]:
        given = [rows[nct] for nct, link in links.items() if link.kind in TESTS]
        open_ = [row for row in given if row["overall_status"] == "RECRUITING"]
        return len(given), len(open_), sum(site["status"] == "RECRUITING" for row in open_ for site in row["sites"])


TABLES = ("studies", "interventions", "conditions", "sites")


def day_of(printed: str | None) -> int:
    try:
        return date.fromisoformat(printed or "").toordinal()
    except ValueError:
        return 0


def phase_of(row: dict[str, Any]) -> str:
    return "/".join(row["phases"] or ())


def countries_of(row: dict[str, Any]) -> set[str]:
    return {site["country"] for site in row["sites"] if site["country"] is not None}


def texts_of(row: dict[str, Any]) -> Iterator[str | None]:
    yield from (row["brief_title"], row["official_title"], row["acronym"])
    yield from (*row["given"], *(one["condition"] for one in row["conditions"]), *row["keywords"], *row["aliases"])


def has_words(row: dict[str, Any], text: str) -> bool:
    if text.strip().upper() == row["nct"]:
        return True
    return all(any(word.startswith(begin) for word in row["words"]) for begin in words_of(text))
