"""What is different between two copies of the register: studies, their status, sites, ages, people, sponsor and dates.

Only what says something to a reader: another spelling, order or spacing is no change. Two identical copies give none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from therapies.study_register import AgeLimit, RegisteredSite, RegisteredStudy

NEW, GONE, STATUS, SITES, AGES, PEOPLE, SPONSOR, TITLE = (
    *("new study", "no longer in the register", "status", "sites", "ages", "number of people", "sponsor", "title"),
)
KINDS = (NEW, GONE, STATUS, SITES, AGES, PEOPLE, SPONSOR, TITLE)
NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference of a study: its kind (KINDS), the words before and after; "" where there was or is nothing."""

    nct: str
    title: str
    kind: str
    before: str
    after: str


def changes(before: Iterable[RegisteredStudy], after: Iterable[RegisteredStudy]) -> tuple[Change, ...]:
    """All differences, by the number of the study and then in the order of KINDS."""
    old, new = ({study.nct: study for study in studies} for studies in (before, after))
    found: list[Change] = []
    for nct in sorted(old.keys() | new.keys()):
        if nct not in old:
            found.append(Change(nct, _title(new[nct]), NEW, "", _said(new[nct].status)))
        elif nct not in new:
            found.append(Change(nct, _title(old[nct]), GONE, _said(old[nct].status), ""))
        else:
            found += _between(old[nct], new[nct])
    return tuple(found)


def _between(old: RegisteredStudy, new: RegisteredStudy) -> Iterator[Change]:
    for kind, before, after in (
        (STATUS, _said(old.status), _said(new.status)),
        (AGES, _ages(old), _ages(new)),
        (PEOPLE, _said(old.enrollment), _said(new.enrollment)),
        (SPONSOR, _said(old.sponsor), _said(new.sponsor)),
        (TITLE, _title(old), _title(new)),
    ):
        # A copy made from a CSV does not hold the ages: that is no change of them.
        known = kind != AGES or (old.limits_known and new.limits_known)
        if known and _bare(before) != _bare(after):
            yield Change(new.nct, _title(new), kind, before, after)
    yield from _sites(old, new)


def _sites(old: RegisteredStudy, new: RegisteredStudy) -> Iterator[Change]:
    """Each place once: a place that is listed twice has the words of both."""
    before, after = _by_place(old.sites), _by_place(new.sites)
    for place in sorted(before.keys() | after.keys()):
        was, is_ = before.get(place), after.get(place)
        if was != is_:
            words = [f"{place}: {', '.join(said)}" if said else "" for said in (was, is_)]
            yield Change(new.nct, _title(new), SITES, *words)


def _by_place(sites: Iterable[RegisteredSite]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for site in sites:
        place = ", ".join(" ".join(part.split()) for part in (site.facility, site.city, site.country) if part)
        found.setdefault(place or NOT_STATED, []).append(_said(site.status))
    return {place: tuple(sorted(set(said))) for place, said in found.items()}


def _ages(study: RegisteredStudy) -> str:
    return f"{_limit(study.youngest, 'no lower limit')} to {_limit(study.oldest, 'no upper limit')}"


def _limit(limit: AgeLimit, none: str) -> str:
    return limit.given or none


def _title(study: RegisteredStudy) -> str:
    return study.title or "Study without a title in the register"


def _said(value: str | int | None) -> str:
    return NOT_STATED if value is None else str(value)


def _bare(text: str) -> str:
    return " ".join(text.split()).casefold()
