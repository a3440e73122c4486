"""The kinds of value that curated records are made of: slugs, controlled words, printed dates, country codes, numbers.

Here: one value at a time. Not here: how values of a record fit together (`loaders.rules`).
"""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from loaders.country_codes import CODES, meant
from loaders.meant_dates import meant_date
from loaders.near_words import near

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PRINTED_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_COUNTRY = re.compile(r"[A-Z]{2}")
_NCT = re.compile(r"NCT\d{8}")
# No study, paper or decision that a file tells of is older; nobody compared a fact of these files with a page before.
_EARLIEST, _EARLIEST_LOOK = "1950", "2020"
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")


class Record(BaseModel):
    """Base of every curated record: no unknown keys, no guessing of types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def wrong(what: str, right: str) -> PydanticCustomError:
    """A fault of one value: what is wrong, what would be right."""
    return PydanticCustomError("curated", "{wrong}", {"wrong": what, "right": right})


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _filled(value: str) -> str:
    if not value.strip():
        raise wrong("an empty text", "leave the value out (or write null) when it is not stated")
    return value.strip()


def is_slug(value: str) -> bool:
    """Whether a text can be an id, and so the name of a file."""
    return _SLUG.fullmatch(value) is not None


def _slug(value: str) -> str:
    if not is_slug(value):
        raise wrong(f"'{value}' is not an id", "lower-case letters, digits and single hyphens, as in r-r-t-all")
    return value


def first_day(text: str) -> date:
    """The first day that a printed date can mean. Raises ValueError for a date that does not exist."""
    return date.fromisoformat(text + "-01" * (2 - text.count("-")))


def _printed_date(value: str) -> str:
    if not _PRINTED_DATE.fullmatch(value):
        right = f"{meant_date(value)}YYYY, YYYY-MM or YYYY-MM-DD, exactly as precise as the source"
        raise wrong(f"'{value}' is not a date", right)
    if value < _EARLIEST:
        raise wrong(f"{value} lies before {_EARLIEST}", "the year in four digits, as 2026-01-21: is one mistyped?")
    try:
        first_day(value)
    except ValueError:
        raise wrong(f"{value} is a day that does not exist", "the date that the source prints") from None
    return value


def _full_day(value: str) -> str:
    if _printed_date(value).count("-") != 2:
        raise wrong(f"'{value}' is not a full day", "YYYY-MM-DD")
    if value < _EARLIEST_LOOK:
        right = "the day on which somebody looked, as 2026-11-22: is the year mistyped?"
        raise wrong(f"{value} lies before {_EARLIEST_LOOK}, when nobody looked yet", right)
    return value


def _country(value: str) -> str:
    if not _COUNTRY.fullmatch(value):
        right = f"{_land(value)}two capital letters (ISO 3166), or EU; Norway is 'NO'"
        raise wrong(f"'{value}' is not a country code", right)
    if value not in CODES:
        right = f"{_land(value)}the two letters of ISO 3166 (GB for the UK), or EU"
        raise wrong(f"'{value}' is not a country code", right)
    return value


def _land(value: str) -> str:
    code = meant(value)
    return f"did you mean {code}? " if code else ""


def _nct(value: str) -> str:
    if not _NCT.fullmatch(value):
        digits = re.findall(r"(?<!\d)\d{8}(?!\d)", value)
        hint = f"did you mean NCT{digits[0]}? " if len(digits) == 1 else ""
        raise wrong(f"'{value}' is not an NCT number", f"{hint}NCT and eight digits, as in NCT04984356")
    return value


def _address(value: str) -> str:
    if not _ADDRESS.fullmatch(value):
        raise wrong(f"'{value}' is not a web address", "http:// or https:// and no spaces")
    return value


def no_duplicates(values: list[str]) -> list[str]:
    """The same list. Raises the fault of a value that stands more than once."""
    for value in values:
        if values.count(value) > 1:
            raise wrong(f"'{value}' stands more than once", "name each only once")
    return values


Text = Annotated[str, BeforeValidator(_text), AfterValidator(_filled)]
Slug = Annotated[str, BeforeValidator(_text), AfterValidator(_slug)]
PrintedDate = Annotated[str, BeforeValidator(_text), AfterValidator(_printed_date)]
FullDay = Annotated[str, BeforeValidator(_text), AfterValidator(_full_day)]
Country = Annotated[str, AfterValidator(_country)]
Countries = Annotated[list[Country], AfterValidator(no_duplicates)]
Nct = Annotated[str, AfterValidator(_nct)]
Address = Annotated[str, AfterValidator(_address)]
SourceIds = Annotated[list[Text], AfterValidator(no_duplicates)]
# More people than there are is a slip of the finger.
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Percent = Annotated[float, Field(ge=0, le=100)]
Positive = Annotated[float, Field(ge=0)]
Interval = Annotated[list[float | None], Field(min_length=2, max_length=2)]


def _word(field: str) -> AfterValidator:
    """A text that must be a code of the vocabulary's list `field` (given as validation context)."""

    def known(value: str, info: ValidationInfo) -> str:
        codes = (info.context or {}).get(field)
        # None: the vocabulary itself could not be read, so nothing can be said of its words.
        if codes is not None and value not in codes:
            raise wrong(f"'{value}' is not a word of {field}", f"{near(value, codes)}one of: {', '.join(codes)}")
        return value

    return AfterValidator(known)


Modality = Annotated[str, _word("modality")]
CellSource = Annotated[str, _word("cell_source")]
Stage = Annotated[str, _word("stage")]
Agency = Annotated[str, _word("agency")]
RegulatoryWord = Annotated[str, _word("regulatory_event")]
Endpoint = Annotated[str, _word("endpoint")]
OutcomeKind = Annotated[str, _word("outcome_kind")]
AnalysisSet = Annotated[str, _word("analysis_set")]
ParticipantStep = Annotated[str, _word("participant_step")]
AssessedBy = Annotated[str, _word("assessed_by")]
CountUnit = Annotated[str, _word("count_unit")]
ComparisonType = Annotated[str, _word("comparison_type")]
EffectMeasure = Annotated[str, _word("effect_measure")]
SafetyWord = Annotated[str, _word("safety_event")]
RouteWord = Annotated[str, _word("access_route")]
AccessStatus = Annotated[str, _word("access_status")]
SourceKind = Annotated[str, _word("source_kind")]
SourceRead = Annotated[str, _word("source_read")]
TrialPhase = Annotated[str, _word("trial_phase")]
TrialStatus = Annotated[str, _word("trial_status")]
SiteStatus = Annotated[str, _word("site_status")]
DiseaseGroup = Annotated[str, _word("disease_group")]
DateOf = Annotated[str, _word("date_of")]
ConditionWord = Annotated[str, _word("condition")]
