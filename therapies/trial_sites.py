"""The sites of trials as places on a map, and the table that says the same: the nearest first where a town is given."""

from collections.abc import Sequence
from dataclasses import dataclass

from therapies.found_trials import FoundTrial
from therapies.gazetteer import Town
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
    found: dict[tuple[str, str, str, str], list[tuple[FoundTrial, int]]] = {}
    for trial in trials:
        for number, near in enumerate(trial.near):
            site = near.place.site
            found.setdefault((site.facility, site.city, site.region, site.country), []).append((trial, number))
    made = [(_km(here), _place(here)) for here in found.values()]
    ordered = tuple(place for _, place in sorted(made, key=lambda one: (one[0] is None, one[0] or 0.0, one[1].where)))
    return Sites(_title(ordered, len(trials)), ordered, town)


def _km(here: Sequence[tuple[FoundTrial, int]]) -> float | None:
    trial, number = here[0]
    return trial.near[number].km


def _place(here: Sequence[tuple[FoundTrial, int]]) -> SitePlace:
    trial, number = here[0]
    near = trial.near[number]
    site = near.place.site
    region = "" if site.region == "Region not stated" else f", {site.region}"
    words = [(t, t.near[n].place.site.status) for t, n in here]
    return SitePlace(
        facility=site.facility,
        where=f"{site.city}{region}, {site.country}",
        distance=near.distance or NOT_STATED,
        trials=tuple(dict.fromkeys(t.record.line.title for t, _ in words)),
        statuses=tuple(dict.fromkeys(word.title if word else "Status not stated" for _, word in words)),
        lat=near.place.lat,
        lon=near.place.lon,
    )


def _title(places: Sequence[SitePlace], trials: int) -> str:
    if not places:
        return "No site is listed that may take people"
    hospitals = "1 site" if len(places) == 1 else f"{len(places)} sites"
    return f"{hospitals} of {'1 trial' if trials == 1 else f'{trials} trials'} may take people, by the record"
