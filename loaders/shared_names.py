"""Rules between files about names: each disease, condition and person that is named stands in its own file, and no two
therapies have one name. Not here: what the cells of a comparison name (`loaders.comparison_rules`).
"""

from collections.abc import Iterable, Iterator, Mapping

from loaders.near_words import near
from loaders.records import Therapy
from loaders.reference_records import ConditionsFile, DiseasesFile, PeopleFile
from loaders.salvage import Path_

_NAMES = ("name", "short_name", "brand_name")


def known_diseases(therapy: Therapy, diseases: DiseasesFile) -> Iterator[tuple[Path_, str, str]]:
    """A disease that a therapy file names and diseases.yaml has not."""
    named: list[tuple[Path_, str | None]] = [
        (("indications", index, "disease"), indication.disease) for index, indication in enumerate(therapy.indications)
    ]
    for part in ("indications", "trials"):
        for index, record in enumerate(getattr(therapy, part)):
            for number, criterion in enumerate(record.criteria):
                place = (part, index, "criteria", number, "diseases")
                named += [((*place, position), disease) for position, disease in enumerate(criterion.diseases or ())]
    for path, disease in named:
        if disease and disease not in diseases.diseases:
            right = (
                f"{near(disease, diseases.diseases)}a key of diseases.yaml (add the disease there first if it is new)"
            )
            yield path, f"the disease '{disease}' is not known", right


def same_names(therapies: Mapping[str, Therapy]) -> Iterator[tuple[str, tuple[Path_, str, str]]]:
    """The file and what is wrong in it: a name that another therapy has too. `therapies` by the names of files."""
    having: dict[str, dict[str, str]] = {}
    for file, therapy in therapies.items():
        for key in _NAMES:
            if name := getattr(therapy, key):
                having.setdefault(" ".join(name.casefold().split()), {}).setdefault(file, key)
    for files in having.values():
        for file, key in files.items():
            other = next((other for other in files if other != file), None)
            if other:
                wrong = f"therapies/{other} has the name '{getattr(therapies[file], key)}' too"
                yield file, ((key,), wrong, "a name that tells the two apart; if they are one therapy, one file")


def disease_findings(diseases: DiseasesFile) -> Iterator[tuple[Path_, str, str]]:
    """A disease that another one names as wider, or as one of several kinds, and that is not there."""
    for key, disease in diseases.diseases.items():
        if disease.parent is not None and (disease.parent not in diseases.diseases or disease.parent == key):
            yield (
                ("diseases", key, "parent"),
                f"'{disease.parent}' is not another disease here",
                "another key of this file",
            )
        for place, part in enumerate(disease.includes or ()):
            if part not in diseases.diseases or part == key:
                path = ("diseases", key, "includes", place)
                yield path, f"'{part}' is not another disease here", "another key of this file"


def condition_findings(file: ConditionsFile) -> Iterator[tuple[Path_, str, str]]:
    """A condition that another one names, and that is not there."""
    for key, condition in file.conditions.items():
        for name in ("implies", "leads_to", "not_with"):
            for place, other in enumerate(getattr(condition, name) or ()):
                if other not in file.conditions or other == key:
                    path = ("conditions", key, name, place)
                    yield path, f"'{other}' is not another condition here", "another key of this file"


def people_findings(file: PeopleFile, therapies: Iterable[str]) -> Iterator[tuple[Path_, str, str]]:
    """One person with two signs; a therapy that somebody looks after and that is not there, or that two look after."""
    known, taken = set(therapies), dict[str, str]()
    named: dict[str, str] = {}
    for sign, person in file.people.items():
        name = " ".join((person.name or "").casefold().split())
        if name and name in named:
            wrong = f"'{named[name]}' has this name too"
            yield ("people", sign, "name"), wrong, "one sign for each person; of two people, names that tell them apart"
        named.setdefault(name, sign)
        for place, therapy in enumerate(person.looks_after or ()):
            path = ("people", sign, "looks_after", place)
            if therapy not in known:
                yield path, f"'{therapy}' is not a therapy here", f"{near(therapy, known)}the id of a therapy file"
            elif taken.get(therapy, sign) != sign:
                yield path, f"'{taken[therapy]}' looks after '{therapy}' too", "one person for each therapy"
            taken.setdefault(therapy, sign)
