"""What is read of one study of the register, as the register writes it: typed, with every field allowed to be missing.

Only what stands here is asked for, kept on disk while fetching, or stored. Contacts (names, telephone numbers and
e-mail addresses of people) do not stand here, and so go no further than the answer in which they came.
Not here: how these become rows (`loaders.registry_rows`).
"""

import re
from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_type_hints

import msgspec

NctNumber = Annotated[str, msgspec.Meta(pattern=r"^NCT[0-9]{8}\Z")]


class Part(msgspec.Struct, rename="camel", omit_defaults=True, gc=False):
    """A group of keys. Keys that it does not name are passed over; `null` and "absent" are the same."""


class Named(Part):
    """Something with a name: a sponsor, a collaborator."""

    name: str | None = None
    kind: str | None = msgspec.field(default=None, name="class")


class OrgStudyId(Part):
    """The sponsor's own number."""

    id: str | None = None


class Identification(Part):
    """Numbers and titles. Without a registry number nothing can be said of a study."""

    nct_id: NctNumber
    nct_id_aliases: tuple[str, ...] | None = None
    org_study_id_info: OrgStudyId | None = None
    brief_title: str | None = None
    official_title: str | None = None
    acronym: str | None = None


class PrintedDay(Part):
    """A date as printed (year, month or day), and whether it has come: ACTUAL or ESTIMATED."""

    date: str | None = None
    type: str | None = None


class ExpandedAccessLink(Part):
    """Whether the product is given outside of studies, and under which record."""

    has_expanded_access: bool | None = None
    nct_id: str | None = None
    status_for_nct_id: str | None = None


class Status(Part):
    """Where the study stands, and when that was said."""

    overall_status: str | None = None
    last_known_status: str | None = None
    why_stopped: str | None = None
    status_verified_date: str | None = None
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

    brief_summary: str | None = None


class Conditions(Part):
    """The diseases, in the words of who registered the study."""

    conditions: tuple[str, ...] | None = None
    keywords: tuple[str, ...] | None = None


class Enrollment(Part):
    """How many people: planned or reached."""

    count: int | None = None
    type: str | None = None


class ExpandedAccessTypes(Part):
    """For whom expanded access is."""

    individual: bool | None = None
    intermediate: bool | None = None
    treatment: bool | None = None


class Design(Part):
    """Kind and phase. `phases` missing (not a trial in phases) is another thing than the word NA in it."""

    study_type: str | None = None
    phases: tuple[str, ...] | None = None
    expanded_access_types: ExpandedAccessTypes | None = None
    enrollment_info: Enrollment | None = None


class Intervention(Part):
    """What is given or done."""

    type: str | None = None
    name: str | None = None
    other_names: tuple[str, ...] | None = None


class Arms(Part):
    """What is given or done in the study."""

    interventions: tuple[Intervention, ...] | None = None


class Eligibility(Part):
    """Who may take part."""

    eligibility_criteria: str | None = None
    minimum_age: str | None = None
    maximum_age: str | None = None
    sex: str | None = None
    std_ages: tuple[str, ...] | None = None
    healthy_volunteers: bool | None = None


class GeoPoint(Part):
    """The centre of the town."""

    lat: float | None = None
    lon: float | None = None


class Location(Part):
    """A site, as listed: it has no id, and may be listed twice."""

    facility: str | None = None
    status: str | None = None
    city: str | None = None
    state: str | None = None
    zip: str | None = None
    country: str | None = None
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


_ONE = msgspec.json.Decoder(Study)
_MANY = msgspec.json.Decoder(tuple[Study, ...])
_RAW = msgspec.json.Decoder(tuple[msgspec.Raw, ...])


class _Number(Part):
    nct_id: str | None = None


class _NumberModule(Part):
    identification_module: _Number | None = None


class _Numbered(Part):
    protocol_section: _NumberModule | None = None


_NUMBERED = msgspec.json.Decoder(_Numbered)


def read_studies(array: bytes | msgspec.Raw) -> tuple[list[Study], list[Unreadable]]:
    """The studies of a JSON array; an odd one costs only itself. Raises msgspec.DecodeError where it is no array."""
    try:
        return list(_MANY.decode(array)), []
    except (msgspec.ValidationError, UnicodeDecodeError):
        pass  # Read one by one: which are the odd ones?
    studies, odd = [], []
    for text in _RAW.decode(array):
        found = read_study(text)
        (odd if isinstance(found, Unreadable) else studies).append(found)
    return studies, odd


def read_study(text: bytes | msgspec.Raw) -> Study | Unreadable:
    """One study, or what is odd about it."""
    try:
        return _ONE.decode(text)
    except msgspec.ValidationError as error:
        return Unreadable(_number(text), str(error))
    except msgspec.DecodeError as error:
        return Unreadable(None, f"not JSON: {error}")
    except UnicodeDecodeError as error:
        return Unreadable(_number_in(text), f"a byte that is no UTF-8: {error.reason}")


def _number_in(text: bytes | msgspec.Raw) -> str | None:
    """The register number of a study that cannot be read, by its form alone."""
    found = re.search(rb'"nctId"\s*:\s*"(NCT\d{8})"', bytes(text))
    return found[1].decode() if found else None


def _number(text: bytes | msgspec.Raw) -> str | None:
    try:
        module = _NUMBERED.decode(text).protocol_section
    except msgspec.ValidationError:
        return None
    return module.identification_module.nct_id if module and module.identification_module else None
