"""All curated files, read and checked: either records that fit together, or every fault at once."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from loaders.cautions import backed, numbers_of
from loaders.family_text import easy_names, shared_texts, text_findings, therapy_texts
from loaders.faults import Fault
from loaders.fields import Record, first_day
from loaders.records import Therapy
from loaders.reference_records import (
    PROGRAM_CODES,
    ComparisonsFile,
    ConditionsFile,
    DiseasesFile,
    GlossaryFile,
    PathwaysFile,
    VocabularyFile,
)
from loaders.rules import findings
from loaders.salvage import Path_, inside, salvage, touches
from loaders.shared_names import condition_findings, disease_findings, known_diseases
from loaders.yaml_text import Document, read

R = TypeVar("R", bound=Record)

_TYPES = {
    "string_type": "a text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "a group of keys",
    "model_type": "a group of keys",
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


def read_curated(folder: Path, today: date) -> tuple[Curated | None, list[Fault]]:
    """Read every curated file under `folder`. Returns (records, []) or (None, all faults in order of file and line)."""
    shelf = _Shelf(folder)
    vocabulary = shelf.record("vocabulary.yaml", VocabularyFile, {})
    if vocabulary is None:
        vocabulary = VocabularyFile.model_construct(None, **{name: {} for name in VocabularyFile.model_fields})
    shelf.add("vocabulary.yaml", _program_codes(vocabulary))
    codes = {name: list(words) for name, words in vocabulary.lists().items() if words}
    diseases = shelf.record("diseases.yaml", DiseasesFile, codes)
    pathways = shelf.record("pathways.yaml", PathwaysFile, codes)
    comparisons = shelf.record("comparisons.yaml", ComparisonsFile, codes)
    glossary = shelf.record("glossary.yaml", GlossaryFile, codes)
    conditions = shelf.record("conditions.yaml", ConditionsFile, codes)
    if conditions:
        shelf.add("conditions.yaml", condition_findings(conditions))
        codes["condition"] = list(conditions.conditions)
    names, therapies = _therapies(shelf, vocabulary, codes, today)
    if diseases:
        shelf.add("diseases.yaml", disease_findings(diseases))
        for name, therapy in therapies.items():
            shelf.add(f"therapies/{name}", known_diseases(therapy, diseases))
    if comparisons:
        every = {name.removesuffix(".yaml"): therapies.get(name) for name in names}
        shelf.add("comparisons.yaml", _comparisons(comparisons, every))
    if glossary:
        shelf.add("glossary.yaml", _unique("terms", [term.slug() for term in glossary.terms]))
        shelf.add("glossary.yaml", _read_sources("terms", glossary.terms, today))
    if pathways:
        shelf.add("pathways.yaml", _pathways(pathways, codes.get("access_route", []), today))
    # Without the names of both files hard words would be counted that are easy: a fault that only follows from another.
    easy = easy_names(therapies.values(), diseases, glossary) if diseases and glossary else None
    for name, therapy in therapies.items():
        shelf.add(f"therapies/{name}", text_findings(therapy_texts(therapy), easy, backed(therapy.cautions)))
    first = {"vocabulary": vocabulary, "diseases": diseases, "pathways": pathways}
    for name, record in (first | {"comparisons": comparisons, "glossary": glossary, "conditions": conditions}).items():
        if record is not None:
            shelf.add(f"{name}.yaml", text_findings(shared_texts(record), easy))
    if shelf.faults or not (diseases and pathways and comparisons and glossary and conditions):
        return None, sorted(set(shelf.faults))
    return Curated(tuple(therapies.values()), diseases, vocabulary, pathways, comparisons, glossary, conditions), []


def _therapies(
    shelf: "_Shelf", vocabulary: VocabularyFile, codes: dict[str, list[str]], today: date
) -> tuple[list[str], dict[str, Therapy]]:
    """The names of all therapy files, and by name what could be read of them."""
    folder = shelf.folder / "therapies"
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    names = [path.name for path in files if path.suffix == ".yaml"]
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
            shelf.add(f"therapies/{name}", _own_name(name, therapy))
    return names, therapies


class _Shelf:
    """Documents by name, the values refused in each, and all faults found."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.documents: dict[str, Document] = {}
        self.refused: dict[str, set[Path_]] = {}

    def record(self, name: str, kind: type[R], codes: dict[str, list[str]]) -> R | None:
        """The record of a file: whole, or what can be salvaged of it to look for further faults."""
        document = read(self.folder / name, self.folder / name)
        self.documents[name] = document
        self.faults += document.faults
        if document.value is None:
            return None
        try:
            return kind.model_validate(document.value, context=codes)
        except ValidationError as error:
            details = error.errors(include_url=False)
            self.faults += [_fault(document, detail, kind) for detail in details]
            refused = {_path(detail) for detail in details if not _doubled(detail)}
            self.refused[name] = refused
            return salvage(kind, document.value, refused)

    def add(self, name: str, found: Iterator[tuple[Path_, str, str]]) -> None:
        """Findings of a rule, less those that only follow from a value refused before."""
        document, refused = self.documents[name], self.refused.get(name, set())
        self.faults += [document.fault(path, *words) for path, *words in found if not touches(path, refused)]


def _path(detail: ErrorDetails) -> Path_:
    return tuple(part for part in detail["loc"] if part != "[key]")


def _doubled(detail: ErrorDetails) -> bool:
    """True for an entry that stands twice in a list: the list still holds what it holds."""
    return detail["type"] == "curated" and isinstance(detail["input"], list)


def _fault(document: Document, detail: ErrorDetails, kind: type[Record]) -> Fault:
    path = _path(detail)
    wrong, right = _words(detail, kind, path)
    return document.fault(path, wrong, right)


def _words(detail: ErrorDetails, kind: type[Record], path: Path_) -> tuple[str, str]:
    given = detail["input"]
    if detail["type"] == "curated":
        return detail["ctx"]["wrong"], detail["ctx"]["right"]
    if detail["type"] == "missing":
        return f"the key '{path[-1]}' is missing", f"add `{path[-1]}:` with its value"
    if detail["type"] == "extra_forbidden":
        keys = _keys(kind, path[:-1])
        near = difflib.get_close_matches(str(path[-1]), keys, n=1)
        hint = f"did you mean '{near[0]}'? " if near else ""
        return f"the key '{path[-1]}' is not known here", f"{hint}known keys: {', '.join(keys)}"
    if detail["type"] in _TYPES:
        shown = (
            "nothing" if given is None else f"'{given}'" if not isinstance(given, dict | list) else "a list or group"
        )
        return f"{shown} stands where {_TYPES[detail['type']]} should be", _TYPES[detail["type"]]
    return f"{detail['msg'].lower()} (given: {given!r})", "see docs/evidence-format.md"


def _keys(kind: type[Record], path: Path_) -> list[str]:
    """Known keys of the record at a path."""
    found: Any = kind
    for part in path:
        found = inside(found, part)
    return list(found.model_fields)


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


def _comparisons(file: ComparisonsFile, therapies: dict[str, Therapy | None]) -> Iterator[tuple[Path_, str, str]]:
    """`therapies` by id; None for a file that could not be read, of which nothing can be said."""
    yield from _unique("comparisons", [comparison.id for comparison in file.comparisons])
    for place, comparison in enumerate(file.comparisons):
        columns = {column.id for column in comparison.columns}
        if None in columns:
            # A cell may be meant for the column whose id was refused.
            columns = set()
        for index, column in enumerate(comparison.columns):
            if column.example is not None and column.example not in therapies:
                path = ("comparisons", place, "columns", index, "example")
                yield path, f"'{column.example}' is not a therapy here", "the id of a therapy file"
        for index, row in enumerate(comparison.rows):
            path = ("comparisons", place, "rows", index)
            for name in sorted(columns - row.cells().keys()):
                yield (
                    path,
                    f"the row '{row.id}' has no cell for '{name}'",
                    f"add `{name}: {{text: ..., sources: [...]}}`",
                )
            for name, cell in row.cells().items():
                if columns and name not in columns:
                    yield (*path, name), f"'{name}' is not a column here", f"one of: {', '.join(sorted(columns))}"
                if not cell.sources:
                    yield (*path, name, "sources"), "a statement without a source", "a therapy and one of its sources"
                for number, cited in enumerate(cell.sources):
                    therapy = therapies.get(cited.therapy)
                    unread = therapy is None and cited.therapy in therapies
                    if not unread and not (therapy and cited.source in {source.id for source in therapy.sources}):
                        wrong = f"the source '{cited.source}' of '{cited.therapy}' is not there"
                        yield (*path, name, "sources", number), wrong, "an id of that therapy's `sources`"
                for number, cited in enumerate(cell.numbers):
                    therapy = therapies.get(cited.therapy)
                    unread = therapy is None and cited.therapy in therapies
                    if not unread and not (therapy and cited.fact in numbers_of(therapy)):
                        wrong = f"the number '{cited.fact}' of '{cited.therapy}' is not there"
                        yield (*path, name, "numbers", number), wrong, "an id of its `outcomes` or `safety`"


def _unique(part: str, ids: list[str]) -> Iterator[tuple[Path_, str, str]]:
    for index, name in enumerate(ids):
        if name in ids[:index]:
            yield (part, index), f"'{name}' stands twice", "each only once"


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
        yield from _unique(part, [entry.id for entry in entries])
        yield from _read_sources(part, entries, today)
    explained = {entry.id for entry in pathways.access_routes}
    for route in routes:
        if route not in explained:
            yield ("access_routes",), f"the way of access '{route}' is not explained", f"an entry with id: {route}"
