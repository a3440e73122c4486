"""All curated files, read and checked: either records that fit together, or every fault at once.

Not here: rules inside one file (`loaders.rules`), and what the pages would show of the files (`loaders.checking`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from loaders.cautions import backed
from loaders.comparison_rules import comparison_findings, unique
from loaders.contradictions import contradictions
from loaders.family_text import easy_names, shared_texts, text_findings, therapy_texts
from loaders.faults import Fault
from loaders.fields import Record, first_day
from loaders.placeholders import to_fill_in, unfilled
from loaders.records import Therapy
from loaders.reference_records import (
    PROGRAM_CODES,
    ComparisonsFile,
    ConditionsFile,
    DiseasesFile,
    GlossaryFile,
    PathwaysFile,
    PeopleFile,
    VocabularyFile,
)
from loaders.refused_words import doubled, path_of, words
from loaders.rules import findings
from loaders.salvage import Path_, salvage, touches
from loaders.shared_names import condition_findings, disease_findings, known_diseases, people_findings, same_names
from loaders.sign_offs import sign_off_findings
from loaders.stray_marks import stray_marks
from loaders.yaml_text import Document, read

R = TypeVar("R", bound=Record)

# The files that all therapies share, beside the vocabulary, which must be read before them.
_SHARED: dict[str, type[Record]] = {
    "diseases": DiseasesFile,
    "pathways": PathwaysFile,
    "comparisons": ComparisonsFile,
    "glossary": GlossaryFile,
    "conditions": ConditionsFile,
    "people": PeopleFile,
}


@dataclass(frozen=True)
class Curated:
    """Everything that people wrote, checked."""

    therapies: tuple[Therapy, ...]
    diseases: DiseasesFile
    vocabulary: VocabularyFile
    pathways: PathwaysFile
    comparisons: ComparisonsFile
    glossary: GlossaryFile
    conditions: ConditionsFile
    people: PeopleFile


def read_curated(
    folder: Path, today: date, instead: Mapping[str, str] | None = None
) -> tuple[Curated | None, list[Fault]]:
    """Read every curated file under `folder`. Returns (records, []) or (None, all faults in order of file and line).

    `instead`: texts that are read in place of files, by names as `therapies/wu-cart-007.yaml`, there or not.
    """
    shelf = _Shelf(folder, instead or {})
    shelf.faults += _too_high(folder)
    vocabulary = shelf.record("vocabulary.yaml", VocabularyFile, {})
    if vocabulary is None:
        vocabulary = VocabularyFile.model_construct(None, **{name: {} for name in VocabularyFile.model_fields})
    shelf.add("vocabulary.yaml", _program_codes(vocabulary))
    codes = {name: list(words) for name, words in vocabulary.lists().items() if words}
    shared: dict[str, Any] = {name: shelf.record(f"{name}.yaml", kind, codes) for name, kind in _SHARED.items()}
    if shared["conditions"]:
        codes["condition"] = list(shared["conditions"].conditions)
    names, therapies = _therapies(shelf, vocabulary, codes, today)
    _shared_findings(shelf, shared, codes, (names, therapies), today)
    for name, therapy in therapies.items():
        if shared["diseases"]:
            shelf.add(f"therapies/{name}", known_diseases(therapy, shared["diseases"]))
        people = shared["people"].people if shared["people"] else None
        shelf.add(f"therapies/{name}", sign_off_findings(therapy, people, today))
    _text_findings(shelf, {"vocabulary": vocabulary, **shared}, therapies)
    if shelf.faults or not all(shared.values()):
        return None, sorted(set(shelf.faults))
    return Curated(tuple(therapies.values()), vocabulary=vocabulary, **shared), []


def _shared_findings(
    shelf: "_Shelf",
    shared: Mapping[str, Any],
    codes: dict[str, list[str]],
    found: tuple[list[str], dict[str, Therapy]],
    today: date,
) -> None:
    """`found`: the names of all therapy files, and what could be read of them."""
    names, therapies = found
    if shared["conditions"]:
        shelf.add("conditions.yaml", condition_findings(shared["conditions"]))
    if shared["diseases"]:
        shelf.add("diseases.yaml", disease_findings(shared["diseases"]))
    ids = [name.removesuffix(".yaml") for name in names]
    if shared["people"]:
        shelf.add("people.yaml", people_findings(shared["people"], ids))
    if shared["comparisons"]:
        every = {therapy_id: therapies.get(f"{therapy_id}.yaml") for therapy_id in ids}
        shelf.add("comparisons.yaml", comparison_findings(shared["comparisons"], every))
    if shared["glossary"]:
        terms = shared["glossary"].terms
        shelf.add("glossary.yaml", unique("terms", [term.slug() for term in terms]))
        shelf.add("glossary.yaml", _read_sources("terms", terms, today))
    if shared["pathways"]:
        shelf.add("pathways.yaml", _pathways(shared["pathways"], codes.get("access_route", []), today))


def _text_findings(shelf: "_Shelf", shared: Mapping[str, Any], therapies: dict[str, Therapy]) -> None:
    diseases, glossary = shared["diseases"], shared["glossary"]
    # Without the names of both files hard words would be counted that are easy: a fault that only follows from another.
    easy = easy_names(therapies.values(), diseases, glossary) if diseases and glossary else None
    for name, therapy in therapies.items():
        shelf.add(f"therapies/{name}", text_findings(therapy_texts(therapy), easy, backed(therapy.cautions)))
    for name, record in shared.items():
        if record is not None and name != "people":
            shelf.add(f"{name}.yaml", text_findings(shared_texts(record), easy))


def _therapies(
    shelf: "_Shelf", vocabulary: VocabularyFile, codes: dict[str, list[str]], today: date
) -> tuple[list[str], dict[str, Therapy]]:
    """The names of all therapy files, and by name what could be read of them."""
    folder = shelf.folder / "therapies"
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    given = {name.removeprefix("therapies/") for name in shelf.instead if name.startswith("therapies/")}
    names = sorted({path.name for path in files if path.suffix == ".yaml"} | given)
    for path in files:
        if path.name not in names:
            right = "a name that ends in .yaml, or another folder"
            shelf.faults.append(Fault(path, 1, "", "a file that is not read", right))
    if not names:
        shelf.faults.append(Fault(folder, 1, "", "no therapy files", "one YAML file per therapy"))
    therapies: dict[str, Therapy] = {}
    for name in names:
        therapy = shelf.record(f"therapies/{name}", Therapy, codes)
        if therapy is not None:
            therapies[name] = therapy
            shelf.add(f"therapies/{name}", findings(therapy, vocabulary, today))
            shelf.add(f"therapies/{name}", contradictions(therapy, vocabulary))
            shelf.add(f"therapies/{name}", _own_name(name, therapy))
            document = shelf.documents[f"therapies/{name}"]
            shelf.add(f"therapies/{name}", stray_marks(document.value, document.text))
    for name, finding in same_names(therapies):
        shelf.add(f"therapies/{name}", iter([finding]))
    return names, therapies


def _too_high(folder: Path) -> Iterator[Fault]:
    """A file beside the shared ones that is none of them: nobody would notice that it is not read."""
    for path in sorted(folder.glob("*.y*ml")) if folder.is_dir() else ():
        if path.name not in ("vocabulary.yaml", *(f"{name}.yaml" for name in _SHARED)):
            right = "in the folder `therapies`, if it is a therapy; else out of this folder"
            yield Fault(path, 1, "", "a file that is not read", right)


class _Shelf:
    """Documents by name, the values refused in each, and all faults found."""

    def __init__(self, folder: Path, instead: Mapping[str, str]) -> None:
        self.folder = folder
        self.instead = instead
        self.faults: list[Fault] = []
        self.documents: dict[str, Document] = {}
        self.refused: dict[str, set[Path_]] = {}

    def record(self, name: str, kind: type[R], codes: dict[str, list[str]]) -> R | None:
        """The record of a file: whole, or what can be salvaged of it to look for further faults."""
        document = read(self.folder / name, self.folder / name, self.instead.get(name))
        self.documents[name] = document
        self.faults += document.faults
        if document.value is None:
            return None
        left = unfilled(document.value, document.text, kind is Therapy)
        details: list[ErrorDetails] = []
        try:
            record = kind.model_validate(document.value, context=codes)
        except ValidationError as error:
            record = None
            details = error.errors(include_url=False)
        if record is not None and not left:
            return record
        said = {path_of(detail): words(detail, kind, document) for detail in details}
        for path, told in left.items():
            said[path] = to_fill_in(*told, said.get(path))
        self.faults += [document.fault(path, *told) for path, told in said.items() if told]
        refused = left.keys() | {path_of(detail) for detail in details if not doubled(detail)}
        self.refused[name] = set(refused)
        return salvage(kind, document.value, self.refused[name])

    def add(self, name: str, found: Iterator[tuple[Path_, str, str]]) -> None:
        """Findings of a rule, less those that only follow from a value refused before."""
        document, refused = self.documents[name], self.refused.get(name, set())
        self.faults += [document.fault(path, *words) for path, *words in found if not touches(path, refused)]


def _program_codes(vocabulary: VocabularyFile) -> Iterator[tuple[Path_, str, str]]:
    """A list that the program must know word by word has no word that it does not know."""
    for field, known in PROGRAM_CODES.items():
        for code in vocabulary.lists()[field]:
            if code not in known:
                right = f"one of: {', '.join(known)} (a new word needs its place in the program first)"
                yield (field, code), f"the program does not know the word '{code}'", right


def _own_name(name: str, therapy: Therapy) -> Iterator[tuple[Path_, str, str]]:
    if therapy.id and name != f"{therapy.id}.yaml":
        right = "the file's name without .yaml; both in lower-case letters, digits and hyphens"
        yield ("id",), f"the id '{therapy.id}' is not the file's name", right


def _read_sources(part: str, entries: Iterable[Any], today: date) -> Iterator[tuple[Path_, str, str]]:
    """Shared entries rest on pages that were read, on a day that has been."""
    for index, entry in enumerate(entries):
        for place, source in enumerate(entry.sources):
            path = (part, index, "sources", place)
            if source.checked and first_day(source.checked) > today:
                yield (*path, "checked"), f"{source.checked} lies in the future", f"a day up to today ({today})"
        if entry.sources and all(source.read == "not-read" for source in entry.sources):
            yield (part, index, "sources"), "an entry whose only source was not read", "read the source"


def _pathways(pathways: PathwaysFile, routes: list[str], today: date) -> Iterator[tuple[Path_, str, str]]:
    """`routes` are the codes of all ways of access; each must be explained."""
    for part in ("designations", "access_routes"):
        entries = getattr(pathways, part)
        yield from unique(part, [entry.id for entry in entries])
        yield from _read_sources(part, entries, today)
    explained = {entry.id for entry in pathways.access_routes}
    for route in routes:
        if route not in explained:
            yield ("access_routes",), f"the way of access '{route}' is not explained", f"an entry with id: {route}"
