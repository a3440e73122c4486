"""The sites of trials as places on a map, and the table that says the same: the nearest first where a town is given."""

from collections.abc import Sequence
from dataclasses import dataclass

from therapies.found_trials import FoundTrial, Near
from therapies.gazetteer import Town
from therapies.recruiting import NO_REGION
from therapies.status_words import status_words
from therapies.wording import NOT_STATED


@dataclass(frozen=True, slots=True)
class SitePlace:
    """One hospital with its trials; `lat` and `lon` are its town's centre, None where the record has none."""

    facility: str
    where: str
    distance: str
    trials: tuple[str, ...]
    statuses: tuple[str, ...]
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Sites:
    """All hospitals that may take people for the trials shown, and the town they are measured from."""

    title: str
    places: tuple[SitePlace, ...]
    town: Town | None


def sites(trials: Sequence[FoundTrial], town: Town | None) -> Sites:
    """The hospitals of these trials, each once."""
    found: dict[tuple[str, str, str, str], list[tuple[FoundTrial, Near]]] = {}
    for trial in trials:
        for near in trial.near:
            site = near.place.site
            found.setdefault((site.facility, site.city, site.region, site.country), []).append((trial, near))
    ordered = sorted(found.values(), key=lambda here: _place_in_order(here[0][1]))
    old = sum(not any(trial.record.fresh for trial, _ in here) for here in ordered)
    return Sites(_title(len(ordered), len(trials), old), tuple(map(_place, ordered)), town)


def _place_in_order(near: Near) -> tuple[bool, float, str, str]:
    return near.km is None, near.km or 0.0, near.place.site.country, near.place.site.city


def _place(here: Sequence[tuple[FoundTrial, Near]]) -> SitePlace:
    near = here[0][1]
    site = near.place.site
    region = "" if site.region == NO_REGION else f", {site.region}"
    statuses = ((one.place.site.status, trial.record.line.as_read) for trial, one in here)
    return SitePlace(
        facility=site.facility,
        where=f"{site.city}{region}, {site.country}",
        distance=near.distance or NOT_STATED,
        trials=tuple(dict.fromkeys(trial.record.line.title for trial, _ in here)),
        statuses=tuple(
            dict.fromkeys(
                status_words(word.title, as_read) if word else "Status not stated" for word, as_read in statuses
            )
        ),
        lat=near.place.lat,
        lon=near.place.lon,
    )


def _title(sites: int, trials: int, old: int) -> str:
    """`old`: sites that only old records speak of."""
    if not sites:
        return "No site is listed that may take people"
    hospitals = "1 site" if sites == 1 else f"{sites} sites"
    said = f"{hospitals} of {'1 trial' if trials == 1 else f'{trials} trials'} may take people, by the record"
    return (
        f"{said}; {'all records are' if old == sites else f'the records of {old} are'} old, so ask first"
        if old
        else said
    )
