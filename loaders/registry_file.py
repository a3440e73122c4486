"""Studies from a file that somebody downloaded, for places without a connection: the register's JSON (a bare array, a
page, one study), a zip of such files, or the CSV of its website. What it is, its content says, not its name.

A CSV says less: no age limits, no criteria, no site status. Those are then not known, which is kept apart from "none".
Not here: which fields are read of a study (`loaders.registry_study`).
"""

import csv
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO

import msgspec

from loaders.json_pieces import PIECE, array_pieces
from loaders.json_reading import decoded
from loaders.registry_stops import RefreshStoppedError, shortened
from loaders.registry_study import (
    LONGEST_TEXT,
    Arms,
    Conditions,
    Description,
    Design,
    Eligibility,
    Enrollment,
    Identification,
    Intervention,
    Location,
    Locations,
    Named,
    OrgStudyId,
    PrintedDay,
    Protocol,
    Sponsors,
    Status,
    Study,
    Unreadable,
    read_studies,
    read_study,
)

Batch = tuple[list[Study], list[Unreadable]]

_LARGEST = 300_000_000  # bytes of one file inside a zip
_BATCH = 500
_NEEDED = ("NCT Number", "Study Title", "Study Status", "Last Update Posted")
_NCT = re.compile(r"NCT[0-9]{8}")
_FORMS = "Give what the register's website downloads: JSON, CSV, or a zip of JSON files."
# Countries with a comma in their name, as older downloads write them.
_COUNTRY = re.compile(
    r"(?:^|, )([^,]+(?:, (?:(?:Islamic |Democratic |People's )?Republic of|The [^,]+|Province of [^,]+))?)$"
)


class _Listing(msgspec.Struct):
    studies: msgspec.Raw = msgspec.Raw()


def is_csv(path: Path) -> bool:
    """Whether the file is a CSV of the website: then age limits and criteria are not known."""
    return b"NCT Number" in _start(path)


def file_studies(path: Path) -> Iterator[Batch]:
    """The studies of a file, some at a time, and those that cannot be read. Raises RefreshStoppedError."""
    start = _start(path)
    if start.startswith(b"PK"):
        return _of_zip(path)
    if start.startswith((b"[", b"{")):
        return _of_json_file(path)
    if is_csv(path):
        return _of_csv(path)
    what = "a web page" if start.startswith(b"<") else "neither JSON nor CSV nor zip" if start else "empty"
    raise RefreshStoppedError(f"The file {shortened(path.name)} is {what}.", _FORMS)


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()
    except OSError as error:
        raise RefreshStoppedError(f"The file {path} cannot be read: {error.strerror}.", "Look at its name.") from error


def _of_json_file(path: Path) -> Iterator[Batch]:
    with path.open("rb") as file:
        yield from _of_json(file, path.name)


def _of_json(file: IO[bytes], name: str) -> Iterator[Batch]:
    """An array is read in pieces: it may hold the whole register. A page and one study are small."""
    start = file.read(PIECE).removeprefix(b"\xef\xbb\xbf").lstrip()
    contents = array_pieces(start, file) if start.startswith(b"[") else (start + file.read() for _ in range(1))
    for content in contents:
        yield _read(content, name)


def _read(content: bytes, name: str) -> Batch:
    try:
        if content.startswith(b"["):
            return read_studies(content)
        if listed := bytes(decoded(content, _Listing).studies):
            return read_studies(listed)
        found = read_study(content)
    except msgspec.DecodeError as error:
        happened = f"The file {shortened(name)} is cut off or is not JSON ({error})."
        raise RefreshStoppedError(happened, f"Download it again. {_FORMS}") from error
    return ([], [found]) if isinstance(found, Unreadable) else ([found], [])


def _of_zip(path: Path) -> Iterator[Batch]:
    do = f"Download it again. {_FORMS}"
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                if not member.filename.lower().endswith(".json"):
                    continue
                if member.file_size > _LARGEST:
                    happened = f"{shortened(member.filename)} in the zip is larger than {_LARGEST // 1_000_000} MB."
                    raise RefreshStoppedError(happened, "Unpack it, and give the file itself.")
                with archive.open(member) as file:
                    yield from _of_json(file, member.filename)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise RefreshStoppedError(f"The zip {shortened(path.name)} is damaged ({error}).", do) from error
    except (RuntimeError, NotImplementedError) as error:
        raise RefreshStoppedError(
            f"The zip {shortened(path.name)} is locked or packed in an unknown way.", do
        ) from error


def _of_csv(path: Path) -> Iterator[Batch]:
    csv.field_size_limit(10_000_000)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if missing := [name for name in _NEEDED if name not in (reader.fieldnames or ())]:
                happened = f"The CSV has no column '{missing[0]}'."
                raise RefreshStoppedError(happened, "Download it again with all columns.")
            while rows := list(islice(reader, _BATCH)):
                yield _of_rows(rows, reader.line_num)
    except (csv.Error, UnicodeDecodeError) as error:
        happened = f"The CSV {shortened(path.name)} is cut off or damaged ({error})."
        raise RefreshStoppedError(happened, f"Download it again. {_FORMS}") from error


def _of_rows(rows: list[dict[str, str]], line: int) -> Batch:
    studies, odd = [], []
    for row in rows:
        if None in row or None in row.values():
            raise csv.Error(f"near line {line} a row has another number of columns than the first")
        number = row["NCT Number"].strip()
        if any(len(part) > LONGEST_TEXT for text in row.values() for part in text.split("|")):
            odd.append(Unreadable(number if _NCT.fullmatch(number) else None, f"a text longer than {LONGEST_TEXT:,}"))
        elif _NCT.fullmatch(number):
            studies.append(_study(number, {name: text.strip() or None for name, text in row.items()}))
        else:
            odd.append(Unreadable(None, f"'{shortened(number, 40)}' is no registry number"))
    return studies, odd


def _study(number: str, row: dict[str, str | None]) -> Study:
    get = row.get
    enrollment = get("Enrollment") or ""
    results = get("Study Results")
    ids = _parts(get("Other IDs"))
    protocol = Protocol(
        Identification(
            number,
            org_study_id_info=OrgStudyId(ids[0]) if ids else None,
            brief_title=get("Study Title"),
            acronym=get("Acronym"),
        ),
        Status(
            overall_status=get("Study Status"),
            start_date_struct=PrintedDay(get("Start Date")),
            primary_completion_date_struct=PrintedDay(get("Primary Completion Date")),
            completion_date_struct=PrintedDay(get("Completion Date")),
            study_first_post_date_struct=PrintedDay(get("First Posted")),
            results_first_post_date_struct=PrintedDay(get("Results First Posted")),
            last_update_post_date_struct=PrintedDay(get("Last Update Posted")),
        ),
        Sponsors(Named(get("Sponsor"), get("Funder Type")), tuple(Named(one) for one in _parts(get("Collaborators")))),
        Description(get("Brief Summary")),
        Conditions(_parts(get("Conditions"))),
        Design(get("Study Type"), _parts(get("Phases")) or None, None, _enrollment(enrollment)),
        Arms(tuple(_intervention(one) for one in _parts(get("Interventions")))),
        Eligibility(sex=get("Sex"), std_ages=_parts(get("Age"), ",")),
        Locations(tuple(_site(one) for one in _parts(get("Locations")))),
    )
    return Study(protocol, {"YES": True, "NO": False}.get(results or ""))


def _enrollment(text: str) -> Enrollment | None:
    return Enrollment(int(text)) if re.fullmatch(r"[0-9]{1,15}", text) else None


def _parts(text: str | None, between: str = "|") -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(between) if part.strip())


def _intervention(text: str) -> Intervention:
    kind, colon, name = text.partition(": ")
    return Intervention(kind, name) if colon and re.fullmatch("[A-Z_]+", kind) else Intervention(None, text)


def _site(text: str) -> Location:
    """A place, town and country in one text: only the country can be told with certainty, the rest stays one text."""
    found = _COUNTRY.search(text)
    return Location(facility=text, country=found[1] if found else None)
