"""The sites of trials, for a map and the table that says the same: the nearest first where a town is given.

Not here: which sites count and how far they are (`therapies.found_trials`), and how the map is drawn
(`views.site_map`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from therapies.found_trials import FoundTrial, Near
from therapies.gazetteer import Town
from therapies.recruiting import NO_REGION
from therapies.status_words import status_words
from therapies.takes_people import AVAILABLE
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
    """All hospitals that may take new people for the trials shown, and the town they are measured from."""

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
    return Sites(_title(trials, len(ordered), old), tuple(map(_place, ordered)), town)


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


def _title(trials: Sequence[FoundTrial], sites: int, old: int) -> str:
    """How many of these trials have the sites, and how many list none; `old`: sites that only old records speak of."""
    if not sites:
        return "No site is listed that may take new people"
    having = [trial for trial in trials if trial.near]
    hospitals = "1 site" if sites == 1 else f"{sites} sites"
    said = [f"{hospitals} of {_studies(having)} {'is' if sites == 1 else 'are'} listed and may take new people"]
    if old:
        said.append(f"{'all records are' if old == sites else f'the records of {old} are'} old, so ask first")
    if without := [trial for trial in trials if not trial.near]:
        said.append(f"{_studies(without, 'other ')} {'lists' if len(without) == 1 else 'list'} no such site")
    return "; ".join(said)


def _studies(trials: Sequence[FoundTrial], which: str = "") -> str:
    """Trials, and programmes outside of trials, counted apart: "2 trials and 1 programme"."""
    programmes = sum(trial.record.status == AVAILABLE for trial in trials)
    counts = ((len(trials) - programmes, "trial"), (programmes, "programme"))
    return " and ".join(f"{count} {which}{word if count == 1 else f'{word}s'}" for count, word in counts if count)
