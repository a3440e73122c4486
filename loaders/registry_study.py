"""What is read of one study of the register, as the register writes it: typed, with every field allowed to be missing.

Only what stands here is asked for, kept on disk while fetching, or stored. Contacts (names, telephone numbers and
e-mail addresses of people) do not stand here, and so go no further than the answer in which they came.
Not here: how these become rows (`loaders.registry_rows`).
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Annotated, Any, get_args, get_type_hints

import msgspec

from loaders.json_reading import decoded

NctNumber = Annotated[str, msgspec.Meta(pattern=r"^NCT[0-9]{8}\Z")]
# The register itself takes titles of 600 characters and criteria of 20,000; what is far beyond is no such text.
LONGEST_LINE, LONGEST_TEXT = 5_000, 200_000
Line = Annotated[str, msgspec.Meta(max_length=LONGEST_LINE)]
Text = Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)]
Count = Annotated[int, msgspec.Meta(ge=0, le=10**15)]
Latitude = Annotated[float, msgspec.Meta(ge=-90, le=90)]
Longitude = Annotated[float, msgspec.Meta(ge=-180, le=180)]


class Part(msgspec.Struct, rename="camel", omit_defaults=True, gc=False):
    """A group of keys. Keys that it does not name are passed over; `null` and "absent" are the same."""


class Named(Part):
    """Something with a name: a sponsor, a collaborator."""

    name: Line | None = None
    kind: Line | None = msgspec.field(default=None, name="class")


class OrgStudyId(Part):
    """The sponsor's own number."""

    id: Line | None = None


class Identification(Part):
    """Numbers and titles. Without a registry number nothing can be said of a study."""

    nct_id: NctNumber
    nct_id_aliases: tuple[Line, ...] | None = None
    org_study_id_info: OrgStudyId | None = None
    brief_title: Line | None = None
    official_title: Line | None = None
    acronym: Line | None = None


class PrintedDay(Part):
    """A date as printed (year, month or day), and whether it has come: ACTUAL or ESTIMATED."""

    date: Line | None = None
    type: Line | None = None


class ExpandedAccessLink(Part):
    """Whether the product is given outside of studies, and under which record."""

    has_expanded_access: bool | None = None
    nct_id: Line | None = None
    status_for_nct_id: Line | None = None


class Status(Part):
    """Where the study stands, and when that was said."""

    overall_status: Line | None = None
    last_known_status: Line | None = None
    why_stopped: Text | None = None
    status_verified_date: Line | None = None
    expanded_access_info: ExpandedAccessLink | None = None
    start_date_struct: PrintedDay | None = None
    primary_completion_date_struct: PrintedDay | None = None
    completion_date_struct: PrintedDay | None = None
    study_first_post_date_struct: PrintedDay | None = None
    results_first_post_date_struct: PrintedDay | None = None
    last_update_post_date_struct: PrintedDay | None = None


class Sponsors(Part):
    """Who is answerable."""

    lead_sponsor: Named | None = None
    collaborators: tuple[Named, ...] | None = None


class Description(Part):
    """What the study says of itself."""

    brief_summary: Text | None = None


class Conditions(Part):
    """The diseases, in the words of who registered the study."""

    conditions: tuple[Line, ...] | None = None
    keywords: tuple[Line, ...] | None = None


class Enrollment(Part):
    """How many people: planned or reached."""

    count: Count | None = None
    type: Line | None = None


class ExpandedAccessTypes(Part):
    """For whom expanded access is."""

    individual: bool | None = None
    intermediate: bool | None = None
    treatment: bool | None = None


class Design(Part):
    """Kind and phase. `phases` missing (not a trial in phases) is another thing than the word NA in it."""

    study_type: Line | None = None
    phases: tuple[Line, ...] | None = None
    expanded_access_types: ExpandedAccessTypes | None = None
    enrollment_info: Enrollment | None = None


class Intervention(Part):
    """What is given or done."""

    type: Line | None = None
    name: Line | None = None
    other_names: tuple[Line, ...] | None = None


class Arms(Part):
    """What is given or done in the study."""

    interventions: tuple[Intervention, ...] | None = None


class Eligibility(Part):
    """Who may take part."""

    eligibility_criteria: Text | None = None
    minimum_age: Line | None = None
    maximum_age: Line | None = None
    sex: Line | None = None
    std_ages: tuple[Line, ...] | None = None
    healthy_volunteers: bool | None = None


class GeoPoint(Part):
    """The centre of the town."""

    lat: Latitude | None = None
    lon: Longitude | None = None


class Location(Part):
    """A site, as listed: it has no id, and may be listed twice."""

    facility: Line | None = None
    status: Line | None = None
    city: Line | None = None
    state: Line | None = None
    zip: Line | None = None
    country: Line | None = None
    geo_point: GeoPoint | None = None


class Locations(Part):
    """Where the study takes place. The contacts of this module are not read."""

    locations: tuple[Location, ...] | None = None


class Protocol(Part):
    """The protocol section."""

    identification_module: Identification
    status_module: Status | None = None
    sponsor_collaborators_module: Sponsors | None = None
    description_module: Description | None = None
    conditions_module: Conditions | None = None
    design_module: Design | None = None
    arms_interventions_module: Arms | None = None
    eligibility_module: Eligibility | None = None
    contacts_locations_module: Locations | None = None


class Study(Part):
    """A whole study."""

    protocol_section: Protocol
    has_results: bool | None = None

    @property
    def nct(self) -> str:
        """The registry number."""
        return self.protocol_section.identification_module.nct_id


class Unreadable(msgspec.Struct, frozen=True):
    """A study that is not what a study should be: its number, where that can be read, and what is odd."""

    nct: str | None
    reason: str


def asked_fields() -> str:
    """The names of all fields above, as the register's `fields` parameter wants them."""
    return ",".join(_paths(Study, ""))


def _paths(part: type[Part], before: str) -> Iterator[str]:
    hints = get_type_hints(part)
    for field in msgspec.structs.fields(part):
        path = f"{before}{field.encode_name}"
        deeper = next((found for found in _structs(hints[field.name])), None)
        if deeper is None:
            yield path
        else:
            yield from _paths(deeper, f"{path}.")


def _structs(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in get_args(annotation):
        yield from _structs(argument)


class _Number(Part):
    nct_id: str | None = None


class _NumberModule(Part):
    identification_module: _Number | None = None


class _Numbered(Part):
    protocol_section: _NumberModule | None = None


def read_studies(array: bytes | msgspec.Raw) -> tuple[list[Study], list[Unreadable]]:
    """The studies of a JSON array; an odd one costs only itself. Raises msgspec.DecodeError where it is no array."""
    with suppress(msgspec.DecodeError):
        return list(decoded(array, tuple[Study, ...])), []
    studies, odd = [], []
    for text in decoded(array, tuple[msgspec.Raw, ...]):  # read one by one: which are the odd ones?
        found = read_study(text)
        (odd if isinstance(found, Unreadable) else studies).append(found)
    return studies, odd


def read_study(text: bytes | msgspec.Raw) -> Study | Unreadable:
    """One study, or what is odd about it."""
    try:
        return decoded(text, Study)
    except msgspec.ValidationError as error:
        return Unreadable(_number(text), str(error))
    except msgspec.DecodeError as error:
        return Unreadable(_number_in(text), f"not JSON: {error}")


def _number_in(text: bytes | msgspec.Raw) -> str | None:
    """The register number of a study that cannot be read, by its form alone."""
    found = re.search(rb'"nctId"\s*:\s*"(NCT\d{8})"', bytes(text))
    return found[1].decode() if found else None


def _number(text: bytes | msgspec.Raw) -> str | None:
    try:
        module = decoded(text, _Numbered).protocol_section
    except msgspec.DecodeError:
        return None
    return module.identification_module.nct_id if module and module.identification_module else None
