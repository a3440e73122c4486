"""A study of the copy of the register, and its sites, in the register's words.

Not here: which studies there are (`therapies.study_register`), or what is said of one (`therapies.trial_records`).
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from therapies.age_limits import AgeLimit, age_limit

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)
COLUMNS = (
    *("nct", "brief_title", "acronym", "study_type", "phases", "overall_status", "why_stopped", "enrollment_count"),
    *("aliases", "lead_sponsor", "status_verified", "last_update_posted", "sites", "limits_known", "std_ages"),
    *("start", "primary_completion", "completion"),
    *("minimum_age", "minimum_age_amount", "minimum_age_unit"),
    *("maximum_age", "maximum_age_amount", "maximum_age_unit"),
)


@dataclass(frozen=True, slots=True)
class RegisteredSite:
    """A site as the register lists it; `status` None is "not stated", `lat` and `lon` are the town's centre."""

    facility: str | None
    city: str | None
    state: str | None
    country: str | None
    status: str | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class RegisteredStudy:
    """A study of the copy in the register's words. `limits_known` False: the copy does not hold age limits.

    `from_csv`: nor does it hold site statuses, or why the study was stopped. Days are as exact as printed. `aliases`:
    older numbers of the study.
    """

    nct: str
    aliases: tuple[str, ...]
    title: str | None
    acronym: str | None
    study_type: str | None
    phases: tuple[str, ...] | None
    status: str | None
    why_stopped: str | None
    enrollment: int | None
    sponsor: str | None
    verified: str | None
    updated: str | None
    youngest: AgeLimit
    oldest: AgeLimit
    limits_known: bool
    from_csv: bool
    start: str | None
    primary_completion: str | None
    completion: str | None
    std_ages: tuple[str, ...]
    sites: tuple[RegisteredSite, ...]

    @property
    def full_title(self) -> str:
        """Its title, behind the acronym where that does not stand in it."""
        title = self.title or "Study without a title in the register"
        return f"{self.acronym}: {title}" if self.acronym and self.acronym not in title else title


def registered_study(row: dict[str, Any]) -> RegisteredStudy:
    """A study from its row, with the columns of COLUMNS."""
    return RegisteredStudy(
        nct=row["nct"],
        aliases=tuple(row["aliases"]),
        title=row["brief_title"],
        acronym=row["acronym"],
        study_type=row["study_type"],
        phases=None if row["phases"] is None else tuple(row["phases"]),
        status=row["overall_status"],
        why_stopped=row["why_stopped"],
        enrollment=row["enrollment_count"],
        sponsor=row["lead_sponsor"],
        verified=_day(row["status_verified"]),
        updated=_day(row["last_update_posted"]),
        youngest=age_limit(*(row[f"minimum_age{part}"] for part in ("", "_amount", "_unit"))),
        oldest=age_limit(*(row[f"maximum_age{part}"] for part in ("", "_amount", "_unit"))),
        limits_known=bool(row["limits_known"]),
        from_csv=row["limits_known"] is False,  # a study that says nothing of who may take part has None
        start=_day(row["start"]),
        primary_completion=_day(row["primary_completion"]),
        completion=_day(row["completion"]),
        std_ages=tuple(row["std_ages"] or ()),
        sites=tuple(RegisteredSite(**site) for site in row["sites"]),
    )


def _day(printed: str | None) -> str | None:
    """A date as printed, as exact as it is; what is no date says nothing, and must not stop a page."""
    found = _DATE.fullmatch(printed or "")
    try:
        date(*(int(part or 1) for part in found.groups())) if found else None
    except ValueError:
        return None
    return printed if found else None
